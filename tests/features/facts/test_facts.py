"""P1, B1, B8 through the real thing: facts that notes tell, ties, important days, and the local time."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

BERLIN = ZoneInfo("Europe/Berlin")
GONE_BY = "That day has gone by, and comes only once. Choose one to come."
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(seller: Driver, words: str) -> dict[str, Any]:
    """The answer to a message, whatever comes by itself beside it."""
    await seller.dm(words)
    return await seller.next_message(where=lambda each: "Why am I asked this?" not in text_of(each))


def plain(message: dict[str, Any]) -> str:
    """The words of a message without the stars of bold ones."""
    return text_of(message).replace("*", "")


async def shown(seller: Driver, name: str) -> str:
    """The words of a contact's card."""
    return plain(await said(seller, f"contact {name}"))


async def clicked(seller: Driver, card: dict[str, Any], button: str) -> str:
    """The words of the new message that a button brings."""
    await seller.click(card, button)
    return plain(await seller.next_message())


async def test_b1_a_note_tells_ties_and_places_and_an_undo_takes_them_back(office: Office) -> None:
    mia = await greeted(office.member("mia"))
    await said(mia, "Met Ana Ruiz from Northwind")
    card = await said(mia, "Tomas Berg reports to Ana Ruiz. Ana lives in Singapore.")
    assert "Tomas Berg reports to Ana Ruiz." in plain(card)
    assert "Ana Ruiz is in Singapore." in plain(card)

    ana = await shown(mia, "Ana Ruiz")
    assert "Tomas Berg reports to Ana Ruiz." in ana
    assert re.search(r"\d\d:\d\d there now, in Singapore\.", ana)
    assert plain(await said(mia, "who is Tomas's boss?")).startswith("Tomas Berg reports to Ana Ruiz.")
    assert re.search(
        r"It is \d\d:\d\d on \w+day where Ana Ruiz is", plain(await said(mia, "what time is it for Ana?"))
    )

    await mia.click(card, "Undo")
    await mia.next_update(card["ts"])
    ana = await shown(mia, "Ana Ruiz")
    assert "Tomas" not in ana
    assert "Singapore" not in ana


async def test_b1_a_newer_boss_closes_the_older_and_a_deleted_note_lets_it_hold_again(office: Office) -> None:
    omar = await greeted(office.member("omar"))
    await said(omar, "Tomas Berg reports to Ana Ruiz since last Monday.")
    await said(omar, "Yesterday Tomas Berg told me that he likes boats.")
    office.sandbox.clock.jump_to_next(4, "10:00", "Europe/Berlin")
    newer = await said(omar, "Tomas Berg reports to Lars Holm now.")
    assert "Tomas Berg reports to Lars Holm." in plain(newer)

    assert "Lars Holm" in plain(await said(omar, "who does Tomas report to?"))
    facts = plain(await said(omar, "show me the facts about Tomas Berg"))
    assert "Tomas Berg reports to Lars Holm" in facts
    assert "Before" in facts
    assert "Tomas Berg reports to Ana Ruiz until " in facts

    await omar.click(newer, "Delete this note")
    await omar.next_update(newer["ts"])
    answer = plain(await said(omar, "who does Tomas report to?"))
    assert "Ana Ruiz" in answer
    assert "Lars" not in answer


async def test_b1_what_two_notes_tell_stays_while_one_of_them_does(office: Office) -> None:
    pia = await greeted(office.member("pia"))
    first = await said(pia, "Ana Ruiz introduced me to Jonas Keller at the fair.")
    await said(pia, "Jonas Keller called about the plant. Ana introduced me to Jonas.")
    await pia.click(first, "Delete this note")
    await pia.next_update(first["ts"])

    answer = plain(await said(pia, "who introduced me to Jonas?"))
    assert answer.startswith("Ana Ruiz introduced you to Jonas Keller.")
    assert "Jonas Keller" in plain(await said(pia, "who did Ana introduce me to?"))


