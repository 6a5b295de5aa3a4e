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
from bot.ports import Books, OpenBooks, Work
from bot.texts import nudge_lists as list_texts
from bot.texts import nudges as texts
from bot.texts.nudges import NudgeSeen
from bot.texts.words import PAGE, plural
from bot.usecases.assessment.assessing import grounded
from bot.usecases.desk import Desk
from bot.usecases.nudging.nudge_lists import coming_of
from bot.usecases.portfolios.evidence import evidence_of
from bot.usecases.situation import Situation, look
from bot.usecases.timing.on_time import Moment

_READ = 8
"""Notes on one person that an idea is fitted to."""
_REMEMBERED = 400
"""Nudges that are looked at: more than the longest rest of the largest budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """All that it is time for, and what was mentioned before."""

    situation: Situation
    open: tuple[Matter, ...]
    """Not mentioned yet, or long enough ago."""
    all: tuple[Matter, ...]
    nudges: tuple[Nudge, ...]


async def nudge(work: Work[Due], desk: Desk, moment: Moment) -> None:
    """Post the most pressing nudges of the day within the budget; begin the digest where there are more."""
    async with desk.ledger.read(work.scope) as books:
        due = await _due(books, work)
        settings = moment.settings
        places = budget(due.nudges, moment.today, a_day=settings.nudges_a_day, a_week=settings.nudges_a_week)
        if due.situation.people.accounts:  # else there is no round
            places = left_beside_a_round(places, moment.member, settings, moment.today)
        scores = await _scores(books, due, places, moment)
    if work.command.folded and due.open:
        await _post_digest(work, desk, moment, due, after_outage=True)
        return
    now, rest = chosen(due.open, scores, places)
    seen = [await _seen(work, desk, due, matter, moment) for matter in now]
    async with desk.ledger.write(work) as books:
        for each, matter in zip(seen, now, strict=True):
            await books.of(Nudge).put(each.nudge)
            books.say(_say(each, matter))
        if rest:
            await _begin_digest(books, moment)
        if not due.all:
            await books.cancel(NUDGES)


async def digest(work: Work[Due], desk: Desk, moment: Moment) -> None:
    """Everything that a week's budget had no room for, in one card."""
    async with desk.ledger.read(work.scope) as books:
        due = await _due(books, work)
    await _post_digest(work, desk, moment, due)


async def _post_digest(
    work: Work[Due], desk: Desk, moment: Moment, due: _Due, *, after_outage: bool = False
) -> None:
    ordered, _ = chosen(due.open, {}, len(due.open))
    rows = [coming_of(matter, due.situation, moment.today) for matter in ordered[:PAGE]]
    async with desk.ledger.write(work) as books:
        await books.cancel(NUDGE_DIGEST)
        for matter in ordered if after_outage else ():
            # Mentioned now, so that the days after an outage do not say it all again one by one.
            await books.of(Nudge).put(_nudge(work, matter, moment, wording="", counts=False))
        if not due.all:
            await books.cancel(NUDGES)
        if rows:
            card = list_texts.digest_card(rows, len(due.open), moment.today, after_outage=after_outage)
            books.say(Say(card=card, about=_abouts(ordered[:PAGE]), subject=f"digest:{work.command.key}"))


async def _due(books: Books, work: Work[Any]) -> _Due:
    situation = await look(books, work)
    zone = ZoneInfo(situation.member.zone)
    promises = await books.of(Commitment).find(state=CommitmentState.OPEN, space=work.scope.own)
    nudges = await books.of(Nudge).find(space=work.scope.own, newest_first=True, limit=_REMEMBERED)
    own = [each for each in situation.people.contacts if each.space == work.scope.own]
    found = matters(own, promises, work.now, zone)
    resting = quiet(nudges, situation.today)
    waiting = tuple(each for each in found if each.about not in resting)
    return _Due(situation=situation, open=waiting, all=tuple(found), nudges=tuple(nudges))


async def _scores(books: Books, due: _Due, places: int, moment: Moment) -> dict[str, int]:
    """Scores of the people concerned, where there are more of them than places."""
    if len(due.open) <= places or not places:
        return {}
    people = {each.contact.id: each.contact for each in due.open if each.contact is not None}
    return {
        id: score(await evidence_of(books, contact), moment.today).total for id, contact in people.items()
    }


async def _begin_digest(books: OpenBooks, moment: Moment) -> None:
    agenda = tuple(await books.appointments())
    kept = keep(moment.member, moment.settings, agenda, moment.now, awake=NUDGE_DIGEST)
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


def _nudge(work: Work[Any], matter: Matter, moment: Moment, *, wording: str, counts: bool = True) -> Nudge:
    return Nudge(
        id=NudgeId(work.new_id("nudge", matter.about)),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        about=matter.about,
        contact_id=matter.contact.id if matter.contact else "",
        on=moment.today,
        again_on=again_on(matter, moment.today),
        wording=wording,
        counts=counts,
    )


async def _seen(work: Work[Any], desk: Desk, due: _Due, matter: Matter, moment: Moment) -> NudgeSeen:
    async with desk.ledger.read(work.scope) as books:
        notes = await latest_notes(books, matter.contact.id if matter.contact else "")
        source = await _source(books, matter)
    last = next((each.wording for each in due.nudges if each.about == matter.about), "")
    words = wording(_variants(desk, matter), f"{matter.about}:{moment.today}", last)
    idea, mode = await _idea(desk, due.situation, matter, notes)
    contact, people = matter.contact, due.situation.people
    return NudgeSeen(
        nudge=_nudge(work, matter, moment, wording=words),
        name=contact.name if contact else "",
        company=people.company(contact) if contact else "",
        span=texts.span(_days_since(matter, moment)),
        why=_why(matter, moment),
        last=source or next(iter(notes), None),
        today=moment.today,
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


def _variants(desk: Desk, matter: Matter) -> Sequence[str]:
    wordings = desk.knowledge.nudges
    if matter.commitment is not None:
        return wordings.mine if matter.commitment.by is Promiser.MEMBER else wordings.theirs
    touched = matter.contact is not None and matter.contact.last_touch_at is not None
    return wordings.openings if touched else wordings.never


def _days_since(matter: Matter, moment: Moment) -> int:
    contact = matter.contact
    since = (contact.last_touch_at or contact.created_at) if contact else moment.now
    return (moment.today - since.astimezone(ZoneInfo(moment.member.zone)).date()).days


def _why(matter: Matter, moment: Moment) -> Rich | str:
    if matter.commitment is not None and matter.commitment.due_on is not None:
        return texts.promise_due(matter.commitment.due_on, moment.today)
    return f"Why now: your rhythm is {plural(matter.rhythm_days, 'day')}"


async def _idea(desk: Desk, situation: Situation, matter: Matter, notes: Sequence[Note]) -> tuple[str, Mode]:
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
    circumstances = situation.circumstances()
    simple = replace(circumstances, model_allowed=False)
    for asked in (circumstances, simple):
        rewrite = await desk.coach.rewrite(proposal, (), asked)
        judged_by = simple if rewrite.is_template else asked
        if rewrite.text and await _passes(desk, proposal, rewrite.text, judged_by):
            return rewrite.text, rewrite.provenance.mode
        if rewrite.is_template:
            break
    return "", Mode.RULES


async def _passes(desk: Desk, proposal: Proposal, text: str, circumstances: Circumstances) -> bool:
    candidate = replace(proposal, action=text)
    judged = await desk.coach.assess(candidate, circumstances)
    return whole(each.verdict for each in grounded(judged.judgements, candidate)) is Verdict.PASS
