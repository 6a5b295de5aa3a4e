"""What people adds to a brief and to the Home tab: open promises both ways, and who was met last (B2, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Contact
from bot.core.finding import view_contact
from bot.core.members import Member
from bot.core.notes import Commitment, CommitmentState
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, HOME, SHOWN_TODAY, Section, Told, tell
from bot.core.turn import Turn
from bot.features.people.cards import home
from bot.features.people.contracts.cards import CommitmentView, about_commitments, commitment_rows
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments

_MOST = 5
"""Lines of each section of the Home tab."""


async def read_promises(reader: StoreReader, turn: Turn[Any], contact: Contact) -> tuple[Told, ...]:
    """The open commitments, the next due first."""
    found = await reader.of(Commitment).find(contact_id=contact.id, state=CommitmentState.OPEN)
    parts = commitment_rows([CommitmentView(each, "") for each in sort_by_due_date(found)], turn.today)
    return tell(parts, (each.id for each in found))


async def promises_at_home(reader: StoreReader, turn: Turn[Any], member: Member) -> tuple[Told, ...]:
    """The open promises both ways that do not stand above as due today, the next due first.

    For a newcomer that is nothing.
    """
    found = await reader.of(Commitment).find(state=CommitmentState.OPEN)
    if not turn.people.contacts and not found:
        return ()
    above = {*await turn.sections(reader, SHOWN_TODAY, member)}
    rest = sort_by_due_date([each for each in found if each.id not in above])
    shown = view_commitments(rest[:_MOST], turn.people)
    parts = home.promises(shown, len(rest), len(found) - len(rest), turn.today)
    return tell(parts, about_commitments(shown))


async def people_at_home(reader: StoreReader, turn: Turn[Any], _: Member) -> tuple[Told, ...]:
    """Those whom the member saw or told about last; for a newcomer nothing."""
    recent = [await view_contact(reader, turn, each) for each in turn.people.recent(_MOST)]
    return tell(
        home.recent(recent, len(turn.people.accounts), turn.today), (view.contact.id for view in recent)
    )


SECTIONS = (
    Section(BRIEF, 20, read_promises),
    Section(HOME, 40, promises_at_home),
    Section(HOME, 100, people_at_home),
)
