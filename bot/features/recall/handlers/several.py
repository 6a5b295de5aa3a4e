"""Answers a question about several people fairly: each has a say where a note answers for them (B2)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Answer, AnswerStatement, Excerpt
from bot.core.contacts import Contact, ContactId
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.recall.handlers.retrieval import Retrieval
from bot.features.recall.rules.deciding import AnswerDecision, Way
from bot.language.names import fold, words_of

MOST = 4
"""So many people of one question are looked for apart."""
_QUOTED = 2
"""Sentences about each that are quoted."""

Search = Callable[[Sequence[str]], Awaitable[Retrieval]]
"""Finds the notes on some contacts alone that answer the question."""


async def find_for_each(found: Retrieval, named: Sequence[ContactId], search: Search) -> Retrieval:
    """What was found, with notes on those of several named people on whom none of it was."""
    if not 2 <= len(named) <= MOST:
        return found
    for contact_id in named:
        notes: dict[str, Note] = {hit.note.id: hit.note for hit in found.hits}
        told = [notes[id] for id in found.decision.note_ids if id in notes]
        if found.decision.way is Way.SURE and any(contact_id in note.contact_ids for note in told):
            continue
        found = _with(found, await search((contact_id,)))
    return found


def _with(found: Retrieval, one: Retrieval) -> Retrieval:
    """Both together: notes that answer go before those that only come near."""
    known = {hit.note.id for hit in found.hits}
    hits = (*found.hits, *(hit for hit in one.hits if hit.note.id not in known))
    return replace(found, hits=hits, decision=_decision(found.decision, one.decision))


def _decision(first: AnswerDecision, second: AnswerDecision) -> AnswerDecision:
    order = (Way.SURE, Way.CLOSEST, Way.REFUSED)
    way = min(first.way, second.way, key=order.index)
    ids = [id for each in (first, second) if each.way is way for id in each.note_ids]
    return AnswerDecision(way, tuple(dict.fromkeys(ids)))


async def quote_each(
    turn: Turn[Any],
    question: str,
    answer: Answer,
    excerpts: Sequence[Excerpt],
    notes: dict[str, Note],
    named: Sequence[ContactId],
) -> Answer:
    """An answer by quotation with sentences of notes on each of several named people, in their order."""
    if not answer.quoted or not 2 <= len(named) <= MOST:
        return answer
    found: dict[tuple[str, tuple[int, ...]], AnswerStatement] = {}
    # Only quotations count here: a model that gave none is not asked again for each of them.
    by_rules = replace(turn.circumstances(), model_allowed=False)
    for contact_id in named:
        theirs = [each for each in excerpts if contact_id in notes[each.note_id].contact_ids]
        said = await turn.coach.answer(question, theirs, by_rules) if theirs else None
        for each in said.statements[:_QUOTED] if said and said.quoted else ():
            found.setdefault((each.text, each.cites), each)
    return replace(answer, statements=tuple(found.values())) if found else answer


def without_words(named: Sequence[Contact], cited: Sequence[Note]) -> tuple[str, ...]:
    """The names of those of several named people on whom none of the cited notes is, nor names them."""
    if not 2 <= len(named) <= MOST:
        return ()
    there = {id for note in cited for id in note.contact_ids}
    words = {word for note in cited for word in words_of(note.text)}
    return tuple(
        each.name for each in named if each.id not in there and fold(each.name).split()[0] not in words
    )
