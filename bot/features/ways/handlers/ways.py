"""Finds the warmest way to somebody: own contacts first, then colleagues who share it (R1, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.colleagues import UNKNOWN, may_use, profile_of
from bot.core.contacts import Contact, is_sample
from bot.core.deliveries import NOTHING
from bot.core.facts.settling import facts_about
from bot.core.facts.values import Fact, FactKind
from bot.core.finding import touch_day
from bot.core.identity import WORKSPACE_SPACE, member_of
from bot.core.members import Departure
from bot.core.naming import Nobody, One, Several
from bot.core.ports.errors import Unavailable
from bot.core.ports.store import StoreReader
from bot.core.rich import Bold, MemberName
from bot.core.turn import Turn
from bot.features.facts.contracts.cards import tie_words
from bot.features.teams.contracts.reading import my_teams
from bot.features.ways.cards import ways as cards
from bot.features.ways.cards.sharing import with_whom
from bot.features.ways.commands import DraftIntroduction, ShowWay
from bot.features.ways.rules import Fit, fit_of, has_role, role_in, warmest_first
from bot.features.ways.values import Acquaintance


@dataclass(frozen=True, slots=True)
class _Own:
    """What the member's own contacts say of a way, and the ids of what is quoted."""

    themselves: tuple[Contact, ...]
    ties: tuple[tuple[Contact, Fact], ...]
    beside: tuple[Contact, ...]
    company: str


async def show_way(turn: Turn[ShowWay]) -> None:
    """Show the ways to somebody, the warmest first; it tells nobody that it was asked."""
    command = turn.command
    name = " ".join(command.name.split())
    if not any(letter.isalnum() for letter in name or command.company):
        await turn.answer(cards.whom_to_reach(), about=NOTHING)
        return
    async with turn.read() as reader:
        own = await _find_own(reader, turn, name, command.company)
        shared = [each for each in await reader.of(Acquaintance).find() if each.space != turn.scope.own]
        teams = {each.shared_space: each.account for each in await my_teams(reader, turn)}
    fits = [(each, fit_of(each, name, own.company)) for each in shared]
    by_name = warmest_first(each for each, fit in fits if fit is Fit.PERSON)
    beside = warmest_first(each for each, fit in fits if fit is Fit.COMPANY)
    colleagues = await _view(turn, by_name, teams)
    companies = list(dict.fromkeys(each.acquaintance.company for each in colleagues))
    company = own.company or (companies[0] if len(companies) == 1 else "")
    view = cards.WayView(
        name=own.themselves[0].name if len(own.themselves) == 1 else name or cards.ANYBODY,
        company=company,
        themselves=[
            cards.Themselves(each.id, each.name, turn.people.company(each), touch_day(turn, each))
            for each in own.themselves
        ],
        ties=[
            cards.Through(contact.id, contact.name, tie_words(fact, _names(turn, fact)))
            for contact, fact in own.ties
        ],
        colleagues=colleagues,
        beside=[cards.Through(each.id, each.name, each.title or own.company) for each in own.beside],
        colleagues_beside=await _view(turn, beside, teams),
        today=turn.today,
    )
    quoted = [*own.themselves, *own.beside, *(contact for contact, _ in own.ties)]
    ids = [id for each in quoted for id in each.about] + [id for _, fact in own.ties for id in fact.about]
    ids += [each.acquaintance.id for each in (*colleagues, *view.colleagues_beside)]
    async with turn.commit() as uow:
        await turn.remember(uow, focus=tuple(each.id for each in own.themselves[:1]), changed=False)
        uow.say(*turn.reply(cards.way_card(view), about=tuple(dict.fromkeys(ids))))


async def _find_own(reader: StoreReader, turn: Turn[Any], name: str, company: str) -> _Own:
    """Who of the member's own contacts is the person, knows them by a tie, or is at the same company."""
    people = turn.people
    match people.who(name, company):
        case One(contact):
            themselves: tuple[Contact, ...] = (contact,)
        case Several(candidates):
            themselves = tuple(candidates)
        case Nobody():
            themselves = ()
    where = company or "".join(people.company(each) for each in themselves[:1])
    account = people.account_meant(where) if where else None
    if not themselves and account and (role := role_in(name)):
        themselves = tuple(each for each in people.at(account.id) if has_role(each.title, role))
    ids = {each.id for each in themselves}
    facts = await facts_about(reader, ids)
    ties = [each for each in facts if each.kind is FactKind.TIE and each.holds]
    through = {
        contact.id: (contact, tie)
        for tie in ties
        for contact in people.some(id for id in tie.people if id not in ids)
        if not is_sample(contact.id)
    }
    beside = people.at(account.id) if account else ()
    known = ids | set(through)
    return _Own(
        themselves=themselves,
        ties=tuple(through.values()),
        beside=tuple(each for each in beside if each.id not in known),
        company=account.name if account else where,
    )


def _names(turn: Turn[Any], fact: Fact) -> dict[str, str]:
    return {each.id: each.name for each in turn.people.some(fact.people)}


async def _view(
    turn: Turn[Any], found: Sequence[Acquaintance], teams: dict[Any, str]
) -> list[cards.Colleague]:
    """What colleagues share, with who they are; whoever left, or is a guest by now, is left out."""
    views = []
    for each in found:
        who = await _colleague(turn, each)
        if who is not None:
            accounts = [teams[space] for space in each.shared_with if space in teams]
            shared = with_whom(WORKSPACE_SPACE in each.shared_with, accounts)
            views.append(cards.Colleague(each, who, shared))
    return views


async def _colleague(turn: Turn[Any], one: Acquaintance) -> MemberName | None:
    member = member_of(one.space)
    if member is None or await turn.one(Departure, member) is not None:  # known before the directory says it
        return None
    try:
        profile = await profile_of(turn, member)
    except Unavailable:
        return MemberName(member, UNKNOWN)
    return MemberName(member, profile.name) if profile is not None and may_use(profile) else None


async def draft_introduction(turn: Turn[DraftIntroduction]) -> None:
    """Draft the ask to the colleague or contact of a way; it is for the member to send, or not."""
    command = turn.command
    back = ShowWay(command.name, command.company)
    if command.acquaintance_id:
        one = await turn.one(Acquaintance, command.acquaintance_id)
        who = await _colleague(turn, one) if one is not None and one.space != turn.scope.own else None
        if one is None or who is None:
            await turn.answer(cards.way_is_gone(), about=NOTHING)
            return
        first = who.name.split()[0] if who.name.split() else who.name
        words = cards.ask_words(first, one.name, one.company, one.closeness)
        await turn.answer(cards.ask_card((who,), words, back), about=(one.id,))
        return
    contact = turn.people.get(command.contact_id)
    if contact is None or not command.name.strip():
        await turn.answer(cards.way_is_gone(), about=NOTHING)
        return
    words = cards.ask_words(contact.name.split()[0], command.name, command.company, None)
    await turn.answer(cards.ask_card((Bold(contact.name),), words, back), about=(contact.id,))
