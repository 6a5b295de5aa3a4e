"""Diagrams and tables as Slack's own blocks, and as words where it does not take these."""

from __future__ import annotations

import math
from collections.abc import Iterable

from bot.core.figures import CharacterBar, CharacterBars, DataCell, DataTable, Diagram, DiagramForm
from bot.core.rich import Bold, Rich, rich
from bot.slack.render.plain import ELLIPSIS, Block, clean, cut, one_line

_TITLE = 50
_LABEL = 20
_SERIES = 6
_POINTS = 20
_ROWS = 100
_COLUMNS = 20
_CELL = 300
_CHARACTERS = 9_000
"""Characters of a table's cells; Slack takes ten thousand in one message."""
_CELLS = 10
_LINES = 40
"""Rows of a table that are said in words."""


def diagram_block(diagram: Diagram) -> Block | None:
    """Return a diagram as a block; None where Slack could not draw it, so that its words are shown."""
    values = [value for each in diagram.series for value in each.values]
    if not values or not all(map(math.isfinite, values)) or len(diagram.series) > _SERIES:
        return None
    chart = _pie(diagram) if diagram.form is DiagramForm.PIE else _plot(diagram)
    title = cut(one_line(diagram.title) or ELLIPSIS, _TITLE)[0]
    return {"type": "data_visualization", "title": title, "chart": chart} if chart else None


def _pie(diagram: Diagram) -> Block | None:
    [series, *more] = diagram.series
    labels = _labels(diagram.labels)
    parts = [(label, value) for label, value in zip(labels, series.values, strict=True) if value > 0]
    if more or not 0 < len(parts) <= _SERIES:
        return None
    return {"type": "pie", "segments": [{"label": label, "value": _number(value)} for label, value in parts]}


def _plot(diagram: Diagram) -> Block | None:
    if len(diagram.labels) > _POINTS:
        return None
    labels = _labels(diagram.labels)
    names = _labels(each.name for each in diagram.series)
    series = [
        {
            "name": name,
            "data": [
                {"label": label, "value": _number(value)}
                for label, value in zip(labels, each.values, strict=True)
            ],
        }
        for name, each in zip(names, diagram.series, strict=True)
    ]
    axes: Block = {"categories": labels}
    for field, words in (("x_label", diagram.x_label), ("y_label", diagram.y_label)):
        if said := one_line(words):
            axes[field] = cut(said, _TITLE)[0]
    return {"type": diagram.form.value, "series": series, "axis_config": axes}


def _number(value: float) -> float:
    """Return a whole number as one, without the point that JSON would keep."""
    return int(value) if float(value).is_integer() else value


def _labels(labels: Iterable[str]) -> list[str]:
    """Return labels as short as Slack wants them, each once."""
    found: list[str] = []
    for label in labels:
        short = cut(one_line(label) or ELLIPSIS, _LABEL)[0]
        number = 2
        while short in found:
            short = f"{cut(one_line(label), _LABEL - 4)[0]} {number}"
            number += 1
        found.append(short)
    return found


def table_block(table: DataTable) -> tuple[Block | None, bool]:
    """Return a table as a block, None where Slack could not show it; and whether rows were left out."""
    if not table.rows or not 0 < len(table.columns) <= _COLUMNS:
        return None, False
    rows = [[_head(name) for name in table.columns]]
    room = _CHARACTERS - sum(len(cell["text"]) for cell in rows[0])
    for row in table.rows[:_ROWS]:
        cells = list(map(_cell, row))
        room -= sum(len(cell["text"]) for cell in cells)
        if room < 0:
            break
        rows.append(cells)
    caption = cut(one_line(table.caption) or ELLIPSIS, _CELL)[0]
    block = {
        "type": "data_table",
        "caption": caption,
        "rows": rows,
        "page_size": min(max(table.page, 1), 100),
        "row_header_column_index": 0,
    }
    return (block, len(rows) <= len(table.rows)) if len(rows) > 1 else (None, False)


def _head(name: str) -> Block:
    return {"type": "raw_text", "text": cut(one_line(name) or ELLIPSIS, _CELL)[0]}


def _cell(cell: DataCell) -> Block:
    text = cut(one_line(cell.text) or "\u2013", _CELL)[0]
    if cell.number is None or not math.isfinite(cell.number):
        return {"type": "raw_text", "text": text}
    return {"type": "raw_number", "value": _number(cell.number), "text": text}


def bars_block(bars: CharacterBars) -> Block:
    """Return bars of characters in letters of one width, a line for each."""
    text = "\n".join(map(bar_line, bars.bars)) or ELLIPSIS
    framed = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [framed]}


def bar_line(bar: CharacterBar) -> str:
    """Return one bar with its percentage and the wanted one: short enough for a phone."""
    full = min(max(round(bar.percent / 100 * _CELLS), 0), _CELLS)
    cells = "█" * full + "░" * (_CELLS - full)
    return f"{one_line(bar.label)[:14]:<14} {cells} {bar.percent:3.0f}/{bar.wanted} %"


def diagram_words(diagram: Diagram) -> Rich:
    """Return what a diagram says, under its title."""
    return rich(Bold(diagram.title), f"\n{diagram.said}" if diagram.said.strip() else "")


def table_words(table: DataTable) -> Rich:
    """Return a table as lines, the first cell of each in bold, the others with the names of their columns."""
    lines = [_line(table, row) for row in table.rows[:_LINES]]
    left = len(table.rows) - len(lines)
    more = (f"\n{left} more",) if left else ()
    return rich(Bold(table.caption), *(span for line in lines for span in ("\n", *line)), *more)


def _line(table: DataTable, row: tuple[DataCell, ...]) -> Rich:
    first, *others = row
    named = zip(table.columns[1:], others, strict=True)
    said = " · ".join(f"{column}: {cell.text}" for column, cell in named if clean(cell.text).strip())
    return rich(Bold(clean(first.text)), f" · {said}" if said else "")
