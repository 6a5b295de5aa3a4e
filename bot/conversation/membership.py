"""Takes in every piece of work: finds out who asks and whether they may, and hands it to its handler."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot.conversation.attending import attend
from bot.conversation.cards import general
from bot.conversation.dispatch import handler_of
from bot.conversation.prompts import suggest_prompts
from bot.core.beginning import begin
from bot.core.commands import Command, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.identity import WORKSPACE_SPACE
from bot.core.members import ASKED_NEXT_TIME, Departure, DepartureKind, Member, Profile
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.work import Work
from bot.core.schedule.commands import Due, LookAgain
from bot.core.schedule.kinds import SCHEDULED_KINDS
from bot.core.settings import must_hear_of_model
from bot.core.threads import Declined
from bot.core.turn import Ports, Turn
from bot.features.first_day.contracts import greeting
from bot.features.home.commands import HomeOpened
from bot.features.settings.commands import TellAboutModel

_log = structlog.get_logger(__name__)
REFRESH_AFTER = timedelta(days=1)
"""A member's name, zone and standing are looked up again after this time."""


class UnknownHere(Exception):
    """Who asks is nobody whom the workspace knows."""


async def receive(work: Work[Command], ports: Ports) -> None:
    """Take in one piece of work of whoever asks; what comes from nobody has no effect, now or later.

    Raises Unavailable when a new member, or one who was no full member last, cannot be looked up.
    """
    try:
        await _receive(work, ports)
    except UnknownHere:
        _log.info("asked by nobody", command=type(work.command).__name__)


async def _receive(work: Work[Command], ports: Ports) -> None:
    """Make sure that the member is known, then hand the Turn to its handler.

    Guests and people of other companies get nothing but one polite sentence, and those who left nothing at
    all.
    """
    known, turn_of = await begin(work, ports)
    if known is not None and _is_for_everybody(work.command):
        await handler_of(work.command)(turn_of(known))
        return
    member = known
    if _must_look_up(work, known):
        profile = await _look_up(work, ports, known)
        if profile is not None and not profile.is_full_member:
            await _turn_away(work, ports, known, profile)
            return
        if profile is not None:
            member = _refresh(work, known, profile)
    assert member is not None
    member = _remember_conversation(work, member)
    turn = turn_of(member)
    if member != known or _must_hear_of_model(turn):
        await _register(turn, known)
    await attend(turn, handler_of(work.command))
    if isinstance(work.command, HomeOpened) and work.command.tab == "messages":
        await suggest_prompts(turn)


def _is_for_everybody(command: Command) -> bool:
    """Whether this is done for members who may no longer use the bot, too."""
    if isinstance(command, Due):
        kind = SCHEDULED_KINDS.get(command.kind)
        return kind is not None and kind.for_everybody
    return command.for_everybody


def _must_look_up(work: Work[Any], known: Member | None) -> bool:
    """Whether the directory is to be asked: who is new, was long not looked up, or changed something."""
    if known is None or isinstance(work.command, LookAgain):
        return True
    return work.now - known.refreshed_at >= REFRESH_AFTER


async def _look_up(work: Work[Any], ports: Ports, known: Member | None) -> Profile | None:
    """The profile of who asks; None where the directory does not answer and the member is known from before.

    Raises Unavailable for somebody who is not known yet or was no full member, and where they are to be
    looked at again: that must not be missed. Raises UnknownHere for whom neither knows.
    """
    workspace, member = work.scope.workspace, work.scope.member
    if isinstance(work.command, LookAgain):  # what another process was told may not be known here
        return await ports.directory.profile_now(workspace, member)
    try:
        return await ports.directory.profile(workspace, member)
    except NotFound:
        if known is None:
            raise UnknownHere from None
        if known.refreshed_at == ASKED_NEXT_TIME:
            raise
        return None
    except Unavailable:
        if known is None or known.refreshed_at == ASKED_NEXT_TIME:
            raise
        return None


