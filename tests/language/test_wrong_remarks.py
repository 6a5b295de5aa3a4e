"""B4: a message that only says that something is wrong asks for a question back, not for a greeting."""

from __future__ import annotations

import pytest

from bot.language.wrong_remarks import says_wrong


@pytest.mark.parametrize(
    "text",
    [
        "hmm that's wrong",
        "That\u2019s not right.",
        "no, this is wrong",
        "hm, it's all wrong!",
        "that isn't what I said",
        "you got that wrong",
        "Wrong.",
        "you misunderstood me",
        "that can't be right",
        "sorry but that is incorrect",
        "something's off here",
    ],
)
def test_a_remark_that_something_is_wrong_is_known(text: str) -> None:
    assert says_wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "the invoices were wrong",
        "that's wrong, it was Tom",
        "no",
        "Marek says our numbers are wrong",
        "what's wrong with Ana?",
        "not right now",
        "that's right",
        "it's off on Friday",
        "",
    ],
)
def test_other_words_are_no_such_remark(text: str) -> None:
    assert not says_wrong(text)
