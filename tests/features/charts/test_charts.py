"""B5 through the real thing: pictures by command, by plain words and by button, and the words beside them."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.portfolio.test_portfolio import chosen, met, run, words

pytestmark = pytest.mark.asyncio(loop_scope="module")


def chart_of(message: dict[str, Any]) -> dict[str, Any]:
    """The one chart of a message, with its values by series."""
    [chart] = [block["chart"] for block in message["blocks"] if block["type"] == "data_visualization"]
    values = {each["name"]: [point["value"] for point in each["data"]] for each in chart["series"]}
    return {"kind": chart["type"], "labels": chart["axis_config"]["categories"], "values": values}


async def illustrated(person: Driver, line: str, alt: str) -> dict[str, Any]:
    """What comes back for a command line, once its picture stands in it."""
    await person.command("/tactegic", line)
    return await person.wait_for(
        lambda message: any(alt in block.get("alt_text", "") for block in message.get("blocks", ()))
    )


async def test_b5_charts_of_a_years_work_are_drawn_and_say_whom_they_are_for(seller: Driver) -> None:
    listed = await run(seller, "chart")
    assert "These pictures I can draw for you." in words(listed)
    assert "themes" not in words(listed).lower()
    assert "No touch is on record" in words(await run(seller, "chart touches"))
    assert "Nobody is active yet" in words(await run(seller, "chart balance"))
    assert "you have none with scores yet" in words(await run(seller, "chart map"))
    assert "Write the name" in words(await run(seller, "chart timeline"))

    await met(seller, "Ana Ruiz", "Lars Berg")
    await chosen(seller)
    await seller.dm("show me my touches over the year")
    touches = await seller.next_message()
    assert "2 touches, 1 of them with strategic contacts. Most were in November." in words(touches)
    drawn = chart_of(touches)
    assert (drawn["labels"][0], drawn["labels"][-1]) == ("Dec 25", "Nov 26")
    assert {name: row[-1] for name, row in drawn["values"].items()} == {"Strategic contacts": 1, "Others": 1}

    await seller.click(listed, "Balance")
    balance = await seller.next_message()
    assert chart_of(balance)["values"]["Contacts"] == [100, 0, 0]
    assert "There is no trend with Ana Ruiz (Northwind) to draw" in words(
        await run(seller, "chart score Ana")
    )


async def test_b5_the_map_names_people_in_its_table_and_nobody_in_its_picture(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await chosen(seller)

    card = await illustrated(seller, "chart map", "strategic contact")

    [image] = [block for block in card["blocks"] if block["type"] == "image"]
    assert image["alt_text"] == (
        "1 strategic contact by value and strength: 1 of high value, 0 of them strong and 1 not yet; "
        "0 of lower value."
    )
    [table] = [block for block in card["blocks"] if block["type"] == "data_table"]
    name, number, company, value, strength, _ = table["rows"][1]
    assert (name["text"], company["text"]) == ("Ana Ruiz", "Northwind")
    assert (number["value"], value["value"]) == (1, 8)
    assert f"value 8 of 12, strength {strength['value']} of 100" in words(card)

    timeline = await illustrated(seller, "chart timeline Ana", "In touch: ")
    [image] = [block for block in timeline["blocks"] if block["type"] == "image"]
    assert "Ana" not in image["alt_text"]
    assert "Ana Ruiz (Northwind): 1 touch in a year" in text_of(timeline).replace("*", "")
