"""Takes a note: understands it, says back what it understood, and asks once where it could not (B1, R2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.composing import Composition, compose
from bot.domain.contacts import Account, Contact
from bot.domain.moving import find_repeated_promises
from bot.domain.notes import (
    Commitment,
    CommitmentState,
    Note,
    NoteId,
    NoteKind,
    NoteSource,
    Touch,
)
from bot.domain.threads import Draft
from bot.domain.understanding import Understanding
from bot.messages.cards import Card
from bot.messages.commands import Surface
from bot.messages.deliveries import UNSAID
from bot.messages.notes import TakeNote
from bot.ports import StoreReader, UnitOfWork
from bot.texts import notes as texts
from bot.usecases.learning.glossary import question_about, with_button
from bot.usecases.notes.note_cards import NOTHING, Belongings, belongings
from bot.usecases.notes.older_notes import TWICE_WITHIN as TWICE_WITHIN
from bot.usecases.notes.older_notes import Telling as Telling
from bot.usecases.notes.older_notes import older_note, with_moved
from bot.usecases.timing.clocks import recount
from bot.usecases.turn import Turn

_SOURCES = {
    Surface.CHANNEL: NoteSource.MENTION,
    Surface.SLASH: NoteSource.COMMAND,
    Surface.SHORTCUT: NoteSource.SHORTCUT,
    Surface.FORM: NoteSource.FORM,
}


async def take_note(turn: Turn[TakeNote]) -> None:
    """Keep the words of a command as a note."""
    source = _SOURCES.get(turn.origin.surface, NoteSource.MESSAGE)
    await keep(turn, Telling(text=turn.command.text, source=source, permalink=turn.command.permalink))


async def keep(turn: Turn[Any], telling: Telling) -> None:
    """Keep words as a note, and answer with a card of what was understood."""
    telling = replace(telling, text=without_controls(telling.text))
    async with turn.read() as reader:
        recent = await reader.of(Note).find(space=turn.scope.own, newest_first=True, limit=10)
    refusal = check_note_text(telling.text)
    if refusal is not None:
        await _say(turn, refusal)
        return
    twin = None if telling.anyway or telling.replaces else _twin(telling.text, recent, turn)
    if twin is not None:
        await _mention_twin(turn, telling, twin)
        return
    understanding = telling.understanding or await turn.coach.understand(telling.text, turn.circumstances())
    async with turn.read() as reader:
        plan = await _plan(reader, turn, telling, understanding)
    await _write(turn, plan, understanding)


def without_controls(text: str) -> str:
    """The text without control characters, which carry no words and break what shows them."""
    kept = (
        c for c in text.replace("\r\n", "\n") if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()


def check_note_text(text: str) -> Card | None:
    """Why a text is no note: it is empty or too long; None for one that is kept."""
    if not text:
        return texts.nothing_said()
    return texts.too_long(len(text)) if len(text) > texts.LONGEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """All that will be written for one note."""

    made: Composition
    older: Note | None = None
    older_rows: Belongings = NOTHING
    wanted_older: bool = False


def _twin(text: str, recent: Sequence[Note], turn: Turn[Any]) -> Note | None:
    same = " ".join(text.split()).casefold()
    return next(
        (
            note
            for note in recent
            if turn.now - note.created_at <= TWICE_WITHIN
            and " ".join(note.text.split()).casefold() == same
            and note.superseded_by is None
        ),
        None,
    )


async def _mention_twin(turn: Turn[Any], telling: Telling, twin: Note) -> None:
    draft = new_draft(turn, telling.text, permalink=telling.permalink)
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        uow.say(*turn.reply(texts.already_there(twin, draft.id, turn.today), about=UNSAID))


def new_draft(
    turn: Turn[Any], text: str, *, replaces: NoteId | None = None, permalink: str | None = None
) -> Draft:
    """Words that wait for a click."""
    return Draft(
        id=turn.new_id("draft"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=text,
        replaces=replaces,
        permalink=permalink,
    )


async def _plan(
    reader: StoreReader, turn: Turn[Any], telling: Telling, understanding: Understanding
) -> _Plan:
    corrects, older = await older_note(reader, turn, telling, understanding)
    focus = older.contact_ids if older is not None else None
    made = compose(
        telling.text,
        understanding,
        turn.setting(focus),
        source=telling.source,
        kind=NoteKind.CORRECTION if older is not None else NoteKind.NOTE,
    )
    note = replace(made.note, permalink=telling.permalink, **_place(turn))
    if older is None:
        return _Plan(made=replace(made, note=note), wanted_older=corrects)
    note = replace(note, corrects=older.id, shared_with=older.shared_with)
    if older.kind is NoteKind.ANSWER:  # it stays the answer to its question (T2)
        note = replace(note, kind=older.kind, about=older.about)
    people = made.people
    if not note.contact_ids and not note.open_mentions:
        people = turn.people.some(older.contact_ids)
        note = replace(note, contact_ids=older.contact_ids, account_ids=note.account_ids or older.account_ids)
    if telling.replaces is not None:
        note = replace(note, permalink=older.permalink, **_same_place(older))
        if understanding.occurred_on is None:
            note = replace(note, occurred_on=older.occurred_on)
    rows = await belongings(reader, older)
    made = with_moved(replace(made, note=note, people=people), rows, turn)
    return _Plan(made=made, older=older, older_rows=rows)


def _place(turn: Turn[Any]) -> dict[str, Any]:
    if turn.origin.surface not in (Surface.DIRECT, Surface.CHANNEL):
        return {}
    return {"slack_conversation": turn.origin.conversation, "slack_ts": turn.origin.message}


def _same_place(older: Note) -> dict[str, Any]:
    return {
        "slack_conversation": older.slack_conversation,
        "slack_ts": older.slack_ts,
        "source": older.source,
    }


async def _write(turn: Turn[Any], plan: _Plan, understanding: Understanding) -> None:
    made, note = plan.made, plan.made.note
    view = _seen(turn, plan, understanding)
    asks = bool(note.open_mentions) or not (note.contact_ids or note.account_ids)
    async with turn.commit() as uow:
        await put_composition(uow, made)
        if plan.older is not None:
            await _supersede(uow, turn, plan)
        await turn.remember(
            uow,
            focus=note.contact_ids,
            note_id=note.id,
            asks=asks,
            asked_about=note.open_mentions[0].written if note.open_mentions else "",
        )
        about = (note.id, *note.contact_ids, *note.account_ids)
        send = turn.update if turn.origin.surface is Surface.BUTTON else turn.reply
        asked = await question_about(uow, turn, turn.knowledge, note.text)
        card = with_button(texts.note_card(view), asked)
        uow.say(*send(card, about=about, subject=f"note:{note.id}"))


async def put_composition(uow: UnitOfWork, made: Composition) -> None:
    """Write all rows of a note."""
    for account in made.accounts:
        await uow.of(Account).put(account)
    for person in made.changed_people:
        await uow.of(Contact).put(person)
    await uow.of(Note).put(made.note)
    for commitment in made.commitments:
        await uow.of(Commitment).put(commitment)
    for touch in made.touches:
        await uow.of(Touch).put(touch)


async def _supersede(uow: UnitOfWork, turn: Turn[Any], plan: _Plan) -> None:
    """Mark the older note, and let what the newer one tells of take the place of what the older told."""
    assert plan.older is not None
    await uow.of(Note).put(replace(plan.older, superseded_by=plan.made.note.id))
    if plan.made.touches:
        for touch in plan.older_rows.touches:
            await uow.of(Touch).remove(touch.id)
            await recount(uow, turn, touch.contact_id)
    for commitment in find_repeated_promises(plan.older_rows.commitments, plan.made.commitments):
        await uow.of(Commitment).put(replace(commitment, state=CommitmentState.DROPPED))


def _seen(turn: Turn[Any], plan: _Plan, understanding: Understanding) -> texts.NoteView:
    made, note, people = plan.made, plan.made.note, turn.people
    open_ids = [id for mention in note.open_mentions for id in mention.candidates]
    nameless = not note.contact_ids and not note.account_ids
    return texts.NoteView(
        note=note,
        today=turn.today,
        people=made.people,
        companies=people.companies | {account.id: account.name for account in made.accounts},
        commitments=made.commitments,
        touch=made.touches[0].channel if made.touches else "",
        new_people=made.new_people,
        older=plan.older,
        dropped=tuple(find_repeated_promises(plan.older_rows.commitments, made.commitments)),
        found_nothing_to_correct=plan.wanted_older,
        suggestions=people.some(open_ids) if open_ids else people.recent() if nameless else (),
        mode=understanding.provenance.mode,
        is_first=not turn.history,
        change=turn.change,
    )


async def _say(turn: Turn[Any], card: Card) -> None:
    await turn.answer(card, about=UNSAID)
