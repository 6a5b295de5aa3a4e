"""An action with the same names for everybody, so that no name sways a verdict of the classifier."""

from __future__ import annotations

from datetime import date

from bot.coach.rules.attaching import PersonSpan
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.people import find_people
from bot.coach.rules.text import read
from bot.core.coaching.understanding import Circumstances

_PERSON, _COMPANY = "Ana", "Northwind"
_NOBODY_KNOWN = Circumstances(today=date.min, zone="UTC")


def nameless(action: str, lexicon: Lexicon) -> str:
    """Return the action with one name in place of every person's, and one in place of every company's."""
    named = find_people(read(action), (), _NOBODY_KNOWN, lexicon)
    places = [(_with_title(action, person), person.end, _PERSON) for person in named.all_people]
    places += [(company.start, company.end, _COMPANY) for company in named.company_places]
    written, end = [], 0
    for start, stop, name in sorted(places):
        if start >= end:
            written += [action[end:start], name]
            end = stop
    return "".join([*written, action[end:]])


def _with_title(action: str, person: PersonSpan) -> int:
    """Return where a name begins with the title before it ("Dr."); a job after it is no part of it."""
    head = action[: person.start].rstrip()
    return len(head) - len(person.title) if person.title and head.endswith(person.title) else person.start
