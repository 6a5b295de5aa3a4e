"""The rules of facts: what follows what, when days remind, and what the grammar reads."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import AccountId, Contact, ContactId
from bot.core.facts.asking import DaysAsked, TieEnd, TiesAsked, TimeAsked, facts_asked, surely_asks
from bot.core.facts.companies import names_of_companies
from bot.core.facts.days import LABELS, is_called, read_days
from bot.core.facts.keeping import (
    ToldBy,
    closed,
    confirmed,
    facts_in_force,
    follow_fields,
    is_worth_showing,
    newer_than,
    reopened,
    settle,
)
from bot.core.facts.marks import Name, sentences_marked, with_days
from bot.core.facts.plain import read_known_for, read_places
from bot.core.facts.ties import ROLES, read_ties
from bot.core.facts.values import Fact, FactId, FactKind, FactSource, FactStanding, TieKind, each_once
from bot.core.identity import MemberId, WorkspaceId, derive_id, own_space
from bot.core.notes import NoteId
from bot.features.facts.rules import days_ahead, next_day, reminds_after, reminds_on

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
TODAY = NOW.date()
WHERE = {"workspace": WorkspaceId("T1"), "space": own_space(MemberId("U1")), "created_at": NOW}
NAMES = [
    Name("Ana Ruiz", "ana"),
    Name("Ana", "ana"),
    Name("Tomas", "tomas"),
    Name("Piet", "piet"),
    Name("Lars", "lars"),
    Name("Jonas", "jonas"),
    Name("Mia", "mia"),
    Name("Northwind", "northwind", is_company=True),
    Name("Denholm", "denholm", is_company=True),
]
COMPANIES = {"northwind": "Northwind", "denholm": "Denholm"}


def fact(kind: FactKind = FactKind.TIE, value: str = "reports to", **others: object) -> Fact:
    """A fact of one member's, told today."""
    kept = {"id": FactId(f"{kind}{value}{others}"), "told_on": TODAY, "contact_id": ContactId("tomas")}
    return Fact(kind=kind, value=value, **(WHERE | kept | others))  # type: ignore[arg-type]


def contact(**others: object) -> Contact:
    """A contact of one member's."""
    return Contact(**(WHERE | {"id": ContactId("tomas"), "name": "Tomas Berg"} | others))  # type: ignore[arg-type]


def telling(on: date = TODAY, note: str | None = "n1") -> ToldBy:
    """Something told by a note."""
    source = FactSource.NOTE if note else FactSource.FORM
    note_id = NoteId(note) if note else None

    def new_id(*parts: object) -> str:
        return derive_id("k", on, note, *parts)

    return ToldBy(now=NOW, on=on, source=source, note_id=note_id, new_id=new_id)


