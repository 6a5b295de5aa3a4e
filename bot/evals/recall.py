"""Measures retrieval the way members get it: the real store, the real index, the real rules (B2)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from bot.core.commands import Dismiss, Origin, Surface
from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, Scope, WorkspaceId, derive_id
from bot.core.members import Member
from bot.core.notes import Note, NoteId
from bot.core.people import People, everybody
from bot.core.ports.answering import AnswerModel
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder, Entry, Memory
from bot.core.ports.store import Store
from bot.core.ports.work import Work
from bot.core.settings import DEFAULTS_ID, MemberSettings, WorkspaceDefaults
from bot.core.turn import Ports, Turn
from bot.evals.measuring.asked import CountedCoach, ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome
from bot.evals.measuring.side_by_side import side_by_side
from bot.evals.recall_files import LabelledNote, Query, read_file
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.recall import reply_to
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.handlers.retrieval import Retrieval, retrieve
from bot.features.recall.rules.deciding import Way
from bot.memory import open_memory
from bot.store.store import open_store

_SCOPE = Scope(WorkspaceId("T0EVAL"), MemberId("U0EVAL"))
_DEPTH = 50
"""How far down a note is looked for, for the mean reciprocal rank."""


@dataclass(frozen=True, slots=True)
class QueryOutcome:
    """What came back for one question: the ranking, and what a member gets to see of it."""

    query: Query
    found: tuple[str, ...]
    """Note ids, the best first."""
    way: Way
    shown: tuple[str, ...] = ()
    """Note ids that the answer quotes, cites or lists."""
    answered_by: str = ""
    """The model, or the rules in its stead; empty where no model was asked."""


async def evaluate_recall(
    path: Path, embedder: Embedder, coach: Coach, answering: AnswerModel | None
) -> dict[str, Any]:
    """Recall, reciprocal rank, answers and refusals over a file; raises BadFile, Unavailable."""
    return figures(await outcomes(path, embedder, coach, answering))


async def measure_recall(
    path: Path, embedder: Embedder, coach: Coach, answering: AnswerModel | None, use: ModelUse, at_once: int
) -> Measured:
    """The same, with what came of each question; raises BadFile, Unavailable."""
    found = await outcomes(path, embedder, coach, answering, use, at_once)
    rows = [_counted(f"q{place}", each) for place, each in enumerate(found, 1)]
    return Measured(figures=figures(found), outcomes=rows)


def _counted(id: str, outcome: QueryOutcome) -> RowOutcome:
    is_refused, is_sure = outcome.way is Way.REFUSED, outcome.way is Way.SURE
    if outcome.query.relevant:
        shares = {
            **{f"recall_at_{depth}": _recall(outcome, depth) for depth in (1, 5, 10)},
            "mrr": _reciprocal_rank(outcome),
            "answered_right": float(_is_answered(outcome)),
            "abstain_wrong": float(is_refused),
        }
    else:
        shares = {"abstain_right": float(is_refused), "sure_without_answer": float(is_sure)}
    return RowOutcome(
        id=id,
        right=_is_answered(outcome) if outcome.query.relevant else not is_sure,
        counted={name: (share, 1.0) for name, share in shares.items()},
        answered_by=outcome.answered_by,
    )


async def outcomes(
    path: Path,
    embedder: Embedder,
    coach: Coach,
    answering: AnswerModel | None,
    use: ModelUse | None = None,
    at_once: int = 1,
) -> list[QueryOutcome]:
    """Return what a member would get for each question of a file, from a fresh store and index."""
    notes, queries = read_file(path)
    today = max((note.occurred_on for note in notes), default=date.min) + timedelta(days=1)
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/eval.db", _Fixed(today))
        memory = open_memory(embedder, folder=Path(folder) / "chroma")
        nothing = cast(Any, _Nothing())
        ports = Ports(
            store=store,
            memory=memory,
            coach=coach,
            answering=answering,
            directory=nothing,
            files=nothing,
            progress=nothing,
            knowledge=nothing,
            documents=nothing,
            apart=nothing,
            calendars=nothing,
        )
        try:
            await _fill(store, memory, notes)
            async with store.read(_SCOPE) as reader:
                people = await everybody(reader)
            asker = _asker(ports, people, today)

            async def ask(query: Query) -> QueryOutcome:
                counted = CountedCoach(coach)
                alone = replace(asker, ports=replace(ports, coach=counted))
                retrieval, reply = await _asked(alone, query)
                if use is not None:
                    use.add(counted)
                return _outcome(query, retrieval, reply, counted.answered_by)

            return await side_by_side(queries, ask, at_once)
        finally:
            await memory.close()
            await store.close()


def figures(results: Sequence[QueryOutcome]) -> dict[str, Any]:
    """Return what `tactegic eval recall` prints: shares of 0 to 1, those of nothing are 0, and counts."""
    answerable = [each for each in results if each.query.relevant]
    unanswerable = [each for each in results if not each.query.relevant]
    return {
        **{
            f"recall_at_{depth}": _mean([_recall(each, depth) for each in answerable]) for depth in (1, 5, 10)
        },
        "mrr": _mean([_reciprocal_rank(each) for each in answerable]),
        "answered_right": _mean([float(_is_answered(each)) for each in answerable]),
        "abstain_right": _mean([float(each.way is Way.REFUSED) for each in unanswerable]),
        "abstain_wrong": _mean([float(each.way is Way.REFUSED) for each in answerable]),
        "sure_without_answer": _mean([float(each.way is Way.SURE) for each in unanswerable]),
        "with_an_answer": _count_ways(answerable),
        "without_an_answer": _count_ways(unanswerable),
    }


def _count_ways(results: Sequence[QueryOutcome]) -> dict[str, int]:
    return {way.value: sum(each.way is way for each in results) for way in Way}


def _is_answered(outcome: QueryOutcome) -> bool:
    """Whether one of the notes that answer is shown; under a refusal none counts."""
    return outcome.way is not Way.REFUSED and not outcome.query.relevant.isdisjoint(outcome.shown)


async def _fill(store: Store, memory: Memory, notes: Sequence[LabelledNote]) -> None:
    ids = {name: _id("contact", name) for note in notes for name in note.contacts}
    entries = []
    work = Work(
        key="eval",
        scope=_SCOPE,
        command=Dismiss(),
        origin=Origin(surface=Surface.JOB),
        now=_noon(date(2000, 1, 1)),
    )
    async with store.write(work) as uow:
        for name, id in ids.items():
            await uow.of(Contact).put(
                Contact(
                    id=ContactId(id),
                    workspace=_SCOPE.workspace,
                    space=_SCOPE.own,
                    name=name,
                    created_at=work.now,
                )
            )
        for labelled in notes:
            note = _note(labelled, ids)
            await uow.of(Note).put(note)
            entries.append(
                Entry(
                    note_id=note.id,
                    text=note.text,
                    spaces=frozenset({note.space}),
                    contact_ids=tuple(note.contact_ids),
                    occurred_on=note.occurred_on,
                )
            )
    await memory.index(_SCOPE.workspace, entries)


def _note(labelled: LabelledNote, ids: dict[str, str]) -> Note:
    return Note(
        id=NoteId(labelled.id),
        workspace=_SCOPE.workspace,
        space=_SCOPE.own,
        text=labelled.text,
        created_at=_noon(labelled.occurred_on),
        occurred_on=labelled.occurred_on,
        contact_ids=tuple(ContactId(ids[name]) for name in labelled.contacts),
    )


def _asker(ports: Ports, people: People, today: date) -> Turn[Ask]:
    """The Turn of a member who knows the people of the file and asks on that day."""
    now, space = _noon(today), _SCOPE.own
    member = Member(
        id=_SCOPE.member,
        workspace=_SCOPE.workspace,
        space=space,
        name="Eva",
        zone="UTC",
        created_at=now,
        refreshed_at=now,
    )
    work = Work(key="eval", scope=_SCOPE, command=Ask(""), origin=Origin(surface=Surface.JOB), now=now)
    return Turn(
        work=work,
        ports=ports,
        member=member,
        known=people,
        own_settings=MemberSettings(
            id=_SCOPE.member, workspace=_SCOPE.workspace, space=space, created_at=now
        ),
        defaults=WorkspaceDefaults(id=DEFAULTS_ID, workspace=_SCOPE.workspace, space=space, created_at=now),
    )


async def _asked(asker: Turn[Ask], query: Query) -> tuple[Retrieval, Reply]:
    """The ranking for a question, and what the member gets."""
    retrieval = await retrieve(
        asker.ports.store,
        asker.memory,
        asker.scope,
        query.text,
        known=to_known_people(asker.people),
        today=asker.today,
        limit=_DEPTH,
    )
    return retrieval, await reply_to(asker.instead(Ask(query.text)))


def _outcome(query: Query, retrieval: Retrieval, reply: Reply, answered_by: str) -> QueryOutcome:
    ranking = tuple(hit.note.id for hit in retrieval.hits)
    return QueryOutcome(query, ranking, reply.way, reply.note_ids, answered_by)


def _recall(outcome: QueryOutcome, depth: int) -> float:
    """Return the share of the relevant notes among the first ones, of as many as can be there."""
    wanted = outcome.query.relevant
    return len(wanted.intersection(outcome.found[:depth])) / min(depth, len(wanted))


def _reciprocal_rank(outcome: QueryOutcome) -> float:
    ranks = (place for place, id in enumerate(outcome.found, 1) if id in outcome.query.relevant)
    return 1 / next(ranks, float("inf"))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _id(*parts: str) -> str:
    return derive_id("eval", *parts)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


class _Fixed:
    """Satisfies ports.Clock."""

    def __init__(self, day: date) -> None:
        self._now = _noon(day)

    def now(self) -> datetime:
        return self._now


class _Nothing:
    """Stands for the ports that a question needs nothing of."""

    async def status(self, work: object, words: str) -> None:
        """Show nothing."""

    async def work(self, work: object, title: str) -> None:
        """Show nothing."""

    async def rest(self, work: object) -> None:
        """Show nothing."""

    async def suggest(self, work: object, prompts: Sequence[tuple[str, str]]) -> None:
        """Show nothing."""
