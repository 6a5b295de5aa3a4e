"""`python -m tests.simulation.half_year`: all that came to a seller, a manager and a leader in half a year.

Writes docs/half-year.md: every message that each of them got by itself, in order, out of the real engine.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.subcommands import parse_line
from bot.core.cards import Button, Card, Choices, Facts, Passage, Picture, Row
from bot.core.commands import Command
from bot.core.deliveries import Say
from bot.core.figures import Diagram
from bot.core.identity import MemberId
from bot.core.ports.queues import Outbox, Outgoing
from bot.core.rich import plain
from bot.features.mindset.commands import Reflect, SaveAttitude
from bot.features.notes.commands import TakeNote
from bot.features.rollup.commands import ShareRound
from bot.features.rounds.commands import AnswerInForm, SaveAnswers
from bot.features.vision.commands import EditVision, SaveVision
from bot.store.outbox import Pace
from bot.store.store import open_store
from tests.simulation.driving import Post, SimClock, Simulation
from tests.simulation.lives import (
    AT,
    BEGIN,
    LIVES,
    NAMES,
    SHOWN,
    ZONE,
    Habit,
    Life,
    day,
    lines_of_the_team,
    person_of,
    rows_of,
)
from tests.support.databases import database_maker

START = datetime(BEGIN.year, BEGIN.month, BEGIN.day, tzinfo=UTC)
DAYS = 182
NO_PACE = Pace(channel_seconds=0, workspace_per_second=1e6, workspace_burst=10**6)
_ACCOUNT = re.compile(r"\{account\}(?:['\u2019]s)?")
"""Where a question names the account, with what makes it the owner: a name that ends in s takes less."""
_HOUR = timedelta(hours=1)
_ROUNDS = ("round", "stratical-round")
_MIRAS_VISION = {
    "text": "In 2030 food companies plan their cold chain with us before they build. Ana Ruiz, Chiara Conti "
    "and Yuki Tanaka bring their peers along.",
    "years": "3",
    "steps": "A steering group with Northwind\nA visit of two customers at a third one",
    "also": "",
}


@dataclass
class HalfYear(Simulation):
    """The team's half-year; `said` is what came by itself, `doing` what people will do and when (UTC)."""

    doing: list[tuple[datetime, MemberId, Command]] = field(default_factory=list)
    answered: dict[MemberId, int] = field(default_factory=dict)

    async def _populate(self) -> None:
        for person, life in zip(self.members, LIVES, strict=True):
            person.zones.append((self.clock.time, person.zone))
            self._seen_zone[life.member] = person.zone
            work = self._work_of(person, f"populate:{life.member}")
            async with self.stores[0].write(work) as uow:
                for row in rows_of(life, self.clock.time):
                    await uow.of(type(row)).put(row)
            for number, words in life.lines:
                at = datetime.combine(day(number), AT, ZoneInfo(ZONE)).astimezone(UTC)
                command = _typed(words) if words.startswith("/") else TakeNote(words)
                self.doing.append((at, life.member, command))
        async with self.stores[0].write(self._work_of(self.members[0], "lines")) as uow:
            for line in lines_of_the_team(self.clock.time):
                await uow.of(type(line)).put(line)

    async def run(self, until: datetime, so_far: Callable[[Simulation], None] = lambda _: None) -> None:
        """Go on to a time, an hour at a time where people may be at work; nights are passed over."""
        await self._populate()
        while self.clock.time < until:
            self.clock.time += _HOUR
            local = self.clock.time.astimezone(ZoneInfo(ZONE))
            if 8 <= local.hour <= 18:
                self.steps += 1
                await self._step()

    async def _live(self) -> None:
        """What people wrote down to do now, and what cards of these days lead them to."""
        now = [each for each in self.doing if each[0] <= self.clock.time]
        self.doing = [each for each in self.doing if each[0] > self.clock.time]
        for number, (_, member, command) in enumerate(now):
            await self._ask(self._by_id[member], command, f"life:{number}")

    async def _post(self, outbox: Outbox, outgoing: Outgoing) -> None:
        await super()._post(outbox, outgoing)
        run = self._by_delivery.get(outgoing.id)
        if isinstance(outgoing.delivery, Say):
            kind = run.command.kind if run else outgoing.delivery.card.header
            self._react(outgoing.member, outgoing.delivery.card, kind)

    def _react(self, member: MemberId, card: Card, kind: str) -> None:
        """Do with a card what this person does with such cards."""
        life = next(each for each in LIVES if each.member == member)
        if kind in _ROUNDS:
            self._answer_round(life, card)
            return
        habit = life.habits.get(kind)
        if habit is None or self.random.randrange(10) >= habit.often:
            return
        later = self.clock.time + timedelta(days=habit.after_days, hours=2)
        self.doing += [(later, member, command) for command in _clicked(card, habit)]

    def _answer_round(self, life: Life, card: Card) -> None:
        if self.random.randrange(10) >= life.answers_rounds:
            return
        forms = [b.command for b in buttons(card) if isinstance(b.command, AnswerInForm)]
        done = self.answered.get(life.member, 0)
        later = self.clock.time + timedelta(hours=5)
        for form in forms[:1]:
            self.answered[life.member] = done + 1
            words = life.answers[done % len(life.answers)]
            values: dict[str, Any] = {self._asked_in(card): words}
            answer = SaveAnswers(form.round_id, form.account_id, values=values)
            self.doing.append((later, life.member, answer))
            self.doing.append((later + timedelta(hours=1), life.member, ShareRound(form.round_id)))

    def _asked_in(self, card: Card) -> str:
        """The id of the question that the card of a round asks; raises ValueError where it asks none."""
        said, knowledge = " ".join(words_of(card)), self._ports_of[0].knowledge
        for question in (*knowledge.tactegic.questions, *knowledge.stratical.questions):
            if any(all(part in said for part in _ACCOUNT.split(each)) for each in question.variants):
                return question.id
        raise ValueError(f"no question: {said}")