async def test_b1_a_doubtful_title_waits_for_a_click(office: Office) -> None:
    kim = await greeted(office.member("kim"))
    await said(kim, "Met Ana Ruiz, CFO of Northwind")
    card = await said(kim, "Spoke with Ana Ruiz, head of strategy at Northwind, today.")
    assert "Is this so: Ana Ruiz's title is head of strategy?" in plain(card)
    assert "CFO" in await shown(kim, "Ana")

    kept = await clicked(kim, card, "Yes, keep that")
    assert kept.startswith("Kept: Ana Ruiz's title is head of strategy.")
    assert "head of strategy" in await shown(kim, "Ana")
    assert "settled already" in await clicked(kim, card, "No, leave it out")

    await said(kim, "undo")
    assert "CFO" in await shown(kim, "Ana")


async def test_b8_an_important_day_reminds_before_it_comes_and_is_put_off_and_done(office: Office) -> None:
    lea = await greeted(office.member("lea"))
    await said(lea, "Met Ana Ruiz from Northwind")
    card = await said(lea, "Ana's renewal is on 14 January")
    assert "Ana Ruiz's renewal is on" in plain(card)
    assert "every year. I'll remind you on" in plain(card)
    assert "renewal" in plain(await said(lea, "which important dates are coming up?"))
    assert "renewal is on" in plain(await said(lea, "when is Ana's renewal?"))

    for weekday in (0, 0, 0, 1, 1):
        office.sandbox.clock.jump_to_next(weekday, "09:30", "Europe/Berlin")
    due = await lea.next_message(where=lambda each: "'s renewal is in" in plain(each))
    assert "I know it from your note of" in plain(due)
    await lea.click(due, "Tomorrow")
    assert "I'll remind you" in plain(await lea.next_update(due["ts"]))


async def test_b8_when_a_contract_renews_is_a_day_of_the_company_and_no_promise(office: Office) -> None:
    kim = await greeted(office.member("kim"))
    card = await said(
        kim,
        "Lunch with Pieter Vos from Fabrikam. He reports to Carla Mendes, their COO. "
        "Contract renews 31 March 2027.",
    )
    assert "Fabrikam's contract renewal is on 31 March 2027" in plain(card)
    assert "promised" not in plain(card)
    assert "Pieter Vos reports to Carla Mendes." in plain(card)
    assert "Last in touch\ntoday" in await shown(kim, "Pieter Vos")
    assert "Last in touch\nnot yet" in await shown(kim, "Carla Mendes")
    assert "Nothing is open" in plain(await said(kim, "promises"))


async def test_b8_a_day_of_a_company_is_told_in_words_and_changed_by_form(office: Office) -> None:
    noa = await greeted(office.member("noa"))
    await said(noa, "Met Ana Ruiz from Northwind")
    card = await said(noa, "The Northwind contract ends on 31 May 2028")
    assert "The contract with Northwind ends on" in plain(card)
    assert "31 May 2028" in plain(await said(noa, "when does the Northwind contract end?"))

    await said(noa, "Ana's board meeting is on 12 March 2028")
    assert "12 March 2028" in plain(await said(noa, "When is Ana's board meeting?"))
    await noa.click(await said(noa, "dates"), "Edit")
    form = await opened_form(noa)
    refused = await noa.submit(form, {"on": {"on": "2020-01-01"}})
    assert list(refused["errors"].values()) == [
        "That day has gone by, and comes only once. Choose one to come."
    ]
    await noa.submit(form, {"on": {"on": "2028-06-30"}, "ahead": {"ahead": "10"}})
    kept = await noa.next_message()
    assert "30 June 2028" in plain(kept)
    await noa.click(kept, "Undo")
    await noa.next_update(kept["ts"])
    assert "31 May 2028" in plain(await said(noa, "dates"))


