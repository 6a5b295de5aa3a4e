"""Where every piece of work comes in: who is it, may they use the bot, and who takes it from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.members import Member, Profile
from bot.domain.threads import Declined
from bot.messages.commands import Command, Surface
from bot.messages.deliveries import Say
from bot.messages.schedule import LookAgain
from bot.messages.settings import TellAboutModel
from bot.ports import NotFound, Unavailable, Work
from bot.texts import general
from bot.usecases.desk import Desk
from bot.usecases.registry import handler_of

REFRESH_AFTER = timedelta(days=1)
"""A member's name, zone and standing are looked up again after this time."""


async def receive(work: Work[Command], desk: Desk) -> None:
    """Take in one piece of work: make sure that its member is known, then hand it to its use case.

    Guests and people of other companies get nothing but one polite sentence. Raises Unavailable when a
    new member cannot be looked up.
    """
    known = await _known(work, desk)
    member = known
    asked = isinstance(work.command, LookAgain)
    if known is None or asked or work.now - known.refreshed_at >= REFRESH_AFTER:
        profile = await _profile(work, desk, known)
        if profile is not None and (profile.is_guest or profile.is_stranger):
            await _decline(work, desk)
            return
        if profile is not None:
            member = _refreshed(work, known, profile)
    assert member is not None
    member = _where(work, member)
    if member != known or _untold(desk, member):
        await _register(work, desk, member, is_new=known is None)
    await handler_of(work.command)(work, desk)


async def _known(work: Work[Any], desk: Desk) -> Member | None:
    async with desk.ledger.read(work.scope) as books:
        try:
            return await books.of(Member).get(work.scope.member)
        except NotFound:
            return None


async def _profile(work: Work[Any], desk: Desk, known: Member | None) -> Profile | None:
    """The directory's view; None where it does not answer and the member is known from before."""
    try:
        return await desk.directory.profile(work.scope.workspace, work.scope.member)
    except (Unavailable, NotFound):
        if known is None:
            raise
        return None


def _refreshed(work: Work[Any], known: Member | None, profile: Profile) -> Member:
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
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return "UTC"
    return name


def _where(work: Work[Any], member: Member) -> Member:
    """Remember the direct conversation, the first time something is said there."""
    conversation = work.origin.conversation
    if work.origin.surface is not Surface.DIRECT or conversation in (None, member.conversation):
        return member
    return replace(member, conversation=conversation)


def _apart(work: Work[Any], part: str) -> Work[Any]:
    """Work of its own beside the claimed one, so that undoing what was asked for never undoes this."""
    return replace(work, key=work.new_id(part), lease="")


async def _register(work: Work[Any], desk: Desk, member: Member, *, is_new: bool) -> None:
    async with desk.ledger.write(_apart(work, f"member@{work.now.isoformat()}")) as books:
        await books.of(Member).put(member)
        if _untold(desk, member):
            books.enqueue(TellAboutModel(), key="about-model")
        if is_new:
            books.say(Say(card=general.welcome(member.name), subject="welcome"))


def _untold(desk: Desk, member: Member) -> bool:
    """Whether the member is still to hear what goes to a model provider (DESIGN.md 6)."""
    return bool(desk.provider) and not member.told_about_model


async def _decline(work: Work[Any], desk: Desk) -> None:
    async with desk.ledger.read(work.scope) as books:
        told = await books.of(Declined).count(space=work.scope.own)
    if told:
        return
    async with desk.ledger.write(work) as books:
        await books.of(Declined).put(
            Declined(
                id=work.scope.member,
                workspace=work.scope.workspace,
                space=work.scope.own,
                created_at=work.now,
            )
        )
        books.say(Say(card=general.not_for_guests(), subject="declined"))