def ties(text: str) -> list[tuple[str, str, str]]:
    """The ties of a text: the kind, and both ends."""
    found = [tie for each in sentences_marked(text, NAMES) for tie in read_ties(each, COMPANIES)]
    return [(tie.kind.value, tie.first, tie.second) for tie in found if not tie.is_over]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tomas reports to Ana", [("reports to", "tomas", "ana")]),
        ("Tomas now reports directly to Ana Ruiz.", [("reports to", "tomas", "ana")]),
        ("Tomas and Mia report to Ana", [("reports to", "tomas", "ana"), ("reports to", "mia", "ana")]),
        ("Ana's boss is Lars", [("reports to", "ana", "lars")]),
        ("Lars is Ana\u2019s manager", [("reports to", "ana", "lars")]),
        ("Lars is the boss of Ana", [("reports to", "ana", "lars")]),
        ("Lars manages Ana and Mia", [("reports to", "ana", "lars"), ("reports to", "mia", "lars")]),
        ("Ana introduced me to Jonas", [("introduced", "ana", "jonas")]),
        (
            "Ana introduced us to Jonas and Mia",
            [("introduced", "ana", "jonas"), ("introduced", "ana", "mia")],
        ),
        ("Jonas was introduced to me by Ana", [("introduced", "ana", "jonas")]),
        ("Got introduced to Jonas by Ana", [("introduced", "ana", "jonas")]),
        ("I met Jonas through Ana", [("introduced", "ana", "jonas")]),
        ("Met Ana. Her husband Piet is a vet", [("married to", "piet", "ana")]),
        ("Ana is married to Piet", [("married to", "ana", "piet")]),
        ("Ana and Piet are married", [("married to", "ana", "piet")]),
        ("Ana's husband is called Piet", [("married to", "piet", "ana")]),
        ("Ana and Lars worked together at Denholm", [("worked with", "ana", "lars")]),
        ("Ana used to work with Lars at Kitano Rail", [("worked with", "ana", "lars")]),
        ("Mia is Ana's executive assistant", [("assistant of", "mia", "ana")]),
        ("Mia is the assistant to Ana", [("assistant of", "mia", "ana")]),
        ("Ana knows Lars from uni.", [("knows", "ana", "lars")]),
        ("Ana and Lars studied together", [("knows", "ana", "lars")]),
        ("Ana went to school with Lars", [("knows", "ana", "lars")]),
        ("Ana and Lars are old friends.", [("knows", "ana", "lars")]),
        ("Ana knows Lars, and Mia knows Jonas", [("knows", "ana", "lars"), ("knows", "mia", "jonas")]),
        ("Ana knows Lars's budget", []),
        ("Ana doesn't know Lars", []),
        ("Met Jonas, intro'd by Ana", [("introduced", "ana", "jonas")]),
        ("Ana's brother Jonas runs a bakery", [("sibling of", "jonas", "ana")]),
        ("Ana and Jonas are siblings", [("sibling of", "ana", "jonas")]),
        ("Jonas is Ana's mentor", [("mentor of", "jonas", "ana")]),
        ("Tomas no longer reports to Ana", []),
        ("Ana reports that sales are up, to Lars' delight", []),
        ("Ana will introduce me to Jonas", []),
        ("My husband met Ana", []),
        ("Ana asked who Tomas reports to", []),
        ("Her husband Piet called", []),
    ],
)
def test_ties_are_read_from_plain_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert ties(text) == expected


def test_what_ties_say_besides() -> None:
    [together] = read_ties(
        next(sentences_marked("Ana and Lars worked together at Denholm", NAMES)), COMPANIES
    )
    [abroad] = read_ties(next(sentences_marked("Ana worked with Lars at Kitano Rail", NAMES)), COMPANIES)
    [brother] = read_ties(next(sentences_marked("Ana's brother Jonas", NAMES)), COMPANIES)
    [hedged] = read_ties(next(sentences_marked("I think Tomas reports to Ana", NAMES)), COMPANIES)
    [over] = read_ties(next(sentences_marked("Tomas no longer reports to Ana", NAMES)), COMPANIES)

    assert (together.detail, abroad.detail, brother.detail) == ("Denholm", "Kitano Rail", "brother")
    assert (together.is_sure, hedged.is_sure, over.is_over) == (True, False, True)


@given(st.text(max_size=200))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for marked in sentences_marked(text, NAMES):
        dated = with_days(marked, TODAY, day_first=True)
        found = [
            *read_ties(marked, COMPANIES),
            *read_places(marked),
            *read_known_for(marked),
            *read_days(dated),
        ]
        assert len(found) <= len(text)
    assert facts_asked(text, NAMES) is None or text.strip()


@pytest.mark.parametrize(
    ("text", "called", "on", "yearly"),
    [
        ("Ana's renewal is on 1 March", "renewal", date(2027, 3, 1), True),
        ("Ana's contract renewal comes up on 1 March 2028", "contract renewal", date(2028, 3, 1), False),
        ("The Northwind contract ends 31 May 2027", "contract end", date(2027, 5, 31), False),
        ("the contract with Northwind expires on 31 May 2027", "contract end", date(2027, 5, 31), False),
        ("our anniversary with Denholm is 4 June", "anniversary", date(2027, 6, 4), True),
        ("Northwind's go-live is on 12 January", "go-live", date(2027, 1, 12), False),
        ("our anniversary with Denholm is 29 February", "anniversary", date(2024, 2, 29), True),
        ("1 March is Ana's renewal", "renewal", date(2027, 3, 1), True),
        ("Ana's bday is Dec 14", "birthday", date(2026, 12, 14), True),
        ("Ana, b-day 14 Dec", "birthday", date(2026, 12, 14), True),
        ("Ana turns 50 on 3 March", "birthday", date(2027, 3, 3), True),
        ("Contract renews 31 March 2027.", "contract renewal", date(2027, 3, 31), False),
        ("The licence runs out on 31 March 2027", "licence end", date(2027, 3, 31), False),
        ("Their subscription renews on 31 March 2027", "subscription renewal", date(2027, 3, 31), False),
    ],
)
def test_important_days_are_read(text: str, called: str, on: date, yearly: bool) -> None:
    [found] = read_days(with_days(next(sentences_marked(text, NAMES)), TODAY, day_first=True))

    assert (found.called, found.on, found.yearly) == (called, on, yearly)


