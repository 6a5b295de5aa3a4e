"""Stores answers to a round's questions as notes; a new one supersedes the last, none is overwritten (T2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.core.coaching.understanding import Mention, Understanding
from bot.core.commands import Surface
from bot.core.contacts import Contact, ContactId
from bot.core.naming import One
from bot.core.notes import Assumption, Note, NoteId, NoteKind, NoteSource
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.rounds.contracts.cards import topic_heading
from bot.features.rounds.contracts.picture import label, labels, own_words_of
from bot.features.rounds.contracts.reading import RoundProgress
from bot.features.rounds.contracts.values import (
    AnswerOutcome,
    Round,
    RoundAnswer,
    SharedRound,
    answer_id,
    shared_round_id,
)
from bot.features.rounds.rules.questions import AccountQuestion

_LEAD = "note: "


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAnswer:
    """One answer as it will be stored."""

    asked: AccountQuestion
    outcome: AnswerOutcome
    note: Note | None = None
    older: Note | None = None
    """The answer that it takes the place of."""
    understanding: Understanding | None = None
    people: tuple[Contact, ...] = ()
    """Known people whom it names."""

    @property
    def words(self) -> str:
        """The member's own words; empty where nothing was said anew."""
        return own_words_of(self.note) if self.note else ""

    @property
    def expectations(self) -> tuple[str, ...]:
        """Words that take another's future act for a fact (R2)."""
        return tuple(each.quote for each in self.note.assumptions) if self.note else ()


async def read_answer(
    turn: Turn[Any], progress: RoundProgress, asked: AccountQuestion, text: str
) -> TakenAnswer:
    """Understand the text of one answer; the same words as last time are no change."""
    last = asked.last.note if asked.last else None
    if last is not None and " ".join(own_words_of(last).split()) == " ".join(text.split()):
        return TakenAnswer(asked=asked, outcome=AnswerOutcome.UNCHANGED, note=last)
    understood = await turn.coach.understand(f"{_LEAD}{text}", turn.circumstances())
    understood = replace(understood, mentions=tuple(_shifted(each, text) for each in understood.mentions))
    people = _known(turn, understood.mentions, asked)
    note = _note(turn, progress, asked, text, understood, people, last)
    return TakenAnswer(
        asked=asked,
        outcome=AnswerOutcome.ANSWERED,
        note=note,
        older=last,
        understanding=understood,
        people=people,
    )


def _shifted(mention: Mention, text: str) -> Mention:
    start = max(text.find(mention.written), 0)
    return replace(mention, start=start, end=start + len(mention.written))


def _known(turn: Turn[Any], mentions: Sequence[Mention], asked: AccountQuestion) -> tuple[Contact, ...]:
    """The contacts whom an answer names; "she" is the one there of whom the answers just spoke."""
    found: dict[str, Contact] = {}
    for mention in mentions:
        if mention.is_pronoun:
            meant = _find_meant(turn, asked)
            found |= {meant.id: meant} if meant else {}
            continue
        who = turn.people.who(mention.written, mention.company, is_told=True)
        if isinstance(who, One):
            found[who.contact.id] = who.contact
    return tuple(found.values())


def _find_meant(turn: Turn[Any], asked: AccountQuestion) -> Contact | None:
    """Whom "she" means: whom the answers just spoke of, else whom the words beside the question name.

    Else the only one who is known there; with several the words stay without a person.
    """
    beside = [each.note for each in (asked.last,) if each] + [note for note in (asked.companion,) if note]
    named = [id for note in beside for id in note.contact_ids]
    at = turn.people.at(asked.account_id) if asked.account_id else ()
    for those in (turn.people.some(turn.focus), turn.people.some(named), at):
        there = {c.id: c for c in those if not asked.account_id or c.account_id == asked.account_id}
        if len(there) == 1:
            return next(iter(there.values()))
    return None


def _note(
    turn: Turn[Any],
    progress: RoundProgress,
    asked: AccountQuestion,
    text: str,
    understood: Understanding,
    people: Sequence[Contact],
    last: Note | None,
) -> Note:
    account_id, question = asked.account_id, asked.question
    lead = topic_heading(progress.name(account_id), question.id)
    in_message = turn.origin.surface is Surface.DIRECT
    quotes = [each.quote for each in understood.assumptions if each.quote and each.quote in text]
    return Note(
        id=NoteId(turn.new_id("note", account_id, question.id)),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        text=f"{lead}{text}",
        created_at=turn.now,
        occurred_on=turn.today,
        kind=NoteKind.ANSWER,
        source=NoteSource.MESSAGE if in_message else NoteSource.FORM,
        contact_ids=tuple(ContactId(each.id) for each in people),
        account_ids=(account_id,) if account_id else (),
        assumptions=tuple(Assumption(quote, len(lead) + text.index(quote)) for quote in quotes),
        corrects=last.id if last else None,
        slack_conversation=turn.origin.conversation if in_message else None,
        slack_ts=turn.origin.message if in_message else None,
        about=labels(progress.round, account_id, question, len(lead)),
    )


def refuse(progress: RoundProgress, asked: AccountQuestion) -> TakenAnswer:
    """Leave a question out; one that was answered in this round gives its answer back and is open again."""
    before = progress.answers.get((asked.account_id, asked.question.id))
    if before is None or before.given is AnswerOutcome.PASSED or asked.last is None:
        return TakenAnswer(asked=asked, outcome=AnswerOutcome.PASSED)
    return TakenAnswer(asked=asked, outcome=AnswerOutcome.WITHDRAWN, older=asked.last.note)


async def store(uow: UnitOfWork, turn: Turn[Any], round: Round, one: TakenAnswer) -> None:
    """Store what came of a question, or take back what was stored."""
    if one.outcome is AnswerOutcome.WITHDRAWN:
        await _withdraw(uow, turn, round, one)
    else:
        await store_answer(uow, turn, round, one)


async def _withdraw(uow: UnitOfWork, turn: Turn[Any], round: Round, one: TakenAnswer) -> None:
    """Remove what this round stored of a question, also from what is shared; an older answer holds again."""
    id = answer_id(round.id, one.asked.account_id, one.asked.question.id)
    if await uow.of(RoundAnswer).one(id) is not None:
        await uow.of(RoundAnswer).remove(id)
    note = one.older
    gone = {note.id} if note else set[NoteId]()
    while note is not None and label(note, "round") == round.id:
        before = await uow.of(Note).one(note.corrects) if note.corrects else None
        await uow.of(Note).remove(note.id)
        gone.add(note.id)
        note = before
    shared = await uow.of(SharedRound).find(id=shared_round_id(round.id), space=turn.scope.own)
    for each in shared:
        left = tuple(answer for answer in each.answers if answer.note_id not in gone)
        await uow.of(SharedRound).put(replace(each, answers=left))


async def store_answer(uow: UnitOfWork, turn: Turn[Any], round: Round, one: TakenAnswer) -> RoundAnswer:
    """Write an answer's note, mark the note that it supersedes, and keep what came of the question."""
    if one.outcome is AnswerOutcome.ANSWERED and one.note is not None:
        await uow.of(Note).put(one.note)
        if one.older is not None:
            await uow.of(Note).put(replace(one.older, superseded_by=one.note.id))
    row = RoundAnswer(
        id=answer_id(round.id, one.asked.account_id, one.asked.question.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        round_id=round.id,
        account_id=one.asked.account_id,
        question_id=one.asked.question.id,
        given=one.outcome,
        note_id=one.note.id if one.note else None,
    )
    await uow.of(RoundAnswer).put(row)
    return row
