"""How the network's tags become names and clauses."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.reader.decoding import likeliest_tags, share_of, spans_of, usual_order

ORDER = usual_order([[0.0] * 5 for _ in range(5)])


def logarithms(rows: list[list[float]]) -> np.ndarray:
    shares = np.array(rows, np.float32)
    return np.log(shares / shares.sum(axis=1, keepdims=True))


def test_a_span_goes_on_only_after_it_began() -> None:
    read = logarithms([[5, 1, 1, 1, 1], [1, 3, 4, 1, 1], [1, 1, 8, 1, 1], [1, 1, 1, 1, 8]])

    tags = likeliest_tags(read, ORDER)

    assert tags[:3] == [0, 1, 2]
    assert tags[3] != 4


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=12))
def test_no_row_of_tags_has_an_end_without_a_beginning(rows: list[list[float]]) -> None:
    tags = [0, *likeliest_tags(logarithms(rows), ORDER)]

    for before, tag in pairwise(tags):
        assert tag == 0 or tag % 2 == 1 or before in (tag - 1, tag)


def test_spans_end_with_whole_words_and_a_hyphen_parts_none() -> None:
    text = "Met Kwame Mensah-Boateng today"
    offsets = [(0, 0), (0, 3), (4, 9), (10, 16), (16, 17), (17, 22), (22, 24), (25, 30), (0, 0)]
    tags = [0, 0, 1, 2, 0, 1, 0, 0, 0]

    [span] = spans_of(text, offsets, tags)

    assert text[span.start : span.end] == "Kwame Mensah-Boateng"
    assert (span.label, span.first) == (0, 2)


def test_how_probable_a_label_is_counts_both_of_its_tags() -> None:
    read = logarithms([[1e-9, 6, 2, 1, 1], [1e-9, 1, 7, 1, 1]])
    [span] = spans_of("ab cd", [(0, 2), (3, 5)], [1, 2])

    assert abs(share_of(read, span, 0) - 0.8) < 1e-6
    assert abs(share_of(read, span, 1) - 0.2) < 1e-6
