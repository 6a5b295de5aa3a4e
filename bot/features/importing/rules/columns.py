"""B6: what the columns of a table hold, by their names and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from bot.features.importing.rules.entries import FileSource
from bot.features.importing.rules.values import is_honorific, is_mail, read_links, read_phones
from bot.language.names import fold


class ColumnRole(StrEnum):
    """What a column holds."""

    NAME = "name"
    FIRST = "first name"
    MIDDLE = "middle name"
    LAST = "last name"
    COMPANY = "company"
    TITLE = "title"
    EMAIL = "email"
    PHONE = "phone"
    BIRTHDAY = "birthday"
    BIRTH_DAY = "birth-day"
    BIRTH_MONTH = "birth-month"
    BIRTH_YEAR = "birth-year"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    TAGS = "tags"
    LINK = "link"
    NOTHING = "nothing"
    """It is not taken in."""


_OWN = r"(?:primary |secondary |work |home |business |personal |additional |other |main )?"
_AT = r"(?:mailing |business |work |home |other |billing |address \d - )?"
_NAMES: tuple[tuple[ColumnRole, str], ...] = (
    (ColumnRole.FIRST, r"first ?name|given name|fore ?name|vorname|prenom|nombre|nome|voornaam"),
    (ColumnRole.MIDDLE, r"(?:middle|additional) name|middle|zweiter vorname"),
    (
        ColumnRole.LAST,
        r"last ?name|family name|surname|nach ?name|familienname|nom(?: de famille)?|apellidos?|cognome|"
        r"achternaam",
    ),
    (
        ColumnRole.NAME,
        r"(?:full|display|contact|complete|person'?s?|file as)? ?name|contact|person|anzeigename|"
        r"voller name|nom complet|nombre completo|naam|who|kontakt(?:person|name)?|ansprechpartner(?:in)?|"
        r"contacto|contatto|contactpersoon|mitarbeiter(?:in)?",
    ),
    (
        ColumnRole.COMPANY,
        r"(?:associated |current |primary )?(?:company|account|organi[sz]ation|employer|firm)(?: ?name)?|"
        r"organi[sz]ation(?: \d)?(?: -)? name|firma|unternehmen|societe|entreprise|empresa|azienda|bedrijf",
    ),
    (
        ColumnRole.TITLE,
        r"job ?title|position|role|occupation|organi[sz]ation(?: \d)?(?: -)? title|title|titel|"
        r"berufsbezeichnung|funktion|poste|fonction|cargo|puesto|qualifica|functie",
    ),
    (
        ColumnRole.EMAIL,
        _OWN + r"e-?mail(?: ?\d)?(?: ?- ?(?:value|address))?(?: addresse?s?)?(?: \d)?|"
        r"e-?mail-?adresse(?: \d)?|mail|courriel|correo(?: electronico)?|adresse e-?mail|mailadresse",
    ),
    (
        ColumnRole.PHONE,
        rf"(?:{_OWN}|company main |mobile |cell |assistant'?s? |car )"
        r"(?:tele)?phone(?: ?\d)?(?: ?- ?value)?(?: number)?(?: \d)?|mobile(?: number| phone number)?|"
        r"cell|direct line|telefon(?:nummer)?(?: \(?(?:geschaftlich|privat|mobil)\)?)?|"
        r"mobil(?:telefon|nummer)?|handy|portable|telefono|movil|cellulare|telefoon",
    ),
    (
        ColumnRole.BIRTHDAY,
        r"birthday|birth ?date|date of birth|dob|geburtstag|geburtsdatum|anniversaire|cumpleanos",
    ),
    (ColumnRole.BIRTH_DAY, r"(?:birth day|day\s+of\s+birth)"),
    (ColumnRole.BIRTH_MONTH, r"birth ?month"),
    (ColumnRole.BIRTH_YEAR, r"birth ?year"),
    (ColumnRole.CITY, _AT + r"(?:city|town)|ort|stadt|ville|ciudad|citta|location|place"),
    (ColumnRole.REGION, _AT + r"(?:state|province|region|state/region)(?:/province)?"),
    (ColumnRole.COUNTRY, _AT + r"country(?:/region)?|land|pays|pais|paese"),
    (ColumnRole.TAGS, r"tags?|labels?|categor(?:y|ies)|group membership|groups?|kategorien?|schlagworte"),
    (
        ColumnRole.LINK,
        r"url|linkedin(?: url| profile| bio)?|profile(?: url)?|homepage|"
        r"web ?(?:page|site)(?: \d)?(?: - value| url)?",
    ),
)
_PATTERNS = tuple((role, re.compile(words)) for role, words in _NAMES)
_SIGNATURES: tuple[tuple[FileSource, tuple[str, ...]], ...] = (
    (FileSource.LINKEDIN, ("connected on", "position")),
    (FileSource.GOOGLE, ("e-mail 1 - value",)),
    (FileSource.OUTLOOK, ("e-mail address", "business phone")),
    (FileSource.THUNDERBIRD, ("primary email", "screen name")),
    (FileSource.HUBSPOT, ("record id",)),
    (FileSource.HUBSPOT, ("lead status", "contact owner")),
    (FileSource.SALESFORCE, ("account name", "mailing city")),
    (FileSource.SALESFORCE, ("account name", "account owner")),
    (FileSource.SALESFORCE, ("accountid", "lastname")),
)
_SEVERAL = (ColumnRole.EMAIL, ColumnRole.PHONE, ColumnRole.LINK, ColumnRole.TAGS, ColumnRole.NOTHING)
_ONCE = tuple(role for role in ColumnRole if role not in _SEVERAL)
"""Roles that one column alone has: of several with such a name, the first that is filled."""
_HEADED = 2
"""Known names of columns that make a line the heading of a table."""
_MOSTLY = 0.6


def role_of(name: str) -> ColumnRole | None:
    """Return what a column with this name holds; None where the name does not say."""
    said = " ".join(fold(name).replace("_", " ").split()).strip(" :*")
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(said)), None)


def is_heading(cells: Sequence[str]) -> bool:
    """Return whether a line has the names of columns: two known ones at least, and no mail address."""
    known = sum(role_of(cell) is not None for cell in cells)
    return known >= min(_HEADED, len(cells)) and known > 0 and not any(map(is_mail, cells))


def has_odd_first(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first line names columns in words that are unknown: a column of addresses or numbers
    has none in it."""
    if len(rows) < _HEADED:
        return False
    for number, first in enumerate(rows[0]):
        cells = [row[number].strip() for row in rows[1:] if number < len(row) and row[number].strip()]
        for fits in (is_mail, lambda cell: bool(read_phones([cell]))):
            if first.strip() and not fits(first) and cells and _share(cells, fits) > _MOSTLY:
                return True
    return False


