"""What other features may use: vision (P4, P6, F2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.contacts import Contact, ContactId, Standing, Universe
from bot.core.identity import Space, WorkspaceId
from bot.core.ports.store import StoreReader
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
_NAME = r"[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+)*"
_FIELD = rf"(?:\s+(?:of|for)\s+{_WORD}(?:\s+{_WORD})?|\s+for\s+{_NAME})"
_TITLES = (
    r"chief \w+ officer|[Cc][DEFIMOSTdefimost][Oo]|vice president|[Vv][Pp]|head|director|manager|lead|owner|"
    r"sponsor|champion|buyer|engineer|architect|counsel|lawyer|controller|planner|scientist|researcher|analyst|"
    r"journalist|editor|regulator|authority|ministry|association|university|investor|board member|board|"
    r"mentor|consultant|integrator|distributor|reseller|partner|supplier|operator|union|works council|"
    r"procurement|purchasing|(?:finance|legal|product|marketing|service) team"
)
_WHOSE = (
    r"(?i:our own|our|my|internal|an?|the|their|its|his|her|two|three|four|five|several|"
    r"some(?:body|one) (?:in|at|from)(?: the| an?)?)"
)


_ROLES = re.compile(
    rf"(?:\b(?P<whose>{_WHOSE})|(?P<owner>\b{_NAME})['\u2019]s?)\s+"
    rf"(?P<role>(?:{_WORD}\s+){{0,2}}?(?:{_TITLES})(?:\s+(?:{_TITLES}))?(?P<many>s)?\b{_FIELD}?)"
    rf"(?:\s+(?:at|from|of|in)\s+(?P<company>{_NAME})(?P<more>(?:,\s+{_NAME})*,?\s+and\s+{_NAME})?)?"
)
_ORGANIZATIONS = re.compile(
    r"\b(?:(?!The\b|A\b|An\b|Our\b|Their\b|With\b|Win\b)[A-Z][\w&-]+\s+)*(?:University|Institute|Agency|Ministry|Authority|Association|Federation|"
    r"Chamber|Foundation)\b(?:\s+(?:of|for)\s+[A-Z][\w&-]+)*"
)
"""Names of bodies that are no persons: whoever is needed there has no name yet."""
_IS_THERE = re.compile(
    rf"\s*(?:,|becomes|become|is|as)\s+(?:the\s+|an?\s+)?(?:{_WORD}\s+){{0,2}}?(?:{_TITLES})\b{_FIELD}?\s+"
    rf"(?:at|of|from|in)\s+(?P<company>{_NAME})"
)
_SOMEBODY = "A contact"
_INSIDE = ("our", "our own", "my", "internal")
_OF_THEM = ("their", "its", "his", "her")
_LINE = re.compile(
    r"^\s*(?P<inside>(?:inside|colleague)\s*:\s*)?(?P<name>[^()]+?)\s*(?:\((?P<company>[^()]+)\))?\s*$", re.I
)


def needs_of(
    steps: Sequence[str],
    named: Sequence[Sequence[NamedPerson]],
    companies: Iterable[str],
    also: str = "",
    picture: str = "",
) -> tuple[NeededPerson, ...]:
    """Whom the path needs, each once: known people, named people, roles; then those named besides (P4).

    The steps come first, then what only the `picture` names, whose people are the last of `named`. Somebody
    unknown at a company that the member knows is anticipated, since there is a way in; anybody else is to
    create. A company's name is taken for no person.
    """
    known = {fold(company): company for company in companies}
    found: dict[tuple[str, str], NeededPerson] = {}
    for index, text in enumerate((*steps, picture)):
        people = [each for each in (named[index] if index < len(named) else ()) if _is_person(each, known)]
        place = index if index < len(steps) else 0
        for need in (*_people(text, people, place, known), *_roles(text, people, place, known)):
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


def _is_person(named: NamedPerson, known: Mapping[str, str]) -> bool:
    """Whether a name is no company's or other body's."""
    if named.contact is not None:
        return True
    return fold(named.written) not in known and not _ORGANIZATIONS.fullmatch(named.written)


def _people(
    step: str, people: Sequence[NamedPerson], index: int, known: Mapping[str, str]
) -> Iterable[NeededPerson]:
    for person in people:
        if person.contact is not None:
            contact = person.contact
            yield NeededPerson(contact.name, person.company, contact.universe, index, contact.id)
            continue
        there = None if person.company else _IS_THERE.match(step, person.end)
        company = there["company"] if there else person.company
        yield NeededPerson(person.written, company, _how_far(company, known, False), index)


def _roles(
    step: str, people: Sequence[NamedPerson], index: int, known: Mapping[str, str]
) -> Iterable[NeededPerson]:
    """Roles, each with its company; of a body that is named, somebody there."""
    for match in _ROLES.finditer(step):
        if any(_beside(match, person) for person in people):
            continue
        whose = (match["whose"] or "").casefold()
        inside = whose in _INSIDE
        company = match["company"] or match["owner"] or ""
        if not company and whose in _OF_THEM:
            company = _last_company(step[: match.start()], known)
        role, companies = match["role"].strip(), [company]
        if match["more"]:
            companies += re.findall(_NAME, match["more"])
            role = re.sub(r"s$", "", role) if match["many"] else role
        for each in companies:
            yield NeededPerson(
                role[:1].upper() + role[1:], each, _how_far(each, known, inside), index, inside=inside
            )
    for body in _ORGANIZATIONS.finditer(step):
        at = [each.company for each in people] + [m["company"] for m in _ROLES.finditer(step)]
        if body.group() not in at:
            yield NeededPerson(_SOMEBODY, body.group(), _how_far(body.group(), known, False), index)


def _last_company(before: str, known: Mapping[str, str]) -> str:
    """The known company that was named last, whom "their" means; empty where none was."""
    places = {before.rfind(name): name for name in known.values() if name in before}
    return places[max(places)] if places else ""


def _beside(role: re.Match[str], person: NamedPerson) -> bool:
    """Whether a role is what a named person does: "Lars Berg, the head of storage"."""
    return 0 <= role.start() - person.end <= 3 or 0 <= person.start - role.end("role") <= 2


def _how_far(company: str, known: Collection[str], inside: bool) -> Universe:
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

    @property
    def contact_ids(self) -> frozenset[str]:
        """The ids of the contacts whom the path needs."""
        return frozenset(each.contact_id for each in self.needs if each.contact_id and not each.dropped)

    def step_for(self, contact_id: str) -> str:
        """The first step that needs a contact, in its writer's words; empty where none does."""
        found = (n.need.step for n in self.needs if n.contact_id == contact_id and not n.dropped)
        step = min(found, default=None)
        return self.vision.steps[step] if step is not None and step < len(self.vision.steps) else ""


async def find_present_path(turn: Turn[Any], team: AccountTeam | None = None) -> Path | None:
    """The member's present vision with whom it needs, or a team's; None where none is written."""
    async with turn.read() as reader:
        return await read_path(reader, turn, team)


async def read_path(reader: StoreReader, turn: Turn[Any], team: AccountTeam | None = None) -> Path | None:
    """The same, where something is being read already."""
    space = team.shared_space if team else turn.scope.own
    found = await reader.of(Vision).find(space=space, superseded_by=None, newest_first=True, limit=1)
    if not found:
        return None
    needs = await reader.of(PathNeed).find(vision_id=found[0].id)
    return Path(found[0], tuple(sorted(needs, key=lambda each: (each.need.step, each.need.name))), team)
