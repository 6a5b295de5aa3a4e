"""What can be typed after `/tactegic`: calendars (B9)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, parse_paged
from bot.features.calendar.commands import (
    AskRemovingCalendar,
    OfferCalendar,
    OpenCalendar,
    PauseCalendar,
    ReadCalendarNow,
    ShowCalendar,
)
from bot.language.calendar_addresses import find_calendar_address, host_of, tidy_address

_WORDS: dict[str, Command] = {
    "pause": PauseCalendar(),
    "resume": PauseCalendar(paused=False),
    "read": ReadCalendarNow(),
    "remove": AskRemovingCalendar(),
    "disconnect": AskRemovingCalendar(),
    "connect": OpenCalendar(),
    "settings": OpenCalendar(),
}


def _calendar(rest: str) -> Command:
    words = rest.strip()
    if words.casefold() in _WORDS:
        return _WORDS[words.casefold()]
    address = find_calendar_address(f"calendar {words}") or tidy_address(words)
    if host_of(address) or "/" in words:  # it may be a secret, also where it is none that can be read
        return OfferCalendar(address)
    if words and not words.casefold().startswith("page"):
        raise Incomplete("Paste the secret address of your calendar after the command, or write nothing.")
    return parse_paged(rest, lambda _, page: ShowCalendar(page))


def _from_words(words: PlainWords) -> Command:
    if words.has("remove", "disconnect", "delete", "forget", "unlink"):
        return AskRemovingCalendar()
    if words.has("resume", "again", "restart", "unpause"):
        return PauseCalendar(paused=False)
    if words.has("pause", "stop", "no longer", "don['\u2019]?t"):
        return PauseCalendar()
    if words.has("connect", "link", "hook up", "add", "set up", "sync"):
        return OpenCalendar()
    return ShowCalendar()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="calendar",
        arguments="[ADDRESS | pause | remove | page 2]",
        parse=_calendar,
        from_words=_from_words,
        summary="connect your calendar, and see what was read of it",
        example="calendar",
        topic="contacts",
    ),
)
