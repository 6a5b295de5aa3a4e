"""The form for the picture of the future, and what is wrong with it (P4)."""

from __future__ import annotations

from bot.core.cards import Field, FieldKind, Form, Passage
from bot.core.rich import Bold, rich
from bot.features.vision.commands import SaveVision
from bot.features.vision.contracts import Vision
from bot.features.vision.rules import MOST_STEPS, MOST_YEARS

SAY_SOMETHING = "A sentence or two is enough."
YEARS = f"A number of years from 1 to {MOST_YEARS}."
STEPS = f"One to {MOST_STEPS} steps, one a line."


def vision_form(vision: Vision | None, submit: SaveVision, account: str = "", text: str = "") -> Form:
    """The form for the picture, its horizon, the steps back to today, and whom else it needs."""
    whose = (Passage(text=rich("For the ", Bold(account), " team: everybody on it sees it.")),)
    return Form(
        title="Picture of the future",
        submit=submit,
        parts=whose if account else (),
        fields=(
            Field(
                name="text",
                label="What has become true?",
                kind=FieldKind.LINES,
                value=text or (vision.text if vision else ""),
                placeholder="Ports in three countries plan their storage with us",
                max_length=2000,
            ),
            Field(
                name="years",
                label="In how many years?",
                kind=FieldKind.NUMBER,
                value=str(vision.years if vision else 3),
            ),
            Field(
                name="steps",
                label="The steps back from there to today",
                kind=FieldKind.LINES,
                value="\n".join(vision.steps) if vision else "",
                hint="One a line, the furthest first; name people and roles: a regulator, our legal team",
                max_length=2000,
            ),
            Field(
                name="also",
                label="Who else will be needed?",
                kind=FieldKind.LINES,
                value=vision.also if vision else "",
                hint="One a line, e.g. Head of ports (Kestrel); begin colleagues with “inside:”",
                optional=True,
                max_length=1000,
            ),
        ),
    )
