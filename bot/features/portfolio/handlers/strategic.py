"""Makes a contact strategic through its purpose and the criteria (F1, P2)."""

from __future__ import annotations

from dataclasses import replace

from bot.core.cards import Card
from bot.core.contacts import Contact, Standing, Tier
from bot.core.finding import person_named, person_with_id
from bot.core.notes import PROMISED, Commitment, Note
from bot.core.turn import Turn
from bot.features.portfolio.cards import strategic as cards
from bot.features.portfolio.checks import cadence_of, check_strategic, criteria_of, purpose_of
from bot.features.portfolio.commands import MakeStrategic, SetStrategic
from bot.features.portfolio.handlers.path import read_step
from bot.features.portfolio.handlers.standing import make_active
from bot.features.portfolio.rules.evidence import find_evidence


async def make_strategic(turn: Turn[MakeStrategic]) -> None:
    """Open the form with purpose, criteria and cadence; typed, say what it asks and offer it."""
    contact = await person_named(turn, lambda id: MakeStrategic(contact_id=id))
    if contact is None:
        return
    company = turn.people.company(contact)
    step, vision = await read_step(turn, contact)
    async with turn.read() as reader:
        notes = await reader.of(Note).find(contact_ids=contact.id)
        promises = await reader.of(Commitment).find(contact_id=contact.id, state=PROMISED)
    evidence = find_evidence(contact, notes, promises, turn.today, step=step)
    view = cards.CriteriaView(evidence=evidence, today=turn.today)
    form = cards.strategic_form(contact, company, turn.knowledge.criteria, turn.knowledge.purposes, view)
    about = tuple(dict.fromkeys((*contact.about, *view.about, *vision)))
    await turn.show(form, otherwise=cards.offer_card(contact, company), about=about)


async def set_strategic(turn: Turn[SetStrategic]) -> None:
    """Keep the answers and make the contact strategic and active."""
    values = turn.command.values
    contact = await person_with_id(turn)
    if contact is None:
        return
    if check_strategic(values):
        card = cards.offer_card(contact, turn.people.company(contact))
        await turn.answer(card, about=contact.about)
        return
    criteria = criteria_of(values)
    ideal, longest = cadence_of(values)
    strategic = replace(
        contact,
        standing=Standing.ACTIVE,
        tier=Tier.STRATEGIC,
        purpose=purpose_of(values),
        criteria=tuple((each.value, points) for each, points in criteria.items()),
        deal_only=False,
        cadence_days=ideal,
        longest_days=longest,
    )

    def chosen_card(contact: Contact, beside: str, change: str) -> Card:
        return cards.chosen_card(contact, sum(criteria.values()), beside, change)

    await make_active(turn, strategic, chosen_card, strategic=True)
