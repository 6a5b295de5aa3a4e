"""Reads which important day a reminder counts from: "a week before Ana's birthday" (B8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.facts.days import LABELS, called_in_question, usual_days_ahead
from bot.language.calendar import plus_months
from bot.language.date_words import CARDINALS

_COUNTS = {word: number for number, word in enumerate(CARDINALS) if number <= 12} | {
    "a": 1,
    "an": 1,
    "the": 1,
    "a couple of": 2,
    "a few": 3,
}
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_WHEN = (
    rf"(?:(?:(?P<count>{_COUNT})\s+)?(?P<unit>day|week|fortnight|month)s?\s+)?"
    r"(?P<how>before|ahead of|prior to|on)\s+"
)
_WORD = r"[\w&.\u2019'-]*\w"
_WHO = rf"{_WORD}(?:\s+{_WORD}){{0,3}}?"
_END = r"\s+(?:ends?|expires?|runs out)"
_ENDS = rf"(?:{_END})?"
_OVER = rf"(?:{_END}|(?=\s+(?:to|that|about)\b|[\s,.!?]*$))"
_FORMS = tuple(
    re.compile(rf"\b{_WHEN}{form}", re.IGNORECASE)
    for form in (
        rf"(?P<who>{_WHO})['\u2019]s?\s+(?P<label>{LABELS})\b{_ENDS}",
        rf"(?P<who>her|his|their)\s+(?P<label>{LABELS})\b{_ENDS}",
        rf"(?:the|our|my)\s+(?P<label>{LABELS})\s+(?:with|of|at)\s+(?P<who>{_WHO}){_OVER}",
        rf"the\s+(?P<who>{_WHO})\s+(?P<label>{LABELS})\b{_ENDS}",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMeant:
    """An important day that words count from, where they stand, and how long before it."""

    start: int
    end: int
    written: str
    who: str
    """Whose day it is, as written: a name, or "her"."""
    called: str
    count: int
    unit: str
    """ "day", "week" or "month"; "" for as long as such days usually need."""

    def day_before(self, on: date) -> date:
        """Return the day that is so long before the important one."""
        match self.unit:
            case "month":
                return plus_months(on, -self.count)
            case "week":
                return on - timedelta(days=7 * self.count)
            case "fortnight":
                return on - timedelta(days=14 * self.count)
            case "day":
                return on - timedelta(days=self.count)
            case _:
                return on - timedelta(days=usual_days_ahead(self.called))


def find_day_meant(words: str) -> DayMeant | None:
    """Return the important day that words count from; None where they name none."""
    found = next((match for form in _FORMS if (match := form.search(words))), None)
    if found is None:
        return None
    count, unit = (found["count"] or "").casefold(), (found["unit"] or "").casefold()
    number = int(count) if count.isdigit() else _COUNTS.get(count, 1)
    if found["how"].casefold() == "on":
        number, unit = 0, "day"
    return DayMeant(
        start=found.start(),
        end=found.end(),
        written=found.group(),
        who=found["who"],
        called=called_in_question(found["label"]),
        count=number,
        unit=unit,
    )
