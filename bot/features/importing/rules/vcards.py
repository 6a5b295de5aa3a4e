"""B6: people from vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), several in one file.

Photos and other attachments are skipped. What is wrong with one card leaves the others as they are.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.features.importing.rules.entries import (
    MOST_ENTRIES,
    FileKind,
    FileRead,
    LineFlaw,
    LineProblem,
    PersonRead,
)
from bot.features.importing.rules.values import (
    harmless,
    is_mail,
    one_line,
    read_links,
    read_mails,
    read_phones,
    tidy_name,
)
from bot.language.birthdays import read_birthday

_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:\"[^\"]*\"|[^\":;])*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";((?:\"[^\"]*\"|[^\";])*)")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PARTED = re.compile(r"(?<!\\)(?:\\\\)*;")
_BINARY = frozenset(("PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "AGENT"))
_PREFERRED = re.compile(r"PREF(?:$|[^\w-])|PREF=1\b", re.IGNORECASE)
_NOBODY = frozenset(("group", "org", "location", "device", "application"))
_LONGEST_LINE = 20_000
"""Characters of an unfolded line that is read: more is an attachment."""


@dataclass
class _VCard:
    """The properties of one card, by name, in their order; `line` is where it begins."""

    line: int
    properties: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Pairs of parameters and value."""

    def first(self, *names: str) -> str:
        """The first value of the first of these properties that has one."""
        return next((value for name in names for _, value in self.properties.get(name, ()) if value), "")

    def all(self, name: str) -> list[str]:
        """The values of a property, the preferred one first."""
        found = self.properties.get(name, [])
        return [value for _, value in sorted(found, key=lambda pair: not _PREFERRED.search(pair[0]))]


def read_vcards(text: str) -> FileRead:
    """Return the people of all cards of a text."""
    people: list[PersonRead] = []
    problems: list[LineProblem] = []
    count = 0
    for card in _cards(text, problems):
        count += 1
        if count > MOST_ENTRIES:
            break
        name = _name(card)
        if harmless(name) is None:
            problems.append(LineProblem(card.line, LineFlaw.FORMULA, one_line(name)[:60]))
        elif card.first("KIND", "X-ADDRESSBOOKSERVER-KIND").strip().casefold() in _NOBODY:
            problems.append(LineProblem(card.line, LineFlaw.NO_PERSON, one_line(name)[:60]))
        elif not any(map(str.isalpha, name)) or is_mail(name):
            problems.append(LineProblem(card.line, LineFlaw.NO_NAME, _known_of(card)))
        else:
            people.append(_person(card, name, problems))
    return FileRead(kind=FileKind.VCARD, people=tuple(people), problems=tuple(problems), entries=count)


def without_photos(text: str) -> str:
    """Return the text without photos and other attachments, with as many lines as before."""
    kept: list[str] = []
    skips = False
    for line in text.split("\n"):
        # Some writers do not fold the lines of an attachment.
        goes_on = line[:1] in (" ", "\t") or _is_attachment_line(line)
        skips = (skips and goes_on) or _begins_attachment(line)
        kept.append("" if skips else line)
    return "\n".join(kept)


def _begins_attachment(line: str) -> bool:
    name = re.match(r"(?:[\w-]+\.)?([\w-]+)[;:]", line)
    return name is not None and name[1].upper() in _BINARY


def _is_attachment_line(line: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9+/=]{20,}", line.strip()) is not None


