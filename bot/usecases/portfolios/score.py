"""Shows how a relationship stands, each point with its source, and keeps the measures one looks at (S3)."""

from __future__ import annotations

from bot.domain.choosing import MOST_MEASURES, ChosenMeasures
from bot.domain.contacts import Contact
from bot.domain.identity import derived_id
from bot.domain.score import Evidence, Measure, SourceKind, score
from bot.messages.portfolio import ChooseMeasures, KeepMeasures, ShowScore, ShowSources
from bot.ports import Books, Work
from bot.texts import contact_forms
from bot.texts import contacts as contact_texts
from bot.texts import score as texts
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of
from bot.usecases.people.finding import answer, person_named, person_with_id
from bot.usecases.portfolios.evidence import evidence_of
from bot.usecases.replies import show, update
from bot.usecases.situation import look, remember


async def show_score(work: Work[ShowScore], desk: Desk) -> None:
    """The score with its parts, sources and trend."""
    situation, contact = await person_named(work, desk, lambda id: ShowScore(contact_id=id))
    if contact is None:
        return
    async with desk.ledger.read(work.scope) as books:
        found = score(await evidence_of(books, contact), situation.today)
        chosen = await _chosen(books, contact)
    card = texts.score_card(contact, situation.people.company(contact), found, chosen)
    await answer(work, desk, situation, card)


async def show_sources(work: Work[ShowSources], desk: Desk) -> None:
    """The records that one part of a score comes from, the newest first."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        contact = situation.people.get(command.contact_id)
        if contact is not None:
            evidence = await evidence_of(books, contact)
    if contact is None:
        await answer(work, desk, situation, contact_texts.is_gone())
        return
    parts = score(evidence, situation.today).parts
    part = next(each for each in parts if each.measure is Measure(command.measure))
    words = _words(evidence)
    seen = [texts.SourceSeen(each, words.get((each.kind, each.id), "")) for each in part.sources]
    seen.sort(key=lambda each: each.source.on, reverse=True)
    await answer(work, desk, situation, texts.sources_card(contact, part, seen))


def _words(evidence: Evidence) -> dict[tuple[SourceKind, str], str]:
    """What each record says, in a line."""
    touches = {(SourceKind.TOUCH, each.id): f"touch, {each.channel}" for each in evidence.touches}
    notes = {(SourceKind.NOTE, each.id): each.text for each in evidence.notes}
    promises = {
        (SourceKind.COMMITMENT, each.id): f"promise, {each.state.value}: {each.what}"
        for each in evidence.commitments
    }
    goals = {(SourceKind.OBJECTIVE, each.id): "mutual objective" for each in evidence.objectives}
    return touches | notes | promises | goals


async def _chosen(books: Books, contact: Contact) -> tuple[str, ...]:
    kept = await books.of(ChosenMeasures).find(contact_id=contact.id, newest_first=True, limit=1)
    return kept[0].measures if kept else ()


async def choose_measures(work: Work[ChooseMeasures], desk: Desk) -> None:
    """Fill the form with the measures that can be chosen."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        contact = situation.people.get(work.command.contact_id)
        chosen = await _chosen(books, contact) if contact else ()
    async with desk.ledger.write(work) as open_books:
        if contact is None:
            open_books.say(*show(work, situation.member, contact_forms.gone(), contact_texts.is_gone()))
            return
        form = texts.measures_form(contact, chosen)
        open_books.say(*show(work, situation.member, form, contact_texts.nothing_changed(contact)))


async def keep_measures(work: Work[KeepMeasures], desk: Desk) -> None:
    """Keep which few measures the member looks at."""
    situation, contact = await person_with_id(work, desk)
    if contact is None:
        return
    known = {each.value for each in Measure}
    chosen = tuple(each for each in chosen_of(work.command.values, "measures") if each in known)[
        :MOST_MEASURES
    ]
    kept = ChosenMeasures(
        id=derived_id("measures", work.scope.member, contact.id),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        contact_id=contact.id,
        measures=chosen,
    )
    async with desk.ledger.write(work) as open_books:
        await open_books.of(ChosenMeasures).put(kept)
        await remember(open_books, work, focus=(contact.id,))
        card = texts.measures_kept(contact, chosen, work.change)
        open_books.say(*update(work, situation.member, card, about=(contact.id,)))
