"""Who is named in a message: the reader's names, the member's own list, and never the member (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.known import companies_at, index_names
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.addressed import company_around, in_words
from bot.coach.rules.message.apposed_companies import apposed_companies, companies_told
from bot.coach.rules.message.name_places import company_at, person_at
from bot.coach.rules.message.name_spans import apart, unbroken
from bot.coach.rules.message.no_names import NO_NAMES, is_no_name, is_ruled_out
from bot.coach.rules.message.overlooked_people import joined_people, known_people
from bot.coach.rules.message.person_or_company import IN_BRACKETS, OF_BOTH, is_company, may_be_company
from bot.coach.rules.message.scene import NamePlace, PersonPlace, meets_any
from bot.coach.rules.message.told_names import with_told_names
from bot.coach.rules.message.whole_people import in_full
from bot.coach.rules.text import read
from bot.core.coaching.understanding import Circumstances
from bot.core.naming import company_key, same_company
from bot.language.legal_forms import is_legal_form
from bot.language.names import fold, split_name

_SURE = 0.5
"""A name less probable than this counts only where the member knows it."""
_SMALL_SURE, _WHOLE_SURE = 0.9, 0.45
_NEVER = 1.1
_SHORT = 3
_TOPIC = re.compile(r"\babout (?:the |his |her |their )?$", re.IGNORECASE)
"""Words before a topic: beside names with capitals, "worries about heliotropes" names nobody."""
_OF_THINGS = re.compile(
    r"\b(?:the|an?|her|his|their|our|my|your|its|some|any|no|more|these|those|this|likes?|loves?|hates?|"
    r"enjoys?|grows?|"
    r"plays?|collects?|breeds?|sells?|makes?|eats?|drinks?|builds?|buys?|needs?|uses?|of)\s+$",
    re.IGNORECASE,
)
"""Words before a thing: a word in small letters there names nobody, be it ever so rare."""
_BEFORE_NAME = 24
_JOB_SURE = 0.35
_BRACKETED = re.compile(r" \(([^\W_][\w&'\u2019.-]+(?: [\w&'\u2019.-]+)+)\)?")
_LEFT = re.compile(r"\b(?:moved|moves|moving|went|switched|changed) (?:over )?from\s+$", re.IGNORECASE)
_TO = re.compile(r" to ([A-Z][\w&'\u2019-]+(?: [A-Z][\w&-]+){0,3})")
_FOND = re.compile(r"-?(?:ji|la|bhai|ben|saab|sahib)$")
"""What is put behind a given name out of respect: "Gopalji"."""
_SURNAME_IS = re.compile(r"['\u2019]?s? (?:sur|last |family |full |maiden )name is ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The people, companies, jobs and the member's own name, each at its place."""

    people: tuple[PersonPlace, ...]
    companies: tuple[NamePlace, ...]
    jobs: tuple[NamePlace, ...]
    me: tuple[NamePlace, ...]


def find_named(text: str, spans: Sequence[NameSpan], circumstances: Circumstances, lexicon: Lexicon) -> Named:
    """Return whom and what a text names; what the member knows overrules the reader."""
    return _Finder(text, spans, circumstances, lexicon).named()