@pytest.mark.parametrize(
    "text",
    [
        "Ana sends the contract on 1 March",
        "Ana's contract is on my desk since 1 March",
        "the renewal was fun, lunch on 1 March",
        "Ana's renewal is in March",
        "Ana will be on 3 March in Oslo",
        "Ana's daughter's bday 14 Dec",
    ],
)
def test_other_days_are_no_important_ones(text: str) -> None:
    assert list(read_days(with_days(next(sentences_marked(text, NAMES)), TODAY, day_first=True))) == []


def test_places_and_what_people_are_known_for_are_read() -> None:
    [lives] = read_places(next(sentences_marked("Ana lives in Buenos Aires, Argentina", NAMES)))
    [moved] = read_places(next(sentences_marked("Ana has moved to Oslo", NAMES)))
    none = [*read_places(next(sentences_marked("Ana is now in procurement", NAMES)))]
    [known] = read_known_for(next(sentences_marked("Ana is known for her work on cold chains.", NAMES)))

    assert (lives.place, lives.is_new) == ("Buenos Aires, Argentina", False)
    assert (moved.place, moved.is_new) == ("Oslo", True)
    assert none == []
    assert known == ("ana", "her work on cold chains")


@pytest.mark.parametrize(
    ("text", "place", "is_sure"),
    [
        ("Ana works in Oslo", "Oslo", True),
        ("Ana works in Portland mostly", "Portland", True),
        ("Ana works from Kleinkummerfeld", "Kleinkummerfeld", True),
        ("Ana works out of Oslo", "Oslo", True),
        ("Ana lives in Kleinkummerfeld", "Kleinkummerfeld", True),
        ("Ana moved to Oslo", "Oslo", True),
        ("Tomas moved to Kitano Rail", "Kitano Rail", False),
        ("If Ana lives in Oslo, we can meet there", "Oslo", False),
        ("Ana works in Excel mostly", "", True),
        ("Ana sits in Controlling", "", True),
        ("Ana moved from Oslo", "", True),
        ("Ana is moving to Oslo next year", "", True),
        ("Ana is moving to Oslo", "", True),
        ("Ana is based in Oslo from next year", "", True),
        ("Ana will move to Oslo", "", True),
    ],
)
def test_a_place_is_kept_where_the_words_tell_one_of_today(text: str, place: str, is_sure: bool) -> None:
    found = [(each.place, each.is_sure) for each in read_places(next(sentences_marked(text, NAMES)))]

    assert found == ([(place, is_sure)] if place else [])


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("If Tomas reports to Ana we are lost", False),
        ("Unless Tomas reports to Ana, we ask Lars", False),
        ("Suppose Tomas reports to Ana", False),
        ("I asked whether Tomas reports to Ana", False),
        ("Tomas reports to Ana and asked if we can ship in May", True),
    ],
)
def test_what_is_only_supposed_is_not_sure(text: str, is_sure: bool) -> None:
    [tie] = read_ties(next(sentences_marked(text, NAMES)), COMPANIES)

    assert tie.is_sure is is_sure


def test_a_newer_boss_closes_the_older_one_of_an_earlier_day() -> None:
    older = fact(other_id=ContactId("ana"), told_on=TODAY - timedelta(days=9), note_id=NoteId("n0"))
    newer = fact(other_id=ContactId("lars"), note_id=NoteId("n1"))

    shut, kept = settle([newer], [older])

    assert (shut.id, shut.standing, shut.until, shut.closed_by) == (
        older.id,
        FactStanding.CLOSED,
        TODAY,
        "n1",
    )
    assert kept == newer
    assert is_worth_showing(shut)
    assert reopened(shut) == older


def test_a_contradiction_of_the_same_day_waits_and_closes_the_older_once_confirmed() -> None:
    older = fact(other_id=ContactId("ana"), note_id=NoteId("n0"))
    newer = fact(other_id=ContactId("lars"), note_id=NoteId("n1"))

    [waiting] = settle([newer], [older])
    shut, sure = confirmed(waiting, [older, waiting], TODAY)

    assert waiting.standing is FactStanding.PENDING
    assert (shut.id, shut.standing) == (older.id, FactStanding.CLOSED)
    assert sure == newer


