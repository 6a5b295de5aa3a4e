"""Takes the commands about goals: at most three a period, for a relationship or for the member (F3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.contacts import Contact
from bot.core.deliveries import NOTHING
from bot.core.finding import person_named
from bot.core.form_values import choices_of, text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.paging import page_within
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.goals.cards import answers, forms, lists
from bot.features.goals.commands import (
    AddGoal,
    CarryGoal,
    MoveGoal,
    ReviewGoals,
    SaveGoal,
    SettleGoal,
    ShowGoals,
    SwapGoal,
)
from bot.features.goals.contracts import Goal, GoalId, GoalPeriod, GoalState, first_day
from bot.features.goals.due import period_named
from bot.features.goals.rules import (
    TooManyGoals,
    check_room,
    first_day_of_carried,
    goals_beside,
    is_over,
    moved_on,
    open_first,
    room_beside,
)
from bot.language.dates import day_first_in


async def show_goals(turn: Turn[ShowGoals]) -> None:
    """Show the goals of one relationship, or all of the member's, the open ones first."""
    command = turn.command
    contact: Contact | None = None
    if command.name or command.contact_id:
        contact = await person_named(turn, lambda id: ShowGoals(contact_id=id))
        if contact is None:
            return
    goals = await turn.mine(Goal, **({"contact_id": contact.id} if contact else {}))
    still_open = [each for each in goals if each.state is GoalState.OPEN]
    page = page_within(command.page, len(goals))
    shown = open_first(goals)[page * PAGE : (page + 1) * PAGE]
    view = lists.GoalsView(
        rows=[lists.GoalView(each, "" if contact else _name(turn, each)) for each in shown],
        total=len(goals),
        page=page,
        today=turn.today,
        name=contact.name if contact else "",
        contact_id=contact.id if contact else "",
        open=len(still_open),
        over=sum(is_over(each, turn.today) for each in still_open),
    )
    await turn.answer(lists.goals_card(view), in_place=True, about=view.about)


def _name(turn: Turn[Any], goal: Goal) -> str:
    """The name of whom a goal is for; empty for the member's own."""
    return "".join(turn.people.names([goal.contact_id] if goal.contact_id else []))


async def add_goal(turn: Turn[AddGoal]) -> None:
    """Set a goal at once where the words say it, else by the form."""
    command = turn.command
    contact: Contact | None = None
    if command.name or command.contact_id:
        contact = await person_named(turn, lambda id: AddGoal(command.text, command.period, contact_id=id))
        if contact is None:
            return
    name, contact_id = (contact.name, contact.id) if contact else ("", "")
    if command.text.strip():
        texts = [command.text, *command.more]
        if len(texts) > 1:
            await _set_several(
                turn,
                [_new(turn, each, command.period, contact_id, number) for number, each in enumerate(texts)],
            )
        else:
            await _set(turn, _new(turn, command.text, command.period, contact_id))
        return
    await turn.show(
        forms.goal_form(name, SaveGoal(contact_id), "", command.period),
        otherwise=forms.open_form(name, AddGoal(period=command.period, contact_id=contact_id)),
        about=(contact_id,) if contact else NOTHING,
    )


async def save_goal(turn: Turn[SaveGoal]) -> None:
    """Set the goal of the form."""
    values = turn.command.values
    goal = _new(turn, text_of(values, "text"), text_of(values, "period"), turn.command.contact_id)
    marked = goal.contact_id is not None and forms.FOR_PARTNER in choices_of(values, "partner")
    await _set(turn, replace(goal, for_partner=marked))


