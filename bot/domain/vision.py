"""A picture of the future, the steps back to today, whom the path needs (P4, P6); unlikely people (F2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.contacts import Contact, ContactId, Standing, Tier, Universe
from bot.domain.identity import Space, WorkspaceId
from bot.domain.names import fold
from bot.domain.notes import Commitment, CommitmentState, Note, Promiser
from bot.domain.score import ScoreSource, SourceKind
from bot.domain.value import Value, find_received

MOST_STEPS = 8
MOST_YEARS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Vision:
    """A member's or team's picture of the future; a changed one supersedes the older (P4). Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    text: str
    years: int
    """How far ahead it lies."""
    steps: tuple[str, ...]
    """The way back from it to today, the furthest first."""
    also: str = ""
    """Whom the member names besides, one a line, as typed."""
    superseded_by: str | None = None
    author: str = ""
    """The member who wrote this version, where a team shares it."""


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person whom a step names, and the contact that is meant, where there is one."""

    written: str
    start: int
    end: int
    company: str = ""
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class NeededPerson:
    """Somebody whom the path needs: a known contact, a name or a role; `step` counts from 0."""

    name: str
    company: str
    universe: Universe
    step: int
    contact_id: ContactId | None = None
    inside: bool = False
    """A colleague (P6)."""


_WORD = r"(?!(?:at|from|in|of|for|and|or|who|that|to|is|are|with|by)\b)[a-z&][\w&-]*"
_FIELD = rf"(?:\s+(?:of|for)\s+{_WORD}(?:\s+{_WORD})?)"
_TITLES = (
    r"chief \w+ officer|[Cc][DEFIMOSTdefimost][Oo]|vice president|[Vv][Pp]|head|director|manager|lead|owner|"
    r"sponsor|champion|buyer|engineer|architect|counsel|lawyer|controller|planner|scientist|researcher|analyst|"
    r"journalist|editor|regulator|authority|ministry|association|university|investor|board member|board|"
    r"mentor|consultant|integrator|distributor|reseller|partner|supplier|union|works council|procurement|"
    r"purchasing|(?:finance|legal|product|marketing|service) team"
)
_ROLES = re.compile(
    r"\b(?P<whose>(?i:our own|our|my|internal|an?|the|their|its|some(?:body|one) (?:in|at|from)))\s+"
    rf"(?P<role>(?:{_WORD}\s+){{0,2}}?(?:{_TITLES})\b{_FIELD}?)"
    r"(?:\s+(?:at|from|of|in)\s+(?P<company>[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)*))?"
)
_INSIDE = ("our", "our own", "my", "internal")
_LINE = re.compile(
    r"^\s*(?P<inside>(?:inside|colleague)\s*:\s*)?(?P<name>[^()]+?)\s*(?:\((?P<company>[^()]+)\))?\s*$", re.I
)


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a text, one a line, without bullets and numbers."""
    lines = (re.sub(r"^\s*(?:[-*\u2022]|\d+[.)])\s*", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def needs_of(
    steps: Sequence[str], named: Sequence[Sequence[NamedPerson]], companies: Iterable[str], also: str = ""
) -> tuple[NeededPerson, ...]:
    """Whom the steps need, each once: known people, named people, roles; then those named besides (P4).

    Somebody unknown at a company that the member knows is anticipated, since there is a way in; anybody else
    is to create.
    """
    known = {fold(company) for company in companies}
    found: dict[tuple[str, str], NeededPerson] = {}
    for index, step in enumerate(steps):
        people = named[index] if index < len(named) else ()
        for need in (*_people(people, index, known), *_roles(step, people, index, known)):
            found.setdefault((fold(need.name), fold(need.company)), need)
    for line in also.splitlines():
        if read := _LINE.match(line):
            company, inside = (read["company"] or "").strip(), bool(read["inside"])
            universe = _how_far(company, known, inside)
            need = NeededPerson(
                read["name"].strip(), company, universe, max(len(steps) - 1, 0), inside=inside
            )
            found.setdefault((fold(need.name), fold(need.company)), need)
    return tuple(found.values())


def _people(people: Sequence[NamedPerson], index: int, known: set[str]) -> Iterable[NeededPerson]:
    for person in people:
        if person.contact is not None:
            contact = person.contact
            yield NeededPerson(contact.name, person.company, contact.universe, index, contact.id)
        else:
            yield NeededPerson(person.written, person.company, _how_far(person.company, known, False), index)


def _roles(step: str, people: Sequence[NamedPerson], index: int, known: set[str]) -> Iterable[NeededPerson]:
    for match in _ROLES.finditer(step):
        if any(_beside(match, person) for person in people):
            continue
        inside = match["whose"].casefold() in _INSIDE
        company = match["company"] or ""
        role = match["role"].strip()
        yield NeededPerson(
            role[:1].upper() + role[1:], company, _how_far(company, known, inside), index, inside=inside
        )


def _beside(role: re.Match[str], person: NamedPerson) -> bool:
    """Whether a role is what a named person does: "Lars Berg, the head of storage"."""
    return 0 <= role.start() - person.end <= 3 or 0 <= person.start - role.end("role") <= 2


def _how_far(company: str, known: set[str], inside: bool) -> Universe:
    return Universe.ANTICIPATED if inside or (company and fold(company) in known) else Universe.TO_CREATE


@dataclass(frozen=True, slots=True, kw_only=True)
class PathNeed:
    """A need of a vision's path, with the contact that was made for it or found."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    vision_id: str
    need: NeededPerson
    contact_id: ContactId | None = None
    dropped: bool = False


def gaps(needs: Sequence[PathNeed], contacts: Mapping[str, Contact]) -> tuple[PathNeed, ...]:
    """Needs that nobody fills yet: no contact, or none that exists as an active relationship."""
    return tuple(need for need in needs if not need.dropped and not _filled(need, contacts))


def _filled(need: PathNeed, contacts: Mapping[str, Contact]) -> bool:
    contact = contacts.get(need.contact_id or "")
    return (
        contact is not None and contact.universe is Universe.EXISTING and contact.standing is Standing.ACTIVE
    )


@dataclass(frozen=True, slots=True)
class Unlikely:
    """Somebody outside the usual circle who contributes, and the records that say so (F2)."""

    contact: Contact
    gave: tuple[Value, ...]
    """The kinds of value that they gave, by the alphabet."""
    kept: int
    """How many promises they kept."""
    sources: tuple[ScoreSource, ...]


def unlikely_people(
    contacts: Sequence[Contact], notes: Sequence[Note], commitments: Sequence[Commitment], most: int = 5
) -> tuple[Unlikely, ...]:
    """Contacts outside the accounts one usually works with who gave, kept their word or reached in (F2)."""
    usual = {c.account_id for c in contacts if c.standing is Standing.ACTIVE and c.account_id}
    found = []
    for contact in contacts:
        outside = contact.account_id is None or contact.account_id not in usual
        if not outside or contact.standing is not Standing.KNOWN or contact.tier is Tier.STRATEGIC:
            continue
        contribution = _contribution(contact, notes, commitments)
        if contribution.sources:
            found.append(contribution)
    found.sort(key=lambda each: (-len(each.sources), each.contact.name))
    return tuple(found[:most])


def _contribution(contact: Contact, notes: Sequence[Note], commitments: Sequence[Commitment]) -> Unlikely:
    gave = [note for note in notes if contact.id in note.contact_ids and find_received(note, contact)]
    kept = [
        each
        for each in commitments
        if each.contact_id == contact.id
        and each.by is Promiser.CONTACT
        and each.state is CommitmentState.KEPT
    ]
    kinds = sorted({passed.value for note in gave for passed in find_received(note, contact)})
    sources = [ScoreSource(SourceKind.NOTE, note.id, note.occurred_on) for note in gave]
    sources += [ScoreSource(SourceKind.COMMITMENT, c.id, c.created_at.date()) for c in kept]
    return Unlikely(contact, tuple(kinds), len(kept), tuple(sources))
