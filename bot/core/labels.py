"""How a kind of record is named where a member reads of rows of several kinds, as in an undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.core.rich import Rich

T = TypeVar("T")

NamesById = Mapping[str, str]
"""The names of contacts, by id."""


@dataclass(frozen=True, slots=True)
class RecordLabel(Generic[T]):
    """What members call a row of one kind; of several rows the one with the lowest rank is named."""

    rank: int
    say: Callable[[T, NamesById], Rich]
    """The words for a row, "the goal “a pilot”"; in the middle of a sentence, without a full stop."""
    gone: str = "is gone"
    """What an undo says of a row that it removed."""


Labels = Mapping[type[Any], RecordLabel[Any]]
"""The label of each kind that members have a name for."""


def labels_of(pairs: Mapping[type[Any], RecordLabel[Any] | None]) -> Labels:
    """The labels of the kinds that have one; raises TypeError where two have the same rank."""
    found = {kind: label for kind, label in pairs.items() if label is not None}
    ranks = [label.rank for label in found.values()]
    if twice := sorted({rank for rank in ranks if ranks.count(rank) > 1}):
        raise TypeError(f"two kinds of records have rank {', '.join(map(str, twice))}")
    return found
