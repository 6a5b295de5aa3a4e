"""Common terms: define, look up, change with history (F6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.glossary import (
    LONGEST_DEFINITION,
    LONGEST_TERM,
    AskedTerm,
    OutsiderWord,
    Term,
    Version,
    key_of,
    near,
    outsider_words,
    term_id,
    unknown_acronyms,
)
from bot.domain.identity import WORKSPACE_SPACE
from bot.messages.cards import Button, Card
from bot.messages.deliveries import UNSAID
from bot.messages.learning import (
    DefineTerm,
    ListTerms,
    LookUp,
    OpenTerm,
    RemoveTerm,
    SaveTerm,
    TermHistory,
)
from bot.ports import Knowledge, NotFound, StoreReader, UnitOfWork
from bot.texts import glossary as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.form_values import text_of
from bot.usecases.turn import Turn


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
        known = await _term(reader, term_id(turn.scope.workspace, wanted))
    form = texts.term_form(known.term if known else wanted, known.definition if known else "", None)
    await turn.show(form, otherwise=texts.form_needs_a_button(wanted), about=UNSAID)


async def look_up(turn: Turn[LookUp]) -> None:
    """The workspace's own meaning, else the method's, else the terms that come near."""
    wanted = key_of(turn.command.term)
    async with turn.read() as reader:
        term = await _term(reader, term_id(turn.scope.workspace, wanted))
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
        term = await _term(reader, turn.command.term_id)
    await turn.answer(texts.history(term) if term else texts.gone_card(), in_place=True, about=UNSAID)


async def remove_term(turn: Turn[RemoveTerm]) -> None:
    """Take a term out, for everybody."""
    async with turn.read() as reader:
        term = await _term(reader, turn.command.term_id)
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
        known = await _term(uow, term_id(turn.scope.workspace, term))
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


async def _term(reader: StoreReader, id: str) -> Term | None:
    try:
        return await reader.of(Term).get(id)
    except NotFound:
        return None


async def find_terms(reader: StoreReader) -> list[Term]:
    """Every term of the workspace."""
    return await reader.of(Term).find(space=WORKSPACE_SPACE)


async def words_for_outside(reader: StoreReader, knowledge: Knowledge, draft: str) -> list[OutsiderWord]:
    """Words of a draft that people outside would not know, with their meanings where there are some (F6)."""
    everyday = {key_of(word) for word in knowledge.everyday.acronyms}
    inside = ("tactegic round", "stratical round", "investment test", "capitalization", "mindset question")
    return outsider_words(draft, await find_terms(reader), everyday, inside)


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
        if await _term(uow, term_id(turn.scope.workspace, word)) is not None:
            continue
        asked = AskedTerm(
            id=term_id(turn.scope.workspace, f"{turn.scope.member} {word}"),
            workspace=turn.scope.workspace,
            space=turn.scope.own,
            created_at=turn.now,
            key=key_of(word),
        )
        if not await uow.of(AskedTerm).count(id=asked.id):
            await uow.of(AskedTerm).put(asked)
            return (texts.what_is(word),)
    return ()


def with_button(card: Card, buttons: tuple[Button, ...]) -> Card:
    """A card with more buttons behind its own."""
    return replace(card, buttons=(*card.buttons, *buttons)) if buttons else card
