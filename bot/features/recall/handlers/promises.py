"""Lists the open promises that a question asks for (B1, B2)."""

from __future__ import annotations

import re

from bot.core.contacts import ContactId
from bot.core.notes import Commitment, CommitmentState, Note
from bot.core.turn import Turn
from bot.core.words import join_words
from bot.features.people.contracts.cards import about_commitments, commitment_list
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.paging import page_of, rows_of
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.rules.promises_asked import PromisesAsked

_PROMISING = re.compile(
    r"\b(?:promis|ow(?:e|es|ed|ing)\b|commit|will (?:send|give|share|bring))", re.IGNORECASE
)
_MOST_ABOUT = 12
"""People of a company whom a card that quotes nobody is about."""


async def reply_with_promises(
    turn: Turn[Ask], asked: PromisesAsked, named: tuple[ContactId, ...]
) -> Reply | None:
    """The open promises that fit; None where none does and none was asked for by its day."""
    there = _at(turn, asked.companies)
    if asked.companies:
        named = ()
    if len(named) > 1 and not asked.is_open:
        return None
    async with turn.read() as reader:
        found = await reader.of(Commitment).find(state=CommitmentState.OPEN)
    fitting = sort_by_due_date(
        [
            each
            for each in found
            if each.by in asked.sides
            and (not named or each.contact_id in named)
            and (not asked.companies or each.contact_id in there)
            and _is_due_within(each, asked)
        ]
    )
    if not fitting:
        return await _say_none(turn, asked, named, tuple(there) if asked.companies else None)
    page = page_of(turn, len(fitting))
    rows = view_commitments(rows_of(fitting, page), turn.people)
    card = commitment_list(
        rows,
        total=page.total,
        page=page.number,
        person=join_words(turn.people.names(named)) or join_words(asked.companies),
        today=turn.today,
        command=lambda number: Ask(turn.command.question, number),
    )
    about = tuple(dict.fromkeys((*named, *about_commitments(rows))))
    notes = tuple(each.note_id for each in fitting if each.note_id)
    return Reply(card=card, about=about, focus=named, note_ids=notes)


def _at(turn: Turn[Ask], companies: tuple[str, ...]) -> dict[ContactId, None]:
    """The people at the companies that are named."""
    accounts = [each for each in turn.people.accounts if each.name in companies]
    return dict.fromkeys(person.id for account in accounts for person in turn.people.at(account.id))


async def _say_none(
    turn: Turn[Ask], asked: PromisesAsked, named: tuple[ContactId, ...], there: tuple[ContactId, ...] | None
) -> Reply | None:
    """That nothing is due or open; None where what was ever promised is asked, or a note alone may know."""
    if there is not None and asked.since is asked.until is None:
        if not there or not await _were_there_any(turn, there):
            return None
        accounts = tuple(each.id for each in turn.people.accounts if each.name in asked.companies)
        return Reply(card=cards.nothing_open(asked.companies), about=(*accounts, *there[:_MOST_ABOUT]))
    if not asked.is_open:
        return None
    if asked.since is not None or asked.until is not None:
        return Reply(card=cards.nothing_due(asked.is_late), about=named, focus=named)
    if named and not await _were_there_any(turn, named):
        return None
    return Reply(
        card=cards.nothing_open(asked.companies or turn.people.names(named)), about=named, focus=named
    )


async def _were_there_any(turn: Turn[Ask], named: tuple[ContactId, ...]) -> bool:
    """Whether any promise was ever known with these people, or no note on them speaks of one."""
    async with turn.read() as reader:
        if await reader.of(Commitment).find(contact_id=named, limit=1):
            return True
        notes = await reader.of(Note).find(contact_ids=named, superseded_by=None)
    return not any(_PROMISING.search(note.text) for note in notes)


def _is_due_within(commitment: Commitment, asked: PromisesAsked) -> bool:
    if asked.since is asked.until is None:
        return True
    due = commitment.due_on
    return (
        due is not None
        and (asked.since is None or due >= asked.since)
        and (asked.until is None or due <= asked.until)
    )
