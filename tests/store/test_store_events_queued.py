"""What a change has queued for whom, and what its undo has: the table of events, one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from bot.codec import read_job
from bot.core.commands import Command
from bot.core.contacts import Contact
from bot.core.events import Added, Changed, Event, Removed
from bot.core.home import RefreshHome
from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, team_space
from bot.core.members import Member, Role
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Note, Promiser
from bot.core.ports.errors import NotFound
from bot.core.schedule.commands import AdaptSchedule
from bot.core.settings import DEFAULTS_ID, MemberSettings, Wishes, WorkspaceDefaults
from bot.features.fit.commands import CloseHandOver, OfferHandOver, ReopenHandOver, WithdrawHandOver
from bot.features.fit.contracts.values import HandOver, HandOverAnswer, HandOverState
from bot.features.notes.commands import IndexNotes
from bot.features.nudges.commands import LookAtNudges
from bot.features.nudges.contracts.values import Nudge, NudgeId, NudgeState
from bot.features.teams.commands import TakeBackShared, TellTeam
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.store.store import SqlStore
from tests.support.stores import ANA, BEN, START, contact, note, work

CAM = MemberId("U3")
NORTH = team_space("north")
TEAM = replace(ANA, teams=frozenset([NORTH]))

hand_over = HandOver(
    id="h1",
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    giver=ANA.member,
    giver_name="Ana",
    receiver=BEN.member,
    shared_with=(BEN.own,),
    contact_id=contact().id,
    name="Lars Berg",
    title="",
    company="",
    words="",
    notes=(),
)
answer = HandOverAnswer(
    id="a1",
    workspace=BEN.workspace,
    space=BEN.own,
    created_at=START,
    hand_over_id="h1",
    receiver_name="Ben",
    state=HandOverState.ACCEPTED,
    shared_with=(ANA.own,),
)
team = AccountTeam(
    id=TeamId("north"),
    workspace=ANA.workspace,
    space=NORTH,
    created_at=START,
    account="Northwind",
    members=(ANA.member, BEN.member),
    created_by=ANA.member,
)
nudge = Nudge(
    id=NudgeId("g1"),
    workspace=ANA.workspace,
    space=ANA.own,
    created_at=START,
    about="c1",
    contact_id="c1",
    on=START.date(),
    again_on=START.date(),
    wording="a",
)
over = replace(nudge, id=NudgeId("g2"), state=NudgeState.TAKEN_BACK)
theirs = replace(nudge, id=NudgeId("g3"), space=BEN.own)
promise = Commitment(
    id=CommitmentId("p1"),
    workspace=ANA.workspace,
    space=ANA.own,
    what="the paper",
    by=Promiser.MEMBER,
    created_at=START,
)
about_promise = replace(nudge, about="p1", contact_id="")
ana = Member(
    id=ANA.member,
    workspace=ANA.workspace,
    space=ANA.own,
    name="Ana",
    zone="UTC",
    created_at=START,
    refreshed_at=START,
)
ben = replace(ana, id=BEN.member, space=BEN.own, name="Ben")
settings = MemberSettings(id=ANA.member, workspace=ANA.workspace, space=ANA.own, created_at=START)
defaults = WorkspaceDefaults(
    id=DEFAULTS_ID,
    workspace=ANA.workspace,
    space=WORKSPACE_SPACE,
    created_at=START,
    wishes=Wishes(weekdays=(0, 1, 2, 3)),
)

Jobs = tuple[tuple[MemberId, Command], ...]
INDEX: Jobs = ((ANA.member, IndexNotes(("n1",))),)
OFFER: Jobs = ((BEN.member, OfferHandOver("h1")),)
WITHDRAW: Jobs = ((BEN.member, WithdrawHandOver("h1")),)
CLOSE: Jobs = ((ANA.member, CloseHandOver("h1")),)
REOPEN: Jobs = ((BEN.member, OfferHandOver("h1")), (ANA.member, ReopenHandOver("h1")))
LOOK: Jobs = ((ANA.member, LookAtNudges(("c1",))),)
LOOK_AT_PROMISE: Jobs = ((ANA.member, LookAtNudges(("p1",))),)
KEEP: Jobs = ((ANA.member, AdaptSchedule()),)
KEEP_ALL: Jobs = ((ANA.member, AdaptSchedule()), (BEN.member, AdaptSchedule()))


def joined(member: MemberId) -> Jobs:
    told = TellTeam(team.id, "Northwind", ANA.member, left=False)
    return ((member, RefreshHome()), (member, told))


def left(member: MemberId) -> Jobs:
    told = TellTeam(team.id, "Northwind", ANA.member, left=True)
    return ((member, told), (member, TakeBackShared(team.id)))


@dataclass(frozen=True, kw_only=True)
class Case:
    """Rows that are there, one that is put or removed, and what is queued then and by the undo."""

    event: Event
    row: object
    was: object | None = None
    others: tuple[object, ...] = ()
    queues: Jobs
    undone: Jobs
    scope: Scope = ANA


def added(row: object, queues: Jobs, undone: Jobs, *others: object, scope: Scope = ANA) -> Case:
    return Case(event=Added(type(row)), row=row, others=others, queues=queues, undone=undone, scope=scope)


def removed(row: object, queues: Jobs, undone: Jobs, *others: object, scope: Scope = ANA) -> Case:
    event = Removed(type(row))
    return Case(event=event, row=row, was=row, others=others, queues=queues, undone=undone, scope=scope)


def changed(
    was: object, row: object, queues: Jobs, undone: Jobs, *others: object, scope: Scope = ANA
) -> Case:
    event = Changed(type(row))
    return Case(event=event, row=row, was=was, others=others, queues=queues, undone=undone, scope=scope)


CASES = [
    added(note(), INDEX, INDEX),
    changed(note(), note(text="other words"), INDEX, INDEX),
    removed(note(), INDEX, INDEX),
    added(hand_over, OFFER, WITHDRAW),
    removed(hand_over, WITHDRAW, OFFER),
    added(answer, CLOSE, REOPEN, hand_over, scope=BEN),
    removed(answer, REOPEN, CLOSE, hand_over, scope=BEN),
    added(team, joined(BEN.member), left(BEN.member), scope=TEAM),
    changed(
        team,
        replace(team, members=(ANA.member, CAM)),
        (*joined(CAM), *left(BEN.member)),
        (*joined(BEN.member), *left(CAM)),
        scope=TEAM,
    ),
    removed(team, left(BEN.member), joined(BEN.member), scope=TEAM),
    added(contact(), LOOK, LOOK, nudge, over, theirs),
    changed(contact(), contact(title="CFO"), LOOK, LOOK, nudge, over, theirs),
    changed(contact(), contact(title="CFO"), (), (), over, theirs),
    removed(contact(), LOOK, LOOK, nudge, over, theirs),
    added(promise, LOOK_AT_PROMISE, LOOK_AT_PROMISE, about_promise),
    changed(
        promise,
        replace(promise, state=CommitmentState.KEPT),
        LOOK_AT_PROMISE,
        LOOK_AT_PROMISE,
        about_promise,
    ),
    removed(promise, LOOK_AT_PROMISE, LOOK_AT_PROMISE, about_promise),
    added(ana, KEEP, ()),
    changed(ana, replace(ana, zone="Asia/Kathmandu"), KEEP, KEEP),
    changed(ana, replace(ana, role=Role.ALLIANCE_MANAGER), KEEP, KEEP),
    changed(ana, replace(ana, name="Ana R.", conversation="D1"), (), ()),
    added(settings, KEEP, KEEP),
    changed(settings, replace(settings, paused=True), KEEP, KEEP),
    removed(settings, KEEP, KEEP),
    added(defaults, KEEP_ALL, KEEP_ALL, ana, ben),
    changed(
        defaults,
        replace(defaults, wishes=replace(defaults.wishes, weekdays=(1,))),
        KEEP_ALL,
        KEEP_ALL,
        ana,
        ben,
    ),
    removed(defaults, KEEP_ALL, KEEP_ALL, ana, ben),
]


async def queued(store: SqlStore) -> list[tuple[MemberId, Command]]:
    """Everything that waits, finished."""
    found = []
    while claimed := await store.inbox.claim(limit=50, lease_seconds=30):
        for each in claimed:
            found.append((each.envelope.member, read_job(each.envelope.payload)[0]))
            await store.inbox.finish(each)
    return sorted(found, key=repr)


async def put(store: SqlStore, *rows: object) -> None:
    """Rows that are there beforehand, each written by whoever it belongs to."""
    for row in rows:
        scope = next(scope for scope in (TEAM, BEN) if row.space in scope.spaces)  # type: ignore[attr-defined]
        async with store.write(work(scope, f"before {row!r}")) as uow:
            await uow.of(type(row)).put(row)
    await queued(store)


def name_of(case: Case) -> str:
    return f"{type(case.event).__name__.lower()}-{type(case.row).__name__}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
async def test_a_change_and_its_undo_queue_what_follows_from_them(store: SqlStore, case: Case) -> None:
    await put(store, *case.others, *([case.was] if case.was else []))
    rows, change = type(case.row), work(case.scope, "change")

    async with store.write(change) as uow:
        if isinstance(case.event, Removed):
            await uow.of(rows).remove(case.row.id)  # type: ignore[attr-defined]
        else:
            await uow.of(rows).put(case.row)
    assert await queued(store) == sorted(case.queues, key=repr)

    async with store.write(work(case.scope, "undo")) as uow:
        await uow.undo(change.change)
    assert await queued(store) == sorted(case.undone, key=repr)

    async with store.write(work(case.scope, "undo the undo")) as uow:
        await uow.undo(work(case.scope, "undo").change)
    assert await queued(store) == sorted(case.queues, key=repr)


@pytest.mark.parametrize("case", CASES, ids=name_of)
async def test_a_change_that_fails_queues_nothing(store: SqlStore, case: Case) -> None:
    await put(store, *case.others, *([case.was] if case.was else []))

    async def fail() -> None:
        async with store.write(work(case.scope, "change")) as uow:
            await uow.of(type(case.row)).put(case.row)
            await uow.of(Note).remove("nowhere")

    with pytest.raises(NotFound):
        await fail()
    assert await queued(store) == []


async def test_several_changes_of_one_commit_queue_one_job(store: SqlStore) -> None:
    await put(store, nudge, replace(nudge, id=NudgeId("g4"), about="c2"))
    async with store.write(work()) as uow:
        for id in ("c1", "c2"):
            await uow.of(Contact).put(contact(id=id))
            await uow.of(Contact).put(contact(id=id, title="CFO"))
            await uow.of(Note).put(note(id=f"n{id}"))

    assert await queued(store) == [
        (ANA.member, IndexNotes(("nc1", "nc2"))),
        (ANA.member, LookAtNudges(("c1", "c2"))),
    ]


async def test_what_is_as_before_at_the_end_of_a_commit_queues_nothing(store: SqlStore) -> None:
    await put(store, note())
    async with store.write(work()) as uow:
        await uow.of(Note).put(note(text="other words"))
        await uow.of(Note).put(note())
        await uow.of(Note).put(note(id="n2"))
        await uow.of(Note).remove("n2")

    assert await queued(store) == []
