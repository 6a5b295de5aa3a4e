"""S2: three levels of focus, which are own mindset, making others able, and ordinary business work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bot.core.knowledge.cues import FocusCues
from bot.core.notes import Commitment, Promiser
from bot.features.plans.contracts import Activity


class Level(IntEnum):
    """The three levels, the first being the first focus."""

    MINDSET = 1
    TEACHING = 2
    BUSINESS = 3


@dataclass(frozen=True, slots=True)
class ActivityLevel:
    """The level of an activity, and the words that it rests on; `chosen` where the member said so."""

    activity: Activity
    level: Level
    because: str = ""
    chosen: bool = False


def level_of(text: str, cues: FocusCues) -> tuple[Level, str]:
    """The level that a text's words speak for, and the word; business work where nothing does.

    What comes first in the text is what is done: "teach her people to listen" teaches.
    """
    found = [
        (match.start(), level.level, match[0])
        for level in cues.levels[:2]
        for wording in level.cues
        if (match := re.search(rf"(?<!\w)(?:{wording})(?!\w)", text, re.IGNORECASE))
    ]
    if not found:
        return Level.BUSINESS, ""
    _, level_found, word = min(found)
    return Level(level_found), word


def sort_activities(
    activities: Sequence[Activity], cues: FocusCues, choices: Mapping[str, int]
) -> list[ActivityLevel]:
    """Every activity with its level, the earliest date first within each.

    The level that a member chose counts before what the words speak for.
    """
    found = [
        ActivityLevel(each, Level(choices[each.id]), chosen=True)
        if each.id in choices
        else ActivityLevel(each, *level_of(each.text, cues))
        for each in activities
    ]
    return sorted(found, key=lambda each: (each.level, each.activity.on or date.max, each.activity.id))


def to_delegate(rows: Sequence[ActivityLevel], member: str) -> list[ActivityLevel]:
    """Ordinary work of the member's own, which somebody else could do."""
    return [each for each in rows if each.level is Level.BUSINESS and each.activity.owner == member]


def promises_to_mind(promises: Iterable[Commitment]) -> list[Commitment]:
    """The promises to mind when somebody else does the work: two that the member gave, then one received."""
    everything = list(promises)
    own = [each for each in everything if each.by is Promiser.MEMBER]
    theirs = [each for each in everything if each.by is Promiser.CONTACT]
    return [*own[:2], *theirs[:1]]
