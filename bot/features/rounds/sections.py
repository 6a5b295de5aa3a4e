"""What this feature adds to a brief and to a plan: what the answers leave to bring up (T1, T2, T3, T4)."""

from __future__ import annotations

from typing import Any

from bot.core.cards import Part
from bot.core.contacts import Account, Contact
from bot.core.notes import Note
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.turn import BRIEF, PLAN, Section, Turn
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.rounds.contracts import cards as topics
from bot.features.rounds.contracts.picture import label, own_words_of
from bot.features.rounds.handlers.consequences import talk_of
from bot.features.rounds.rules.questions import PROVOKE

_POINTS = ("provoke", "ought-to-think")
"""Questions whose answers are worth bringing up."""


async def points(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Part, ...]:
    """What the answers about an account leave to bring up, until the talk was had (T3)."""
    account_id = whom.account_id if isinstance(whom, Contact) else whom.id
    if not account_id:
        return ()
    found = await reader.of(Note).find(account_ids=account_id, space=turn.member.space, superseded_by=None)
    rows = []
    for note in found:
        question = label(note, "question")
        if question in _POINTS and not await _was_had(reader, note):
            rows.append((note.id, topics.topic_of(question), own_words_of(note), note.occurred_on))
    rows.sort(key=lambda row: (row[1] != topics.topic_of(PROVOKE), row[3]))
    return topics.talking_points(rows[:4])


async def _was_had(reader: StoreReader, note: Note) -> bool:
    try:
        activity = await reader.of(Activity).get(talk_of(note.id))
    except NotFound:
        return False
    return activity.state is ActivityState.DONE


SECTIONS = (Section(BRIEF, 70, points), Section(PLAN, 10, points))
