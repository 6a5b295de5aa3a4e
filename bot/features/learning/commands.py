"""What can be asked for, by members, buttons and forms: learning (S7)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ShowLesson(Command):
    """Show a short lesson: on a topic, for a moment, or this one."""

    topic: str = ""
    moment: str = ""
    lesson_id: str = ""


@dataclass(frozen=True, slots=True)
class PassOn(Command):
    """Give a lesson as words to copy, for a colleague or a partner."""

    lesson_id: str


@dataclass(frozen=True, slots=True)
class OfferLessons(Command):
    """Offer lessons at their moments, or stop that."""

    offered: bool