def find_source(heading: Sequence[str]) -> FileSource:
    """Return where a table was exported, as its columns tell."""
    names = {fold(name).strip() for name in heading}
    return next((source for source, wanted in _SIGNATURES if names.issuperset(wanted)), FileSource.OTHER)


def guess_roles(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[ColumnRole, ...]:
    """Return what each column holds: by its name, else by what stands in it."""
    roles: list[ColumnRole] = []
    for number, name in enumerate(heading):
        cells = [row[number].strip() for row in rows if number < len(row) and row[number].strip()]
        role = role_of(name)
        if role is ColumnRole.TITLE and cells and _share(cells, is_honorific) > _MOSTLY:
            role = ColumnRole.NOTHING
        roles.append(role or ColumnRole.NOTHING)
    return _each_once(roles, rows, heading)


def guess_unnamed(rows: Sequence[Sequence[str]]) -> tuple[ColumnRole, ...]:
    """Return what the columns of a table without a heading hold, by what stands in them.

    Of the columns with words the first is the name, and the next the company.
    """
    width = max(map(len, rows), default=0)
    roles: list[ColumnRole] = []
    words = iter((ColumnRole.NAME, ColumnRole.COMPANY, ColumnRole.TITLE))
    for number in range(width):
        cells = [row[number].strip() for row in rows if number < len(row) and row[number].strip()]
        roles.append(_by_content(cells) or (next(words, ColumnRole.NOTHING) if cells else ColumnRole.NOTHING))
    return tuple(roles)


def _by_content(cells: Sequence[str]) -> ColumnRole | None:
    if not cells:
        return None
    if _share(cells, is_mail) > _MOSTLY:
        return ColumnRole.EMAIL
    if _share(cells, lambda cell: bool(read_phones([cell]))) > _MOSTLY:
        return ColumnRole.PHONE
    if _share(cells, lambda cell: "." in cell and bool(read_links([cell]))) > _MOSTLY:
        return ColumnRole.LINK
    return (
        ColumnRole.NOTHING if _share(cells, lambda cell: not any(map(str.isalpha, cell))) > _MOSTLY else None
    )


def _each_once(
    roles: Sequence[ColumnRole], rows: Sequence[Sequence[str]], heading: Sequence[str]
) -> tuple[ColumnRole, ...]:
    """Let one column alone have a role that a person has once: the fullest, else the first."""
    found = list(roles)
    for role in _ONCE:
        having = [number for number, each in enumerate(found) if each is role]
        if len(having) > 1:
            kept = max(having, key=lambda number: (_filled(rows, number), -number))
            for number in having:
                found[number] = role if number == kept else ColumnRole.NOTHING
    if ColumnRole.FIRST in found or ColumnRole.LAST in found:
        # Beside the parts of a name, the whole of it says nothing more; where only it is filled, it counts.
        parts = [n for n, each in enumerate(found) if each in (ColumnRole.FIRST, ColumnRole.LAST)]
        if not any(_filled(rows, number) for number in parts):
            found = [ColumnRole.NOTHING if n in parts else each for n, each in enumerate(found)]
    return tuple(found[: len(heading)])


def _filled(rows: Sequence[Sequence[str]], number: int) -> int:
    return sum(1 for row in rows if number < len(row) and row[number].strip())


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells)
