"""The subcommands of `/tactegic`: one table for parser, help, suggestions and documents (B4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.own_subcommands import SUBCOMMANDS as OWN
from bot.core.commands import Command, NextSteps, Typed
from bot.core.subcommand import Incomplete, Subcommand
from bot.features.home.cards.first import Suggestion
from bot.features.listing import FEATURES
from bot.language.likeness import likeness
from bot.language.question_words import COMMON


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line that begins with no subcommand, and the subcommands that come near."""

    line: str
    near: tuple[Subcommand, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A subcommand with something missing."""

    problem: str
    subcommand: Subcommand


_WIDEST_GAP = 60
_LONG_GAP = re.compile(rf"\s{{{_WIDEST_GAP},}}")
"""Spaces and line ends in a row beyond what anybody means: how a line is taken apart costs their square."""
_SLIP = 0.72
"""Likeness from which a word is a command's name with a slip."""
_ANA = re.compile(r"\bAna\b(?: Ruiz\b)?")


def parse_line(line: str) -> Command | Unknown | Unfinished:
    """The command that a line after `/tactegic` asks for; an empty line asks for next steps."""
    words = _LONG_GAP.sub(lambda gap: gap[0][:_WIDEST_GAP], line.strip())
    if not words:
        return NextSteps()
    name, _, rest = words.partition(" ") if " " in words.split("\n")[0] else words.partition("\n")
    subcommand = find_subcommand(name)
    if subcommand is None:
        return Unknown(words, near(words))
    try:
        return subcommand.parse(rest)
    except Incomplete as problem:
        return Unfinished(str(problem), subcommand)


def opens_form(command: Command) -> bool:
    """Whether a request opens a form: by its kind, or by what its typed line asks for."""
    asked = parse_line(command.line) if isinstance(command, Typed) else command
    return isinstance(asked, Command) and asked.needs_form


def with_colon(text: str) -> Command | Unfinished | None:
    """The command of plain words that begin with a subcommand's name and a colon: "plan: visit Ana"."""
    name, colon, rest = text.partition(":")
    subcommand = find_subcommand(name) if colon else None
    if subcommand is None or not subcommand.takes_colon:
        return None
    try:
        return subcommand.parse(f": {rest.strip()}")
    except Incomplete as problem:
        return Unfinished(str(problem), subcommand)


def find_subcommand(name: str) -> Subcommand | None:
    """The subcommand with this name or alias."""
    wanted = name.strip().casefold().removeprefix("/")
    return next((each for each in SUBCOMMANDS if wanted in (each.name, *each.aliases)), None)


def near(text: str, limit: int = 3) -> tuple[Subcommand, ...]:
    """The subcommands that a text most likely means: by a slip in its first word, or by words they share.

    Filled up with the most useful ones.
    """
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    first = words[0] if words and words[0] not in COMMON else ""
    slips = [(max(likeness(first, name) for name in _names(s)), s) for s in SUBCOMMANDS]
    meant = [s for score, s in sorted(slips, key=lambda pair: -pair[0]) if score >= _SLIP]
    telling = set(words) - COMMON
    shared = [(len(telling & _words(s)), s) for s in SUBCOMMANDS]
    alike = [s for count, s in sorted(shared, key=lambda pair: -pair[0]) if count]
    useful = [s for name in ("note", "ask", "help") if (s := find_subcommand(name)) is not None]
    return _unique([*meant, *alike[:2], *useful])[:limit]


def suggestions(subcommands: Iterable[Subcommand], name: str = "") -> list[Suggestion]:
    """Subcommands as things to try: what to type, and what it does; with a known `name` in place of "Ana"."""
    return [
        (f"/tactegic {_ANA.sub(name, each.example) if name else each.example}", each.summary)
        for each in subcommands
    ]


def _names(subcommand: Subcommand) -> tuple[str, ...]:
    return (subcommand.name, *subcommand.aliases)


def _words(subcommand: Subcommand) -> set[str]:
    return {*_names(subcommand), subcommand.topic, *re.findall(r"\w{4,}", subcommand.summary.casefold())}


def _unique(subcommands: Iterable[Subcommand]) -> tuple[Subcommand, ...]:
    return tuple({each.name: each for each in subcommands}.values())


SUBCOMMANDS: tuple[Subcommand, ...] = (
    *(each for feature in FEATURES for each in feature.subcommands),
    *OWN,
)
