"""The subcommands about checks, terms, focus, the partner's view and lessons (B4)."""

from __future__ import annotations

import re

from bot.messages.commands import Command
from bot.messages.learning import (
    CheckText,
    DefineTerm,
    ListTerms,
    LookUp,
    OfferLessons,
    OpenCheck,
    OpenTerm,
    Reflect,
    ShowFocus,
    ShowLesson,
    ViewFrom,
)
from bot.usecases.commanding.subcommand import Incomplete, Subcommand, parse_paged, require, unquote

_EQUALS = re.compile(r"\s*(?:=|:(?!//))\s*|\s+(?:as|means|is|stands for)\s+", re.IGNORECASE)
_WHAT = re.compile(
    r"^(?:is|are|does|do)?\s*(?:the (?:term|word)\s+|an?\s+)?(.+?)\s*(?:\bmeans?\b|\bstands? for\b)?\s*\?*$",
    re.IGNORECASE,
)
_OFF = {"off": False, "stop": False, "no more": False, "on": True, "again": True}


def _check(rest: str) -> Command:
    words = rest.strip()
    return CheckText(words) if len(words.split()) > 3 else OpenCheck()


def _define(rest: str) -> Command:
    parts = _EQUALS.split(rest.strip(), maxsplit=1)
    if not rest.strip():
        return OpenTerm()
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise Incomplete("I need a term and what it means, with “=” between them.")
    return DefineTerm(unquote(parts[0]), unquote(parts[1]))


def _what(rest: str) -> Command:
    found = _WHAT.match(unquote(rest))
    if found is None or found[1].casefold() in ("is", "are", "does", "do"):
        raise Incomplete("Which word shall I look up?")
    return LookUp(found[1])


def _lesson(rest: str) -> Command:
    words = unquote(rest)
    if words.casefold() in _OFF:
        return OfferLessons(_OFF[words.casefold()])
    return ShowLesson(topic=words)


LEARNING: tuple[Subcommand, ...] = (
    Subcommand(
        name="check",
        arguments="[TEXT]",
        parse=_check,
        summary="check a plan, contract or team document",
        example="check",
        topic="texts",
        aliases=("review-text",),
    ),
    Subcommand(
        name="define",
        arguments="TERM = MEANING",
        parse=_define,
        summary="say what a term means to all of you",
        example="define ARR = annual recurring revenue",
        topic="glossary",
        aliases=("term",),
    ),
    Subcommand(
        name="what",
        arguments="is TERM",
        parse=_what,
        summary="look a term up",
        example="what is ARR",
        topic="glossary",
        aliases=("lookup", "meaning"),
    ),
    Subcommand(
        name="glossary",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListTerms(page)),
        summary="list the terms you share",
        example="glossary",
        topic="glossary",
        aliases=("terms",),
    ),
    Subcommand(
        name="mindset",
        arguments="[NAME]",
        parse=lambda rest: Reflect(name=unquote(rest)),
        summary="a private question about one relationship",
        example="mindset Ana",
        topic="focus",
        aliases=("reflect",),
    ),
    Subcommand(
        name="focus",
        parse=lambda _: ShowFocus(),
        summary="sort what you plan into three levels",
        example="focus",
        topic="focus",
        aliases=("levels",),
    ),
    Subcommand(
        name="view",
        arguments="NAME",
        parse=require(ViewFrom, "From whose side? Write the name."),
        summary="see how it looks from somebody's side",
        example="view Ana",
        topic="questions",
        aliases=("side", "theirs"),
    ),
    Subcommand(
        name="lesson",
        arguments="[TOPIC], on or off",
        parse=_lesson,
        summary="read a minute on something",
        example="lesson goals",
        topic="lessons",
        aliases=("lessons", "minute"),
    ),
)
