"""What is typed in Slack comes back as it was typed, through its marks, its links and its names of emoji."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.slack.emoji import emoji, with_emoji
from bot.slack.markup import readable
from bot.slack.slimming import slim_message
from bot.slack.typed import typed_text, without_marks
from slack_sandbox.blocks.emoji import named
from slack_sandbox.blocks.mrkdwn import from_typed, rich_text
from slack_sandbox.seed import fernhill

TEAM = fernhill()


def sent(text: str) -> dict[str, Any]:
    """A message as the embedded workspace sends it."""
    written = from_typed(text, TEAM)
    return {"text": written, "blocks": [rich_text(written)]}


def read(message: dict[str, Any]) -> str:
    return readable(typed_text(message), {"U0MANAGER": "Tomo Hale"})


WORDS = st.sampled_from(
    [
        "Ana",
        "met",
        "northwind.com",
        "https://northwind.com/a?b=1&c=2",
        "ana@northwind.com",
        "+49 30 1234567",
        "a & b",
        "<b>",
        "5 > 3",
        "R&D",
        "10:30:45",
        "snake_case_name",
        "2*3*4",
        "\U0001f389",
        "\U0001f44d\U0001f3fd",
        "\u2764\ufe0f",
        "e.g.",
        "Node.js",
        "\u20ac 1,000",
        "M\xfcller",
        "@here",
        "#general",
        "&amp;",
        ":unknown_one:",
        "'quoted'",
        '"x"',
        "100 %",
        "C++",
        "\U0001f1e9\U0001f1ea",
        "\U0001f469\u200d\U0001f4bb",
        "~",
        "*",
        "_",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
LINES = st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join)
ANY = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Co"), blacklist_characters="<>*_~`@#:"), min_size=1
).filter(lambda text: text.strip() == text)


@given(LINES)
@example("Met \U0001f469\U0001f3fd\u200d\U0001f4bb Ana")
def test_what_is_typed_comes_back_as_typed(text: str) -> None:
    assert read(sent(text)) == text


@given(ANY)
def test_any_words_come_back(text: str) -> None:
    message = sent(text)
    assert read(message) == text
    assert readable(without_marks(message["text"])) == text


@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments"]), st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "elements", "text", "name", "unicode", "indent", "style", "user_id", "url"]),
        inner | st.sampled_from(["rich_text", "rich_text_section", "rich_text_list", "emoji", "link"]),
        max_size=4,
    ),
    max_leaves=15,
)))  # fmt: skip
def test_no_message_whatsoever_raises(message: dict[str, Any]) -> None:
    assert isinstance(typed_text(message), str)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("*Ana* is _very_ ~un~interested in `storage`", "Ana is very ~un~interested in storage"),
        ("*bold* and *more bold*", "bold and more bold"),
        ("_*both*_", "both"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("*R&D* at <http://x.com|x.com>", "R&D at x.com"),
    ],
)
def test_marks_are_not_part_of_the_words(typed: str, words: str) -> None:
    assert readable(without_marks(typed)) == words


def test_styles_of_the_composer_leave_no_marks() -> None:
    message = sent("*Ana* said _no_ to `x_y` ~soon~")
    assert "*Ana*" in message["text"]
    assert read(message) == "Ana said no to x_y soon"


def test_blocks_hold_lists_quotes_and_code_as_lines() -> None:
    def section(text: str) -> dict[str, Any]:
        return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}

    elements = [
        section("Talk with Ana\n"),
        {"type": "rich_text_list", "style": "bullet", "elements": [section("storage"), section("grid")]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "elements": [section("third")],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "yes\nno"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a = 1"}]},
    ]
    message = {"text": "x", "blocks": [{"type": "rich_text", "elements": elements}]}
    assert read(message) == "Talk with Ana\n- storage\n- grid\n  3. third\n> yes\n> no\na = 1"


def test_names_of_channels_groups_and_days_are_taken_from_the_text() -> None:
    leaves = [
        {"type": "channel", "channel_id": "C1"},
        {"type": "text", "text": " "},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "text", "text": " "},
        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "1 May"},
        {"type": "text", "text": " "},
        {"type": "user", "user_id": "U0MANAGER"},
    ]
    section = {"type": "rich_text_section", "elements": leaves}
    message = {
        "text": "<#C1|deals> <!subteam^S1|@sales> <!date^1^{date}|1 May> <@U0MANAGER>",
        "blocks": [{"type": "rich_text", "elements": [section]}],
    }
    assert read(message) == "#deals @sales 1 May @Tomo Hale"


def test_links_with_words_of_their_own_keep_their_address() -> None:
    assert readable("<https://x.example/a|the paper>") == "the paper (https://x.example/a)"
    assert readable("<tel:+49301234567|+49 30 1234567>") == "+49 30 1234567"
    assert readable("<mailto:ana@northwind.com|Ana>") == "Ana (ana@northwind.com)"
    assert readable("<!subteam^S1>") == "@group"


def test_names_of_emoji_are_drawn_and_unknown_ones_stay() -> None:
    assert with_emoji("well done :tada: :+1::skin-tone-4:") == "well done \U0001f389 \U0001f44d\U0001f3fd"
    assert with_emoji("at 10:100:30 with :our_own_one:") == "at 10:100:30 with :our_own_one:"
    assert emoji("female-technologist", 4) == "\U0001f469\U0001f3fd\u200d\U0001f4bb"
    assert emoji("no_such_emoji") == ""
    assert named("\U0001f389 \U0001f44d\U0001f3fd \u2764\ufe0f") == ":tada: :+1::skin-tone-4: :heart:"


def test_bot_and_sandbox_know_the_same_emoji() -> None:
    from importlib.resources import files

    ours, theirs = files("bot.slack") / "emoji.txt", files("slack_sandbox.blocks") / "emoji.txt"
    assert ours.read_bytes() == theirs.read_bytes()


def test_words_of_what_apps_post_are_read_out_of_any_block() -> None:
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Deal won"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Ana* signed"},
            "fields": [{"type": "mrkdwn", "text": "5 seats"}],
        },
        {"type": "context", "elements": [{"type": "plain_text", "text": "by R&D"}, {"type": "image"}]},
        {"type": "markdown", "text": "a < b"},
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Open"}}]},
        "no block",
    ]
    words = "Deal won\nAna signed\n5 seats\nby R&amp;D\na &lt; b"
    assert typed_text({"text": "", "blocks": blocks}) == words
    assert typed_text({"text": "Own words", "blocks": blocks}) == "Own words"


def test_a_forwarded_app_message_is_its_blocks_or_else_its_fallback() -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "Ana signed"}}
    shared = {"is_share": True, "message_blocks": [{"message": {"blocks": [section]}}]}
    plain = {"is_share": True, "fallback": "[9:41] Deals: Ana signed"}
    found = slim_message({"text": "", "attachments": [shared, plain, {"is_share": True}]})["forwarded"]
    assert found == [{"text": "Ana signed"}, {"text": "[9:41] Deals: Ana signed"}, {}]
