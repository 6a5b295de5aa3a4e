"""The forms of a mutual objective and of sharing it, and what is said beside their fields (F7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Field, FieldKind, Form, Passage
from bot.core.rich import Bold, rich
from bot.core.words import shorten
from bot.features.objectives.commands import (
    SaveObjective,
    SaveObjectiveSharing,
)
from bot.features.objectives.contracts.values import Benefit, MutualObjective
from bot.features.objectives.rules import Lack
from bot.features.teams.commands import EditTeam
from bot.features.teams.contracts.cards import team_choice
from bot.features.teams.contracts.values import AccountTeam

OWN_SIDE = "Our side"
"""What the member's own side is called."""
WHAT_TOGETHER = "Write in a sentence what you want to reach together."
_LONGEST = 1000
"""Characters of an objective or a benefit."""


def sharing_form(
    label: str, objective: MutualObjective, submit: SaveObjectiveSharing, teams: Sequence[AccountTeam]
) -> Form:
    """The form that asks with which teams an objective is shared."""
    return Form(
        title="Share the objective",
        submit=submit,
        parts=(Passage(text=rich("With ", Bold(label), f": “{shorten(objective.text, 500)}”")),),
        fields=(
            team_choice(
                teams,
                objective.shared_with,
                "Everybody on the team then sees this text and its versions; you can take it back",
            ),
        ),
    )


def no_team_form() -> Form:
    """The same form for a member who is on no team."""
    return Form(
        title="Share the objective",
        parts=(Passage(text=("You are on no account team yet, so there is nobody to share it with.",)),),
        buttons=(Button(label="Make a team", command=EditTeam(), opens_form=True),),
    )


def objective_form(label: str, submit: SaveObjective, objective: MutualObjective | None) -> Form:
    """The form of an objective: one text, with the benefit of each party."""
    ours, theirs, third = [*(objective.benefits if objective else ()), None, None, None][:3]
    return Form(
        title="Mutual objective",
        submit=submit,
        parts=(
            Passage(
                text=rich("With ", Bold(label), ". Both sides should be able to read it out."),
            ),
        ),
        fields=(
            Field(
                name="text",
                label="What do you want to reach together?",
                kind=FieldKind.LINES,
                value=objective.text if objective else "",
                max_length=_LONGEST,
                placeholder="Carbon figures that an auditor accepts at the first reading",
            ),
            _benefit("theirs", submit.theirs, theirs, "Two weeks less work for every quarterly report"),
            _benefit("ours", submit.ours, ours, "We learn how audits work in practice, as a reference"),
            *_third_party(third),
        ),
    )


def _benefit(name: str, party: str, benefit: Benefit | None, example: str) -> Field:
    return Field(
        name=name,
        label=shorten(f"What {party} has of it".replace(OWN_SIDE, OWN_SIDE.lower()), 100),
        kind=FieldKind.LINES,
        value=benefit.text if benefit else "",
        max_length=_LONGEST,
        placeholder=example,
    )


def _third_party(benefit: Benefit | None) -> tuple[Field, Field]:
    return (
        Field(
            name="third",
            label="Another party",
            value=benefit.party if benefit else "",
            optional=True,
            max_length=100,
            placeholder="Their auditor",
        ),
        Field(
            name="third_benefit",
            label="What that party has of it",
            kind=FieldKind.LINES,
            value=benefit.text if benefit else "",
            optional=True,
            max_length=_LONGEST,
        ),
    )


def lack_sentence(party: str, lack: Lack) -> str:
    """What an objective lacks for a party, as a question to the member."""
    match lack:
        case Lack.NOTHING:
            return f"What does {party} have of it? Without that it serves one side only."
        case Lack.EMPTY_WORDS:
            return f"Which benefit is it that {party} would notice? Say it in a few concrete words."
        case Lack.OTHERS_BENEFIT:
            return f"This is what your side has of it. What does {party} have, in their own terms?"
