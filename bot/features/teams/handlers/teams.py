"""Account teams: a member makes one, chooses the colleagues on it, and may leave it (S6, B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.colleagues import ask_standing, may_use, names_of
from bot.core.common_cards import cannot_check, only_sample
from bot.core.contacts import is_sample
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of, text_of
from bot.core.identity import MemberId, team_space
from bot.core.naming import company_key
from bot.core.notes import Note
from bot.core.paging import page_within
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.objectives.commands import TakeBackObjectives
from bot.features.teams.cards import teams as cards
from bot.features.teams.commands import EditTeam, LeaveTeam, SaveTeam, ShowTeams, TakeBackShared, TellTeam
from bot.features.teams.contracts.cards import NOT_ON_IT, gone_form, is_gone
from bot.features.teams.contracts.reading import find_teams, my_teams, one_team, view_team
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.features.ways.commands import TakeBackAcquaintances


async def show_teams(turn: Turn[ShowTeams]) -> None:
    """Show the member's teams, or the one of an account."""
    command = turn.command
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    wanted = company_key(command.name)
    found = [team for team in teams if wanted in ("", company_key(team.account))]
    page = page_within(command.page, len(found))
    views = [await view_team(turn, each) for each in found[page * PAGE : (page + 1) * PAGE]]
    if command.name and len(found) == 1:
        card = cards.team_card(views[0])
    else:
        card = cards.team_list_card(views, total=len(found), page=page, asked=command.name)
    await turn.answer(card, in_place=True, about=tuple(id for view in views for id in view.about))


async def edit_team(turn: Turn[EditTeam]) -> None:
    """Fill the form of a team, or of a new one."""
    command = turn.command
    team = await one_team(turn, command.team_id)
    if command.team_id and team is None:
        await turn.show(gone_form(NOT_ON_IT), otherwise=is_gone(), about=NOTHING)
        return
    others = [each for each in team.members if each != turn.scope.member] if team else []
    account = team.account if team else command.account
    form = cards.team_form(SaveTeam(command.team_id), account, others)
    await turn.show(form, otherwise=is_gone(), about=(team.id,) if team else NOTHING)


async def save_team(turn: Turn[SaveTeam]) -> None:
    """Make a team, or change who is on it; each who comes or goes is told."""
    command = turn.command
    before = await one_team(turn, command.team_id)
    if command.team_id and before is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    chosen = tuple(dict.fromkeys((turn.scope.member, *map(MemberId, choices_of(command.values, "members")))))
    standing = await ask_standing(turn, *chosen)
    if standing is None:
        await turn.answer(cannot_check(), about=NOTHING)
        return
    known = before.members if before else ()  # who left stays on it, and so does what they shared
    strangers = [each for each in chosen if not may_use(standing[each]) and each not in known]
    if strangers:
        names = await names_of(turn, strangers)
        card = cards.guests_refused_card([names[each] for each in strangers])
        await turn.answer(card, about=NOTHING)
        return
    if before is not None:
        await _save(turn, before, replace(before, members=chosen))
        return
    team = _new_team(turn, " ".join(text_of(command.values, "account").split()), chosen)
    account = turn.people.account_meant(team.account)
    if account is not None and is_sample(account.id):
        await turn.answer(only_sample(), about=NOTHING)
        return
    async with turn.read() as reader:
        same = find_teams(await my_teams(reader, turn), team.id, team.account)
    if same:
        view = await view_team(turn, same[0])
        await turn.answer(cards.team_exists_card(view), about=view.about)
        return
    await _save(turn, None, team)


def _new_team(turn: Turn[Any], account: str, members: tuple[MemberId, ...]) -> AccountTeam:
    id = TeamId(turn.new_id("team"))
    return AccountTeam(
        id=id,
        workspace=turn.scope.workspace,
        space=team_space(id),
        created_at=turn.now,
        account=account,
        members=members,
        created_by=turn.scope.member,
    )


async def _save(turn: Turn[Any], before: AccountTeam | None, team: AccountTeam) -> None:
    # Whoever makes a team opens its space, which their scope does not hold yet.
    opened = replace(turn.scope, teams=turn.scope.teams | {team.shared_space})
    view = await view_team(turn, team)
    async with turn.commit(opening=opened) as uow:
        await uow.of(AccountTeam).put(team)
        await turn.remember(uow)
        card = cards.team_saved_card(view, is_new=before is None, change=turn.change)
        uow.say(*turn.reply(card, about=view.about))


async def tell_team(turn: Turn[TellTeam]) -> None:
    """Tell a member that somebody took them into a team, or out of it."""
    command = turn.command
    by = (await names_of(turn, [command.by]))[command.by]
    card = cards.told_card(command.account, by, command.team_id, gone=command.left)
    await turn.answer(card, about=(command.team_id,))


async def leave_team(turn: Turn[LeaveTeam]) -> None:
    """Leave a team; notes that the member shared with it are taken back."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    stay = tuple(member for member in team.members if member != turn.scope.member)
    async with turn.commit() as uow:
        count = await take_back_all(uow, turn, team.id)
        await uow.of(AccountTeam).put(replace(team, members=stay))
        uow.say(*turn.receipt(uow, cards.left_card(team, count), about=(team.id,), in_place=False))


async def take_back_shared(turn: Turn[TakeBackShared]) -> None:
    """Take back what a member shared with a team that they were taken off."""
    async with turn.commit() as uow:
        await take_back_all(uow, turn, turn.command.team_id)
        uow.enqueue(TakeBackObjectives(turn.command.team_id), key=turn.new_id("objectives"))
        uow.enqueue(TakeBackAcquaintances(turn.command.team_id), key=turn.new_id("acquaintances"))


async def take_back_all(uow: UnitOfWork, turn: Turn[Any], team_id: str) -> int:
    """Take the notes that the member shared out of a team's space; how many there were."""
    space = team_space(team_id)
    notes = await uow.of(Note).find(space=turn.scope.own, shared_with=space)
    for note in notes:
        rest = tuple(each for each in note.shared_with if each != space)
        await uow.of(Note).put(replace(note, shared_with=rest))
    return len(notes)
