"""Posts the day's nudges within the budget, and what had no room in one digest (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.coaching.investment import Proposal, Rewrite
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import Say
from bot.core.excerpts import excerpts_of
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.rich import Rich
from bot.core.schedule.commands import Due
from bot.core.schedule.kinds import find_schedule_changes
from bot.core.schedule.times import NUDGE_DIGEST, NUDGES, count_left_beside_round
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.assessment.contracts.judging import best_rewrite
from bot.features.nudges.cards import lists as list_cards
from bot.features.nudges.cards import nudges as cards
from bot.features.nudges.cards.nudges import NudgeView
from bot.features.nudges.contracts.values import Nudge, NudgeId, find_resting
from bot.features.nudges.handlers.lists import row_of
from bot.features.nudges.rules import NudgeReason, again_on, choose, choose_wording, count_left, find_reasons
from bot.features.score.contracts.totals import read_total

_READ = 8
"""How many notes on one person an idea is fitted to."""
_REMEMBERED = 400
"""How many nudges are read: more than the largest budget posts in the longest rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _DueReasons:
    """All that it is time for, and the nudges that were posted before."""

    open: tuple[NudgeReason, ...]
    """Those that were not mentioned yet, or long enough ago."""
    all: tuple[NudgeReason, ...]
    nudges: tuple[Nudge, ...]


async def post_nudges(turn: Turn[Due]) -> None:
    """Post the day's most pressing nudges within the budget; schedule the digest where there are more."""
    async with turn.read() as reader:
        due = await _find_due(reader, turn)
        settings = turn.settings
        places = count_left(
            due.nudges, turn.today, a_day=settings.nudges_a_day, a_week=settings.nudges_a_week
        )
        if turn.people.accounts:  # else there is no round
            places = count_left_beside_round(places, turn.member, settings, turn.today)
        scores = await _scores(reader, due, places, turn)
    if turn.command.folded and due.open:
        await _post_digest(turn, due, after_outage=True)
        return
    now, rest = choose(due.open, scores, places)
    views = [await _build_view(turn, due, reason) for reason in now]
    async with turn.commit() as uow:
        for view, reason in zip(views, now, strict=True):
            await uow.of(Nudge).put(view.nudge)
            uow.say(_say(view, reason))
        if rest:
            await _schedule_digest(uow, turn)
        if not due.all:
            await uow.cancel(NUDGES)


async def post_digest(turn: Turn[Due]) -> None:
    """Post in one card everything that a week's budget had no room for."""
    async with turn.read() as reader:
        due = await _find_due(reader, turn)
    await _post_digest(turn, due)


async def _post_digest(turn: Turn[Due], due: _DueReasons, *, after_outage: bool = False) -> None:
    ordered, _ = choose(due.open, {}, len(due.open))
    rows = [row_of(reason, turn) for reason in ordered[:PAGE]]
    async with turn.commit() as uow:
        await uow.cancel(NUDGE_DIGEST)
        for reason in ordered if after_outage else ():
            # Mentioned now, so that the days after an outage do not say it all again one by one.
            await uow.of(Nudge).put(_nudge(turn, reason, wording="", counts=False))
        if not due.all:
            await uow.cancel(NUDGES)
        if rows:
            card = list_cards.digest_card(rows, len(due.open), turn.today, after_outage=after_outage)
            about = tuple(dict.fromkeys(id for row in rows for id in row.about))
            uow.say(Say(card=card, about=about, subject=f"digest:{turn.command.key}"))


async def _find_due(reader: StoreReader, turn: Turn[Any]) -> _DueReasons:
    promises = await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
    nudges = await reader.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)
    own = [each for each in turn.people.contacts if each.space == turn.scope.own]
    found = find_reasons(own, promises, turn.now, turn.zone)
    resting = find_resting(nudges, turn.today)
    waiting = tuple(each for each in found if each.about not in resting)
    return _DueReasons(open=waiting, all=tuple(found), nudges=tuple(nudges))


async def _scores(reader: StoreReader, due: _DueReasons, places: int, turn: Turn[Any]) -> dict[str, int]:
    """Scores of the people concerned, by contact id; none where there is a place for everything."""
    if len(due.open) <= places or not places:
        return {}
    people = {each.contact.id: each.contact for each in due.open if each.contact is not None}
    return {id: await read_total(reader, contact, turn.today) for id, contact in people.items()}


