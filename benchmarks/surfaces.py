"""How long members wait for what is large: the Home tab with 150 contacts, and 10,000 people from a file.

Run `python -m benchmarks surfaces`. The whole service runs against the sandbox. Beside the Home tab stands
what it takes to show an empty one: what Slack's way there and back costs by itself.
"""

from __future__ import annotations

import statistics
import time
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.service import new_member, served
from bot.slack.manifest import manifest
from slack_sandbox import running_sandbox
from slack_sandbox.testing import Driver, text_of

_AT_HOME, _MANY = 150, 10_000
_LOOKS = 5
_GIVEN = ("Ana", "Bo", "Cleo", "Dario", "Edda", "Farid", "Gwen", "Hiro", "Ines", "Jorn")
_PATIENCE_SECONDS = 200.0


async def measure() -> dict[str, object]:
    """Seconds until Home is shown, the median of five looks, and until a large file is previewed and in."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        sandbox = await stack.enter_async_context(running_sandbox(manifest("socket")))
        sandbox.limits.relax()
        await stack.enter_async_context(served(sandbox, folder, "socket"))
        newcomer, seller, importer = [await stack.enter_async_context(new_member(sandbox)) for _ in range(3)]
        for person in (newcomer, seller, importer):
            await _greeted(person)
        await _imported(seller, _AT_HOME)
        shown = {
            f"seconds_with_{_AT_HOME}_contacts": await _home(seller),
            "seconds_with_none": await _home(newcomer),
        }
        preview, whole = await _imported(importer, _MANY)
    return {
        "home": shown,
        f"import_of_{_MANY}": {"seconds_to_preview": preview, "seconds_from_click_to_in": whole},
    }


async def _greeted(person: Driver) -> None:
    await person.dm("hello")
    await person.next_message(timeout=_PATIENCE_SECONDS)


async def _home(person: Driver) -> float:
    """Seconds from opening the tab until it is published anew."""
    looks: list[float] = []
    for _ in range(_LOOKS):
        began = time.perf_counter()
        await person.open_home()
        await person.next_home(timeout=_PATIENCE_SECONDS)
        looks.append(time.perf_counter() - began)
    return round(statistics.median(looks), 2)


async def _imported(person: Driver, count: int) -> tuple[float, float]:
    """Import so many people from a file; seconds to the preview, and from the click until all are in."""
    began = time.perf_counter()
    await person.upload(f"people-{count}.csv", _people(count))
    number = f"{count:,} people"
    preview = await person.next_message(where=lambda m: number in text_of(m), timeout=_PATIENCE_SECONDS)
    seen = time.perf_counter()
    await person.click(preview, f"Import {number}")
    while "Imported" not in text_of(await person.next_update(timeout=_PATIENCE_SECONDS)):
        pass
    return round(seen - began, 2), round(time.perf_counter() - seen, 2)


def _people(count: int) -> bytes:
    """So many people as a table; those of another count are others."""
    lines = ["First Name,Last Name,Email Address,Company,Position"]
    for number in range(count):
        given = _GIVEN[number % len(_GIVEN)]
        company = f"Company {number % 800}"
        lines.append(
            f"{given},{_family(number)},p{number}@company{number % 800}.test,{company},Head of Sales"
        )
    return "\n".join(lines).encode()


def _family(number: int) -> str:
    """A name that is like no other one: letters for the digits of a number."""
    return "".join("bdfgklmnrt"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:05}").title()
