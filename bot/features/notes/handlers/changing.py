"""Changes a stored note: its words, people, companies, date and promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.core.coaching.understanding import Intent, Mention, Mode, Promise, Provenance, Understanding
from bot.core.composing import Composition, compose, touch_people
from bot.core.deliveries import Delivery, Revise
from bot.core.notes import Assumption, Commitment, CommitmentState, Note, NoteId, NoteKind, Touch
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.notes.cards.understood import FirstLine, NoteView, note_card
from bot.features.notes.contracts.storing import put_composition
from bot.features.notes.form import WrittenPromise
from bot.features.notes.handlers.belongings import Belongings, find_belongings, view_composition


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a note shall say from now on."""

    text: str
    names: list[str]
    companies: list[str]
    day: date
    promises: list[WrittenPromise]
    card: str | None = None


def read_mentions(names: Sequence[str]) -> tuple[Mention, ...]:
    """Typed names as mentions, e.g. "Ana Ruiz (Northwind)" as Ana Ruiz of the company Northwind."""
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
        before = await find_belongings(reader, note)
    made = _compose(turn, note, wanted)
    is_reworded = " ".join(wanted.text.split()) != " ".join(note.text.split())
    new = _supersede(made.note, note) if is_reworded else _change_in_place(made.note, note)
    made = _keep_touches(turn, replace(made, note=new), before)
    made = replace(made, commitments=_keep_commitments(made, before))
    async with turn.commit() as uow:
        await _clear(uow, before, made)
        await put_composition(uow, made)
        if is_reworded:
            await uow.of(Note).put(replace(note, superseded_by=new.id))
        await turn.remember(uow, focus=new.contact_ids, note_id=new.id)
        asks = any(mention.candidates for mention in new.open_mentions)
        view = replace(view_composition(turn, made, first_line=FirstLine.CHANGED), asks=asks)
        uow.say(*_show_changed(turn, wanted.card, view, note))


def _compose(turn: Turn[Any], note: Note, wanted: Wanted) -> Composition:
    promises = tuple(Promise(p.by, p.what, p.what, due_on=p.due_on) for p in wanted.promises)
    understanding = Understanding(
        intent=Intent.NOTE,
        confidence=1.0,
        provenance=Provenance(Mode.RULES),
        mentions=read_mentions(wanted.names),
        companies=tuple(wanted.companies),
        occurred_on=wanted.day,
        promises=promises,
        assumptions=_keep_assumptions(note, wanted.text),
    )
    context = turn.note_context(focus=note.contact_ids)
    return compose(wanted.text, understanding, context, source=note.source, kind=note.kind)


def _keep_assumptions(note: Note, text: str) -> tuple[Assumption, ...]:
    return tuple(Assumption(a.quote, text.index(a.quote)) for a in note.assumptions if a.quote in text)


def _supersede(new: Note, old: Note) -> Note:
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


def _change_in_place(new: Note, old: Note) -> Note:
    """The same note with other people, companies or date: nothing that was said is lost."""
    return replace(
        old,
        occurred_on=new.occurred_on,
        contact_ids=new.contact_ids,
        account_ids=new.account_ids,
        open_mentions=new.open_mentions,
    )


def _keep_touches(turn: Turn[Any], made: Composition, before: Belongings) -> Composition:
    """A note that told of a touch goes on telling of it, with the people and date of now."""
    note = made.note
    if made.touches or not before.touches:
        return replace(made, touches=tuple(replace(touch, note_id=note.id) for touch in made.touches))
    channel = before.touches[0].channel
    people, touches = touch_people(note, made.people, channel, turn.note_context())
    changed = tuple(p for p in people if turn.people.get(p.id) != p)
    return replace(made, people=tuple(people), touches=tuple(touches), changed_people=changed)


def _keep_commitments(made: Composition, before: Belongings) -> tuple[Commitment, ...]:
    """The promises of the form; one that stood there before keeps its row and its state."""
    older = {(old.by, " ".join(old.what.split())): old for old in before.commitments}
    kept: list[Commitment] = []
    for new in made.commitments:
        old = older.get((new.by, " ".join(new.what.split())))
        person = old.contact_id if old and old.contact_id in made.note.contact_ids else new.contact_id
        base = old or new
        kept.append(replace(base, due_on=new.due_on, contact_id=person, note_id=NoteId(made.note.id)))
    return tuple(kept)


async def _clear(uow: UnitOfWork, before: Belongings, made: Composition) -> None:
    staying = {commitment.id for commitment in made.commitments}
    for commitment in before.commitments:
        settled = commitment.state is not CommitmentState.OPEN
        if commitment.id not in staying and not settled:
            await uow.of(Commitment).remove(commitment.id)
    for touch in before.touches:
        await uow.of(Touch).remove(touch.id)


def _show_changed(turn: Turn[Any], place: str | None, view: NoteView, old: Note) -> tuple[Delivery, ...]:
    """The changed note in place of the card its form was opened from; else as a new card.

    A card that was posted before is brought up to date, too, unless new words made a newer note.
    """
    card, new = note_card(view), view.note
    if place and "/" in place:
        return turn.put_at(card, place, about=view.about)
    said = turn.reply(card, about=view.about, subject=f"note:{new.id}")
    if old.id != new.id:
        return said
    return (Revise(card=card, subject=f"note:{old.id}", about=view.about), *said)
