"""Draws maps and timelines on a light card, in shapes and colours that everybody can tell apart."""

from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.charts import Chart, PointMap, Timeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CARD = "#FBFAF7"
INK = "#2B2B33"
QUIET = "#6B6B76"
GRID = "#DAD8D1"
COLOURS = ("#0072B2", "#B35C00", "#00795C", "#9C3F78", "#5A5F66", "#7A6A00")
"""Dark enough on the card to be seen by everybody; groups differ in shape as well."""
SHAPES = ("o", "s", "^", "D", "v", "P")
_DPI = 160
_WIDTH = 5.4
_MAP_HEIGHT = 4.4
_LANE_HEIGHT = 0.5
_FRAME_HEIGHT = 0.9
_MONTH_MARKS = 6


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG of about 860 pixels' width; raises ValueError where it draws nothing."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    if chart.map is None and chart.timeline is None:
        raise ValueError("the chart has neither a map nor a timeline")
    lanes = len(chart.timeline.lanes) if chart.timeline else 0
    height = _MAP_HEIGHT if chart.map else _FRAME_HEIGHT + _LANE_HEIGHT * lanes
    layout = ConstrainedLayoutEngine(w_pad=0.18, h_pad=0.12)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=CARD, layout=layout)
    FigureCanvasAgg(figure)
    axis = figure.subplots()
    _plain_frame(axis)
    if chart.map:
        _map(axis, chart.map)
    elif chart.timeline:
        _timeline(axis, chart.timeline)
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=CARD, metadata={"Software": None})
    return out.getvalue()


def _plain_frame(axis: Axes) -> None:
    axis.set_facecolor(CARD)
    for side in ("top", "right"):
        axis.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axis.spines[side].set_color(QUIET)
    axis.tick_params(colors=QUIET, labelsize=10)
    axis.set_axisbelow(True)
    axis.grid(color=GRID, linewidth=0.8)


def _map(axis: Axes, chart: PointMap) -> None:
    from matplotlib.lines import Line2D

    stacked = Counter[tuple[float, float]]()
    for index in range(len(chart.groups)):
        points = [point for point in chart.points if point.group == index]
        axis.scatter(
            [point.across for point in points],
            [point.up for point in points],
            s=70,
            marker=SHAPES[index % len(SHAPES)],
            color=COLOURS[index % len(COLOURS)],
            edgecolors=CARD,
            linewidths=0.8,
        )
    for point in chart.points:
        if point.number:
            place = (point.across, point.up)
            right = 7 + 12 * stacked[place]
            stacked[place] += 1
            axis.annotate(
                str(point.number),
                place,
                xytext=(right, 3),
                textcoords="offset points",
                fontsize=11,
                color=INK,
            )
    axis.set_xlim(-0.02 * chart.most_across, chart.most_across * 1.06)
    axis.set_ylim(-0.02 * chart.most_up, chart.most_up * 1.04)
    axis.set_xlabel(_plain(chart.across), color=INK, fontsize=11)
    axis.set_ylabel(_plain(chart.up), color=INK, fontsize=11)
    marks = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=SHAPES[at % len(SHAPES)],
            markersize=8,
            color=COLOURS[at % len(COLOURS)],
        )
        for at in range(len(chart.groups))
    ]
    names = [_plain(name) for name in chart.groups]
    axis.legend(
        marks,
        names,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=10,
        labelcolor=INK,
    )


def _timeline(axis: Axes, chart: Timeline) -> None:
    for index in range(len(chart.lanes)):
        days = [mark.on for mark in chart.marks if mark.lane == index]
        axis.plot(
            days,  # type: ignore[arg-type]  # dates are units that matplotlib knows
            [index] * len(days),
            linestyle="",
            marker=SHAPES[index % len(SHAPES)],
            markersize=9,
            color=COLOURS[index % len(COLOURS)],
            alpha=0.75,
        )
    axis.set_yticks(range(len(chart.lanes)), [_plain(name) for name in chart.lanes], fontsize=11, color=INK)
    axis.set_ylim(len(chart.lanes) - 0.4, -0.6)
    pad = timedelta(days=max((chart.last - chart.first).days // 50, 1))
    axis.set_xlim(chart.first - pad, chart.last + pad)  # type: ignore[arg-type]
    _months(axis, chart)


def _months(axis: Axes, chart: Timeline) -> None:
    """Mark the first days of months, as many as there is room for."""
    firsts, day = [], chart.first.replace(day=1)
    while day <= chart.last:
        if day >= chart.first:
            firsts.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    every = -(-len(firsts) // _MONTH_MARKS) or 1
    shown = firsts[::every]
    axis.set_xticks(shown, [f"{each:%b} {each:%y}" for each in shown])  # type: ignore[arg-type]


def _plain(text: str) -> str:
    """Return the text with no formula in it."""
    return text.replace("$", r"\$")
