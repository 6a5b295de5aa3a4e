"""B12: words that mean a promise by whom it is with, or all that a list shows, and name no thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.language.dates import find_dates

_LONGEST = 100
_THING = re.compile(
    r"\W*(?:(?:ok(?:ay)?|please|can you|could you|and|so)\b[\s,]*)*"
    r"(?:move|push|shift|postpone|put off|put|reschedule|delay|set) "
    r"(?:back )?(?:my|the|that|our|this) (?:thing|stuff|one|promise|task|item|to-?do)s? "
    r"(?:with|to|for|of) (?P<whom>[^\d,;:?!]{2,40}?) (?:over |back |off )?"
    r"(?:to|until|till|on|for) (?P<when>[^?]{2,40})",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|and|so)\b[\s,]*)*"
    r"(?:(?:i |we )?(?:have |'ve )?(?:just |already )?(?:done|did|sent|finished|delivered|closed) "
    r"(?:both|all|all (?:three|four)|them (?:both|all)|both of them|all of them|everything)"
    r"|(?:both|all(?: of them| three| four)?|both of them|they(?:'re| are) (?:both|all))"
    r"(?: are| were| have been)? (?:done|sent|finished|delivered|settled))"
    r"(?: (?:now|already|today|yesterday))?[\s.!]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MovedThing:
    """Whose promise moves, by the name as it was written, and the day on which it is due now."""

    whom: str
    due_on: date


def read_moved_thing(text: str, today: date, *, day_first: bool = True) -> MovedThing | None:
    """Read "move my thing with Ana to Monday"; None for words that name the thing, or no day."""
    told = " ".join(text.split()).strip(" .!")
    found = _THING.fullmatch(told) if len(told) <= _LONGEST else None
    spans = find_dates(found["when"], today, day_first=day_first) if found else []
    return MovedThing(found["whom"].strip(), spans[-1].due(today)) if found and spans else None


def closes_all(text: str) -> bool:
    """Whether words say that all of what was shown is done: "done both", "all of them are sent"."""
    return _BOTH.fullmatch(" ".join(text.replace("\u2019", "'").split())) is not None
