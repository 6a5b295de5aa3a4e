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
from bot.messages.learning import (
    DefineTerm,
    ListTerms,
    LookUp,
    OpenTerm,
    RemoveTerm,
    SaveTerm,
    TermHistory,
)
from bot.ports import Books, Knowledge, NotFound, OpenBooks, Work
from bot.texts import glossary as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look


async def define(work: Work[DefineTerm], desk: Desk) -> None:
    """A definition from a line."""
    await _define(work, desk, work.command.term, work.command.definition)


async def save_term(work: Work[SaveTerm], desk: Desk) -> None:
    """A definition from the form."""
    values = work.command.values
    await _define(work, desk, text_of(values, "term"), text_of(values, "definition"))


async def open_term(work: Work[OpenTerm], desk: Desk) -> None:
    """The form for a term, with what it means so far."""
    wanted = work.command.term
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        known = await _term(books, term_id(work.scope.workspace, wanted))
    form = texts.term_form(known.term if known else wanted, known.definition if known else "", None)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.form_needs_a_button(wanted)))


async def look_up(work: Work[LookUp], desk: Desk) -> None:
    """The workspace's own meaning, else the method's, else the terms that come near."""
    wanted = key_of(work.command.term)
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        term = await _term(books, term_id(work.scope.workspace, wanted))
        known = [] if term else await shared_terms(books)
    own = next((each for each in desk.knowledge.glossary.terms if key_of(each.term) == wanted), None)
    if term is not None:
        card = texts.meaning(term)
    elif own is not None:
        card = texts.own_word(own)
    else:
        names = [each.term for each in known] + [each.term for each in desk.knowledge.glossary.terms]
        card = texts.not_known(work.command.term.strip(" ?"), near(wanted, names))
    await answer(work, desk, situation, card, in_place=True)


async def list_terms(work: Work[ListTerms], desk: Desk) -> None:
    """A page of terms by the alphabet."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        terms = sorted(await shared_terms(books), key=lambda term: term.key)
    page = page_within(work.command.page, len(terms))
    card = texts.term_list(terms[page * PAGE : (page + 1) * PAGE], total=len(terms), page=page)
    await answer(work, desk, situation, card, in_place=True)


async def term_history(work: Work[TermHistory], desk: Desk) -> None:
    """Every wording that a term has had."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        term = await _term(books, work.command.term_id)
    await answer(work, desk, situation, texts.history(term) if term else texts.gone(), in_place=True)


async def remove_term(work: Work[RemoveTerm], desk: Desk) -> None:
    """Take a term out, for everybody."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        term = await _term(books, work.command.term_id)
    if term is None:
        await answer(work, desk, situation, texts.gone(), in_place=True)
        return
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Term).remove(term.id)
        open_books.say(*update(work, situation.member, texts.removed(term, work.change)))


async def _define(work: Work[Any], desk: Desk, term: str, definition: str) -> None:
    term, definition = " ".join(term.split()), " ".join(definition.split())
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    problem = _problem(term, definition)
    if problem:
        await answer(work, desk, situation, texts.incomplete(problem))
        return
    wording = Version(definition=definition, by=work.scope.member, name=situation.member.name, at=work.now)
    async with desk.ledger.write(work) as open_books:
        known = await _term(open_books, term_id(work.scope.workspace, term))
        kept = known.changed(term, wording) if known else _new(work, term, wording)
        if kept != known:
            await open_books.of(Term).put(kept)
        same = kept == known
        card = (
            texts.already_so(kept) if same else texts.defined(kept, work.change, anew=len(kept.versions) == 1)
        )
        open_books.say(*reply(work, situation.member, card))


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


def _new(work: Work[Any], term: str, wording: Version) -> Term:
    return Term(
        id=term_id(work.scope.workspace, term),
        workspace=work.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=work.now,
        term=term,
        key=key_of(term),
        versions=(wording,),
    )


async def _term(books: Books, id: str) -> Term | None:
    try:
        return await books.of(Term).get(id)
    except NotFound:
        return None


async def shared_terms(books: Books) -> list[Term]:
    """Every term of the workspace."""
    return await books.of(Term).find(space=WORKSPACE_SPACE)


async def words_for_outside(books: Books, knowledge: Knowledge, draft: str) -> list[OutsiderWord]:
    """Words of a draft that people outside would not know, with their meanings where there are some (F6)."""
    everyday = {key_of(word) for word in knowledge.everyday.acronyms}
    inside = ("tactegic round", "stratical round", "investment test", "capitalization", "mindset question")
    return outsider_words(draft, await shared_terms(books), everyday, inside)


async def question_about(
    books: OpenBooks, work: Work[Any], situation: Situation, knowledge: Knowledge, text: str
) -> tuple[Button, ...]:
    """A button that asks what an unknown short word of a note means; about each word once at most (F6)."""
    people = situation.people
    names = [*people.companies.values(), *(contact.name for contact in people.contacts)]
    known = {key_of(part) for name in names for part in (name, *name.split())}
    known |= {key_of(word) for word in knowledge.everyday.acronyms}
    found = unknown_acronyms(text, known)
    for word in found[:5]:
        if await _term(books, term_id(work.scope.workspace, word)) is not None:
            continue
        asked = AskedTerm(
            id=term_id(work.scope.workspace, f"{work.scope.member} {word}"),
            workspace=work.scope.workspace,
            space=work.scope.own,
            created_at=work.now,
            key=key_of(word),
        )
        if not await books.of(AskedTerm).count(id=asked.id):
            await books.of(AskedTerm).put(asked)
            return (texts.what_is(word),)
    return ()


def with_button(card: Card, buttons: tuple[Button, ...]) -> Card:
    """A card with more buttons behind its own."""
    return replace(card, buttons=(*card.buttons, *buttons)) if buttons else card
