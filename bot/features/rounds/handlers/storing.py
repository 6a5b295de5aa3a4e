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
from bot.features.rounds.contracts.picture import labels, own_words_of
from bot.features.rounds.contracts.reading import RoundProgress
from bot.features.rounds.contracts.values import AnswerOutcome, Round, RoundAnswer, answer_id
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
    people = _known(turn, understood.mentions)
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


def _known(turn: Turn[Any], mentions: Sequence[Mention]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for mention in mentions:
        who = None if mention.is_pronoun else turn.people.who(mention.written, mention.company)
        if isinstance(who, One):
            found[who.contact.id] = who.contact
    return tuple(found.values())


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
