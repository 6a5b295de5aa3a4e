"""Proposes what answers ask for: new contacts after one confirmation, and a talk for the plan (T3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.investment import Assessment, AssessmentId
from bot.core.contacts import AccountId, Contact, ContactId, Standing, Tier, Universe
from bot.core.deliveries import NOTHING, About
from bot.core.identity import derive_id
from bot.core.naming import Nobody, One
from bot.core.notes import Note
from bot.core.turn import Turn
from bot.features.assessment.contracts.judging import Idea, judge
from bot.features.people.contracts.reading import account_called
from bot.features.plans.contracts import Activity, ActivityId, keep_activity
from bot.features.rounds.cards import proposals
from bot.features.rounds.commands import AddPeople, PlanConversation
from bot.features.rounds.contracts.cards import is_gone
from bot.features.rounds.contracts.picture import Picture, label, own_words_of
from bot.features.rounds.contracts.reading import RoundProgress, find_picture
from bot.features.rounds.contracts.values import AnswerOutcome, RoundKind
from bot.features.rounds.handlers.storing import TakenAnswer
from bot.features.rounds.rules.questions import PROVOKE, WHOM
from bot.features.rounds.rules.steps import find_step_day
from bot.features.vision.contracts import NamedPerson, NeededPerson, needs_of
from bot.language.dates import day_first_in

_MOST_PEOPLE = 6
"""New people whom one card offers to add."""
_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What answers ask for: cards that propose it, each with what it is about, and the assessments behind."""

    cards: tuple[tuple[Card, About], ...] = ()
    assessments: tuple[Assessment, ...] = ()


async def find_consequences(
    turn: Turn[Any], progress: RoundProgress, taken: Sequence[TakenAnswer]
) -> Consequences:
    """Propose the new people whom answers name, and a talk for each answer on how to provoke thought."""
    new = [one for one in taken if one.outcome is AnswerOutcome.ANSWERED]
    cards, assessments = list[tuple[Card, About]](), list[Assessment]()
    people = _propose_people(turn, progress, new)
    if people is not None:
        cards.append((people, NOTHING))
    for one in new:
        if one.asked.question.id == PROVOKE:
            card, assessment = await _propose_talk(turn, progress, one)
            cards.append((card, (*assessment.contact_ids, assessment.id)))
            assessments.append(assessment)
    return Consequences(tuple(cards), tuple(assessments))


def _propose_people(turn: Turn[Any], progress: RoundProgress, answers: Sequence[TakenAnswer]) -> Card | None:
    """Offer to add the people and roles that answers name and that are no contacts yet."""
    found: dict[tuple[str, str], NeededPerson] = {}
    note_id = ""
    for one in answers:
        asks_whom = progress.round.kind is RoundKind.STRATICAL or one.asked.question.id in WHOM
        for need in _find_unknown(turn, progress, one):
            if not asks_whom and not _is_named(one, need):
                continue
            found.setdefault((need.name.casefold(), need.company.casefold()), need)
            note_id = note_id or (one.note.id if one.note else "")
    if not found:
        return None
    needs = list(found.values())[:_MOST_PEOPLE]
    command = AddPeople(note_id, tuple((n.name, n.company, n.universe.value) for n in needs))
    return proposals.new_people_card(needs, command)


def _find_unknown(turn: Turn[Any], progress: RoundProgress, one: TakenAnswer) -> list[NeededPerson]:
    text = one.words
    here = progress.name(one.asked.account_id) if one.asked.account_id else ""
    named = []
    for mention in one.understanding.mentions if one.understanding else ():
        who = turn.people.who(mention.written, mention.company, is_told=True)
        if mention.is_pronoun or not isinstance(who, Nobody | One):
            continue
        contact = who.contact if isinstance(who, One) else None
        named.append(
            NamedPerson(mention.written, mention.start, mention.end, mention.company or here, contact)
        )
    companies = [account.name for account in turn.people.accounts]
    found = needs_of([text], [named], companies)
    if here:
        found = tuple(_there(need, here) for need in found)
    return [need for need in found if need.contact_id is None and not _is_known(turn, need)]


def _is_named(one: TakenAnswer, need: NeededPerson) -> bool:
    """Whether an answer gives the whole name of somebody, not only a role."""
    written = {mention.written for mention in one.understanding.mentions} if one.understanding else set()
    return need.name in written and " " in need.name.strip()


def _there(need: NeededPerson, company: str) -> NeededPerson:
    """Somebody with no company of their own belongs to the one that the question is about."""
    return need if need.company else replace(need, company=company, universe=Universe.ANTICIPATED)


def _is_known(turn: Turn[Any], need: NeededPerson) -> bool:
    return not isinstance(turn.people.who(need.name, need.company), Nobody)


