"""Messages that a demanding seller saw read wrongly, as a member writes them and sees them answered."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.commands import AttachedFile
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, Touch
from tests.handlers.office import Office


async def names(office: Office) -> set[str]:
    return {contact.name for contact in await office.rows(Contact)}


async def promised(office: Office) -> set[tuple[str, str, date | None]]:
    people = {contact.id: contact.name for contact in await office.rows(Contact)}
    return {
        (people.get(each.contact_id or "", ""), each.what, each.due_on)
        for each in await office.rows(Commitment)
    }


async def test_a_small_table_in_a_file_is_asked_about_and_names_nobody(office: Office) -> None:
    office.files.content_by_id["F1"] = b"name,company,title\nAnn Reed,Lumen,CFO\nKofi Boateng,Lumen,CTO\n"
    seen = await office.say(
        "", files=(AttachedFile("F1", "team.csv", "text/csv", 60, "https://files.invalid/F1"),)
    )

    assert "team.csv is a table with 2 people. Nothing of it is in yet." in seen.text
    assert await office.rows(Note) == []
    assert await names(office) == set()


async def test_an_invitation_is_asked_about_and_is_no_touch(office: Office) -> None:
    seen = await office.say("Roadmap review\nAttendees: Linnea Holm, Nora Beck\nWhen: Thu 12 March 14:00")

    assert "This looks like an invitation to a meeting" in seen.text
    assert await office.rows(Touch) == []
    assert await names(office) == set()


@pytest.mark.parametrize("line", ["Bitte lösche die letzte Notiz", "会議、田中さんは来週返事する"])
@pytest.mark.parametrize("typed", [False, True])
async def test_of_another_language_no_field_is_guessed(office: Office, line: str, typed: bool) -> None:
    seen = await (office.type(f"note {line}") if typed else office.say(line))

    assert "I read English only" in seen.text
    assert await names(office) == set()


async def test_a_day_that_does_not_exist_is_asked_about_and_no_touch_is_guessed(office: Office) -> None:
    seen = await office.say("Met Ivo Brandt on 31 November")

    assert "31 November” in the calendar. Which day do you mean?" in seen.text
    assert await office.rows(Touch) == []


async def test_a_promise_of_one_of_two_people_is_theirs_once_they_are_named(office: Office) -> None:
    await office.say("Met Ben Carter from Lumen")
    await office.say("Met Ben Adler from Halden")
    seen = await office.say("Saw Ana Ruiz. Ben promised to send the price list by Friday")
    assert await promised(office) == {("", "send the price list", date(2026, 3, 6))}

    await office.press(seen, "Ben Adler (Halden)")

    assert await promised(office) == {("Ben Adler", "send the price list", date(2026, 3, 6))}


async def test_the_card_names_whom_it_asks_about_as_the_one_who_promised(office: Office) -> None:
    await office.say("Met Ben Carter from Lumen")
    await office.say("Met Ben Adler from Halden")
    seen = await office.say("Ben promised to send the price list by Friday")

    assert "Ben promised you: send the price list" in seen.text


async def test_a_first_name_gets_its_full_name_unless_the_companies_differ(office: Office) -> None:
    await office.say("Met Nora from Lumen")
    asked = await office.say("Called Nora Beck of Halden")
    assert "Which Nora Beck do you mean?" in asked.text

    seen = await office.press(asked, "Nora (Lumen)")

    assert seen.first == "Noted for Nora Beck (Lumen)."
    assert await names(office) == {"Nora Beck"}


async def test_who_is_known_by_the_first_name_alone_is_found_by_the_full_one(office: Office) -> None:
    await office.say("Met Nora from Lumen")
    seen = await office.say("Called Nora Beck")

    assert seen.first == "Noted for Nora Beck (Lumen)."
    assert await names(office) == {"Nora Beck"}
    await office.press(seen, "Undo")
    assert await names(office) == {"Nora"}


async def test_what_is_promised_to_both_is_promised_to_each(office: Office) -> None:
    await office.say("Met Max Orr and May Lin (both Zylor). I promised both the report by Friday.")

    friday = date(2026, 3, 6)
    assert await promised(office) == {("Max Orr", "the report", friday), ("May Lin", "the report", friday)}
    assert len({contact.account_id for contact in await office.rows(Contact)} - {None}) == 1


async def test_the_receiver_is_not_named_twice(office: Office) -> None:
    seen = await office.say("Met Linnea Holm. I promised to send Linnea our API terms by Friday.")

    assert "You promised Linnea Holm: send our API terms, by tomorrow." in seen.text


async def test_a_new_name_is_given_to_who_has_it(office: Office) -> None:
    await office.say("Met Linnea Holm from Nordhafen")
    seen = await office.say("she's Linnea Björk now")

    assert seen.first == "Linnea Holm is now called Linnea Björk."
    assert await names(office) == {"Linnea Björk"}


async def test_a_note_that_is_asked_for_is_kept_without_the_asking(office: Office) -> None:
    seen = await office.say("Please keep a note for me: Linnea Holm likes sailing")

    [note] = await office.rows(Note)
    assert note.text == "Linnea Holm likes sailing"
    assert "Keep it as a note instead" not in seen.labels


async def test_the_same_words_again_offer_no_other_reading(office: Office) -> None:
    await office.say("Met Linnea Holm from Nordhafen")
    seen = await office.say("Met Linnea Holm from Nordhafen")

    assert seen.labels == ["Open it", "Store it again anyway"]


async def test_a_wish_offers_to_keep_the_words_once(office: Office) -> None:
    await office.say("Met Linnea Holm from Nordhafen")
    seen = await office.say("remind me to call Linnea in March")

    assert [label for label in seen.labels if label.startswith("Keep")] == ["Keep it as a note instead"]


async def test_a_meeting_to_set_up_goes_on_the_plan_with_its_day(office: Office) -> None:
    await office.say("Met Linnea Holm from Nordhafen")
    seen = await office.say("set up a meeting with Linnea on 3 December at 3pm")

    assert "On the plan for Linnea Holm (Nordhafen): meeting with Linnea on 3 December" in seen.text


async def test_a_company_is_found_by_its_first_word(office: Office) -> None:
    await office.say("Met Chidi Obi from Kitano Logistics")
    seen = await office.say("look ahead with Kitano")

    assert "I know no company" not in seen.text
    assert "Kitano Logistics" in seen.text