async def test_b1_a_tie_is_set_by_form_and_follows_merges_and_erasures(office: Office) -> None:
    uma = await greeted(office.member("uma"))
    await said(uma, "Met Ana Ruiz from Northwind")
    card = await said(uma, "contact Ana Ruiz")
    await uma.click(card, "Add a tie")
    form = await opened_form(uma)
    await uma.submit(form, {"kind": {"kind": "married to/1"}, "other": {"other": "Ana Ruiz"}})
    same = await uma.next_message()
    assert plain(same).startswith("That is the same person, so nothing was kept.")
    await uma.click(same, "Open the form again")
    form = await opened_form(uma)
    await uma.submit(form, {"kind": {"kind": "married to/1"}, "other": {"other": "Piet Holm"}})
    kept = plain(await uma.next_message())
    assert kept.startswith("Kept: Ana Ruiz is married to Piet Holm.")
    assert "New in your contacts: Piet Holm" in kept
    assert "Ana Ruiz is married to Piet Holm." in plain(await said(uma, "who is Piet married to?"))

    await said(uma, "Ana Ruiz lives in Oslo")
    await said(uma, "Met Anna Ruiz-Vega today")
    asked = await said(uma, "merge Anna Ruiz-Vega, Ana Ruiz")
    await uma.click(asked, "Keep Anna Ruiz-Vega")
    await uma.next_update(asked["ts"])
    assert "Anna Ruiz-Vega is married to Piet Holm." in plain(await said(uma, "who is Piet married to?"))
    facts = plain(await said(uma, "show me the facts about Anna Ruiz-Vega"))
    assert "Place: Oslo\nfrom your note of" in facts
    assert "Before" not in facts

    asked = await said(uma, "delete Anna Ruiz-Vega")
    await uma.click(asked, "Delete")
    await uma.next_update(asked["ts"])
    assert "married" not in await shown(uma, "Piet Holm")


async def test_b2_what_changed_since_the_last_talk_is_on_the_card_and_what_was_before_is_answered(
    office: Office,
) -> None:
    ida = await greeted(office.member("ida"))
    await said(ida, "Met Ana Ruiz, CFO of Northwind")
    office.sandbox.clock.jump_to_next(2, "10:00", "Europe/Berlin")
    await said(ida, "Ana Ruiz is now COO at Northwind")

    card = await shown(ida, "Ana Ruiz")
    assert "New since you last talked" in card
    assert "Ana Ruiz's title is COO (CFO before), from your note of" in card
    facts = plain(await said(ida, "show me the facts about Ana Ruiz"))
    assert "Title: COO\nsince " in facts
    past = plain(await said(ida, "what was Ana before?"))
    assert past.startswith("Ana Ruiz, before:")
    assert "CFO until" in past

    await said(ida, "I think Lars Holm reports to Ana.")
    asked = await said(ida, "who reports to Ana?")
    assert "I know nothing sure of that." in plain(asked)
    assert "Kept: Lars Holm reports to Ana Ruiz." in await clicked(ida, asked, "Yes, keep that")
    assert plain(await said(ida, "who reports to Ana?")).startswith("Lars Holm reports to Ana Ruiz.")


async def test_b1_pronouns_mean_who_was_named_and_ask_where_that_may_be_several(office: Office) -> None:
    rui = await greeted(office.member("rui"))
    card = plain(await said(rui, "Met Ana Ruiz today. She is based in Oslo. Her husband Piet is a vet."))
    assert "Ana Ruiz is in Oslo." in card
    assert "Piet is married to Ana Ruiz." in card

    card = plain(await said(rui, "Spoke with Ana Ruiz. Her birthday is on 3 May."))
    assert "Ana Ruiz's birthday is on 3 May." in card

    card = plain(await said(rui, "Tomas Berg reports to Ana. He introduced me to Jonas Keller."))
    assert "Tomas Berg reports to Ana Ruiz." in card
    assert "Is this so: Tomas Berg introduced you to Jonas Keller?" in card


async def test_b6_nothing_is_left_of_an_erased_person_in_the_facts_of_others(office: Office) -> None:
    ben = await greeted(office.member("ben"))
    await said(ben, "Tomas Berg reports to Ana Ruiz.")
    await said(ben, "Ana's renewal is on 14 January")
    assert "Ties\nTomas Berg reports to Ana Ruiz." in await shown(ben, "Tomas Berg")
    review = await said(ben, "fit Ana Ruiz")
    await ben.click(review, "Release")
    released = await ben.next_update(review["ts"])
    await ben.click(released, "Erase what is stored")
    await ben.next_update(review["ts"])

    card = await said(ben, "contact Tomas Berg")
    assert "Ties\n" not in plain(card)
    assert "No important day" in plain(await said(ben, "show me the coming dates"))


async def test_b8_a_birthday_of_the_29th_of_february_is_told_in_any_year(office: Office) -> None:
    tia = await greeted(office.member("tia"))

    card = plain(await said(tia, "Ana Ruiz's birthday is on 29 February"))

    assert "I can't find" not in card
    assert "Ana Ruiz's birthday is on 29 February." in card
    assert "28 February" in plain(await said(tia, "which important dates are coming up?"))