async def _propose_talk(
    turn: Turn[Any], progress: RoundProgress, one: TakenAnswer
) -> tuple[Card, Assessment]:
    """Propose a dated talk for the plan, assessed by the three tests beforehand (R3)."""
    async with turn.read() as reader:
        contact = choose_partner(turn, await find_picture(reader, turn), one)
    name = contact.name if contact else progress.name(one.asked.account_id)
    action = proposals.describe_talk(name, one.words)
    ids = (contact.id,) if contact else ()
    assessment = replace(await judge(turn, Idea(action=action, contact_ids=ids)), proposed=True)
    on = day_for(one.words, turn)
    note_id = one.note.id if one.note else ""
    command = PlanConversation(note_id, on.isoformat(), contact.id if contact else "", assessment.id)
    return proposals.talk_card(action, name, on, assessment, command), assessment


def choose_partner(turn: Turn[Any], picture: Picture, one: TakenAnswer) -> Contact | None:
    """Choose whom to talk to: whom the answer names, else other answers, else the nearest contact there."""
    account_id = one.asked.account_id
    if one.people:
        return one.people[0]
    told = [picture[account_id, each].note for each in sorted(WHOM) if (account_id, each) in picture]
    named = turn.people.some(id for note in told for id in note.contact_ids)
    if named:
        return named[0]
    there = [
        each
        for each in turn.people.at(AccountId(account_id))
        if each.standing is not Standing.RELEASED and each.universe is Universe.EXISTING
    ]

    def nearest(contact: Contact) -> tuple[bool, float]:
        touched = contact.last_touch_at or contact.created_at
        return contact.tier is Tier.STRATEGIC, touched.timestamp()

    return max(there, key=nearest, default=None)


def day_for(text: str, turn: Turn[Any]) -> date:
    """The day that the text names for a talk, else a weekday a week from now."""
    day_first = day_first_in(turn.member.zone, turn.member.locale)
    named = find_step_day(text, turn.today, day_first=day_first)
    day = named or turn.today + _AHEAD
    return day if named or day.weekday() < 5 else day + timedelta(days=7 - day.weekday())


async def add_people(turn: Turn[AddPeople]) -> None:
    """Add the people whom an answer names to the contacts, and link the answer to them."""
    note = await find_current(turn, turn.command.note_id)
    context, made = turn.note_context(), list[Contact]()
    accounts = dict[str, Any]()
    for name, company, universe in turn.command.people:
        account = account_called(turn, company) if company else None
        if account is not None and turn.people.account(company) is None:
            accounts[account.id] = account
        known = turn.people.who(name, company, is_told=True)
        if isinstance(known, One):
            made.append(known.contact)
            continue
        new = context.new_contact(name, "", account.id if account else None)
        far = Universe(universe) if universe in set(Universe) else Universe.TO_CREATE
        made.append(replace(new, universe=far))
    async with turn.commit() as uow:
        for account in accounts.values():
            await uow.of(type(account)).put(account)
        for contact in made:
            await uow.of(Contact).put(contact)
        ids = tuple(ContactId(each.id) for each in made)
        if note is not None:
            tied = tuple(dict.fromkeys((*note.contact_ids, *ids)))
            await uow.of(Note).put(replace(note, contact_ids=tied))
        await turn.remember(uow, focus=ids)
        uow.say(*turn.update(proposals.added_card(made, turn.change), about=ids))


async def plan_conversation(turn: Turn[PlanConversation]) -> None:
    """Put the proposed talk on the plan, with the assessment that it was proposed with."""
    command = turn.command
    note = await find_current(turn, command.note_id)
    contact = turn.people.get(command.contact_id) if command.contact_id else None
    if note is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    account_id = AccountId(label(note, "account"))
    name = contact.name if contact else turn.people.companies.get(account_id, "")
    activity = Activity(
        id=talk_of(note.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=proposals.describe_talk(name, own_words_of(note)),
        owner=turn.scope.member,
        contact_id=contact.id if contact else None,
        account_id=None if contact else account_id or None,
        on=date.fromisoformat(command.on),
        assessment_id=AssessmentId(command.assessment_id) if command.assessment_id else None,
        serves_future=True,
    )
    focus = (contact.id,) if contact else ()
    async with turn.commit() as uow:
        await keep_activity(uow, activity)
        await turn.remember(uow, focus=focus)
        card = proposals.planned_card(activity, name, turn.change)
        about = (activity.id, note.id, contact.id if contact else account_id)
        uow.say(*turn.update(card, about=tuple(id for id in about if id)))


def talk_of(note_id: str) -> ActivityId:
    """The id of the activity that an answer's talk becomes, so that it is planned once."""
    return ActivityId(derive_id("conversation", note_id))


async def find_current(turn: Turn[Any], note_id: str) -> Note | None:
    """The note with this id, or the latest one that superseded it; None where it is gone."""
    note = await turn.one(Note, note_id)
    while note is not None and note.superseded_by:
        note = await turn.one(Note, note.superseded_by)
    return note
