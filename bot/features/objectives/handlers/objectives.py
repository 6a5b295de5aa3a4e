"""Shows and keeps mutual objectives: one description, with the benefit to every party (F7)."""

from __future__ import annotations

from typing import Any

from bot.core.common_cards import is_gone
from bot.core.deliveries import NOTHING
from bot.core.form_values import text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.naming import Nobody
from bot.core.paging import page_within
from bot.core.relations import Relation, of_ids, relation
from bot.core.turn import Turn
from bot.core.words import PAGE, name_with_company
from bot.features.objectives.cards import forms
from bot.features.objectives.cards import objectives as cards
from bot.features.objectives.commands import EditObjective, ObjectiveHistory, SaveObjective, ShowObjective
from bot.features.objectives.contracts.reading import find_shared_with_me, versions_of
from bot.features.objectives.contracts.values import Benefit, MutualObjective, ObjectiveId, current
from bot.features.objectives.handlers.sharing import colleagues_versions, show_colleagues, teams_of
from bot.features.objectives.rules import find_missing, is_about


async def show_objective(turn: Turn[ShowObjective]) -> None:
    """Show the objective as it is now; where there is none, how to begin."""
    command = turn.command
    async with turn.read() as reader:
        theirs = await find_shared_with_me(reader, turn.scope.own)
    if command.objective_id or not _is_mine(turn, command):
        chosen = [each for each in theirs if _is_meant(each, command)]
        if chosen or command.objective_id:
            await show_colleagues(turn, chosen)
            return
    found = await relation(turn, lambda id: ShowObjective(contact_id=id))
    if found is None:
        return
    async with turn.read() as reader:
        objective = current(await versions_of(reader, found))
    if objective is not None:
        teams = await teams_of(turn, objective)
        card = cards.objective_card(found.label, objective, teams=teams)
        await turn.answer(card, in_place=True, about=cards.about(objective, teams))
    elif also := [each for each in theirs if is_about(each, found.name, found.company)]:
        await show_colleagues(turn, also)
    else:
        card = cards.none_yet(found.label, EditObjective(found.contact_id, found.account_id))
        await turn.answer(card, in_place=True, about=found.about, lesson=LessonMoment.ONE_SIDED)


def _is_mine(turn: Turn[Any], command: ShowObjective) -> bool:
    """Whether the member knows whom a command means, so that nothing of a colleague's is needed."""
    if command.contact_id or command.account_id:
        return True
    people = turn.people
    return not isinstance(people.who(command.name), Nobody) or people.account(command.name) is not None


def _is_meant(objective: MutualObjective, command: ShowObjective) -> bool:
    by_id = command.objective_id == objective.id
    return by_id if command.objective_id else is_about(objective, command.name)


async def edit_objective(turn: Turn[EditObjective]) -> None:
    """Fill the form with the objective as it is now."""
    found, objective = await _own(turn)
    if found is None:
        return
    submit = SaveObjective(
        ours=forms.OWN_SIDE,
        theirs=found.company or found.name,
        contact_id=found.contact_id,
        account_id=found.account_id,
        card=turn.card_place,
    )
    await turn.show(
        forms.objective_form(found.label, submit, objective),
        otherwise=cards.none_yet(found.label, turn.command),
        about=objective.about if objective else found.about,
    )


async def _own(
    turn: Turn[EditObjective] | Turn[SaveObjective],
) -> tuple[Relation | None, MutualObjective | None]:
    """The relationship of a form with its objective; no relationship when the member was told it is gone."""
    found = of_ids(turn, turn.command.contact_id, turn.command.account_id)
    if found is None:
        await turn.answer(is_gone(), about=NOTHING)
        return None, None
    async with turn.read() as reader:
        return found, current(await versions_of(reader, found))


async def save_objective(turn: Turn[SaveObjective]) -> None:
    """Keep a new version; one that helps one side only comes back with what is missing."""
    command = turn.command
    found, before = await _own(turn)
    if found is None:
        return
    text, benefits = text_of(command.values, "text"), _benefits(command)
    if missing := find_missing(benefits, own_side=command.ours):
        card = cards.one_sided(missing, EditObjective(command.contact_id, command.account_id))
        await turn.answer(card, about=found.about, lesson=LessonMoment.ONE_SIDED)
        return
    if before is not None and (before.text, before.benefits) == (text, benefits):
        await turn.answer(cards.unchanged_card(found.label), about=found.about)
        return
    objective = _new_version(turn, found, text, benefits, before)
    teams = await teams_of(turn, objective)
    card = cards.kept_card(found.label, objective, turn.change, teams)
    async with turn.commit() as uow:
        await uow.of(MutualObjective).put(objective)
        await turn.remember(uow, focus=(found.contact.id,) if found.contact else ())
        again = ShowObjective(contact_id=command.contact_id, account_id=command.account_id)
        about = cards.about(objective, teams)
        uow.say(*turn.put_at(card, command.card, about=about, redraw=again))


def _benefits(command: SaveObjective) -> tuple[Benefit, ...]:
    values = command.values
    both = (
        Benefit(command.ours, text_of(values, "ours")),
        Benefit(command.theirs, text_of(values, "theirs")),
    )
    third = text_of(values, "third")
    return (*both, Benefit(third, text_of(values, "third_benefit"))) if third else both


def _new_version(
    turn: Turn[Any], found: Relation, text: str, benefits: tuple[Benefit, ...], before: MutualObjective | None
) -> MutualObjective:
    return MutualObjective(
        id=ObjectiveId(turn.new_id("objective")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        author=turn.scope.member,
        version=before.version + 1 if before else 1,
        text=text,
        benefits=benefits,
        contact_id=found.contact.id if found.contact else None,
        account_id=found.account.id if found.account and not found.contact else None,
        shared_with=before.shared_with if before else (),
        name=found.name,
        company=found.company,
    )


async def objective_history(turn: Turn[ObjectiveHistory]) -> None:
    """Show a page of the versions, the newest first."""
    command = turn.command
    found = of_ids(turn, command.contact_id, command.account_id)
    if command.objective_id:
        versions = await colleagues_versions(turn, command.objective_id)
    elif found is not None:
        async with turn.read() as reader:
            versions = await versions_of(reader, found)
    else:
        versions = []
    if not versions:
        await turn.answer(is_gone(), about=NOTHING)
        return
    versions.sort(key=lambda each: -each.version)
    page = page_within(command.page, len(versions))
    shown = versions[page * PAGE : (page + 1) * PAGE]
    card = cards.history_card(
        found.label if found else name_with_company(versions[0].name, versions[0].company),
        shown,
        total=len(versions),
        page=page,
        show=_as_now(command, versions),
    )
    await turn.answer(card, in_place=True, about=tuple(id for each in shown for id in each.about))


def _as_now(command: ObjectiveHistory, versions: list[MutualObjective]) -> ShowObjective:
    if command.objective_id:
        return ShowObjective(objective_id=versions[0].id)
    return ShowObjective(contact_id=command.contact_id, account_id=command.account_id)
