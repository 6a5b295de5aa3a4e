"""B2 through the real thing: the page of an account, with all that is known of it; touches listed."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(seller: Driver, words: str) -> dict[str, Any]:
    """The answer to a message."""
    await seller.dm(words)
    return await seller.next_message()


async def typed(seller: Driver, line: str) -> dict[str, Any]:
    """The answer to a slash command."""
    await seller.command("/tactegic", line)
    return await seller.next_message()


def words_of(message: dict[str, Any]) -> str:
    """The text of a message without stress marks."""
    return text_of(message).replace("*", "")


async def test_b2_the_page_of_an_account_says_who_is_there_and_how_things_stand(office: Office) -> None:
    seller = await greeted(office.member("nela"))
    await said(seller, "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
    await said(seller, "Called Lars Berg from Northwind yesterday.")

    page = await said(seller, "show me Northwind")

    words = words_of(page)
    assert "You know 2 people at Northwind. You were last in touch today." in words
    assert "Ana Ruiz · in touch today" in words
    assert "Lars Berg · in touch yesterday" in words
    assert "You promised" in words
    assert "storage paper" in words
    assert "You have not looked ahead with Northwind yet." in words
    assert "Nothing is planned yet." in words
    assert "Only you can see this page" in words
    assert "Team" not in words

    person = await typed(seller, "contact Ana")
    await seller.click(person, "Show company")
    assert "You know 2 people at Northwind" in words_of(await seller.next_message())

    await seller.click(page, "Plan something")
    form = await opened_form(seller)
    await seller.submit(form, {"text": {"text": "visit their cold store and count pallets with them"}})
    await seller.next_message()
    again = words_of(await said(seller, "what about Northwind?"))
    assert "Visit their cold store" in again
    assert "1 activity to come." in again


async def test_b2_a_page_is_drawn_anew_when_somebody_on_it_is_erased(office: Office) -> None:
    seller = await greeted(office.member("oda"))
    await said(seller, "Met Ines Moor from Halden today.")
    await said(seller, "Met Tom Reed from Halden today.")
    page = await typed(seller, "account Halden")
    assert "Tom Reed" in text_of(page)

    review = await typed(seller, "fit Tom Reed")
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    await seller.click(released, "Erase what is stored")

    drawn = await seller.next_update(page["ts"])
    assert "Ines Moor" in text_of(drawn)
    assert "Tom Reed" not in text_of(drawn)


async def test_b2_a_large_account_is_turned_by_pages(office: Office) -> None:
    seller = await greeted(office.member("pia"))
    for number in range(9):
        await said(seller, f"Met {'ABCDEFGHI'[number]}lva Mertens from Quarry today.")

    page = await typed(seller, "account Quarry")

    assert "You know 9 people at Quarry" in words_of(page)
    assert "Page 1 of 2" in text_of(page)
    await seller.click(page, "Next page")
    second = await seller.next_update(page["ts"])
    assert "Page 2 of 2" in text_of(second)
    assert "Lately in touch" not in text_of(second)
    await seller.click(second, "Previous page")
    assert "Lately in touch" in text_of(await seller.next_update(page["ts"]))


async def test_b2_a_line_tells_a_company_from_a_person_and_their_company(office: Office) -> None:
    seller = await greeted(office.member("rik"))
    await said(seller, "Met Ana Ruiz from Northwind today.")
    await said(seller, "Met Omar Haddad from Tesseract today.")

    assert "Ana Ruiz belongs to Tesseract now" in words_of(await typed(seller, "account Ana Tesseract"))
    offered = await typed(seller, "account Ana Vantage")
    assert "I know no company called Ana Vantage yet. Nothing was changed." in words_of(offered)
    await seller.click(offered, "Put Ana Ruiz at Vantage")
    assert "Ana Ruiz belongs to Vantage now" in words_of(await seller.next_update(offered["ts"]))
    which = await typed(seller, "account")
    assert "Which company shall I show?" in words_of(which)
    await seller.click(which, "Vantage (1)")
    assert "You know 1 person at Vantage" in words_of(await seller.next_update(which["ts"]))
    assert "You know 1 person at Vantage" in words_of(await typed(seller, "account Ana"))
    await said(seller, "Had coffee with Ulla Stern today.")
    unknown = words_of(await typed(seller, "account Ulla Stern"))
    assert "I don't know yet where Ulla Stern works." in unknown
    assert "I know no company called Wexford yet" in words_of(await typed(seller, "account Wexford"))


async def test_b2_the_team_stands_on_the_page_of_those_who_are_on_it_alone(office: Office) -> None:
    nora, jun, sol = [await greeted(office.member(name)) for name in ("nora", "jun", "sol")]
    for each in (nora, sol):
        await said(each, "Met Ana Ruiz from Northwind today.")
    await nora.command("/tactegic", "team Northwind")
    none_yet = await nora.next_message()
    await nora.click(none_yet, "Make a team")
    form = await opened_form(nora)
    await nora.submit(form, {"members": {"members": [jun.user]}})
    await nora.next_message()

    assert "Team document" in words_of(await typed(nora, "account Northwind"))
    assert "Team document" not in words_of(await typed(sol, "account Northwind"))


async def test_b3_touches_are_listed_the_latest_first(office: Office) -> None:
    seller = await greeted(office.member("tess"))
    await said(seller, "Met Ana Ruiz from Northwind last Monday.")
    await typed(seller, "touch Ana yesterday by phone")

    listed = words_of(await said(seller, "list my touches with Ana"))

    assert "2 touches with Ana Ruiz, the latest first." in listed
    assert listed.index("yesterday · phone") < listed.index("yesterday · in person")
    at_company = words_of(await said(seller, "my touches at Northwind"))
    assert "2 touches with Northwind" in at_company
    assert "Ana Ruiz · yesterday" in at_company
    nothing = words_of(await typed(await greeted(office.member("udo")), "touches"))
    assert "No touch is on record yet." in nothing


async def test_t2_the_answers_of_a_look_ahead_stand_on_the_page(office: Office) -> None:
    seller = await greeted(office.member("vera"))
    await said(seller, "Met Ana Ruiz from Northwind today.")
    round_card = await typed(seller, "round Northwind")
    await seller.dm("Their cold stores use too much power from 2029 on.", thread_ts=round_card["ts"])
    await seller.next_message()

    page = words_of(await typed(seller, "account Northwind"))

    assert "Their future, as you see it" in page
    assert "Their cold stores use too much power from 2029 on." in page
    assert "You have not looked ahead" not in page
    stranger = await greeted(office.member("wolf"))
    await said(stranger, "Met Ana Ruiz from Northwind today.")
    assert "cold stores" not in words_of(await typed(stranger, "account Northwind"))


async def test_b2_ties_and_days_to_come_stand_on_the_page(office: Office) -> None:
    seller = await greeted(office.member("xeni"))
    await said(seller, "Met Ana Ruiz from Northwind today.")
    await said(seller, "Met Lars Berg from Northwind today.")
    await said(seller, "Lars Berg reports to Ana Ruiz.")
    await said(seller, "Northwind's contract ends on 1 March 2027.")

    page = words_of(await typed(seller, "account Northwind"))

    assert "Lars Berg reports to Ana Ruiz." in page
    assert "Important days" in page
    assert "1 March 2027" in page


async def test_b2_what_was_noted_of_the_company_stands_on_the_page(office: Office) -> None:
    seller = await greeted(office.member("noor"))
    await said(seller, "Kaltron renewal is 1 Feb 2027, worth 180k")

    words = words_of(await said(seller, "show me Kaltron"))

    assert "Latest notes" in words
    assert "Kaltron renewal is 1 Feb 2027, worth 180k" in words
    assert "1 February 2027" in words


async def test_b2_who_reports_to_whom_at_a_company_is_answered_from_the_ties(office: Office) -> None:
    seller = await greeted(office.member("runa"))
    await said(seller, "Met Bea Erfunden and Tomas Erdacht from Kaltron")
    await said(seller, "Bea Erfunden reports to Tomas Erdacht.")

    words = words_of(await said(seller, "who reports to whom at Kaltron?"))

    assert words.startswith("Bea Erfunden reports to Tomas Erdacht.")
