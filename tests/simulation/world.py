"""Who lives in the simulation: members in many zones, their habits, and what the workspace knows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.core.commands import AttachedFile
from bot.core.contacts import Account, AccountId, Contact, ContactId, Standing, Tier
from bot.core.identity import MemberId, Scope, WorkspaceId, own_space
from bot.core.members import Member, Profile, Role
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.schedule.recurrence import Away
from bot.core.settings import MemberSettings, Wishes
from bot.features.goals.contracts import Goal, GoalId, GoalPeriod, first_day

WORKSPACE = WorkspaceId("T0SIM")
ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Africa/Cairo",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Casablanca",
    "Pacific/Kiritimati",
    "America/Santiago",
    "Asia/Tehran",
    "Europe/Chisinau",
    "Pacific/Chatham",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Johannesburg",
    "America/Mexico_City",
    "Asia/Shanghai",
    "Europe/London",
    "Pacific/Honolulu",
    "Asia/Dubai",
    "America/Bogota",
    "Australia/Adelaide",
    "Europe/Moscow",
    "Asia/Karachi",
    "America/Phoenix",
    "Asia/Singapore",
    "Africa/Lagos",
    "America/Halifax",
    "Asia/Yangon",
    "Pacific/Apia",
    "Europe/Lisbon",
    "America/Anchorage",
    "Asia/Jerusalem",
    "Antarctica/Troll",
)
"""Forty zones: half and three-quarter hours, both sides of the date line, odd changes of the clocks."""
_ROLES = (Role.SELLER, Role.SELLER, Role.SELLER, Role.MANAGER, Role.LEADER)
_CADENCES = (7, 14, 21, 30, 60)


@dataclass
class Person:
    """A member, what they set, and how they live; `moves_on` is the day they move to `second_zone`."""

    scope: Scope
    zone: str
    role: Role
    settings: MemberSettings
    touches_a_week: float
    contacts: tuple[Contact, ...]
    second_zone: str = ""
    moves_on: date | None = None
    quiet_until: datetime | None = None
    name: str = ""
    zones: list[tuple[datetime, str]] = field(default_factory=list)
    """Since when the bot has known which zone, for the checks."""

    def zone_at(self, now: datetime) -> str:
        """Where the person is."""
        moved = self.moves_on is not None and now.date() >= self.moves_on
        return self.second_zone if moved else self.zone


def people(count: int, begin: datetime, days: int, random: Random) -> list[Person]:
    """Members of every role in every zone, some with hours, leave and budgets of their own."""
    return [_person(number, begin, days, random) for number in range(count)]


def _person(number: int, begin: datetime, days: int, random: Random) -> Person:
    scope = Scope(WORKSPACE, MemberId(f"U{number:03d}"))
    leave = _leave(begin, days, random) if number % 4 == 1 else ()
    wishes = Wishes(
        weekdays=(6, 0, 1, 2, 3) if number % 11 == 5 else None,
        round_weekday=random.choice((0, 1, 2)) if number % 3 == 0 else None,
        nudges_a_day=1 if number % 5 == 2 else None,
        nudges_a_week=3 if number % 5 == 2 else None,
        country=random.choice(("DE", "US", "IN")) if number % 3 == 1 else None,
    )
    settings = MemberSettings(
        id=scope.member,
        workspace=WORKSPACE,
        space=scope.own,
        created_at=begin,
        wishes=wishes,
        leave=leave,
    )
    moves = number % 7 == 3
    return Person(
        scope=scope,
        zone=ZONES[number % len(ZONES)],
        role=_ROLES[number % len(_ROLES)],
        settings=settings,
        touches_a_week=random.choice((0.0, 0.5, 2.0, 5.0)),
        contacts=_contacts(scope, begin, random),
        second_zone=ZONES[(number * 7 + 11) % len(ZONES)] if moves else "",
        moves_on=(begin + timedelta(days=days // 2, hours=number % 24)).date() if moves else None,
    )


def _leave(begin: datetime, days: int, random: Random) -> tuple[Away, ...]:
    first = (begin + timedelta(days=random.randrange(3, max(days - 10, 4)))).date()
    return (Away(first, first + timedelta(days=random.randrange(3, 15))),)


def _contacts(scope: Scope, begin: datetime, random: Random) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            id=ContactId(f"{scope.member}-c{number}"),
            workspace=WORKSPACE,
            space=scope.own,
            name=f"Ana{number} Ruiz{scope.member}",
            created_at=begin - timedelta(days=random.randrange(0, 40)),
            account_id=AccountId(f"{scope.member}-a"),
            standing=Standing.ACTIVE,
            tier=Tier.STRATEGIC,
            cadence_days=random.choice(_CADENCES),
            longest_days=90,
        )
        for number in range(random.randrange(2, 14))
    )


def rows(person: Person, begin: datetime) -> Sequence[object]:
    """What the store holds of a person at the beginning."""
    member = Member(
        id=person.scope.member,
        workspace=WORKSPACE,
        space=person.scope.own,
        name=f"Person {person.scope.member}",
        zone=person.zone,
        role=person.role,
        created_at=begin,
        refreshed_at=begin,
    )
    account = Account(
        id=AccountId(f"{person.scope.member}-a"),
        workspace=WORKSPACE,
        space=own_space(person.scope.member),
        name="Northwind",
        created_at=begin,
    )
    return (member, person.settings, account, *person.contacts, *_goals(person, begin))


def _goals(person: Person, begin: datetime) -> list[Goal]:
    """One in three has a goal that nobody settles: the end of its period comes round week after week."""
    number = int(person.scope.member.removeprefix("U"))
    if number % 3 != 1:
        return []
    period = (GoalPeriod.WEEK, GoalPeriod.MONTH, GoalPeriod.QUARTER)[number // 3 % 3]
    goal = Goal(
        id=GoalId(f"{person.scope.member}-g"),
        workspace=WORKSPACE,
        space=person.scope.own,
        created_at=begin,
        text="Know who will decide about the next storage",
        period=period,
        begins=first_day(period, begin.date()),
        contact_id=person.contacts[0].id,
    )
    return [goal]


class SimDirectory:
    """Satisfies ports.Directory over the people of the simulation."""

    def __init__(self, members: Sequence[Person], now: Callable[[], datetime]) -> None:
        self._by_id = {each.scope.member: each for each in members}
        self._now = now

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        person = self._by_id.get(member)
        if person is None:
            raise NotFound(member)
        zone = person.zone_at(self._now())
        return Profile(name=person.name or f"Person {member}", zone=zone)

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        return await self.profile(workspace, member)

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        until = self._by_id[member].quiet_until
        return until if until is not None and until > now else None


class NoFiles:
    """Satisfies ports.Files: nobody attaches anything."""

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        raise Unavailable("files")


class NoStatus:
    """Satisfies ports.Progress: nobody watches."""

    async def status(self, work: object, text: str) -> None:
        return None

    async def work(self, work: object, title: str) -> None:
        """Show nothing."""

    async def rest(self, work: object) -> None:
        """Show nothing."""

    async def suggest(self, work: object, prompts: Sequence[tuple[str, str]]) -> None:
        """Show nothing."""


class NoVectors:
    """Satisfies ports.Embedder and the part of ports.Memory that indexing needs: words decide alone."""

    identity, dimensions = "none", 1

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        raise Unavailable("no vectors here")

    async def index(self, workspace: WorkspaceId, entries: object) -> None:
        return None

    async def forget(self, workspace: WorkspaceId, note_ids: object, spaces: object) -> None:
        return None

    async def nearest_each(self, scope: Scope, asked: Sequence[object]) -> list[list[object]]:
        return [[] for _ in asked]


def local(now: datetime, zone: str) -> datetime:
    """The time where somebody is."""
    return now.astimezone(ZoneInfo(zone))
