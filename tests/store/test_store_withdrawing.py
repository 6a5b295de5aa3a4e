"""Who is told to draw posts anew when rows are withdrawn, and which posts these are (B6, F5, T5, S6)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from bot.codec import read_job
from bot.core.cards import Card, Home
from bot.core.commands import Command, ListContacts
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING, Amend, Delivery, PublishHome, Replace, Revise, Say
from bot.core.events import Changed, Event, Removed
from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, team_space
from bot.core.notes import Note
from bot.core.ports.errors import Conflict
from bot.core.ports.queues import PendingWithdrawal, Posted, PostState
from bot.core.withdrawing import RedrawPosts, Withdrawn, redraw_key
from bot.features.objectives.contracts.values import MutualObjective, ObjectiveId
from bot.features.reporting.contracts import LineId, LineState, ReportingLine, sight_of
from bot.features.rounds.contracts.values import (
    RoundId,
    RoundKind,
    SharedAnswer,
    SharedRound,
)
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.features.teams.rules import TeamDocument, VersionId
from bot.features.vision.contracts import Vision
from bot.features.ways.values import Acquaintance, AcquaintanceId, Closeness
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, contact, note, work

CAM = Scope(ANA.workspace, MemberId("U3"))
NORTH = team_space("north")
TEAM = replace(ANA, teams=frozenset([NORTH]))
team = AccountTeam(
    id=TeamId("north"),
    workspace=ANA.workspace,
    space=NORTH,
    created_at=START,
    account="Northwind",
    members=(ANA.member, BEN.member),
    created_by=ANA.member,
)
acquaintance = Acquaintance(
    id=AcquaintanceId("a1"),
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    contact_id=contact().id,
    name="Ana Ruiz",
    company="Northwind",
    closeness=Closeness.WELL,
    shared_with=(NORTH,),
)
answers = tuple(
    SharedAnswer("Northwind", f"q{n}", f"answer {n}", START.date(), note(id=f"n{n}").id) for n in range(2)
)
shared = SharedRound(
    id="s1",
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    seller=ANA.member,
    name="Ana",
    round_id=RoundId("r1"),
    kind=RoundKind.TACTEGIC,
    period="2026-W47",
    answers=answers,
    without_picture=(),
    shared_with=(BEN.own,),
)
objective = MutualObjective(
    id=ObjectiveId("o1"),
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    contact_id=contact().id,
    version=1,
    benefits=(),
    author=ANA.member,
    text="one plan for both harbours",
    shared_with=(NORTH,),
)
line = ReportingLine(
    id=LineId("l1"),
    workspace=ANA.workspace,
    space=WORKSPACE_SPACE,
    created_at=START,
    seller=ANA.member,
    manager=BEN.member,
    set_by=ANA.member,
    state=LineState.CONFIRMED,
)
document = TeamDocument(
    id=VersionId("d1"),
    workspace=ANA.workspace,
    space=NORTH,
    created_at=START,
    team_id=team.id,
    number=1,
    author=ANA.member,
    purpose="one harbour",
    together="",
    decisions=(),
)
vision = Vision(
    id="v1",
    workspace=ANA.workspace,
    space=NORTH,
    created_at=START,
    text="a port that runs on sun",
    years=3,
    steps=(),
)
team_note = replace(note(id="n9"), shared_with=(NORTH,))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A row that is there, what becomes of it, and who draws anew what is about which ids."""

    event: Event
    was: object
    now: object | None
    anew: dict[MemberId, tuple[str, ...]]
    others: tuple[object, ...] = ()


