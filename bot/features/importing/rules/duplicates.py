"""B6: who of a file is known already, and why that seems so; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz

from bot.core.naming import company_key, same_company
from bot.features.importing.rules.entries import PersonRead
from bot.features.importing.rules.values import phone_key
from bot.language.names import name_key

_ALIKE = 88
"""From so many of a hundred on, two names are spellings of one."""
_MOST_COMPARED = 400
"""People of one company or family name that a name is compared with."""
_SHORTEST_NUMBER = 7


class Sameness(StrEnum):
    """Why somebody in a file may be known already."""

    MAIL = "mail"
    PHONE = "phone"
    NAME = "name"
    SIMILAR_NAME = "similar-name"
    COMPANY = "company"
    OTHER_COMPANY = "other-company"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPerson:
    """A contact as far as it is compared with people of a file."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Somebody of the file, by their line, who may be a contact."""

    line: int
    contact_id: str
    reasons: tuple[Sameness, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it can hardly be somebody else: the same mail address, or name and company."""
        return Sameness.MAIL in self.reasons or {Sameness.NAME, Sameness.COMPANY} <= set(self.reasons)


def find_duplicates(people: Sequence[PersonRead], known: Iterable[ComparedPerson]) -> list[Duplicate]:
    """Return of each person who may be known the contact who is likeliest the same."""
    index = _Index(list(known))
    return [found for person in people if (found := index.likeliest(person)) is not None]


def take_once(people: Sequence[PersonRead]) -> tuple[list[PersonRead], int]:
    """Return the people with those who stand in the file several times as one, and how many were left out.

    They are one where the name is the same, and the mail address or the company is, or neither is known.
    """
    kept: list[PersonRead] = []
    places: dict[tuple[str, str], int] = {}
    companies: dict[str, str] = {}
    for person in people:
        name = name_key(person.name)
        company = companies.setdefault(person.company, company_key(person.company))
        keys = [(name, mail) for mail in person.emails]
        keys += [(name, f"at {company}")] if company else []
        keys += [(name, "")] if not company and not person.emails else []
        place = next((places[key] for key in keys if key in places), None)
        if place is None:
            place = len(kept)
            kept.append(person)
        else:
            kept[place] = _both(kept[place], person)
        places.update({key: place for key in keys if key not in places})
    return kept, len(people) - len(kept)


def _both(first: PersonRead, other: PersonRead) -> PersonRead:
    return replace(
        first,
        company=first.company or other.company,
        title=first.title or other.title,
        emails=tuple(dict.fromkeys((*first.emails, *other.emails))),
        phones=tuple({phone_key(each): each for each in (*other.phones, *first.phones)}.values()),
        birthday=first.birthday or other.birthday,
        place=first.place or other.place,
        tags=tuple(dict.fromkeys((*first.tags, *other.tags))),
        links=tuple(dict.fromkeys((*first.links, *other.links))),
    )


@dataclass
class _Index:
    """The contacts by what people of a file are found by."""

    known: list[ComparedPerson]
    _keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _companies: dict[str, str] = field(default_factory=dict)
    _by: dict[tuple[str, str], list[ComparedPerson]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.known:
            names = tuple(filter(None, map(name_key, (each.name, *each.aliases))))
            self._keys[each.id] = names
            entries = {("mail", mail.lower()) for mail in each.emails}
            entries |= {("phone", key) for key in map(phone_key, each.phones) if len(key) >= _SHORTEST_NUMBER}
            entries |= {("family", name.split()[-1]) for name in names} | {("name", name) for name in names}
            if company := self._company(each.company):
                entries.add(("company", company))
            for entry in entries:
                self._by.setdefault(entry, []).append(each)

    def likeliest(self, person: PersonRead) -> Duplicate | None:
        """Return the contact who is likeliest the same; None where nobody seems so."""
        name = name_key(person.name)
        places = [*(("mail", mail) for mail in person.emails), ("name", name)]
        places += [("phone", phone_key(each)) for each in person.phones]
        candidates = {each.id: each for place in places for each in self._by.get(place, ())}
        company = self._company(person.company)
        for place in (("family", name.split()[-1] if name else ""), ("company", company)):
            near = self._by.get(place, ())
            if len(near) <= _MOST_COMPARED:
                candidates |= {each.id: each for each in near}
        found = [(each, self._reasons(person, name, company, each)) for each in candidates.values()]
        weighed = [(sum(_WEIGHTS[reason] for reason in why), each, why) for each, why in found if why]
        if not weighed:
            return None
        _, best, reasons = max(weighed, key=lambda entry: entry[0])
        return Duplicate(person.line, best.id, reasons)

    def _reasons(
        self, person: PersonRead, name: str, company: str, known: ComparedPerson
    ) -> tuple[Sameness, ...]:
        reasons: list[Sameness] = []
        theirs = self._company(known.company)
        if set(person.emails) & {mail.lower() for mail in known.emails}:
            reasons.append(Sameness.MAIL)
        numbers = {key for key in map(phone_key, person.phones) if len(key) >= _SHORTEST_NUMBER}
        if numbers & set(map(phone_key, known.phones)):
            reasons.append(Sameness.PHONE)
        named = _named_alike(name, self._keys[known.id])
        at_one = bool(company and theirs) and same_company(company, theirs)
        if named is not None:
            reasons.append(named)
            reasons += [Sameness.COMPANY] if at_one else []
            reasons += [Sameness.OTHER_COMPANY] if company and theirs and not at_one else []
        if Sameness.MAIL in reasons or named is Sameness.NAME:
            return tuple(reasons)
        if named is Sameness.SIMILAR_NAME and (at_one or Sameness.PHONE in reasons):
            return tuple(reasons)
        return ()

    def _company(self, name: str) -> str:
        if name not in self._companies:
            self._companies[name] = company_key(name) if name else ""
        return self._companies[name]


_WEIGHTS = {
    Sameness.MAIL: 8.0,
    Sameness.PHONE: 2.0,
    Sameness.NAME: 3.0,
    Sameness.SIMILAR_NAME: 1.0,
    Sameness.COMPANY: 2.0,
    Sameness.OTHER_COMPANY: -1.0,
}


def _named_alike(name: str, keys: Iterable[str]) -> Sameness | None:
    alike = None
    for key in keys:
        if key == name or sorted(key.split()) == sorted(name.split()):
            return Sameness.NAME
        if fuzz.ratio(key, name, score_cutoff=_ALIKE) or _abbreviates(key, name):
            alike = Sameness.SIMILAR_NAME
    return alike


def _abbreviates(a: str, b: str) -> bool:
    """Return whether two names differ only in initials or middle names: "a ruiz", "ana m ruiz" and
    "ana ruiz"."""
    first, other = a.split(), b.split()
    if len(first) < 2 or len(other) < 2 or first[-1] != other[-1]:
        return False
    one, two = first[0], other[0]
    return one == two or (one[0] == two[0] and (len(one) == 1 or len(two) == 1))
