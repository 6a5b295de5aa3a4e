"""Nudges at their time: who and what it is time for, within the budget; the rest in one digest (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.investment import Proposal, Verdict, whole
from bot.domain.notes import Commitment, CommitmentState, Note, Promiser
from bot.domain.nudges import (
    Matter,
    Nudge,
    NudgeId,
    again_on,
    budget,
    chosen,
    matters,
    quiet,
    wording,
)
from bot.domain.occasions import NUDGE_DIGEST, NUDGES, keep
from bot.domain.round_occasions import left_beside_a_round
from bot.domain.score import score
from bot.domain.understanding import Circumstances, Excerpt, Mode
from bot.messages.deliveries import Say
from bot.messages.rich import Rich
from bot.messages.schedule import Due
from bot.ports import Books, OpenBooks
from bot.texts import nudge_lists as list_texts
from bot.texts import nudges as texts
from bot.texts.nudges import NudgeSeen
from bot.texts.words import PAGE, plural
from bot.usecases.assessment.assessing import grounded
from bot.usecases.nudging.nudge_lists import coming_of
from bot.usecases.portfolios.evidence import evidence_of
from bot.usecases.turn import Turn

_READ = 8
"""Notes on one person that an idea is fitted to."""
_REMEMBERED = 400
"""Nudges that are looked at: more than the longest rest of the largest budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """All that it is time for, and what was mentioned before."""

    open: tuple[Matter, ...]
    """Not mentioned yet, or long enough ago."""
    all: tuple[Matter, ...]
    nudges: tuple[Nudge, ...]


async def nudge(turn: Turn[Due]) -> None:
    """Post the most pressing nudges of the day within the budget; begin the digest where there are more."""
    async with turn.read() as books:
        due = await _due(books, turn)
        settings = turn.settings
        places = budget(due.nudges, turn.today, a_day=settings.nudges_a_day, a_week=settings.nudges_a_week)
        if turn.people.accounts:  # else there is no round
            places = left_beside_a_round(places, turn.member, settings, turn.today)
        scores = await _scores(books, due, places, turn)
    if turn.command.folded and due.open:
        await _post_digest(turn, due, after_outage=True)
        return
    now, rest = chosen(due.open, scores, places)
    seen = [await _seen(turn, due, matter) for matter in now]
    async with turn.commit() as books:
        for each, matter in zip(seen, now, strict=True):
            await books.of(Nudge).put(each.nudge)
            books.say(_say(each, matter))
        if rest:
            await _begin_digest(books, turn)
        if not due.all:
            await books.cancel(NUDGES)


async def digest(turn: Turn[Due]) -> None:
    """Everything that a week's budget had no room for, in one card."""
    async with turn.read() as books:
        due = await _due(books, turn)
    await _post_digest(turn, due)


async def _post_digest(turn: Turn[Due], due: _Due, *, after_outage: bool = False) -> None:
    ordered, _ = chosen(due.open, {}, len(due.open))
    rows = [coming_of(matter, turn, turn.today) for matter in ordered[:PAGE]]
    async with turn.commit() as books:
        await books.cancel(NUDGE_DIGEST)
        for matter in ordered if after_outage else ():
            # Mentioned now, so that the days after an outage do not say it all again one by one.
            await books.of(Nudge).put(_nudge(turn, matter, wording="", counts=False))
        if not due.all:
            await books.cancel(NUDGES)
        if rows:
            card = list_texts.digest_card(rows, len(due.open), turn.today, after_outage=after_outage)
            books.say(Say(card=card, about=_abouts(ordered[:PAGE]), subject=f"digest:{turn.command.key}"))


async def _due(books: Books, turn: Turn[Any]) -> _Due:
    zone = ZoneInfo(turn.member.zone)
    promises = await books.of(Commitment).find(state=CommitmentState.OPEN, space=turn.scope.own)
    nudges = await books.of(Nudge).find(space=turn.scope.own, newest_first=True, limit=_REMEMBERED)
    own = [each for each in turn.people.contacts if each.space == turn.scope.own]
    found = matters(own, promises, turn.now, zone)
    resting = quiet(nudges, turn.today)
    waiting = tuple(each for each in found if each.about not in resting)
    return _Due(open=waiting, all=tuple(found), nudges=tuple(nudges))


async def _scores(books: Books, due: _Due, places: int, turn: Turn[Any]) -> dict[str, int]:
    """Scores of the people concerned, where there are more of them than places."""
    if len(due.open) <= places or not places:
        return {}
    people = {each.contact.id: each.contact for each in due.open if each.contact is not None}
    return {id: score(await evidence_of(books, contact), turn.today).total for id, contact in people.items()}


async def _begin_digest(books: OpenBooks, turn: Turn[Any]) -> None:
    agenda = tuple(await books.appointments())
    kept = keep(turn.member, turn.settings, agenda, turn.now, awake=NUDGE_DIGEST)
    for appointment in kept.appointed:
        if appointment.kind == NUDGE_DIGEST:
            await books.appoint(appointment)


