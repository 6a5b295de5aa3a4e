"""Turns plain words that ask for a subcommand into its command, with the arguments that they name (B4)."""

from __future__ import annotations

import re

from bot.conversation import subcommands
from bot.conversation.subcommands import Unfinished
from bot.core.coaching.understanding import Circumstances, Mode, Understanding
from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand
from bot.language.courtesy import without_courtesy
from bot.language.dates import day_first_in
from bot.language.reported import is_told_by_others, speaker_in

_PRONOUN = re.compile(r"\b(?:her|him|she|he|them|they)\b", re.IGNORECASE)

_FAR_REACHING = frozenset(
    [
        "undo",
        "delete",
        "merge",
        "rename",
        "release",
        "park",
        "export",
        "erase-me",
        "erase-member",
        "share",
        "define",
        "acquaintances",
        "tag-rhythm",
        "resume",
        "lesson",
        "rollup",
        "team",
        "team-document",
        "reports",
        "role",
        "settings",
        "pause",
        "limits",
        "target",
        "leavers",
        "import",
        "many",
        "calendar",
        "sample",
    ]
)
"""Subcommands that take away, show to others or change how the bot behaves: only who asks for one gets it."""
_MOST_WORDS = 8
"""Words of a message that asks for such a subcommand, and does not just have its name in what it tells."""
_WORD = re.compile(r"\w+")

Wish = Command | Unfinished


def read_wish(text: str, found: Understanding, circumstances: Circumstances) -> Wish | None:
    """What words ask for that were understood as a command; None where no subcommand is meant.

    `found.command` is an equal line ("touch Ana"), or a subcommand's name alone.
    """
    name, _, rest = (found.command or text).strip().partition(" ")
    words = plain_words(text, found, circumstances)
    subcommand = subcommands.find_subcommand(name.rstrip(":"))
    if subcommand is None or not _is_asked_for(subcommand, text, found):
        return None
    is_vague = _PRONOUN.fullmatch(rest.strip()) is not None or len(words.people) > 1
    if (rest.strip() or name.endswith(":")) and not is_vague:
        parsed = subcommands.parse_line(found.command or text)
        if isinstance(parsed, Command):
            return parsed
    return from_words(subcommand, words)


def _is_asked_for(subcommand: Subcommand, text: str, found: Understanding) -> bool:
    """Return whether the message itself asks for a subcommand that a language model took it to ask for.

    The model also reads names, titles and what others wrote, any of which may tell it to: words that a
    message repeats from somebody ask for nothing. What reaches far has to be called by its name in a short
    message; the usual words for it need no model.
    """
    if found.provenance.mode is not Mode.MODEL:
        return True
    speaker = speaker_in(text).partition(" ")[0]
    if is_told_by_others(text) or (speaker and subcommands.find_subcommand(speaker) is None):
        return False
    if subcommand.name not in _FAR_REACHING:
        return True
    said = [word.casefold() for word in _WORD.findall(text)]
    called = {
        word for name in (subcommand.name, *subcommand.aliases) for word in _WORD.findall(name.casefold())
    }
    return len(said) <= _MOST_WORDS and any(word in called for word in said)


def from_words(subcommand: Subcommand, words: PlainWords) -> Command | Unfinished:
    """A subcommand with the arguments that plain words name."""
    try:
        return subcommand.from_words(words)
    except Incomplete as problem:
        return Unfinished(str(problem), subcommand)


def plain_words(text: str, found: Understanding, circumstances: Circumstances) -> PlainWords:
    """A message with the people and companies found in it; a pronoun means who was spoken of last."""
    asked = without_courtesy(text) or text.strip()
    people = tuple(dict.fromkeys(each.written for each in found.mentions if not each.is_pronoun))
    if not people and _PRONOUN.search(asked):
        people = circumstances.in_focus[:1]
    named = (*found.companies, *(each.company for each in found.mentions if each.company))
    companies = dict.fromkeys((*named, *_known(circumstances.known_companies, asked)))
    return PlainWords(
        text=asked,
        today=circumstances.today,
        people=people,
        companies=tuple(each for each in companies if each not in people),
        day_first=day_first_in(circumstances.zone),
    )


def _known(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the known names that stand in the text, whatever the case."""
    return tuple(name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))
