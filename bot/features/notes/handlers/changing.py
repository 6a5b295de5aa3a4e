"""Changes a stored note: its words, people, companies, date and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.understanding import Intent, Mention, Mode, Promise, Provenance, Understanding
from bot.core.composing import Composition, compose, touch_people
from bot.core.deliveries import Delivery, Replace, Revise
from bot.core.notes import Assumption, Commitment, CommitmentState, Note, NoteId, NoteKind, Touch
from bot.core.ports.books import UnitOfWork
from bot.core.turn import Turn
from bot.features.notes.cards import card as texts
from bot.features.notes.contracts.storing import put_composition
from bot.features.notes.form import WrittenPromise
from bot.features.notes.handlers.belongings import Belongings, belongings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a note shall say from now on."""

    text: str
    names: list[str]
    companies: list[str]
    day: date
    promises: list[WrittenPromise]
    card: str | None = None


def mentions_of(names: Sequence[str]) -> tuple[Mention, ...]:
    """Typed names as mentions; "Ana Ruiz (Northwind)" brings the company along."""
    found: list[Mention] = []
    for name in names:
        written, company = name, ""
        if name.endswith(")") and " (" in name:
            written, _, company = name[:-1].rpartition(" (")
        found.append(Mention(written, 0, len(written), company=company))
    return tuple(found)


async def change(turn: Turn[Any], note: Note, wanted: Wanted) -> None:
    """Write the changed note; new words make a newer note that supersedes, never overwrites."""
    async with turn.read() as reader:
        held = await belongings(reader, note)
    made = _composed(turn, note, wanted)
    reworded = " ".join(wanted.text.split()) != " ".join(note.text.split())
    new = _reworded(made.note, note) if reworded else _in_place(made.note, note)
    made = _with_touches(turn, replace(made, note=new), held)
    made = replace(made, commitments=_commitments(made, held))
    async with turn.commit() as uow:
        await _clear(uow, held, made)
        await put_composition(uow, made)
        if reworded:
            await uow.of(Note).put(replace(note, superseded_by=new.id))
        await turn.remember(uow, focus=new.contact_ids, note_id=new.id)
        card = texts.note_card(_seen(turn, made))
        uow.say(*_place(turn, wanted.card, card, note, new))


def _composed(turn: Turn[Any], note: Note, wanted: Wanted) -> Composition:
    promises = tuple(Promise(p.by, p.what, p.what, due_on=p.due_on) for p in wanted.promises)
    understanding = Understanding(
        intent=Intent.NOTE,
        confidence=1.0,
        provenance=Provenance(Mode.RULES),
        mentions=mentions_of(wanted.names),
        companies=tuple(wanted.companies),
        occurred_on=wanted.day,
        promises=promises,
        assumptions=_kept_assumptions(note, wanted.text),
    )
    setting = turn.setting(focus=note.contact_ids)
    return compose(wanted.text, understanding, setting, source=note.source, kind=note.kind)


def _kept_assumptions(note: Note, text: str) -> tuple[Assumption, ...]:
    return tuple(Assumption(a.quote, text.index(a.quote)) for a in note.assumptions if a.quote in text)


def _reworded(new: Note, old: Note) -> Note:
    """The newer note, standing where the older one stood."""
    return replace(
        new,
        kind=NoteKind.CORRECTION if old.kind in (NoteKind.NOTE, NoteKind.CORRECTION) else old.kind,
        corrects=old.id,
        slack_conversation=old.slack_conversation,
        slack_ts=old.slack_ts,
        permalink=old.permalink,
        shared_with=old.shared_with,
        about=old.about,
    )


def _in_place(new: Note, old: Note) -> Note:
    """The same note with other people, companies or date: nothing that was said is lost."""
    return replace(
        old,
        occurred_on=new.occurred_on,
        contact_ids=new.contact_ids,
        account_ids=new.account_ids,
        open_mentions=new.open_mentions,
    )


def _with_touches(turn: Turn[Any], made: Composition, held: Belongings) -> Composition:
    """A note that told of a touch goes on telling of it, with the people and date of now."""
    note = made.note
    if made.touches or not held.touches:
        return replace(made, touches=tuple(replace(touch, note_id=note.id) for touch in made.touches))
    channel = held.touches[0].channel
    people, touches = touch_people(note, made.people, channel, turn.setting())
    changed = tuple(p for p in people if turn.people.get(p.id) != p)
    return replace(made, people=tuple(people), touches=tuple(touches), changed_people=changed)


def _commitments(made: Composition, held: Belongings) -> tuple[Commitment, ...]:
    """The promises of the form; one that stood there before keeps its row and its state."""
    before = {(old.by, " ".join(old.what.split())): old for old in held.commitments}
    kept: list[Commitment] = []
    for new in made.commitments:
        old = before.get((new.by, " ".join(new.what.split())))
        person = old.contact_id if old and old.contact_id in made.note.contact_ids else new.contact_id
        base = old or new
        kept.append(replace(base, due_on=new.due_on, contact_id=person, note_id=NoteId(made.note.id)))
    return tuple(kept)


async def _clear(uow: UnitOfWork, held: Belongings, made: Composition) -> None:
    staying = {commitment.id for commitment in made.commitments}
    for commitment in held.commitments:
        settled = commitment.state is not CommitmentState.OPEN
        if commitment.id not in staying and not settled:
            await uow.of(Commitment).remove(commitment.id)
    for touch in held.touches:
        await uow.of(Touch).remove(touch.id)


def _seen(turn: Turn[Any], made: Composition) -> texts.NoteView:
    open_ids = [id for mention in made.note.open_mentions for id in mention.candidates]
    return texts.NoteView(
        note=made.note,
        today=turn.today,
        people=made.people,
        companies=turn.people.companies | {account.id: account.name for account in made.accounts},
        commitments=made.commitments,
        touch=made.touches[0].channel if made.touches else "",
        new_people=made.new_people,
        suggestions=turn.people.some(open_ids),
        asks=bool(open_ids),
        change=turn.change,
        first_line="Changed the note",
    )


def _place(turn: Turn[Any], card_place: str | None, card: Card, old: Note, new: Note) -> tuple[Delivery, ...]:
    about = (new.id, *new.contact_ids, *new.account_ids)
    if card_place and "/" in card_place:
        conversation, _, message = card_place.partition("/")
        return (Replace(card=card, conversation=conversation, message=message, about=about),)
    said = turn.reply(card, about=about, subject=f"note:{new.id}")
    return (Revise(card=card, subject=f"note:{old.id}", about=about), *said) if old.id == new.id else said
