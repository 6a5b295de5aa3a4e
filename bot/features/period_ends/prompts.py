"""Finds what each end of a period gives reason to ask: what is new or unanswered (F3, F4, P4, S1, R2)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.contacts import Contact, Standing, Tier
from bot.core.deliveries import NOTHING, About
from bot.core.news import ONLY_NEWS, THE_MESSAGE, LastTold, News, RepeatPolicy, find_news
from bot.core.ports.store import StoreReader, UnitOfWork
from bot.core.schedule import times
from bot.core.told import read_last_told
from bot.core.turn import Turn
from bot.features.fit.contracts.starting import START, find_fit_to_start
from bot.features.goals.contracts import Goal, GoalPeriod, GoalState
from bot.features.hindsight.commands import LookBack
from bot.features.hindsight.contracts.asking import prepare_look_back
from bot.features.meetings.contracts import Meeting
from bot.features.mindset.contracts import Attitude
from bot.features.period_ends import cards
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.vision.contracts import Vision

PACES: Mapping[str, RepeatPolicy] = {
    times.GOALS: RepeatPolicy(otherwise=timedelta(days=7), last=timedelta(days=28)),
    times.MEETING: RepeatPolicy(otherwise=timedelta(days=14), last=timedelta(days=28)),
    times.MINDSET: RepeatPolicy(otherwise=timedelta(days=14), last=timedelta(days=28)),
    times.VISION: RepeatPolicy(otherwise=timedelta(days=150), last=timedelta(days=150)),
}
"""How long each question rests while nobody answers it."""
TOO_FRESH = timedelta(days=60)
"""A picture of the future that is younger needs no look at whether it still holds."""

COUNTRY = "country"
"""The question for the country, which is asked once, where nothing else is to be asked."""
_ENDS_SOON = timedelta(days=3)
_MOST = 3
_RHYTHM = {
    GoalPeriod.WEEK: timedelta(days=7),
    GoalPeriod.MONTH: timedelta(days=7),
    GoalPeriod.QUARTER: timedelta(days=28),
}
"""How often a relationship with goals is reviewed with its partner (F4)."""


@dataclass(frozen=True, slots=True)
class PeriodicCard:
    """A card, the ids of what it speaks of, and what it tells, under which name that is kept."""

    card: Card
    about: About
    told: tuple[News, ...]
    kind: str = ""
    """Empty for that of the scheduled job."""
    redraw: Command | None = None
    """What shows the card again; None where it is emptied when something of it is withdrawn."""
    keep: Callable[[UnitOfWork], Awaitable[None]] | None = None
    """What else is kept, in the commit that says it."""


Told = Mapping[str, LastTold]
"""What this kind of message told last, by subject."""
FindPrompt = Callable[[StoreReader, Turn[Any], Told], Awaitable[PeriodicCard | None]]


async def _goals(reader: StoreReader, turn: Turn[Any], last: Told) -> PeriodicCard | None:
    """Ask about the goals whose period is over or ends within days, each once and then in other ways (F3)."""
    found: list[tuple[Goal, cards.EndingGoal]] = []
    for goal in await _open_goals(reader, turn):
        if goal.ends > turn.today + _ENDS_SOON:
            continue
        news = find_news(goal.id, (f"{goal.ends}",), last.get(goal.id), turn.today, PACES[times.GOALS])
        if news is not None:
            contact = turn.people.get(goal.contact_id) if goal.contact_id else None
            found.append((goal, cards.EndingGoal(goal.text, goal.ends, contact, news)))
    overdue = await _overdue(reader, turn, last)
    if not found and not overdue:
        return None
    found.sort(key=lambda each: (each[0].ends, each[0].created_at))
    ending, late = [each for _, each in found], [each for _, each in overdue]
    goals = (id for goal, _ in found for id in goal.about)
    about = dict.fromkeys((*goals, *(id for activity, _ in overdue for id in activity.about)))
    card = cards.goals_card(ending, late, turn.today) if ending else cards.plan_card(late)
    return PeriodicCard(card, tuple(about), (*(each.news for each in ending), *(each.news for each in late)))


async def _overdue(
    reader: StoreReader, turn: Turn[Any], last: Told
) -> list[tuple[Activity, cards.OverdueActivity]]:
    """What the member's plans had for a day that has passed, each once and then in other ways (R1)."""
    found: list[tuple[Activity, cards.OverdueActivity]] = []
    for each in await reader.of(Activity).find(space=turn.scope.own, state=ActivityState.PLANNED):
        if each.on is None or each.on >= turn.today or each.owner != turn.scope.member:
            continue
        news = find_news(each.id, (f"{each.on}",), last.get(each.id), turn.today, PACES[times.GOALS])
        if news is not None:
            whose = turn.people.get(each.contact_id) if each.contact_id else None
            late = cards.OverdueActivity(each.id, each.text, each.on, whose.name if whose else "", news)
            found.append((each, late))
    return sorted(found, key=lambda each: each[1].on)[:_MOST]


