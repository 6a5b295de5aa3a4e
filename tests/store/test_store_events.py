"""What follows from a change in the same commit, and that an undo takes all of it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.codec import read_job
from bot.core.coaching.investment import Assessment
from bot.core.contacts import Contact, ContactId
from bot.core.events import Changed, ContactReplaced, Erased, Event, Removed
from bot.core.facts.values import Fact, FactId, FactKind
from bot.core.identity import team_space
from bot.core.notes import Commitment, Note, NoteId, NoteKind, Touch, TouchId
from bot.core.ports.errors import NotFound
from bot.core.ports.queues import Outgoing, Posted
from bot.core.withdrawing import RedrawPosts
from bot.features.first_day.rules import FirstDay
from bot.features.focus.contracts import FocusChoice
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.plans.contracts import Activity
from bot.features.reminders.contracts import Reminder, ReminderId
from bot.features.rounds.contracts.values import RoundId, SharedRound, shared_round_id
from bot.features.teams.contracts.values import AccountTeam
from bot.features.ways.values import Acquaintance, AcquaintanceId, Closeness
from bot.store.kinds import kind_named
from bot.store.store import SqlStore
from tests.store.test_store_events_queued import TEAM, ana, promise, put, team
from tests.support.stores import ANA, START, HandClock, contact, note, say, work

EXAMPLES = json.loads((Path(__file__).parents[1] / "compatibility/names.json").read_text(encoding="utf-8"))[
    "records"
]
DAY = timedelta(days=1)
NEWER: dict[str, Any] = {
    "Reminder": Reminder(
        id=ReminderId("r1"),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START,
        text="call",
        on=START.date(),
        at=time(9),
    ),
    "FirstDay": FirstDay(
        id=ANA.member, workspace=ANA.workspace, space=ANA.own, created_at=START, moved_at=START
    ),
    "Acquaintance": Acquaintance(
        id=AcquaintanceId("a1"),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START,
        contact_id=ContactId("c1"),
        name="Ana Ruiz",
        company="Northwind",
        closeness=Closeness.WELL,
    ),
    "Fact": Fact(
        id=FactId("f1"),
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=START,
        kind=FactKind.KNOWN_FOR,
        value="cold chains",
        told_on=START.date(),
    ),
}
"""Rows of kinds that no older version wrote."""
ON_A_CONTACT = sorted(
    name
    for name in (*EXAMPLES, *NEWER)
    if "contact_id" in kind_named(name).fields and kind_named(name).is_record and name != "Turn"
)
"""Kinds of records with a field `contact_id`: nothing of them may stay when the contact is erased."""
HELD_HERE: set[Event] = {
    Changed(Touch),
    Removed(Touch),
    Removed(Note),
    Changed(AccountTeam),
    Erased(Contact),
    Erased(Activity),
    ContactReplaced,
}


def example(name: str, **others: object) -> Any:
    """A row as an older version wrote it, of the member's own."""
    kind = kind_named(name)
    own = {"workspace": ANA.workspace, "space": ANA.own, "created_at": START}
    row = NEWER[name] if name in NEWER else kind.item(EXAMPLES[name]["written"])
    return replace(row, **(own | others))


async def rows(store: SqlStore, *kinds: type[Any]) -> list[object]:
    async with store.read(TEAM) as reader:
        return [each for kind in kinds for each in await reader.of(kind).find()]


async def undo(store: SqlStore) -> None:
    """Take back the change of the work `k1`."""
    async with store.write(work(TEAM, "undo")) as uow:
        await uow.undo(work().change)


def touch(id: str, on: date, note_id: str | None = None) -> Touch:
    return Touch(
        id=TouchId(id),
        workspace=ANA.workspace,
        space=ANA.own,
        contact_id=ContactId("c1"),
        occurred_on=on,
        created_at=START,
        note_id=NoteId(note_id) if note_id else None,
    )


