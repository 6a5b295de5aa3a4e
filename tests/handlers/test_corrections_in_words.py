"""Short words put one thing of the latest note right, with Undo (B1)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.contacts import Contact
from bot.core.notes import Commitment, Direction, Note, Touch
from tests.handlers.office import Office

FIRST = "Met Ana Ruiz from Northwind. I promised her the storage paper by Friday."


async def names(office: Office) -> dict[str, str]:
    return {each.id: each.name for each in await office.rows(Contact)}


async def test_the_day_of_the_note_and_its_touch(office: Office) -> None:
    await office.say(FIRST)
    changed = await office.say("it was Tuesday")
    assert changed.cards[-1] == changed.cards[0]
    [note] = await office.rows(Note)
    assert note.occurred_on == date(2026, 3, 3)
    assert [each.occurred_on for each in await office.rows(Touch)] == [date(2026, 3, 3)]
    await office.say("undo")
    assert [each.occurred_on for each in await office.rows(Note)] == [date(2026, 3, 5)]


async def test_another_person_takes_promise_and_touch_and_the_wrong_one_leaves_no_trace(
    office: Office,
) -> None:
    await office.say(FIRST)
    await office.say("not Ana, Anna Berg")
    known = await names(office)
    assert list(known.values()) == ["Anna Berg"]
    [note] = await office.rows(Note)
    [promise] = await office.rows(Commitment)
    [touch] = await office.rows(Touch)
    assert [known[id] for id in note.contact_ids] == ["Anna Berg"]
    assert promise.contact_id == touch.contact_id == note.contact_ids[0]
    await office.say("undo")
    assert list((await names(office)).values()) == ["Ana Ruiz"]
    assert len(await office.rows(Touch)) == 1


async def test_a_promise_to_somebody_else(office: Office) -> None:
    await office.say("Met Priya Nair from Contoso.")
    await office.say("Met Tom Hale from Northwind. I promised him the storage paper by Friday.")
    seen = await office.say("no, I promised it to Priya, not Tom")
    known = await names(office)
    [promise] = await office.rows(Commitment)
    assert known[promise.contact_id or ""] == "Priya Nair"
    assert "You promised Priya Nair: the storage paper" in seen.text
    assert len(await office.rows(Note)) == 2


async def test_the_other_person_of_the_same_name(office: Office) -> None:
    await office.say("Met Lars Berg from Fabrikam.")
    await office.say("Met Lars Holm from Contoso, he wants a pilot.")
    await office.say("wrong Lars")
    known = await names(office)
    note = (await office.rows(Note))[-1]
    assert [known[id] for id in note.contact_ids] == ["Lars Berg"]


async def test_where_several_have_the_name_one_question_is_asked(office: Office) -> None:
    await office.say("Met Lars Berg from Fabrikam.")
    await office.say("Met Lars Dahl from Tesseract.")
    await office.say("Met Lars Holm from Contoso, he wants a pilot.")
    asked = await office.say("wrong Lars")
    assert "Lars Berg (Fabrikam)" in asked.labels
    await office.press(asked, "Lars Dahl (Tesseract)")
    known = await names(office)
    note = (await office.rows(Note))[-1]
    assert [known[id] for id in note.contact_ids] == ["Lars Dahl"]


async def test_a_hint_says_which_one(office: Office) -> None:
    await office.say("Met Lars Berg from Fabrikam.")
    await office.say("Met Lars Dahl from Tesseract.")
    await office.say("Met Lars Holm from Contoso, he wants a pilot.")
    await office.say("Wrong Lars, the one at Fabrikam")
    known = await names(office)
    note = (await office.rows(Note))[-1]
    assert [known[id] for id in note.contact_ids] == ["Lars Berg"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by Monday not Friday", date(2026, 3, 9)),
        ("It's due on Monday, not Friday.", date(2026, 3, 9)),
        ("due Monday", date(2026, 3, 9)),
    ],
)
async def test_the_day_of_a_promise(office: Office, words: str, due: date) -> None:
    await office.say(FIRST)
    await office.say(words)
    assert [each.due_on for each in await office.rows(Commitment)] == [due]
    assert len(await office.rows(Note)) == 1


@pytest.mark.parametrize(
    ("words", "channels"),
    [
        ("that was a call, not a meeting", ["phone"]),
        ("it was a video call", ["video"]),
        ("we didn't talk", []),
    ],
)
async def test_how_they_were_in_touch(office: Office, words: str, channels: list[str]) -> None:
    await office.say(FIRST)
    await office.say(words)
    assert [each.channel for each in await office.rows(Touch)] == channels
    if not channels:
        assert [each.last_touch_at for each in await office.rows(Contact)] == [None]


async def test_the_company_of_somebody(office: Office) -> None:
    await office.say(FIRST)
    seen = await office.say("she is at Tesseract, not Northwind")
    assert "Ana Ruiz (Tesseract)" in seen.text
    shown = await office.type("contact Ana")
    assert "Tesseract" in shown.text
    assert "Before" not in shown.text


async def test_a_surname(office: Office) -> None:
    await office.say("Met Ana from Northwind. I promised her the storage paper.")
    await office.say("Ana's surname is Ruiz")
    [contact] = await office.rows(Contact)
    assert (contact.name, contact.aliases) == ("Ana Ruiz", ("Ana",))


async def test_words_of_another_kind_stay_notes(office: Office) -> None:
    await office.say(FIRST)
    await office.say("Ana likes tea, not coffee")
    assert len(await office.rows(Note)) == 2


async def test_the_day_of_a_named_note_and_the_job_of_its_person(office: Office) -> None:
    await office.say("Met Sarah Chen from Oakhurst on 2 February, she likes tea.")
    await office.say(FIRST)
    await office.say(
        "that note about Sarah was today, not in February; she's Head of Procurement at Helio Grid"
    )
    days = {each.text[:9]: each.occurred_on for each in await office.rows(Note)}
    assert days == {"Met Sarah": date(2026, 3, 5), "Met Ana R": date(2026, 3, 5)}
    [sarah] = [each for each in await office.rows(Contact) if each.name == "Sarah Chen"]
    assert sarah.title == "Head of Procurement"
    await office.say("undo")
    [sarah] = [each for each in await office.rows(Contact) if each.name == "Sarah Chen"]
    assert sarah.title == ""
    assert date(2026, 2, 2) in [each.occurred_on for each in await office.rows(Note)]


async def test_who_only_stands_in_a_promise_is_not_in_touch(office: Office) -> None:
    await office.say("wrote to Ritu Shah again, no answer. She also promised me a call with Anil by 10 March")
    known = await names(office)
    [touch] = await office.rows(Touch)
    assert (known[touch.contact_id], touch.direction) == ("Ritu Shah", Direction.BY_MEMBER)


async def test_what_another_department_wants_is_no_request_of_the_contact(office: Office) -> None:
    seen = await office.say("Ana Ruiz just told me pilot slips to Q2, legal wants a second opinion")
    assert "asked you" not in seen.text
    told = await office.say("what did Ana say about legal?")
    assert "“Ana Ruiz just told me pilot slips to Q2, legal wants a second opinion” [1]" in told.text
