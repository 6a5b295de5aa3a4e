"""Goes on from what was said before in the thread: "and Lars?", "the second", "put it on my plan" (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.cards.general import planned_words
from bot.core.coaching.investment import Assessment
from bot.core.coaching.understanding import Intent
from bot.core.commands import Command, Said, ShowAccount
from bot.core.dialogue import Exchange, earlier_in
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.turn import Turn
from bot.features.assessment.commands import PutOnPlan
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import OpenNote
from bot.features.nudges.commands import DraftFor
from bot.features.overviews.commands import Compare
from bot.features.overviews.contracts import overview_asked
from bot.features.people.commands import ShowContact
from bot.features.plans.commands import AddActivity
from bot.features.recall.handlers.known import to_known_people
from bot.language.follow_ups import Before, asks_for_plan, go_on, name_added, narrow, which_one
from bot.language.thread_asks import ThreadAsk, asked_of_answer, only_asked, whats_open

_RECENT = 4
"""How many exchanges back "it" may lie."""


@dataclass(frozen=True, slots=True)
class InFull:
    """Words that went on from others, in full, and what those before them asked for."""

    words: str
    intent: Intent


async def follow(turn: Turn[Said], text: str) -> Command | InFull | None:
    """What words ask for together with those before them in their thread; None where they stand alone."""
    if not turn.origin.thread:
        return None
    async with turn.read() as reader:
        earlier = await earlier_in(reader, turn.scope, turn.thread)
    if not earlier:
        return None
    return (
        await _pointing(turn, text, earlier)
        or _beside_compared(turn, text, earlier[0])
        or _going_on(turn, text, earlier[0])
    )


async def _pointing(turn: Turn[Said], text: str, earlier: Sequence[Exchange]) -> Command | None:
    """The command for words that point at what was shown."""
    if (planned := asks_for_plan(text, turn.today)) is not None:
        return await _plan(turn, earlier, planned[0].isoformat() if planned[0] else "")
    if asked_of_answer(text) is ThreadAsk.SHORTER:
        latest = earlier[0]
        person = next(iter(turn.people.some(latest.about)), None)
        return DraftFor(contact_id=person.id, short=True) if latest.command == "draft" and person else None
    if (number := which_one(text)) is not None:
        return await _of_list(turn, earlier[0], number)
    return None


async def _plan(turn: Turn[Said], earlier: Sequence[Exchange], on: str) -> Command | None:
    """The command that plans what was shown last: a tested action, a promise, a message, or a talk.

    None where nothing of that was shown, or more than one: then words have to say it.
    """
    for exchange in earlier[:_RECENT]:
        if (assessment := await _first_of(turn, exchange, Assessment)) is not None:
            return PutOnPlan(assessment.id, on)
        people = turn.people.some(exchange.about)
        if len(people) != 1:
            continue
        [person] = people
        async with turn.read() as reader:
            rows = await reader.of(Commitment).find(id=exchange.about, state=CommitmentState.OPEN)
        asked = exchange.intent in (Intent.RECALL, Intent.NOTE)
        mine = [
            each for each in rows if asked and each.by is Promiser.MEMBER and each.space == turn.scope.own
        ]
        if len(mine) > 1:
            return None
        first = person.name.split()[0]
        talk = planned_words(first, drafted=exchange.command == "draft")
        return AddActivity(mine[0].what if mine else talk, contact_id=person.id, on=on)
    return None


async def _first_of(turn: Turn[Said], exchange: Exchange, kind: type[Any]) -> Any:
    """The first row of a kind that an answer quoted; None where it quoted none."""
    async with turn.read() as reader:
        return next(iter(await reader.of(kind).find(id=exchange.about)), None)


async def _of_list(turn: Turn[Said], latest: Exchange, number: int) -> Command | None:
    """The command that shows one of the people, or of the notes, that were listed."""
    people = [id for id in latest.about if turn.people.get(id) is not None]
    async with turn.read() as reader:
        notes = {note.id for note in await reader.of(Note).find(id=latest.about)}
    listed = [id for id in latest.about if id in notes]
    begins_with_note = bool(latest.about) and latest.about[0] in notes
    chosen = listed if begins_with_note else people
    if not -1 <= number < len(chosen) or len(chosen) < 2:
        return None
    return OpenNote(chosen[number]) if begins_with_note else ShowContact(contact_id=chosen[number])


def _beside_compared(turn: Turn[Said], text: str, latest: Exchange) -> Command | None:
    """The comparison with one more, or the brief on one of those compared."""
    companies = tuple(turn.people.companies.values())
    names = [each.name for each in turn.people.contacts]
    compared = overview_asked(latest.words, names, companies, turn.today)
    if not isinstance(compared, Compare):
        return None
    before = Before(latest.words, "", to_known_people(turn.people), companies)
    if (only := only_asked(text)) and name_added(f"{only}?", before, turn.today):
        account = turn.people.account_meant(only)
        return ShowAccount(account.name) if account is not None else Brief(only)
    added = name_added(text, before, turn.today)
    return Compare((*compared.names, added)) if added else None


def _going_on(turn: Turn[Said], text: str, latest: Exchange) -> InFull | None:
    """The words in full, where they ask the same as before of somebody or something else."""
    people = turn.people
    known = to_known_people(people)
    about = next(iter(people.names(turn.in_thread)), "")
    before = Before(latest.words, about, known, tuple(people.companies.values()))
    whole = go_on(text, before, turn.today)
    if whole is None and (only := only_asked(text)):
        if latest.command == "promises":
            narrowed = narrow(only, replace(before, words=whats_open()), turn.today)
            return InFull(narrowed, Intent.RECALL) if narrowed else None
        whole = narrow(only, before, turn.today)
    return InFull(whole, latest.intent) if whole else None
