"""P1, B3 through the real thing: lists by tag, and a rhythm for everybody who has one."""

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


async def tagged(seller: Driver, company: str, tag: str, *names: str) -> None:
    """Tell of people at a company, and tag them all."""
    for name in names:
        await said(seller, f"Met {name} from {company} today.")
    asked = await said(seller, f"tag everyone at {company} as {tag}")
    await seller.click(asked, "Change them")
    await seller.submit(await opened_form(seller), {})
    await seller.next_message()


async def test_p1_people_are_listed_by_tag_and_tags_by_how_many_have_them(office: Office) -> None:
    seller = await greeted(office.member("vida"))
    assert "None of your contacts has a tag yet." in words_of(await typed(seller, "tags"))
    await tagged(seller, "Northwind", "board", "Ana Ruiz", "Lars Berg")
    await tagged(seller, "Halden", "key account", "Ines Moor")

    tags = words_of(await said(seller, "show my tags"))
    assert tags.index("board · 2 people") < tags.index("key account · 1 person")
    listed = words_of(await said(seller, "everybody tagged board"))
    assert "Tagged board" in listed
    assert "2 people. No rhythm is set for the tag." in listed
    assert "Ana Ruiz (Northwind) · in touch today" in listed
    assert "Ines Moor" in words_of(await said(seller, "list my key accounts people"))
    unknown = await typed(seller, "list Northwind")
    assert "Nobody has the tag Northwind." in words_of(unknown)
    await seller.click(unknown, "All contacts matching it")
    assert "Lars Berg" in words_of(await seller.next_update(unknown["ts"]))


async def test_b3_a_rhythm_by_tag_counts_for_who_has_none_of_their_own(office: Office) -> None:
    seller = await greeted(office.member("wim"))
    await tagged(seller, "Northwind", "board", "Ana Ruiz", "Lars Berg")
    await typed(seller, "cadence Lars 10 20")

    card = await said(seller, "everyone tagged board every 6 weeks")

    words = words_of(card)
    assert "Everybody tagged board: every six weeks. It counts for 1 person with that tag" in words
    assert "1 has a rhythm of their own or a shorter one." in words
    assert "every six weeks, by the tag board" in words_of(await typed(seller, "contact Ana"))
    assert "every six weeks, by the tag board" in words_of(await typed(seller, "place Ana"))
    assert "by the tag" not in words_of(await typed(seller, "contact Lars"))
    listed = words_of(await typed(seller, "list board"))
    assert "The tag's rhythm is every six weeks" in listed
    assert "every 10 days, their own rhythm" in listed
    assert "board · 2 people · every six weeks" in words_of(await typed(seller, "tags"))
    same = words_of(await said(seller, "everyone tagged board every 6 weeks"))
    assert "Nothing to change. The rhythm of the tag board is every six weeks already." in same

    await seller.click(card, "Undo")
    await seller.next_update(card["ts"])
    assert "No rhythm is set for the tag." in words_of(await typed(seller, "list board"))
    assert "by the tag" not in words_of(await typed(seller, "contact Ana"))


async def test_b3_a_rhythm_by_tag_is_set_and_taken_away_by_form(office: Office) -> None:
    seller = await greeted(office.member("yara"))
    await tagged(seller, "Northwind", "board", "Ana Ruiz")
    listed = await typed(seller, "list board")
    await seller.click(listed, "Set a rhythm")
    form = await opened_form(seller)
    refused = await seller.submit(form, {"ideal": {"ideal": "0"}})
    assert "Write a number of days from 1 to 730" in str(refused["errors"])
    refused = await seller.submit(form, {"ideal": {"ideal": "30"}, "longest": {"longest": "3"}})
    assert "The longest pause is not shorter" in str(refused["errors"])
    await seller.submit(form, {"ideal": {"ideal": "30"}, "longest": {"longest": "50"}})
    saved = await seller.next_update(listed["ts"])
    assert "Everybody tagged board: every month." in words_of(saved)
    await seller.open_home("home")
    assert "Rhythms by tag" in text_of(await seller.next_home())

    await seller.command("/tactegic", "settings")
    assert "Rhythms by tag: board every month." in text_of(await opened_form(seller))

    none = await typed(seller, "tag-rhythm board none")
    assert "The tag board has no rhythm any more." in words_of(none)
    assert "The tag board has no rhythm anyway." in words_of(await typed(seller, "tag-rhythm board none"))
    assert "from 1 to 730 days" in words_of(await typed(seller, "tag-rhythm board every 9 years"))
    assert "Nobody has the tag zebra." in words_of(await typed(seller, "tag-rhythm zebra every 6 weeks"))


async def test_b3_the_neglected_list_goes_by_the_rhythm_of_a_tag(office: Office) -> None:
    seller = await greeted(office.member("zeno"))
    await tagged(seller, "Northwind", "board", "Ana Ruiz")
    await said(seller, "tag-rhythm board every 2 days")
    await typed(seller, "tag-rhythm board every 2 days")
    office.sandbox.clock.jump_to_next(0, "10:00", "Europe/Berlin")

    await seller.command("/tactegic", "neglected")
    late = await seller.next_message(where=lambda message: "past your rhythm" in text_of(message))

    assert "Ana Ruiz" in text_of(late)


async def test_b6_tags_and_their_rhythms_are_each_members_own(office: Office) -> None:
    one, other = await greeted(office.member("abel")), await greeted(office.member("bea"))
    await tagged(one, "Northwind", "board", "Ana Ruiz")
    await typed(one, "tag-rhythm board every 6 weeks")

    assert "None of your contacts has a tag yet." in words_of(await typed(other, "tags"))
    await tagged(other, "Northwind", "board", "Ana Ruiz")
    assert "No rhythm is set for the tag." in words_of(await typed(other, "list board"))


async def test_p1_plain_words_tag_people_and_take_the_tag_away(office: Office) -> None:
    rike = await greeted(office.member("rike"))
    await said(rike, "Met Marc Inventar and Bea Erdacht from Contoso")

    both = await said(rike, "tag Marc and Bea as key")
    assert "Marc Inventar and Bea Erdacht have the tag key." in words_of(both)
    assert "Tagged key" in words_of(await said(rike, "list key"))
    assert "Bea Erdacht has the tag vip." in words_of(await said(rike, "Bea is tagged vip"))
    assert "Bea Erdacht has the tag key already." in words_of(await said(rike, "add the tag Key to Bea"))

    assert "several tags: key and vip" in words_of(await said(rike, "untag Bea"))
    gone = await said(rike, "untag Bea from key")
    assert "Bea Erdacht has the tag key no more." in words_of(gone)
    assert "Bea" not in words_of(await said(rike, "list key"))
    await rike.click(gone, "Undo")
    await rike.next_update(gone["ts"])
    assert "Bea Erdacht" in words_of(await said(rike, "list key"))


async def test_p1_who_is_unclear_is_not_tagged_and_said(office: Office) -> None:
    suse = await greeted(office.member("suse"))
    await said(suse, "Met Marc Inventar from Contoso")

    answer = words_of(await said(suse, "tag Marc and Zoltan as board"))

    assert "I can't tell who is meant by “Zoltan”, so nothing was changed." in answer
    assert "None of your contacts has a tag yet." in words_of(await said(suse, "tags"))
