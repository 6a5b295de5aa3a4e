"""F6: terms that the workspace shares, looked up, changed with history, used in questions."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, line: str) -> str:
    await person.command("/tactegic", line)
    return text_of(await person.next_message())


async def test_f6_a_term_is_defined_once_for_everybody(office: Office, seller: Driver) -> None:
    other = await greeted(office.member("otto"))

    told = await said(seller, "define NRR = net revenue retention")

    assert "NRR: net revenue retention" in told
    assert "Shared with everybody in this workspace" in told
    assert "net revenue retention" in await said(other, "what is NRR?")


async def test_f6_a_changed_term_keeps_its_wordings_and_undo_brings_the_last_back(seller: Driver) -> None:
    await said(seller, "define COGS = cost of goods")
    await seller.command("/tactegic", "define COGS = cost of goods sold, without freight")
    changed = await seller.next_message()
    assert "Before: “cost of goods”" in text_of(changed)

    await seller.click(changed, "Earlier wordings")
    history = text_of(await seller.next_update())
    assert "2 wordings" in history
    assert "cost of goods sold, without freight" in history

    await seller.command("/tactegic", "undo")
    await seller.next_message()
    await seller.dm("undo")
    await seller.next_message()


async def test_f6_undo_of_a_change_restores_the_wording_before(seller: Driver) -> None:
    await said(seller, "define DPO = days payable")
    await seller.command("/tactegic", "define DPO = days payable outstanding")
    await seller.click(await seller.next_message(), "Undo")
    await seller.next_update()

    assert "DPO: days payable\n" in await said(seller, "what is DPO")


async def test_f6_the_methods_own_words_are_known(seller: Driver) -> None:
    told = await said(seller, "what is a touch")

    assert "method's own words" in told


async def test_f6_an_unknown_term_offers_to_be_defined(seller: Driver) -> None:
    await seller.command("/tactegic", "what does QBRX mean?")
    unknown = await seller.next_message()
    assert "Nobody here has said yet what QBRX means" in text_of(unknown)

    await seller.click(unknown, "Define it")
    form = await opened_form(seller)
    await seller.submit(form, {"definition": {"definition": "our quarterly business review"}})

    assert "QBRX: our quarterly business review" in text_of(await seller.next_message())


async def test_f6_an_acronym_in_a_note_is_asked_about_once(seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind, she talked of ZPMT all day.")
    first = text_of(await seller.next_message())
    await seller.dm("Ana Ruiz mentioned ZPMT again, and the CEO too.")
    second = text_of(await seller.next_message())

    assert "What is ZPMT?" in first
    assert "What is" not in second


async def test_f6_a_question_with_the_short_form_finds_the_long_one(seller: Driver) -> None:
    await said(seller, "define OTD = on time delivery")
    await seller.dm("Omar Fictive at Contoso complains about on time delivery since March.")
    await seller.next_message()
    await seller.dm("Lars Invented of Fabrikam likes chess.")
    await seller.next_message()

    told = await said(seller, "ask Who complains about OTD?")

    assert "Omar Fictive" in told


async def test_f6_the_list_is_paged_and_a_term_can_be_removed(office: Office) -> None:
    seller = await greeted(office.member("pia"))
    for number in range(9):
        await said(seller, f"define AA{number}X = meaning number {number}")
    await seller.command("/tactegic", "glossary")
    page = await seller.next_message()
    assert "Page 1 of" in text_of(page)
    await seller.click(page, "Next page")
    assert "Page 2 of" in text_of(await seller.next_update())

    await seller.command("/tactegic", "what is AA0X")
    await seller.click(await seller.next_message(), "Remove")

    assert "Removed AA0X" in text_of(await seller.next_update())
    assert "Nobody here has said yet" in await said(seller, "what is AA0X")


async def test_a_definition_without_a_meaning_says_what_is_missing(seller: Driver) -> None:
    assert "with “=” between them" in await said(seller, "define ARR")


async def test_f6_a_term_in_plain_words_is_shared_after_a_click(office: Office, seller: Driver) -> None:
    other = await greeted(office.member("olga"))
    await seller.dm("We'll define ARR = annual recurring revenue for everyone")
    asked = await seller.next_message()
    assert "Shall everybody in this workspace see ARR: annual recurring revenue?" in text_of(asked)
    assert "Nobody here has said yet what" in await said(other, "what is ARR?")

    await seller.click(asked, "Share it with everybody")

    assert "ARR: annual recurring revenue" in text_of(await seller.next_update())
    assert "annual recurring revenue" in await said(other, "what is ARR?")
