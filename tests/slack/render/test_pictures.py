"""Pictures: drawn as PNG, shown by their file, and said in words where there is none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import draw
from bot.core.cards import Card, Picture
from bot.core.charts import Bar, Chart, Panel
from bot.slack.render.message import message

CHART = Chart((Panel(title="Phases", bars=(Bar("Creation", 50, 20, 30),), series=("contacts", "touches")),))
PICTURE = Picture(picture_id=CHART.picture_id, title="Balance", alt="Creation has 50 %.", chart=CHART)


def test_an_uploaded_picture_is_an_image_with_its_words_as_alternative() -> None:
    made = message(Card(text=("How it stands",), parts=(PICTURE,)), {CHART.picture_id: "F1"})

    [image] = [block for block in made.blocks if block["type"] == "image"]
    assert image["slack_file"] == {"id": "F1"}
    assert image["alt_text"] == "Creation has 50 %."


def test_a_picture_that_was_not_uploaded_is_said_in_words() -> None:
    made = message(Card(text=("How it stands",), parts=(PICTURE,)))

    assert [block["type"] for block in made.blocks] == ["rich_text", "context"]
    assert "Creation has 50 %." in str(made.blocks[1])


def test_the_same_numbers_are_the_same_picture() -> None:
    assert Chart(CHART.panels).picture_id == CHART.picture_id
    assert Chart((Panel(title="Phases", bars=()),)).picture_id != CHART.picture_id


number = st.floats(0, 1e6, allow_nan=False)
label = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
bars = st.builds(Bar, label, number, st.none() | number, st.none() | number)


@settings(max_examples=8, deadline=None)
@given(st.lists(bars, max_size=4))
def test_any_numbers_are_drawn(some: list[Bar]) -> None:
    png = draw(Chart((Panel(title="Some", bars=tuple(some)),)))

    assert png.startswith(b"\x89PNG")
