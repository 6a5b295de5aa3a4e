"""B1: keeps words as a note, for every feature that is told something worth keeping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.understanding import Understanding
from bot.core.commands import Surface
from bot.core.composing import Composition, compose
from bot.core.correcting import says_much_else
from bot.core.deliveries import NOTHING
from bot.core.facts.settling import with_settled_facts
from bot.core.notes import Commitment, CommitmentState, Note, NoteId, NoteKind, Touch
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.calendar.commands import OfferCalendar
from bot.features.glossary.contracts.reading import question_about, with_button
from bot.features.notes.cards import changes
from bot.features.notes.cards.understood import note_card
from bot.features.notes.cards.view import NoteView
from bot.features.notes.contracts.storing import put_composition
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.handlers.belongings import (
    NO_BELONGINGS,
    Belongings,
    find_belongings,
    view_composition,
)
from bot.features.notes.handlers.older import (
    TWICE_WITHIN,
    find_older_note,
    may_change_older_note,
    move_promise,
)
from bot.features.notes.handlers.settling import with_settled_promises
from bot.features.notes.labels import changed_promises, with_changed
from bot.features.notes.rules import find_repeated_promises
from bot.language.calendar_addresses import find_calendar_address


async def keep(turn: Turn[Any], telling: Telling) -> None:
    """Keep words as a note, and answer with a card of what was understood."""
    telling = replace(telling, text=without_controls(telling.text))
    if await refuse_note(turn, telling.text):
        return
    twin = None if telling.anyway or telling.replaces else await _find_twin(turn, telling.text)
    if twin is not None:
        await _mention_twin(turn, telling, twin)
        return
    understanding = telling.understanding or await turn.coach.understand(telling.text, turn.circumstances())
    await _write(turn, await _plan(turn, telling, understanding), understanding)


async def refuse_note(turn: Turn[Any], text: str) -> bool:
    """Say why a text is no note, where it is none; returns whether that was said.

    One that holds a secret goes out of the queue at once.
    """
    refusal = check_note_text(text)
    if refusal is None:
        return False
    secret = find_calendar_address(text)
    await (turn.instead(OfferCalendar(secret)) if secret else turn).answer(refusal, about=NOTHING)
    return True


def check_note_text(text: str) -> Card | None:
    """Why a text is no note: it is empty, holds a secret or is too long; None for one that is kept."""
    if not text:
        return changes.nothing_said()
    if find_calendar_address(text):
        return changes.holds_a_secret()
    return changes.too_long(len(text)) if len(text) > changes.LONGEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """All that will be written for one note."""

    made: Composition
    older: Note | None = None
    """The note whose place it takes."""
    older_rows: Belongings = NO_BELONGINGS
    older_stays: bool = False
    """Whether the older note tells much else, and is kept beside this one."""
    found_nothing_to_correct: bool = False


async def _find_twin(turn: Turn[Any], text: str) -> Note | None:
    """The note that says the same and was kept minutes ago; None where there is none."""
    same = _normalize(text)
    async with turn.read() as reader:
        recent = await reader.of(Note).find(space=turn.scope.own, newest_first=True, limit=10)
    return next(
        (
            note
            for note in recent
            if turn.now - note.created_at <= TWICE_WITHIN
            and _normalize(note.text) == same
            and note.superseded_by is None
        ),
        None,
    )


def _normalize(text: str) -> str:
    return " ".join(text.split()).casefold()


async def _mention_twin(turn: Turn[Any], telling: Telling, twin: Note) -> None:
    draft = new_draft(turn, telling.text, permalink=telling.permalink)
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        card = changes.already_there(twin, draft.id, turn.today)
        uow.say(*turn.without_offers().reply(card, about=(twin.id, draft.id, *twin.contact_ids)))


def new_draft(
    turn: Turn[Any], text: str, *, replaces: NoteId | None = None, permalink: str | None = None
) -> Draft:
    """A draft of words that wait for a click before they are kept."""
    return Draft(
        id=turn.new_id("draft"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=text,
        replaces=replaces,
        permalink=permalink,
    )


async def _plan(turn: Turn[Any], telling: Telling, understanding: Understanding) -> _Plan:
    """What will be written for words that were understood, and the older note whose place they take."""
    corrects, older, rows = False, None, NO_BELONGINGS
    if may_change_older_note(telling, understanding, turn.today):
        async with turn.read() as reader:
            corrects, older = await find_older_note(reader, turn, telling, understanding)
            rows = await find_belongings(reader, older) if older is not None else NO_BELONGINGS
    made = compose(
        telling.text,
        understanding,
        turn.note_context(older.contact_ids if older is not None else None),
        source=telling.source,
        kind=NoteKind.CORRECTION if older is not None else NoteKind.NOTE,
    )
    made = replace(made, note=replace(made.note, permalink=telling.permalink, **_place_of_message(turn)))
    if older is None or telling.replaces is not None:
        made = await with_settled_promises(turn, made, understanding)
    async with turn.read() as reader:
        made = await with_settled_facts(reader, turn.people, made, turn.new_id)
    if older is None:
        return _Plan(made=made, found_nothing_to_correct=corrects)
    stays = telling.replaces is None and _stays_beside(older, telling.text)
    made = _with_people_of(older, made, turn) if stays else _put_in_place_of(older, made, turn)
    if telling.replaces is not None:
        made = replace(made, note=_keep_origin(older, made.note, understanding))
    return _Plan(made=move_promise(made, rows, turn), older=older, older_rows=rows, older_stays=stays)


def _put_in_place_of(older: Note, made: Composition, turn: Turn[Any]) -> Composition:
    """The rows of a note that corrects an older one; it is about the same people where it names nobody."""
    note = replace(made.note, corrects=older.id, shared_with=older.shared_with)
    for outcome, promise in changed_promises(older):
        note = with_changed(note, outcome, promise)
    if older.kind is NoteKind.ANSWER:  # it stays the answer to its question (T2)
        note = replace(note, kind=older.kind, about=older.about)
    return _with_people_of(older, replace(made, note=note), turn)


def _stays_beside(older: Note, correction: str) -> bool:
    """Whether an older note is kept beside its correction; one that is shared or an answer is not."""
    is_own = not older.shared_with and older.kind is not NoteKind.ANSWER
    return is_own and says_much_else(older.text, correction)


def _with_people_of(older: Note, made: Composition, turn: Turn[Any]) -> Composition:
    """The rows of a correction, about the people of the older note where it names nobody."""
    note = made.note
    if note.contact_ids or note.open_mentions:
        return made
    note = replace(note, contact_ids=older.contact_ids, account_ids=note.account_ids or older.account_ids)
    return replace(made, note=note, people=turn.people.some(older.contact_ids))


def _keep_origin(older: Note, note: Note, understanding: Understanding) -> Note:
    """The newer wording of a note's own message: it comes from where the older one came from.

    It tells of the same day, too, unless it names another.
    """
    return replace(
        note,
        permalink=older.permalink,
        slack_conversation=older.slack_conversation,
        slack_ts=older.slack_ts,
        source=older.source,
        occurred_on=older.occurred_on if understanding.occurred_on is None else note.occurred_on,
    )


def _place_of_message(turn: Turn[Any]) -> dict[str, Any]:
    """Where the words were written, by which a later edit of the message finds its note."""
    if turn.origin.surface not in (Surface.DIRECT, Surface.CHANNEL):
        return {}
    return {"slack_conversation": turn.origin.conversation, "slack_ts": turn.origin.message}


async def _write(turn: Turn[Any], plan: _Plan, understanding: Understanding) -> None:
    made, note = plan.made, plan.made.note
    async with turn.read() as reader:
        view = await _view(reader, turn, plan, understanding)
    asks = bool(note.open_mentions) or not (note.contact_ids or note.account_ids)
    async with turn.commit() as uow:
        await put_composition(uow, made)
        if plan.older is not None:
            await _supersede(uow, plan)
        await turn.remember(
            uow,
            focus=note.contact_ids,
            note_id=note.id,
            asks=asks,
            asked_about=note.open_mentions[0].written if note.open_mentions else "",
        )
        send = turn.update if turn.origin.surface is Surface.BUTTON else turn.reply
        asked = await question_about(uow, turn, turn.knowledge, note.text)
        card = with_button(note_card(view), asked)
        uow.say(*send(card, about=view.about, subject=f"note:{note.id}"))


async def _supersede(uow: UnitOfWork, plan: _Plan) -> None:
    """Mark the older note, and let what the newer one tells of take the place of what the older told."""
    assert plan.older is not None
    if not plan.older_stays:
        await uow.of(Note).put(replace(plan.older, superseded_by=plan.made.note.id))
    if plan.made.touches and not plan.older_stays:
        for touch in plan.older_rows.touches:
            await uow.of(Touch).remove(touch.id)
    for commitment in find_repeated_promises(plan.older_rows.commitments, plan.made.commitments):
        await uow.of(Commitment).put(replace(commitment, state=CommitmentState.DROPPED))


async def _view(reader: StoreReader, turn: Turn[Any], plan: _Plan, understanding: Understanding) -> NoteView:
    return replace(
        await view_composition(reader, turn, plan.made),
        older=plan.older,
        older_stays=plan.older_stays,
        dropped=tuple(find_repeated_promises(plan.older_rows.commitments, plan.made.commitments)),
        found_nothing_to_correct=plan.found_nothing_to_correct,
        mode=understanding.provenance.mode,
        is_foreign=not understanding.is_english,
        is_first=not turn.history,
    )
