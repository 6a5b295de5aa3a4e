"""A member of the embedded workspace who uses the capability `thanks`; run by the test of it.

    python use_it.py FOLDER

Prints, as one JSON object, where `bot` was imported from, what the member saw, and which rows were stored.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import bot
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import greeted, running_office
from tests.features.waiting import until


async def main(folder: Path) -> dict[str, Any]:
    """Everything that happens, in order."""
    async with running_office(folder) as office:
        seller = await greeted(office.member("mira"))
        await seller.dm("Met Ana Ruiz from Northwind yesterday")
        await seller.next_message()
        thanked = await run(seller, "thank Ana Ruiz for the map and the tea")
        listed = await run(seller, "thank")
        stored = thanks_in(folder)
        await seller.click(thanked, "Undo")
        await seller.next_update(thanked["ts"])
        undone = thanks_in(folder)
        await run(seller, "thank Ana Ruiz for the tea")
        helped = await run(seller, "help thank")
        review = await run(seller, "fit Ana Ruiz")
        await seller.click(review, "Release")
        released = await seller.next_update(review["ts"])
        kept = thanks_in(folder)
        await seller.click(released, "Erase what is stored")
        await seller.next_update(released["ts"])
        await until(lambda: not thanks_in(folder))
        return {
            "bot": bot.__file__,
            "thanked": text_of(thanked),
            "listed": text_of(listed),
            "helped": text_of(helped),
            "stored": stored,
            "undone": undone,
            "kept": kept,
            "erased": thanks_in(folder),
            "empty": text_of(await run(seller, "thank")),
        }


async def run(person: Driver, line: str) -> dict[str, Any]:
    """What comes back for a command line."""
    await person.command("/tactegic", line)
    return await person.next_message()


def thanks_in(folder: Path) -> list[str]:
    """The reasons of the stored thanks."""
    [file] = folder.glob("*.db")
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT body FROM records WHERE kind = 'ThankYou' ORDER BY created_at")
        return [json.loads(body)["reason"] for (body,) in rows]
    finally:
        connection.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(main(Path(sys.argv[1])))))
