"""Finds the day of a reminder that counts from an important one: "a week before Ana's birthday" (B8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.contacts import Contact
from bot.core.facts.days import is_called
from bot.core.naming import One, Several
from bot.core.sections import KNOWN_DAYS, KnownDay
from bot.core.turn import Turn
from bot.features.reminders.known_days import DayMeant, find_day_meant

_PRONOUNS = ("her", "his", "their")


@dataclass(frozen=True, slots=True)
class Counted:
    """The words with a date in the place of what they count from, and the important day."""

    words: str
    meant: DayMeant
    day: KnownDay | None
    """None where no such day is known of them."""


async def count_from_known_day(turn: Turn[Any], words: str, person: Contact | None) -> Counted | None:
    """Put a date where words count from an important day of somebody known; None where they do not.

    `person` is whom the words name besides, whom "her" means.
    """
    meant = find_day_meant(words)
    owners = _owners(turn, meant.who, person) if meant is not None else ()
    if meant is None or not owners:
        return None
    async with turn.read() as reader:
        known = await turn.sections(reader, KNOWN_DAYS, turn.member)
    found = [each for each in known if each.whose in owners and is_called(each.called, meant.called)]
    if len({each.whose for each in found}) != 1:
        return Counted(words, meant, None)
    on = meant.day_before(found[0].on)
    put = f"{words[: meant.start]}on {on.isoformat()}{words[meant.end :]}"
    return Counted(put if on >= turn.today else words, meant, found[0])


def _owners(turn: Turn[Any], who: str, person: Contact | None) -> tuple[str, ...]:
    """The ids of whose day it may be: the person's, and their company's."""
    if who.casefold() in _PRONOUNS:
        meant = [person] if person else list(turn.people.some(turn.focus[:1]))
    else:
        match turn.people.who(who):
            case One(contact):
                meant = [contact]
            case Several(contacts):
                meant = list(contacts)
            case _:
                account = turn.people.account_meant(who)
                return (account.id,) if account else ()
    return tuple(id for each in meant for id in (each.id, each.account_id) if id)