async def test_b8_a_birthday_from_an_import_reminds_once_its_contact_is_active(office: Office) -> None:
    eva = await greeted(office.member("eva"))
    born = (office.sandbox.clock.now() + timedelta(days=9)).date().replace(year=1976)
    head = "Name,Company,Title,Birthday,Email\n"
    people = f"Kofi Brandt,Oakhurst,Buyer,{born},kofi@oakhurst.example\nLene Falk,Oakhurst,CFO,{born},\n"
    preview = await said(eva, head + people)
    await eva.click(preview, "Import 2 people")
    await eva.next_update(preview["ts"])
    facts = plain(await said(eva, "show me the facts about Kofi Brandt"))
    assert "Title: Buyer\nfrom an import" in facts
    assert plain(await said(eva, "show me the coming dates")).count("birthday") == 2
    assert "Lene Falk" in plain(await said(eva, "whose birthday is next?"))

    await eva.command("/tactegic", "active Kofi Brandt")
    asked = await eva.next_message(where=lambda each: "for?" in text_of(each))
    await eva.click(asked, "Does me good")
    await eva.next_update(asked["ts"])
    for _ in range(9):
        weekday = office.sandbox.clock.now().astimezone(BERLIN).weekday()
        office.sandbox.clock.jump_to_next((weekday + 1) % 7, "10:00", "Europe/Berlin")
    due = await eva.next_message(where=lambda each: "'s birthday is" in plain(each))
    assert "Kofi Brandt's birthday is" in plain(due)
    await eva.click(due, "Done")
    assert plain(await eva.next_update(due["ts"])).startswith(
        "Done: Kofi Brandt's birthday. It comes again on"
    )


async def test_b1_facts_follow_a_note_whose_people_are_settled_and_whose_words_are_changed(
    office: Office,
) -> None:
    zoe = await greeted(office.member("zoe"))
    await said(zoe, "Met Ana Ruiz from Northwind")
    await said(zoe, "Met Ana Lopez from Oakhurst")
    asked = await said(zoe, "Tomas Berg reports to Ana.")
    await zoe.click(asked, "Ana Lopez (Oakhurst)")
    card = await zoe.next_update(asked["ts"])
    assert "Tomas Berg reports to Ana Lopez." in plain(card)
    assert "Ana Lopez" in plain(await said(zoe, "who is Tomas's boss?"))

    await zoe.click(card, "Edit")
    form = await opened_form(zoe)
    words = "Tomas Berg reports to Ana. Tomas and Ana worked together at Denholm."
    await zoe.submit(form, {"text": {"text": words}})
    card = await zoe.next_update(asked["ts"])
    assert "Tomas Berg and Ana Lopez worked together at Denholm." in plain(card)
    assert "reports to Ana Lopez" in plain(await said(zoe, "who is Tomas's boss?"))

    await zoe.click(card, "Edit")
    form = await opened_form(zoe)
    await zoe.submit(form, {"text": {"text": "Tomas Berg and Ana had lunch."}})
    await zoe.next_update(asked["ts"])
    assert "reports" not in plain(await said(zoe, "show me the facts about Tomas Berg"))


async def test_b1_a_doubt_that_is_left_out_and_a_correction_leave_the_cards_of_their_notes(
    office: Office,
) -> None:
    max_ = await greeted(office.member("max"))
    doubted = await said(max_, "I think Tomas Berg reports to Ana Ruiz.")
    left = await clicked(max_, doubted, "No, leave it out")
    assert left.startswith("Left out: Tomas Berg reports to Ana Ruiz.")
    assert "Is this so" not in await shown(max_, "Tomas Berg")
    assert "Before" not in await shown(max_, "Tomas Berg")

    told = await said(max_, "Mia Holt reports to Ana Ruiz.")
    corrected = await said(max_, "Correction: Mia Holt reports to Tomas Berg, not to Ana Ruiz.")
    assert "Mia Holt reports to Tomas Berg." in plain(corrected)
    answer = plain(await said(max_, "who does Mia report to?"))
    assert answer.startswith("Mia Holt reports to Tomas Berg.")
    for card in (doubted, told):
        assert "taken back" not in plain(await max_.message(card["ts"]))

    await max_.click(corrected, "Undo")
    await max_.next_update(corrected["ts"])
    answer = plain(await said(max_, "who does Mia report to?"))
    assert answer.startswith("Mia Holt reports to Ana Ruiz.")
