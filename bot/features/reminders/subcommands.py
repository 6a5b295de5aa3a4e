"""What can be typed after `/tactegic`: reminders (B8)."""

from __future__ import annotations

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Subcommand, parse_paged
from bot.features.nudges.commands import DraftFor
from bot.features.reminders.commands import DropReminder, ListReminders, MoveReminder, OpenReminder, Remind

_MOVES = (
    r"^(?:move|change|push|shift|postpone|reschedule|put off)\b(?P<which>.*?)\b(?:to|until|for)\s+"
    r"(?P<when>[^.]+)$"
)


def _remind(rest: str) -> Command:
    words = rest.strip()
    lead = "" if words.lower().startswith("me ") else "me "
    return Remind(f"remind {lead}{words}") if words else OpenReminder()


def _remind_from_words(words: PlainWords) -> Command:
    """A reminder for the member; where somebody else is to be reminded, a message to them."""
    if words.person and words.find(r"^(?:please )?remind (?!me\b|us\b|myself\b)"):
        return DraftFor(words.person)
    return Remind(words.text, words.person)


def _reminders(rest: str) -> Command:
    return parse_paged(rest, lambda _, page: ListReminders(page))


def _reminders_from_words(words: PlainWords) -> Command:
    """Show the reminders, move the one that the words name, or take it away."""
    if found := words.find(_MOVES):
        return MoveReminder(found["which"], found["when"])
    if words.find(r"^(?:cancel|delete|drop|remove|stop|forget)\b") and not words.has("all"):
        return DropReminder(words=words.text)
    return ListReminders()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="remind",
        arguments="WHAT AND WHEN",
        parse=_remind,
        from_words=_remind_from_words,
        summary="be reminded of something, once or every so often",
        example="remind me to call Ana in March",
        topic="nudges",
    ),
    Subcommand(
        name="reminders",
        arguments="[page 2]",
        parse=_reminders,
        from_words=_reminders_from_words,
        summary="see your reminders, change them or take them away",
        example="reminders",
        topic="nudges",
    ),
)