def test_what_does_not_contradict_stands_side_by_side() -> None:
    ana = fact(value=TieKind.WORKED_WITH, other_id=ContactId("ana"))
    lars = fact(value=TieKind.WORKED_WITH, other_id=ContactId("lars"), note_id=NoteId("n1"))
    again = fact(value=TieKind.WORKED_WITH, contact_id=ContactId("lars"), other_id=ContactId("tomas"))

    assert settle([lars], [ana]) == [lars]
    assert each_once([lars, again]) == [lars]


def test_a_note_that_says_that_it_is_over_closes_what_was_told() -> None:
    older = fact(other_id=ContactId("ana"), note_id=NoteId("n0"))
    over = closed(fact(other_id=ContactId("ana"), note_id=NoteId("n1")), TODAY)

    written = {each.note_id: each.standing for each in settle([over], [older])}

    assert written == {"n0": FactStanding.CLOSED, "n1": FactStanding.CLOSED}


titles = st.sampled_from(["", "CFO", "COO", "Head of procurement"])


@given(st.lists(st.tuples(titles, st.integers(0, 3)), min_size=1, max_size=8))
def test_facts_always_say_what_stands_on_the_contact(steps: list[tuple[str, int]]) -> None:
    before, day, rows = contact(), TODAY, dict[str, Fact]()
    for number, (title, later) in enumerate(steps):
        day += timedelta(days=later)
        after = contact(title=title)
        for row in follow_fields(before, after, list(rows.values()), {}, telling(day, f"n{number}")):
            rows[row.id] = row
        before = after
        holding = [each for each in rows.values() if each.holds]
        assert [each.value for each in holding] == ([title] if title else [])
        assert follow_fields(after, after, list(rows.values()), {}, telling(day, "again")) == []
        assert all(each.until is None or each.until >= each.told_on for each in rows.values())


def test_what_an_import_brought_is_a_fact_without_a_row_until_it_changes() -> None:
    imported = contact(title="CFO", account_id=AccountId("northwind"), import_id="i1")
    moved = contact(title="COO", account_id=AccountId("northwind"), import_id="i1")

    nothing = follow_fields(None, imported, [], COMPANIES, telling(note=None))
    shut, opened = follow_fields(imported, moved, [], COMPANIES, telling())

    assert nothing == []
    assert {each.value: each.source for each in facts_in_force(imported, [], COMPANIES)} == {
        "CFO": FactSource.IMPORT,
        "Northwind": FactSource.IMPORT,
    }
    assert (shut.value, shut.source, shut.standing) == ("CFO", FactSource.IMPORT, FactStanding.CLOSED)
    assert (opened.value, opened.since, opened.source) == ("COO", TODAY, FactSource.NOTE)


def test_what_is_new_was_told_after_the_last_talk() -> None:
    old, new = fact(told_on=TODAY - timedelta(days=3)), fact(value="mentor of", told_on=TODAY)

    assert newer_than([old, new], TODAY - timedelta(days=3)) == [new]
    assert newer_than([old, new], None) == []


days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(days, days, st.booleans(), st.none() | st.integers(0, 365))
def test_a_day_reminds_before_it_comes_and_on_a_working_day_where_one_is_left(
    on: date, today: date, yearly: bool, ahead: int | None
) -> None:
    kept = fact(FactKind.DATE, "renewal", on=on, yearly=yearly, ahead=ahead)
    coming, reminds = next_day(kept, today), reminds_on(kept, today)

    assert coming is None or coming >= today
    assert coming is not None or not yearly
    if reminds is None:
        assert not yearly
        assert coming is None or (coming - today).days <= 0
        return
    day = next_day(kept, reminds)
    assert day is not None
    assert reminds > today
    assert reminds <= day
    assert reminds.weekday() < 5 or (day - today).days <= days_ahead(kept) + 2
    again = reminds_after(kept, reminds)
    assert again is None if not yearly else again is not None and again > day


