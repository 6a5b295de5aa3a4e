"""Characters that nobody sees are taken out, and letters that look like others are told from them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.names import fold
from bot.language.unseen import even, latinized, mixes_scripts, without_unseen
from bot.slack.render.plain import clean


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("A\u200bna", "Ana"),
        ("\ufeffAna\u00ad Ruiz", "Ana Ruiz"),
        ("Ana \u202eziuR\u202c", "Ana ziuR"),
        ("\u2066Ana\u2069", "Ana"),
        ("Ana\U000e0041\U000e0042", "Ana"),
        ("A\u200dna R\u200cuiz", "Ana Ruiz"),
        ("A\x00na\x1b[31m", "Ana[31m"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("\U0001f469\u200d\U0001f4bb works", "\U0001f469\u200d\U0001f4bb works"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
    ],
)
def test_what_shows_nothing_goes_and_what_a_script_needs_stays(written: str, seen: str) -> None:
    assert without_unseen(written) == seen


@given(st.text())
def test_taking_out_twice_takes_out_no_more_and_no_letter_is_lost(text: str) -> None:
    once = without_unseen(text)
    assert without_unseen(once) == once
    letters = [c for c in text if unicodedata.category(c)[0] in "LNP" and c not in "\u115f\u1160\u3164\uffa0"]
    assert [c for c in once if unicodedata.category(c)[0] in "LNP"] == letters


@given(st.text())
def test_what_is_shown_holds_nothing_unseen(text: str) -> None:
    shown = clean(text)
    assert shown == without_unseen(shown)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in shown)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("\uff45\uff56\uff49\uff4c\uff0e\uff45\uff58", "evil.ex"),
        ("evil\u3002example", "evil.example"),
        ("evil\uff61example", "evil.example"),
        ("evil\u2024example", "evil.example"),
        ("\uff14\uff15 \u0664\u0665 4\u200b5", "45 45 45"),
        ("\U0001d41e\U0001d42f\U0001d422\U0001d425", "evil"),
    ],
)
def test_other_forms_of_letters_digits_and_dots_are_read_as_plain_ones(written: str, plain: str) -> None:
    assert even(written) == plain


def test_letters_that_look_like_latin_ones_are_known() -> None:
    assert latinized("\u0410na \u0406van \u039dick \u0441l\u0430r\u0430") == "Ana Ivan Nick clara"
    assert mixes_scripts("N\u043erthwind")
    assert not mixes_scripts("\u0421\u0430\u0432\u0430")
    assert not mixes_scripts("Northwind")


def test_a_name_is_the_same_with_and_without_what_shows_nothing() -> None:
    assert fold("A\u200bna Ruiz\u2060") == fold("Ana Ruiz")