CASES = [
    Case(event=Removed(SharedRound), was=shared, now=None, anew={BEN.member: ("s1",)}),
    Case(
        event=Changed(SharedRound),
        was=shared,
        now=replace(shared, answers=answers[:1]),
        anew={BEN.member: ("s1",)},
    ),
    Case(
        event=Changed(SharedRound),
        was=shared,
        now=replace(shared, shared_with=()),
        anew={BEN.member: ("s1",)},
    ),
    Case(
        event=Changed(SharedRound),
        was=replace(shared, answers=answers[:1]),
        now=shared,
        anew={},
    ),
    Case(
        event=Changed(MutualObjective),
        was=objective,
        now=replace(objective, shared_with=()),
        anew={BEN.member: ("o1",)},
        others=(team,),
    ),
    Case(
        event=Changed(Acquaintance),
        was=acquaintance,
        now=replace(acquaintance, shared_with=()),
        anew={BEN.member: ("a1",)},
        others=(team,),
    ),
    Case(event=Removed(Acquaintance), was=acquaintance, now=None, anew={BEN.member: ("a1",)}, others=(team,)),
    Case(event=Removed(MutualObjective), was=objective, now=None, anew={BEN.member: ("o1",)}, others=(team,)),
    Case(
        event=Changed(ReportingLine),
        was=line,
        now=replace(line, state=LineState.ENDED),
        anew={BEN.member: (sight_of(line),), CAM.member: (sight_of(line),)},
        others=(replace(line, id=LineId("l2"), seller=BEN.member, manager=CAM.member),),
    ),
    Case(event=Removed(ReportingLine), was=line, now=None, anew={BEN.member: (sight_of(line),)}),
    Case(
        event=Changed(ReportingLine),
        was=replace(line, state=LineState.REQUESTED),
        now=line,
        anew={},
    ),
    Case(event=Removed(TeamDocument), was=document, now=None, anew={BEN.member: ("d1",)}, others=(team,)),
    Case(event=Removed(Vision), was=vision, now=None, anew={BEN.member: ("v1",)}, others=(team,)),
    Case(
        event=Changed(Note),
        was=team_note,
        now=replace(team_note, shared_with=()),
        anew={BEN.member: ("n9",)},
        others=(team,),
    ),
    Case(event=Removed(Note), was=team_note, now=None, anew={BEN.member: ("n9",)}, others=(team,)),
    Case(event=Changed(Note), was=note(), now=note(text="other words"), anew={}),
]
WITHDRAWALS: set[Event] = {*(case.event for case in CASES), Withdrawn}


async def redraws(store: SqlStore) -> dict[MemberId, tuple[str, ...]]:
    """Who is to draw anew what is about which ids; every job that waits is finished."""
    found: dict[MemberId, tuple[str, ...]] = {}
    while claimed := await store.inbox.claim(limit=50, lease_seconds=30):
        for each in claimed:
            command = read_job(each.envelope.payload)[0]
            if isinstance(command, RedrawPosts):
                found[each.envelope.member] = command.about
            await store.inbox.finish(each)
    return found


async def put(store: SqlStore, *rows: object) -> None:
    for row in rows:
        async with store.write(work(TEAM, f"before {row!r}")) as uow:
            await uow.of(type(row)).put(row)
    await redraws(store)


def name_of(case: Case) -> str:
    return f"{type(case.event).__name__.lower()}-{type(case.was).__name__}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
async def test_whoever_may_be_reading_it_draws_anew_what_was_withdrawn(store: SqlStore, case: Case) -> None:
    await put(store, *case.others, case.was)
    async with store.write(work(TEAM, "change")) as uow:
        if case.now is None:
            await uow.of(type(case.was)).remove(case.was.id)  # type: ignore[attr-defined]
        else:
            await uow.of(type(case.was)).put(case.now)
    assert await redraws(store) == case.anew


async def test_who_leaves_a_team_is_shown_no_more_of_it(store: SqlStore) -> None:
    await put(store, team, document, team_note, objective, note(id="n8"))
    async with store.write(work(TEAM, "change")) as uow:
        await uow.of(AccountTeam).put(replace(team, members=(ANA.member,)))
    found: list[str] = []
    while claimed := await store.inbox.claim(limit=50, lease_seconds=30):
        for each in claimed:
            command = read_job(each.envelope.payload)[0]
            if isinstance(command, RedrawPosts):
                assert each.envelope.member == BEN.member
                found += command.about
            await store.inbox.finish(each)
    assert sorted(found) == ["d1", "n9", "o1"]


