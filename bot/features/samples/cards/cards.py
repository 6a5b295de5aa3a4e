"""The cards of this feature (B6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Row, Style
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.rich import Bold, Code, rich
from bot.core.words import plural
from bot.features.briefs.commands import Brief
from bot.features.portfolio.commands import ShowPortfolio
from bot.features.recall.commands import Ask
from bot.features.samples.cards.world import MARK
from bot.features.samples.commands import LoadSamples, RemoveSamples


def there_card(people: Sequence[Contact], *, new: bool) -> Card:
    """Says that the sample data is there, and what can be tried with it."""
    first = people[0]
    name = first.name.removesuffix(MARK).strip()
    said = "I put in" if new else "There are"
    question = f"What does {name} worry about?"
    return Card(
        text=rich(
            f"{said} {plural(len(people), 'made-up person', 'made-up people')}, with notes and promises. ",
            "Each is marked ",
            Bold(MARK),
            ", so you always see what is not real.",
        ),
        parts=(
            Row(text=(question,), button=Button(label="Ask that", command=Ask(question))),
            Row(
                text=(f"Before you talk to {name}",),
                button=Button(label="Brief me", command=Brief(first.name, first.id)),
            ),
            Row(text=("How it all stands",), button=Button(label="Portfolio", command=ShowPortfolio())),
        ),
        context=rich(
            "Only you see them; nothing of them comes up by itself. Away with all: ",
            Code("/tactegic sample off"),
        ),
        buttons=(Button(label="Take it all away", command=RemoveSamples(), style=Style.DANGER),),
    )


def gone_card(count: int, kept: int, change: str) -> Card:
    """Says that the sample data is gone, and how many notes of the member's own stay."""
    notes = plural(kept, "note that you wrote yourself stays", "notes that you wrote yourself stay")
    return Card(
        text=(
            f"The sample is gone: {plural(count, 'made-up person', 'made-up people')}, with their notes and "
            "promises.",
            *((f" The {notes}, without these people.",) if kept else ()),
        ),
        buttons=(undo_button(change), Button(label="Put it in again", command=LoadSamples())),
    )


def none_card() -> Card:
    """Says that there is no sample data to take away."""
    return Card(
        text=("There is no sample to take away.",),
        buttons=(Button(label="Put a sample in", command=LoadSamples()),),
    )
