"""What can be typed after `/tactegic`: glossary (F6)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.from_words import as_bare
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.glossary.cards import BOTH_NEEDED
from bot.features.glossary.commands import DefineTerm, ListTerms, LookUp, OpenTerm
from bot.language.terms_asked import term_asked

_EQUALS = re.compile(r"\s*(?:=|:(?!//))\s*|\s+(?:as|means|is|stands for)\s+", re.IGNORECASE)
_WHAT = re.compile(
    r"^(?:is|are|does|do)?\s*(?:the (?:term|word)\s+|an?\s+)?(.+?)\s*(?:\bmeans?\b|\bstands? for\b)?$",
    re.IGNORECASE,
)


def _define(rest: str) -> Command:
    parts = _EQUALS.split(rest.strip(), maxsplit=1)
    if not rest.strip():
        return OpenTerm()
    if len(parts) != 2 or not all(part.strip() for part in parts):
        raise Incomplete(BOTH_NEEDED)
    return DefineTerm(unquote(parts[0]), unquote(parts[1]))


def _what(rest: str) -> Command:
    found = _WHAT.match(unquote(rest).rstrip("? \n\t"))
    if found is None or found[1].casefold() in ("is", "are", "does", "do"):
        raise Incomplete("Which word shall I look up?")
    return LookUp(found[1])


_MEANS = re.compile(
    r"^(?:new term:?|term:?|let['\u2019]?s (?:say|agree)(?: that)?|let us (?:say|call)|define|add|"
    r"put|change the meaning of|"
    r"the glossary should say(?: that)?|in our (?:team|glossary),?|for us,?|here,?)?\s*"
    r"[\"\u201c]?(?P<term>[^:=,\"\u201d]{1,60}?)[\"\u201d]?\s*"
    r"(?:to our glossary,?\s*(?:it\s+)?|in(?:to)? the glossary:?\s*|in our glossary\s*)?"
    r"(?:=|:|,\s*|\b(?:means?|stands for|is short for|as|is|to)\b)\s*(?:means?\s+|"
    r"to mean\s+)?(?P<meaning>\S.*?)"
    r"(?:,?\s*(?:add it|define that|put it in))?$",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:meaning of|meant by|look up|lookup|definition of|abbreviation|the term|what(?:['\u2019]s|"
    r" is| are)(?: an?| the)?|"
    r"(?:what|how) do(?:es)? (?:we|you|our team)?\s*(?:mean (?:by|with)|call|define)?|remind me what)\s+"
    r"(?P<term>[^?]+?)"
    r"(?:\s+(?:means?|stands? for)\b.*|\s+in (?:the|our) (?:glossary|team)|\s+(?:here|for us))?\s*\?*$",
    re.IGNORECASE,
)


_LEAD = re.compile(
    r"^(?:(?:please|for (?:everyone|everybody|all of us|the team),?|(?:can|could|shall|should) (?:we|you)|"
    r"we(?:['\u2019]ll| will| should| can| could| want to)?|i(?:['\u2019]ll| will|"
    r"['\u2019]d like to| want to)?|"
    r"let['\u2019]?s|define|agree(?: that)?|say(?: that)?|call|the (?:term|word))\s+)+",
    re.IGNORECASE,
)
"""Words before a term that are none of it: "we'll define ARR"."""
_FOR_ALL = re.compile(
    r",?\s+(?:for|to) (?:everyone|everybody|all(?: of us)?|us all|the (?:whole )?(?:team|"
    r"workspace|company))[.!]?$",
    re.IGNORECASE,
)
"""Words behind a meaning that say for whom it is."""


def _define_from_words(words: PlainWords) -> Command:
    """Define the term that the words explain; where they explain none, open the form."""
    found = _MEANS.match(words.text)
    if found is None:
        asked = term_asked(words.text)
        return LookUp(asked) if asked else OpenTerm()
    term, meaning = _LEAD.sub("", found["term"]), found["meaning"]
    if not term.strip():
        return OpenTerm()
    if term != found["term"] or _LEAD.match(words.text):
        meaning = _FOR_ALL.sub("", meaning)
    return DefineTerm(unquote(term), unquote(meaning), ask_first=True)


def _what_from_words(words: PlainWords) -> Command:
    if asked := term_asked(words.text):
        return LookUp(asked)
    found = _TERM.search(words.text)
    term = found["term"] if found else words.text
    return _what(
        re.sub(r"^(?:(?:our|the|a) )?(?:definition|meaning) of (?:an? |the )?", "", term, flags=re.I)
    )


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="define",
        arguments="TERM = MEANING",
        parse=_define,
        from_words=_define_from_words,
        summary="say what a term means to all of you",
        example="define ARR = annual recurring revenue",
        topic="glossary",
        aliases=("term",),
    ),
    Subcommand(
        name="what",
        arguments="is TERM",
        parse=_what,
        from_words=_what_from_words,
        summary="look a term up",
        example="what is ARR",
        topic="glossary",
        aliases=("lookup", "meaning"),
    ),
    Subcommand(
        name="glossary",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListTerms(page)),
        from_words=as_bare(lambda _: ListTerms()),
        summary="list the terms you share",
        example="glossary",
        topic="glossary",
        aliases=("terms",),
    ),
)
