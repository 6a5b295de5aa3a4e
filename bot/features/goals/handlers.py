"""Three key goals a period, per relationship or for the member (F3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.deliveries import UNSAID
from bot.core.finding import person
from bot.core.form_values import text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.goals import cards as texts
from bot.features.goals.commands import (
    AddGoal,
    CarryGoal,
    ReviewGoals,
    SaveGoal,
    SettleGoal,
    ShowGoals,
    SwapGoal,
)
from bot.features.goals.contracts import Goal, GoalId, GoalPeriod, GoalState, first_day, next_first_day
from bot.features.goals.rules import TooManyGoals, check_room, is_over


async def show_goals(turn: Turn[ShowGoals]) -> None:
    """The goals of one relationship, or all of the member's, the open ones first."""
    command = turn.command
    async with turn.read() as reader:
        found = await reader.of(Goal).find(space=turn.scope.own)
    name, contact_id = "", ""
    if command.name or command.contact_id:
        contact = await person(
            turn,
            name=command.name,
            contact_id=command.contact_id,
            command=lambda id: ShowGoals(contact_id=id),
        )
        if contact is None:
            return
        name, contact_id = contact.name, contact.id
        found = [each for each in found if each.contact_id == contact_id]
    ordered = _open_first(found)
    page = page_within(command.page, len(ordered))
    view = texts.GoalsView(
        rows=_with_names(turn, ordered[page * PAGE : (page + 1) * PAGE], hide=bool(name)),
        total=len(ordered),
        page=page,
        today=turn.today,
        name=name,
        contact_id=contact_id,
        open=sum(each.state is GoalState.OPEN for each in ordered),
        over=sum(each.state is GoalState.OPEN and is_over(each, turn.today) for each in ordered),
    )
    await turn.answer(texts.goals_card(view), in_place=True, about=UNSAID)


def _open_first(goals: list[Goal]) -> list[Goal]:
    """Open ones by the end of their period; then the settled ones, the latest first."""
    held = [each for each in goals if each.state is GoalState.OPEN]
    past = [each for each in goals if each.state is not GoalState.OPEN]
    held.sort(key=lambda each: (each.ends, each.period, each.created_at))
    past.sort(key=lambda each: (each.ends, each.created_at), reverse=True)
    return [*held, *past]


def _with_names(turn: Turn[Any], goals: list[Goal], *, hide: bool = False) -> list[texts.GoalView]:
    return [texts.GoalView(each, "" if hide else whose(turn, each)) for each in goals]


def whose(turn: Turn[Any], goal: Goal) -> str:
    """The name of whom a goal is for; empty for the member's own."""
    return "".join(turn.people.names([goal.contact_id] if goal.contact_id else []))


async def add_goal(turn: Turn[AddGoal]) -> None:
    """Set a goal: at once where the words say it, else by the form."""
    command = turn.command
    contact = None
    if command.name or command.contact_id:
        contact = await person(
            turn,
            name=command.name,
            contact_id=command.contact_id,
            command=lambda id: AddGoal(command.text, command.period, contact_id=id),
        )
        if contact is None:
            return
    contact_id = contact.id if contact else ""
    if not command.text.strip():
        form = texts.goal_form(contact.name if contact else "", SaveGoal(contact_id), "", command.period)
        again = AddGoal(period=command.period, contact_id=contact_id)
        card = texts.open_form(contact.name if contact else "", again)
        await turn.show(form, otherwise=card, about=UNSAID)
        return
    await _set(turn, _new(turn, command.text, command.period, contact_id))


async def save_goal(turn: Turn[SaveGoal]) -> None:
    """Set the goal of the form."""
    values = turn.command.values
    text, period = text_of(values, "text"), text_of(values, "period")
    await _set(turn, _new(turn, text, period, turn.command.contact_id))


def _new(turn: Turn[Any], text: str, period: str, contact_id: str) -> Goal:
    kind = GoalPeriod(period) if period in {each.value for each in GoalPeriod} else GoalPeriod.MONTH
    contact = turn.people.get(contact_id) if contact_id else None
    return Goal(
        id=GoalId(turn.new_id("goal")),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        text=" ".join(text.split()),
        period=kind,
        begins=first_day(kind, turn.today),
        contact_id=contact.id if contact else None,
    )


