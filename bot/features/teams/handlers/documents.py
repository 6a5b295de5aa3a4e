"""The living document of an alliance: purpose, how the parties work together, decisions, versions (S6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.deliveries import UNSAID
from bot.core.form_values import date_of, place_of, text_of
from bot.core.naming import company_key
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound
from bot.core.relations import put_at
from bot.core.rich import Rich
from bot.core.turn import Turn
from bot.core.words import PAGE, without_controls
from bot.features.teams.cards import documents as texts
from bot.features.teams.commands import (
    AddDecision,
    CompareVersions,
    EditTeamDocument,
    SaveDecision,
    SaveTeamDocument,
    ShowTeamDocument,
    TeamDocumentHistory,
)
from bot.features.teams.contracts.cards import NOT_ON_IT, gone_form, is_gone
from bot.features.teams.contracts.reading import my_teams, one_team, view_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import Decision, TeamDocument, VersionId, diff, latest, merge, same_words


async def show_team_document(turn: Turn[ShowTeamDocument]) -> None:
    """The document of an account, by its team or its name."""
    command = turn.command
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    wanted = company_key(command.name)
    found = [t for t in teams if t.id == command.team_id or (wanted and company_key(t.account) == wanted)]
    if not found and command.team_id:
        await turn.answer(is_gone(), about=UNSAID)
    elif not found and command.name:
        await turn.answer(texts.no_team(command.name), about=UNSAID)
    elif len(found) != 1:
        seen = [await view_team(turn, each) for each in (found or teams)[:PAGE]]
        await turn.answer(texts.which(seen, len(found or teams)), about=UNSAID)
    else:
        shown = await _seen(turn, found[0])
        await turn.answer(texts.document_card(shown), in_place=True, about=UNSAID)


async def _versions(reader: StoreReader, team: AccountTeam) -> list[TeamDocument]:
    found = await reader.of(TeamDocument).find(team_id=team.id)
    return sorted(found, key=lambda each: (each.number, each.created_at), reverse=True)


async def _seen(
    turn: Turn[Any], team: AccountTeam, held: TeamDocument | None = None
) -> texts.TeamDocumentView:
    if held is None:
        async with turn.read() as reader:
            held = latest(await _versions(reader, team))
    names = await names_of(turn, [held.author] if held else [])
    author = names[held.author] if held else None
    return texts.TeamDocumentView(team=await view_team(turn, team), document=held, author=author)


async def edit_team_document(turn: Turn[EditTeamDocument]) -> None:
    """Fill the form with the document as it is now."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        form = gone_form(NOT_ON_IT)
    else:
        async with turn.read() as reader:
            held = latest(await _versions(reader, team))
        submit = SaveTeamDocument(team.id, held.id if held else "", place_of(turn))
        form = texts.document_form(team.account, submit, held)
    await turn.show(form, otherwise=is_gone(), about=UNSAID)


async def save_team_document(turn: Turn[SaveTeamDocument]) -> None:
    """Keep a new version; what the member left alone keeps what others made of it meanwhile."""
    command = turn.command
    team = await one_team(turn, command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        versions = await _versions(reader, team)
    now = latest(versions)
    base = next((each for each in versions if each.id == command.base), None)
    wanted = replace(
        _new(turn, team, now),
        purpose=without_controls(text_of(command.values, "purpose")),
        together=without_controls(text_of(command.values, "together")),
    )
    new = merge(base, now, wanted)
    first: Rich = ("Saved.",)
    if now is not None and now != base:
        first = texts.merged_line((await names_of(turn, [now.author]))[now.author])
    await _write(turn, team, now, new, first)


def _new(turn: Turn[Any], team: AccountTeam, now: TeamDocument | None) -> TeamDocument:
    return TeamDocument(
        id=VersionId(turn.new_id("version")),
        workspace=turn.scope.workspace,
        space=team.shared_space,
        created_at=turn.now,
        team_id=team.id,
        number=now.number + 1 if now else 1,
        author=turn.scope.member,
        purpose=now.purpose if now else "",
        together=now.together if now else "",
        decisions=now.decisions if now else (),
    )


async def _write(
    turn: Turn[Any], team: AccountTeam, now: TeamDocument | None, new: TeamDocument, first: Rich
) -> None:
    if now is not None and same_words(now, new):
        await turn.answer(texts.unchanged_card(), about=UNSAID)
        return
    card = texts.document_card(await _seen(turn, team, new), first=first, change=turn.change)
    async with turn.commit() as uow:
        await uow.of(TeamDocument).put(new)
        await turn.remember(
            uow,
        )
        uow.say(*put_at(turn, card, turn.command.card))


async def add_decision(turn: Turn[AddDecision]) -> None:
    """Fill the form for a decision."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        form = gone_form(NOT_ON_IT)
    else:
        submit = SaveDecision(team.id, place_of(turn))
        form = texts.decision_form(team.account, submit, turn.today.isoformat())
    await turn.show(form, otherwise=is_gone(), about=UNSAID)


async def save_decision(turn: Turn[SaveDecision]) -> None:
    """Add a decision to the document."""
    values = turn.command.values
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        now = latest(await _versions(reader, team))
    on = date_of(values, "on") or turn.today
    decision = Decision(" ".join(text_of(values, "text").split()), on, turn.scope.member)
    base = _new(turn, team, now)
    new = replace(base, decisions=(*base.decisions, decision))
    await _write(turn, team, now, new, ("Added the decision.",))


async def team_document_history(turn: Turn[TeamDocumentHistory]) -> None:
    """A page of the versions: who changed the document when."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        versions = await _versions(reader, team)
    page = page_within(turn.command.page, len(versions))
    shown = versions[page * PAGE : (page + 1) * PAGE]
    names = await names_of(turn, [each.author for each in shown])
    rows = [(each, names[each.author]) for each in shown]
    card = texts.history_card(await view_team(turn, team), rows, total=len(versions), page=page)
    await turn.answer(card, in_place=True, about=UNSAID)


async def compare_versions(turn: Turn[CompareVersions]) -> None:
    """What a version changed, against the one before it."""
    async with turn.read() as reader:
        try:
            new = await reader.of(TeamDocument).get(turn.command.version_id)
        except NotFound:
            new = None
    team = await one_team(turn, new.team_id if new else "")
    if new is None or team is None:
        await turn.answer(is_gone(), about=UNSAID)
        return
    async with turn.read() as reader:
        older = latest(each for each in await _versions(reader, team) if each.number < new.number)
    author = (await names_of(turn, [new.author]))[new.author]
    card = texts.diff_card(await view_team(turn, team), new, author, diff(older, new))
    await turn.answer(card, in_place=True, about=UNSAID)
