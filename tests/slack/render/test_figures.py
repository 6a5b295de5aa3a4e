"""Diagrams and tables: Slack's own blocks within its limits, and words where it takes none of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codec import read_delivery, write
from bot.core.cards import Card, Home, Part
from bot.core.deliveries import NOTHING, Say
from bot.core.figures import DataCell, DataSeries, DataTable, Diagram, DiagramForm, counted
from bot.slack.render.message import message
from bot.slack.render.views import home_view
from bot.slack.render.wording import card_words
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import text_of

SHARES = Diagram(
    title="Share of the future",
    form=DiagramForm.LINE,
    labels=("May", "June"),
    series=(DataSeries("Yours", (40, 10)), DataSeries("Floor", (20, 20))),
    said="40 % in May and 10 % in June, with a floor of 20 %.",
    y_label="%",
)
WHO = DataTable(
    caption="Who stands where",
    columns=("Name", "Strength"),
    rows=((DataCell("Ana Ruiz"), counted(61)), (DataCell("Lars Berg"), counted(20))),
)


def kinds(made: list[dict[str, object]]) -> list[object]:
    return [block["type"] for block in made]


def test_a_message_draws_two_diagrams_and_one_table_and_says_the_rest() -> None:
    made = message(Card(text=("Look",), parts=(SHARES, SHARES, SHARES, WHO, WHO)))
    assert kinds(made.blocks)[1:] == [
        "data_visualization",
        "data_visualization",
        "rich_text",
        "data_table",
        "rich_text",
    ]
    assert problems(made.blocks, "message") == []
    assert made.blocks[1]["chart"]["series"][1] == {
        "name": "Floor",
        "data": [{"label": "May", "value": 20}, {"label": "June", "value": 20}],
    }
    said = text_of({"blocks": [made.blocks[3], made.blocks[5]]})
    assert "40 % in May and 10 % in June" in said
    assert "Lars Berg · Strength: 20" in said


def test_home_and_plain_words_say_what_a_message_draws() -> None:
    home = home_view(Home(header="Hello", parts=(SHARES, WHO)))["blocks"]
    assert problems(home, "home") == []
    for said in (text_of({"blocks": home}), card_words(Card(text=("Look",), parts=(SHARES, WHO)))):
        assert "40 % in May" in said
        assert "Strength: 61" in said


def test_a_stored_card_is_read_with_its_figures() -> None:
    say = Say(card=Card(text=("Look",), parts=(SHARES, WHO)), about=NOTHING)
    assert read_delivery(write(say)) == say


WORDS = st.text(max_size=24)
NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 5)


def diagram(form: DiagramForm, labels: list[str], rows: list[list[float]], words: str) -> Diagram:
    """A diagram of whatever comes, with as many values as labels in each series."""
    values = [tuple((row * len(labels))[: len(labels)]) for row in rows]
    return Diagram(
        title=words * 3,
        form=form,
        labels=tuple(labels),
        series=tuple(DataSeries(words, each) for each in values),
        said=words,
        x_label=words * 3,
    )


NUMBERS_IN_A_ROW = st.lists(NUMBERS, min_size=1, max_size=4)
DIAGRAMS = st.builds(
    diagram,
    st.sampled_from(DiagramForm),
    st.lists(WORDS, max_size=22),
    st.lists(NUMBERS_IN_A_ROW, min_size=1, max_size=8),
    WORDS,
)
TABLES = st.builds(
    lambda width, cell, words, page: DataTable(
        caption=words, columns=(words,) * width, rows=((cell,) * width,) * 130, page=page
    ),
    st.integers(1, 22),
    st.builds(DataCell, st.text(max_size=40), st.none() | NUMBERS),
    WORDS,
    st.integers(-1, 200),
)


@settings(max_examples=16)
@given(st.lists(DIAGRAMS | TABLES, max_size=4))
def test_whatever_is_drawn_keeps_to_slacks_limits(parts: list[Part]) -> None:
    card = Card(text=("Look",), parts=tuple(parts))
    assert problems(message(card).blocks, "message") == []
    assert problems(message(card, draws=False).blocks, "message") == []
    assert len(card_words(card)) <= 4000
