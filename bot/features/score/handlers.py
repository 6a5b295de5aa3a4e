"""Shows how a relationship stands, each point with its source, and keeps the measures one looks at (S3)."""

from __future__ import annotations

from bot.core import common_cards as contact_forms
from bot.core import common_cards as contact_texts
from bot.core.contacts import Contact
from bot.core.deliveries import UNSAID
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import choices_of
from bot.core.identity import derive_id
from bot.core.ports.books import StoreReader
from bot.core.sources import SourceKind
from bot.core.turn import Turn
from bot.features.score import cards as texts
from bot.features.score.commands import ChooseMeasures, KeepMeasures, ShowScore, ShowSources
from bot.features.score.contracts.records import (
    MOST_MEASURES,
    ChosenMeasures,
    RelationshipRecord,
    read_relationship,
)
from bot.features.score.rules import Measure, score


async def show_score(turn: Turn[ShowScore]) -> None:
    """The score with its parts, sources and trend."""
    contact = await person_named(turn, lambda id: ShowScore(contact_id=id))
    if contact is None:
        return
    async with turn.read() as reader:
        found = score(await read_relationship(reader, contact), turn.today)
        chosen = await _chosen(reader, contact)
    card = texts.score_card(contact, turn.people.company(contact), found, chosen)
    await turn.answer(card, about=UNSAID)


async def show_sources(turn: Turn[ShowSources]) -> None:
    """The records that one part of a score comes from, the newest first."""
    command = turn.command
    async with turn.read() as reader:
        contact = turn.people.get(command.contact_id)
        if contact is not None:
            evidence = await read_relationship(reader, contact)
    if contact is None:
        await turn.answer(contact_texts.is_gone(), about=UNSAID)
        return
    parts = score(evidence, turn.today).parts
    part = next(each for each in parts if each.measure is Measure(command.measure))
    words = _words(evidence)
    seen = [texts.ScoreSourceView(each, words.get((each.kind, each.id), "")) for each in part.sources]
    seen.sort(key=lambda each: each.source.on, reverse=True)
    await turn.answer(texts.sources_card(contact, part, seen), about=UNSAID)


def _words(evidence: RelationshipRecord) -> dict[tuple[SourceKind, str], str]:
    """What each record says, in a line."""
    touches = {(SourceKind.TOUCH, each.id): f"touch, {each.channel}" for each in evidence.touches}
    notes = {(SourceKind.NOTE, each.id): each.text for each in evidence.notes}
    promises = {
        (SourceKind.COMMITMENT, each.id): f"promise, {each.state.value}: {each.what}"
        for each in evidence.commitments
    }
    goals = {(SourceKind.OBJECTIVE, each.id): "mutual objective" for each in evidence.objectives}
    return touches | notes | promises | goals


async def _chosen(reader: StoreReader, contact: Contact) -> tuple[str, ...]:
    kept = await reader.of(ChosenMeasures).find(contact_id=contact.id, newest_first=True, limit=1)
    return kept[0].measures if kept else ()


async def choose_measures(turn: Turn[ChooseMeasures]) -> None:
    """Fill the form with the measures that can be chosen."""
    async with turn.read() as reader:
        contact = turn.people.get(turn.command.contact_id)
        chosen = await _chosen(reader, contact) if contact else ()
    async with turn.commit() as uow:
        if contact is None:
            uow.say(*turn.fill(contact_forms.gone_form(), otherwise=contact_texts.is_gone(), about=UNSAID))
            return
        form = texts.measures_form(contact, chosen)
        uow.say(*turn.fill(form, otherwise=contact_texts.nothing_changed(contact), about=UNSAID))


async def keep_measures(turn: Turn[KeepMeasures]) -> None:
    """Keep which few measures the member looks at."""
    contact = await person_with_id(turn)
    if contact is None:
        return
    known = {each.value for each in Measure}
    chosen = tuple(each for each in choices_of(turn.command.values, "measures") if each in known)[
        :MOST_MEASURES
    ]
    kept = ChosenMeasures(
        id=derive_id("measures", turn.scope.member, contact.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        contact_id=contact.id,
        measures=chosen,
    )
    async with turn.commit() as uow:
        await uow.of(ChosenMeasures).put(kept)
        await turn.remember(uow, focus=(contact.id,))
        card = texts.measures_kept(contact, chosen, turn.change)
        uow.say(*turn.update(card, about=(contact.id,)))
