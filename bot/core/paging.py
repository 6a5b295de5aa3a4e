"""Pages of long lists: which one is shown, what says so, and the buttons to the others."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.cards import Button
from bot.core.commands import Command
from bot.core.rich import Rich
from bot.core.words import PAGE


def page_within(asked: int, total: int, size: int = PAGE) -> int:
    """The page to show, from 0: the one asked for, or the nearest that there is of `total` rows."""
    return min(max(asked, 0), max(total - 1, 0) // size)


def pages(page: int, total: int) -> Rich:
    """ "Page 1 of 3", nothing for a single page."""
    count = -(-total // PAGE)
    return (f"Page {page + 1} of {count}",) if count > 1 else ()


def page_buttons(page: int, total: int, command: Callable[[int], Command]) -> tuple[Button, ...]:
    """Buttons to the page before and after."""
    before = (Button(label="Previous page", command=command(page - 1)),) if page > 0 else ()
    after = (Button(label="Next page", command=command(page + 1)),) if (page + 1) * PAGE < total else ()
    return (*before, *after)
