"""From the network's tags of word pieces to names and clauses in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Tags = NDArray[np.float32]
_NEVER = -1e9
_PRIOR = 0.5
"""How much the tags' usual order counts beside the network's answer; chosen on the development set."""


def usual_order(transitions: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return what each step from one tag to the next adds; a span goes on only after it began."""
    order = _PRIOR * np.array(transitions)
    for inner in range(2, len(order), 2):
        allowed = order[[inner - 1, inner], inner].copy()
        order[:, inner] = _NEVER
        order[[inner - 1, inner], inner] = np.maximum(allowed, 0.0)
    return order


def likeliest_tags(logarithms: Tags, order: NDArray[np.float64]) -> list[int]:
    """Return the likeliest row of tags, by the Viterbi algorithm."""
    score = logarithms[0].astype(np.float64)
    score[2::2] = _NEVER
    came_from = np.zeros(logarithms.shape, np.int64)
    for place in range(1, len(logarithms)):
        steps = score[:, None] + order
        came_from[place] = steps.argmax(axis=0)
        score = steps.max(axis=0) + logarithms[place]
    tags = [int(score.argmax())]
    for place in range(len(logarithms) - 1, 0, -1):
        tags.append(int(came_from[place][tags[-1]]))
    return tags[::-1]


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span of one label: its place in the text, and its first and last word piece."""

    start: int
    end: int
    label: int
    first: int
    last: int


def spans_of(text: str, offsets: Sequence[tuple[int, int]], tags: Sequence[int]) -> Iterator[TaggedSpan]:
    """Yield each span; spans end where words end, and a hyphen inside a word parts none."""
    waiting: TaggedSpan | None = None
    for place, tag in enumerate(tags):
        start, end = offsets[place]
        if not tag or end <= start:
            continue
        label = (tag - 1) // 2
        if waiting is not None and waiting.label == label and _goes_on(text, tag, waiting, place, start):
            waiting = replace(waiting, end=end, last=place)
            continue
        if waiting is not None:
            yield _to_whole_words(text, waiting)
        waiting = TaggedSpan(start, end, label, place, place)
    if waiting is not None:
        yield _to_whole_words(text, waiting)


def share_of(logarithms: Tags, span: TaggedSpan, label: int) -> float:
    """Return how probable a label is for the pieces of a span, 0 to 1."""
    pieces = logarithms[span.first : span.last + 1, 1 + 2 * label : 3 + 2 * label]
    return float(np.exp(pieces).sum(axis=1).mean())


def _goes_on(text: str, tag: int, waiting: TaggedSpan, place: int, start: int) -> bool:
    if tag % 2 == 0:
        return place == waiting.last + 1
    between = text[waiting.end : start]
    return between in ("-", "\u2019", "'") or (between == "" and place == waiting.last + 1)


def _to_whole_words(text: str, span: TaggedSpan) -> TaggedSpan:
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return replace(span, start=start, end=end)
