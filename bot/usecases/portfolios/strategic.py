"""Makes a contact strategic through purpose and criteria, and changes its place by form (F1, P2, P3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.domain.contacts import Contact, Phase, Standing, Tier, Universe
from bot.domain.knowledge import Moment
from bot.messages.cards import Card
from bot.messages.portfolio import ChangePlace, EditPlace, MakeStrategic, SetStrategic
from bot.ports import Work
from bot.texts import contact_forms
from bot.texts import contacts as contact_texts
from bot.texts import portfolio as place_texts
from bot.texts import strategic as texts
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of, text_of
from bot.usecases.people.finding import answer, person_named, person_with_id
from bot.usecases.portfolios.portfolio_forms import cadence_of, check_strategic, criteria_of, purpose_of
from bot.usecases.portfolios.standing import make_active, save
from bot.usecases.replies import show
from bot.usecases.situation import look


async def make_strategic(work: Work[MakeStrategic], desk: Desk) -> None:
    """Open the form with purpose, criteria and cadence; typed, say what it asks and offer it."""
    situation, contact = await person_named(work, desk, lambda id: MakeStrategic(contact_id=id))
    if contact is None:
        return
    company = situation.people.company(contact)
    knowledge = desk.knowledge
    form = texts.form(contact, company, knowledge.criteria, knowledge.purposes)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.offer(contact, company)))


async def set_strategic(work: Work[SetStrategic], desk: Desk) -> None:
    """Keep the answers and make the contact strategic and active."""
    values = work.command.values
    situation, contact = await person_with_id(work, desk)
    if contact is None:
        return
    if check_strategic(values):
        await answer(work, desk, situation, texts.offer(contact, situation.people.company(contact)))
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
    await make_active(work, desk, situation, chosen, card, strategic=True)


def _chosen(contact: Contact, beside: str, change: str, *, points: int) -> Card:
    why = (
        f"It {place_texts.PURPOSES[contact.purpose]}; you want to be in touch {place_texts.rhythm(contact)}."
    )
    return texts.chosen(contact, points, why, beside, change)


async def edit_place(work: Work[EditPlace], desk: Desk) -> None:
    """Fill the form that changes tier, phase, universe and cadence."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = situation.people.get(work.command.contact_id)
    async with desk.ledger.write(work) as open_books:
        if contact is None:
            open_books.say(*show(work, situation.member, contact_forms.gone(), contact_texts.is_gone()))
            return
        form = texts.place_form(contact)
        open_books.say(*show(work, situation.member, form, contact_texts.nothing_changed(contact)))


async def change_place(work: Work[ChangePlace], desk: Desk) -> None:
    """Save what the form says of a contact's place."""
    values = work.command.values
    situation, contact = await person_with_id(work, desk)
    if contact is None:
        return
    ideal, longest = cadence_of(values)
    changed = replace(
        contact,
        tier=Tier(text_of(values, "tier") or contact.tier.value),
        phase=Phase(text_of(values, "phase") or contact.phase.value),
        universe=Universe(text_of(values, "universe") or contact.universe.value),
        deal_only=texts.DEAL in chosen_of(values, "reason"),
        cadence_days=ideal,
        longest_days=longest,
    )
    if changed == contact:
        await answer(work, desk, situation, contact_texts.nothing_changed(contact))
        return
    said = (
        f"is {changed.tier.value}",
        f"in the {changed.phase.value} phase",
        changed.universe.value,
        f"with a rhythm of {place_texts.rhythm(changed)}" if ideal else "with no set rhythm",
    )
    moment = Moment.PHASE_CHANGE if changed.phase is not contact.phase else None
    await save(work, desk, situation, changed, place_texts.changed(changed, said, work.change), moment)
