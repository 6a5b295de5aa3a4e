"""The packaged reader: its files are those that were checked, and texts of any length are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.coach.reader.features import NOBODY_KNOWN, KnownWords, features_of
from bot.coach.reader.labels import ClauseLabel, NameLabel
from bot.coach.reader.network import ReaderNetwork
from bot.coach.reader.reader import Reader, packaged_reader
from bot.coach.sentence_model import WrongModelFile, open_words
from bot.core.coaching.understanding import Intent, TouchReading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return packaged_reader()


async def test_a_plain_note_is_read(reader: Reader) -> None:
    text = "Met Ana Ruiz from Northwind yesterday, I promised her the storage paper by Friday."

    read = await reader.read(text)

    names = {(text[one.start : one.end].strip(), one.label) for one in read.names}
    assert ("Ana Ruiz", NameLabel.PERSON) in names
    assert ("Northwind", NameLabel.COMPANY) in names
    assert ("yesterday", NameLabel.DAY_OF_NOTE) in names
    assert [one.label for one in read.clauses] == [ClauseLabel.MEMBER_PROMISES]
    assert read.intents[0][0] is Intent.NOTE
    assert read.touches[0][0] is TouchReading.MEETING


async def test_shares_are_probabilities_and_the_likeliest_comes_first(reader: Reader) -> None:
    read = await reader.read("who did I meet last week?")

    for shares in (read.intents, read.touches):
        assert abs(sum(share for _, share in shares) - 1) < 1e-4
        assert [share for _, share in shares] == sorted((share for _, share in shares), reverse=True)


async def test_a_long_text_is_read_to_its_end(reader: Reader) -> None:
    text = (
        "We walked through the plant and spoke of pumps and pipes.\n" * 60 + "I'll send Zofia Lind the list."
    )

    read = await reader.read(text)

    assert any(text[one.start : one.end] == "Zofia Lind" for one in read.names)


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\ud800 Ana", "\x00", "\N{GRINNING FACE}" * 3000, "a" * 5000]
)
async def test_any_text_can_be_read(reader: Reader, text: str) -> None:
    read = await reader.read(text)

    assert all(0 <= one.start < one.end <= len(text) for one in (*read.names, *read.clauses))


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "reader.onnx"
    other.write_bytes(b"not the one")

    with pytest.raises(WrongModelFile, match="not the file that was checked"):
        ReaderNetwork(other)
    with pytest.raises(WrongModelFile, match="cannot be read"):
        ReaderNetwork(tmp_path / "missing.onnx")


def test_the_words_of_the_packaged_model_are_found() -> None:
    table = open_words()

    near, far = (table.look_up([piece])[0, 0] for piece in (6928, 3899))  # "monday", "dog"
    [tuesday] = table.look_up([9857])[0]
    assert table.rows.shape == (30522, 384)
    assert np.dot(near, tuesday) > 2 * np.dot(far, tuesday)


def test_known_names_and_the_members_own_are_marked() -> None:
    text = "Mira met Ana"
    known = KnownWords(people=frozenset({"ana"}), me=frozenset({"mira"}))

    marks = [row[-3:] for row in features_of(text, [(0, 4), (5, 8), (9, 12)], known)]

    assert marks == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]
    assert features_of(text, [(0, 0)], NOBODY_KNOWN) == [[0.0] * len(features_of(text, [(0, 4)], known)[0])]