async def clock_of(store: SqlStore) -> date | None:
    [found] = await rows(store, Contact)
    assert isinstance(found, Contact)
    return found.last_touch_at.date() if found.last_touch_at else None


@pytest.mark.parametrize(
    ("gone", "moved", "left"),
    [
        ((), {"t2": START.date() - 9 * DAY}, START.date() - 5 * DAY),
        ((), {"t1": START.date() - 9 * DAY}, START.date() - DAY),
        (("t2",), {}, START.date() - 5 * DAY),
        (("t1", "t2"), {}, None),
    ],
)
async def test_the_clock_follows_touches_that_move_or_go_and_comes_back(
    store: SqlStore, gone: Sequence[str], moved: dict[str, date], left: date | None
) -> None:
    latest = START - DAY
    touches = touch("t1", latest.date() - 4 * DAY), touch("t2", latest.date())
    await put(store, ana, contact(last_touch_at=latest), *touches)

    async with store.write(work()) as uow:
        for id, on in moved.items():
            await uow.of(Touch).put(touch(id, on))
        for id in gone:
            await uow.of(Touch).remove(id)
    assert await clock_of(store) == left

    await undo(store)
    assert await clock_of(store) == latest.date()
    assert await rows(store, Touch) == list(touches)


async def test_a_deleted_note_takes_what_it_told_with_it_and_comes_back_whole(store: SqlStore) -> None:
    older = note(id="n0", superseded_by=NoteId("n1"))
    told = [
        note(corrects=NoteId("n0")),
        touch("t1", START.date(), "n1"),
        replace(promise, note_id=NoteId("n1")),
    ]
    other = [touch("t2", START.date() - 9 * DAY, "n2"), replace(promise, id="p2", note_id=NoteId("n2"))]  # type: ignore[arg-type]
    await put(store, ana, contact(last_touch_at=START), older, *told, *other)
    kinds = (Contact, Note, Touch, Commitment)
    before = await rows(store, *kinds)

    async with store.write(work()) as uow:
        await uow.of(Note).remove("n1")
    left = await rows(store, *kinds)
    assert left[1:] == [replace(older, superseded_by=None), *other]
    assert await clock_of(store) == START.date() - 9 * DAY

    await undo(store)
    assert await rows(store, *kinds) == before


async def test_a_deleted_answer_leaves_the_shared_round_and_an_undo_brings_it_back(store: SqlStore) -> None:
    answers = [
        note(id=id, kind=NoteKind.ANSWER, about=(("round", "r1"), ("question", id))) for id in ("n1", "n2")
    ]
    shared: SharedRound = example("SharedRound", id=shared_round_id(RoundId("r1")), round_id=RoundId("r1"))
    [one] = shared.answers
    shared = replace(shared, answers=tuple(replace(one, note_id=each.id) for each in answers))
    await put(store, *answers, shared)

    async with store.write(work()) as uow:
        await uow.of(Note).remove("n1")
    assert await rows(store, SharedRound) == [replace(shared, answers=shared.answers[1:])]

    await undo(store)
    assert await rows(store, SharedRound) == [shared]


async def test_an_answer_whose_saving_is_undone_leaves_the_shared_round(store: SqlStore) -> None:
    told = note(kind=NoteKind.ANSWER, about=(("round", "r1"),))
    async with store.write(work()) as uow:
        await uow.of(Note).put(told)
    shared: SharedRound = example("SharedRound", id=shared_round_id(RoundId("r1")), round_id=RoundId("r1"))
    shared = replace(shared, answers=(replace(shared.answers[0], note_id=told.id),))
    await put(store, shared)

    await undo(store)

    assert await rows(store, SharedRound) == [replace(shared, answers=())]


