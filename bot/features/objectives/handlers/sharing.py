"""Sharing a mutual objective with an account team: everybody on it sees the same text (F7, B6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.deliveries import UNSAID
from bot.core.form_values import choices_of, place_of
from bot.core.identity import team_space
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.relations import Relation, of_ids, put_at
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.objectives import events
from bot.features.objectives.cards import objectives as texts
from bot.features.objectives.commands import (
    SaveObjectiveSharing,
    ShareObjective,
    TakeBackObjective,
    TakeBackObjectives,
)
from bot.features.objectives.contracts.values import MutualObjective, current
from bot.features.teams.contracts.cards import TeamView
from bot.features.teams.contracts.reading import my_teams, view_team


async def colleagues_versions(
    reader: StoreReader, turn: Turn[Any], objective_id: str
) -> list[MutualObjective]:
    """Every version of a colleague's objective that is shared with the member, the latest first."""
    try:
        one = await reader.of(MutualObjective).get(objective_id)
    except NotFound:
        return []
    rows = await reader.of(MutualObjective).find(space=one.space, shared_with=tuple(sorted(turn.scope.teams)))
    same = [e for e in rows if (e.contact_id, e.account_id) == (one.contact_id, one.account_id)]
    return sorted(same, key=lambda each: -each.version)


async def teams_of(turn: Turn[Any], held: MutualObjective) -> list[TeamView]:
    """The teams of the member's that see an objective, with the people on them."""
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    return [await view_team(turn, team) for team in teams if team.shared_space in held.shared_with]


async def show_colleagues(turn: Turn[Any], found: Sequence[MutualObjective]) -> None:
    """A colleague's objective as its author sees it; several are asked about."""
    if not found:
        card = texts.is_gone()
    elif len(found) > 1:
        card = texts.which_one(found[:PAGE])
    else:
        [held] = found
        author = (await names_of(turn, [held.author]))[held.author]
        card = texts.colleagues_card(held, author, await teams_of(turn, held))
    await turn.answer(card, in_place=True, about=UNSAID)


async def share_objective(turn: Turn[ShareObjective]) -> None:
    """Fill the form that says with which teams an objective is shared."""
    command = turn.command
    found, versions = await _own(turn)
    held = current(versions)
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    if found is None or held is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    submit = SaveObjectiveSharing(command.contact_id, command.account_id, place_of(turn))
    form = texts.sharing_form(found.label, held, submit, teams) if teams else texts.no_team_form()
    await turn.show(form, otherwise=texts.is_gone(), about=UNSAID)


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
    found, versions = await _own(turn)
    held = current(versions)
    if found is None or held is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        spaces = tuple(team.shared_space for team in await my_teams(reader, turn) if team.id in chosen)
    now = replace(held, shared_with=spaces)
    first = "Shared." if spaces else "Yours alone again."
    teams = await teams_of(turn, now)
    card = texts.objective_card(found.label, now, first=first, change=turn.change, teams=teams)
    async with turn.commit() as uow:
        for each in versions:
            shared = replace(each, shared_with=spaces, name=found.name, company=found.company)
            await uow.of(MutualObjective).put(shared)
        await turn.remember(uow, focus=(found.contact.id,) if found.contact else ())
        uow.say(*put_at(turn, card, place, found.about))


async def _own(
    turn: Turn[ShareObjective] | Turn[SaveObjectiveSharing] | Turn[TakeBackObjective],
) -> tuple[Relation | None, list[MutualObjective]]:
    """The relationship of a command with the member's own versions of its objective."""
    command = turn.command
    async with turn.read() as reader:
        found = of_ids(turn, command.contact_id, command.account_id)
        same = {"space": turn.scope.own, **found.equals} if found else {}
        versions = await reader.of(MutualObjective).find(**same) if found else []
    return found, versions
