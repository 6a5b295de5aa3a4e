"""Three key goals a period, per relationship or for the member (F3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.goals import (
    Goal,
    GoalId,
    GoalState,
    Period,
    TooManyGoals,
    check_room,
    first_day,
    following,
    is_over,
)
from bot.domain.knowledge import Moment
from bot.messages.planning import (
    AddGoal,
    CarryGoal,
    ReviewGoals,
    SaveGoal,
    SettleGoal,
    ShowGoals,
    SwapGoal,
)
from bot.ports import NotFound, Work
from bot.texts import goals as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.forms import text_of
from bot.usecases.learning.lessons import with_minute
from bot.usecases.people.finding import answer, person
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember


async def show_goals(work: Work[ShowGoals], desk: Desk) -> None:
    """The goals of one relationship, or all of the member's, the open ones first."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = await books.of(Goal).find(space=work.scope.own)
    name, contact_id = "", ""
    if command.name or command.contact_id:
        contact = await person(
            work,
            desk,
            situation,
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
    seen = texts.GoalsSeen(
        rows=_with_names(situation, ordered[page * PAGE : (page + 1) * PAGE], hide=bool(name)),
        total=len(ordered),
        page=page,
        today=situation.today,
        name=name,
        contact_id=contact_id,
        open=sum(each.state is GoalState.OPEN for each in ordered),
        over=sum(each.state is GoalState.OPEN and is_over(each, situation.today) for each in ordered),
    )
    await answer(work, desk, situation, texts.goals_card(seen), in_place=True)


def _open_first(goals: list[Goal]) -> list[Goal]:
    """Open ones by the end of their period; then the settled ones, the latest first."""
    held = [each for each in goals if each.state is GoalState.OPEN]
    past = [each for each in goals if each.state is not GoalState.OPEN]
    held.sort(key=lambda each: (each.ends, each.period, each.created_at))
    past.sort(key=lambda each: (each.ends, each.created_at), reverse=True)
    return [*held, *past]


def _with_names(situation: Situation, goals: list[Goal], *, hide: bool = False) -> list[texts.GoalSeen]:
    return [texts.GoalSeen(each, "" if hide else whose(situation, each)) for each in goals]


def whose(situation: Situation, goal: Goal) -> str:
    """The name of whom a goal is for; empty for the member's own."""
    return "".join(situation.people.names([goal.contact_id] if goal.contact_id else []))


async def add_goal(work: Work[AddGoal], desk: Desk) -> None:
    """Set a goal: at once where the words say it, else by the form."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    contact = None
    if command.name or command.contact_id:
        contact = await person(
            work,
            desk,
            situation,
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
        async with desk.ledger.write(work) as open_books:
            open_books.say(*show(work, situation.member, form, card))
        return
    await _set(work, desk, situation, _new(work, situation, command.text, command.period, contact_id))


async def save_goal(work: Work[SaveGoal], desk: Desk) -> None:
    """Set the goal of the form."""
    values = work.command.values
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    text, period = text_of(values, "text"), text_of(values, "period")
    await _set(work, desk, situation, _new(work, situation, text, period, work.command.contact_id))


def _new(work: Work[Any], situation: Situation, text: str, period: str, contact_id: str) -> Goal:
    kind = Period(period) if period in {each.value for each in Period} else Period.MONTH
    contact = situation.people.get(contact_id) if contact_id else None
    return Goal(
        id=GoalId(work.new_id("goal")),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        text=" ".join(text.split()),
        period=kind,
        begins=first_day(kind, situation.today),
        contact_id=contact.id if contact else None,
    )


async def _set(
    work: Work[Any], desk: Desk, situation: Situation, goal: Goal, carried: Goal | None = None
) -> None:
    """Store a goal; where it would be the fourth, ask which one goes."""
    if len(goal.text) > texts.LONGEST:
        await answer(work, desk, situation, texts.too_long())
        return
    async with desk.ledger.read(work.scope) as books:
        held = await books.of(Goal).find(space=work.scope.own, state=GoalState.OPEN)
    try:
        check_room(held, goal)
    except TooManyGoals as full:

        def swap(drop: str) -> SwapGoal:
            return SwapGoal(drop, carry=carried.id) if carried else SwapGoal(drop, goal.text)

        card = texts.fourth(goal, whose(situation, goal), full.present, swap, situation.today)
        async with desk.ledger.read(work.scope) as books:
            card = await with_minute(books, work, Moment.GOAL_FOURTH, card)
        await answer(work, desk, situation, card)
        return
    await write_goal(work, desk, situation, goal, carried=carried)


async def write_goal(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    goal: Goal,
    *,
    carried: Goal | None = None,
    dropped: Goal | None = None,
) -> None:
    """Store a goal, with the one that it carries over and the one that goes for it."""
    card = texts.goal_set(goal, whose(situation, goal), work.change, situation.today, dropped=dropped)
    about = (goal.contact_id,) if goal.contact_id else ()
    send = update if dropped else reply
    async with desk.ledger.write(work) as books:
        for old, state in ((carried, GoalState.CARRIED), (dropped, GoalState.DROPPED)):
            if old is not None:
                await books.of(Goal).put(replace(old, state=state))
        await books.of(Goal).put(goal)
        await remember(books, work, focus=about)
        books.say(*send(work, situation.member, card, about=about))


async def swap_goal(work: Work[SwapGoal], desk: Desk) -> None:
    """Let one of the three go for the fourth."""
    command = work.command
    situation, gone = await one_goal(work, desk, command.drop)
    carried = (await one_goal(work, desk, command.carry))[1] if command.carry else None
    wanted = [gone, carried] if command.carry else [gone]
    lost = next((each for each in wanted if each is None or each.state is not GoalState.OPEN), gone)
    if gone is None or lost is not gone or gone.state is not GoalState.OPEN:
        card = texts.not_open(lost) if lost else texts.is_gone()
        await answer(work, desk, situation, card, in_place=True)
        return
    if carried is not None:
        goal = carry(work, carried, situation)
    else:
        new = _new(work, situation, command.text, gone.period, gone.contact_id or "")
        goal = replace(new, begins=gone.begins)
    await write_goal(work, desk, situation, goal, carried=carried, dropped=gone)


async def carry_goal(work: Work[CarryGoal], desk: Desk) -> None:
    """Carry a goal over: into the present period where its own is over, else into the next."""
    situation, goal = await one_goal(work, desk, work.command.goal_id)
    if goal is None or goal.state is not GoalState.OPEN:
        await answer(work, desk, situation, texts.not_open(goal) if goal else texts.is_gone())
        return
    await _set(work, desk, situation, carry(work, goal, situation), carried=goal)


def carry(work: Work[Any], old: Goal, situation: Situation) -> Goal:
    """The same goal in a later period."""
    over = is_over(old, situation.today)
    begins = first_day(old.period, situation.today) if over else following(old.period, old.begins)
    return replace(
        old, id=GoalId(work.new_id("goal")), created_at=work.now, begins=begins, carried_from=old.id
    )


async def settle_goal(work: Work[SettleGoal], desk: Desk) -> None:
    """Mark a goal as reached, missed or dropped."""
    situation, goal = await one_goal(work, desk, work.command.goal_id)
    if goal is None:
        await answer(work, desk, situation, texts.is_gone())
        return
    new = replace(goal, state=GoalState(work.command.state))
    async with desk.ledger.write(work) as books:
        await books.of(Goal).put(new)
        await remember(books, work, focus=(new.contact_id,) if new.contact_id else ())
        books.say(*reply(work, situation.member, texts.settled(new, whose(situation, new), work.change)))


async def review_goals(work: Work[ReviewGoals], desk: Desk) -> None:
    """The open goals, those first whose period is over: each is settled, or carried over by choice."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        found = await books.of(Goal).find(space=work.scope.own, state=GoalState.OPEN)
    ordered, most = _open_first(found), texts.REVIEW_PAGE
    page = page_within(work.command.page, len(ordered), most)
    rows = _with_names(situation, ordered[page * most : (page + 1) * most])
    card = texts.review_card(rows, total=len(ordered), page=page, today=situation.today)
    await answer(work, desk, situation, card, in_place=True)


async def one_goal(work: Work[Any], desk: Desk, goal_id: str) -> tuple[Situation, Goal | None]:
    """A goal, None where it is no longer there."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            return situation, await books.of(Goal).get(goal_id)
        except NotFound:
            return situation, None
