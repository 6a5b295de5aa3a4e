from __future__ import annotations

from datetime import date

from bot.core.commands import Origin, Surface
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, NoteKind, NoteSource, Touch
from bot.features.notes.commands import ComposeNote, MessageDeleted, MessageEdited
from tests.handlers.office import Office, part_words

FIRST = "Met Ana Ruiz from Northwind today. I promised to send her the storage paper by Friday."


async def test_the_form_is_prefilled_with_what_is_known(office: Office) -> None:
    seen = await office.say(FIRST)
    form = (await office.press(seen, "Edit")).form
    assert {field.name: field.value for field in form.fields} == {
        "text": FIRST,
        "people": "Ana Ruiz (Northwind)",
        "account": "Northwind",
        "date": "2026-03-05",
        "commitments": "me: send her the storage paper, by 2026-03-06",
    }


async def test_new_words_make_a_newer_note_and_update_the_card(office: Office) -> None:
    seen = await office.say(FIRST)
    form = await office.press(seen, "Edit")
    changed = await office.send(
        form, text="Met Ana Ruiz from Northwind. She took the paper along.", commitments=""
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
    changed = await office.send(form, people="Ana Ruiz (Northwind), Lars Berg", date="2026-03-03")
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
