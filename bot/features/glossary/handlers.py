"""Defines common terms, looks them up, and changes them with their history (F6)."""

from __future__ import annotations

from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING, About
from bot.core.form_values import text_of
from bot.core.identity import WORKSPACE_SPACE
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.glossary import cards
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
    """Define a term as typed; of one in plain words ask first, for the whole workspace will see it."""
    command = turn.command
    if command.ask_first and not _problem(" ".join(command.term.split()), command.definition.strip()):
        existing = await turn.one(Term, term_id(turn.scope.workspace, command.term))
        card = cards.shall_all_see_card(command.term, command.definition, existing)
        await turn.answer(card, about=_about(existing))
        return
    await _define(turn, turn.command.term, turn.command.definition)


async def save_term(turn: Turn[SaveTerm]) -> None:
    """Define a term by the form."""
    values = turn.command.values
    await _define(turn, text_of(values, "term"), text_of(values, "definition"))


async def open_term(turn: Turn[OpenTerm]) -> None:
    """Fill the form for a term with what it means so far."""
    wanted = turn.command.term
    term = await turn.one(Term, term_id(turn.scope.workspace, wanted))
    form = cards.term_form(term.term, term.definition) if term else cards.term_form(wanted, "")
    otherwise = cards.form_needs_a_button_card(wanted)
    await turn.show(form, otherwise=otherwise, about=_about(term))


async def look_up(turn: Turn[LookUp]) -> None:
    """Say what a term means: to the workspace, else to the method; else offer the terms that come near."""
    wanted = key_of(turn.command.term)
    term = await turn.one(Term, term_id(turn.scope.workspace, wanted))
    own = next((each for each in turn.knowledge.glossary.terms if key_of(each.term) == wanted), None)
    if term is not None:
        await turn.answer(cards.meaning_card(term), in_place=True, about=_about(term))
    elif own is not None:
        await turn.answer(cards.own_word_card(own), in_place=True, about=NOTHING)
    else:
        await _offer_near(turn, wanted)


async def _offer_near(turn: Turn[LookUp], wanted: str) -> None:
    async with turn.read() as reader:
        terms = await find_terms(reader)
    names = [each.term for each in terms] + [each.term for each in turn.knowledge.glossary.terms]
    close = near(wanted, names)
    card = cards.not_known_card(turn.command.term.strip(" ?"), close)
    about = tuple(each.id for each in terms if each.term in close)
    await turn.answer(card, in_place=True, about=about)


async def list_terms(turn: Turn[ListTerms]) -> None:
    """Show a page of the terms by the alphabet."""
    async with turn.read() as reader:
        terms = sorted(await find_terms(reader), key=lambda term: term.key)
    page = page_within(turn.command.page, len(terms))
    shown = terms[page * PAGE : (page + 1) * PAGE]
    card = cards.term_list_card(shown, total=len(terms), page=page)
    await turn.answer(card, in_place=True, about=_about(*shown))


async def term_history(turn: Turn[TermHistory]) -> None:
    """Show every wording that a term has had."""
    term = await turn.one(Term, turn.command.term_id)
    card = cards.history_card(term) if term else cards.gone_card()
    await turn.answer(card, in_place=True, about=_about(term))


async def remove_term(turn: Turn[RemoveTerm]) -> None:
    """Take a term out, for everybody."""
    term = await turn.one(Term, turn.command.term_id)
    if term is None:
        await turn.answer(cards.gone_card(), in_place=True, about=NOTHING)
        return
    async with turn.commit() as uow:
        await uow.of(Term).remove(term.id)
        uow.say(*turn.update(cards.removed_card(term, turn.change), about=_about(term)))


async def _define(turn: Turn[Any], term: str, definition: str) -> None:
    term, definition = " ".join(term.split()), " ".join(definition.split())
    problem = _problem(term, definition)
    if problem:
        await turn.answer(cards.incomplete_card(problem), about=NOTHING)
        return
    wording = Version(definition=definition, by=turn.scope.member, name=turn.member.name, at=turn.now)
    send = turn.update if turn.origin.surface is Surface.BUTTON else turn.reply
    async with turn.commit() as uow:
        # Read inside the commit: a colleague may define the same term at the same time.
        before = await term_with_id(uow, term_id(turn.scope.workspace, term))
        after = before.reword(term, wording) if before else _new_term(turn, term, wording)
        if after == before:
            uow.say(*send(cards.unchanged_card(after), about=_about(after)))
            return
        await uow.of(Term).put(after)
        uow.say(*send(cards.defined_card(after, turn.change), about=_about(after)))


def _about(*terms: Term | None) -> About:
    return tuple(term.id for term in terms if term)


def _problem(term: str, definition: str) -> str:
    if not key_of(term) or not definition:
        return cards.BOTH_NEEDED
    if len(term) > LONGEST_TERM:
        return cards.TERM_TOO_LONG
    return cards.DEFINITION_TOO_LONG if len(definition) > LONGEST_DEFINITION else ""


def _new_term(turn: Turn[Any], term: str, wording: Version) -> Term:
    return Term(
        id=term_id(turn.scope.workspace, term),
        workspace=turn.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=turn.now,
        term=term,
        key=key_of(term),
        versions=(wording,),
    )
