from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.core.commands import Origin, Surface
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, NoteKind, NoteSource, Promiser, Touch
from bot.features.notes.commands import ChangeNote, ComposeNote, MessageDeleted, MessageEdited
from tests.handlers.office import Office, part_words

FIRST = "Met Ana Ruiz from Northwind today. I promised to send her the storage paper by Friday."


async def test_the_form_is_prefilled_with_what_is_known(office: Office) -> None:
    seen = await office.say(FIRST)
    form = (await office.press(seen, "Edit")).form
    [contact] = await office.rows(Contact)
    assert {field.name: field.value for field in form.fields if field.value} == {
        "text": FIRST,
        "date": "2026-03-05",
        "touch": "in person",
        "person0_who": contact.id,
        "person0_company": "Northwind",
        "promise0_what": "send the storage paper",
        "promise0_by": "member",
        "promise0_whom": contact.id,
        "promise0_due": "2026-03-06",
        "promise1_by": "member",
        "promise1_whom": contact.id,
    }


async def test_new_words_make_a_newer_note_and_update_the_card(office: Office) -> None:
    seen = await office.say(FIRST)
    form = await office.press(seen, "Edit")
    changed = await office.send(
        form, text="Met Ana Ruiz from Northwind. She took the paper along.", promise0_by="remove"
    )
    assert changed.replaced
    assert changed.place == seen.place
    older, newer = await office.rows(Note)
    assert (older.superseded_by, newer.corrects, newer.kind) == (newer.id, older.id, NoteKind.CORRECTION)
    assert older.text == FIRST
    assert await office.rows(Commitment) == []
    assert [touch.note_id for touch in await office.rows(Touch)] == [newer.id]


async def test_other_people_and_another_date_change_the_note_itself(office: Office) -> None:
    seen = await office.say(FIRST)
    form = await office.press(seen, "Edit")
    changed = await office.send(form, person1_name="Lars Berg", date="2026-03-03")
    assert changed.first == "Changed the note for Ana Ruiz (Northwind) and Lars Berg."
    [note] = await office.rows(Note)
    assert (len(note.contact_ids), note.occurred_on) == (2, date(2026, 3, 3))
    assert {touch.occurred_on for touch in await office.rows(Touch)} == {date(2026, 3, 3)}
    assert len(await office.rows(Commitment)) == 1
    touched = [contact.last_touch_at for contact in await office.rows(Contact)]
    assert [at.date() for at in touched if at] == [date(2026, 3, 3)] * 2


async def test_an_edit_can_be_undone(office: Office) -> None:
    seen = await office.say(FIRST)
    changed = await office.send(await office.press(seen, "Edit"), text="Something else about Ana Ruiz")
    await office.press(changed, "Undo")
    [note] = await office.rows(Note)
    assert (note.text, note.superseded_by) == (FIRST, None)
    assert len(await office.rows(Commitment)) == 1


async def test_a_deleted_note_is_gone_and_comes_back_with_undo(office: Office) -> None:
    seen = await office.say(FIRST)
    gone = await office.press(seen, "Delete this note")
    assert gone.first == "Deleted the note about Ana Ruiz from today."
    assert await office.rows(Note) == []
    assert await office.rows(Touch) == []
    [contact] = await office.rows(Contact)
    assert contact.last_touch_at is None
    await office.press(gone, "Undo")
    assert [note.text for note in await office.rows(Note)] == [FIRST]


async def test_opening_a_note_shows_all_of_it(office: Office) -> None:
    await office.say(FIRST)
    listed = await office.type("notes")
    form = (await office.press(listed, "Open")).form
    shown = "\n".join(line for part in form.parts for line in part_words(part))
    assert FIRST in shown
    assert "About: Ana Ruiz (Northwind)" in shown


async def test_opening_a_note_that_is_gone_says_so(office: Office) -> None:
    await office.say(FIRST)
    listed = await office.type("notes")
    await office.say("undo")
    form = (await office.press(listed, "Open")).form
    assert "no longer there" in "\n".join(line for part in form.parts for line in part_words(part))


async def test_an_edited_message_offers_the_same_for_its_note(office: Office) -> None:
    await office.say(FIRST)
    origin = Origin(surface=Surface.DIRECT, conversation="D-U1", message=office.last_message)
    offer = await office.do(
        MessageEdited(office.last_message, "Met Ana Ruiz from Northwind, no paper."), origin
    )
    assert "Shall the note say the same?" in offer.first
    assert len(await office.rows(Note)) == 1
    await office.press(offer, "Change the note")
    older, newer = await office.rows(Note)
    assert older.superseded_by == newer.id
    assert newer.text == "Met Ana Ruiz from Northwind, no paper."
    again = await office.do(MessageEdited(office.last_message, newer.text), origin)
    assert again.all == []


async def test_a_deleted_message_offers_to_delete_its_note(office: Office) -> None:
    await office.say(FIRST)
    origin = Origin(surface=Surface.DIRECT, conversation="D-U1", message=office.last_message)
    offer = await office.do(MessageDeleted(office.last_message), origin)
    assert "The note is still here" in offer.first
    kept = await office.press(offer, "Keep the note")
    assert kept.first == "All right, nothing was changed."
    await office.press(offer, "Delete the note too")
    assert await office.rows(Note) == []


