"""Whatever stands in a card, form or Home: Slack takes it, and nothing in it becomes markup or a ping."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.cards import (
    Button,
    Card,
    Choices,
    Confirm,
    Divider,
    Facts,
    Field,
    FieldKind,
    Form,
    Home,
    Option,
    Part,
    Passage,
    Picture,
    Row,
    Style,
)
from bot.core.commands import Command
from bot.core.rich import Bold, Code, Day, Italic, Link, MemberName, Rich, Timestamp, rich
from bot.features.notes.commands import ChangeNote, DeleteNote, EditNote, OpenNote, SaveNote, TakeNote
from bot.features.recall.commands import Ask
from bot.slack.render.message import message
from bot.slack.render.plain import clean
from bot.slack.render.spans import escape, mrkdwn
from bot.slack.render.views import form_view, home_view, sentence_view, waiting_view
from bot.slack.values import CannotRender, read_metadata, read_value
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.blocks.views import view_problems

NASTY = [
    "<!channel>", "<!here|x>", "<@U0SELLER>", "<#C0GENERAL>", "@here", "<https://evil.example|bank>",
    "*b*", "_i_", "~s~", "`c`", "```\ncode\n```", "> quote", "\n> quote", "&lt;!channel&gt;", "&", "|",
    "a" * 5000, "w " * 4000, "", " ", "\n\n", "\x00\x07", "\u202eevil", "\u2028", ":tada:", "\u2022",
    "\U0001f469\u200d\U0001f467", "\u0645\u0631\u062d\u0628\u0627", "<script>alert(1)</script>",
]  # fmt: skip
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.text("*_~`<>&|@! \nab", max_size=40))
moments = st.datetimes(timezones=st.just(UTC)).filter(lambda at: 1960 < at.year < 2100)
days = st.dates(date(1960, 1, 1), date(2100, 1, 1))
urls = st.one_of(
    st.just("https://example.com/a?b=1&c=2"), texts, texts.map(lambda x: f"https://e.example/{x}")
)
spans = st.one_of(
    texts,
    st.builds(Bold, texts),
    st.builds(Italic, texts),
    st.builds(Code, texts),
    st.builds(Link, texts, urls),
    st.builds(Day, days),
    st.builds(Timestamp, moments),
    st.builds(MemberName, st.just("U0SELLER"), texts),
)
riches = st.lists(spans, max_size=6).map(tuple)
short = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_:", max_size=40)
commands: st.SearchStrategy[Command] = st.one_of(
    st.builds(OpenNote, ids),
    st.builds(EditNote, ids),
    st.builds(DeleteNote, ids),
    st.builds(Ask, short),
)
confirms = st.builds(Confirm, title=texts, text=texts, yes=texts, no=texts)
buttons = st.builds(
    Button,
    label=texts,
    command=commands,
    style=st.sampled_from(Style),
    confirm=st.none() | confirms,
    opens_form=st.booleans(),
)
some_buttons = st.lists(buttons, max_size=7).map(tuple)
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Passage, text=riches, heading=texts),
    st.builds(Row, text=riches, button=st.none() | buttons, menu=some_buttons),
    st.builds(Facts, pairs=st.lists(st.tuples(texts, riches), max_size=23).map(tuple)),
    st.builds(Picture, picture_id=st.just("p1"), title=texts, alt=texts),
    st.builds(Choices, buttons=some_buttons),
    st.just(Divider()),
)
some_parts = st.lists(parts, max_size=12).map(tuple)
cards = st.builds(
    Card, text=riches, header=texts, parts=some_parts, context=riches, buttons=some_buttons, menu=some_buttons
)
options = st.lists(st.builds(Option, st.text(min_size=1, max_size=20), texts, texts), max_size=15).map(tuple)


@st.composite
def some_fields(draw: st.DrawFn) -> tuple[Field, ...]:
    count = draw(st.integers(0, 8))
    return tuple(
        Field(
            name=f"field_{number}",
            label=draw(texts),
            kind=draw(st.sampled_from(FieldKind)),
            value=draw(texts.filter(lambda text: len(text) <= 3000)),
            values=tuple(draw(st.lists(short, max_size=3))),
            options=draw(options),
            hint=draw(texts),
            placeholder=draw(texts),
            optional=draw(st.booleans()),
            max_length=draw(st.none() | st.integers(1, 9000)),
        )
        for number in range(count)
    )


forms = st.builds(
    Form,
    title=texts,
    submit=st.just(SaveNote()),
    submit_label=texts,
    fields=some_fields(),
    parts=some_parts,
    buttons=some_buttons,
)


@given(cards)
@settings(deadline=None, max_examples=60)
def test_any_card_is_a_message_that_slack_takes(card: Card) -> None:
    made = message(card)
    assert problems(made.blocks, "message") == []
    assert 0 < len(made.text) <= 40_000
    assert_tame(made.text)
    for text in _texts(made.blocks, "mrkdwn"):
        assert_tame(text)
    assert_nothing_pings(made.blocks)


@given(forms)
@settings(deadline=None, max_examples=60)
def test_any_form_is_a_modal_that_slack_takes(form: Form) -> None:
    view = form_view(form, "v-1")
    assert view_problems(view) == []
    assert read_metadata(view["private_metadata"]) == SaveNote()
    assert_nothing_pings(view["blocks"])


@given(st.builds(Home, header=texts, parts=st.lists(parts, max_size=60).map(tuple), buttons=some_buttons))
@settings(deadline=None, max_examples=40)
def test_any_home_is_a_view_that_slack_takes(home: Home) -> None:
    view = home_view(home)
    assert view_problems(view) == []
    assert_nothing_pings(view["blocks"])


@given(texts)
def test_plain_words_are_shown_as_they_are(text: str) -> None:
    blocks = message(Card(text=("x",), parts=(Passage(text=(text,)), Row(text=(text,))))).blocks
    wanted = clean(text)
    if len(wanted) > 3000 or not wanted.strip():
        return
    shown = [as_typed(element) for element in blocks[1]["elements"][0]["elements"]]
    assert "".join(shown) == wanted
    assert blocks[2]["text"] == {"type": "plain_text", "text": wanted, "emoji": False}


@given(riches, st.integers(20, 3000))
def test_mrkdwn_keeps_its_limit_and_has_only_our_markup(text: Rich, limit: int) -> None:
    made, _ = mrkdwn(text, limit)
    assert len(made) <= limit
    assert_tame(made)


@given(texts)
def test_escaped_words_hold_no_markup_at_all(text: str) -> None:
    safe = escape(text)
    assert not re.search(r"[<>]", safe)
    assert re.sub(r"&(amp|lt|gt);", "", safe).count("&") == 0
    assert not re.search(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])", safe)
    assert not re.search(r"^\s*&gt;", safe, re.MULTILINE)


@given(commands, st.booleans())
def test_a_button_brings_its_command_back(command: Command, opens: bool) -> None:
    button = Button(label="Go", command=command, opens_form=opens)
    element = message(Card(text=("x",), buttons=(button,))).blocks[-1]["elements"][0]
    assert read_value(element["value"]) == (command, opens)


def as_typed(element: dict[str, Any]) -> str:
    """The words of an element; an emoji is drawn by its name."""
    if element["type"] != "emoji":
        return str(element["text"])
    tone = f":skin-tone-{element['skin_tone']}:" if "skin_tone" in element else ""
    return f":{element['name']}:{tone}"


def test_names_of_emoji_are_drawn_and_times_are_not() -> None:
    words = "Well done :tada: at 10:30:45, :our_own::skin-tone-3: and re:x:y"
    elements = message(Card(text=("x",), parts=(Passage(text=(words,)),))).blocks[1]["elements"][0][
        "elements"
    ]
    assert [element["name"] for element in elements if element["type"] == "emoji"] == ["tada", "our_own"]
    assert elements[3]["skin_tone"] == 3
    assert "".join(as_typed(element) for element in elements) == words


def test_styles_become_rich_text_elements() -> None:
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    card = Card(
        text=rich(Bold("Ana"), " & ", Link("note", "https://x.example/1"), " ", Timestamp(at), Code("help"))
    )
    elements = message(card).blocks[0]["elements"][0]["elements"]
    assert [element["type"] for element in elements] == ["text", "text", "link", "text", "date", "text"]
    assert elements[0] == {"type": "text", "text": "Ana", "style": {"bold": True}}
    assert elements[1]["text"] == " & "
    assert elements[4]["timestamp"] == 1795339800


def test_styles_beside_a_button_become_escaped_mrkdwn() -> None:
    row = Row(
        text=rich(Bold("Ana *Ruiz*"), " <b> ", Italic("said"), Link("a|b", "https://x.example/?a=1&b=2"))
    )
    text = message(Card(text=("x",), parts=(row,))).blocks[1]["text"]
    assert text["verbatim"] is True
    assert text["text"] == ("*Ana \u2217Ruiz\u2217* &lt;b&gt; _said_<https://x.example/?a=1&amp;b=2|a/b>")


def test_a_link_to_anything_but_a_web_page_is_only_its_words() -> None:
    made = message(Card(text=(Link("click", "javascript:alert(1)"),)))
    assert made.blocks[0]["elements"][0]["elements"] == [{"type": "text", "text": "click"}]


def test_long_text_is_cut_at_a_word_and_says_so() -> None:
    made = message(Card(text=("word " * 1000,)))
    shown = made.blocks[0]["elements"][0]["elements"][0]["text"]
    assert shown.endswith("word\u2026")
    assert len(shown) <= 3000
    assert "Cut short" in json.dumps(made.blocks[-1])


def test_parts_that_do_not_fit_are_left_out_whole_and_the_buttons_stay() -> None:
    button = Button(label="Undo", command=OpenNote("n"))
    rows = tuple(Row(text=(f"row {number}",), button=button) for number in range(80))
    blocks = message(Card(text=("many",), parts=rows, buttons=(button,))).blocks
    assert len(blocks) == 50
    assert blocks[-1]["type"] == "actions"
    assert "Cut short" in json.dumps(blocks[-2])


def test_action_ids_are_readable_and_unique() -> None:
    card = Card(
        text=("x",),
        parts=(Row(text=("r",), button=Button(label="Open", command=OpenNote("1"))),),
        buttons=(Button(label="Open", command=OpenNote("2")),),
        menu=(Button(label="Delete", command=DeleteNote("1")),),
    )
    blocks = message(card).blocks
    assert blocks[1]["accessory"]["action_id"] == "open_note.2"
    assert [element["action_id"] for element in blocks[2]["elements"]] == ["open_note", "menu"]


def test_a_menu_item_that_asks_first_becomes_a_button() -> None:
    sure = Confirm(title="Delete?", text="It is gone then.", yes="Delete")
    menu = (
        Button(label="Show", command=OpenNote("1")),
        Button(label="Delete", command=DeleteNote("1"), confirm=sure, style=Style.DANGER),
    )
    elements = message(Card(text=("x",), menu=menu)).blocks[-1]["elements"]
    assert [element["type"] for element in elements] == ["button", "overflow"]
    assert elements[0]["confirm"]["title"]["text"] == "Delete?"


def test_a_command_that_slack_would_not_keep_is_refused_when_it_is_rendered() -> None:
    button = Button(label="Save", command=TakeNote("x" * 2000))
    with pytest.raises(CannotRender):
        message(Card(text=("x",), buttons=(button,)))
    with pytest.raises(CannotRender):
        form_view(Form(title="x", submit=ChangeNote("x" * 3000)), "v")


def test_a_field_never_cuts_what_it_holds() -> None:
    field = Field(name="words", label="Note", kind=FieldKind.LINES, value="x" * 3001)
    with pytest.raises(CannotRender):
        form_view(Form(title="x", submit=SaveNote(), fields=(field,)), "v")


def test_fields_show_what_they_hold() -> None:
    pick = (Option("a", "A", "first"), Option("b", "B"))
    fields = (
        Field(name="words", label="Note", kind=FieldKind.LINES, value="two\nlines", max_length=500),
        Field(name="day", label="When", kind=FieldKind.DATE, value="2026-11-22"),
        Field(name="bad_day", label="When", kind=FieldKind.DATE, value="tomorrow"),
        Field(name="time", label="At", kind=FieldKind.TIME, value="09:30"),
        Field(name="one", label="Which", kind=FieldKind.SELECT, value="b", options=pick),
        Field(name="seen", label="Which", kind=FieldKind.RADIO, value="a", options=pick),
        Field(name="some", label="Which", kind=FieldKind.CHECKS, values=("a", "b"), options=pick),
        Field(name="many", label="How many", kind=FieldKind.NUMBER, value="7"),
        Field(name="who", label="Who", kind=FieldKind.MEMBER, value="U0SELLER"),
    )
    view = form_view(Form(title="A rather long title of a form", submit=SaveNote(), fields=fields), "v")
    held = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert held["words"]["initial_value"] == "two\nlines"
    assert held["words"]["max_length"] == 500
    assert held["day"]["initial_date"] == "2026-11-22"
    assert "initial_date" not in held["bad_day"]
    assert held["time"]["initial_time"] == "09:30"
    assert held["one"]["initial_option"]["value"] == "b"
    assert held["seen"]["type"] == "radio_buttons"
    assert [option["value"] for option in held["some"]["initial_options"]] == ["a", "b"]
    assert held["many"]["initial_value"] == "7"
    assert held["who"]["initial_user"] == "U0SELLER"
    assert view["title"]["text"] == "A rather long title of\u2026"
    assert view_problems(view) == []


def test_more_than_a_hundred_options_keep_the_chosen_one_and_say_how_many_there_are() -> None:
    many = tuple(Option(f"o{number}", f"Option {number}") for number in range(140))
    field = Field(name="one", label="Which", kind=FieldKind.SELECT, value="o139", options=many)
    block = form_view(Form(title="x", submit=SaveNote(), fields=(field,)), "v")["blocks"][0]
    assert len(block["element"]["options"]) == 100
    assert block["element"]["initial_option"]["value"] == "o139"
    assert "100 of 140" in block["hint"]["text"]


def test_the_adapters_own_views_are_right() -> None:
    assert view_problems(waiting_view("v")) == []
    assert view_problems(sentence_view("That did not work", "x" * 9000)) == []


def assert_tame(text: str) -> None:
    """Only markup of our own is in there: links to pages, dates; no mention, channel or broadcast."""
    for token in re.findall(r"<[^>]*>?", text):
        assert re.fullmatch(r"<https?://[^\s<>|]+\|[^<>|]*>|<!date\^\d+\^[^|<>]*\|[^<>|]*>", token), token
    bare = re.sub(r"<[^>]*>", "", text)
    assert ">" not in bare
    assert "&" not in re.sub(r"&(amp|lt|gt);", "", bare)
    assert not re.search(r"^\s*&gt;", text, re.MULTILINE)


def assert_nothing_pings(value: Any) -> None:
    """No element mentions anybody, and no text is one that Slack would parse for names."""
    if isinstance(value, dict):
        assert value.get("type") not in ("user", "usergroup", "broadcast", "channel")
        assert value.get("type") != "mrkdwn" or value["verbatim"] is True
        assert value.get("type") != "plain_text" or value["emoji"] is False
        for inner in value.values():
            assert_nothing_pings(inner)
    elif isinstance(value, list):
        for inner in value:
            assert_nothing_pings(inner)


def _texts(value: Any, kind: str) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == kind else []
        return own + [text for inner in value.values() for text in _texts(inner, kind)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, kind)]
    return []