async def deliver(store: SqlStore, *deliveries: Delivery, scope: Scope = ANA, key: str, at: str = "") -> None:
    """Have these said and delivered, each to the place `D1/<at or key>` unless it names another."""
    async with store.write(work(scope, key)) as uow:
        uow.say(*deliveries)
    while claimed := await store.outbox.claim(limit=9, lease_seconds=30):
        for each in claimed:
            place = Posted(conversation="D1", message=at or key)
            if isinstance(each.delivery, (Replace, Amend)):
                place = Posted(conversation=each.delivery.conversation, message=each.delivery.message)
            if isinstance(each.delivery, PublishHome):
                place = Posted()
            await store.outbox.mark_delivered(each, place)


def say(*about: str, redraw: Command | None = None) -> Say:
    return Say(card=Card(text=("words",)), about=about, redraw=redraw)


async def test_what_is_to_fill_a_message_that_grows_is_found_there_before_it_leaves(store: SqlStore) -> None:
    async with store.write(work(ANA, "1")) as uow:
        uow.say(replace(say("c1"), conversation="D1", thread="T1", stream="S1"))
    async with store.read(ANA) as reader:
        [post] = await reader.find_posts(about=["c1"])
    assert (post.place, post.state) == (Posted(conversation="D1", message="S1"), PostState.WAITING)


async def test_a_post_is_found_by_what_it_shows_now_with_what_draws_it_anew(store: SqlStore) -> None:
    view = ListContacts(words="harbour")
    await deliver(store, say("c1", "c2", redraw=view), key="1")
    async with store.read(ANA) as reader:
        [post] = await reader.find_posts(about=["c1", "c9"])
        assert (post.place, post.about) == (Posted(conversation="D1", message="1"), ("c1", "c2"))
        assert (post.redraw, post.state, post.is_home) == (view, PostState.POSTED, False)
        assert await reader.find_posts(ids=[post.id]) == [post]
        assert await reader.find_posts(about=["c9"]) == []
    async with store.read(BEN) as reader:
        assert await reader.find_posts(about=["c1"], ids=[post.id]) == []
        assert await reader.find_readers(["c1"]) == [ANA.member]
        assert await reader.find_readers(["c9"]) == []

    turned = Replace(card=Card(text=("page 2",)), conversation="D1", message="1", about=("c3",))
    await deliver(store, turned, key="2")
    async with store.read(ANA) as reader:
        assert await reader.find_posts(about=["c1"], ids=[post.id]) == []
        assert [each.about for each in await reader.find_posts(about=["c3"])] == [("c3",)]


async def test_what_revises_a_post_says_what_it_shows_now(store: SqlStore) -> None:
    await deliver(store, replace(say("c1"), subject="round"), key="1")
    revise = Revise(card=Card(text=("answered",)), subject="round", about=("c2",), redraw=ListContacts())
    await deliver(store, revise, key="2", at="1")
    async with store.read(ANA) as reader:
        assert await reader.find_posts(about=["c1"]) == []
        [post] = await reader.find_posts(about=["c2"])
    assert post.redraw == ListContacts()


async def test_a_revision_that_waits_is_known_as_one(store: SqlStore) -> None:
    async with store.write(work(key="1")) as uow:
        uow.say(Revise(card=Card(text=("answered",)), subject="round", about=("c2",)), say("c2"))
    async with store.read(ANA) as reader:
        found = await reader.find_posts(about=["c2"])
    assert [each.is_revision for each in found] == [True, False]