async def _meetings(reader: StoreReader, turn: Turn[Any], last: Told) -> PeriodicCard | None:
    """Propose a meeting for relationships with goals whose review with the partner is due (F4)."""
    with_goals: dict[str, list[Goal]] = {}
    for goal in await _open_goals(reader, turn):
        if goal.contact_id and goal.ends >= turn.today:
            with_goals.setdefault(goal.contact_id, []).append(goal)
    found: list[tuple[list[Goal], cards.DueMeeting]] = []
    for contact_id, goals in with_goals.items():
        contact = turn.people.get(contact_id)
        if contact is None or contact.standing is Standing.RELEASED:
            continue
        due = await _due_meeting(reader, turn, contact, goals, last.get(contact_id))
        found += [(goals, due)] if due else []
    if not found:
        return None
    shown = found[:_MOST]
    about = dict.fromkeys(id for goals, _ in shown for goal in goals for id in goal.about)
    card = cards.meetings_card([each for _, each in shown])
    return PeriodicCard(card, tuple(about), tuple(each.news for _, each in shown))


async def _due_meeting(
    reader: StoreReader, turn: Turn[Any], contact: Contact, goals: list[Goal], last: LastTold | None
) -> cards.DueMeeting | None:
    """The meeting that is due with a partner; None where none is, or it was proposed and nothing is new."""
    meetings = await reader.of(Meeting).find(contact_id=contact.id, newest_first=True, limit=1)
    held = meetings[0].on if meetings else None
    if all(turn.today - (held or goal.begins) < _RHYTHM[goal.period] for goal in goals):
        return None
    facts = (f"held {held}", *(goal.id for goal in goals))
    news = find_news(contact.id, facts, last, turn.today, PACES[times.MEETING])
    if news is None:
        return None
    texts = tuple(each.text for each in goals)
    return cards.DueMeeting(contact, turn.people.company(contact), texts, held, news)


async def _mindset(reader: StoreReader, turn: Turn[Any], last: Told) -> PeriodicCard | None:
    """Offer the private question to who chose somebody; it stands in a form and nowhere else (S1)."""
    if not any(each.tier is Tier.STRATEGIC for each in turn.people.contacts):
        return None
    answers = await reader.of(Attitude).count(space=turn.scope.own)
    facts = (f"after {answers}",)  # a new question for who answered the one before
    news = find_news(THE_MESSAGE, facts, last.get(THE_MESSAGE), turn.today, PACES[times.MINDSET])
    return PeriodicCard(cards.mindset_card(news.way, answers), NOTHING, (news,)) if news else None


async def _vision(reader: StoreReader, turn: Turn[Any], last: Told) -> PeriodicCard | None:
    """Ask whether the picture of the future still holds, or for a first one (P4)."""
    before, pace = last.get(THE_MESSAGE), PACES[times.VISION]
    found = await reader.of(Vision).find(space=turn.member.space, superseded_by=None, limit=1)
    if not found:
        news = find_news(THE_MESSAGE, ("none",), before, turn.today, pace)
        return PeriodicCard(cards.no_vision_card(news.way), NOTHING, (news,)) if news else None
    vision = found[0]
    drawn = turn.day_of(vision.created_at)
    if turn.today - drawn < TOO_FRESH:
        return None
    chosen = {each.id: each for each in turn.people.contacts if each.tier is Tier.STRATEGIC}
    news = find_news(THE_MESSAGE, (vision.id, *sorted(chosen)), before, turn.today, pace)
    if news is None:
        return None
    asked_before = news.since is not None and vision.id not in news.new
    added = [each.name for id, each in chosen.items() if asked_before and id in news.new][:_MOST]
    about = (vision.id, *(id for id in news.new if id in chosen))
    return PeriodicCard(cards.vision_card(drawn, added, news.way, turn.today), about, (news,))


async def _look_back(reader: StoreReader, turn: Turn[Any], _: Told) -> PeriodicCard | None:
    """Ask once what became of expectations that are over and actions tested weeks ago (R2, R3)."""
    key = f"{turn.command.key}"
    found = await prepare_look_back(reader, turn, key)
    return PeriodicCard(found.card, found.about, (), redraw=LookBack(key), keep=found.keep) if found else None


async def ask_country(reader: StoreReader, turn: Turn[Any]) -> PeriodicCard | None:
    """Ask once whether the holidays of the country that the time zone suggests stay quiet (B3)."""
    wished = turn.own_settings.wishes.country, turn.defaults.wishes.country
    country = turn.calendars.country_of(turn.member.zone)
    if wished != (None, None) or not country or not turn.people.contacts:
        return None
    last = (await read_last_told(reader, turn, COUNTRY)).get(THE_MESSAGE)
    news = find_news(THE_MESSAGE, (COUNTRY,), last, turn.today, ONLY_NEWS)
    card = cards.country_card(country, turn.calendars.countries()[country])
    return PeriodicCard(card, NOTHING, (news,), COUNTRY) if news else None


async def ask_fit(reader: StoreReader, turn: Turn[Any], kind: str) -> PeriodicCard | None:
    """Start a fit review where the signs are there and the week has no review meeting to propose (F5)."""
    found = await find_fit_to_start(reader, turn) if kind == times.MEETING else None
    return PeriodicCard(found.card, found.about, (found.told,), START) if found else None


async def _open_goals(reader: StoreReader, turn: Turn[Any]) -> list[Goal]:
    return await reader.of(Goal).find(space=turn.member.space, state=GoalState.OPEN)


PROMPTS: Mapping[str, FindPrompt] = {
    times.GOALS: _goals,
    times.MEETING: _meetings,
    times.MINDSET: _mindset,
    times.VISION: _vision,
    times.LOOK_BACK: _look_back,
}
"""What each kind of scheduled job asks."""
