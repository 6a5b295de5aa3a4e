"""Matrices of vectors: what is near is exactly what numpy finds, whatever was put in and taken out before."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.memory.cache import MatrixCache, NoteVectors
from bot.memory.matrices import OwnerMatrix

WIDTH = 8
NOTES = [f"n{number}" for number in range(12)]
CONTACTS = ["ana", "ben", "cy"]
changes = st.lists(
    st.tuples(
        st.sampled_from(NOTES),
        st.integers(0, 4),
        st.lists(st.sampled_from(CONTACTS), unique=True, max_size=2),
        st.integers(0, 2**32 - 1),
    ),
    max_size=30,
)


def unit(count: int, seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@given(changes, st.integers(1, 14), st.lists(st.sampled_from(CONTACTS), unique=True), st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_the_nearest_notes_are_those_of_a_search_of_everything(
    steps: list[tuple[str, int, list[str], int]], limit: int, contacts: list[str], seed: int
) -> None:
    matrix = OwnerMatrix()
    there: dict[str, tuple[np.ndarray, list[str]]] = {}
    for note, count, about, number in steps:
        vectors = unit(count, number)
        matrix.replace(note, vectors.tolist(), about)
        there.pop(note, None)
        if count:
            there[note] = (vectors, about)
    [asked] = unit(1, seed)

    found = matrix.near(asked, limit, contacts)

    exact = {
        note: float((vectors @ asked).max())
        for note, (vectors, about) in there.items()
        if not contacts or set(about) & set(contacts)
    }
    wanted = sorted(exact, key=lambda note: -exact[note])[:limit]
    got = sorted(found, key=lambda note: -found[note])[:limit]
    np.testing.assert_allclose([exact[note] for note in got], [exact[note] for note in wanted], atol=1e-5)
    np.testing.assert_allclose([found[note] for note in got], [exact[note] for note in got], atol=1e-5)
    assert len(matrix) == sum(len(vectors) for vectors, _ in there.values())


def test_long_notes_do_not_crowd_out_others() -> None:
    matrix = OwnerMatrix()
    [asked] = unit(1, 1)
    matrix.replace("long", [asked.tolist()] * 400)
    for number in range(5):
        matrix.replace(f"short{number}", unit(1, number + 10).tolist())

    assert len(matrix.near(asked, 5)) >= 5


def test_nothing_of_a_note_that_was_taken_out_stays_in_the_matrix() -> None:
    matrix = OwnerMatrix()
    gone, kept = unit(3, 1), unit(2, 2)
    matrix.replace("gone", gone.tolist(), ["ana"])
    matrix.replace("kept", kept.tolist(), ["ben"])

    matrix.replace("gone", ())

    held = matrix._rows
    assert np.isin(kept, held).all()
    assert not np.isin(gone, held).any()
    assert matrix.near(gone[0], 5, ["ana"]) == {}


def of(count: int, seed: int) -> OwnerMatrix:
    matrix = OwnerMatrix()
    matrix.extend([f"n{number}" for number in range(count)], unit(count, seed), {})
    return matrix


def test_the_cache_keeps_to_its_bound_and_gives_up_what_was_unused_for_longest() -> None:
    size = of(100, 0).bytes
    cache = MatrixCache(3 * size)
    for owner in "abc":
        cache.keep(owner, of(100, 1))
    assert cache.get("a") is not None

    cache.keep("d", of(100, 2))

    assert cache.bytes <= 3 * size
    assert [cache.get(owner) is not None for owner in "abcd"] == [True, False, True, True]


def test_a_matrix_that_grows_beyond_the_bound_is_given_up() -> None:
    cache = MatrixCache(of(100, 0).bytes)
    cache.keep("a", of(90, 1))
    vectors = unit(200, 2).tolist()

    cache.apply([NoteVectors("long", frozenset({"a"}), frozenset(), vectors)], {}, {})

    assert cache.get("a") is None
    assert cache.bytes == 0


def test_a_matrix_of_other_marks_is_not_used_and_not_added_to() -> None:
    cache = MatrixCache()
    one, two, ours = frozenset({"one"}), frozenset({"two"}), frozenset({"ours"})
    new = NoteVectors("new", frozenset({"a"}), frozenset(), unit(1, 3).tolist())
    cache.keep("a", of(5, 1), one)
    assert cache.get("a", one) is not None

    cache.apply([new], {"a": two}, {"a": ours})
    assert cache.get("a", ours) is None

    cache.keep("a", of(5, 1), one)
    cache.apply([new], {"a": one}, {"a": ours})
    kept = cache.get("a", ours)
    assert kept is not None
    assert len(kept) == 6
