"""B6: who was at an event of an iCalendar file, and whether it takes anybody's time."""

from __future__ import annotations

import re
from typing import Any

from bot.features.importing.rules.entries import Attendee
from bot.features.importing.rules.values import is_mail, one_line

_ABSENT = frozenset(("DECLINED", "DELEGATED"))
_THINGS = frozenset(("ROOM", "RESOURCE"))


def first(event: Any, name: str) -> Any:
    """Return a property of an event, the last one of several; None where it has none."""
    found = event.get(name)
    return found[-1] if isinstance(found, list) and found else found


def value_of(prop: Any) -> Any:
    """Return what a property says; None for what cannot be read."""
    try:
        return prop.dt
    except (AttributeError, ValueError):  # what the library could not read says so here
        return None


def attendees_of(event: Any) -> tuple[Attendee, ...]:
    """Return who was there: not who declined, no rooms, and who invited as well."""
    found: dict[str, Attendee] = {}
    for name in ("ORGANIZER", "ATTENDEE"):
        several = event.get(name, [])
        for each in several if isinstance(several, list) else [several]:
            said = getattr(each, "params", {})
            address = re.sub(r"^mailto:", "", str(each).strip(), flags=re.IGNORECASE).lower()
            address = address if is_mail(address) else str(said.get("EMAIL", "")).lower()
            if str(said.get("CUTYPE", "")).upper() in _THINGS:
                continue
            shown = one_line(str(said.get("CN", "")))
            key = address if is_mail(address) else shown.casefold()
            if str(said.get("PARTSTAT", "")).upper() in _ABSENT:
                found.pop(key, None)
            elif key:
                found[key] = Attendee(address if is_mail(address) else "", "" if is_mail(shown) else shown)
    return tuple(found.values())


def is_free(event: Any, people: int, *, is_day: bool) -> bool:
    """Return whether an entry is no meeting: it has nobody else in it, and is shown as free or marks a day of
    each year."""
    is_transparent = str(first(event, "TRANSP") or "").upper() == "TRANSPARENT"
    rule = first(event, "RRULE")
    is_yearly = is_day and hasattr(rule, "get") and "YEARLY" in map(str, rule.get("FREQ", ()))
    return people <= 1 and (is_transparent or is_yearly)  # who invited stands alone where nobody else was


def is_shown_free(event: Any) -> bool:
    """Return whether the calendar shows its owner as free meanwhile."""
    is_transparent = str(first(event, "TRANSP") or "").upper() == "TRANSPARENT"
    return is_transparent or str(first(event, "X-MICROSOFT-CDO-BUSYSTATUS") or "").upper() == "FREE"


def absent_from(event: Any) -> tuple[str, ...]:
    """Return the mail addresses of who declined."""
    several = event.get("ATTENDEE", [])
    found = []
    for each in several if isinstance(several, list) else [several]:
        said = getattr(each, "params", {})
        address = re.sub(r"^mailto:", "", str(each).strip(), flags=re.IGNORECASE).lower()
        if str(said.get("PARTSTAT", "")).upper() in _ABSENT and is_mail(address):
            found.append(address)
    return tuple(found)
