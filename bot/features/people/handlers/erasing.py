"""Erases what is stored about one contact, so that nothing of it can be restored (F5, B6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.contacts import Contact
from bot.core.deliveries import Retract
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.books import UnitOfWork
from bot.core.ports.errors import NotFound
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.features.fit.contracts import FitReview, HandOver
from bot.features.focus.contracts import FocusChoice
from bot.features.goals.contracts.values import Goal
from bot.features.meetings.contracts import Meeting
from bot.features.mindset.contracts import Attitude
from bot.features.nudges.contracts.values import Nudge
from bot.features.objectives.contracts.values import MutualObjective
from bot.features.people.handlers.merge import take_out
from bot.features.plans.contracts import Activity
from bot.features.rounds.contracts.shared import forget_shared
from bot.features.score.contracts import ChosenMeasures
from bot.features.vision.contracts import PathNeed

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
