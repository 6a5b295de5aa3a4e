"""B2: what tells most between relationships and in a span, and what belongs into a review."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.core.contacts import AccountId, Contact, ContactId, Universe
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Note, NoteId, Promiser, Touch, TouchId
from bot.features.overviews.rules.differing import DifferenceKind, SideSigns, find_differences
from bot.features.overviews.rules.pack import choose_questions, promises_of, review_since, sort_people
from bot.features.overviews.rules.sides import SideRecord, count_promises
from bot.features.overviews.rules.telling import choose_notes, tells_decision

WORKSPACE, SPACE = WorkspaceId("T1"), own_space(MemberId("U1"))
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = NOW.date()
SCORED = (SideSigns(score=40), SideSigns(score=45))
UNKNOWN = (SideSigns(), SideSigns())


def contact(name: str, last: datetime | None = None, universe: Universe = Universe.EXISTING) -> Contact:
    return Contact(
        id=ContactId(name),
        workspace=WORKSPACE,
        space=SPACE,
        name=name,
        created_at=NOW,
        account_id=AccountId("northwind"),
        last_touch_at=last,
        universe=universe,
    )


def touch(name: str, day: date) -> Touch:
    return Touch(
        id=TouchId(f"{name}{day}"),
        workspace=WORKSPACE,
        space=SPACE,
        contact_id=ContactId(name),
        occurred_on=day,
        created_at=NOW,
    )


def promise(
    what: str, by: Promiser, state: CommitmentState = CommitmentState.OPEN, due: date | None = None
) -> Commitment:
    return Commitment(
        id=CommitmentId(what),
        workspace=WORKSPACE,
        space=SPACE,
        what=what,
        by=by,
        created_at=NOW,
        state=state,
        due_on=due,
    )


def note(text: str, day: int, *names: str) -> Note:
    return Note(
        id=NoteId(f"{day}{text}"),
        workspace=WORKSPACE,
        space=SPACE,
        text=text,
        created_at=NOW,
        occurred_on=date(2026, 11, day),
        contact_ids=tuple(ContactId(name) for name in names),
    )


def side(name: str, *promises: Commitment, last: date | None = None) -> SideRecord:
    touches = (touch(name, last),) if last else ()
    return SideRecord(contact=contact(name), people=(contact(name),), touches=touches, promises=promises)


def test_b2_promises_are_counted_by_side_and_state() -> None:
    rows = [
        promise("a", Promiser.MEMBER, due=date(2026, 11, 1)),
        promise("b", Promiser.MEMBER, CommitmentState.KEPT),
        promise("c", Promiser.CONTACT, CommitmentState.BROKEN),
        promise("d", Promiser.MEMBER, CommitmentState.DROPPED),
    ]

    mine, theirs = (count_promises(rows, by, TODAY) for by in (Promiser.MEMBER, Promiser.CONTACT))

    assert (mine.open, mine.overdue, mine.kept, mine.broken, mine.missed) == (1, 1, 1, 0, 1)
    assert (theirs.open, theirs.broken, theirs.missed) == (0, 1, 1)


def test_b2_the_differences_that_tell_most_come_first_and_small_ones_are_none() -> None:
    ana = side("Ana", promise("paper", Promiser.MEMBER), last=date(2026, 11, 20))
    lars = side("Lars", last=date(2026, 3, 1))

    found = find_differences((ana, lars), SCORED, TODAY)

    assert [each.kind for each in found] == [DifferenceKind.TALK, DifferenceKind.OWED]
    assert (found[0].most.name, found[0].least.name) == ("Ana", "Lars")
    near = side("Lars", last=date(2026, 11, 10))
    assert find_differences((side("Ana", last=date(2026, 11, 20)), near), SCORED, TODAY) == ()


def test_b2_who_was_never_talked_to_stands_behind_who_was() -> None:
    [found] = find_differences((side("Lars"), side("Ana", last=date(2026, 11, 20))), UNKNOWN, TODAY)

    assert (found.most.name, found.least.name, found.least_number) == ("Ana", "Lars", -1)


@pytest.mark.parametrize(
    ("ana", "signs", "kind", "most"),
    [
        (
            side("Ana", last=date(2026, 11, 10)),
            (SideSigns(rhythm_days=7), SideSigns(rhythm_days=30)),
            "waiting",
            "Ana",
        ),
        (side("Ana", last=date(2026, 11, 10)), (SideSigns(doubts=1), SideSigns()), "doubts", "Ana"),
        (side("Ana", promise("list", Promiser.CONTACT), last=date(2026, 11, 10)), UNKNOWN, "theirs", "Ana"),
        (side("Ana", promise("list", Promiser.MEMBER), last=date(2026, 11, 10)), UNKNOWN, "owed", "Ana"),
    ],
)
def test_b2_the_lead_is_who_waits_who_doubts_or_who_owes(
    ana: SideRecord, signs: tuple[SideSigns, SideSigns], kind: str, most: str
) -> None:
    [lead] = find_differences((ana, side("Lars", last=date(2026, 11, 12))), signs, TODAY)

    assert (lead.kind, lead.most.name) == (DifferenceKind(kind), most)


@pytest.mark.parametrize(
    "text",
    [
        "They decided to renew",
        "She signed off the plan",
        "Northwind went with us",
        "The rollout was postponed",
    ],
)
def test_b2_a_decision_is_told(text: str) -> None:
    assert tells_decision(text)


@pytest.mark.parametrize(
    "text",
    [
        "They have not decided yet",
        "Nobody has signed",
        "If they sign the decision is due",
        "She wants to have it confirmed",
        "We talked about storage",
    ],
)
def test_b2_what_is_open_or_none_is_no_decision(text: str) -> None:
    assert not tells_decision(text)


def test_b2_of_a_long_span_the_notes_that_tell_most_are_chosen_and_everybody_has_one() -> None:
    small = [note(f"Called Ana, number {day}", day, "Ana") for day in range(1, 15)]
    decided = note("Ana: they decided to renew", 2, "Ana")
    other = note("Met Lars at lunch", 1, "Lars")

    chosen = choose_notes([*small, decided, other], (), ["Ana", "Lars"], TODAY, 3)

    assert decided in chosen
    assert other in chosen
    assert chosen == sorted(chosen, key=lambda each: each.occurred_on)


@pytest.mark.parametrize(
    ("today", "since"),
    [(date(2026, 11, 24), date(2026, 7, 1)), (date(2026, 1, 1), date(2025, 10, 1))],
)
def test_b2_a_review_looks_back_to_the_quarter_before(today: date, since: date) -> None:
    assert review_since(today) == since


def test_b2_who_is_there_who_is_quiet_and_who_is_to_be_met() -> None:
    people = [
        contact("Ana", NOW),
        contact("Lars", datetime(2026, 1, 5, tzinfo=UTC)),
        contact("Head of storage", universe=Universe.TO_CREATE),
    ]

    there = sort_people(people, TODAY)

    assert [[each.name for each in some] for some in (there.present, there.quiet, there.to_meet)] == [
        ["Ana"],
        ["Lars"],
        ["Head of storage"],
    ]


def test_b2_overdue_promises_stand_first_and_those_settled_long_ago_not_at_all() -> None:
    late = promise("late", Promiser.MEMBER, due=date(2026, 10, 1))
    soon = promise("soon", Promiser.MEMBER, due=date(2026, 12, 1))
    kept = promise("kept", Promiser.MEMBER, CommitmentState.KEPT)

    found = promises_of([kept, soon, late], Promiser.MEMBER, date(2026, 7, 1), TODAY)
    later = promises_of([kept], Promiser.MEMBER, date(2027, 1, 1), TODAY)

    assert [each.what for each in found] == ["late", "soon", "kept"]
    assert later == ()


def test_t2_what_nobody_answered_is_asked_first() -> None:
    topics = ["challenges", "provoke", "market-shifts", "ought-to-think"]

    assert choose_questions(topics, {"challenges"}, True) == ("provoke", "market-shifts", "ought-to-think")
    assert choose_questions(topics, set(topics), False) == ("objective", "challenges", "provoke")
