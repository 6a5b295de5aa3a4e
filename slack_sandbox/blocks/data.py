"""Rules of the blocks that draw data: charts and sortable tables, which messages alone may hold."""

from __future__ import annotations

import math
from typing import Any

from slack_sandbox.blocks.checks import Check, Report, array, both, integer, record, string, tagged
from slack_sandbox.blocks.elements import ID

CHARTS_A_MESSAGE = 2
TABLE_CHARACTERS = 10_000
"""Characters of all cells of a message's data tables."""
_LABEL = string(20)
_SERIES = 6
_POINTS = 20
_ROWS = 101
"""The header and a hundred rows."""
_COLUMNS = 20


def number(value: Any, at: str, report: Report) -> None:
    """Reports what is no finite number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        report.add("must be a number", at)


def _above_zero(value: Any, at: str, report: Report) -> None:
    number(value, at, report)
    if isinstance(value, (int, float)) and value <= 0:
        report.add("must be greater than 0", at)


_POINT = record({"label": _LABEL, "value": number})
_DATA_SERIES = record({"name": _LABEL, "data": array(_POINT, _POINTS)})
_AXES = record({"categories": array(_LABEL, _POINTS)}, {"x_label": string(50), "y_label": string(50)})


def _fits_axes(chart: Any, at: str, report: Report) -> None:
    """Each series has a name of its own, and one value for each category, in their order."""
    if report.errors:
        return
    categories = chart["axis_config"]["categories"]
    names = [series["name"] for series in chart["series"]]
    if len(set(categories)) < len(categories):
        report.add("categories must be unique", f"{at}/axis_config/categories")
    for index, series in enumerate(chart["series"]):
        if names.index(series["name"]) < index:
            report.add("series names must be unique", f"{at}/series/{index}/name")
        if [point["label"] for point in series["data"]] != categories:
            report.add("must have one data point for each category", f"{at}/series/{index}/data")


_PLOT = both(record({"series": array(_DATA_SERIES, _SERIES), "axis_config": _AXES}), _fits_axes)
_PIE = record({"segments": array(record({"label": _LABEL, "value": _above_zero}), _SERIES)})
CHART = record(
    {
        "title": string(50),
        "chart": tagged({"line": _PLOT, "bar": _PLOT, "area": _PLOT, "pie": _PIE}),
    },
    {"block_id": ID},
)


def _same_width(rows: Any, at: str, report: Report) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            report.add("all rows must have the same number of cells", f"{at}/{index}")


def data_table(cell: Check) -> Check:
    """A data table of such cells; those of its first row are plain."""
    head = tagged({"raw_text": record({"text": string(3000)})})

    def rows(value: Any, at: str, report: Report) -> None:
        array(array(cell, _COLUMNS), _ROWS, 2)(value, at, report)
        if isinstance(value, list) and value:
            array(head, _COLUMNS)(value[0], f"{at}/0", report)
        _same_width(value, at, report)

    return record(
        {"caption": string(3000), "rows": rows},
        {"block_id": ID, "page_size": integer(1, 100), "row_header_column_index": integer(0, _COLUMNS - 1)},
    )


DATA_NUMBER = record({"value": number, "text": string(3000)})
"""A cell with a number that it is sorted by, and the words that show it."""


def check_totals(blocks: list[dict[str, Any]], at: str, report: Report) -> None:
    """How many charts a message has, and how many characters its data tables."""
    if sum(block["type"] == "data_visualization" for block in blocks) > CHARTS_A_MESSAGE:
        report.add(f"no more than {CHARTS_A_MESSAGE} data_visualization blocks allowed", at)
    tables = [block for block in blocks if block["type"] == "data_table"]
    if sum(_characters(block["rows"]) for block in tables) > TABLE_CHARACTERS:
        report.add(f"data tables must be less than {TABLE_CHARACTERS + 1} characters together", at)


def _characters(value: Any) -> int:
    if isinstance(value, dict):
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(map(_characters, value.values()))
    return sum(map(_characters, value)) if isinstance(value, list) else 0
