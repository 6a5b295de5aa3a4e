"""What came of an activity: a note, and a touch where there was one (R1, B1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.composing import Composition, compose, touch_people
from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.form_values import date_of, text_of
from bot.core.notes import NoteKind, NoteSource
from bot.core.relations import Relation
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.contracts.storing import put_composition
from bot.features.plans import cards as texts
from bot.features.plans.commands import FinishActivity, SaveOutcome
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.plans.handlers.plans import one_activity


async def finish_activity(turn: Turn[FinishActivity]) -> None:
    """Fill the form that asks how it went."""
    activity, found = await one_activity(turn, turn.command.activity_id)
    async with turn.commit() as uow:
        if activity is None or found is None:
            uow.say(*turn.fill(texts.gone_form(), otherwise=texts.is_gone(), about=UNSAID))
            return
        submit = SaveOutcome(activity.id)
        person = found.contact.name if found.contact else ""
        form = texts.outcome_form(activity, submit, turn.today, person=person)
        uow.say(*turn.fill(form, otherwise=texts.is_gone(), about=UNSAID))


async def save_outcome(turn: Turn[SaveOutcome]) -> None:
    """Mark an activity as done; its outcome becomes a note, and a touch where the member says so."""
    values = turn.command.values
    activity, found = await one_activity(turn, turn.command.activity_id)
    if activity is None or found is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    outcome = without_controls(text_of(values, "outcome"))
    day = min(date_of(values, "on") or turn.today, turn.today)
    touched = bool(values.get("touch")) and found.contact is not None
    told = outcome or (activity.text if touched else "")
    made = await _composed(turn, found, told, day, touched=touched) if told else None
    done = replace(
        activity,
        state=ActivityState.DONE,
        on=day,
        outcome=outcome,
        outcome_note_id=made.note.id if made else None,
    )
    card = texts.finished_card(done, found.label, turn.change, touched=bool(made and made.touches))
    async with turn.commit() as uow:
        if made is not None:
            await put_composition(uow, made)
        await uow.of(Activity).put(done)
        focus = (found.contact.id,) if found.contact else ()
        await turn.remember(uow, focus=focus, note_id=made.note.id if made else None)
        uow.say(*turn.reply(card, about=found.about))


async def _composed(
    turn: Turn[Any],
    found: Relation,
    text: str,
    day: date,
    *,
    touched: bool,
) -> Composition:
    """The rows of the outcome's note, whomever else its words name."""
    focus = (found.contact.id,) if found.contact else ()
    circumstances = replace(turn.circumstances(), in_focus=turn.people.names(focus))
    read = replace(await turn.coach.understand(text, circumstances), occurred_on=day)
    setting = turn.setting(focus)
    made = compose(text, read, setting, source=NoteSource.FORM, kind=NoteKind.OUTCOME)
    made = replace(made, note=about_relation(made, found))
    return _touching(made, found.contact, turn) if touched and found.contact else made


def about_relation(made: Composition, found: Relation) -> Any:
    """The note with the relationship among what it is about, whether its words name it or not."""
    note = made.note
    if found.contact is not None:
        accounts = (*note.account_ids, *((found.contact.account_id,) if found.contact.account_id else ()))
        note = replace(note, contact_ids=tuple(dict.fromkeys((found.contact.id, *note.contact_ids))))
    else:
        accounts = (*((found.account.id,) if found.account else ()), *note.account_ids)
    return replace(note, account_ids=tuple(dict.fromkeys(accounts)))


def _touching(made: Composition, contact: Contact, turn: Turn[Any]) -> Composition:
    """A touch with the person of the plan, unless the words told of one already."""
    if any(touch.contact_id == contact.id for touch in made.touches):
        return made
    told = next((person for person in made.people if person.id == contact.id), contact)
    people, touches = touch_people(made.note, [told], "plan", turn.setting())
    others = tuple(person for person in made.changed_people if person.id != contact.id)
    return replace(made, changed_people=(*others, *people), touches=(*made.touches, *touches))
