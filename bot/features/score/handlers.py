"""Shows how a relationship stands, each point with its source, and keeps the measures one looks at (S3)."""

from __future__ import annotations

from typing import Any

from bot.core import common_cards
from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import choices_of
from bot.core.identity import derive_id
from bot.core.sources import SourceKind
from bot.core.turn import Turn
from bot.features.score import cards
from bot.features.score.commands import ChooseMeasures, KeepMeasures, ShowScore, ShowSources, ShowTrend
from bot.features.score.contracts.records import (
    MOST_MEASURES,
    ChosenMeasures,
    RelationshipRecord,
    read_relationship,
)
from bot.features.score.rules import Measure, score, score_by_month


async def show_score(turn: Turn[ShowScore]) -> None:
    """Show the score with its parts, sources and trend."""
    contact = await person_named(turn, lambda id: ShowScore(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        record = await read_relationship(reader, turn.people.with_rhythm(contact))
    chosen = await _chosen_measures(turn, contact)
    company = turn.people.company(contact)
    card = cards.score_card(contact, company, score(record, turn.today), chosen)
    await turn.answer(card, about=contact.about)


async def show_trend(turn: Turn[ShowTrend]) -> None:
    """Show how the score went over the last twelve months."""
    contact = await person_named(turn, lambda id: ShowTrend(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        record = await read_relationship(reader, turn.people.with_rhythm(contact))
    months = score_by_month(record, turn.today)
    card = cards.trend_card(contact, turn.people.company(contact), months)
    await turn.answer(card, about=contact.about)


async def show_sources(turn: Turn[ShowSources]) -> None:
    """Show the records that one part of a score comes from, the newest first."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    async with turn.read() as reader:
        record = await read_relationship(reader, turn.people.with_rhythm(contact))
    measure = Measure(turn.command.measure)
    part = next(each for each in score(record, turn.today).parts if each.measure is measure)
    words = _words_by_source(record)
    views = [cards.ScoreSourceView(each, words.get((each.kind, each.id), "")) for each in part.sources]
    views.sort(key=lambda each: each.source.on, reverse=True)
    about = (contact.id, *(each.source.id for each in views))
    await turn.answer(cards.sources_card(contact, part, views), about=about)


def _words_by_source(record: RelationshipRecord) -> dict[tuple[SourceKind, str], str]:
    touches = {(SourceKind.TOUCH, each.id): cards.touch_words(each) for each in record.touches}
    notes = {(SourceKind.NOTE, each.id): each.text for each in record.notes}
    promises = {(SourceKind.COMMITMENT, each.id): cards.promise_words(each) for each in record.commitments}
    objectives = {(SourceKind.OBJECTIVE, each.id): cards.OBJECTIVE for each in record.objectives}
    return touches | notes | promises | objectives


async def _chosen_measures(turn: Turn[Any], contact: Contact) -> tuple[str, ...]:
    kept = await turn.mine(ChosenMeasures, contact_id=contact.id)
    return kept[-1].measures if kept else ()


async def choose_measures(turn: Turn[ChooseMeasures]) -> None:
    """Fill the form with the measures that can be chosen."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(common_cards.gone_form(), otherwise=common_cards.is_gone(), about=NOTHING)
        return
    form = cards.measures_form(contact, await _chosen_measures(turn, contact))
    await turn.show(form, otherwise=common_cards.nothing_changed(contact), about=(contact.id,))


async def keep_measures(turn: Turn[KeepMeasures]) -> None:
    """Keep which few measures the member looks at."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    known = {each.value for each in Measure}
    chosen = [each for each in choices_of(turn.command.values, "measures") if each in known]
    measures = ChosenMeasures(
        id=derive_id("measures", turn.scope.member, contact.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        measures=tuple(chosen[:MOST_MEASURES]),
    )
    async with turn.commit() as uow:
        await uow.of(ChosenMeasures).put(measures)
        await turn.remember(uow, focus=(contact.id,))
        card = cards.measures_kept_card(contact, measures.measures, turn.change)
        uow.say(*turn.update(card, about=(contact.id, measures.id)))
