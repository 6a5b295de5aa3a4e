"""The living document of an alliance: purpose, how the parties work together, decisions, versions (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import names_of
from bot.core.deliveries import NOTHING
from bot.core.form_values import date_of, text_of
from bot.core.paging import page_within
from bot.core.rich import Rich
from bot.core.threads import Draft
from bot.core.turn import Turn
from bot.core.words import PAGE, without_controls
from bot.features.teams.cards import documents as cards
from bot.features.teams.cards.versions import changed_card, diff_card, document_history_card
from bot.features.teams.commands import (
    AddDecision,
    CompareVersions,
    EditTeamDocument,
    SaveDecision,
    SaveTeamDocument,
    ShowTeamDocument,
    TeamDocumentHistory,
    TellDocumentChange,
)
from bot.features.teams.contracts.cards import NOT_ON_IT, gone_form, is_gone
from bot.features.teams.contracts.reading import find_teams, my_teams, one_team, view_team
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import (
    Decision,
    DocumentSection,
    TeamDocument,
    VersionId,
    diff,
    find_conflicts,
    latest,
    merge,
    same_words,
)


async def show_team_document(turn: Turn[ShowTeamDocument]) -> None:
    """Show the document of an account, by its team or its name; ask which where several fit."""
    command = turn.command
    async with turn.read() as reader:
        teams = await my_teams(reader, turn)
    found = find_teams(teams, command.team_id, command.name)
    if not found and command.team_id:
        await turn.answer(is_gone(), about=NOTHING)
    elif not found and command.name:
        await turn.answer(cards.no_team_card(command.name), about=NOTHING)
    elif len(found) != 1:
        await _ask_which(turn, found or teams)
    else:
        view = await _view(turn, found[0], latest(await _versions(turn, found[0])))
        await turn.answer(cards.document_card(view), in_place=True, about=view.about)


async def _ask_which(turn: Turn[ShowTeamDocument], teams: list[AccountTeam]) -> None:
    views = [await view_team(turn, each) for each in teams[:PAGE]]
    about = tuple(id for view in views for id in view.about)
    await turn.answer(cards.which_document_card(views, len(teams)), about=about)


async def _versions(turn: Turn[Any], team: AccountTeam) -> list[TeamDocument]:
    """The versions of a team's document, the newest first."""
    async with turn.read() as reader:
        found = await reader.of(TeamDocument).find(team_id=team.id)
    return sorted(found, key=lambda each: (each.number, each.created_at), reverse=True)


async def _view(turn: Turn[Any], team: AccountTeam, document: TeamDocument | None) -> cards.TeamDocumentView:
    names = await names_of(turn, [document.author] if document else [])
    author = names[document.author] if document else None
    return cards.TeamDocumentView(team=await view_team(turn, team), document=document, author=author)


async def edit_team_document(turn: Turn[EditTeamDocument]) -> None:
    """Fill the form with the document as it is now."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.show(gone_form(NOT_ON_IT), otherwise=is_gone(), about=NOTHING)
        return
    document = latest(await _versions(turn, team))
    submit = SaveTeamDocument(team.id, document.id if document else "", turn.card_place)
    shown = await _with_drafts(turn, document) if document else None
    form = cards.document_form(team.account, submit, shown)
    about = (team.id, document.id) if document else (team.id,)
    await turn.show(form, otherwise=is_gone(), about=about)


async def _with_drafts(turn: Turn[EditTeamDocument], document: TeamDocument) -> TeamDocument:
    """The document with the member's own words where they were not saved, for the form."""
    purpose = await turn.one(Draft, turn.command.purpose)
    together = await turn.one(Draft, turn.command.together)
    return replace(
        document,
        purpose=purpose.text if purpose else document.purpose,
        together=together.text if together else document.together,
    )


