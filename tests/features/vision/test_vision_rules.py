"""P4, P6 and F2: whom the path needs, and unlikely people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.coach.rules.coach import RulesCoach
from bot.config import data_root
from bot.core.coaching.understanding import Circumstances
from bot.core.contacts import Account, AccountId, Contact, ContactId, Standing, Universe
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Note, NoteId
from bot.features.vision.cards.unlikely import contribution_words
from bot.features.vision.contracts import NamedPerson, PathNeed, find_gaps, needs_of
from bot.features.vision.rules import find_unlikely_people, steps_of
from bot.memory.embedding import local_embedder
from tests.features.vision.vision_texts import COMPANIES, PEOPLE, TEXTS

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINE = {"workspace": WorkspaceId("T"), "space": own_space(MemberId("U"))}
NORTHWIND = Account(id=AccountId("a1"), name="Northwind", created_at=NOW, **MINE)  # type: ignore[arg-type]


def person(id: str, name: str, **more: object) -> Contact:
    return Contact(id=ContactId(id), name=name, created_at=NOW, **MINE, **more)  # type: ignore[arg-type]


def test_p4_roles_are_anticipated_where_there_is_a_way_in_and_else_to_create() -> None:
    steps = ("Win a head of storage at Northwind and a regulator", "Our product team ships the meter")

    found = {need.name: need for need in needs_of(steps, [(), ()], ["Northwind"])}

    assert found["Head of storage"].universe is Universe.ANTICIPATED
    assert found["Head of storage"].company == "Northwind"
    assert found["Regulator"].universe is Universe.TO_CREATE
    assert found["Product team"].inside
    assert found["Product team"].step == 1


def test_p4_people_who_are_known_are_needs_that_exist_and_their_role_is_not_counted_twice() -> None:
    ana = person("ana", "Ana Ruiz")
    step = "Ana Ruiz, the head of storage, opens the pilot with Petra Vance"
    named = (NamedPerson("Ana Ruiz", 0, 8, "Northwind", ana), NamedPerson("Petra Vance", 52, 63))

    found = needs_of((step,), [named], ["Northwind"])

    assert [(need.name, need.universe, need.contact_id) for need in found] == [
        ("Ana Ruiz", Universe.EXISTING, "ana"),
        ("Petra Vance", Universe.TO_CREATE, None),
    ]


def test_p6_colleagues_are_named_with_a_word_in_front() -> None:
    found = needs_of((), [], [], "inside: Omar Haddad\nHead of ports (Kestrel)\n\n")

    assert [(need.name, need.company, need.inside) for need in found] == [
        ("Omar Haddad", "", True),
        ("Head of ports", "Kestrel", False),
    ]


@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=200))
def test_p4_any_text_gives_each_need_once_and_steps_that_exist(steps: list[str], also: str) -> None:
    found = needs_of(steps, [() for _ in steps], ["Northwind"], also)

    assert len({(need.name, need.company) for need in found}) == len(found)
    assert all(0 <= need.step <= max(len(steps) - 1, 0) for need in found)


@given(st.lists(st.text(alphabet="abc -", min_size=1, max_size=20), max_size=6))
def test_p4_steps_are_lines_without_bullets(lines: list[str]) -> None:
    found = steps_of("\n".join(f"{n}. {line}" for n, line in enumerate(lines)))

    assert found == tuple(line.strip() for line in lines if line.strip())


def test_p4_a_gap_closes_when_the_contact_exists_and_is_active() -> None:
    [need] = needs_of(("A regulator agrees",), [()], [])
    row = PathNeed(id="p", created_at=NOW, vision_id="v", need=need, **MINE)  # type: ignore[arg-type]
    made = person("r", "Regulator", universe=Universe.TO_CREATE)
    filled = replace(row, contact_id=made.id)

    assert find_gaps((row,), {}) == (row,)
    assert find_gaps((filled,), {"r": made}) == (filled,)
    assert (
        find_gaps((filled,), {"r": replace(made, universe=Universe.EXISTING, standing=Standing.ACTIVE)}) == ()
    )
    assert find_gaps((replace(row, dropped=True),), {}) == ()


def test_f2_unlikely_people_stand_outside_the_usual_accounts_and_contribute() -> None:
    inside = person("i", "Ines Holm", account_id=NORTHWIND.id)
    active = person("a", "Ana Ruiz", account_id=NORTHWIND.id, standing=Standing.ACTIVE)
    outside = person("o", "Odd Bakke")
    silent = person("s", "Silvan Ott")
    text = "introduced me to the packers"
    notes = [
        Note(
            id=NoteId(f"n-{each.id}"),
            text=f"{each.name.split()[0]} {text}",
            contact_ids=(each.id,),
            occurred_on=date(2026, 11, 1),
            created_at=NOW,
            **MINE,  # type: ignore[arg-type]
        )
        for each in (inside, active, outside)
    ]

    found = find_unlikely_people([inside, active, outside, silent], notes, [])

    assert [each.contact.id for each in found] == ["o"]
    assert contribution_words(found[0]) == "gave an introduction"
    assert [source.id for source in found[0].sources] == ["n-o"]


async def test_p4_people_roles_and_companies_of_twenty_steps_are_told_apart() -> None:
    coach = RulesCoach(local_embedder(), data_root("knowledge"))
    around = Circumstances(
        today=date(2026, 11, 24), zone="Europe/Berlin", known_people=PEOPLE, known_companies=COMPANIES
    )

    for text, wanted in TEXTS:
        mentions = (await coach.understand(text, around)).mentions
        named = [NamedPerson(each.written, each.start, each.end, each.company or "") for each in mentions]
        found = needs_of([text], [named], COMPANIES)

        said = [", ".join(filter(None, (n.name, n.company, "inside" if n.inside else ""))) for n in found]
        assert sorted(said) == sorted(wanted), text
        for need in found:
            way_in = need.inside or need.company in COMPANIES
            assert need.universe is (Universe.ANTICIPATED if way_in else Universe.TO_CREATE)


def test_p4_what_only_the_picture_names_belongs_to_the_furthest_step_and_a_company_is_nobody() -> None:
    named = [NamedPerson("Kestrel", 0, 7), NamedPerson("Ines Prado", 12, 22)]

    found = needs_of(["Win a mentor"], [(), named], COMPANIES, picture="Kestrel and Ines Prado ask their CFO")

    assert [(each.name, each.company, each.step) for each in found] == [
        ("Mentor", "", 0),
        ("Ines Prado", "", 0),
        ("CFO", "Kestrel", 0),
    ]
