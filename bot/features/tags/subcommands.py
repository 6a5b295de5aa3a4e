"""What can be typed after `/tactegic`: tags (P1, B3)."""

from __future__ import annotations

import re

from bot.core.cadence import MOST_IDEAL_DAYS, is_ideal
from bot.core.commands import Command
from bot.core.from_words import as_bare
from bot.core.plain_words import PlainWords
from bot.core.rhythm_words import read_rhythm, rhythm_in
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.tags.cards.asking import TAG_AND_RHYTHM, too_long_a_rhythm
from bot.features.tags.commands import EditTagRhythm, ListTagged, ListTags, SetTagRhythm

_TAGGED = re.compile(
    r"\b(?:tagged|with the tags?|labell?ed)(?: as| with)?\s+[\"\u201c]?(?P<tag>[^\"\u201d]+?)[\"\u201d]?"
    r"(?:,?\s+(?:every|each|once|twice|at least|daily|weekly|fortnightly|monthly|quarterly|yearly)\b.*)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:list|show)(?: me)?(?: all)?(?: of)?(?: my| the| our)?\s+(?P<tag>.+?)"
    r"(?:\s+(?:people|contacts|ones))?$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^(?P<tag>.+?)[\s,:]+(?P<often>(?:every|each|once|twice|daily|weekly|fortnightly|monthly|quarterly|yearly|"
    r"none|never|off|no|\d).*)$",
    re.IGNORECASE,
)


def _list(rest: str) -> Command:
    return parse_paged(rest, lambda tag, page: ListTagged(tag, page) if tag else ListTags(page))


def _list_from_words(words: PlainWords) -> Command:
    found = _TAGGED.search(words.text) or _LISTED.search(words.text)
    return ListTagged(unquote(found["tag"])) if found else ListTags()


def _rhythm(rest: str) -> Command:
    text = unquote(rest)
    found = _LINE.match(text)
    if found is None:
        return EditTagRhythm(text)
    return _set(unquote(found["tag"]), found["often"])


def _set(tag: str, often: str) -> Command:
    if re.fullmatch(r"none|never|off|no(?: rhythm)?", often.strip(), re.IGNORECASE):
        return SetTagRhythm(tag, 0)
    rhythm = read_rhythm(often)
    if rhythm is None:
        raise Incomplete(TAG_AND_RHYTHM)
    if rhythm[0] and not is_ideal(rhythm[0]):
        raise Incomplete(too_long_a_rhythm(MOST_IDEAL_DAYS))
    return SetTagRhythm(tag, *rhythm)


def _rhythm_from_words(words: PlainWords) -> Command:
    tagged, rhythm = _TAGGED.search(words.text), rhythm_in(words)
    if tagged is None:
        raise Incomplete(TAG_AND_RHYTHM)
    return SetTagRhythm(unquote(tagged["tag"]), *rhythm) if rhythm else EditTagRhythm(unquote(tagged["tag"]))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="list",
        arguments="[TAG]",
        parse=_list,
        from_words=_list_from_words,
        summary="list the people with a tag, and when each is due",
        example="list board",
        topic="contacts",
        aliases=("tagged",),
    ),
    Subcommand(
        name="tags",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListTags(page)),
        from_words=as_bare(lambda _: ListTags()),
        summary="see all tags, how many have each, and their rhythms",
        example="tags",
        topic="contacts",
    ),
    Subcommand(
        name="tag-rhythm",
        arguments="TAG every SO OFTEN",
        parse=_rhythm,
        from_words=_rhythm_from_words,
        summary="set a rhythm for everybody with a tag who has none of their own",
        example="tag-rhythm board every 6 weeks",
        topic="contacts",
        aliases=("tagrhythm",),
    ),
)
