"""Erases what is stored about one contact, so that nothing of it can be restored (F5, B6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.choosing import ChosenMeasures
from bot.domain.contacts import Contact
from bot.domain.fit import FitReview, HandOver
from bot.domain.focus import FocusChoice
from bot.domain.goals import Goal
from bot.domain.investment import Assessment
from bot.domain.meetings import Meeting
from bot.domain.mindset import Attitude
from bot.domain.notes import Commitment, Note, Touch
from bot.domain.nudges import Nudge
from bot.domain.objectives import MutualObjective
from bot.domain.plans import Activity
from bot.domain.threads import Draft
from bot.domain.vision import PathNeed
from bot.messages.deliveries import Retract
from bot.ports import NotFound, UnitOfWork
from bot.usecases.lookahead.shared_rounds import forget_shared
from bot.usecases.people.merge import take_out
from bot.usecases.turn import Turn

_HANGING: tuple[type[Any], ...] = (
    Activity,
    Attitude,
    ChosenMeasures,
    Commitment,
    FitReview,
    Goal,
    HandOver,
    Meeting,
    MutualObjective,
    Nudge,
    PathNeed,
    Touch,
)
"""What goes with its contact."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How many notes went, and how many that also tell of others stay without the link."""

    gone: int
    left: int


async def erase(uow: UnitOfWork, turn: Turn[Any], contact: Contact) -> Erased:
    """Remove a contact with all that hangs on it, the traces and the bot's own messages included.

    Notes that also tell of others lose only the link.
    """
    notes = await _notes_alone(uow, contact)
    ids = {contact.id, *(note.id for note in notes)}
    for note in notes:
        await forget_shared(uow, note)
        await uow.of(Note).remove(note.id)
    ids |= await _hanging(uow, contact)
    ids |= await _assessments(uow, contact)
    for draft in await uow.of(Draft).find(space=turn.scope.own):
        if any(name in draft.text for name in (contact.name, *contact.aliases)):
            await uow.of(Draft).remove(draft.id)
            ids.add(draft.id)
    left = await take_out(uow, contact)
    await _take_back_messages(uow, turn, ids)
    uow.erase(ids, (contact.name,))
    return Erased(len(notes), left)


async def _notes_alone(uow: UnitOfWork, contact: Contact) -> list[Note]:
    """The notes about this contact alone, with what they once said in other words."""
    found = [note for note in await uow.of(Note).find(contact_ids=contact.id) if len(note.contact_ids) == 1]
    for note in found:  # grows while it is walked through: each names the one it stands in place of
        if note.corrects and all(each.id != note.corrects for each in found):
            try:
                found.append(await uow.of(Note).get(note.corrects))
            except NotFound:
                continue
    return found


async def _hanging(uow: UnitOfWork, contact: Contact) -> set[str]:
    gone: set[str] = set()
    for kind in _HANGING:
        for row in await uow.of(kind).find(contact_id=contact.id):
            await uow.of(kind).remove(row.id)
            gone.add(row.id)
    for choice in await uow.of(FocusChoice).find(activity_id=tuple(gone)):
        await uow.of(FocusChoice).remove(choice.id)
        gone.add(choice.id)
    return gone


async def _assessments(uow: UnitOfWork, contact: Contact) -> set[str]:
    alone = [
        each for each in await uow.of(Assessment).find(contact_ids=contact.id) if len(each.contact_ids) == 1
    ]
    for each in alone:
        await uow.of(Assessment).remove(each.id)
    return {each.id for each in alone}


async def _take_back_messages(uow: UnitOfWork, turn: Turn[Any], ids: set[str]) -> None:
    """Delete what the bot posted about them; the card whose button was pressed is answered on."""
    for posted in await uow.find_posts_about(ids):
        if posted.conversation and posted.message and posted.message != turn.origin.message:
            uow.say(Retract(conversation=posted.conversation, message=posted.message))
