"""Shares a mutual objective with account teams: everybody on them sees the same text (F7, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.common_cards import only_sample
from bot.core.deliveries import NOTHING
from bot.core.form_values import choices_of
from bot.core.identity import team_space
from bot.core.relations import Relation, of_ids
from bot.core.samples import touches_sample
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.objectives import events
from bot.features.objectives.cards import forms
from bot.features.objectives.cards import objectives as cards
from bot.features.objectives.commands import (
    SaveObjectiveSharing,
    ShareObjective,
    ShowObjective,
    TakeBackObjective,
    TakeBackObjectives,
)
from bot.features.objectives.contracts.values import MutualObjective, current
from bot.features.teams.contracts.cards import TeamView
from bot.features.teams.contracts.reading import my_teams, view_team


async def colleagues_versions(turn: Turn[Any], objective_id: str) -> list[MutualObjective]:
    """Every version of a colleague's objective that is shared with the member, the latest first."""
    one = await turn.one(MutualObjective, objective_id)
    if one is None:
        return []
    async with turn.read() as reader:
        rows = await reader.of(MutualObjective).find(
            space=one.space, shared_with=tuple(sorted(turn.scope.teams))
        )
    same = [e for e in rows if (e.contact_id, e.account_id) == (one.contact_id, one.account_id)]
    return sorted(same, key=lambda each: -each.version)


async def teams_of(turn: Turn[Any], objective: MutualObjective) -> list[TeamView]:
    """The teams of the member's that see an objective, with the people on them."""
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    return [await view_team(turn, team) for team in teams if team.shared_space in objective.shared_with]


async def show_colleagues(turn: Turn[Any], found: Sequence[MutualObjective]) -> None:
    """Show a colleague's objective as its author sees it; where there are several, ask which one."""
    if not found:
        await turn.answer(cards.is_gone(), in_place=True, about=NOTHING)
    elif len(found) > 1:
        shown = found[:PAGE]
        about = tuple(id for each in shown for id in each.about)
        await turn.answer(cards.which_one(shown), in_place=True, about=about)
    else:
        [objective] = found
        author = (await names_of(turn, [objective.author]))[objective.author]
        teams = await teams_of(turn, objective)
        card = cards.colleagues_card(objective, author, teams)
        await turn.answer(card, in_place=True, about=cards.about(objective, teams))


async def share_objective(turn: Turn[ShareObjective]) -> None:
    """Fill the form that says with which teams an objective is shared."""
    command = turn.command
    found, versions = await _own_versions(turn)
    objective = current(versions)
    if found is None or objective is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    submit = SaveObjectiveSharing(command.contact_id, command.account_id, turn.card_place)
    form = forms.sharing_form(found.label, objective, submit, teams) if teams else forms.no_team_form()
    about = (*objective.about, *(each.id for each in teams)) if teams else NOTHING
    await turn.show(form, otherwise=cards.is_gone(), about=about)


async def save_objective_sharing(turn: Turn[SaveObjectiveSharing]) -> None:
    """Share an objective with exactly the chosen teams."""
    await _share(turn, set(choices_of(turn.command.values, "teams")), turn.command.card)


async def take_back_objective(turn: Turn[TakeBackObjective]) -> None:
    """Share an objective with no team any more."""
    await _share(turn, set(), None)


async def take_back_objectives(turn: Turn[TakeBackObjectives]) -> None:
    """Share nothing more with a team that somebody took the member off."""
    async with turn.commit() as uow:
        await events.take_back_from(uow, turn.work, team_space(turn.command.team_id))


async def _share(
    turn: Turn[SaveObjectiveSharing] | Turn[TakeBackObjective], chosen: set[str], place: str | None
) -> None:
    found, versions = await _own_versions(turn)
    before = current(versions)
    if found is None or before is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    if chosen and touches_sample(before):
        await turn.answer(only_sample(), about=NOTHING)
        return
    async with turn.read() as reader:
        spaces = tuple(team.shared_space for team in await my_teams(reader, turn) if team.id in chosen)
    objective = replace(before, shared_with=spaces)
    teams = await teams_of(turn, objective)
    card = cards.shared_card(found.label, objective, turn.change, teams)
    async with turn.commit() as uow:
        for each in versions:
            shared = replace(each, shared_with=spaces, name=found.name, company=found.company)
            await uow.of(MutualObjective).put(shared)
        await turn.remember(uow, focus=(found.contact.id,) if found.contact else ())
        again = ShowObjective(contact_id=turn.command.contact_id, account_id=turn.command.account_id)
        about = cards.about(objective, teams)
        if set(before.shared_with) - set(spaces):
            uow.say(*turn.receipt(uow, card, about=about, place=place))
        else:
            uow.say(*turn.put_at(card, place, about=about, redraw=again))


async def _own_versions(
    turn: Turn[ShareObjective] | Turn[SaveObjectiveSharing] | Turn[TakeBackObjective],
) -> tuple[Relation | None, list[MutualObjective]]:
    """The relationship of a command with the member's own versions of its objective."""
    found = of_ids(turn, turn.command.contact_id, turn.command.account_id)
    return found, await turn.mine(MutualObjective, **found.equals) if found else []
