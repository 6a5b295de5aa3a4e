"""What other features may read and show: glossary (F6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.cards import Button, Card
from bot.core.identity import WORKSPACE_SPACE
from bot.core.ports.knowledge import Knowledge
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.turn import Turn
from bot.features.glossary import cards
from bot.features.glossary.contracts.values import Term
from bot.features.glossary.rules import (
    AskedTerm,
    OutsiderWord,
    asked_id,
    has_word,
    key_of,
    outsider_words,
    term_id,
    unknown_acronyms,
)

_OWN_WORDS = ("tactegic round", "stratical round", "investment test", "capitalization", "mindset question")
"""Words of the method that nobody outside knows."""
_SHORT_DEFINITION = 8
"""Words of a definition that may stand in the place of its term."""


def expand(question: str, terms: Sequence[Term]) -> str:
    """A question with the long form of its short words behind it, and the short form of its long ones."""
    added = []
    for term in terms:
        long = term.definition if len(term.definition.split()) <= _SHORT_DEFINITION else ""
        if has_word(question, term.term) or (term.term.isupper() and has_word(question.upper(), term.term)):
            added.append(long or term.definition[:120])
        elif long and has_word(question, long):
            added.append(term.term)
    return " ".join([question, *dict.fromkeys(f"({each})" for each in added)])


def spell_out(question: str, terms: Sequence[Term]) -> str:
    """A question with the long form of its short words in their place, as far as they have a short one."""
    for term in terms:
        if has_word(question, term.term) and len(term.definition.split()) <= _SHORT_DEFINITION:
            question = re.sub(rf"(?<!\w){re.escape(term.term)}(?!\w)", lambda _: term.definition, question)  # noqa: B023
    return question


async def term_with_id(reader: StoreReader, id: str) -> Term | None:
    """The term with this id; None where there is none."""
    return await reader.of(Term).one(id)


async def find_terms(reader: StoreReader) -> list[Term]:
    """Every term of the workspace."""
    return await reader.of(Term).find(space=WORKSPACE_SPACE)


async def words_for_outside(reader: StoreReader, knowledge: Knowledge, draft: str) -> list[OutsiderWord]:
    """Words of a draft that people outside would not know, with their meanings where there are some (F6)."""
    everyday = {key_of(word) for word in knowledge.everyday.acronyms}
    return outsider_words(draft, await find_terms(reader), everyday, _OWN_WORDS)


async def question_about(
    uow: UnitOfWork, turn: Turn[Any], knowledge: Knowledge, text: str
) -> tuple[Button, ...]:
    """A button that asks what an unknown short word of a note means; about each word once at most (F6)."""
    people = turn.people
    names = [*people.companies.values(), *(contact.name for contact in people.contacts)]
    known = {key_of(part) for name in names for part in (name, *name.split())}
    known |= {key_of(word) for word in knowledge.everyday.acronyms}
    found = unknown_acronyms(text, known)
    for word in found[:5]:
        if await term_with_id(uow, term_id(turn.scope.workspace, word)) is not None:
            continue
        asked = AskedTerm(
            id=asked_id(turn.scope.workspace, turn.scope.member, word),
            workspace=turn.scope.workspace,
            space=turn.scope.own,
            created_at=turn.now,
            key=key_of(word),
        )
        if not await uow.of(AskedTerm).count(id=asked.id):
            await uow.of(AskedTerm).put(asked)
            return (cards.what_is_button(word),)
    return ()


def with_button(card: Card, buttons: tuple[Button, ...]) -> Card:
    """A card with more buttons behind its own."""
    return replace(card, buttons=(*card.buttons, *buttons)) if buttons else card