async def test_messages_that_became_no_note_are_left_alone(office: Office) -> None:
    await office.say("hello")
    origin = Origin(surface=Surface.DIRECT, conversation="D-U1", message=office.last_message)
    assert (await office.do(MessageEdited(office.last_message, "hello there"), origin)).all == []
    assert (await office.do(MessageDeleted(office.last_message), origin)).all == []


async def test_the_shortcut_opens_a_prefilled_form_that_saves_a_note(office: Office) -> None:
    link = "https://example.slack.com/archives/C1/p1"
    origin = Origin(surface=Surface.SHORTCUT, conversation="C1", message="9.9", view="v1")
    opened = await office.do(ComposeNote("Ana Ruiz from Northwind: we need storage by 2027", link), origin)
    assert opened.form.fields[0].value == "Ana Ruiz from Northwind: we need storage by 2027"
    saved = await office.send(opened, people="Ana Ruiz (Northwind)", date="2026-03-02")
    assert saved.first == "Noted for Ana Ruiz (Northwind)."
    [note] = await office.rows(Note)
    assert (note.permalink, note.source, note.occurred_on) == (link, NoteSource.SHORTCUT, date(2026, 3, 2))


async def test_a_row_changes_every_part_of_a_promise(office: Office) -> None:
    await office.say("Met Priya Nair from Contoso.")
    seen = await office.say(FIRST)
    priya = next(each for each in await office.rows(Contact) if each.name == "Priya Nair")
    form = await office.press(seen, "Edit")
    changed = await office.send(
        form,
        promise0_by="contact",
        promise0_whom=priya.id,
        promise0_what="two references",
        promise0_due="2026-03-20",
    )
    assert "Priya Nair promised you: two references, by 20 March 2026" in changed.text
    [promise] = await office.rows(Commitment)
    assert (promise.by, promise.contact_id) == (Promiser.CONTACT, priya.id)
    await office.press(changed, "Undo")
    [promise] = await office.rows(Commitment)
    assert (promise.by, promise.what, promise.due_on) == (
        Promiser.MEMBER,
        "send the storage paper",
        date(2026, 3, 6),
    )


async def test_a_new_row_adds_a_promise(office: Office) -> None:
    seen = await office.say(FIRST)
    form = await office.press(seen, "Edit")
    await office.send(form, promise1_what="a visit", promise1_due="2026-03-12")
    promises = await office.rows(Commitment)
    [contact] = await office.rows(Contact)
    assert [each.due_on for each in promises if each.what == "a visit"] == [date(2026, 3, 12)]
    assert {each.contact_id for each in promises} == {contact.id}


async def test_a_row_puts_somebody_else_in_the_place_of_a_person(office: Office) -> None:
    await office.say("Met Priya Nair from Contoso.")
    seen = await office.say(FIRST)
    priya = next(each for each in await office.rows(Contact) if each.name == "Priya Nair")
    form = await office.press(seen, "Edit")
    changed = await office.send(form, person0_who=priya.id)
    assert changed.first == "Changed the note for Priya Nair (Contoso)."
    [promise] = await office.rows(Commitment)
    assert promise.contact_id == priya.id
    touches = await office.rows(Touch)
    assert {touch.contact_id for touch in touches} == {priya.id}
    assert len(touches) == 2


async def test_company_role_and_kind_of_touch_are_changed(office: Office) -> None:
    seen = await office.say(FIRST)
    form = await office.press(seen, "Edit")
    changed = await office.send(form, person0_company="Tesseract", person0_role="CFO", touch="phone")
    assert "Ana Ruiz (Tesseract)" in changed.first
    [contact] = await office.rows(Contact)
    assert contact.title == "CFO"
    assert [touch.channel for touch in await office.rows(Touch)] == ["phone"]
    form = await office.press(changed, "Edit")
    await office.send(form, touch="none")
    assert await office.rows(Touch) == []


async def test_another_row_keeps_what_was_typed(office: Office) -> None:
    seen = await office.say(FIRST)
    opened = await office.press(seen, "Edit")
    add = opened.button("Add a promise").command
    typed = {field.name: field.value for field in opened.form.fields} | {"promise1_what": "a visit"}
    more = await office.do(replace(add, values=typed), Origin(surface=Surface.FORM, view="v9"))  # type: ignore[call-arg]
    fields = {field.name: field.value for field in more.form.fields}
    assert fields["promise1_what"] == "a visit"
    assert fields["promise2_what"] == ""
    await office.send(more, promise2_what="a call", person1_name="Lars Berg")
    assert {each.what for each in await office.rows(Commitment)} == {
        "send the storage paper",
        "a visit",
        "a call",
    }


async def test_a_form_of_an_older_version_changes_what_it_knows(office: Office) -> None:
    await office.say(FIRST)
    [note] = await office.rows(Note)
    old = ChangeNote(note.id, values={"text": FIRST, "date": "2026-03-04", "commitments": "", "people": ""})
    await office.do(old, Origin(surface=Surface.FORM))
    [note] = await office.rows(Note)
    assert (note.occurred_on, len(note.contact_ids)) == (date(2026, 3, 4), 1)
    assert len(await office.rows(Commitment)) == 1
