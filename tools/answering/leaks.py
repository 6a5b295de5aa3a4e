"""How much an outer sign of a pair, e.g. the length of its note, tells whether the note answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tools.answering.samples import Pair


def tells(pairs: Sequence[Pair], sign: Callable[[Pair], float]) -> float:
    """Return how often an answering pair has more of a sign than another, ties half (.5: nothing)."""
    good = np.array([float(sign(pair)) for pair in pairs if pair.answers])
    other = np.sort([float(sign(pair)) for pair in pairs if not pair.answers])
    below, up_to = np.searchsorted(other, good, "left"), np.searchsorted(other, good, "right")
    return float(((below + up_to) / 2).mean() / len(other))