def test_a_birthday_of_the_29th_of_february_comes_every_year() -> None:
    kept = fact(FactKind.BIRTHDAY, "--02-29")

    assert next_day(kept, date(2027, 1, 1)) == date(2027, 2, 28)
    assert next_day(kept, date(2028, 1, 1)) == date(2028, 2, 29)
    assert days_ahead(kept) == 1


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who reports to Ana?", TiesAsked(TieKind.REPORTS_TO, TieEnd.SECOND, "ana")),
        ("Who is Ana's boss?", TiesAsked(TieKind.REPORTS_TO, TieEnd.FIRST, "ana")),
        ("who does Tomas report to", TiesAsked(TieKind.REPORTS_TO, TieEnd.FIRST, "tomas")),
        ("does Tomas report to Ana?", TiesAsked(TieKind.REPORTS_TO, TieEnd.FIRST, "tomas", "ana")),
        ("who introduced me to Jonas?", TiesAsked(TieKind.INTRODUCED, TieEnd.SECOND, "jonas")),
        ("who did Ana introduce me to?", TiesAsked(TieKind.INTRODUCED, TieEnd.FIRST, "ana")),
        ("how do Ana and Lars know each other?", TiesAsked(None, TieEnd.EITHER, "ana", "lars")),
        ("who is Ana's assistant?", TiesAsked(TieKind.ASSISTANT_OF, TieEnd.SECOND, "ana")),
        ("Who is Ana's line manager?", TiesAsked(TieKind.REPORTS_TO, TieEnd.FIRST, "ana")),
        ("who is Jonas' mentee", TiesAsked(TieKind.MENTOR_OF, TieEnd.FIRST, "jonas")),
        ("who are Ana's direct reports?", TiesAsked(TieKind.REPORTS_TO, TieEnd.SECOND, "ana")),
        ("who is Ana's younger sister?", TiesAsked(TieKind.SIBLING_OF, TieEnd.EITHER, "ana")),
        ("when is Ana's board meeting?", DaysAsked("board meeting", "ana")),
        ("when is Northwind's next AGM?", DaysAsked("AGM", company="northwind")),
        ("when does the Northwind license expire?", DaysAsked("licence", company="northwind")),
        ("when is Northwind's fiscal year end?", DaysAsked("year end", company="northwind")),
        ("which important dates are there for Ana?", DaysAsked("", "ana")),
        ("when is Ana's renewal?", DaysAsked("renewal", "ana")),
        ("when does the Northwind contract end?", DaysAsked("contract", company="northwind")),
        ("what time is it for Ana?", TimeAsked("ana")),
        ("what did Ana say about her boss?", None),
        ("who is Ana?", None),
        ("Tomas reports to Ana", None),
    ],
)
def test_questions_that_rows_answer(question: str, asked: object) -> None:
    assert facts_asked(question, NAMES) == asked


@pytest.mark.parametrize("label", LABELS.split("|"))
def test_every_day_that_notes_tell_can_be_asked_for(label: str) -> None:
    told = f"Ana's {label} {'is' if label.endswith(' end') else 'ends'} on 31 May 2028"
    [day] = read_days(with_days(next(sentences_marked(told, NAMES)), TODAY, day_first=True))
    asked = facts_asked(f"when is Ana's {label}?", NAMES)

    assert isinstance(asked, DaysAsked)
    assert is_called(day.called, asked.called)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_that_notes_tell_can_be_asked_for(role: str) -> None:
    [tie] = read_ties(next(sentences_marked(f"Ana's {role} is Jonas", NAMES)), COMPANIES)
    asked = facts_asked(f"who is Ana's {role}?", NAMES)

    assert isinstance(asked, TiesAsked)
    assert asked.kind is tie.kind
    ends = {TieEnd.FIRST: {tie.first}, TieEnd.SECOND: {tie.second}, TieEnd.EITHER: {tie.first, tie.second}}
    assert "ana" in ends[asked.end]


def test_some_questions_are_told_by_their_first_words() -> None:
    assert surely_asks("who reports to Ana?")
    assert surely_asks("how do Ana and Lars know each other?")
    assert not surely_asks("Tomas reports to Ana")
    assert not surely_asks("who is Ana?")


def test_a_company_may_be_written_by_its_first_words_where_no_other_begins_so() -> None:
    known = {"h": "Halvorsen Logistik", "o": "Olga Metals", "n": "North Sea Fish", "m": "North Sea Ports"}
    text = "Halvorsen, Olga, North Sea and halvorsen logistik"

    found = names_of_companies(known, text, ["Olga"])

    assert {(each.written, each.id) for each in found} == {("Halvorsen Logistik", "h"), ("Halvorsen", "h")}
