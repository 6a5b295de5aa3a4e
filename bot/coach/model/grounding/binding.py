"""Whether the right person, company and number stand together in a sentence (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.coach.model.grounding.employing import company_of_another, not_their_company, was_or_is_there
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.persons import Persons
from bot.coach.model.grounding.terms import is_close, is_like, sentences_in, telling_terms, terms_in
from bot.language.names import fold, word_set

_PIECE = re.compile(
    r"[.;:!?\n()]\s*|,\s+|\s+-\s+|\s*[\u2013\u2014]\s*|\s+(?:and|but|while|whereas)\s+(?=[A-Z])|"
    r"\s+(?:but|while|whereas)\s+"
)


_IS_PASSIVE = re.compile(r"\bby\b", re.IGNORECASE)


_CAPITALS = re.compile(r"\b[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)*")


_SMALL = word_set("a an the to from of and with his her their is was has had will for in on at as")


_PARTICLES = word_set("over up out off down back away")


_RELATIVES = frozenset(
    [
        "boss",
        "manager",
        "deputy",
        "assistant",
        "colleague",
        "colleagues",
        "team",
        "company",
        "wife",
        "husband",
        "daughter",
        "son",
        "partner",
        "successor",
        "predecessor",
        "chief",
        "people",
        "side",
        "staff",
        "firm",
        "group",
        "department",
        "both",
        "together",
        "they",
    ]
)


_OF_ALL = re.compile(r"\b(?:they|them|their|both|we|us)\b", re.IGNORECASE)
"""What is told of several people, and so of each."""


_VERB = 3


"""How many shared words the verb counts for where it is asked of whom something is told."""


_OF = re.compile(
    r"(?P<name>[\w-]+)['\u2019]s?\s+(?:new\s+|old\s+)?(?P<who>boss|deputy|assistant|successor|"
    r"predecessor|manager|wife|husband|daughter|son|"
    r"brother|sister|colleague|partner|mentor|idea|plan|proposal)\b",
    re.IGNORECASE,
)


_NESTED = re.compile(r",\s*(?:who|whom|whose|which|with whom)\b[^,]*,")


_TO = re.compile(
    r"(?P<not>\bnot\s+)?\b(?P<word>to|from)\s+(?P<name>[A-Z][\w'\u2019-]*|her|him|them|me|us|you)\b"
)


def wrong_holder(
    text: str, sources: Sequence[GroundSource], others: Sequence[GroundSource], persons: Persons
) -> str:
    """Return the name that a sentence puts where its sources have another one, empty where none is wrong."""
    text = _NESTED.sub(" ", text)
    people = persons.within(text)
    who = {person for _, each in people for person in each}
    if not who:
        return ""
    is_plain = len({each for _, each in people}) == 1 and not {t.word for t in terms_in(text)} & _RELATIVES
    if is_plain and _does_another(text, who, sources, persons):
        return _word_at(text, people[0][0])
    return (
        _is_turned(text, sources, persons)
        or _wrong_relative(text, sources, persons)
        or was_or_is_there(text, sources)
        or company_of_another(text, people, sources, persons)
        or not_their_company(text, who, sources, others)
        or _not_to_them(text, sources, persons)
    )


def _word_at(text: str, start: int) -> str:
    return re.split(r"['\u2019\s,.]", text[start:], maxsplit=1)[0]


def _does_another(text: str, who: set[str], sources: Sequence[GroundSource], persons: Persons) -> bool:
    """Return whether what a sentence says of one person stands in a piece of a note about somebody else."""
    wanted = [term.word for term in telling_terms(text, persons.by_word)]
    best, found = 0, list[bool]()
    verb = _verb_of(text, persons)
    for source in sources:
        head = re.match(r"\s*[^:.,]{1,40}:", source.text)
        headed = head is not None and any(each & who for _, each in persons.within(head[0]))
        before: set[str] = set()
        for piece in _PIECE.split(source.text):
            told = list(telling_terms(piece, persons.by_word))
            hits = [term for term in told if any(is_like(word, term.word) for word in wanted)]
            people = persons.within(piece)
            named = {person for _, each in people for person in each}
            fits = not named or bool(named & who) or headed
            if hits and len(people) > 1 and not headed:
                ahead = [each for start, each in people if start < hits[0].start]
                fits = fits and (not ahead or bool(ahead[-1] & who) or _IS_PASSIVE.search(piece) is not None)
            if not named:
                fits = not before or bool(before & who) or headed or _OF_ALL.search(piece) is not None
            before = named or before
            weight = len(hits) + (_VERB if verb and any(is_close(verb, term.word) for term in told) else 0)
            if weight > best:
                best, found = weight, [fits]
            elif weight == best and hits:
                found.append(fits)
    return best > 0 and not any(found)


def _verb_of(text: str, persons: Persons) -> str:
    """Return the first telling word behind the first person of a sentence: most often what they do."""
    people = persons.within(text)
    behind = telling_terms(text[people[0][0] :], persons.by_word) if people else []
    return behind[0].word if behind else ""


def _wrong_relative(text: str, sources: Sequence[GroundSource], persons: Persons) -> str:
    """Return whose boss or deputy somebody is in a sentence, where the sources tell it of somebody else."""
    for said in _OF.finditer(text):
        owner = persons.by_word.get(fold(said["name"]))
        told = [
            persons.by_word.get(fold(found["name"]), frozenset())
            for source in sources
            for found in _OF.finditer(source.text)
            if is_close(found["who"].lower(), said["who"].lower())
        ]
        if owner and told and not any(not each or each & owner for each in told):
            return said["name"]
    return ""


def _is_turned(text: str, sources: Sequence[GroundSource], persons: Persons) -> str:
    """Return the first of two people who stand the other way round in the sources: "Ana reports to Jon"."""
    for said in _PIECE.split(text):
        for (start, one), (behind, other) in pairwise(_named(said, persons)):
            between = [term.word for term in terms_in(said[start:behind])[1:]]
            verbs = {
                word for word in between if word not in persons.by_word and word not in _SMALL | _PARTICLES
            }
            pieces = (piece for source in sources for piece in _PIECE.split(source.text))
            if not one & other and any(_turns(piece, verbs, one, other, persons) for piece in pieces):
                return "" if _IS_PASSIVE.search(said) else _word_at(said, start)
    return ""


def _named(text: str, persons: Persons) -> list[tuple[int, frozenset[str]]]:
    """Return people and other names with a capital in order; a name of several words counts once."""
    found = dict(persons.within(text))
    for match in _CAPITALS.finditer(text):
        if not any(match.start() <= start < match.end() for start in found):
            found[match.start()] = frozenset({fold(match[0].split()[0])})
    return sorted(found.items())


def _turns(piece: str, verbs: set[str], one: frozenset[str], other: frozenset[str], persons: Persons) -> bool:
    """Return whether a piece has the second person do to the first what is told of the first."""
    for (first, someone), (second, somebody) in pairwise(_named(piece, persons)):
        told = [term.word for term in terms_in(piece[first:second])][1:]
        alike = any(is_close(verb, word) for verb in verbs for word in told)
        if alike and someone & other and somebody & one and not _IS_PASSIVE.search(piece):
            return True
    return False


def _not_to_them(text: str, sources: Sequence[GroundSource], persons: Persons) -> str:
    """Return to whom a sentence has something go that goes to somebody else."""
    wanted = [term.word for term in telling_terms(text, persons.by_word)]
    for said in _TO.finditer(text):
        people = persons.by_word.get(fold(said["name"]))
        if people is None or said["not"]:
            continue
        for source in sources:
            for piece in sentences_in(source.text):
                told = [term.word for term in telling_terms(piece, persons.by_word)]
                if not any(is_close(word, other) for word in wanted for other in told):
                    continue
                ways = [way for way in _TO.finditer(piece) if way["word"] == said["word"] and not way["not"]]
                named = [persons.by_word.get(fold(way["name"]), frozenset()) for way in ways]
                if ways and all(named) and not any(each & people for each in named):
                    return said["name"]
    return ""