async def save_team_document(turn: Turn[SaveTeamDocument]) -> None:
    """Keep a new version; what the member left alone keeps what others made of it meanwhile."""
    command = turn.command
    team = await one_team(turn, command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    versions = await _versions(turn, team)
    now = latest(versions)
    base = next((each for each in versions if each.id == command.base), None)
    wanted = replace(
        _new_version(turn, team, now),
        purpose=without_controls(text_of(command.values, "purpose")),
        together=without_controls(text_of(command.values, "together")),
    )
    if now is not None and (both := find_conflicts(base, now, wanted)):
        await _ask_whose_words(turn, team, now, wanted, both)
        return
    first = cards.SAVED
    if now is not None and now != base:
        first = cards.merged_line((await names_of(turn, [now.author]))[now.author])
    await _save(turn, team, now, merge(base, now, wanted), first)


async def _ask_whose_words(
    turn: Turn[SaveTeamDocument],
    team: AccountTeam,
    now: TeamDocument,
    wanted: TeamDocument,
    both: Sequence[DocumentSection],
) -> None:
    """Show both wordings of what two members changed at once; the member's own wait as drafts."""
    drafts = {
        section: Draft(
            id=turn.new_id("draft", section.value),
            workspace=turn.scope.workspace,
            space=turn.scope.own,
            created_at=turn.now,
            text=getattr(wanted, section.value),
        )
        for section in both
    }
    ids = {section.value: draft.id for section, draft in drafts.items()}
    author = (await names_of(turn, [now.author]))[now.author]
    card = cards.both_wrote_card(team, now, author, {s: d.text for s, d in drafts.items()}, ids)
    async with turn.commit() as uow:
        for draft in drafts.values():
            await uow.of(Draft).put(draft)
        uow.say(*turn.reply_in(card, turn.command.card, about=(team.id, now.id, *ids.values())))


def _new_version(turn: Turn[Any], team: AccountTeam, now: TeamDocument | None) -> TeamDocument:
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


async def _save(
    turn: Turn[SaveTeamDocument] | Turn[SaveDecision],
    team: AccountTeam,
    now: TeamDocument | None,
    new: TeamDocument,
    first: Rich,
) -> None:
    if now is not None and same_words(now, new):
        await turn.answer(cards.unchanged_document_card(), about=NOTHING)
        return
    view = await _view(turn, team, new)
    card = cards.document_card(view, first=first, change=turn.change)
    async with turn.commit() as uow:
        await uow.of(TeamDocument).put(new)
        await turn.remember(uow)
        again = ShowTeamDocument(team_id=team.id)
        uow.say(*turn.put_at(card, turn.command.card, about=view.about, redraw=again))


async def add_decision(turn: Turn[AddDecision]) -> None:
    """Fill the form for a decision."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.show(gone_form(NOT_ON_IT), otherwise=is_gone(), about=NOTHING)
        return
    submit = SaveDecision(team.id, turn.card_place)
    form = cards.decision_form(team.account, submit, turn.today.isoformat())
    await turn.show(form, otherwise=is_gone(), about=(team.id,))


async def save_decision(turn: Turn[SaveDecision]) -> None:
    """Add a decision to the document."""
    values = turn.command.values
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    now = latest(await _versions(turn, team))
    on = date_of(values, "on") or turn.today
    decision = Decision(" ".join(text_of(values, "text").split()), on, turn.scope.member)
    new = _new_version(turn, team, now)
    new = replace(new, decisions=(*new.decisions, decision))
    await _save(turn, team, now, new, cards.DECISION_ADDED)


async def team_document_history(turn: Turn[TeamDocumentHistory]) -> None:
    """Show a page of the versions: who changed the document when."""
    team = await one_team(turn, turn.command.team_id)
    if team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    versions = await _versions(turn, team)
    page = page_within(turn.command.page, len(versions))
    shown = versions[page * PAGE : (page + 1) * PAGE]
    names = await names_of(turn, [each.author for each in shown])
    rows = [(each, names[each.author]) for each in shown]
    card = document_history_card(await view_team(turn, team), rows, total=len(versions), page=page)
    await turn.answer(card, in_place=True, about=(team.id, *(each.id for each in shown)))


async def tell_of_change(turn: Turn[TellDocumentChange]) -> None:
    """Tell a member of the team what a colleague changed; nothing where it is gone or was taken back."""
    new = await turn.one(TeamDocument, turn.command.version_id)
    team = await one_team(turn, new.team_id) if new else None
    if new is None or team is None:
        return
    older = latest(each for each in await _versions(turn, team) if each.number < new.number)
    author = (await names_of(turn, [new.author]))[new.author]
    card = changed_card(team, new, author, diff(older, new))
    about = (team.id, new.id, older.id) if older else (team.id, new.id)
    await turn.by_itself().answer(card, about=about, redraw=CompareVersions(new.id))


async def compare_versions(turn: Turn[CompareVersions]) -> None:
    """Show what a version changed, against the one before it."""
    new = await turn.one(TeamDocument, turn.command.version_id)
    team = await one_team(turn, new.team_id) if new else None
    if new is None or team is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    older = latest(each for each in await _versions(turn, team) if each.number < new.number)
    author = (await names_of(turn, [new.author]))[new.author]
    card = diff_card(await view_team(turn, team), new, author, diff(older, new))
    about = (team.id, new.id, older.id) if older else (team.id, new.id)
    await turn.answer(card, in_place=True, about=about)
