"""The subcommands of `/tactegic`: one table for parser, help, suggestions and documents (B4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.domain.question_words import COMMON
from bot.messages.commands import Command, Typed, Undo
from bot.messages.notes import (
    Ask,
    Brief,
    DeleteContact,
    Help,
    ListCommitments,
    ListContacts,
    ListNotes,
    LogTouch,
    MergeContacts,
    Neglected,
    NextSteps,
    RenameContact,
    SetAccount,
    ShowContact,
    TakeNote,
)
from bot.texts.general import Suggestion
from bot.usecases.commands_assessing import ASSESSING
from bot.usecases.commands_learning import LEARNING
from bot.usecases.commands_planning import PLANNING
from bot.usecases.commands_portfolio import PORTFOLIO
from bot.usecases.commands_rounds import ROUNDS
from bot.usecases.commands_time import TIME
from bot.usecases.subcommand import QUOTES, Incomplete, Subcommand, paged, required, unquoted


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


_SLIP = 0.72
"""Likeness from which a word is a command's name with a slip."""
_ANA = re.compile(r"\bAna\b(?: Ruiz\b)?")
_TO = re.compile(r"\s+(?:to|as|->|→)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*|\s+(?:and|with|into|&)\s+", re.IGNORECASE)
_HOW = re.compile(
    r"\s+(?:by|via|over|on the|in)\s+(phone|e-?mail|video|message|person|zoom|teams|letter)\s*$", re.I
)
_WHEN = re.compile(
    r"\s+(?=(?:today|yesterday|tomorrow|last|this|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"a (?:day|week|month) ago|(?:the )?\d)(?:\b|\d))",
    re.IGNORECASE,
)


def _two_quoted(rest: str) -> tuple[str, str] | None:
    found = re.findall(r'"([^"]+)"', rest.translate(QUOTES))
    return (found[0].strip(), found[1].strip()) if len(found) == 2 else None


def _note(rest: str) -> Command:
    if not rest.strip():
        raise Incomplete("Which words shall I keep? Write them after the command.")
    return TakeNote(rest.strip())


def _pair(rest: str, between: re.Pattern[str], make: Callable[[str, str], Command], problem: str) -> Command:
    quoted = _two_quoted(rest)
    parts = quoted or tuple(unquoted(part) for part in between.split(rest.strip(), maxsplit=1))
    if len(parts) != 2 or not all(parts):
        raise Incomplete(problem)
    return make(parts[0], parts[1])


def _rename(rest: str) -> Command:
    return _pair(rest, _TO, RenameContact, "I need the old and the new name, with “to” between them.")


def _merge(rest: str) -> Command:
    return _pair(
        rest, _AND, MergeContacts, "I need two names, with a comma between them; the first one stays."
    )


def _account(rest: str) -> Command:
    problem = "I need a person and a company."
    quoted = re.match(r'\s*"([^"]+)"\s*(.*)$', rest.translate(QUOTES))
    if quoted and quoted[2].strip():
        return SetAccount(quoted[1].strip(), unquoted(re.sub(r"^(?:to|at|is|=|,)\s+", "", quoted[2])))
    split = re.split(r"\s+(?:to|at|is at|works at|is)\s+|\s*[,:=]\s*", rest.strip(), maxsplit=1)
    if len(split) == 1:
        split = rest.strip().rsplit(None, 1)
    if len(split) != 2 or not all(part.strip() for part in split):
        raise Incomplete(problem)
    return SetAccount(unquoted(split[0]), unquoted(split[1]))


def _touch(rest: str) -> Command:
    text, how = rest.translate(QUOTES).strip(), ""
    if found := _HOW.search(text):
        how, text = _how(found[1]), text[: found.start()]
    quoted = re.match(r'"([^"]+)"\s*(.*)$', text)
    if quoted:
        name, when = quoted[1].strip(), quoted[2].strip()
    else:
        name, _, when = (_WHEN.sub("\n", text, count=1)).partition("\n")
    if not name.strip():
        raise Incomplete("With whom were you in touch?")
    return LogTouch(name=unquoted(name), when=when.strip(), how=how)