async def test_only_the_newest_home_is_drawn_anew(store: SqlStore) -> None:
    for key, about in (("1", ("c1",)), ("2", ("c2", "c3"))):
        home = PublishHome(home=Home(header="Hello"), about=about)
        await deliver(store, home, key=key)
    async with store.read(ANA) as reader:
        assert await reader.find_posts(about=["c1"]) == []
        [home_now] = await reader.find_posts(about=["c2"])
    assert (home_now.is_home, home_now.place, home_now.about) == (True, Posted(), ("c2", "c3"))


async def test_what_has_not_left_yet_is_found_and_taken_back(store: SqlStore) -> None:
    async with store.write(work(key="1")) as uow:
        uow.say(say("c1"), say("c2"))
    async with store.write(work(key="2")) as uow:
        first, second = await uow.find_posts(about=["c1", "c2"])
        assert [first.state, second.state] == [PostState.WAITING, PostState.WAITING]
        await uow.drop_waiting(first)
    [leaving] = await store.outbox.claim(limit=9, lease_seconds=30)
    async with store.read(ANA) as reader:
        assert await reader.find_posts(about=["c1"]) == []
        [post] = await reader.find_posts(about=["c2"])
    assert (post.id, post.state) == (leaving.id, PostState.LEAVING)

    async def take_back() -> None:
        async with store.write(work(key="3")) as uow:
            await uow.drop_waiting(second)

    with pytest.raises(Conflict):
        await take_back()


async def test_a_withdrawal_is_pending_until_its_jobs_and_deliveries_are_done(store: SqlStore) -> None:
    async def pending() -> PendingWithdrawal:
        async with store.read(ANA) as reader:
            return await reader.find_pending("w1")

    job = RedrawPosts(withdrawal="w1", about=("c1",))
    async with store.write(work(key="1")) as uow:
        uow.enqueue(job, key=f"{redraw_key('w1')}1", member=BEN.member)
        uow.enqueue(job, key=f"{redraw_key('w2')}1", member=BEN.member)
    assert await pending() == PendingWithdrawal(open=1, failed=0)
    amend = Amend(card=Card(text=("gone",)), conversation="D1", message="1", about=NOTHING, withdrawal="w1")
    async with store.write(work(BEN, "2")) as uow:
        uow.say(amend, replace(amend, message="2"), replace(amend, withdrawal="w2"))
    assert await pending() == PendingWithdrawal(open=3, failed=0)
    await redraws(store)
    assert await pending() == PendingWithdrawal(open=2, failed=0)
    [first] = await store.outbox.claim(limit=9, lease_seconds=30)
    await store.outbox.mark_delivered(first, Posted(conversation="D1", message="1"))
    [second] = await store.outbox.claim(limit=9, lease_seconds=30)
    await store.outbox.give_up(second, error="not_allowed", reference="x")
    assert await pending() == PendingWithdrawal(open=0, failed=1)


async def test_what_was_asked_for_with_erased_words_is_not_asked_again(store: SqlStore) -> None:
    await put(store, contact(name="Zoë Quill"))
    await deliver(store, say("c1", "c2", redraw=ListContacts(words="Zoë Quill")), key="1")
    await deliver(store, say("c1", "c2", redraw=ListContacts(words="harbour")), key="2")
    async with store.write(work(key="3")) as uow:
        await uow.of(Contact).remove("c1")
        uow.erase(("Zoë Quill",))
    async with store.read(ANA) as reader:
        found = await reader.find_posts(about=["c2"])
    assert [each.redraw for each in found] == [None, ListContacts(words="harbour")]


async def test_an_erasure_has_everybody_s_posts_of_it_deleted_or_drawn_anew(store: SqlStore) -> None:
    await put(store, contact(), note())
    await deliver(store, say("n1"), key="1")
    await deliver(store, say("n1", "x"), scope=BEN, key="2")
    async with store.write(work(key="3")) as uow:
        await uow.of(Note).remove("n1")
        await uow.of(Contact).remove("c1")
        uow.erase(())
    assert await redraws(store) == {ANA.member: ("c1", "n1"), BEN.member: ("c1", "n1")}
