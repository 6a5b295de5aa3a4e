"""Account teams: made by a member who chooses the colleagues on it (S6, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain.identity import MemberId, team_space
from bot.domain.naming import company_key
from bot.domain.notes import Note
from bot.domain.objectives import MutualObjective
from bot.domain.team_documents import AccountTeam, TeamId
from bot.messages.teams import EditTeam, LeaveTeam, SaveTeam, ShowTeams, TakeBackShared, TellTeam
from bot.ports import Books, NotFound, OpenBooks, Work
from bot.texts import teams as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.form_values import chosen_of, text_of
from bot.usecases.people.colleagues import may_use, names_of, profile_of
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show
from bot.usecases.situation import Situation, look, remember


async def my_teams(books: Books, work: Work[Any]) -> list[AccountTeam]:
    """The teams that the member is on, by account."""
    found = await books.of(AccountTeam).find(members=work.scope.member)
    return sorted(found, key=lambda team: (company_key(team.account), team.created_at))


async def seen_team(work: Work[Any], desk: Desk, team: AccountTeam) -> texts.TeamSeen:
    """A team with the names of the people on it."""
    names = await names_of(work, desk, team.members)
    return texts.TeamSeen(team, [names[member] for member in team.members])


async def show_teams(work: Work[ShowTeams], desk: Desk) -> None:
    """The member's teams, or the one of an account."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        teams = await my_teams(books, work)
    wanted = company_key(command.name)
    found = [team for team in teams if wanted in ("", company_key(team.account))]
    if command.name and len(found) == 1:
        card = texts.team_card(await seen_team(work, desk, found[0]))
    else:
        page = page_within(command.page, len(found))
        rows = [await seen_team(work, desk, each) for each in found[page * PAGE : (page + 1) * PAGE]]
        card = texts.team_list(rows, total=len(found), page=page, asked=command.name)
    await answer(work, desk, situation, card, in_place=True)


async def edit_team(work: Work[EditTeam], desk: Desk) -> None:
    """Fill the form of a team."""
    command = work.command
    situation, team = await one_team(work, desk, command.team_id)
    if command.team_id and team is None:
        form = texts.gone_form(texts.NOT_ON_IT)
    else:
        members = team.members if team else ()
        others = [each for each in members if each != work.scope.member]
        account = team.account if team else command.account
        form = texts.team_form(SaveTeam(command.team_id), account, others)
    async with desk.ledger.write(work) as books:
        books.say(*show(work, situation.member, form, texts.is_gone()))


async def one_team(work: Work[Any], desk: Desk, team_id: str) -> tuple[Situation, AccountTeam | None]:
    """A team of the member's; None where there is none with this id."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            team = await books.of(AccountTeam).get(team_id)
        except NotFound:
            return situation, None
    return situation, team if work.scope.member in team.members else None


async def save_team(work: Work[SaveTeam], desk: Desk) -> None:
    """Make a team, or change who is on it; each who comes or goes is told."""
    command = work.command
    situation, before = await one_team(work, desk, command.team_id)
    if command.team_id and before is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    chosen = tuple(dict.fromkeys((work.scope.member, *map(MemberId, chosen_of(command.values, "members")))))
    strangers = [each for each in chosen if not may_use(await profile_of(work, desk, each))]
    if strangers:
        names = await names_of(work, desk, strangers)
        await answer(work, desk, situation, texts.refused([names[each] for each in strangers]))
        return
    if before is None:
        team = _new(work, " ".join(text_of(command.values, "account").split()), chosen)
        async with desk.ledger.read(work.scope) as books:
            same = [
                t for t in await my_teams(books, work) if company_key(t.account) == company_key(team.account)
            ]
        if same:
            await answer(work, desk, situation, texts.exists(await seen_team(work, desk, same[0])))
            return
    else:
        team = replace(before, members=chosen)
    await _write(work, desk, situation, before, team)


def _new(work: Work[Any], account: str, members: tuple[MemberId, ...]) -> AccountTeam:
    id = TeamId(work.new_id("team"))
    return AccountTeam(
        id=id,
        workspace=work.scope.workspace,
        space=team_space(id),
        created_at=work.now,
        account=account,
        members=members,
        created_by=work.scope.member,
    )


async def _write(
    work: Work[Any], desk: Desk, situation: Situation, before: AccountTeam | None, team: AccountTeam
) -> None:
    # Whoever makes a team opens its space, which their scope does not hold yet.
    opened = replace(work, scope=replace(work.scope, teams=work.scope.teams | {team.shared_space}))
    was = before.members if before else (work.scope.member,)
    seen = await seen_team(work, desk, team)
    async with desk.ledger.write(opened) as books:
        await books.of(AccountTeam).put(team)
        tell(books, work, team, came=[m for m in team.members if m not in was], left=_gone(was, team))
        await remember(books, work)
        books.say(
            *reply(work, situation.member, texts.saved(seen, is_new=before is None, change=work.change))
        )


def _gone(was: Sequence[MemberId], team: AccountTeam) -> list[MemberId]:
    return [member for member in was if member not in team.members]


def tell(
    books: OpenBooks, work: Work[Any], team: AccountTeam, *, came: list[MemberId], left: list[MemberId]
) -> None:
    """Tell those who came and those who left; what the latter shared with the team is taken back."""
    for member in (*came, *left):
        told = TellTeam(team.id, team.account, work.scope.member, left=member in left)
        books.enqueue(told, key=work.new_id("told", member), member=member)
    for member in left:
        books.enqueue(TakeBackShared(team.id), key=work.new_id("back", member), member=member)


async def tell_team(work: Work[TellTeam], desk: Desk) -> None:
    """Tell a member that somebody took them into a team, or out of it."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    by = (await names_of(work, desk, [command.by]))[command.by]
    card = texts.told(command.account, by, command.team_id, gone=command.left)
    await answer(work, desk, situation, card)


async def leave_team(work: Work[LeaveTeam], desk: Desk) -> None:
    """Leave a team; notes that the member shared with it are taken back."""
    situation, team = await one_team(work, desk, work.command.team_id)
    if team is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    stay = tuple(member for member in team.members if member != work.scope.member)
    async with desk.ledger.write(work) as books:
        count = await take_back_all(books, work, team.id)
        await books.of(AccountTeam).put(replace(team, members=stay))
        books.say(*reply(work, situation.member, texts.left(team, count)))


async def take_back_shared(work: Work[TakeBackShared], desk: Desk) -> None:
    """Take back what a member shared with a team that they were taken off."""
    async with desk.ledger.write(work) as books:
        await take_back_all(books, work, work.command.team_id)


async def take_back_all(books: OpenBooks, work: Work[Any], team_id: str) -> int:
    """Take all that the member shared out of a team's space; how many notes there were."""
    space = team_space(team_id)
    notes = await books.of(Note).find(space=work.scope.own, shared_with=space)
    for note in notes:
        rest = tuple(each for each in note.shared_with if each != space)
        await books.of(Note).put(replace(note, shared_with=rest))
    for objective in await books.of(MutualObjective).find(space=work.scope.own, shared_with=space):
        left = tuple(each for each in objective.shared_with if each != space)
        await books.of(MutualObjective).put(replace(objective, shared_with=left))
    return len(notes)
