"""Whether a sentence puts somebody at the company where its sources have them (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.persons import Persons
from bot.coach.model.grounding.terms import sentences_in, terms_in
from bot.language.names import fold

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


_FORMER = re.compile(
    r"\b(?:used to (?:work|be)|formerly|previously|was|worked|former|before)\b[^.;,]{0,30}\b(?:at|"
    r"with|for)\s+(?:the\s+)?(?P<name>[A-Z][\w&'\u2019-]*)"
)


_RELATED = re.compile(
    r"\b(?:boss|manager|colleagues?|deputy|assistant|team|successor|predecessor)\b", re.IGNORECASE
)
"""People of one company: what stands behind one of them may be said of the other."""


_STATED = r"\s+(?:from|of|at|with)\s+(?:the\s+)?(?P<name>[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*)*)"


def was_or_is_there(text: str, sources: Sequence[GroundSource]) -> str:
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


def company_of_another(
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
                is_related = _RELATED.search(sentence) is not None
                yield before[-1] if before and not is_related else frozenset()


def not_their_company(
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
