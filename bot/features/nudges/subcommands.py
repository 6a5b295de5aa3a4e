"""Subcommands about nudges, as they are typed (B3)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.core.commands import Command
from bot.core.from_words import as_bare, one_person
from bot.core.plain_words import PlainWords, number_in
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, require, unquote
from bot.features.nudges.commands import DraftFor, ListNudges, SnoozeAbout
from bot.features.settings.contracts import pause_from_words

_draft = require(DraftFor, "A message to whom? Write the name after the command.")
_UNTIL = re.compile(r"^(?P<name>.*?)\s+until\s+(?P<day>\d{4}-\d{2}-\d{2})$", re.IGNORECASE)
_SPAN = (
    r"\bfor (?:another |the next )?(?P<n>a|an|\d{1,3}|one|two|three|four|five|"
    r"six) (?:more )?(?P<unit>day|week|month)s?\b"
)
_DAYS = {"day": 1, "week": 7, "month": 30}


def _draft_from_words(words: PlainWords) -> Command:
    """The first one named is whom the message goes to."""
    return _draft(words.person)


def _snooze(rest: str) -> Command:
    if not unquote(rest):
        raise Incomplete("About whom shall nothing come for a while? Write the name.")
    found = _UNTIL.match(unquote(rest))
    return SnoozeAbout(found["name"], found["day"]) if found else SnoozeAbout(unquote(rest))


def _snooze_from_words(words: PlainWords) -> Command:
    """Let somebody rest until the day that is named; "everything" lets all of it rest."""
    if not words.person and words.has("everything", "all", "nudges", "reminders", "it all"):
        return pause_from_words(words)
    name, until = one_person(words), ""
    if found := words.find(_SPAN):
        days = _DAYS[found["unit"].lower()] * (number_in(found["n"]) or 1)
        until = (words.today + timedelta(days=days)).isoformat()
    elif ahead := [span.planned for span in words.days if span.planned.last > words.today]:
        begins = ahead[0].first > words.today
        until = (ahead[0].first if begins else ahead[0].last + timedelta(days=1)).isoformat()
    return _snooze(f"{name} until {until}" if name and until else name)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="nudges",
        arguments="[page 2]",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListNudges(page)),
        from_words=as_bare(lambda _: ListNudges()),
        summary="see who and what is coming, and when",
        example="nudges",
        topic="nudges",
        aliases=("coming",),
    ),
    Subcommand(
        name="snooze",
        arguments="NAME [until DATE]",
        parse=_snooze,
        from_words=_snooze_from_words,
        summary="let nothing come about somebody for a while",
        example="snooze Ana until 2027-02-01",
        topic="nudges",
    ),
    Subcommand(
        name="draft",
        arguments="NAME",
        parse=_draft,
        from_words=_draft_from_words,
        summary="begin a message to somebody, for you to copy",
        example="draft Ana",
        topic="nudges",
    ),
)