class _Finder:
    def __init__(
        self, text: str, spans: Sequence[NameSpan], circumstances: Circumstances, lexicon: Lexicon
    ) -> None:
        self._text, self._spans, self._lexicon = text, spans, lexicon
        self._index = index_names(circumstances.known_people, circumstances.known_companies)
        self._words = read(text).words
        self._own = [split_name(name).words for name in circumstances.me if "@" not in name]
        self._full = {name for names in self._index.people.values() for name in names}
        self._company_keys = {company_key(name): name for name in circumstances.known_companies}
        self._people: list[PersonPlace] = []
        self._companies = [
            NamePlace(self._words[first].start, self._words[last].end, name)
            for first, last, name in companies_at(self._words, self._index, lexicon)
        ]
        self._me: list[NamePlace] = []
        names = [text[one.start : one.end] for one in spans if one.as_person + one.as_company >= _SURE]
        self._has_capitals = any(name[:1].isupper() for name in names)

    def named(self) -> Named:
        """Return all that is named."""
        self._companies.extend(companies_told(self._text, self._companies, self._lexicon))
        read_spans = [part for one in unbroken(self._text, self._spans) for part in self._apart(one)]
        for span in with_told_names(self._text, read_spans, self._lexicon):
            self._add(span)
        self._add_moved_to()
        for place in known_people(self._words, self._index, self._spans, self._lexicon):
            self._add_overlooked(*place)
        for place in joined_people(self._text, tuple(self._people), self._spans, self._lexicon):
            self._add_overlooked(*place)
        self._companies.extend(apposed_companies(self._text, self._people, self._companies, self._lexicon))
        self._me.extend(self._named_me())
        people = sorted(self._people, key=lambda one: one.start)
        jobs = (
            NamePlace(span.start, span.end, self._text[span.start : span.end].strip(" ,.;:()"))
            for span in self._spans
            if span.label is NameLabel.JOB and span.probability >= _JOB_SURE
        )
        return Named(
            _without_surnames(self._text, _without_short_forms(self._text, _without_initials(people))),
            tuple(sorted(in_words(self._text, self._companies), key=lambda one: one.start)),
            tuple(jobs),
            tuple(sorted(self._me, key=lambda one: one.start)),
        )

    def _add(self, span: NameSpan) -> None:
        person = person_at(self._text, span.start, span.end)
        if person is None:
            return
        person = self._as_known(in_full(self._text, person, self._spans, self._companies, self._lexicon))
        words = split_name(person.written).words
        if meets_any(self._companies, person.start, person.end):
            return
        if is_ruled_out(self._text, person, words, self._lexicon):
            return
        known = words in self._full or (len(words) == 1 and words[0] in self._index.person_words)
        if not known and is_no_name(self._text, person, words):
            return
        if self._is_me(words):
            self._me.append(NamePlace(person.start, person.end, person.written))
        elif known or span.as_person + span.as_company >= self._sure_enough(person):
            if not known and self._is_company(span, person):
                self._add_company(span, min(span.start, person.start), words)
            elif not set(words) <= NO_NAMES:
                self._people.append(person)
                self._add_bracketed(span, person)

    def _as_known(self, person: PersonPlace) -> PersonPlace:
        """Return a person without an ordinary word that the reader took for a name: "Ben invoice"."""
        first, _, rest = person.written.partition(" ")
        plain = len(rest) > _SHORT and rest.islower() and set(fold(rest).split()) <= self._lexicon.common
        if not plain or fold(first) not in self._index.person_words:
            return person
        return replace(person, end=person.start + len(first), written=first)

    def _sure_enough(self, person: PersonPlace) -> float:
        """How probable a name has to be: beside capitals, one without is rather an ordinary word."""
        if OF_BOTH.search(self._text, max(0, person.start - 8), person.start):
            return IN_BRACKETS
        if not person.written.islower():
            return _WHOLE_SURE if " " in person.written else _SURE
        words = set(split_name(person.written).words)
        names = (self._lexicon.given_names, self._lexicon.names_that_are_words)
        is_name = not all(words.isdisjoint(each) for each in names)
        before = self._text[max(0, person.start - _BEFORE_NAME) : person.start]
        if not is_name and (_TOPIC.search(before) or _OF_THINGS.search(before)):
            return _NEVER
        return _SMALL_SURE if self._has_capitals else _SURE

    def _is_company(self, span: NameSpan, person: PersonPlace) -> bool:
        key = company_key(person.written)
        if any(same_company(key, known) and len(key) > _SHORT for known in self._company_keys):
            return True
        last = self._people[-1] if self._people else None
        return is_company(self._text, span, person, last, self._lexicon)

    def _add_company(self, span: NameSpan, start: int, words: Sequence[str]) -> None:
        company = company_at(self._text, start, span.end)
        if addressed := company_around(self._text, start):
            company = NamePlace(start, *addressed)
        if company is not None and may_be_company(
            self._text, company, words, self._companies, self._company_keys, self._lexicon
        ):
            known = self._company_keys.get(company_key(company.written), company.written)
            self._companies.append(NamePlace(company.start, company.end, known))

    def _add_bracketed(self, span: NameSpan, person: PersonPlace) -> None:
        """Take words in brackets behind a Latin name for the company: "Celine Arnaud (Arnaud Optique)"."""
        inside = _BRACKETED.match(self._text, person.end, min(span.end + 1, len(self._text)))
        whole = _BRACKETED.match(self._text, person.end)
        if whole is not None and not whole[1][0].islower() and is_legal_form(fold(whole[1].split()[-1])):
            inside = whole
        if inside is not None and person.written.isascii():
            self._companies.append(NamePlace(inside.start(1), inside.end(1), inside[1]))

    def _apart(self, span: NameSpan) -> Iterator[NameSpan]:
        """Yield the names of a span; what a plus joins are people where each begins as a person's name."""
        names = self._text[span.start : span.end].split(" + ")
        first = [fold(name).split()[:1] for name in names]
        known = self._index.person_words | self._lexicon.given_names
        if len(names) > 1 and all(words and words[0] in known for words in first):
            sure = max(span.as_person, span.as_company)
            span = replace(span, label=NameLabel.PERSON, as_person=sure, as_company=0.0)
        return apart(self._text, span)

    def _add_moved_to(self) -> None:
        """Add where somebody went: "moved from Oakmere Bank to Tailwind"."""
        for company in tuple(self._companies):
            to = _TO.match(self._text, company.end)
            left = _LEFT.search(self._text, max(0, company.start - 24), company.start)
            if to is None or left is None or meets_any(self._companies, to.start(1), to.end(1)):
                continue
            self._people = [one for one in self._people if one.start != to.start(1)]
            self._companies.append(NamePlace(to.start(1), to.end(1), to[1]))

    def _is_me(self, words: tuple[str, ...]) -> bool:
        """Whether words are the member's own name or a part of it, and nobody else's that is known."""
        if not words or words in self._full:
            return False
        return any(set(words) <= set(me) and (words[0] == me[0] or len(words) > 1) for me in self._own)

    def _add_overlooked(self, start: int, end: int) -> None:
        if not meets_any(self._people, start, end) and not meets_any(self._companies, start, end):
            person = person_at(self._text, start, end)
            if person is not None:
                self._people.append(person)

    def _named_me(self) -> Iterator[NamePlace]:
        """Yield the places of the member's own given name that the reader did not take for a name."""
        own = {me[0] for me in self._own if me}
        named: list[NamePlace | PersonPlace] = [*self._me, *self._people]
        for word in self._words:
            if word.folded in own and not meets_any(named, word.start, word.end):
                yield NamePlace(word.start, word.end, word.written)


def _without_initials(people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people without single letters that stand for somebody named in full: "S. is the new CFO"."""
    initials = {fold(one.written)[0] for one in people if len(one.written) > 2}
    return tuple(
        one for one in people if len(one.written.rstrip(".")) != 1 or fold(one.written)[0] not in initials
    )


def _without_short_forms(text: str, people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people without "Gopalji" beside Gopal Thapa, and "Temi" below a mail by Temitope Ade."""
    given = {fold(one.written.split()[0]) for one in people if " " in one.written}

    def is_short(one: PersonPlace) -> bool:
        word = fold(one.written)
        signs = text[one.start - 1 : one.start] == "\n" and text[one.end : one.end + 1] == "\n"
        begins = signs and len(word) > _SHORT and any(name.startswith(word) for name in given - {word})
        return " " not in word and (begins or _FOND.sub("", word) in given - {word})

    return tuple(one for one in people if not is_short(one))


def _without_surnames(text: str, people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people without what is only said to be another's name: "Jill's surname is Sanders"."""
    return tuple(
        one
        for at, one in enumerate(people)
        if not (at and _SURNAME_IS.fullmatch(text[people[at - 1].end : one.start]))
    )