def _typed(words: str) -> Command:
    """The command of a line that somebody types."""
    command = parse_line(words.removeprefix("/"))
    if not isinstance(command, Command):
        raise ValueError(f"no command: {words}")
    return command


def _clicked(card: Card, habit: Habit) -> list[Command]:
    """The command of the first button that the habit names; a form is filled in as this person would."""
    by_label = {each.label: each.command for each in reversed(list(buttons(card)))}
    command = next((by_label[label] for label in habit.labels if label in by_label), None)
    match command:
        case None:
            return []
        case Reflect():
            return [SaveAttitude("UMIRA-Ana-Ruiz", "curiosity", {"answer": "How she holds it all together."})]
        case EditVision():
            return [SaveVision(values=dict(_MIRAS_VISION))]
        case _:
            return [command]


def buttons(card: Card) -> Iterator[Button]:
    """Every button of a card, wherever it stands."""
    yield from card.buttons
    for part in card.parts:
        match part:
            case Row(button=button, menu=menu):
                yield from ((button,) if button else ())
                yield from menu
            case Choices(buttons=several):
                yield from several
            case _:
                pass
    yield from card.menu


def words_of(card: Card) -> list[str]:
    """What a card says, a line for each part, without its buttons."""
    parts = [_words(part) for part in card.parts]
    return [each for each in (card.header, plain(card.text), *parts, plain(card.context)) if each]


def _words(part: object) -> str:
    match part:
        case Passage(text=text, heading=heading):
            return f"{heading}: {plain(text)}" if heading else plain(text)
        case Row(text=text):
            return plain(text)
        case Facts(pairs=pairs):
            return ", ".join(f"{label}: {plain(value)}" for label, value in pairs)
        case Picture(alt=alt):
            return f"[picture: {alt}]"
        case Diagram(title=title, said=said):
            return f"[chart: {title}: {said}]"
        case _:
            return ""


async def live(url: str, *, days: int = DAYS, seed: int = 1) -> HalfYear:
    """Let the half-year go by on an empty database."""
    clock = SimClock(START)
    store = await open_store(url, clock, pace=NO_PACE, migrated=True)
    people = [person_of(life, START) for life in LIVES]
    year = HalfYear([store], clock, people, (), Random(seed), keeps_cards=True, at_once=1)
    try:
        await year.run(START + timedelta(days=days))
    finally:
        await store.close()
    return year


def by_itself(year: HalfYear, member: MemberId) -> list[Post]:
    """What came to a member by itself, in order."""
    return [post for post in year.posts if post.member == member and post.run is not None and post.card]


def page(year: HalfYear) -> str:
    """The page: each of the three, with a count by kind and every message."""
    return "\n".join([_INTRO, *(_section(year, member) for member in SHOWN)])


_INTRO = """# Half a year of three people

Every message that came by itself to a seller, to her manager and to the leader above them, in order, from
January to June 2027, out of the real engine with the coach by rules: only the clock is moved, and what they
do is a script (`tests/simulation/lives.py`). Names and companies are made up. What came as an answer to
something that they did is left out. Written by `python -m tests.simulation.half_year`.
"""


def _section(year: HalfYear, member: MemberId) -> str:
    posts = by_itself(year, member)
    counts: dict[str, int] = {}
    for post in posts:
        assert post.run is not None
        counts[post.run.command.kind] = counts.get(post.run.command.kind, 0) + 1
    counted = ", ".join(f"{count} of {kind}" for kind, count in sorted(counts.items()))
    days = len({post.at.date() for post in posts})
    head = f"## {NAMES[member]}, {SHOWN[member]}\n\n{len(posts)} messages on {days} days: {counted}.\n"
    return "\n".join([head, *(_message(post) for post in posts)])


def _message(post: Post) -> str:
    assert post.run is not None
    assert post.card is not None
    local = post.at.astimezone(ZoneInfo(ZONE))
    said = "\n".join(f"> {line}".replace("\n", "\n> ") + "\n>" for line in words_of(post.card))
    labels = " ".join(f"[{each.label}]" for each in (*post.card.buttons, *_first_of_rows(post.card)))
    head = f"**{local:%A %-d %B, %H:%M}** ({post.run.command.kind})"
    return f"{head}\n\n{said}\n> {labels}\n" if labels else f"{head}\n\n{said}\n"


def _first_of_rows(card: Card) -> list[Button]:
    return [part.button for part in card.parts if isinstance(part, Row) and part.button]


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--out", type=Path, default=Path("docs/half-year.md"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, database_maker("sqlite", Path(folder)) as make:
        year = asyncio.run(live(make(), days=given.days))
    given.out.write_text(page(year), encoding="utf-8")


if __name__ == "__main__":
    main()
