"""B2 through the real thing: people side by side, and a span summed up."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, words: str) -> str:
    """The words of the answer to a message, without stress marks."""
    await person.dm(words)
    return words_of(await person.next_message())


async def typed(person: Driver, line: str) -> str:
    """The words of the answer to a slash command."""
    await person.command("/tactegic", line)
    return words_of(await person.next_message())


def words_of(message: dict[str, Any]) -> str:
    """The text of a message without stress marks."""
    return text_of(message).replace("*", "").replace("_", "")


async def told(seller: Driver) -> None:
    """Tell of two people at two companies."""
    await said(seller, "Met Ana Ruiz, CIO of Northwind, on 3 November. She worries about carbon reporting.")
    await said(
        seller, "Called Ana Ruiz on 17 November: they decided to renew. I promised her the storage paper."
    )
    await said(seller, "Met Lars Berg from Kitano Rail on 2 July. He wants a pilot in Leeds.")


async def test_b2_two_people_stand_side_by_side(seller: Driver) -> None:
    await told(seller)

    answer = await said(seller, "compare Ana and Lars")

    assert "Ana Ruiz and Lars Berg, side by side" in answer
    assert "You were last in touch with Ana Ruiz 7 days ago, with Lars Berg 4 months ago." in answer
    assert "“She worries about carbon reporting.”" in answer
    assert "“He wants a pilot in Leeds.”" in answer
    assert "1 open" in answer
    assert "Kitano Rail" in answer


async def test_b2_a_span_is_summed_up_with_days_and_sources(seller: Driver) -> None:
    await told(seller)

    answer = await said(seller, "summarise Northwind since 1 November")

    assert "2 notes on Northwind from 1 November 2026 to 24 November 2026" in answer
    assert "What was decided" in answer
    assert "they decided to renew" in answer
    assert "You promised" in answer
    assert "storage paper" in answer
    assert "Leeds" not in answer


async def test_b2_a_qbr_is_prepared_and_its_file_goes_with_the_note_that_it_quotes(
    office: Office, seller: Driver
) -> None:
    await told(seller)
    await seller.dm("Met Ana Ruiz on 20 November: she hesitates because of the price.")
    noted = await seller.next_message()

    await seller.dm("prepare me for tomorrow's QBR with Northwind")
    card = await seller.next_message()
    assert "Your QBR with Northwind" in words_of(card)
    assert "Ana Ruiz is the only person whom you know at Northwind" in words_of(card)
    assert "“Met Ana Ruiz on 20 November: she hesitates because of the price.”" in words_of(card)
    assert "What will be the hardest thing for Northwind" in words_of(card)
    await seller.click(card, "Text file")
    sent = await seller.next_message(where=lambda message: bool(message.get("files")))
    [file] = sent["files"]
    text = (await seller.download(file)).decode()
    assert file["name"] == "qbr-northwind-2026-11-24.md"
    assert text.startswith("# QBR with Northwind\n")
    assert "- “Met Ana Ruiz on 20 November: she hesitates because of the price.” (20 November 2026)" in text
    assert "- Not answered yet: what shifts in their markets" in text

    await seller.click(noted, "Undo")
    await seller.next_update(noted["ts"])
    await until(lambda: file["id"] not in office.sandbox.world.files)


async def test_b2_the_word_file_says_the_same_and_is_deleted_by_a_click(
    office: Office, seller: Driver
) -> None:
    await told(seller)
    await seller.command("/tactegic", "qbr Northwind")
    await seller.click(await seller.next_message(), "Word file")
    sent = await seller.next_message(where=lambda message: bool(message.get("files")))
    [file] = sent["files"]
    words = [each.text for each in Document(BytesIO(await seller.download(file))).paragraphs]
    assert words[0] == "QBR with Northwind"
    assert "“Called Ana Ruiz on 17 November: they decided to renew.” (17 November 2026)" in words

    said_so = await seller.next_message()
    await seller.click(said_so, "Delete the file here")
    assert "The file is gone" in words_of(await seller.next_update(said_so["ts"]))
    assert file["id"] not in office.sandbox.world.files
