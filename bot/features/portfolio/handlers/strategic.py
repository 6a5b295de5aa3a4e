"""Makes a contact strategic through purpose and criteria, and changes its place by form (F1, P2, P3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.core import common_cards as contact_forms
from bot.core import common_cards as contact_texts
from bot.core.cards import Card
from bot.core.contacts import Contact, Phase, Standing, Tier, Universe
from bot.core.deliveries import UNSAID
from bot.core.finding import person_named, person_with_id
from bot.core.form_values import choices_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.turn import Turn
from bot.features.portfolio.cards import portfolio as place_texts
from bot.features.portfolio.cards import strategic as texts
from bot.features.portfolio.checks import cadence_of, check_strategic, criteria_of, purpose_of
from bot.features.portfolio.commands import ChangePlace, EditPlace, MakeStrategic, SetStrategic
from bot.features.portfolio.handlers.standing import make_active, save


async def make_strategic(turn: Turn[MakeStrategic]) -> None:
    """Open the form with purpose, criteria and cadence; typed, say what it asks and offer it."""
    contact = await person_named(turn, lambda id: MakeStrategic(contact_id=id))
    if contact is None:
        return
    company = turn.people.company(contact)
    knowledge = turn.knowledge
    form = texts.form(contact, company, knowledge.criteria, knowledge.purposes)
    await turn.show(form, otherwise=texts.offer(contact, company), about=UNSAID)


async def set_strategic(turn: Turn[SetStrategic]) -> None:
    """Keep the answers and make the contact strategic and active."""
    values = turn.command.values
    contact = await person_with_id(turn)
    if contact is None:
        return
    if check_strategic(values):
        await turn.answer(texts.offer(contact, turn.people.company(contact)), about=UNSAID)
        return
    criteria = criteria_of(values)
    ideal, longest = cadence_of(values)
    chosen = replace(
        contact,
        standing=Standing.ACTIVE,
        tier=Tier.STRATEGIC,
        purpose=purpose_of(values),
        criteria=tuple((each.value, points) for each, points in criteria.items()),
        deal_only=False,
        cadence_days=ideal,
        longest_days=longest,
    )
    card = partial(_chosen, points=sum(criteria.values()))
    await make_active(turn, chosen, card, strategic=True)


def _chosen(contact: Contact, beside: str, change: str, *, points: int) -> Card:
    why = (
        f"It {place_texts.PURPOSES[contact.purpose]}; you want to be in touch {place_texts.rhythm(contact)}."
    )
    return texts.chosen_card(contact, points, why, beside, change)


async def edit_place(turn: Turn[EditPlace]) -> None:
    """Fill the form that changes tier, phase, universe and cadence."""
    contact = turn.people.get(turn.command.contact_id)
    async with turn.commit() as uow:
        if contact is None:
            uow.say(*turn.fill(contact_forms.gone_form(), otherwise=contact_texts.is_gone(), about=UNSAID))
            return
        form = texts.place_form(contact)
        uow.say(*turn.fill(form, otherwise=contact_texts.nothing_changed(contact), about=UNSAID))


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
        deal_only=texts.DEAL in choices_of(values, "reason"),
        cadence_days=ideal,
        longest_days=longest,
    )
    if changed == contact:
        await turn.answer(contact_texts.nothing_changed(contact), about=UNSAID)
        return
    said = (
        f"is {changed.tier.value}",
        f"in the {changed.phase.value} phase",
        changed.universe.value,
        f"with a rhythm of {place_texts.rhythm(changed)}" if ideal else "with no set rhythm",
    )
    moment = LessonMoment.PHASE_CHANGE if changed.phase is not contact.phase else None
    await save(turn, changed, place_texts.changed_card(changed, said, turn.change), moment)
