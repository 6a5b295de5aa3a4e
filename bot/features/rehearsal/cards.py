"""Cards about what would come in the weeks ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.core.cards import Button, Card, Passage
from bot.core.rich import Bold, Day, Rich, plain, rich
from bot.core.words import join_words, plural, shorten
from bot.features.settings.commands import EditSettings

_WORDS = 150
"""Characters of each message that are shown."""

_NAMES = {
    "round": ("look ahead", "looks ahead"),
    "stratical-round": ("look ahead for your organization", "looks ahead for your organization"),
    "round-later": ("reminder of a look ahead", "reminders of looks ahead"),
    "roll-up": ("look at what your sellers see", "looks at what your sellers see"),
    "share-of-future": ("word on the share of future", "words on the share of future"),
    "goals": ("question about goals", "questions about goals"),
    "meeting": ("question about the week", "questions about the week"),
    "mindset": ("private question", "private questions"),
    "look-back": ("look back", "looks back"),
    "vision": ("look at your picture of the future", "looks at your picture of the future"),
    "nudges": ("nudge", "nudges"),
    "nudge-digest": ("digest", "digests"),
    "reminder": ("reminder that you set", "reminders that you set"),
    "dormant": ("person who was close once", "people who were close once"),
}
"""What members call what comes from each scheduled kind: one of it, and several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingView:
    """One message that would come, by the member's clocks."""

    at: datetime
    kind: str
    card: Card


def rehearsal_card(coming: Sequence[ComingView], weeks: int) -> Card:
    """Show what would come, week by week, each with its day and time and how it begins."""
    context = (
        "As things stand now, and as if you did nothing meanwhile; what you do changes it. "
        "Nothing of this was sent or kept, and no language model was asked",
    )
    settings = Button(label="Settings", command=EditSettings(), opens_form=True)
    if not coming:
        return Card(
            text=(f"In the next {plural(weeks, 'week')} nothing would come by itself.",),
            context=context,
            buttons=(settings,),
        )
    return Card(
        header="What would come",
        text=(f"In the next {plural(weeks, 'week')} you would get {plural(len(coming), 'message')}.",),
        parts=(Passage(text=(_counted(coming),)), *_weeks(coming)),
        context=context,
        buttons=(settings,),
    )


def not_here_card() -> Card:
    """Say that nothing can be rehearsed in this place."""
    return Card(text=("I cannot look ahead here. Your settings say what comes when: `/tactegic settings`.",))


def _counted(coming: Sequence[ComingView]) -> str:
    counts: dict[str, int] = {}
    for each in coming:
        counts[each.kind] = counts.get(each.kind, 0) + 1
    found = [plural(count, *_NAMES.get(kind, (kind, kind))) for kind, count in counts.items()]
    return f"{join_words(found)}."


def _weeks(coming: Sequence[ComingView]) -> list[Passage]:
    def monday(view: ComingView) -> date:
        return view.at.date() - timedelta(days=view.at.weekday())

    parts = []
    for first, views in groupby(coming, monday):
        lines: list[object] = [Bold("Week of "), Bold(f"{first:%-d %B}")]
        for view in views:
            lines += ["\n", *_line(view)]
        parts.append(Passage(text=rich(*lines)))  # type: ignore[arg-type]
    return parts


def _line(view: ComingView) -> Rich:
    words = " ".join(plain(view.card.text).split())
    said = f"{view.card.header}: {words}" if view.card.header else words
    return rich(Day(view.at.date()), f", {view.at:%H:%M}  {shorten(said, _WORDS)}")
