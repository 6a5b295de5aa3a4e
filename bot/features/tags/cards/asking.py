"""What is asked for where words leave out a tag or its rhythm (B4)."""

from __future__ import annotations

TAG_AND_RHYTHM = "I need a tag and how often, with “every” between them."
WHICH_TAG = "Choose or write a tag."
HOW_MANY_DAYS = "Write a number of days from 1 to 730, or leave it empty for none."
LONGER = "The longest pause is not shorter than the ideal one."


def too_long_a_rhythm(most: int) -> str:
    """Say how long a rhythm may be."""
    return f"A rhythm goes from 1 to {most} days."