async def _schedule_digest(uow: UnitOfWork, turn: Turn[Any]) -> None:
    schedule = tuple(await uow.scheduled_jobs())
    changes = find_schedule_changes(turn.member, turn.settings, schedule, turn.now, begins=NUDGE_DIGEST)
    for job in changes.scheduled:
        if job.kind == NUDGE_DIGEST:
            await uow.schedule(job)


def _say(view: NudgeView, reason: NudgeReason) -> Say:
    """The nudge's card, with a fit review offered where the longest pause is over."""
    card = cards.nudge_card(view)
    longest = reason.contact.longest_days if reason.contact else None
    if reason.commitment is None and longest and reason.contact and reason.contact.cadence_days:
        over = reason.late_days + reason.contact.cadence_days - longest
        if over > 0:
            card = replace(card, parts=(*card.parts, cards.fit_row(reason.contact.id, over)))
    return Say(card=card, about=view.about, subject=view.nudge.subject)


def _nudge(turn: Turn[Any], reason: NudgeReason, *, wording: str, counts: bool = True) -> Nudge:
    return Nudge(
        id=NudgeId(turn.new_id("nudge", reason.about)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        about=reason.about,
        contact_id=reason.contact.id if reason.contact else "",
        on=turn.today,
        again_on=again_on(reason, turn.today),
        wording=wording,
        counts=counts,
    )


async def _build_view(turn: Turn[Any], due: _DueReasons, reason: NudgeReason) -> NudgeView:
    """Gather what a nudge says: its wording, the last words, and one idea."""
    async with turn.read() as reader:
        notes = await find_latest_notes(reader, reason.contact.id if reason.contact else "")
        source = await _find_source(reader, reason)
    last = next((each.wording for each in due.nudges if each.about == reason.about), "")
    words = choose_wording(_find_variants(turn, reason), f"{reason.about}:{turn.today}", last)
    idea = await _find_idea(turn, reason, notes)
    contact, people = reason.contact, turn.people
    return NudgeView(
        nudge=_nudge(turn, reason, wording=words),
        name=contact.name if contact else "",
        company=people.company(contact) if contact else "",
        span=cards.span(_days_since(reason, turn)),
        why=_why(reason, turn),
        last=source or next(iter(notes), None),
        today=turn.today,
        idea=idea.text if idea else "",
        idea_notes=idea.note_ids if idea else (),
        mode=idea.provenance.mode if idea else Mode.RULES,
        commitment=reason.commitment,
    )


async def find_latest_notes(reader: StoreReader, contact_id: str) -> list[Note]:
    """The latest notes on a contact, the newest first."""
    if not contact_id:
        return []
    found = await reader.of(Note).find(contact_ids=contact_id, superseded_by=None)
    found.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return found[:_READ]


async def _find_source(reader: StoreReader, reason: NudgeReason) -> Note | None:
    """The note in which a promise was made; None where the reason is no promise."""
    if reason.commitment is None or reason.commitment.note_id is None:
        return None
    return next(iter(await reader.of(Note).find(id=reason.commitment.note_id)), None)


def _find_variants(turn: Turn[Any], reason: NudgeReason) -> Sequence[str]:
    wordings = turn.knowledge.nudges
    if reason.commitment is not None:
        return wordings.mine if reason.commitment.by is Promiser.MEMBER else wordings.theirs
    touched = reason.contact is not None and reason.contact.last_touch_at is not None
    return wordings.openings if touched else wordings.never


def _days_since(reason: NudgeReason, turn: Turn[Any]) -> int:
    contact = reason.contact
    since = (contact.last_touch_at or contact.created_at) if contact else turn.now
    return (turn.today - turn.day_of(since)).days


def _why(reason: NudgeReason, turn: Turn[Any]) -> Rich | str:
    if reason.commitment is not None and reason.commitment.due_on is not None:
        return cards.promise_due(reason.commitment.due_on, turn.today)
    return cards.why_by_rhythm(reason.rhythm_days)


async def _find_idea(turn: Turn[Any], reason: NudgeReason, notes: Sequence[Note]) -> Rewrite | None:
    """An action that the three tests pass, fitted to the notes; None for a promise, which is one itself."""
    if reason.commitment is not None or reason.contact is None:
        return None
    name = reason.contact.name
    proposal = Proposal(action=cards.touch_action(name), contact=name, excerpts=excerpts_of(notes))
    return await best_rewrite(turn, proposal, (), turn.circumstances())
