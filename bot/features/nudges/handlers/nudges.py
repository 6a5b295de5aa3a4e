"""Nudges at their time: who and what it is time for, within the budget; the rest in one digest (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.coaching.investment import Proposal
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import Say
from bot.core.excerpts import excerpts_of
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.ports.books import StoreReader, UnitOfWork
from bot.core.rich import Rich
from bot.core.schedule.commands import Due
from bot.core.schedule.occasions import NUDGE_DIGEST, NUDGES, keep
from bot.core.schedule.times import count_left_beside_round
from bot.core.turn import Turn
from bot.core.words import PAGE, plural
from bot.features.assessment.contracts.judging import best_rewrite
from bot.features.nudges.cards import lists as list_texts
from bot.features.nudges.cards import nudges as texts
from bot.features.nudges.cards.nudges import NudgeView
from bot.features.nudges.contracts.values import Nudge, NudgeId, quiet
from bot.features.nudges.handlers.lists import coming_of
from bot.features.nudges.rules import NudgeReason, again_on, budget, choose, choose_wording, reasons
from bot.features.score.contracts.totals import read_total

_READ = 8
"""Notes on one person that an idea is fitted to."""
_REMEMBERED = 400
"""Nudges that are looked at: more than the longest rest of the largest budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """All that it is time for, and what was mentioned before."""

    open: tuple[NudgeReason, ...]
    """Not mentioned yet, or long enough ago."""
    all: tuple[NudgeReason, ...]
    nudges: tuple[Nudge, ...]


async def nudge(turn: Turn[Due]) -> None:
    """Post the most pressing nudges of the day within the budget; begin the digest where there are more."""
    async with turn.read() as reader:
        due = await _due(reader, turn)
        settings = turn.settings
        places = budget(due.nudges, turn.today, a_day=settings.nudges_a_day, a_week=settings.nudges_a_week)
        if turn.people.accounts:  # else there is no round
            places = count_left_beside_round(places, turn.member, settings, turn.today)
        scores = await _scores(reader, due, places, turn)
    if turn.command.folded and due.open:
        await _post_digest(turn, due, after_outage=True)
        return
    now, rest = choose(due.open, scores, places)
    seen = [await _seen(turn, due, reason) for reason in now]
    async with turn.commit() as uow:
        for each, reason in zip(seen, now, strict=True):
            await uow.of(Nudge).put(each.nudge)
            uow.say(_say(each, reason))
        if rest:
            await _begin_digest(uow, turn)
        if not due.all:
            await uow.cancel(NUDGES)


async def digest(turn: Turn[Due]) -> None:
    """Everything that a week's budget had no room for, in one card."""
    async with turn.read() as reader:
        due = await _due(reader, turn)
    await _post_digest(turn, due)


async def _post_digest(turn: Turn[Due], due: _Due, *, after_outage: bool = False) -> None:
    ordered, _ = choose(due.open, {}, len(due.open))
    rows = [coming_of(reason, turn, turn.today) for reason in ordered[:PAGE]]
    async with turn.commit() as uow:
        await uow.cancel(NUDGE_DIGEST)
        for reason in ordered if after_outage else ():
            # Mentioned now, so that the days after an outage do not say it all again one by one.
            await uow.of(Nudge).put(_nudge(turn, reason, wording="", counts=False))
        if not due.all:
            await uow.cancel(NUDGES)
        if rows:
            card = list_texts.digest_card(rows, len(due.open), turn.today, after_outage=after_outage)
            uow.say(Say(card=card, about=_abouts(ordered[:PAGE]), subject=f"digest:{turn.command.key}"))


async def _due(reader: StoreReader, turn: Turn[Any]) -> _Due:
    zone = ZoneInfo(turn.member.zone)
    promises = await reader.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
    nudges = await reader.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)
    own = [each for each in turn.people.contacts if each.space == turn.scope.own]
    found = reasons(own, promises, turn.now, zone)
    resting = quiet(nudges, turn.today)
    waiting = tuple(each for each in found if each.about not in resting)
    return _Due(open=waiting, all=tuple(found), nudges=tuple(nudges))


async def _scores(reader: StoreReader, due: _Due, places: int, turn: Turn[Any]) -> dict[str, int]:
    """Scores of the people concerned, where there are more of them than places."""
    if len(due.open) <= places or not places:
        return {}
    people = {each.contact.id: each.contact for each in due.open if each.contact is not None}
    return {id: await read_total(reader, contact, turn.today) for id, contact in people.items()}


