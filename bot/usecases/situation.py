"""What a use case reads first: who asks, whom they know, and what the conversation was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.composing import Setting
from bot.domain.contacts import ContactId
from bot.domain.members import Member
from bot.domain.notes import NoteId
from bot.domain.threads import Turn, focus_now, focus_of_thread
from bot.domain.understanding import Circumstances
from bot.ports import Books, OpenBooks, Work
from bot.usecases.people.people import People, everybody
from bot.usecases.replies import topic

_TURNS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One member at one moment of a conversation."""

    member: Member
    people: People
    turns: tuple[Turn, ...]
    """The latest turns, the newest first."""
    thread: str
    now: datetime

    @property
    def today(self) -> date:
        """The member's local date."""
        return local_day(self.member, self.now)

    @property
    def focus(self) -> tuple[ContactId, ...]:
        """Whom a pronoun may mean."""
        return focus_now(self.turns, self.thread, self.now)

    @property
    def in_thread(self) -> tuple[ContactId, ...]:
        """The people of this thread, whom a bare first name means where several have it."""
        return focus_of_thread(self.turns, self.thread)

    def circumstances(self) -> Circumstances:
        """The moment as a coach needs to know it."""
        return Circumstances(
            today=self.today,
            zone=self.member.zone,
            known_people=tuple(
                dict.fromkeys(name for c in self.people.contacts for name in (c.name, *c.aliases))
            ),
            known_companies=tuple(dict.fromkeys(account.name for account in self.people.accounts)),
            in_focus=self.people.names(self.focus),
            model_allowed=self.member.model_allowed,
        )

    def setting(self, work: Work[Any], focus: tuple[ContactId, ...] | None = None) -> Setting:
        """What the rules for writing a note down need to know."""
        return Setting(
            workspace=self.member.workspace,
            space=work.scope.own,
            now=work.now,
            zone=self.member.zone,
            new_id=work.new_id,
            contacts=self.people.contacts,
            accounts=self.people.accounts,
            in_focus=self.focus if focus is None else focus,
            in_thread=self.in_thread if focus is None else focus,
        )


def local_day(member: Member, now: datetime) -> date:
    """The date where the member is."""
    return now.astimezone(ZoneInfo(member.zone)).date()


async def look(books: Books, work: Work[Any]) -> Situation:
    """Read the situation of a piece of work; raises NotFound for somebody who never was received."""
    return Situation(
        member=await books.of(Member).get(work.scope.member),
        people=await everybody(books),
        turns=tuple(await books.of(Turn).find(space=work.scope.own, newest_first=True, limit=_TURNS)),
        thread=topic(work),
        now=work.now,
    )


async def remember(
    books: OpenBooks,
    work: Work[Any],
    *,
    focus: tuple[ContactId, ...] = (),
    note_id: NoteId | None = None,
    changed: bool = True,
    asks: bool = False,
    asked_about: str = "",
    asked_in: str = "",
) -> None:
    """Add this step to the conversation, so that "she", "undo" and a bare name can refer to it."""
    await books.of(Turn).put(
        Turn(
            id=work.new_id("turn"),
            workspace=work.scope.workspace,
            space=work.scope.own,
            created_at=work.now,
            thread=topic(work),
            focus=focus,
            note_id=note_id,
            change=work.change if changed else "",
            asks=asks,
            asked_about=asked_about,
            asked_in=asked_in,
        )
    )
