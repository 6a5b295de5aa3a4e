"""The wanted balance of the phases: as it is, as it is changed, and the form for it (P3)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Field, FieldKind, Form
from bot.core.common_cards import undo_button
from bot.core.contacts import Phase
from bot.core.rich import Code, rich
from bot.core.words import join_words
from bot.features.portfolio.commands import ChangeTarget, EditTarget, ShowPortfolio
from bot.features.portfolio.rules.balance import Target

HUNDRED = "The three percentages add up to 100."


def target_form(target: Target) -> Form:
    """The form for the wanted shares of the phases."""

    def share(name: str, value: int, hint: str) -> Field:
        label = f"{name.capitalize()}, in percent"
        return Field(name=name, label=label, kind=FieldKind.NUMBER, value=str(value), hint=hint)

    return Form(
        title="Target balance",
        submit=ChangeTarget(),
        fields=(
            share("creation", target.creation, "Starting relationships"),
            share("bridge", target.bridge, "Moving toward value for both"),
            share("capitalization", target.capitalization, "Drawing on what was built"),
        ),
    )


def target_set_card(target: Target, change: str) -> Card:
    """The wanted balance was changed."""
    return Card(
        text=(f"Your target is {_shares(target)} now.",),
        buttons=(
            undo_button(change),
            Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )


def target_card(target: Target) -> Card:
    """The wanted balance as it is."""
    return Card(
        text=(f"Your target is {_shares(target)}.",),
        context=rich("Change it with ", Code("/tactegic target 30 40 30")),
        buttons=(
            Button(label="Change", command=EditTarget(), opens_form=True),
            Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )


def _shares(target: Target) -> str:
    return join_words([f"{target.share(phase)} % {phase.value}" for phase in Phase])