async def _begin_digest(uow: UnitOfWork, turn: Turn[Any]) -> None:
    schedule = tuple(await uow.scheduled_jobs())
    kept = keep(turn.member, turn.settings, schedule, turn.now, awake=NUDGE_DIGEST)
    for job in kept.scheduled:
        if job.kind == NUDGE_DIGEST:
            await uow.schedule(job)


def _say(view: NudgeView, reason: NudgeReason) -> Say:
    card = texts.nudge_card(view)
    longest = reason.contact.longest_days if reason.contact else None
    if reason.commitment is None and longest and reason.contact and reason.contact.cadence_days:
        over = reason.late_days + reason.contact.cadence_days - longest
        if over > 0:
            card = replace(card, parts=(*card.parts, texts.fit_row(reason.contact.id, over)))
    return Say(card=card, about=_abouts([reason]), subject=view.nudge.subject)


def _abouts(found: Sequence[NudgeReason]) -> tuple[str, ...]:
    ids = [id for each in found for id in (each.about, each.contact.id if each.contact else "") if id]
    return tuple(dict.fromkeys(ids))


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


async def _seen(turn: Turn[Any], due: _Due, reason: NudgeReason) -> NudgeView:
    async with turn.read() as reader:
        notes = await latest_notes(reader, reason.contact.id if reason.contact else "")
        source = await _source(reader, reason)
    last = next((each.wording for each in due.nudges if each.about == reason.about), "")
    words = choose_wording(_variants(turn, reason), f"{reason.about}:{turn.today}", last)
    idea, mode = await _idea(turn, reason, notes)
    contact, people = reason.contact, turn.people
    return NudgeView(
        nudge=_nudge(turn, reason, wording=words),
        name=contact.name if contact else "",
        company=people.company(contact) if contact else "",
        span=texts.span(_days_since(reason, turn)),
        why=_why(reason, turn),
        last=source or next(iter(notes), None),
        today=turn.today,
        idea=idea,
        mode=mode,
        commitment=reason.commitment,
    )


async def latest_notes(reader: StoreReader, contact_id: str) -> list[Note]:
    """What was noted of a person last, the newest first."""
    if not contact_id:
        return []
    found = await reader.of(Note).find(contact_ids=contact_id, superseded_by=None)
    found.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return found[:_READ]


async def _source(reader: StoreReader, reason: NudgeReason) -> Note | None:
    """The note in which a promise was made."""
    if reason.commitment is None or reason.commitment.note_id is None:
        return None
    return next(iter(await reader.of(Note).find(id=reason.commitment.note_id)), None)


def _variants(turn: Turn[Any], reason: NudgeReason) -> Sequence[str]:
    wordings = turn.knowledge.nudges
    if reason.commitment is not None:
        return wordings.mine if reason.commitment.by is Promiser.MEMBER else wordings.theirs
    touched = reason.contact is not None and reason.contact.last_touch_at is not None
    return wordings.openings if touched else wordings.never


def _days_since(reason: NudgeReason, turn: Turn[Any]) -> int:
    contact = reason.contact
    since = (contact.last_touch_at or contact.created_at) if contact else turn.now
    return (turn.today - since.astimezone(ZoneInfo(turn.member.zone)).date()).days


def _why(reason: NudgeReason, turn: Turn[Any]) -> Rich | str:
    if reason.commitment is not None and reason.commitment.due_on is not None:
        return texts.promise_due(reason.commitment.due_on, turn.today)
    return f"Why now: your rhythm is {plural(reason.rhythm_days, 'day')}"


async def _idea(turn: Turn[Any], reason: NudgeReason, notes: Sequence[Note]) -> tuple[str, Mode]:
    """One action that the three tests pass, fitted to the notes; none for a promise, which is one itself."""
    if reason.commitment is not None or reason.contact is None:
        return "", Mode.RULES
    name = reason.contact.name
    proposal = Proposal(action=f"Be in touch with {name}", contact=name, excerpts=excerpts_of(notes))
    rewrite = await best_rewrite(turn, proposal, (), turn.circumstances())
    return (rewrite.text, rewrite.provenance.mode) if rewrite else ("", Mode.RULES)
