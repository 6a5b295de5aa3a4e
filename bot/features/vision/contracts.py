"""What other features may use: vision (P4, P6, F2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.contacts import Contact, ContactId, Standing, Universe
from bot.core.identity import Space, WorkspaceId
from bot.core.turn import Turn
from bot.features.teams.contracts.values import AccountTeam
from bot.language.names import fold


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


def find_gaps(needs: Sequence[PathNeed], contacts: Mapping[str, Contact]) -> tuple[PathNeed, ...]:
    """Needs that nobody fills yet: no contact, or none that exists as an active relationship."""
    return tuple(need for need in needs if not need.dropped and not _filled(need, contacts))


def _filled(need: PathNeed, contacts: Mapping[str, Contact]) -> bool:
    contact = contacts.get(need.contact_id or "")
    return (
        contact is not None and contact.universe is Universe.EXISTING and contact.standing is Standing.ACTIVE
    )


@dataclass(frozen=True, slots=True)
class Path:
    """The present vision and whom it needs; `team` where a team shares it."""

    vision: Vision
    needs: tuple[PathNeed, ...]
    team: AccountTeam | None = None


async def find_present_path(turn: Turn[Any], team: AccountTeam | None = None) -> Path | None:
    """The member's present vision with whom it needs, or a team's; None where none is written."""
    space = team.shared_space if team else turn.scope.own
    async with turn.read() as reader:
        found = await reader.of(Vision).find(space=space, superseded_by=None, newest_first=True, limit=1)
        if not found:
            return None
        needs = await reader.of(PathNeed).find(vision_id=found[0].id)
    return Path(found[0], tuple(sorted(needs, key=lambda each: (each.need.step, each.need.name))), team)
