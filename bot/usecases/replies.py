"""Where an answer goes: back to where the question was asked, and never into a channel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar, cast

from bot.domain.members import Member
from bot.messages.cards import Card, Form
from bot.messages.commands import Command, Surface
from bot.messages.deliveries import Delivery, Replace, Say, Show, Whisper
from bot.ports import Work
from bot.texts import general

C = TypeVar("C", bound=Command)


def instead(work: Work[Any], command: C) -> Work[C]:
    """The same piece of work, understood as another command."""
    return replace(cast(Work[C], work), command=command)


def topic(work: Work[Any]) -> str:
    """The thread that this work belongs to; a message in the direct conversation begins its own."""
    origin = work.origin
    return origin.thread or origin.message or "" if origin.surface in (Surface.DIRECT, Surface.BUTTON) else ""


def reply(
    work: Work[Any], member: Member, card: Card, *, about: tuple[str, ...] = (), subject: str = ""
) -> tuple[Delivery, ...]:
    """A new card: in the thread it was asked in, else in the direct message with at most one pointer."""
    origin = work.origin
    if origin.surface in (Surface.DIRECT, Surface.BUTTON) and origin.conversation:
        place = topic(work) or None
        return (Say(card=card, conversation=origin.conversation, thread=place, about=about, subject=subject),)
    say = Say(card=card, about=about, subject=subject)
    elsewhere = origin.conversation is not None and not _is_direct(origin.conversation, member)
    if origin.surface in (Surface.CHANNEL, Surface.SLASH) and elsewhere and origin.conversation:
        thread = origin.thread if origin.surface is Surface.CHANNEL else None
        return (
            say,
            Whisper(card=general.answered_directly(), conversation=origin.conversation, thread=thread),
        )
    return (say,)


def update(
    work: Work[Any], member: Member, card: Card, *, about: tuple[str, ...] = (), subject: str = ""
) -> tuple[Delivery, ...]:
    """The card whose button was pressed, in its new state; a new card where there is none."""
    origin = work.origin
    if origin.surface is Surface.BUTTON and origin.conversation and origin.message:
        return (Replace(card=card, conversation=origin.conversation, message=origin.message, about=about),)
    return reply(work, member, card, about=about, subject=subject)


def show(work: Work[Any], member: Member, form: Form, otherwise: Card) -> tuple[Delivery, ...]:
    """Fill the form that waits open; where none was opened (a typed command), answer with a card."""
    if work.origin.view:
        return (Show(form=form, view=work.origin.view),)
    return reply(work, member, otherwise)


def _is_direct(conversation: str, member: Member) -> bool:
    """Whether this is the member's conversation with the bot; before it is known, any direct one may be."""
    if member.conversation is None:
        return conversation.startswith("D")
    return conversation == member.conversation