async def _set(turn: Turn[Any], goal: Goal, carried: Goal | None = None) -> None:
    """Store a goal; where it would be the fourth, ask which one goes."""
    if len(goal.text) > texts.LONGEST:
        await turn.answer(texts.too_long(), about=UNSAID)
        return
    async with turn.read() as reader:
        held = await reader.of(Goal).find(space=turn.scope.own, state=GoalState.OPEN)
    try:
        check_room(held, goal)
    except TooManyGoals as full:

        def swap(drop: str) -> SwapGoal:
            return SwapGoal(drop, carry=carried.id) if carried else SwapGoal(drop, goal.text)

        card = texts.fourth(goal, whose(turn, goal), full.present, swap, turn.today)
        await turn.answer(card, about=UNSAID, lesson=LessonMoment.GOAL_FOURTH)
        return
    await write_goal(turn, goal, carried=carried)


async def write_goal(
    turn: Turn[Any],
    goal: Goal,
    *,
    carried: Goal | None = None,
    dropped: Goal | None = None,
) -> None:
    """Store a goal, with the one that it carries over and the one that goes for it."""
    card = texts.goal_set(goal, whose(turn, goal), turn.change, turn.today, dropped=dropped)
    about = (goal.contact_id,) if goal.contact_id else ()
    send = turn.update if dropped else turn.reply
    async with turn.commit() as uow:
        for old, state in ((carried, GoalState.CARRIED), (dropped, GoalState.DROPPED)):
            if old is not None:
                await uow.of(Goal).put(replace(old, state=state))
        await uow.of(Goal).put(goal)
        await turn.remember(uow, focus=about)
        uow.say(*send(card, about=about))


async def swap_goal(turn: Turn[SwapGoal]) -> None:
    """Let one of the three go for the fourth."""
    command = turn.command
    gone = await one_goal(turn, command.drop)
    carried = await one_goal(turn, command.carry) if command.carry else None
    wanted = [gone, carried] if command.carry else [gone]
    lost = next((each for each in wanted if each is None or each.state is not GoalState.OPEN), gone)
    if gone is None or lost is not gone or gone.state is not GoalState.OPEN:
        card = texts.not_open(lost) if lost else texts.is_gone()
        await turn.answer(card, in_place=True, about=UNSAID)
        return
    if carried is not None:
        goal = carry(turn, carried)
    else:
        new = _new(turn, command.text, gone.period, gone.contact_id or "")
        goal = replace(new, begins=gone.begins)
    await write_goal(turn, goal, carried=carried, dropped=gone)


async def carry_goal(turn: Turn[CarryGoal]) -> None:
    """Carry a goal over: into the present period where its own is over, else into the next."""
    goal = await one_goal(turn, turn.command.goal_id)
    if goal is None or goal.state is not GoalState.OPEN:
        await turn.answer(texts.not_open(goal) if goal else texts.is_gone(), about=UNSAID)
        return
    await _set(turn, carry(turn, goal), carried=goal)


def carry(turn: Turn[Any], old: Goal) -> Goal:
    """The same goal in a later period."""
    over = is_over(old, turn.today)
    begins = first_day(old.period, turn.today) if over else next_first_day(old.period, old.begins)
    return replace(
        old, id=GoalId(turn.new_id("goal")), created_at=turn.now, begins=begins, carried_from=old.id
    )


async def settle_goal(turn: Turn[SettleGoal]) -> None:
    """Mark a goal as reached, missed or dropped."""
    goal = await one_goal(turn, turn.command.goal_id)
    if goal is None:
        await turn.answer(texts.is_gone(), about=UNSAID)
        return
    new = replace(goal, state=GoalState(turn.command.state))
    async with turn.commit() as uow:
        await uow.of(Goal).put(new)
        await turn.remember(uow, focus=(new.contact_id,) if new.contact_id else ())
        uow.say(*turn.reply(texts.settled_card(new, whose(turn, new), turn.change), about=UNSAID))


async def review_goals(turn: Turn[ReviewGoals]) -> None:
    """The open goals, those first whose period is over: each is settled, or carried over by choice."""
    async with turn.read() as reader:
        found = await reader.of(Goal).find(space=turn.scope.own, state=GoalState.OPEN)
    ordered, most = _open_first(found), texts.REVIEW_PAGE
    page = page_within(turn.command.page, len(ordered), most)
    rows = _with_names(turn, ordered[page * most : (page + 1) * most])
    card = texts.review_card(rows, total=len(ordered), page=page, today=turn.today)
    await turn.answer(card, in_place=True, about=UNSAID)


async def one_goal(turn: Turn[Any], goal_id: str) -> Goal | None:
    """A goal, None where it is no longer there."""
    async with turn.read() as reader:
        try:
            return await reader.of(Goal).get(goal_id)
        except NotFound:
            return None
