"""What a question itself tells: whom it names, which words count, which time it means (B2)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.language.concepts import KINDS, SAME
from bot.language.names import PARTICLES, NameParts, fold, short_forms, split_name, word_set
from bot.language.question_times import MONTH_NUMBERS, time_range_of
from bot.language.question_words import COMMON, FORMS, NAMES_THAT_ARE_WORDS, NUMBERS

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*(?:-[^\W_]+)*")
_BETWEEN_SENTENCES = frozenset({"", *".!?:;"})
_HOW_MUCH = re.compile(
    r"\bhow (?:many|much|old|long|big|large|high|early|often|tall|far|wrong)\b"
    r"|\b(?:price|number|budget|salary|birthday|b-?day|share|cost|age)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(sorted(NUMBERS))})\b", re.IGNORECASE)


_DETAILS = (
    (
        re.compile(r"\b(?:phone|telephone|mobile|cell|fax) ?(?:number|no)\b", re.IGNORECASE),
        re.compile(r"\d(?:[ ()./-]?\d){5}"),
    ),
    (re.compile(r"\be-?mail(?: address)?\s*\??$|\be-?mail address\b", re.IGNORECASE), re.compile(r"\S@\S")),
)
_NEXT = re.compile(
    r"\b(?:next|upcoming)\b(?! (?:to|steps?|week|month|quarter|year)\b)"
    r"|\bwhen (?:do|will|shall|am|are) (?:i|we)\b.*\b(?:meet|see|talk|call|visit)(?:ing)?\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:new|news|latest|lately|recent(?:ly)?|last|updates?|say|said|know|hear|heard|tell|told|talk(?:ed)?"
    r"|discuss(?:ed)?|happen(?:ed|ing|s)?|mention(?:ed)?|going on)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the member knows, under every name they go by; `company` is their account's name."""

    contact_id: str
    names: tuple[str, ...]
    company: str = ""


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question, read. `terms` are the stems of the words that count, names of contacts left out."""

    terms: frozenset[str]
    codes: frozenset[str]
    """Words with a digit or all in capitals: to be found as they are."""
    strangers: frozenset[str]
    """Words with a capital that name no contact: companies, products, people who are not known."""
    contacts: frozenset[str]
    colleagues: frozenset[str]
    """Contacts of a company that is named; weaker than being named oneself."""
    names: frozenset[str] = frozenset()
    """Stems of the words that name contacts."""
    since: date | None = None
    until: date | None = None
    wants_number: bool = False
    ahead_of: date | None = None
    """The day from which on the answer has to lie, where a question asks for what comes next."""
    wants_detail: re.Pattern[str] | None = None
    """What a telephone number or a mail address looks like, where one is asked for."""


def read_question(question: str, known: Sequence[KnownPerson], today: date) -> ParsedQuestion:
    """Return what a question tells by its words; `today` is the member's local date."""
    words = _WORD.findall(question)
    named, spent = _named(words, known)
    companies = frozenset(companies_named(question, list(dict.fromkeys(each.company for each in known))))
    since, until = time_range_of(question, today)
    rest = [word for word in words if fold(_bare(word)) not in spent]
    telling = [word for word in rest if fold(_bare(word)) not in COMMON]
    return ParsedQuestion(
        terms=frozenset(stem(word) for word in telling),
        codes=frozenset(fold(word) for word in rest if _is_code(word)),
        strangers=frozenset(
            stem(word) for word in telling if word[0].isupper() and word != words[0] and not _is_time(word)
        ),
        contacts=frozenset(named),
        colleagues=frozenset(each.contact_id for each in known if each.company in companies)
        - frozenset(named),
        names=frozenset(stem(word) for word in words if fold(_bare(word)) in spent),
        since=since,
        until=until,
        wants_number=bool(_HOW_MUCH.search(question)),
        ahead_of=today if _NEXT.search(question) else None,
        wants_detail=next((looks for asks, looks in _DETAILS if asks.search(question)), None),
    )


def stems(text: str) -> frozenset[str]:
    """Return the stems of all words of a note, its codes whole and in parts."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        found.add(stem(word))
        if "-" in word:
            found.update(stem(part) for part in word.split("-"))
    return frozenset(found)


def holds_number(text: str) -> bool:
    """Return whether a text has a number in figures or words."""
    return bool(_NUMBER.search(text))


def stem(word: str) -> str:
    """Return a word without its ending, cut to its first letters: "reported" and "reports" are one."""
    bare = fold(_bare(word))
    if _is_code(word):
        return bare
    bare = FORMS.get(bare, bare)
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            bare = bare[: -len(ending)]
            break
    return (bare[:-1] if len(bare) > 4 and bare[-1] in "ey" else bare)[:7]


def speaks_of(term: str, held: frozenset[str]) -> bool:
    """Return whether a note with these stems has the term or another word for the same thing."""
    return term in held or not _SAME.get(term, frozenset()).isdisjoint(held)


def is_plain_fact(term: str) -> bool:
    """Return whether a stem asks for a plain fact (a birthday, a price), which notes state in few words."""
    return term in _KINDS


def has_other_words(term: str) -> bool:
    """Return whether other words for what a stem says are known, so that their absence tells something."""
    return term in _SAME


def proper_names(terms: frozenset[str], texts: Sequence[str]) -> frozenset[str]:
    """Return those stems whose words are written only with a capital within the sentences of the notes."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            if stem(match[0]) not in terms:
                continue
            if match[0][0].islower():
                small.add(stem(match[0]))
            elif text[max(0, match.start() - 2) : match.start()].strip()[-1:] not in _BETWEEN_SENTENCES:
                capital.add(stem(match[0]))
    return frozenset(capital - small)