async def _turn_away(work: Work[Any], ports: Ports, known: Member | None, profile: Profile) -> None:
    """Do nothing for who is no full member; note it of a member, and tell a guest or a stranger once."""
    gone = profile.is_deactivated or profile.is_bot
    if known is not None:
        await _note_departure(work, ports, known, DepartureKind.LEFT if gone else DepartureKind.GUEST)
    if not gone and not work.command.unasked:
        await _decline(work, ports)


async def _note_departure(work: Work[Any], ports: Ports, known: Member, kind: DepartureKind) -> None:
    """Note that a member is no full member any more: nothing comes by itself to them from now on."""
    apart = work.apart(f"departure@{work.now.isoformat()}")
    async with ports.store.write(apart) as uow:
        if any(each.kind is kind for each in await uow.of(Departure).find(id=known.id)):
            return
        departure = Departure(
            id=known.id,
            workspace=known.workspace,
            space=WORKSPACE_SPACE,
            created_at=work.now,
            name=known.name,
            kind=kind,
        )
        for job in await uow.scheduled_jobs():
            await uow.cancel(job.kind, job.subject)
        await uow.of(Departure).put(departure)
        await uow.of(Member).put(replace(known, is_admin=False, refreshed_at=ASKED_NEXT_TIME))


def _refresh(work: Work[Any], known: Member | None, profile: Profile) -> Member:
    """The member as the directory knows them now, new or known from before."""
    zone = _valid_zone(profile.zone)
    if known is not None:
        return replace(
            known,
            name=profile.name,
            zone=zone,
            locale=profile.locale,
            is_admin=profile.is_admin,
            refreshed_at=work.now,
        )
    return Member(
        id=work.scope.member,
        workspace=work.scope.workspace,
        space=work.scope.own,
        name=profile.name,
        zone=zone,
        created_at=work.now,
        refreshed_at=work.now,
        locale=profile.locale,
        is_admin=profile.is_admin,
    )


def _valid_zone(name: str) -> str:
    """The zone with this name, or UTC where there is none."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return "UTC"
    return name


def _remember_conversation(work: Work[Any], member: Member) -> Member:
    """The member with their direct conversation, once something was said there."""
    conversation = work.origin.conversation
    if work.origin.surface is not Surface.DIRECT or conversation in (None, member.conversation):
        return member
    return replace(member, conversation=conversation)


async def _register(turn: Turn[Any], known: Member | None) -> None:
    """Store the member in a commit of its own, so that undoing what was asked for never undoes this."""
    member = turn.member
    async with turn.apart(f"member@{turn.now.isoformat()}").commit() as uow:
        await uow.of(Member).put(member)
        if known is None or known.refreshed_at == ASKED_NEXT_TIME:
            for departure in await uow.of(Departure).find(id=member.id):
                await uow.of(Departure).remove(departure.id)
        if _must_hear_of_model(turn):
            key = f"model-rule@{turn.now.isoformat()}" if member.told_about_model else "about-model"
            uow.enqueue(TellAboutModel(), key=key)
        if known is None:
            uow.say(Say(card=greeting(turn), about=NOTHING, subject="welcome"))


def _must_hear_of_model(turn: Turn[Any]) -> bool:
    """Whether the member is still to hear what goes to a model provider, or of a rule about it that is new.

    A new rule is told when they next do something themselves: at once it would be a burst to everybody.
    """
    told, by_itself = turn.member.told_about_model, turn.origin.surface is Surface.JOB
    if not turn.provider or (told and by_itself):
        return False
    known = turn.own_settings.told_model_rule
    return must_hear_of_model(turn.defaults.model, told=told, told_rule=known)


async def _decline(work: Work[Any], ports: Ports) -> None:
    """Tell a guest or a stranger, once, that the bot is not for them."""
    async with ports.store.read(work.scope) as reader:
        declined_before = await reader.of(Declined).count(space=work.scope.own)
    if declined_before:
        return
    async with ports.store.write(work) as uow:
        await uow.of(Declined).put(
            Declined(
                id=work.scope.member,
                workspace=work.scope.workspace,
                space=work.scope.own,
                created_at=work.now,
            )
        )
        uow.say(Say(card=general.not_for_guests(), about=NOTHING, subject="declined"))
