"""Pictures: drawn as PNG, shown by their file, and said in words where there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charts import draw
from bot.core.cards import Card, Picture
from bot.core.charts import Chart, MapPoint, PointMap, Timeline, TimelineMark
from bot.slack.render.message import message

CHART = Chart(
    map=PointMap(
        across="Value",
        up="Strength",
        most_across=12,
        most_up=100,
        groups=("creation", "bridge"),
        points=(MapPoint(8, 40, 0, 1), MapPoint(8, 40, 1, 2)),
    )
)
PICTURE = Picture(picture_id=CHART.picture_id, title="Map", alt="Two stand at 8 and 40.", chart=CHART)


def test_an_uploaded_picture_is_an_image_with_its_words_as_alternative() -> None:
    made = message(Card(text=("How it stands",), parts=(PICTURE,)), {CHART.picture_id: "F1"})

    [image] = [block for block in made.blocks if block["type"] == "image"]
    assert image["slack_file"] == {"id": "F1"}
    assert image["alt_text"] == "Two stand at 8 and 40."


def test_a_picture_that_was_not_uploaded_is_said_in_words() -> None:
    made = message(Card(text=("How it stands",), parts=(PICTURE,)))

    assert [block["type"] for block in made.blocks] == ["rich_text", "context"]
    assert "Two stand at 8 and 40." in str(made.blocks[1])


def test_the_same_numbers_are_the_same_picture() -> None:
    assert CHART.map is not None
    assert Chart(map=replace(CHART.map)).picture_id == CHART.picture_id
    assert Chart(map=replace(CHART.map, points=())).picture_id != CHART.picture_id


def test_what_holds_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="neither"):
        draw(Chart())


number = st.floats(-1e3, 1e6, allow_nan=False)
label = st.text("ab $%\\^{é", min_size=1, max_size=12)
points = st.builds(MapPoint, number, number, st.integers(0, 9), st.integers(0, 200))
maps = st.builds(
    PointMap,
    across=label,
    up=label,
    most_across=st.floats(1, 1e6),
    most_up=st.floats(1, 1e6),
    groups=st.lists(label, min_size=1, max_size=3).map(tuple),
    points=st.lists(points, max_size=4).map(tuple),
)
days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
timelines = st.builds(
    lambda ends, lanes, on: Timeline(
        first=min(ends), last=max(ends), lanes=tuple(lanes), marks=tuple(TimelineMark(day, 0) for day in on)
    ),
    st.tuples(days, days),
    st.lists(label, min_size=1, max_size=4),
    st.lists(days, max_size=4),
)


@settings(max_examples=4, deadline=None)
@given(st.builds(lambda one: Chart(map=one), maps) | st.builds(lambda one: Chart(timeline=one), timelines))
def test_any_numbers_are_drawn(chart: Chart) -> None:
    assert draw(chart).startswith(b"\x89PNG")