def _say(seen: NudgeSeen, matter: Matter) -> Say:
    card = texts.nudge_card(seen)
    longest = matter.contact.longest_days if matter.contact else None
    if matter.commitment is None and longest and matter.contact and matter.contact.cadence_days:
        over = matter.late_days + matter.contact.cadence_days - longest
        if over > 0:
            card = replace(card, parts=(*card.parts, texts.fit_row(matter.contact.id, over)))
    return Say(card=card, about=_abouts([matter]), subject=seen.nudge.subject)


def _abouts(found: Sequence[Matter]) -> tuple[str, ...]:
    ids = [id for each in found for id in (each.about, each.contact.id if each.contact else "") if id]
    return tuple(dict.fromkeys(ids))


def _nudge(turn: Turn[Any], matter: Matter, *, wording: str, counts: bool = True) -> Nudge:
    return Nudge(
        id=NudgeId(turn.new_id("nudge", matter.about)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        about=matter.about,
        contact_id=matter.contact.id if matter.contact else "",
        on=turn.today,
        again_on=again_on(matter, turn.today),
        wording=wording,
        counts=counts,
    )


async def _seen(turn: Turn[Any], due: _Due, matter: Matter) -> NudgeSeen:
    async with turn.read() as books:
        notes = await latest_notes(books, matter.contact.id if matter.contact else "")
        source = await _source(books, matter)
    last = next((each.wording for each in due.nudges if each.about == matter.about), "")
    words = wording(_variants(turn, matter), f"{matter.about}:{turn.today}", last)
    idea, mode = await _idea(turn, matter, notes)
    contact, people = matter.contact, turn.people
    return NudgeSeen(
        nudge=_nudge(turn, matter, wording=words),
        name=contact.name if contact else "",
        company=people.company(contact) if contact else "",
        span=texts.span(_days_since(matter, turn)),
        why=_why(matter, turn),
        last=source or next(iter(notes), None),
        today=turn.today,
        idea=idea,
        mode=mode,
        commitment=matter.commitment,
    )


async def latest_notes(books: Books, contact_id: str) -> list[Note]:
    """What was noted of a person last, the newest first."""
    if not contact_id:
        return []
    found = await books.of(Note).find(contact_ids=contact_id, superseded_by=None)
    found.sort(key=lambda note: (note.occurred_on, note.created_at), reverse=True)
    return found[:_READ]


async def _source(books: Books, matter: Matter) -> Note | None:
    """The note in which a promise was made."""
    if matter.commitment is None or matter.commitment.note_id is None:
        return None
    return next(iter(await books.of(Note).find(id=matter.commitment.note_id)), None)


def _variants(turn: Turn[Any], matter: Matter) -> Sequence[str]:
    wordings = turn.knowledge.nudges
    if matter.commitment is not None:
        return wordings.mine if matter.commitment.by is Promiser.MEMBER else wordings.theirs
    touched = matter.contact is not None and matter.contact.last_touch_at is not None
    return wordings.openings if touched else wordings.never


def _days_since(matter: Matter, turn: Turn[Any]) -> int:
    contact = matter.contact
    since = (contact.last_touch_at or contact.created_at) if contact else turn.now
    return (turn.today - since.astimezone(ZoneInfo(turn.member.zone)).date()).days


def _why(matter: Matter, turn: Turn[Any]) -> Rich | str:
    if matter.commitment is not None and matter.commitment.due_on is not None:
        return texts.promise_due(matter.commitment.due_on, turn.today)
    return f"Why now: your rhythm is {plural(matter.rhythm_days, 'day')}"


async def _idea(turn: Turn[Any], matter: Matter, notes: Sequence[Note]) -> tuple[str, Mode]:
    """One action that the three tests pass, fitted to the notes; none for a promise, which is one itself."""
    if matter.commitment is not None or matter.contact is None:
        return "", Mode.RULES
    excerpts = tuple(
        Excerpt(number=number, note_id=note.id, text=note.text, occurred_on=note.occurred_on)
        for number, note in enumerate(notes, 1)
    )
    proposal = Proposal(
        action=f"Be in touch with {matter.contact.name}", contact=matter.contact.name, excerpts=excerpts
    )
    circumstances = turn.circumstances()
    simple = replace(circumstances, model_allowed=False)
    for asked in (circumstances, simple):
        rewrite = await turn.coach.rewrite(proposal, (), asked)
        judged_by = simple if rewrite.is_template else asked
        if rewrite.text and await _passes(turn, proposal, rewrite.text, judged_by):
            return rewrite.text, rewrite.provenance.mode
        if rewrite.is_template:
            break
    return "", Mode.RULES


async def _passes(turn: Turn[Any], proposal: Proposal, text: str, circumstances: Circumstances) -> bool:
    candidate = replace(proposal, action=text)
    judged = await turn.coach.assess(candidate, circumstances)
    return whole(each.verdict for each in grounded(judged.judgements, candidate)) is Verdict.PASS
