"""Members who are no full members any more: what is done for them still, and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.cards import Card
from bot.core.commands import Origin, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import ASKED_NEXT_TIME, Departure, DepartureKind, Member, Profile
from bot.core.notes import Note
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.queues import Outgoing
from bot.core.schedule.commands import LookAgain
from bot.core.schedule.on_time import may_leave
from bot.features.leavers.commands import EraseLeaver
from tests.handlers.office import Office

JOB = Origin(surface=Surface.JOB)
HERE = Profile(name="Kim Park", zone="Europe/Madrid")
LEFT = replace(HERE, is_deactivated=True, zone="UTC")
FIRST = "Met Ana Ruiz from Northwind today."


class AwayDirectory:
    """Satisfies ports.Directory and answers nothing."""

    def __init__(self, problem: Exception) -> None:
        self.problem = problem

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        raise self.problem

    async def profile_now(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        raise self.problem


async def left(office: Office, profile: Profile = LEFT) -> None:
    await office.say(FIRST)
    office.directory.people["U1"] = profile
    assert (await office.do(LookAgain(), JOB)).all == []


async def test_a_leaver_is_noted_once_and_answered_no_more(office: Office) -> None:
    await left(office)
    [departure] = await office.rows(Departure)
    assert (departure.kind, departure.name) == (DepartureKind.LEFT, "Kim Park")
    assert (await office.say("Met Lars Holm today.")).all == []
    assert await office.rows(Departure) == [departure]
    assert len(await office.rows(Note)) == 1
    [member] = await office.rows(Member)
    assert (member.refreshed_at, member.zone) == (ASKED_NEXT_TIME, "Europe/Madrid")


async def test_what_waited_to_reach_a_leaver_goes_on_waiting(office: Office) -> None:
    await office.say(FIRST)
    nudge = Outgoing(
        id="n",
        workspace=WorkspaceId("T1"),
        member=MemberId("U1"),
        delivery=Say(card=Card(text=("A nudge",)), about=NOTHING, unasked_at=office.now),
        attempt=1,
        attempted=False,
        lease="l",
    )
    later = office.now + timedelta(minutes=30)
    assert await may_leave(nudge, office.ports, later)
    office.directory.people["U1"] = LEFT
    await office.do(LookAgain(), JOB)
    assert not await may_leave(nudge, office.ports, later)


@pytest.mark.parametrize("problem", [Unavailable("directory"), NotFound("U1")])
async def test_a_change_of_standing_that_cannot_be_looked_up_is_tried_again(
    office: Office, problem: Exception
) -> None:
    await office.say(FIRST)
    object.__setattr__(office.ports, "directory", AwayDirectory(problem))
    with pytest.raises(type(problem)):
        await office.do(LookAgain(), JOB)


async def test_a_leaver_whom_nobody_can_look_up_is_not_taken_for_a_member(office: Office) -> None:
    await left(office)
    object.__setattr__(office.ports, "directory", AwayDirectory(Unavailable("directory")))
    with pytest.raises(Unavailable):
        await office.say("Met Lars Holm today.")


async def test_a_demoted_admin_is_no_admin_with_the_next_look(office: Office) -> None:
    office.directory.people["U1"] = replace(HERE, is_admin=True)
    await office.say(FIRST)
    assert [each.is_admin for each in await office.rows(Member)] == [True]
    office.directory.people["U1"] = HERE
    await office.do(LookAgain(), JOB)
    assert [each.is_admin for each in await office.rows(Member)] == [False]


async def test_nothing_is_erased_of_somebody_who_is_back_though_nobody_told(office: Office) -> None:
    await left(office)
    office.directory.people["U1"] = HERE
    await office.do(EraseLeaver(), JOB)
    assert len(await office.rows(Note)) == 1
    assert "Ana Ruiz" in (await office.type("contacts")).text
    assert await office.rows(Departure) == []


async def test_an_erasure_waits_until_the_workspace_says_that_they_are_gone(office: Office) -> None:
    await left(office)
    directory = office.ports.directory
    object.__setattr__(office.ports, "directory", AwayDirectory(Unavailable("directory")))
    with pytest.raises(Unavailable):
        await office.do(EraseLeaver(), JOB)
    object.__setattr__(office.ports, "directory", directory)
    await office.do(EraseLeaver(), JOB)
    assert await office.rows(Note) == await office.rows(Member) == await office.rows(Departure) == []
    assert office.memory.entries == {}


async def test_who_comes_back_after_the_erasure_is_new(office: Office) -> None:
    await left(office)
    await office.do(EraseLeaver(), JOB)
    office.directory.people["U1"] = HERE
    office.now += timedelta(days=1)
    seen = await office.say(FIRST)
    assert "Noted" in seen.first
    assert len(await office.rows(Note)) == 1
