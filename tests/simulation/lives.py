"""Four people of one team through half a year: what they write, and what they do with what comes to them.

All names and companies are made up. Everybody has habits: Mira answers most of what comes, though late;
Tomo, her manager, reads and seldom answers; Ines, who leads them, looks at what is new. Omar reports to Tomo,
too, so that there is something to see across accounts; what comes to him is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.core.contacts import Account, AccountId, Contact, ContactId, Phase, Standing, Tier
from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope
from bot.core.members import Member, Role
from bot.core.settings import MemberSettings
from bot.features.reporting.contracts import LineId, LineState, ReportingLine
from tests.simulation.world import WORKSPACE, Person

ZONE = "Europe/Berlin"
BEGIN = date(2027, 1, 4)
MIRA, TOMO, INES, OMAR = (MemberId(each) for each in ("UMIRA", "UTOMO", "UINES", "UOMAR"))
NAMES = {MIRA: "Mira Sand", TOMO: "Tomo Hara", INES: "Ines Duarte", OMAR: "Omar Fadel"}
SHOWN = {MIRA: "the seller", TOMO: "her manager", INES: "the leader above them"}


@dataclass(frozen=True)
class Known:
    """Somebody whom a member chose at the beginning, with the rhythm in days."""

    name: str
    company: str
    rhythm: int | None
    silent: int
    """Days since the last touch when the half-year begins."""


@dataclass(frozen=True)
class Habit:
    """How often, of ten times, somebody does the first of these that a card offers; else they let it lie."""

    often: int
    labels: tuple[str, ...]
    after_days: int = 1


@dataclass(frozen=True)
class Life:
    """What a member has, writes and does; `lines` are days from the beginning, and words or commands."""

    member: MemberId
    role: Role
    known: tuple[Known, ...]
    lines: tuple[tuple[int, str], ...]
    habits: Mapping[str, Habit] = field(default_factory=dict)
    """By scheduled kind, or by the heading of what answers them."""
    answers: tuple[str, ...] = ()
    """What they say in looks ahead, in turn."""
    answers_rounds: int = 0
    """Of ten rounds, how many they answer, and share."""


LIVES: tuple[Life, ...] = (
    Life(
        MIRA,
        Role.SELLER,
        (
            Known("Ana Ruiz", "Northwind", 21, 15),
            Known("Lars Berg", "Sorano", 30, 26),
            Known("Chiara Conti", "Tarn Foods", 14, 9),
            Known("Priya Nair", "Helix Labs", 45, 40),
            Known("Yuki Tanaka", "Kestrel", 30, 5),
            Known("Jonas Weber", "Northwind", None, 300),
        ),
        (
            (
                1,
                "Met Ana Ruiz for lunch. She worries about carbon reporting from 2029 and has no experts.",
            ),
            (2, "/goals Ana month: learn who decides about the cold stores after 2028"),
            (3, "Called Chiara Conti about the order. Promised her the price list by 15 January."),
            (9, "Lars Berg promised me the names of his works council by 29 January."),
            (11, "Met Chiara Conti at Tarn Foods. They want to double the bakery by 2029 and lack drivers."),
            (16, "Called Ana Ruiz. Her new CFO arrives in March."),
            (22, "Coffee with Yuki Tanaka. She thinks about who succeeds her as head of design."),
            (24, "/plan Lars: walk his night shift with him on 19 February"),
            (30, "Sent Chiara Conti the invoice."),
            (31, "Called Chiara Conti about the discount on the order."),
            (32, "Called Ana Ruiz about the renewal of the licence."),
            (36, "/goals Chiara quarter: understand how her drivers are planned"),
            (38, "Priya Nair told me on the phone that Helix Labs will move its lab to Lyon in 2030."),
            (45, "Met Ana Ruiz and her CFO. They see energy prices as the greatest risk until 2030."),
            (52, "Promised Yuki Tanaka an introduction to our designers by 5 March."),
            (61, "Lunch with Chiara Conti. Her daughter will take over the family firm in 2029."),
            (66, "/goals Ana month: see the new hall with her planners"),
            (73, "Visited Lars Berg. He showed me how the shifts are planned by hand."),
            (80, "Called Chiara Conti. She asked for somebody who has automated a warehouse."),
            (87, "Met Ana Ruiz at the fair. She would like to compare notes with other food companies."),
            (94, "Jonas Weber now leads the new hall of Northwind, says Ana Ruiz."),
            (101, "Promised Chiara Conti a visit at Baltic Rail by 30 April."),
            (108, "Visited Baltic Rail with Chiara Conti. She took eleven pages of notes."),
            (115, "Called Yuki Tanaka. Kestrel looks for a second supplier of batteries."),
            (122, "Met Ana Ruiz. The steering group begins in June and I have a seat."),
            (130, "/goals Chiara month: meet her daughter"),
            (136, "Chiara Conti introduced me to her daughter Elena Conti."),
            (143, "Lunch with Ana Ruiz about the first meeting of the steering group."),
            (150, "Called Lars Berg. He retires at the end of 2028."),
            (157, "Met Chiara Conti and Elena Conti. We sketched how the bakery looks in 2031."),
            (164, "Called Yuki Tanaka about her successor."),
            (171, "Met Ana Ruiz. She says that the numbers for 2029 are ready."),
        ),
        {
            "nudges": Habit(6, ("Log touch", "Done", "I have it", "Snooze for a week"), 2),
            "nudge-digest": Habit(4, ("Done: in touch today", "Done", "Snooze for a month"), 1),
            "goals": Habit(5, ("Go through them",), 0),
            "How did it go?": Habit(10, ("Reached",), 0),
            "mindset": Habit(5, ("Open the question",), 0),
            "meeting": Habit(3, ("Draft the agenda",), 0),
            "vision": Habit(10, ("Draw the picture",), 1),
        },
        (
            "Carbon reporting, energy prices and too few people for the cold stores",
            "They ought to look at who runs the stores once the founders have left",
            "Their own customers will ask for emissions of every pallet from 2029",
            "Too few drivers, and nobody who plans their shifts",
            "The daughter takes over in 2029; she wants to automate the bakery",
            "Grid fees double by 2029 and nobody has a plan for it",
            "Succession: the head of design leaves in two years",
            "They lose their second battery supplier to China",
            "Rules on packaging waste hit their margins from 2028",
            "Two of their three plants are too old for the new emission limits",
        ),
        7,
    ),
    Life(
        TOMO,
        Role.MANAGER,
        (
            Known("Greta Holm", "Northwind", 60, 50),
            Known("Pavel Novak", "Baltic Rail", 90, 30),
        ),
        (
            (4, "Met Greta Holm. She sponsors the cold stores until 2029."),
            (40, "/goals Greta quarter: agree on a steering group"),
            (65, "Called Greta Holm about the steering group."),
            (120, "Lunch with Pavel Novak. He worries about succession in the workshops."),
        ),
        {"nudges": Habit(3, ("Log touch", "Snooze for a month"), 1)},
        ("Skilled people: the workshops lose half of their mechanics by 2030",),
        1,
    ),
    Life(
        INES,
        Role.LEADER,
        (Known("Maria Silva", "Tarn Foods", 90, 80),),
        ((70, "Dinner with Maria Silva. She expects two large takeovers among bakeries until 2030."),),
        {"nudges": Habit(5, ("Log touch",), 1)},
        ("Bring what we know of shift planning to food companies", "Two customers want to pay by result"),
        5,
    ),
    Life(
        OMAR,
        Role.SELLER,
        (Known("Dana Kraus", "Baltic Rail", 30, 10), Known("Ivo Petrov", "Alpen Steel", 30, 20)),
        (
            (5, "Met Dana Kraus. The workshops cannot find mechanics."),
            (50, "Met Ivo Petrov. Energy is a third of the price of their steel."),
            (110, "Called Dana Kraus about the younger mechanics."),
        ),
        {},
        (
            "They cannot find mechanics, the old ones retire",
            "Energy prices decide whether the furnace stays",
            "Emission rights get scarce from 2028",
            "The owner has no successor",
            "Younger people do not want to work shifts",
        ),
        5,
    ),
)


def person_of(life: Life, begin: datetime) -> Person:
    """The member as the simulation drives them."""
    scope = Scope(WORKSPACE, life.member)
    settings = MemberSettings(id=life.member, workspace=WORKSPACE, space=scope.own, created_at=begin)
    contacts = tuple(_contact(scope, each, begin) for each in life.known)
    return Person(scope, ZONE, life.role, settings, 0.0, contacts, name=NAMES[life.member])


def _account_id(scope: Scope, company: str) -> AccountId:
    return AccountId(f"{scope.member}-{company}".replace(" ", "-"))


def _contact(scope: Scope, known: Known, begin: datetime) -> Contact:
    return Contact(
        id=ContactId(f"{scope.member}-{known.name}".replace(" ", "-")),
        workspace=WORKSPACE,
        space=scope.own,
        name=known.name,
        created_at=begin - timedelta(days=400),
        account_id=_account_id(scope, known.company),
        standing=Standing.ACTIVE,
        tier=Tier.STRATEGIC,
        phase=Phase.BRIDGE,
        cadence_days=known.rhythm,
        last_touch_at=begin - timedelta(days=known.silent),
    )


def rows_of(life: Life, begin: datetime) -> list[Any]:
    """What the store holds of a member at the beginning."""
    person = person_of(life, begin)
    scope = person.scope
    member = Member(
        id=life.member,
        workspace=WORKSPACE,
        space=scope.own,
        name=NAMES[life.member],
        zone=ZONE,
        role=life.role,
        created_at=begin,
        refreshed_at=begin,
    )
    accounts = [
        Account(
            id=_account_id(scope, company),
            workspace=WORKSPACE,
            space=scope.own,
            name=company,
            created_at=begin,
        )
        for company in dict.fromkeys(each.company for each in life.known)
    ]
    return [member, person.settings, *accounts, *person.contacts]


def lines_of_the_team(begin: datetime) -> list[ReportingLine]:
    """Who reports to whom: Mira and Omar to Tomo, and he to Ines."""
    pairs = ((MIRA, TOMO), (OMAR, TOMO), (TOMO, INES))
    return [
        ReportingLine(
            id=LineId(f"{seller}-{manager}"),
            workspace=WORKSPACE,
            space=WORKSPACE_SPACE,
            created_at=begin,
            seller=seller,
            manager=manager,
            set_by=seller,
            state=LineState.CONFIRMED,
        )
        for seller, manager in pairs
    ]


def day(number: int) -> date:
    """A day of the half-year, the working day after it where it is none."""
    found = BEGIN + timedelta(days=number)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found


AT = time(14, 30)
"""When everybody writes what they have to tell, by their own clock."""
