"""The part of the Home tab on the vision (P4, B5)."""

from __future__ import annotations

from bot.core.cards import Button, Part, Row
from bot.core.rich import Bold, Italic, rich
from bot.core.words import plural, shorten
from bot.features.vision.commands import EditVision, ShowVision
from bot.features.vision.contracts import Vision

ON_PATH = "On your path"
"""What a step of the path is called where people stand side by side."""


def no_vision() -> list[Part]:
    """How to write the first picture of the future."""
    write = Button(label="Write it", command=EditVision(), opens_form=True)
    words = "None is written yet. Two sentences on what shall be true in three years are enough to begin."
    return [Row(text=rich(Bold("Vision"), f"\n{words}"), button=write)]


def vision(found: Vision, gaps: int) -> list[Part]:
    """The picture of the future in one line, and how many people its path lacks."""
    lacks = f"\n{plural(gaps, 'gap')} on the path" if gaps else ""
    line = rich(
        Bold(f"Vision, {plural(found.years, 'year')} ahead"), "\n", Italic(shorten(found.text, 140)), lacks
    )
    return [Row(text=line, button=Button(label="Open", command=ShowVision()))]
