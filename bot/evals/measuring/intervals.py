"""Shares of what was counted in rows, with bootstrap intervals: the middle 95 of 100 samples of the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Counted = Mapping[str, Mapping[str, Sequence[float]]]
"""By the id of a row and the name of a figure: how much was right, and of how much."""
_SEED = 13
_DRAWS = 2_000
_MIDDLE = (2.5, 97.5)


def shares_of(counted: Counted) -> dict[str, float | None]:
    """Return the share of each figure; None where nothing was counted."""
    return {name: _share(counted, name) for name in _names(counted)}


def intervals_of(counted: Counted, *, seed: int = _SEED) -> dict[str, list[float]]:
    """Return the interval of each figure's share; those of nothing are left out."""
    import numpy as np

    found: dict[str, list[float]] = {}
    for name in _names(counted):
        rows = [row[name] for row in counted.values() if name in row and row[name][1]]
        if rows:
            right, of = np.array(rows, dtype=float).T
            found[name] = _middle(_drawn(right, of, _weights(len(rows), seed)))
    return found


def differences_of(
    before: Counted, after: Counted, *, seed: int = _SEED
) -> dict[str, tuple[float, list[float]]]:
    """Return by how much each figure's share rose, over the rows that both have, with its interval.

    A sample draws rows, and takes both results of each: what a row has to do with its difficulty falls out.
    """
    import numpy as np

    found: dict[str, tuple[float, list[float]]] = {}
    shared = [id for id in after if id in before]
    for name in _names(after):
        pairs = [
            (*before[id][name], *after[id][name])
            for id in shared
            if name in before[id] and name in after[id] and (before[id][name][1] or after[id][name][1])
        ]
        table = np.array(pairs, dtype=float).T if pairs else None
        if table is None or not table[1].sum() or not table[3].sum():
            continue
        weights = _weights(len(pairs), seed)
        rose = table[2].sum() / table[3].sum() - table[0].sum() / table[1].sum()
        drawn = _drawn(table[2], table[3], weights) - _drawn(table[0], table[1], weights)
        found[name] = (round(float(rose), 4), _middle(drawn))
    return found


def _names(counted: Counted) -> list[str]:
    return list(dict.fromkeys(name for row in counted.values() for name in row))


def _share(counted: Counted, name: str) -> float | None:
    rows = [row[name] for row in counted.values() if name in row]
    of = sum(each[1] for each in rows)
    return round(sum(each[0] for each in rows) / of, 4) if of else None


def _weights(rows: int, seed: int) -> NDArray[np.int64]:
    """Return how often each row was drawn, for each sample."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(rows, np.full(rows, 1 / rows), size=_DRAWS)


def _drawn(right: NDArray[Any], of: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Return the share in each sample; samples in which nothing is counted are none."""
    import numpy as np

    whole = weights @ of
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, (weights @ right) / whole, np.nan)


def _middle(drawn: NDArray[Any]) -> list[float]:
    import numpy as np

    low, high = np.nanpercentile(drawn, _MIDDLE)
    return [round(float(low), 4), round(float(high), 4)]
