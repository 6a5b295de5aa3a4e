"""Shows and changes a contact's place in the portfolio, by command and by form (P1, P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core import common_cards
from bot.core.cadence import longest_or_usual
from bot.core.contacts import Contact, Phase, Tier, Universe
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named, person_with_id, touch_day
from bot.core.form_values import choices_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.turn import Turn
from bot.features.portfolio.cards import place as cards
from bot.features.portfolio.checks import cadence_of
from bot.features.portfolio.commands import (
    ChangePlace,
    EditPlace,
    SetCadence,
    SetPhase,
    SetUniverse,
    ShowPlace,
)
from bot.features.portfolio.handlers.standing import save_contact


async def show_place(turn: Turn[ShowPlace]) -> None:
    """Show one contact's place in the portfolio."""
    contact = await person_named(turn, lambda id: ShowPlace(contact_id=id))
    if contact is None:
        return
    company = turn.people.company(contact)
    rhythm = turn.people.rhythm(contact)
    by_tag = rhythm if rhythm and rhythm.tag else None
    card = cards.place_card(contact, company, touch_day(turn, contact), turn.today, by_tag)
    await turn.answer(card, about=contact.about)


async def set_phase(turn: Turn[SetPhase]) -> None:
    """Say which phase a relationship is in."""
    phase = Phase(turn.command.phase)
    await _change(turn, lambda contact: replace(contact, phase=phase), cards.phase_words(phase))


async def set_universe(turn: Turn[SetUniverse]) -> None:
    """Say how far a relationship exists."""
    universe = Universe(turn.command.universe)
    await _change(turn, lambda contact: replace(contact, universe=universe), cards.universe_words(universe))


async def set_cadence(turn: Turn[SetCadence]) -> None:
    """Set the rhythm with a contact; that does not make active who is only known."""
    ideal = turn.command.ideal_days or None
    longest = longest_or_usual(ideal, turn.command.longest_days)
    await _change(
        turn,
        lambda contact: replace(contact, cadence_days=ideal, longest_days=longest),
        cards.cadence_words(ideal, longest),
    )


async def _change(
    turn: Turn[SetPhase] | Turn[SetUniverse] | Turn[SetCadence],
    change: Callable[[Contact], Contact],
    words: str,
) -> None:
    command = turn.command
    contact = await person_named(turn, lambda id: replace(command, contact_id=id))
    if contact is None:
        return
    changed = change(contact)
    if changed == contact:
        await turn.answer(cards.unchanged_card(contact, words), about=(contact.id,))
        return
    card = cards.changed_card(changed, (words,), turn.change)
    await save_contact(turn, changed, card, _moment_of(contact, changed))


def _moment_of(before: Contact, after: Contact) -> LessonMoment | None:
    return LessonMoment.PHASE_CHANGE if after.phase is not before.phase else None


async def edit_place(turn: Turn[EditPlace]) -> None:
    """Fill the form that changes tier, phase, universe and cadence."""
    contact = turn.people.get(turn.command.contact_id)
    if contact is None:
        await turn.show(common_cards.gone_form(), otherwise=common_cards.is_gone(), about=NOTHING)
        return
    unchanged = common_cards.nothing_changed(contact)
    await turn.show(cards.place_form(contact), otherwise=unchanged, about=(contact.id,))


async def change_place(turn: Turn[ChangePlace]) -> None:
    """Save what the form says of a contact's place."""
    values = turn.command.values
    contact = await person_with_id(turn)
    if contact is None:
        return
    ideal, longest = cadence_of(values)
    changed = replace(
        contact,
        tier=Tier(text_of(values, "tier") or contact.tier.value),
        phase=Phase(text_of(values, "phase") or contact.phase.value),
        universe=Universe(text_of(values, "universe") or contact.universe.value),
        deal_only=cards.DEAL in choices_of(values, "reason"),
        cadence_days=ideal,
        longest_days=longest,
    )
    if changed == contact:
        await turn.answer(common_cards.nothing_changed(contact), about=(contact.id,))
        return
    card = cards.changed_card(changed, cards.place_words(changed), turn.change)
    await save_contact(turn, changed, card, _moment_of(contact, changed))
