"""Keeps what came of an activity: a note, and a touch where there was one (R1, B1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.composing import Composition, compose, touch_people
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.facts.settling import with_settled_facts
from bot.core.form_values import date_of, text_of
from bot.core.notes import Note, NoteKind, NoteSource
from bot.core.relations import Relation
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.notes.contracts.storing import put_composition
from bot.features.plans.cards import answers, forms
from bot.features.plans.commands import FinishActivity, SaveOutcome
from bot.features.plans.contracts import Activity, ActivityId, ActivityState
from bot.features.plans.handlers.activities import find_activity
from bot.features.plans.handlers.plans import focus_of
from bot.features.plans.rules import rhythm_of


async def finish_activity(turn: Turn[FinishActivity]) -> None:
    """Fill the form that asks how it went."""
    activity, found = await find_activity(turn, turn.command.activity_id)
    if activity is None or found is None:
        await turn.show(answers.gone_form(), otherwise=answers.is_gone(), about=NOTHING)
        return
    person = found.contact.name if found.contact else ""
    form = forms.outcome_form(activity, SaveOutcome(activity.id), turn.today, person=person)
    await turn.show(form, otherwise=answers.is_gone(), about=activity.about)


async def save_outcome(turn: Turn[SaveOutcome]) -> None:
    """Mark an activity as done; its outcome becomes a note, and a touch where the member says so."""
    values = turn.command.values
    activity, found = await find_activity(turn, turn.command.activity_id)
    if activity is None or found is None:
        await turn.answer(answers.is_gone(), about=NOTHING)
        return
    outcome = without_controls(text_of(values, "outcome"))
    day = min(date_of(values, "on") or turn.today, turn.today)
    touched = bool(values.get("touch")) and found.contact is not None
    words = outcome or (activity.text if touched else "")
    made = await _compose_note(turn, found, words, day, touched=touched) if words else None
    done = replace(
        activity,
        state=ActivityState.DONE,
        on=day,
        outcome=outcome,
        outcome_note_id=made.note.id if made else None,
    )
    again = _next_time(turn, activity, day)
    touched_now = bool(made and made.touches)
    card = answers.finished_card(
        done, found.label, turn.change, touched=touched_now, next_on=again.on if again else None
    )
    async with turn.commit() as uow:
        if made is not None:
            await put_composition(uow, made)
        await uow.of(Activity).put(done)
        if again is not None:
            await uow.of(Activity).put(again)
        await turn.remember(uow, focus=focus_of(found), note_id=done.outcome_note_id)
        uow.say(*turn.reply(card, about=done.about))


def _next_time(turn: Turn[Any], activity: Activity, day: date) -> Activity | None:
    """The same activity on its next day, where its words name a rhythm; counted from when it was done."""
    rhythm = rhythm_of(activity.text)
    if rhythm is None:
        return None
    return replace(
        activity, id=ActivityId(turn.new_id("again")), created_at=turn.now, on=max(day + rhythm, turn.today)
    )


async def _compose_note(
    turn: Turn[Any],
    found: Relation,
    text: str,
    day: date,
    *,
    touched: bool,
) -> Composition:
    """The rows of the outcome's note, whomever else its words name."""
    focus = focus_of(found)
    circumstances = replace(turn.circumstances(), in_focus=turn.people.names(focus))
    read = replace(await turn.coach.understand(text, circumstances), occurred_on=day)
    context = turn.note_context(focus)
    made = compose(text, read, context, source=NoteSource.FORM, kind=NoteKind.OUTCOME)
    made = replace(made, note=_about_relation(made.note, found))
    async with turn.read() as reader:
        made = await with_settled_facts(reader, turn.people, made, turn.new_id)
    return _with_touch(made, found.contact, turn) if touched and found.contact else made


def _about_relation(note: Note, found: Relation) -> Note:
    """The note with the relationship among what it is about, whether its words name it or not."""
    if found.contact is not None:
        accounts = (*note.account_ids, *((found.contact.account_id,) if found.contact.account_id else ()))
        note = replace(note, contact_ids=tuple(dict.fromkeys((found.contact.id, *note.contact_ids))))
    else:
        accounts = (*((found.account.id,) if found.account else ()), *note.account_ids)
    return replace(note, account_ids=tuple(dict.fromkeys(accounts)))


def _with_touch(made: Composition, contact: Contact, turn: Turn[Any]) -> Composition:
    """The rows with a touch with the plan's contact, unless the words told of one already."""
    if any(touch.contact_id == contact.id for touch in made.touches):
        return made
    as_told = next((person for person in made.people if person.id == contact.id), contact)
    people, touches = touch_people(made.note, [as_told], "plan", turn.note_context())
    others = tuple(person for person in made.changed_people if person.id != contact.id)
    return replace(made, changed_people=(*others, *people), touches=(*made.touches, *touches))
