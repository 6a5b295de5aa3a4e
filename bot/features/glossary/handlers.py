"""Common terms: define, look up, change with history (F6)."""

from __future__ import annotations

from typing import Any

from bot.core.deliveries import UNSAID
from bot.core.form_values import text_of
from bot.core.identity import WORKSPACE_SPACE
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.glossary import cards as texts
from bot.features.glossary.commands import (
    DefineTerm,
    ListTerms,
    LookUp,
    OpenTerm,
    RemoveTerm,
    SaveTerm,
    TermHistory,
)
from bot.features.glossary.contracts.reading import find_terms, term_with_id
from bot.features.glossary.contracts.values import Term, Version
from bot.features.glossary.rules import LONGEST_DEFINITION, LONGEST_TERM, key_of, near, term_id


async def define(turn: Turn[DefineTerm]) -> None:
    """A definition from a line."""
    await _define(turn, turn.command.term, turn.command.definition)


async def save_term(turn: Turn[SaveTerm]) -> None:
    """A definition from the form."""
    values = turn.command.values
    await _define(turn, text_of(values, "term"), text_of(values, "definition"))


async def open_term(turn: Turn[OpenTerm]) -> None:
    """The form for a term, with what it means so far."""
    wanted = turn.command.term
    async with turn.read() as reader:
        known = await term_with_id(reader, term_id(turn.scope.workspace, wanted))
    form = texts.term_form(known.term if known else wanted, known.definition if known else "", None)
    await turn.show(form, otherwise=texts.form_needs_a_button(wanted), about=UNSAID)


async def look_up(turn: Turn[LookUp]) -> None:
    """The workspace's own meaning, else the method's, else the terms that come near."""
    wanted = key_of(turn.command.term)
    async with turn.read() as reader:
        term = await term_with_id(reader, term_id(turn.scope.workspace, wanted))
        known = [] if term else await find_terms(reader)
    own = next((each for each in turn.knowledge.glossary.terms if key_of(each.term) == wanted), None)
    if term is not None:
        card = texts.meaning(term)
    elif own is not None:
        card = texts.own_word(own)
    else:
        names = [each.term for each in known] + [each.term for each in turn.knowledge.glossary.terms]
        card = texts.not_known(turn.command.term.strip(" ?"), near(wanted, names))
    await turn.answer(card, in_place=True, about=UNSAID)


async def list_terms(turn: Turn[ListTerms]) -> None:
    """A page of terms by the alphabet."""
    async with turn.read() as reader:
        terms = sorted(await find_terms(reader), key=lambda term: term.key)
    page = page_within(turn.command.page, len(terms))
    card = texts.term_list(terms[page * PAGE : (page + 1) * PAGE], total=len(terms), page=page)
    await turn.answer(card, in_place=True, about=UNSAID)


async def term_history(turn: Turn[TermHistory]) -> None:
    """Every wording that a term has had."""
    async with turn.read() as reader:
        term = await term_with_id(reader, turn.command.term_id)
    await turn.answer(texts.history(term) if term else texts.gone_card(), in_place=True, about=UNSAID)


async def remove_term(turn: Turn[RemoveTerm]) -> None:
    """Take a term out, for everybody."""
    async with turn.read() as reader:
        term = await term_with_id(reader, turn.command.term_id)
    if term is None:
        await turn.answer(texts.gone_card(), in_place=True, about=UNSAID)
        return
    async with turn.commit() as uow:
        await uow.of(Term).remove(term.id)
        uow.say(*turn.update(texts.removed_card(term, turn.change), about=UNSAID))


async def _define(turn: Turn[Any], term: str, definition: str) -> None:
    term, definition = " ".join(term.split()), " ".join(definition.split())
    problem = _problem(term, definition)
    if problem:
        await turn.answer(texts.incomplete(problem), about=UNSAID)
        return
    wording = Version(definition=definition, by=turn.scope.member, name=turn.member.name, at=turn.now)
    async with turn.commit() as uow:
        known = await term_with_id(uow, term_id(turn.scope.workspace, term))
        kept = known.changed(term, wording) if known else _new(turn, term, wording)
        if kept != known:
            await uow.of(Term).put(kept)
        same = kept == known
        card = (
            texts.already_so(kept)
            if same
            else texts.defined_card(kept, turn.change, anew=len(kept.versions) == 1)
        )
        uow.say(*turn.reply(card, about=UNSAID))


def _problem(term: str, definition: str) -> str:
    if not key_of(term) or not definition:
        return "I need a term and what it means, with “=” between them."
    if len(term) > LONGEST_TERM:
        return f"That term is longer than {LONGEST_TERM} characters."
    if len(definition) > LONGEST_DEFINITION:
        return (
            f"Please put it in at most {LONGEST_DEFINITION} characters, so that it can be read at a glance."
        )
    return ""


def _new(turn: Turn[Any], term: str, wording: Version) -> Term:
    return Term(
        id=term_id(turn.scope.workspace, term),
        workspace=turn.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=turn.now,
        term=term,
        key=key_of(term),
        versions=(wording,),
    )
