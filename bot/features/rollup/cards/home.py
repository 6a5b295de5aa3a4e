"""The part of a manager's Home tab on the team (T5, B5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Part, Passage, Row
from bot.core.rich import Code, rich
from bot.core.words import join_words, plural, shorten
from bot.features.rollup.commands import OneOnOne, RollUp, ShowThemes

_NAMES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamAtHome:
    """What a manager sees of the team, of all that sellers shared."""

    answered: Sequence[str]
    """Names of those who shared that they answered the present round."""
    without: Sequence[str]
    """Accounts without a picture of their future."""
    new: int
    """Answers that are new since the roll-up came last."""
    of: Sequence[str]
    """From whom those are."""


def nothing_shared() -> list[Part]:
    """Say that sellers choose it themselves, and where lines are seen."""
    text = rich(
        "None of your sellers shares a look ahead with you yet; they choose it themselves. ",
        "Who reports to you: ",
        Code("/tactegic reports"),
    )
    return [Passage(heading="Your team", text=text)]


def team(view: TeamAtHome) -> list[Part]:
    """What sellers shared, each line with one thing to do."""
    parts: list[Part] = [Passage(heading="Your team", text=("Only what each of them chose to share.",))]
    names = join_words(list(view.answered[:_NAMES]))
    answered = f"Answered this time: {names}." if names else "Nobody has shared this time's look ahead yet."
    parts.append(Row(text=(answered,), button=Button(label="Prepare a talk", command=OneOnOne())))
    if view.new:
        whose = join_words(list(view.of[:_NAMES]))
        news = f"{plural(view.new, 'new answer')} from {whose}."
        parts.append(Row(text=(news,), button=Button(label="Read them", command=RollUp())))
    if view.without:
        accounts = join_words([shorten(each, 50) for each in view.without[:_NAMES]])
        gaps = f"No picture of the future yet: {accounts}."
        parts.append(Row(text=(gaps,), button=Button(label="Talk about one", command=OneOnOne())))
    parts.append(
        Row(text=("What recurs across accounts",), button=Button(label="Themes", command=ShowThemes()))
    )
    return parts
