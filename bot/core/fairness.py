"""Chooses a few of many so that everybody who was asked about is among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def pick_fairly(
    items: Sequence[T], owners: Callable[[T], Collection[str]], wanted: Iterable[str], most: int
) -> list[T]:
    """At most `most` of the items, the first ones, in their order; with one of each wanted owner who has any.

    Where there are more wanted owners than places, those named first get them.
    """
    chosen: set[int] = set()
    for owner in wanted:
        if len(chosen) >= most or any(owner in owners(items[place]) for place in chosen):
            continue
        first = next((place for place, item in enumerate(items) if owner in owners(item)), None)
        chosen |= {first} if first is not None else set()
    for place in range(len(items)):
        if len(chosen) >= most:
            break
        chosen.add(place)
    return [items[place] for place in sorted(chosen)]
