"""Whether the right person, company and number stand together in a sentence (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.terms import is_close, is_like, sentences_in, telling_terms, terms_in
from bot.coach.rules.lexicon import lexicon
from bot.language.names import fold, short_forms, word_set

_PIECE = re.compile(
    r"[.;:!?\n()]\s*|,\s+|\s+-\s+|\s*[\u2013\u2014]\s*|\s+(?:and|but|while|whereas)\s+(?=[A-Z])|"
    r"\s+(?:but|while|whereas)\s+"
)
_AT = re.compile(r"\b(?:at|with|for|from|of|joined|joins|left)\s+(?:the\s+)?(?P<name>[A-Z][\w&'\u2019-]*)")
_WORKS = re.compile(
    r"\b(?:works?|working|is|now|employed|sits|based)\b[^.;,]{0,40}\b(?:at|with|"
    r"for)\s+(?:the\s+)?(?P<name>[A-Z][\w&'\u2019-]*)"
)
_OWN_COMPANY = re.compile(
    r"['\u2019]s\s+(?:company|employer|firm)\s+is\s+(?:the\s+)?(?P<name>[A-Z][\w&'\u2019-]*)"
)
_HELD_AT = re.compile(r"['\u2019]s\s+\w+(?:\s+\w+)?\s+at\s+(?P<name>[A-Z][\w&'\u2019-]*)")
_COMPANY = re.compile(r"\bCompany:\s*(?P<name>[^.;\n]+)")
_IN_BRACKETS = re.compile(r"(?P<person>[A-Z][\w'\u2019-]+)\s*\((?P<name>[A-Z][^()]{1,60})\)")
_CAME = re.compile(r"\b(?:joined|joins|moved|moves|started|starts|now|new|switched|changed)\b", re.IGNORECASE)
_EMPLOYED = re.compile(
    r"(?:\b(?:at|of|for|with|joined|joins|in|into|to|via|runs|heads|leads|owns|founded|now|new:?|"
    r"c/o)\b(?:\s+the)?\s*|"
    r"(?:company|employer):\s*|[(,@/-]\s*)(?:\w+\s+){0,2}$|^\s*$"
)
_LEFT = re.compile(
    r"\b(?:left|leaves|leaving|quit|ex|formerly|former|was at|until|till|before that|used to be (?:at|"
    r"with)|previously (?:at|with)|before at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_IS_PASSIVE = re.compile(r"\bby\b", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)*")
_SMALL = word_set("a an the to from of and with his her their is was has had will for in on at as")
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
_SHORTEST = 3
_VERB = 3
"""How many shared words the verb counts for where it is asked of whom something is told."""
_OF = re.compile(
    r"(?P<name>[\w-]+)['\u2019]s?\s+(?:new\s+|old\s+)?(?P<who>boss|deputy|assistant|successor|predecessor|manager|wife|husband|daughter|son|"
    r"brother|sister|colleague|partner|mentor|idea|plan|proposal)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:used to (?:work|be)|formerly|previously|was|worked|former|before)\b[^.;,]{0,30}\b(?:at|with|for)\s+(?:the\s+)?(?P<name>[A-Z][\w&'\u2019-]*)"
)
_STATED = r"\s+(?:from|of|at|with)\s+(?:the\s+)?(?P<name>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*)*)"
_NESTED = re.compile(r",\s*(?:who|whom|whose|which|with whom)\b[^,]*,")
_TO = re.compile(
    r"(?P<not>\bnot\s+)?\b(?P<word>to|from)\s+(?P<name>[A-Z][\w'\u2019-]*|her|him|them|me|us|you)\b"
)


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is known by which folded word: each word with the people whom it may mean."""

    by_word: dict[str, frozenset[str]]

    def within(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """Return who is named in a text and where; a given name of nobody known is a person of its own."""
        found: list[tuple[int, frozenset[str]]] = []
        for term in terms_in(text):
            if term.word in self.by_word:
                found.append((term.start, self.by_word[term.word]))
            elif (
                text[term.start : term.start + 1].isupper()
                and term.word in lexicon().given_names - lexicon().names_that_are_words
            ):
                alike = [people for word, people in self.by_word.items() if _may_be(term.word, word)]
                found.append((term.start, alike[0] if alike else frozenset({term.word})))
        return found


def _may_be(short: str, word: str) -> bool:
    return min(len(short), len(word)) >= _SHORTEST and (word.startswith(short) or short.startswith(word))


def persons_of(sources: Iterable[GroundSource]) -> Persons:
    """Return the people of the sources by the words of their names."""
    found: dict[str, set[str]] = {}
    for person in {person for source in sources for person in source.people}:
        words = [term.word for term in terms_in(person)]
        for word in (*words, *(short for each in words[:1] for short in short_forms(each))):
            found.setdefault(word, set()).add(person)
    return Persons({word: frozenset(people) for word, people in found.items()})


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
        or _was_or_is_there(text, sources)
        or _company_of_another(text, people, sources, persons)
        or _not_their_company(text, who, sources, others)
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
                fits = not before or bool(before & who) or headed
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
            between = {term.word for term in terms_in(said[start:behind])[1:]}
            verbs = {word for word in between if word not in persons.by_word and word not in _SMALL}
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


def _was_or_is_there(text: str, sources: Sequence[GroundSource]) -> str:
    """Return a company that a sentence tells as former where its sources have somebody go there."""
    said = _FORMER.search(text)
    if said is None:
        return ""
    name = re.escape(said["name"])
    to = re.compile(
        rf"(?:\bjoined|\bto|\bnow (?:at|with)|\b(?:left|leaves)\b[^.;]{{1,40}}\bfor)\s+(?:the\s+)?{name}",
        re.IGNORECASE,
    )
    came = re.compile(rf"\b{name}[^.;,]{{0,12}},?\s+(?:since|now)\b", re.IGNORECASE)
    return said["name"] if any(to.search(each.text) or came.search(each.text) for each in sources) else ""


def _company_of_another(
    text: str, people: Sequence[tuple[int, frozenset[str]]], sources: Sequence[GroundSource], persons: Persons
) -> str:
    """Return a company that stands at somebody else in every source that has it."""
    for match in _AT.finditer(text):
        word = fold(match["name"])
        before = [each for start, each in people if start < match.start("name")]
        if word in persons.by_word or not before:
            continue
        holders = [holder for source in sources for holder in _holders(word, source.text, persons)]
        if holders and all(holder and not holder & before[-1] for holder in holders):
            return match["name"]
    return ""


def _holders(word: str, text: str, persons: Persons) -> Iterable[frozenset[str]]:
    """Whom each mention of a word stands behind, within its sentence; nobody where it stands alone."""
    for sentence in sentences_in(text):
        for term in terms_in(sentence):
            if term.word == word:
                before = [each for start, each in persons.within(sentence) if start < term.start]
                yield before[-1] if before else frozenset()


def _not_their_company(
    text: str, who: set[str], sources: Sequence[GroundSource], others: Sequence[GroundSource]
) -> str:
    """Return a company that a sentence gives somebody for whom the sources know another one."""
    match = _WORKS.search(text) or _HELD_AT.search(text) or _OWN_COMPANY.search(text)
    if match is None:
        return ""
    word = fold(match["name"])
    everything = [*sources, *others]
    for source in everything:
        place = re.search(rf"\b{re.escape(match['name'])}", source.text, re.IGNORECASE)
        if place and _LEFT.search(source.text[: place.start()]):
            return match["name"]
    if any(_CAME.search(source.text) for source in everything if word in fold(source.text)):
        return ""
    if not any(_is_employed(word, source) for source in sources):
        return match["name"]
    stored = [
        found["name"]
        for source in everything
        if set(source.people) <= who
        for found in _COMPANY.finditer(source.text)
    ]
    words = {w for person in who for w in fold(person).split()}
    stored += [
        found["name"]
        for source in everything
        for found in _IN_BRACKETS.finditer(source.text)
        if fold(found["person"]) in words
    ]
    for source in everything:
        for given in words:
            stored += [
                found["name"] for found in re.finditer(rf"\b(?i:{re.escape(given)}){_STATED}", source.text)
            ]
    if stored and not any(word in fold(name) or _is_acronym(match["name"], name) for name in stored):
        return match["name"]
    return ""


def _is_employed(word: str, source: GroundSource) -> bool:
    """Return whether a source puts a company beside somebody as theirs: at it, from it, in brackets."""
    if source.day is None:
        return True
    folded = fold(source.text)
    matches = list(re.finditer(rf"\b{re.escape(word)}", folded))
    return not matches or any(_EMPLOYED.search(folded[max(0, m.start() - 28) : m.start()]) for m in matches)


def _is_acronym(short: str, name: str) -> bool:
    return (
        "".join(word[0] for word in name.split()).casefold().startswith(short.casefold()) and len(short) > 1
    )


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


def wrong_number_of(text: str, sources: Sequence[str], names: frozenset[str]) -> str:
    """Return a number of a sentence that its sources give for something else, empty where there is none.

    "250k for phase one and 90k for phase two" does not give 250,000 for phase two.
    """
    figures = figures_in(text)
    if not figures:
        return ""
    said = _around(text, names)
    for source in sources:
        pieces = [
            piece
            for piece in re.split(r"[.;\n]|,\s|\s+(?:and|but|then|plus|while)\s+", source)
            if piece.strip()
        ]
        for figure in figures:
            having = [
                piece for piece in pieces if any(each.value == figure.value for each in figures_in(piece))
            ]
            rest = [piece for piece in pieces if piece not in having and figures_in(piece)]
            if len(having) != 1:
                continue
            here = _around(having[0], names)
            for piece in rest:
                values = {each.value for each in figures_in(piece)}
                if values & {each.value for each in figures if each is not figure and each.value > 12}:
                    continue
                there = _around(piece, names)
                more = {w for w in said if _has(w, there) and not _has(w, here)}
                fewer = {w for w in said if _has(w, here) and not _has(w, there)}
                if more and not fewer:
                    return figure.written.strip()
    return ""


def _around(text: str, names: frozenset[str]) -> frozenset[str]:
    small = {
        each.word
        for each in terms_in(text)
        if each.word in ("one", "two", "three", "four", "first", "second", "third")
    }
    return frozenset({term.word for term in telling_terms(text, names)} | small)


def _has(word: str, words: frozenset[str]) -> bool:
    return any(is_close(word, other) for other in words)