def without_names(question: str, known: Sequence[KnownPerson]) -> str:
    """Return the question without the names of contacts, which make every note on them look near."""
    _, spent = _named(_WORD.findall(question), known)
    rest = _WORD.sub(lambda match: "" if fold(_bare(match[0])) in spent else match[0], question)
    return " ".join(rest.split())


def spans_of_names(text: str, known: Sequence[KnownPerson]) -> list[tuple[int, int]]:
    """Return where a text names contacts, each name whole, an apostrophe and its s left out."""
    _, spent = _named(_WORD.findall(text), known)
    spans: list[tuple[int, int]] = []
    is_open = False
    for word in _WORD.finditer(text):
        bare = _bare(word[0])
        if fold(bare) not in spent:
            is_open = False
            continue
        end = word.start() + len(bare)
        goes_on = is_open and not text[spans[-1][1] : word.start()].strip()
        start = spans.pop()[0] if goes_on else word.start()
        spans.append((start, end))
        is_open = bare == word[0]
    return spans


def with_apostrophes(question: str, known: Sequence[KnownPerson]) -> str:
    """Return the question with the apostrophes that hasty hands leave out: "omars boss" is "omar's boss".

    Only after names of contacts that are no other words, and where nobody is called so with the s.
    """
    forms = {form for each in known for name in each.names for form in _forms(split_name(name))}

    def mend(match: re.Match[str]) -> str:
        word, name = match[0], fold(match[0][:-1])
        is_name = name in forms and fold(word) not in forms and len(name) > 2 and _may_be_name(name)
        return f"{word[:-1]}'s" if is_name and word[-1] == "s" else word

    return _WORD.sub(mend, question)


def companies_named(question: str, companies: Sequence[str]) -> tuple[str, ...]:
    """Return those of the companies that a question names."""
    words = _WORD.findall(question)
    said = [fold(_bare(word)) for word in words]
    return tuple(company for company in companies if _says(words, said, company))


def flexible_name(company: str) -> str:
    """Return a pattern for a company's name, or for its first word where that is how people call it."""
    words = [re.escape(word) for word in company.split()]
    tail = "".join(rf"(?:\s+{word})?" for word in words[1:])
    return rf"\b{words[0]}{tail}(?!\w)(?:['\u2019]s)?"


def asks_for_news(question: str, asked: ParsedQuestion, companies: Sequence[str] = ()) -> bool:
    """Return whether a question asks for whatever is known of somebody, and for nothing in particular."""
    named = {stem(word) for company in companies for word in _WORD.findall(company)}
    return bool(_NEWS.search(question)) and asked.terms <= named | _ANYTHING


def _named(words: Sequence[str], known: Sequence[KnownPerson]) -> tuple[set[str], set[str]]:
    """Return the contacts that are named, full names before first names, and the folded words naming them."""
    capital = {fold(_bare(word)) for word in words if word[:1].isupper()}
    said = {fold(_bare(word)) for word in words}
    said = {word for word in said if word in capital or _may_be_name(word)}
    names = [(each.contact_id, split_name(name)) for each in known for name in each.names]
    whole = [(id, name) for id, name in names if len(name.words) > 1 and said.issuperset(name.words)]
    spent = {word for _, name in whole for word in name.words}
    partly = [(id, name) for id, name in names if _forms(name) & said - spent]
    spent |= {form for _, name in partly for form in _forms(name) & said}
    return {id for id, _ in [*whole, *partly]}, spent


def _may_be_name(word: str) -> bool:
    """Return whether a word in small letters may be somebody's name: "bo" may, "an" and "will" may not."""
    return word not in NAMES_THAT_ARE_WORDS and (len(word) > 2 or (len(word) == 2 and word not in COMMON))


def _forms(name: NameParts) -> set[str]:
    return {name.given, name.family, *name.family.split(), *short_forms(name.given)} - PARTICLES - {""}


def _says(words: Sequence[str], said: Sequence[str], company: str) -> bool:
    """Return whether words name a company; `said` are the same words folded."""
    wanted = [fold(word) for word in _WORD.findall(company)]
    if not wanted or wanted[0] not in said:
        return False
    is_small = not any(word[0].isupper() for word in words)
    return any(said[start : start + len(wanted)] == wanted for start in range(len(said))) or (
        len(wanted) > 1
        and len(wanted[0]) > 3
        and any(
            word == wanted[0] and (raw[0].isupper() or (is_small and len(word) > 4))
            for word, raw in zip(said, words, strict=True)
        )
    )


def _bare(word: str) -> str:
    return re.sub(r"['\u2019]s?$", "", word)


def _is_code(word: str) -> bool:
    return any(letter.isdigit() for letter in word) or (len(word) > 1 and word.isupper())


def _is_time(word: str) -> bool:
    return fold(word) in MONTH_NUMBERS or fold(word) in {fold(day) for day in calendar.day_name}


_ANYTHING = frozenset(
    stem(word)
    for word in word_set(
        "anything something everything latest lately recent recently update updates going happens"
    )
)
"""Words besides the common ones that ask for nothing in particular."""


def _by_stem(words: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, others in words.items():
        found[stem(word)] = found.get(stem(word), frozenset()) | {stem(other) for other in others}
    return found


_SAME = _by_stem(SAME)
_KINDS = frozenset(stem(word) for word in KINDS)
