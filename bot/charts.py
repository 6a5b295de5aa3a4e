"""Draws bar charts in colours that everybody can tell apart, on a light card."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from bot.core.charts import Chart, Panel

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CARD = "#FBFAF7"
INK = "#2B2B33"
QUIET = "#6B6B76"
FIRST, SECOND, MARK = "#0072B2", "#E69F00", "#2B2B33"
"""Blue and orange differ in lightness too, for those who see fewer colours."""
_DPI = 160
_WIDTH = 7.2
_ROW_HEIGHT = 0.3
_PANEL_HEIGHT = 0.8


def draw(chart: Chart) -> bytes:
    """Return the chart as a PNG of about 1150 pixels' width."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = ConstrainedLayoutEngine(w_pad=0.18, h_pad=0.12)
    heights = [_PANEL_HEIGHT + _ROW_HEIGHT * len(panel.bars) * _rows(panel) for panel in chart.panels]
    figure = Figure(figsize=(_WIDTH, sum(heights)), dpi=_DPI, facecolor=CARD, layout=layout)
    FigureCanvasAgg(figure)
    axes = figure.subplots(len(chart.panels), 1, height_ratios=heights, squeeze=False)
    for panel, (axis,) in zip(chart.panels, axes, strict=True):
        _panel(axis, panel)
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=CARD, metadata={"Software": None})
    return out.getvalue()


def _rows(panel: Panel) -> int:
    return 2 if any(bar.second is not None for bar in panel.bars) else 1


def _panel(axis: Axes, panel: Panel) -> None:
    two = _rows(panel) == 2
    thick = 0.36 if two else 0.55
    top = max((n for bar in panel.bars for n in (bar.value, bar.second, bar.mark) if n), default=1.0)
    for row, bar in enumerate(panel.bars):
        offset = thick / 2 + 0.02 if two else 0.0
        _bar(axis, row - offset, bar.value, thick, FIRST, panel.unit, top)
        if bar.second is not None:
            _bar(axis, row + offset, bar.second, thick, SECOND, panel.unit, top)
        if bar.mark is not None:
            axis.plot([bar.mark, bar.mark], [row - 0.44, row + 0.44], color=MARK, lw=2, solid_capstyle="butt")
    axis.set_title(_plain(panel.title), loc="left", color=INK, fontsize=11, fontweight="bold", pad=10)
    axis.set_yticks(range(len(panel.bars)), [_plain(bar.label) for bar in panel.bars], fontsize=10, color=INK)
    axis.set_ylim(max(len(panel.bars), 1) - 0.5, -0.5)
    axis.set_xlim(0, top * 1.15)
    axis.set_xticks([])
    axis.tick_params(left=False)
    axis.set_facecolor(CARD)
    for side in ("top", "right", "bottom", "left"):
        axis.spines[side].set_visible(False)
    _legend(axis, panel)


def _plain(text: str) -> str:
    """Return the text with no formula in it."""
    return text.replace("$", r"\$")


def _bar(axis: Axes, at: float, value: float, thick: float, colour: str, unit: str, top: float) -> None:
    axis.barh(at, value, height=thick, color=colour)
    axis.text(value + top * 0.012, at, f"{value:.0f}{unit}", va="center", fontsize=9, color=QUIET)


def _legend(axis: Axes, panel: Panel) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    entries: list[Patch | Line2D] = [
        Patch(color=colour, label=name) for name, colour in zip(panel.series, (FIRST, SECOND), strict=False)
    ]
    if panel.mark:
        entries.append(Line2D([], [], color=MARK, lw=2, label=panel.mark))
    if entries:
        axis.legend(
            handles=entries,
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=len(entries),
            frameon=False,
            fontsize=9,
            labelcolor=QUIET,
            handlelength=1.2,
            borderaxespad=0.2,
        )