def _cards(text: str, problems: list[LineProblem]) -> Iterator[_VCard]:
    card: _VCard | None = None
    for number, line in _unfolded(text):
        name, parameters, value = _property(line)
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            if card is not None:
                problems.append(LineProblem(card.line, LineFlaw.TORN, _known_of(card)))
            card = _VCard(number)
        elif name == "END" and value.strip().upper() == "VCARD":
            if card is not None:
                yield card
            card = None
        elif card is not None and name and name not in _BINARY:
            card.properties.setdefault(name, []).append((parameters, _decoded(parameters, value)))
    if card is not None:
        problems.append(LineProblem(card.line, LineFlaw.TORN, _known_of(card)))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield whole lines with the numbers on which they begin: folded ones, and quoted-printable ones that
    end with an equals sign, are joined with what follows."""
    begins, parts, length = 0, list[str](), 0
    for number, line in enumerate(text.split("\n"), 1):
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
        if parts and (soft or line[:1] in (" ", "\t")):
            if length <= _LONGEST_LINE:
                parts.append("\n" + line if soft else line[1:])
                length += len(line)
            continue
        if parts:
            yield begins, "".join(parts)
        begins, parts, length = number, [line], len(line)
    if parts:
        yield begins, "".join(parts)


def _property(line: str) -> tuple[str, str, str]:
    """Return name, parameters and value of a line; empty ones for what is none."""
    found = _PROPERTY.match(line[:_LONGEST_LINE])
    return (found[1].upper(), found[2], found[3]) if found else ("", "", "")


def _decoded(parameters: str, value: str) -> str:
    """Return a value with quoted-printable resolved, in the character set that the parameters name."""
    said = [each.strip().upper() for each in _PARAMETER.findall(parameters)]
    if not any(each in ("QUOTED-PRINTABLE", "ENCODING=QUOTED-PRINTABLE") for each in said):
        return value
    charset = next(
        (each.partition("=")[2].strip('"') for each in said if each.startswith("CHARSET=")), "UTF-8"
    )
    raw = quopri.decodestring(value.encode("utf-8", errors="replace"))
    for name in (charset, "utf-8", "cp1252"):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _text(value: str) -> str:
    return one_line(_ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value))


def _parts(value: str) -> list[str]:
    """Return the components of a structured value, such as the family name and the given name of N."""
    parts, begin = list[str](), 0
    for end in (*(found.end() for found in _PARTED.finditer(value)), len(value) + 1):
        parts.append(_text(value[begin : end - 1]))
        begin = end
    return parts


def _name(card: _VCard) -> str:
    family, given, middle = (*_parts(card.first("N")), "", "", "")[:3]
    whole = " ".join(filter(None, (given, middle, family)))
    said = _text(card.first("FN"))
    return tidy_name(said if said and not is_mail(said) else whole or _text(card.first("NICKNAME")))


def _known_of(card: _VCard) -> str:
    return _text(card.first("FN", "ORG", "EMAIL", "TEL"))[:60]


def _person(card: _VCard, name: str, problems: list[LineProblem]) -> PersonRead:
    mails, wrong = read_mails(_text(value).removeprefix("mailto:") for value in card.all("EMAIL"))
    problems += [LineProblem(card.line, LineFlaw.NO_ADDRESS, one_line(each)[:60]) for each in wrong]
    said = _text(card.first("BDAY"))
    birthday = read_birthday(said) if said else ""
    if birthday is None:
        problems.append(LineProblem(card.line, LineFlaw.NO_BIRTHDAY, said[:60]))
    tags = (_text(tag) for value in card.all("CATEGORIES") for tag in re.split(r"(?<!\\),", value))
    return PersonRead(
        line=card.line,
        name=name,
        company=harmless((_parts(card.first("ORG")) or [""])[0]) or "",
        title=harmless(_text(card.first("TITLE", "ROLE"))) or "",
        emails=mails,
        phones=read_phones(_text(value) for value in card.all("TEL")),
        birthday=birthday or "",
        place=_place(card),
        tags=tuple(dict.fromkeys(tag[:60] for tag in tags if tag and tag.casefold() != "mycontacts")),
        links=read_links(_text(value) for value in card.all("URL")),
    )


def _place(card: _VCard) -> str:
    """Return the town, region and country of the address; the street is nobody's business here."""
    for value in card.all("ADR"):
        parts = [*_parts(value), *[""] * 7]
        if found := ", ".join(filter(None, (parts[3], parts[4], parts[6]))):
            return found
    return ""