def _new(turn: Turn[Any], text: str, period: str, contact_id: str, number: int = 0) -> Goal:
    said = None if period else period_named(text, turn.today, day_first=day_first_in(turn.member.zone))
    kind, begins = said or (GoalPeriod.MONTH, first_day(GoalPeriod.MONTH, turn.today))
    if period in {each.value for each in GoalPeriod}:
        kind = GoalPeriod(period)
        begins = first_day(kind, turn.today)
    contact = turn.people.get(contact_id)
    return Goal(
        id=GoalId(turn.new_id("goal", number) if number else turn.new_id("goal")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=" ".join(text.split()),
        period=kind,
        begins=begins,
        contact_id=contact.id if contact else None,
    )


async def _set(turn: Turn[Any], goal: Goal, carried: Goal | None = None) -> None:
    """Store a goal; where it would be the fourth, ask which one goes."""
    if len(goal.text) > forms.LONGEST:
        await turn.answer(answers.too_long(), about=NOTHING)
        return
    try:
        check_room(await turn.mine(Goal, state=GoalState.OPEN), goal)
    except TooManyGoals as full:
        await _ask_which_goes(turn, goal, full.present, carried)
    else:
        await _write(turn, goal, carried=carried)


async def _set_several(turn: Turn[Any], goals: list[Goal]) -> None:
    """Store the goals of one message for which there is room, and say which ones are left out (F3)."""
    if any(len(goal.text) > forms.LONGEST for goal in goals):
        await turn.answer(answers.too_long(), about=NOTHING)
        return
    present = await turn.mine(Goal, state=GoalState.OPEN)
    room = room_beside(present, goals[0])
    kept, left = goals[:room], goals[room:]
    if not kept:
        await _ask_which_goes(turn, left[0], goals_beside(present, left[0]), None)
        return
    card = answers.goals_set_card(kept, left, _name(turn, kept[0]), turn.change, turn.today)
    async with turn.commit() as uow:
        await uow.of(Goal).put_all(kept)
        await turn.remember(uow, focus=(kept[0].contact_id,) if kept[0].contact_id else ())
        uow.say(*turn.reply(card, about=tuple(dict.fromkeys(id for goal in kept for id in goal.about))))


async def _ask_which_goes(
    turn: Turn[Any], goal: Goal, present: tuple[Goal, ...], carried: Goal | None
) -> None:
    def swap(drop: str) -> SwapGoal:
        return (
            SwapGoal(drop, carry=carried.id)
            if carried
            else SwapGoal(drop, goal.text, partner=goal.for_partner)
        )

    card = answers.which_goes_card(goal, _name(turn, goal), present, swap, turn.today)
    about = tuple(id for each in (*present, goal) for id in each.about)
    await turn.answer(card, about=about, lesson=LessonMoment.GOAL_FOURTH)


async def _write(
    turn: Turn[Any],
    goal: Goal,
    *,
    carried: Goal | None = None,
    dropped: Goal | None = None,
) -> None:
    """Store a goal, with the one that it carries over and the one that goes for it."""
    card = answers.goal_set_card(goal, _name(turn, goal), turn.change, turn.today, dropped=dropped)
    send = turn.update if dropped else turn.reply
    async with turn.commit() as uow:
        for old, state in ((carried, GoalState.CARRIED), (dropped, GoalState.DROPPED)):
            if old is not None:
                await uow.of(Goal).put(replace(old, state=state))
        await uow.of(Goal).put(goal)
        await turn.remember(uow, focus=(goal.contact_id,) if goal.contact_id else ())
        uow.say(*send(card, about=(*goal.about, dropped.id) if dropped else goal.about))


async def swap_goal(turn: Turn[SwapGoal]) -> None:
    """Drop one of the three for the fourth."""
    command = turn.command
    dropped = await _open_goal(turn, command.drop, in_place=True)
    if dropped is None:
        return
    if not command.carry:
        goal = _new(turn, command.text, dropped.period, dropped.contact_id or "")
        goal = replace(goal, begins=dropped.begins, for_partner=command.partner)
        await _write(turn, goal, dropped=dropped)
        return
    carried = await _open_goal(turn, command.carry, in_place=True)
    if carried is not None:
        await _write(turn, _carry(turn, carried), carried=carried, dropped=dropped)


async def carry_goal(turn: Turn[CarryGoal]) -> None:
    """Carry a goal over: into the present period where its own is over, else into the next."""
    goal = await _open_goal(turn, turn.command.goal_id)
    if goal is not None:
        await _set(turn, _carry(turn, goal), carried=goal)


async def move_goal(turn: Turn[MoveGoal]) -> None:
    """Move a goal into the next period, where that has room for it."""
    goal = await _open_goal(turn, turn.command.goal_id)
    if goal is None:
        return
    moved = moved_on(goal)
    try:
        check_room(await turn.mine(Goal, state=GoalState.OPEN), moved)
    except TooManyGoals:
        await turn.answer(answers.next_is_full_card(moved, _name(turn, moved), turn.today), about=moved.about)
        return
    card = answers.goal_set_card(moved, _name(turn, moved), turn.change, turn.today)
    async with turn.commit() as uow:
        await uow.of(Goal).put(moved)
        await turn.remember(uow, focus=(moved.contact_id,) if moved.contact_id else ())
        uow.say(*turn.update(card, about=moved.about))


async def _open_goal(turn: Turn[Any], goal_id: str, *, in_place: bool = False) -> Goal | None:
    """The open goal with this id; None when the member was told that it is settled or gone."""
    goal = await turn.one(Goal, goal_id)
    if goal is None:
        await turn.answer(answers.is_gone(), in_place=in_place, about=NOTHING)
    elif goal.state is not GoalState.OPEN:
        await turn.answer(answers.not_open(goal), in_place=in_place, about=goal.about)
        return None
    return goal


def _carry(turn: Turn[Any], goal: Goal) -> Goal:
    """The same goal in a later period."""
    return replace(
        goal,
        id=GoalId(turn.new_id("goal")),
        created_at=turn.now,
        begins=first_day_of_carried(goal, turn.today),
        carried_from=goal.id,
    )


async def settle_goal(turn: Turn[SettleGoal]) -> None:
    """Mark a goal as reached, missed or dropped."""
    goal = await turn.one(Goal, turn.command.goal_id)
    if goal is None:
        await turn.answer(answers.is_gone(), about=NOTHING)
        return
    settled = replace(goal, state=GoalState(turn.command.state))
    card = answers.settled_card(settled, _name(turn, settled), turn.change)
    async with turn.commit() as uow:
        await uow.of(Goal).put(settled)
        await turn.remember(uow, focus=(settled.contact_id,) if settled.contact_id else ())
        uow.say(*turn.reply(card, about=settled.about))


async def review_goals(turn: Turn[ReviewGoals]) -> None:
    """Show the open goals, those first whose period is over: each is settled, or carried over by choice."""
    goals = open_first(await turn.mine(Goal, state=GoalState.OPEN))
    size = lists.REVIEW_PAGE
    page = page_within(turn.command.page, len(goals), size)
    shown = goals[page * size : (page + 1) * size]
    rows = [lists.GoalView(each, _name(turn, each)) for each in shown]
    card = lists.review_card(rows, total=len(goals), page=page, today=turn.today)
    await turn.answer(card, in_place=True, about=tuple(id for each in shown for id in each.about))
