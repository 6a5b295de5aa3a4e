"""The living document of an alliance: purpose, how the parties work together, decisions, versions (S6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.naming import company_key
from bot.domain.team_documents import (
    AccountTeam,
    Decision,
    TeamDocument,
    VersionId,
    diff,
    latest,
    merged,
    same_words,
)
from bot.messages.rich import Rich
from bot.messages.teams import (
    AddDecision,
    CompareVersions,
    EditTeamDocument,
    SaveDecision,
    SaveTeamDocument,
    ShowTeamDocument,
    TeamDocumentHistory,
)
from bot.ports import Books, NotFound, Work
from bot.texts import team_documents as texts
from bot.texts.paging import page_within
from bot.texts.teams import NOT_ON_IT, gone_form, is_gone
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.form_values import date_of, text_of
from bot.usecases.forms import place_of
from bot.usecases.notes.take_note import without_controls
from bot.usecases.people.colleagues import names_of
from bot.usecases.people.finding import answer
from bot.usecases.people.relations import put_at
from bot.usecases.planning.teams import my_teams, one_team, seen_team
from bot.usecases.replies import show
from bot.usecases.situation import Situation, look, remember


async def show_team_document(work: Work[ShowTeamDocument], desk: Desk) -> None:
    """The document of an account, by its team or its name."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        teams = await my_teams(books, work)
    wanted = company_key(command.name)
    found = [t for t in teams if t.id == command.team_id or (wanted and company_key(t.account) == wanted)]
    if not found and command.team_id:
        await answer(work, desk, situation, is_gone())
    elif not found and command.name:
        await answer(work, desk, situation, texts.no_team(command.name))
    elif len(found) != 1:
        seen = [await seen_team(work, desk, each) for each in (found or teams)[:PAGE]]
        await answer(work, desk, situation, texts.which(seen, len(found or teams)))
    else:
        shown = await _seen(work, desk, found[0])
        await answer(work, desk, situation, texts.document_card(shown), in_place=True)


async def _versions(books: Books, team: AccountTeam) -> list[TeamDocument]:
    found = await books.of(TeamDocument).find(team_id=team.id)
    return sorted(found, key=lambda each: (each.number, each.created_at), reverse=True)


async def _seen(
    work: Work[Any], desk: Desk, team: AccountTeam, held: TeamDocument | None = None
) -> texts.DocumentSeen:
    if held is None:
        async with desk.ledger.read(work.scope) as books:
            held = latest(await _versions(books, team))
    names = await names_of(work, desk, [held.author] if held else [])
    author = names[held.author] if held else None
    return texts.DocumentSeen(team=await seen_team(work, desk, team), document=held, author=author)


async def edit_team_document(work: Work[EditTeamDocument], desk: Desk) -> None:
    """Fill the form with the document as it is now."""
    situation, team = await one_team(work, desk, work.command.team_id)
    if team is None:
        form = gone_form(NOT_ON_IT)
    else:
        async with desk.ledger.read(work.scope) as books:
            held = latest(await _versions(books, team))
        submit = SaveTeamDocument(team.id, held.id if held else "", place_of(work))
        form = texts.document_form(team.account, submit, held)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, is_gone()))


async def save_team_document(work: Work[SaveTeamDocument], desk: Desk) -> None:
    """Keep a new version; what the member left alone keeps what others made of it meanwhile."""
    command = work.command
    situation, team = await one_team(work, desk, command.team_id)
    if team is None:
        await answer(work, desk, situation, is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        versions = await _versions(books, team)
    now = latest(versions)
    base = next((each for each in versions if each.id == command.base), None)
    wanted = replace(
        _new(work, team, now),
        purpose=without_controls(text_of(command.values, "purpose")),
        together=without_controls(text_of(command.values, "together")),
    )
    new = merged(base, now, wanted)
    first: Rich = ("Saved.",)
    if now is not None and now != base:
        first = texts.merged_note((await names_of(work, desk, [now.author]))[now.author])
    await _write(work, desk, situation, team, now, new, first)


def _new(work: Work[Any], team: AccountTeam, now: TeamDocument | None) -> TeamDocument:
    return TeamDocument(
        id=VersionId(work.new_id("version")),
        workspace=work.scope.workspace,
        space=team.shared_space,
        created_at=work.now,
        team_id=team.id,
        number=now.number + 1 if now else 1,
        author=work.scope.member,
        purpose=now.purpose if now else "",
        together=now.together if now else "",
        decisions=now.decisions if now else (),
    )


async def _write(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    team: AccountTeam,
    now: TeamDocument | None,
    new: TeamDocument,
    first: Rich,
) -> None:
    if now is not None and same_words(now, new):
        await answer(work, desk, situation, texts.unchanged())
        return
    card = texts.document_card(await _seen(work, desk, team, new), first=first, change=work.change)
    async with desk.ledger.write(work) as books:
        await books.of(TeamDocument).put(new)
        await remember(books, work)
        books.say(*put_at(work, situation, card, work.command.card))


async def add_decision(work: Work[AddDecision], desk: Desk) -> None:
    """Fill the form for a decision."""
    situation, team = await one_team(work, desk, work.command.team_id)
    if team is None:
        form = gone_form(NOT_ON_IT)
    else:
        submit = SaveDecision(team.id, place_of(work))
        form = texts.decision_form(team.account, submit, situation.today.isoformat())
    async with desk.ledger.write(work) as books:
        books.say(*show(work, situation.member, form, is_gone()))


async def save_decision(work: Work[SaveDecision], desk: Desk) -> None:
    """Add a decision to the document."""
    values = work.command.values
    situation, team = await one_team(work, desk, work.command.team_id)
    if team is None:
        await answer(work, desk, situation, is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        now = latest(await _versions(books, team))
    on = date_of(values, "on") or situation.today
    decision = Decision(" ".join(text_of(values, "text").split()), on, work.scope.member)
    base = _new(work, team, now)
    new = replace(base, decisions=(*base.decisions, decision))
    await _write(work, desk, situation, team, now, new, ("Added the decision.",))


async def team_document_history(work: Work[TeamDocumentHistory], desk: Desk) -> None:
    """A page of the versions: who changed the document when."""
    situation, team = await one_team(work, desk, work.command.team_id)
    if team is None:
        await answer(work, desk, situation, is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        versions = await _versions(books, team)
    page = page_within(work.command.page, len(versions))
    shown = versions[page * PAGE : (page + 1) * PAGE]
    names = await names_of(work, desk, [each.author for each in shown])
    rows = [(each, names[each.author]) for each in shown]
    card = texts.history_card(await seen_team(work, desk, team), rows, total=len(versions), page=page)
    await answer(work, desk, situation, card, in_place=True)


async def compare_versions(work: Work[CompareVersions], desk: Desk) -> None:
    """What a version changed, against the one before it."""
    async with desk.ledger.read(work.scope) as books:
        try:
            new = await books.of(TeamDocument).get(work.command.version_id)
        except NotFound:
            new = None
    situation, team = await one_team(work, desk, new.team_id if new else "")
    if new is None or team is None:
        await answer(work, desk, situation, is_gone())
        return
    async with desk.ledger.read(work.scope) as books:
        older = latest(each for each in await _versions(books, team) if each.number < new.number)
    author = (await names_of(work, desk, [new.author]))[new.author]
    card = texts.diff_card(await seen_team(work, desk, team), new, author, diff(older, new))
    await answer(work, desk, situation, card, in_place=True)
