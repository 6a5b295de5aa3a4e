"""Lets members of an empty office do what stories say, and checks each answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core.ports.coach import Coach
from bot.core.ports.memory import Embedder
from bot.evals.answers.shown import read_cards
from bot.evals.lifecycle.checking import failures
from bot.evals.lifecycle.stories import Story, StoryStep
from bot.evals.measuring.asked import ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome, figures_of
from bot.evals.measuring.side_by_side import side_by_side
from bot.evals.office import EvalOffice, eval_office, eval_template
from bot.features.recall.rules.deciding import Way


@dataclass(slots=True)
class Played:
    """What came of a story: what failed, for each of its checks."""

    checks: list[list[str]] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether every check held."""
        return not any(self.checks)


async def measure_lifecycle(
    stories: Sequence[Story], embedder: Embedder, coach: Coach, use: ModelUse, at_once: int
) -> Measured:
    """Play each story in an office of its own; a row is a story."""
    async with eval_template() as template:

        async def measure(story: Story) -> RowOutcome:
            async with eval_office(template, embedder, coach) as office:
                played = await play(story, office)
                use.add(office.coach)
                return _outcome(story, played, office.coach.answered_by)

        rows = await side_by_side(stories, measure, at_once)
    shares = figures_of(rows)
    figures: dict[str, Any] = {
        "stories": len(rows),
        "checks": sum(int(row.counted["checks_right"][1]) for row in rows),
        "right": shares.pop("right"),
        **{name: shares[name] for name in sorted(shares)},
    }
    return Measured(figures=figures, outcomes=rows)


async def play(story: Story, office: EvalOffice) -> Played:
    """Do what a story says, and check its answers."""
    played, said = Played(), dict[str, str]()
    for step in story.steps:
        office.set_day(step.on)
        if step.say:
            message, _ = await office.say(step.who, step.say)
            said[step.name or message] = message
        elif step.forget:
            await office.delete(step.who, said[step.forget])
        else:
            await _ask(step, office, played)
    return played


async def _ask(step: StoryStep, office: EvalOffice, played: Played) -> None:
    _, cards = await office.say(step.who, step.ask)
    answer = read_cards(cards)
    if step.expected is not None:
        abstains = answer.way is not Way.SURE
        played.checks.append(failures(step.expected, answer.everything, abstains=abstains))


def _outcome(story: Story, played: Played, answered_by: str) -> RowOutcome:
    right = sum(not each for each in played.checks)
    return RowOutcome(
        id=story.id,
        right=played.is_right,
        counted={
            "right": (float(played.is_right), 1.0),
            story.kind: (float(played.is_right), 1.0),
            "checks_right": (float(right), float(len(played.checks))),
        },
        answered_by=answered_by,
    )
