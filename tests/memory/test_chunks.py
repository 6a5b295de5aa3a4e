from hypothesis import given
from hypothesis import strategies as st

from bot.memory.chunks import chunks


def test_a_short_note_is_one_chunk() -> None:
    assert chunks("  Coffee with Ana.  ") == ["Coffee with Ana."]


def test_an_empty_note_is_one_empty_chunk() -> None:
    assert chunks(" \n ") == [""]


def test_neighbouring_chunks_overlap() -> None:
    first, second, *_ = chunks(" ".join(f"word{number}" for number in range(400)))
    assert second.split()[0] in first.split()


def test_a_text_without_spaces_is_cut_too() -> None:
    assert len(chunks("".join(chr(0x4E00 + number) for number in range(2000)))) > 5


@given(st.lists(st.text("abcdefg", min_size=1, max_size=12), max_size=900))
def test_every_word_is_in_some_chunk(words: list[str]) -> None:
    text = " ".join(words)
    cut = chunks(text)
    assert set(words) == {word for chunk in cut for word in chunk.split()}
    assert all(chunk in text for chunk in cut)
