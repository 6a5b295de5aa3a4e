"""What the bot would make of a labelled message, by the code that decides in a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import partial

from bot.conversation.reading import read_words
from bot.core.coaching.understanding import Circumstances, Mention, Understanding
from bot.core.composing import Composition, compose
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.fulfilment import find_fulfilled
from bot.core.identity import MemberId, WorkspaceId, derive_id, own_space
from bot.core.meaning import Meanings, decide_by_meaning
from bot.core.naming import One, resolve
from bot.core.note_context import NoteContext
from bot.core.notes import Commitment, CommitmentId, NoteSource, Promiser
from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.evals.messages.labels import PredictedPromise, Prediction, Row

_WORKSPACE = WorkspaceId("T0EVAL")
_SPACE = own_space(MemberId("U0EVAL"))
_TOUCHES = {
    "in person": "meeting",
    "video": "call",
    "phone": "call",
    "email": "message",
    "message": "message",
}


async def predict(row: Row, coach: Coach, *, zone: str, embedder: Embedder | None = None) -> Prediction:
    """What the bot makes of one row's message, for a member who knows the people that the row names."""
    context = _context(row, zone)
    reading = await read_words(str(row["text"]), coach, _circumstances(row, context))
    understanding = reading.understanding
    name = reading.reached
    if understanding is None:
        return Prediction(intent=reading.label, command=name, asks=reading.asks)
    made = compose(str(row["text"]), understanding, context, source=NoteSource.MESSAGE)
    settled = await decide_by_meaning(embedder, partial(_settled, row, understanding, made, context))
    return Prediction(
        intent=reading.label,
        command=name,
        asks=reading.asks,
        is_kept=reading.keeps_note,
        people=_people(made, context),
        companies=understanding.companies,
        occurred_on=understanding.occurred_on.isoformat() if understanding.occurred_on else None,
        touch=_touch(made),
        promises=tuple(_promise(each, made, context) for each in made.commitments),
        settles=settled,
        assumes=tuple(each.quote for each in understanding.assumptions),
        touched=tuple(_name_of(each.contact_id, made, context) for each in made.touches),
    )


def _context(row: Row, zone: str) -> NoteContext:
    """Who writes the message, when, and whom they know."""
    now = datetime.combine(date.fromisoformat(row["today"]), time(11), UTC)
    bare = NoteContext(
        workspace=_WORKSPACE,
        space=_SPACE,
        now=now,
        zone=zone,
        new_id=lambda *parts: derive_id("eval", row["id"], *parts),
        contacts=(),
        accounts=(),
    )
    accounts = {name: bare.new_account(name) for _, name in row.get("known", ()) if name}
    contacts = [
        bare.new_contact(name, "", accounts[company].id if company else None)
        for name, company in row.get("known", ())
    ]
    focus = tuple(each.id for name in _focus(row) for each in contacts if each.name == name)
    return NoteContext(
        workspace=_WORKSPACE,
        space=_SPACE,
        now=now,
        zone=zone,
        new_id=bare.new_id,
        contacts=contacts,
        accounts=tuple(accounts.values()),
        in_focus=focus,
        in_thread=focus,
    )


def _focus(row: Row) -> list[str]:
    focus = row.get("focus") or []
    return [focus] if isinstance(focus, str) else list(focus)


def _circumstances(row: Row, context: NoteContext) -> Circumstances:
    me = row.get("me") or ()
    return Circumstances(
        today=context.today,
        zone=context.zone,
        known_people=tuple(each.name for each in context.contacts),
        known_companies=tuple(each.name for each in context.accounts),
        in_focus=tuple(_focus(row)),
        me=(me,) if isinstance(me, str) else tuple(me),
    )


def _people(made: Composition, context: NoteContext) -> tuple[tuple[str, str], ...]:
    """Everybody that the note is about, with their companies; a name that two may have, as written."""
    names = {account.id: account.name for account in (*context.accounts, *made.accounts)}
    people = [(each.name, _company(each, names)) for each in made.people]
    return (*people, *((each.written, "") for each in made.note.open_mentions))


def _company(contact: Contact, names: dict[AccountId, str]) -> str:
    return names.get(contact.account_id, "") if contact.account_id else ""


def _touch(made: Composition) -> str:
    channels = [_TOUCHES.get(each.channel, "talk") for each in made.touches]
    return channels[0] if channels else "none"


def _promise(commitment: Commitment, made: Composition, context: NoteContext) -> PredictedPromise:
    due = commitment.due_on.isoformat() if commitment.due_on else None
    return PredictedPromise(
        commitment.by.value, commitment.what, _name_of(commitment.contact_id, made, context), due
    )


def _name_of(id: ContactId | None, made: Composition, context: NoteContext) -> str:
    return next((each.name for each in (*made.people, *context.contacts) if each.id == id), "")


def _settled(
    row: Row,
    understanding: Understanding,
    made: Composition,
    context: NoteContext,
    meanings: Meanings,
) -> tuple[str, ...]:
    """The open promises of the row that the message settles at once, in their own words."""
    pool = [*made.people, *(each for each in context.contacts if each.id not in made.note.contact_ids)]
    accounts: Sequence[Account] = (*context.accounts, *made.accounts)

    def whom(name: str) -> ContactId | None:
        found = resolve(_mention(name), pool, accounts, context.in_focus)
        return found.contact.id if isinstance(found, One) else None

    waiting = [
        Commitment(
            id=CommitmentId(str(number)),
            workspace=_WORKSPACE,
            space=_SPACE,
            what=each["what"],
            by=Promiser(each["by"]),
            created_at=context.now,
            contact_id=whom(each.get("whom", "")),
        )
        for number, each in enumerate(row.get("open") or ())
    ]
    found = find_fulfilled(understanding.done, waiting, whom, made.note.contact_ids, (), meanings)
    return tuple(each.what for each in waiting if each.id in found.kept)


def _mention(name: str) -> Mention:
    return Mention(name, 0, len(name))
