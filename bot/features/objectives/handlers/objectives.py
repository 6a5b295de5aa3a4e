"""The mutual objective of a relationship: one description, with the benefit to every party (F7)."""

from __future__ import annotations

from typing import Any

from bot.core.common_cards import is_gone
from bot.core.deliveries import UNSAID
from bot.core.form_values import place_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.naming import Nobody
from bot.core.paging import page_within
from bot.core.relations import Relation, of_ids, put_at, relation
from bot.core.turn import Turn
from bot.core.words import PAGE, name_with_company
from bot.features.objectives.cards import forms as planning_forms
from bot.features.objectives.cards import objectives as texts
from bot.features.objectives.commands import EditObjective, ObjectiveHistory, SaveObjective, ShowObjective
from bot.features.objectives.contracts.reading import find_shared_with_me, versions_of
from bot.features.objectives.contracts.values import Benefit, MutualObjective, ObjectiveId, current
from bot.features.objectives.handlers.sharing import colleagues_versions, show_colleagues, teams_of
from bot.features.objectives.rules import find_missing, is_about


async def show_objective(turn: Turn[ShowObjective]) -> None:
    """The objective as it is now; where there is none, how to begin."""
    command = turn.command
    async with turn.read() as reader:
        theirs = await find_shared_with_me(reader, turn.scope.own)
    if command.objective_id or not _is_mine(turn, command):
        chosen = [each for each in theirs if _meant(each, command)]
        if chosen or command.objective_id:
            await show_colleagues(turn, chosen)
            return
    found = await relation(turn, lambda id: ShowObjective(contact_id=id))
    if found is None:
        return
    async with turn.read() as reader:
        held = current(await versions_of(reader, found))
    also = [each for each in theirs if is_about(each, found.name, found.company)]
    if held is None and also:
        await show_colleagues(turn, also)
        return
    if held is None:
        card = texts.none_yet(found.label, EditObjective(found.contact_id, found.account_id))
        await turn.answer(card, in_place=True, about=UNSAID, lesson=LessonMoment.ONE_SIDED)
        return
    card = texts.objective_card(found.label, held, teams=await teams_of(turn, held))
    await turn.answer(card, in_place=True, about=UNSAID)


def _is_mine(turn: Turn[Any], command: ShowObjective) -> bool:
    """Whether the member knows whom a command means, so that nothing of a colleague's is needed."""
    if command.contact_id or command.account_id:
        return True
    people = turn.people
    return not isinstance(people.who(command.name), Nobody) or people.account(command.name) is not None


def _meant(objective: MutualObjective, command: ShowObjective) -> bool:
    by_id = command.objective_id == objective.id
    return by_id if command.objective_id else is_about(objective, command.name)


async def _held(
    turn: Turn[EditObjective] | Turn[SaveObjective],
) -> tuple[Relation | None, MutualObjective | None]:
    """The relationship that a form is about, and its objective; no relationship when the member was told."""
    command = turn.command
    async with turn.read() as reader:
        found = of_ids(turn, command.contact_id, command.account_id)
        held = current(await versions_of(reader, found)) if found else None
    if found is None:
        await turn.answer(is_gone(), about=UNSAID)
    return found, held


async def edit_objective(turn: Turn[EditObjective]) -> None:
    """Fill the form with the objective as it is now."""
    command = turn.command
    found, held = await _held(turn)
    if found is None:
        return
    submit = SaveObjective(
        ours=texts.OWN_SIDE,
        theirs=found.company or found.name,
        contact_id=found.contact_id,
        account_id=found.account_id,
        card=place_of(turn),
    )
    form = texts.objective_form(found.label, submit, held)
    card = texts.none_yet(found.label, command)
    await turn.show(form, otherwise=card, about=UNSAID)


async def save_objective(turn: Turn[SaveObjective]) -> None:
    """Keep a new version; one that helps one side only comes back with what is missing."""
    command = turn.command
    found, held = await _held(turn)
    if found is None:
        return
    benefits = _benefits(command)
    lacking = find_missing(benefits, own_side=command.ours)
    if lacking:
        said = [(each.party, planning_forms.lack_sentence(each.party, each.lack)) for each in lacking]
        again = EditObjective(command.contact_id, command.account_id)
        await turn.answer(texts.one_sided(said, again), about=UNSAID, lesson=LessonMoment.ONE_SIDED)
        return
    text = text_of(command.values, "text")
    if held is not None and (held.text, held.benefits) == (text, benefits):
        await turn.answer(texts.unchanged_card(found.label), about=UNSAID)
        return
    new = _version(turn, found, text, benefits, held)
    teams = await teams_of(turn, new)
    card = texts.objective_card(found.label, new, first="Kept.", change=turn.change, teams=teams)
    async with turn.commit() as uow:
        await uow.of(MutualObjective).put(new)
        await turn.remember(uow, focus=(found.contact.id,) if found.contact else ())
        uow.say(*put_at(turn, card, command.card, found.about))


def _benefits(command: SaveObjective) -> tuple[Benefit, ...]:
    values = command.values
    both = (
        Benefit(command.ours, text_of(values, "ours")),
        Benefit(command.theirs, text_of(values, "theirs")),
    )
    third = text_of(values, "third")
    return (*both, Benefit(third, text_of(values, "third_benefit"))) if third else both


def _version(
    turn: Turn[Any], found: Relation, text: str, benefits: tuple[Benefit, ...], held: MutualObjective | None
) -> MutualObjective:
    return MutualObjective(
        id=ObjectiveId(turn.new_id("objective")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        author=turn.scope.member,
        version=held.version + 1 if held else 1,
        text=text,
        benefits=benefits,
        contact_id=found.contact.id if found.contact else None,
        account_id=found.account.id if found.account and not found.contact else None,
        shared_with=held.shared_with if held else (),
        name=found.name,
        company=found.company,
    )


async def objective_history(turn: Turn[ObjectiveHistory]) -> None:
    """A page of the versions, the newest first."""
    command = turn.command
    async with turn.read() as reader:
        found = of_ids(turn, command.contact_id, command.account_id)
        if command.objective_id:
            versions = await colleagues_versions(reader, turn, command.objective_id)
        else:
            versions = await versions_of(reader, found) if found else []
    if not versions:
        await turn.answer(is_gone(), about=UNSAID)
        return
    versions.sort(key=lambda each: -each.version)
    page = page_within(command.page, len(versions))
    card = texts.history_card(
        found.label if found else name_with_company(versions[0].name, versions[0].company),
        versions[page * PAGE : (page + 1) * PAGE],
        total=len(versions),
        page=page,
        show=_as_now(command, versions),
    )
    await turn.answer(card, in_place=True, about=UNSAID)


def _as_now(command: ObjectiveHistory, versions: list[MutualObjective]) -> ShowObjective:
    if command.objective_id:
        return ShowObjective(objective_id=versions[0].id)
    return ShowObjective(contact_id=command.contact_id, account_id=command.account_id)
