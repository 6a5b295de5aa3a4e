"""Takes in every piece of work: finds out who asks and whether they may, and hands it to its handler."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.cards import general
from bot.conversation.dispatch import handler_of
from bot.core.beginning import begin
from bot.core.commands import Command, Surface
from bot.core.deliveries import NOTHING, Say
from bot.core.members import Member, Profile
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.work import Work
from bot.core.schedule.commands import LookAgain
from bot.core.threads import Declined
from bot.core.turn import Ports, Turn
from bot.features.settings.commands import TellAboutModel

REFRESH_AFTER = timedelta(days=1)
"""A member's name, zone and standing are looked up again after this time."""


async def receive(work: Work[Command], ports: Ports) -> None:
    """Take in one piece of work: make sure that its member is known, then hand its Turn to its handler.

    Guests and people of other companies get nothing but one polite sentence. Raises Unavailable when a
    new member cannot be looked up.
    """
    known, turn_of = await begin(work, ports)
    member = known
    is_refresh_asked = isinstance(work.command, LookAgain)
    if known is None or is_refresh_asked or work.now - known.refreshed_at >= REFRESH_AFTER:
        profile = await _look_up(work, ports, known)
        if profile is not None and (profile.is_guest or profile.is_stranger):
            await _decline(work, ports)
            return
        if profile is not None:
            member = _refresh(work, known, profile)
    assert member is not None
    member = _remember_conversation(work, member)
    turn = turn_of(member)
    if member != known or _must_hear_of_model(ports, member):
        await _register(turn, is_new=known is None)
    await handler_of(work.command)(turn)


async def _look_up(work: Work[Any], ports: Ports, known: Member | None) -> Profile | None:
    """The profile of who asks; None where the directory does not answer and the member is known from before.

    Raises Unavailable or NotFound for somebody who is not known yet.
    """
    try:
        return await ports.directory.profile(work.scope.workspace, work.scope.member)
    except (Unavailable, NotFound):
        if known is None:
            raise
        return None


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


async def _register(turn: Turn[Any], *, is_new: bool) -> None:
    """Store the member in a commit of its own, so that undoing what was asked for never undoes this."""
    member = turn.member
    async with turn.apart(f"member@{turn.now.isoformat()}").commit() as uow:
        await uow.of(Member).put(member)
        if _must_hear_of_model(turn.ports, member):
            uow.enqueue(TellAboutModel(), key="about-model")
        if is_new:
            uow.say(Say(card=general.welcome(member.name), about=NOTHING, subject="welcome"))


def _must_hear_of_model(ports: Ports, member: Member) -> bool:
    """Whether the member is still to hear what goes to a model provider."""
    return bool(ports.provider) and not member.told_about_model


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
