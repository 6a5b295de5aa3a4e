"""Whether the one who does it in a sentence is the one who does it in its sources, active or passive (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.moods import is_past
from bot.coach.model.grounding.persons import Persons
from bot.coach.model.grounding.terms import is_close, sentences_in, terms_in
from bot.language.names import word_set

MEMBER = "you"
_MEMBER = word_set("i we you")
_THEY = word_set("he she they")
_SOMEBODY = word_set(
    "technician engineer lawyer lawyers partners board boss cfo ceo cto cio team council union landlord "
    "competitor rival supplier customer colleague assistant deputy successor owner minister ministry "
    "bank agency client director manager buyer driver nurse architect consultant auditor auditors "
    "planner planners committee"
)
_HELPERS = word_set(
    "has have had is are was were be been being will would shall should must may might can could do "
    "does did to not never also already still just now then only often probably soon want wants wanted "
    "plan plans planned hope hopes going need needs intends intend s agreed likes like really even "
    "always never yet first finally so n't about ll d ve kindly personally himself herself"
)
_BE = word_set("is are was were be been being got gets")
_MUTUAL = word_set(
    "noted asked told met meets meet talked talks talk spoke speak speaks discussed discuss agreed "
    "agree agrees said says say owes owe owed works work lives live promised promises likes want wants "
    "wanted needs need hopes thinks expects prefers went"
)
_NO_AGENT = word_set("with to from of for by at about than and in on after before")
_PIECE = re.compile(
    r"[;:!?()\u2014\u2013]|\.(?=\s|$)|,|\s-\s|"
    r"\b(?:but|while|whereas|although|because|and)\s(?=(?:he|she|they|i|we|[A-Z]))"
)
_MAIL = re.compile(r"\s*(?:from|e?-?mail from|fwd|re|to)\b", re.IGNORECASE)
"""What somebody else wrote: its "I" and "we" are not the member."""
_HEAD = re.compile(r"^\s*([^:.,]{1,40}):")


def done_by_another(sentence: str, sources: Sequence[GroundSource], persons: Persons) -> str:
    """Return who does it in a sentence where its sources only have somebody else do it, else nothing.

    Only plain sentences are judged, "Ana paid the bill" and "the bill was paid by Ana", against every
    mention of the verb; where one of them leaves open who does it, nothing is wrong.
    """
    said = _said(sentence, persons)
    if said is None:
        return ""
    who, verb, written = said
    found = [agent for source in sources for agent in agents_in(source, verb, persons)]
    if not found or any(agent is None or agent & who for agent in found):
        return ""
    return written


def _said(sentence: str, persons: Persons) -> tuple[frozenset[str], str, str] | None:
    terms = terms_in(sentence)
    words = [term.word for term in terms]
    people = dict(persons.within(sentence))
    at, who, written = 0, frozenset[str](), ""
    if words[:1] == ["yes"]:
        at = 1
    while at < len(terms):
        if words[at] == MEMBER and not who:
            who, written = frozenset([MEMBER]), "you"
        elif terms[at].start in people:
            if re.match(r"[\w-]+['\u2019]s?\b", sentence[terms[at].start :]):
                return None
            who, written = who | people[terms[at].start], written or sentence[terms[at].start : terms[at].end]
        else:
            break
        at += 1
    if not who or at >= len(words) or words[at] == "and":
        return None
    is_passive = False
    while at < len(words) and words[at] in _HELPERS:
        is_passive = words[at] in _BE
        at += 1
    if at >= len(words) or words[at] in _MUTUAL or words[at][0].isdigit():
        return None
    if is_passive and not words[at].endswith("ing") and words[at - 1] in _BE:
        return None
    return who, words[at], written


def agents_in(source: GroundSource, verb: str, persons: Persons) -> Iterable[frozenset[str] | None]:
    """Return for each mention of a verb who does it: people, "you" for the member, None where it is open."""
    head = _HEAD.match(source.text)
    headed = frozenset(p for _, each in persons.within(head[1]) for p in each) if head else frozenset[str]()
    last: frozenset[str] = headed
    if _MAIL.match(source.text):
        return
    for sentence in sentences_in(source.text):
        opener: frozenset[str] | None = frozenset([MEMBER])
        for piece in _PIECE.split(sentence):
            if not piece or not piece.strip():
                continue
            terms = terms_in(piece)
            people = dict(persons.within(piece))
            for at, term in enumerate(terms):
                if is_close(term.word, verb):
                    yield _agent(
                        piece,
                        [t.word for t in terms],
                        [t.start for t in terms],
                        at,
                        people,
                        last,
                        headed,
                        opener,
                    )
            named = [each for _, each in sorted(people.items())]
            last = named[0] if named else last
            opener = last or None


def _agent(
    piece: str,
    words: Sequence[str],
    starts: Sequence[int],
    at: int,
    people: dict[int, frozenset[str]],
    last: frozenset[str],
    headed: frozenset[str],
    opener: frozenset[str] | None,
) -> frozenset[str] | None:
    if is_past(words[at]) and any(word in _BE for word in words[max(0, at - 2) : at]):
        place = next((i for i in range(at + 1, len(words)) if words[i] == "by"), -1)
        behind = (
            [people[start] for start in starts[place + 1 : place + 4] if start in people] if place > 0 else []
        )
        return behind[0] if behind else None
    place = at - 1
    while place >= 0 and words[place] in _HELPERS:
        place -= 1
    if place < 0:
        if headed:
            return headed
        return opener if is_past(words[at]) and at == 0 else None
    word = words[place]
    if word in ("i", "we"):
        return frozenset([MEMBER])
    if word in _THEY:
        return last or None if word != "they" else None
    if starts[place] in people:
        end = piece[starts[place] + len(word) : starts[place] + len(word) + 2]
        begun = place
        while begun > 0 and starts[begun - 1] in people:
            begun -= 1
        if "'" in end or "\u2019" in end or (begun and words[begun - 1] in _NO_AGENT):
            return None
        return people[starts[place]]
    if word in _SOMEBODY and not (place and starts[place - 1] in people):
        return frozenset([f"the {word}"])
    return None
