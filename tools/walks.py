"""Drives the bot of any checkout through its embedded workspace, and counts what each walk needs.

    python -m tools.walks CHECKOUT counts
    python -m tools.walks CHECKOUT note-time --notes 20 --contacts 600

`tools/structure.py` starts it in a process of its own for each checkout; it prints one JSON object. What it
knows of the code's layout stands in tools/offices.py; everything else is seen from outside: the profiler's
calls, SQLAlchemy's events and the tables.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import statistics
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tools.counting import COUNTS, NoteTimer, count_calls, count_reads, count_sql
from tools.offices import Layout, Office, office, until

NOTE = "Met {} from Northwind, I promised her the storage paper by Friday."
ACTION = "I'm thinking of sending {} a gift basket"
STRATEGIC = {"purpose": "b", "vision": "3", "mutual_value": "2", "reach": "2", "trust": "1", "ideal": "14"}
PEOPLE = ("Ana Ruiz", "Lena Vogt", "Mara Lindt")
"""Each walk is done for each of them, and the smallest count is told: an idle look at the queues may fall
into one."""
_FIRST = (
    "Adele",
    "Berit",
    "Carla",
    "Dunja",
    "Edith",
    "Fiona",
    "Greta",
    "Hanna",
    "Irene",
    "Julia",
    "Karin",
    "Linda",
)
_STARTS = ("Ahl", "Berg", "Dahl", "Eck", "Fal", "Holm", "Ing", "Kron", "Lund", "Nor")
_LAST = [start + end for start in _STARTS for end in ("berg", "feld", "mann", "stein", "quist")]


async def counted(bot: Office, walk: Callable[[], Awaitable[Any]]) -> tuple[Any, dict[str, int]]:
    """What a walk returns, and what it took until everything was done."""
    await bot.settled()
    COUNTS.start()
    COUNTS.on = True
    found = await walk()
    await bot.settled()
    COUNTS.on = False
    return found, COUNTS.as_json()


async def walks(bot: Office, person: Any, name: str) -> dict[str, dict[str, int]]:
    """The four walks of one member."""
    taken: dict[str, dict[str, int]] = {}

    async def said(words: str) -> Any:
        await person.dm(words)
        return await person.next_message()

    card, taken["note"] = await counted(bot, lambda: said(NOTE.format(name)))
    _, taken["action"] = await counted(bot, lambda: said(ACTION.format(name.split()[0])))

    async def undo() -> None:
        await person.click(card, "Undo")
        await person.next_update(card["ts"])

    _, taken["undo"] = await counted(bot, undo)
    return taken


async def nudge_walk(bot: Office, person: Any, name: str) -> dict[str, int]:
    """A nudge, from the minute at which it is due until it is posted."""
    await person.dm(NOTE.format(name))
    await person.next_message()
    await person.command("/tactegic", f"strategic {name}")
    offer = await person.next_message(where=lambda message: "Answer them" in str(message))
    await person.click(offer, "Answer them")
    form = await person.next_view()
    while "One moment" in str(form):
        form = await person.next_view()
    await person.submit(form, {field: {field: value} for field, value in STRATEGIC.items()})
    await person.next_message(where=lambda message: "is a strategic contact now" in str(message))
    bot.forward(15)
    await until(lambda: _due_tomorrow(bot, person.user))
    await bot.settled()

    async def comes() -> None:
        bot.forward(1)
        await person.next_message(where=lambda message: "Snooze for a week" in str(message))

    return (await counted(bot, comes))[1]


def _due_tomorrow(bot: Office, member: str) -> bool:
    now = bot.sandbox.clock.now().strftime("%Y-%m-%d %H:%M:%S")
    with bot.database() as connection:
        found = connection.execute(
            "SELECT 1 FROM agenda WHERE member = ? AND kind = 'nudges' AND next_at > ?", (member, now)
        )
        return bool(found.fetchall())


async def counts(layout: Layout) -> dict[str, Any]:
    """Each walk's figures, the smallest of three, once everything that is loaded on first use is loaded."""
    async with office(layout) as bot:
        count_reads(layout)
        people = [await bot.member(number) for number in range(len(PEOPLE) + 1)]
        await walks(bot, people[0], "Ada Warm")
        taken = [await walks(bot, person, name) for person, name in zip(people[1:], PEOPLE, strict=True)]
    found = {walk: _smallest([each[walk] for each in taken]) for walk in ("note", "action", "undo")}
    nudges = []
    for number in range(2):
        async with office(layout) as bot:
            nudges.append(await nudge_walk(bot, await bot.member(number), PEOPLE[0]))
    return {**found, "nudge": _smallest(nudges)}


def _smallest(taken: list[dict[str, int]]) -> dict[str, int]:
    return {figure: min(each[figure] for each in taken) for figure in taken[0]}


async def note_time(layout: Layout, notes: int, contacts: int) -> dict[str, Any]:
    """Seconds a note, with so many contacts: from its arrival to its commit, without index and delivery."""
    async with office(layout) as bot:
        person = await bot.member(1)
        await person.dm(NOTE.format(PEOPLE[0]))
        await person.next_message()
        await bot.settled()
        # Beside the loop: a commit of the bot's that is under way needs it to end, and would be waited for.
        await asyncio.to_thread(_multiply_contacts, bot, contacts)
        timer = NoteTimer()
        for number in range(notes + 1):
            await person.dm(f"Called {_name(number * 7)} today, I promised her the storage paper by Friday.")
            assert "Noted for" in str(await person.next_message())
            await bot.settled()
        taken = timer.taken[1:]  # the first one loads what is loaded on first use
    return {"contacts": contacts, "notes": len(taken), "median_seconds": statistics.median(taken)}


def _name(number: int) -> str:
    """One of 600 names."""
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST) % len(_LAST)]}"


def _multiply_contacts(bot: Office, contacts: int) -> None:
    """Copy the one contact under other names, each with an account of its own for every fourth."""
    with bot.database() as connection:
        connection.row_factory = sqlite3.Row
        [first] = connection.execute("SELECT * FROM contacts").fetchall()
        [company] = connection.execute("SELECT * FROM accounts").fetchall()
        for number in range(contacts):
            account = f"account{number // 4}"
            if number % 4 == 0:
                named = {"id": account, "name": f"Company{number // 4} Ltd"}
                _insert(connection, "accounts", {**company, **named})
            own = {"id": f"contact{number}", "name": _name(number), "account_id": account}
            _insert(connection, "contacts", {**first, **own})
        connection.commit()


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))


def main() -> None:
    """Measure one checkout, and print what was found."""
    shown = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="tools.walks", description=__doc__, formatter_class=shown)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("what", choices=("counts", "note-time"))
    parser.add_argument("--notes", type=int, default=20)
    parser.add_argument("--contacts", type=int, default=600)
    wanted = parser.parse_args()
    sys.path.insert(0, str(wanted.checkout.resolve()))  # nothing of the bot is imported before
    layout = Layout(wanted.checkout)
    if wanted.what == "counts":
        count_sql()
        count_calls(layout)
        found = asyncio.run(counts(layout))
    else:
        found = asyncio.run(note_time(layout, wanted.notes, wanted.contacts))
    print("RESULT " + json.dumps(found))


if __name__ == "__main__":
    main()