async def test_who_leaves_a_team_shares_objectives_no_more_until_they_undo_that(store: SqlStore) -> None:
    north, south = team_space("north"), team_space("south")
    shared: MutualObjective = example("MutualObjective", id="o1", shared_with=(south, north))
    await put(store, team, shared)

    async with store.write(work(TEAM)) as uow:
        others = tuple(each for each in team.members if each != ANA.member)
        await uow.of(AccountTeam).put(replace(team, members=others))
    assert await rows(store, MutualObjective) == [replace(shared, shared_with=(south,))]

    await undo(store)
    assert await rows(store, MutualObjective) == [shared]


@pytest.mark.parametrize("by", ["c2", None])
async def test_assessments_follow_a_contact_that_gives_way_and_come_back(
    store: SqlStore, by: ContactId | None
) -> None:
    both: Assessment = example("Assessment", id="s1", contact_ids=(ContactId("c1"), ContactId("c2")))
    alone: Assessment = example("Assessment", id="s2", contact_ids=(ContactId("c1"),))
    await put(store, contact(), contact(id="c2"), both, alone)

    async with store.write(work()) as uow:
        await uow.of(Contact).remove("c1")
        uow.publish(ContactReplaced(ContactId("c1"), by))
    to = (by,) if by else ()
    assert await rows(store, Assessment) == [
        replace(both, contact_ids=("c2",)),
        replace(alone, contact_ids=to),
    ]

    await undo(store)
    assert await rows(store, Assessment) == [both, alone]


@pytest.mark.parametrize("name", [*ON_A_CONTACT, "Assessment"])
async def test_nothing_that_hangs_on_an_erased_contact_stays(store: SqlStore, name: str) -> None:
    kind = kind_named(name)
    hangs = "contact_ids" if name == "Assessment" else "contact_id"

    def about(id: str) -> Any:
        return example(name, id=f"about-{id}", **{hangs: (id,) if name == "Assessment" else id})

    await put(store, contact(), contact(id="c2"), about("c1"), about("c2"))

    async with store.write(work()) as uow:
        uow.publish(ContactReplaced(ContactId("c1"), None))
        await uow.of(Contact).remove("c1")
        uow.erase(("Ana Ruiz",))

    assert await rows(store, kind.type) == [about("c2")]
    with pytest.raises(NotFound):
        await undo(store)


async def test_an_erasure_goes_on_to_what_hangs_on_what_it_removed(store: SqlStore, clock: HandClock) -> None:
    activity: Activity = example("Activity", id="v1", contact_id=ContactId("c1"))
    chosen: FocusChoice = example("FocusChoice", id="f1", activity_id="v1")
    await put(store, contact(), activity, chosen)
    async with store.write(work(key="posted")) as uow:
        uow.say(say("the plan", about=("v1",)), say("something else"))
    for message in ("1.0", "2.0"):
        outgoing = await claim(store, clock)
        await store.outbox.mark_delivered(outgoing, Posted(conversation="D1", message=message))

    async with store.write(work()) as uow:
        await uow.of(Contact).remove("c1")
        uow.erase(("Ana Ruiz",))

    assert await rows(store, Activity, FocusChoice) == []
    jobs = [read_job(each.envelope.payload)[0] for each in await store.inbox.claim(limit=9, lease_seconds=30)]
    [job] = [each for each in jobs if isinstance(each, RedrawPosts)]
    assert {"c1", "v1", "f1"} <= set(job.about)
    async with store.write(work(key="found")) as uow:
        [post] = await uow.find_posts(about=["v1"])
        assert post.place == Posted(conversation="D1", message="1.0")


async def claim(store: SqlStore, clock: HandClock) -> Outgoing:
    clock.pass_seconds(5)
    [outgoing] = await store.outbox.claim(limit=1, lease_seconds=30)
    return outgoing


async def test_a_row_removed_and_put_back_in_an_erasure_is_not_taken_for_erased(store: SqlStore) -> None:
    await put(store, contact(), note())
    async with store.write(work()) as uow:
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        await uow.of(Note).put(note(text="without a name"))
        uow.erase(("Ana Ruiz",))
        assert uow.removed_ids == {"c1"}