def _how(word: str) -> str:
    known = {"e-mail": "email", "zoom": "video", "teams": "video", "person": "in person"}
    return known.get(word.lower(), word.lower())


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="note",
        arguments="WORDS",
        parse=_note,
        summary="keep what you learned about somebody",
        example="note Met Ana Ruiz from Northwind, I promised her the storage paper by Friday",
        topic="notes",
        aliases=("remember",),
    ),
    Subcommand(
        name="notes",
        arguments="[NAME]",
        parse=lambda rest: paged(rest, lambda name, page: ListNotes(name=name, page=page)),
        summary="list your notes, of one person or all",
        example="notes Ana",
        topic="notes",
    ),
    Subcommand(
        name="ask",
        arguments="QUESTION",
        parse=required(Ask, "What would you like to know? Write the question after the command."),
        summary="answer a question from your notes",
        example="ask What does Ana worry about?",
        topic="questions",
        aliases=("recall", "find"),
    ),
    Subcommand(
        name="brief",
        arguments="NAME",
        parse=required(Brief, "For a talk with whom? Write the name after the command."),
        summary="prepare you for a talk with somebody",
        example="brief Ana",
        topic="questions",
        aliases=("prepare",),
    ),
    Subcommand(
        name="contacts",
        arguments="[WORDS]",
        parse=lambda rest: paged(rest, ListContacts),
        summary="list the people you know, by name or company",
        example="contacts northwind",
        topic="contacts",
        aliases=("people", "list"),
    ),
    Subcommand(
        name="contact",
        arguments="NAME",
        parse=required(lambda name: ShowContact(name=name), "Whom shall I show? Write the name."),
        summary="show one person",
        example="contact Ana",
        topic="contacts",
        aliases=("show", "who"),
    ),
    Subcommand(
        name="account",
        arguments="NAME COMPANY",
        parse=_account,
        summary="say which company somebody belongs to",
        example="account Ana Northwind",
        topic="contacts",
        aliases=("company",),
    ),
    Subcommand(
        name="rename",
        arguments="NAME to NAME",
        parse=_rename,
        summary="give somebody another name",
        example="rename Ana to Anna Ruiz",
        topic="contacts",
    ),
    Subcommand(
        name="merge",
        arguments="NAME, NAME",
        parse=_merge,
        summary="make one person out of two",
        example="merge Ana Ruiz, A. Ruiz",
        topic="contacts",
    ),
    Subcommand(
        name="delete",
        arguments="NAME",
        parse=required(lambda name: DeleteContact(name=name), "Whom shall I delete? Write the name."),
        summary="delete a person; it asks first",
        example="delete Omar Haddad",
        topic="contacts",
        aliases=("remove",),
    ),
    Subcommand(
        name="touch",
        arguments="NAME [WHEN] [by phone]",
        parse=_touch,
        summary="record that you were in touch",
        example="touch Ana yesterday by phone",
        topic="touches",
        aliases=("log",),
    ),
    Subcommand(
        name="neglected",
        parse=lambda _: Neglected(),
        summary="see who has not heard from you for long",
        example="neglected",
        topic="touches",
        aliases=("quiet", "due"),
    ),
    Subcommand(
        name="promises",
        arguments="[NAME]",
        parse=lambda rest: paged(rest, ListCommitments),
        summary="list what you promised and what you were promised",
        example="promises Ana",
        topic="promises",
        aliases=("commitments", "open"),
    ),
    *ASSESSING,
    *PLANNING,
    *PORTFOLIO,
    *ROUNDS,
    *LEARNING,
    *TIME,
    Subcommand(
        name="undo",
        parse=lambda _: Undo(""),
        summary="take back your latest change",
        example="undo",
        topic="changes",
    ),
    Subcommand(
        name="help",
        arguments="[TOPIC]",
        parse=lambda rest: Help(unquoted(rest)),
        summary="explain a topic or a command",
        example="help contacts",
        topic="help",
        aliases=("?", "hilfe", "aide"),
    ),
)


def parse_line(line: str) -> Command | Unknown | Unfinished:
    """The command that a line after `/tactegic` asks for; an empty line asks for next steps."""
    words = line.strip()
    if not words:
        return NextSteps()
    name, _, rest = words.partition(" ") if " " in words.split("\n")[0] else words.partition("\n")
    subcommand = named(name)
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
    subcommand = named(name) if colon else None
    if subcommand is None or not subcommand.takes_colon:
        return None
    try:
        return subcommand.parse(f": {rest.strip()}")
    except Incomplete as problem:
        return Unfinished(str(problem), subcommand)


def named(name: str) -> Subcommand | None:
    """The subcommand with this name or alias."""
    wanted = name.strip().casefold().removeprefix("/")
    return next((each for each in SUBCOMMANDS if wanted in (each.name, *each.aliases)), None)


def near(text: str, limit: int = 3) -> tuple[Subcommand, ...]:
    """The subcommands that a text most likely means: by a slip in its first word, or by words they share.

    Filled up with the most useful ones.
    """
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    first = words[0] if words and words[0] not in COMMON else ""
    slips = [(max(_likeness(first, name) for name in _names(s)), s) for s in SUBCOMMANDS]
    meant = [s for score, s in sorted(slips, key=lambda pair: -pair[0]) if score >= _SLIP]
    told = set(words) - COMMON
    shared = [(len(told & _words(s)), s) for s in SUBCOMMANDS]
    alike = [s for count, s in sorted(shared, key=lambda pair: -pair[0]) if count]
    useful = [s for name in ("note", "ask", "help") if (s := named(name)) is not None]
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


def _likeness(wanted: str, known: str) -> float:
    return SequenceMatcher(None, wanted, known).ratio()


def _unique(subcommands: Iterable[Subcommand]) -> tuple[Subcommand, ...]:
    return tuple({each.name: each for each in subcommands}.values())
