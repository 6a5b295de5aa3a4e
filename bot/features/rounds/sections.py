"""What rounds add to a brief and to a plan: the answers that are worth bringing up (T3)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.sections import BRIEF, PLAN, Section, Told, tell
from bot.core.turn import Turn
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.rounds.contracts.cards import talking_points, topic_of
from bot.features.rounds.contracts.picture import label, own_words_of
from bot.features.rounds.handlers.consequences import talk_of
from bot.features.rounds.rules.questions import PROVOKE

_POINTS = ("provoke", "ought-to-think")
"""Questions whose answers are worth bringing up."""


async def points(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Told, ...]:
    """The answers on an account that are worth bringing up, until the proposed talk took place (T3)."""
    account_id = whom.account_id if isinstance(whom, Contact) else whom.id
    if not account_id:
        return ()
    found = await reader.of(Note).find(account_ids=account_id, space=turn.member.space, superseded_by=None)
    rows = []
    for note in found:
        question = label(note, "question")
        if question in _POINTS and not await _was_had(reader, note):
            rows.append((note.id, topic_of(question), own_words_of(note), note.occurred_on))
    rows.sort(key=lambda row: (row[1] != topic_of(PROVOKE), row[3]))
    return tell(talking_points(rows[:4]), (id for id, *_ in rows[:4]))


async def _was_had(reader: StoreReader, note: Note) -> bool:
    """Whether the talk that the answer proposed has taken place."""
    return bool(await reader.of(Activity).count(id=talk_of(note.id), state=ActivityState.DONE))


SECTIONS = (Section(BRIEF, 70, points), Section(PLAN, 10, points))
"""Where the talking points stand."""
