"""What rounds add to a brief, a plan, an account and the Home tab: answers, and the next round (T3, B5)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.members import Member, Role
from bot.core.notes import Note, NoteKind
from bot.core.ports.store import StoreReader
from bot.core.schedule.times import ROUND, STRATICAL_ROUND
from bot.core.sections import ACCOUNT, BRIEF, HOME, PLAN, Section, Told, tell
from bot.core.turn import Turn
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.rounds.cards import account as account_cards
from bot.features.rounds.cards import home
from bot.features.rounds.contracts.cards import talking_points, topic_of
from bot.features.rounds.contracts.picture import label, own_words_of, picture_of
from bot.features.rounds.contracts.values import Round, RoundAnswer, RoundKind, period_of
from bot.features.rounds.handlers.consequences import talk_of
from bot.features.rounds.rules.questions import PROVOKE

_POINTS = ("provoke", "ought-to-think")
"""Questions whose answers are worth bringing up."""


async def points(reader: StoreReader, turn: Turn[Any], whom: Contact | Account) -> tuple[Told, ...]:
    """The answers on an account that are worth bringing up, until the proposed talk took place (T3)."""
    account_id = whom.account_id if isinstance(whom, Contact) else whom.id
    notes, own = reader.of(Note), turn.member.space
    found = await notes.find(account_ids=account_id, space=own, superseded_by=None) if account_id else []
    if isinstance(whom, Contact):  # a leader's answers belong to no account, and name who has a part in them
        answers = await notes.find(contact_ids=whom.id, kind=NoteKind.ANSWER, space=own, superseded_by=None)
        found += [each for each in answers if label(each, "set") == RoundKind.STRATICAL]
    rows = []
    for note in found:
        question = label(note, "question")
        of_leaders = label(note, "set") == RoundKind.STRATICAL
        if (question in _POINTS or of_leaders) and not await _was_had(reader, note):
            rows.append((note.id, topic_of(question), own_words_of(note), note.occurred_on))
    rows.sort(key=lambda row: (row[1] != topic_of(PROVOKE), row[3]))
    return tell(talking_points(rows[:4]), (id for id, *_ in rows[:4]))


async def _was_had(reader: StoreReader, note: Note) -> bool:
    """Whether the talk that the answer proposed has taken place."""
    return bool(await reader.of(Activity).count(id=talk_of(note.id), state=ActivityState.DONE))


async def next_round(reader: StoreReader, turn: Turn[Any], member: Member) -> tuple[Told, ...]:
    """How the latest round stands, and when the next comes."""
    kind = RoundKind.STRATICAL if member.role is Role.LEADER else RoundKind.TACTEGIC
    found = await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=3)
    latest = next((each for each in found if each.kind is kind), None)
    now = latest if latest and latest.period == period_of(kind, turn.today) else None
    answered = await reader.of(RoundAnswer).count(round_id=now.id, space=turn.scope.own) if now else 0
    jobs = [each for each in await reader.scheduled_jobs() if each.kind in (ROUND, STRATICAL_ROUND)]
    next_at = min((each.next_at for each in jobs), default=None)
    return tell(home.next_round(kind, begun=now is not None, answered=answered, next_at=next_at), ())


async def picture(reader: StoreReader, turn: Turn[Any], account: Account) -> tuple[Told, ...]:
    """How the member sees the future with an account, by the answers that hold; or that they never said."""
    notes = await reader.of(Note).find(
        account_ids=account.id, kind=NoteKind.ANSWER, space=turn.scope.own, superseded_by=None
    )
    known = picture_of(notes)
    order = list(account_cards.ORDER)
    found = [
        (each.note.id, question, own_words_of(each.note), each.note.occurred_on)
        for (of, question), each in known.items()
        if of == account.id and question in order
    ]
    found.sort(key=lambda row: order.index(row[1]))
    return tell(account_cards.picture(account.name, found), (id for id, *_ in found))


SECTIONS = (
    Section(BRIEF, 70, points),
    Section(PLAN, 10, points),
    Section(ACCOUNT, 10, picture),
    Section(HOME, 50, next_round),
)
"""Where the talking points stand, how an account's future is seen, and the next round."""
