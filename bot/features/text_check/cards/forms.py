"""The form that a text is pasted into, and what is said beside its field (P5)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage
from bot.core.coaching.checking import Sort
from bot.features.text_check.commands import OpenCheck, SubmitCheck

PASTED_LIMIT = 3_000
"""Characters that the form takes."""


def paste_form() -> Form:
    """The form that a text is pasted into."""
    return Form(
        title="Check a text",
        submit=SubmitCheck(),
        submit_label="Check",
        parts=(
            Passage(
                text=(
                    "A plan, a contract summary or a team document. I look for what goes on from today, what "
                    "works from a future, and what is left out.",
                )
            ),
        ),
        fields=(
            Field(
                name="text",
                label="The text",
                kind=FieldKind.LINES,
                max_length=PASTED_LIMIT,
                hint="Longer ones: send me the file in our direct message, with “check this”.",
            ),
            Field(
                name="sort",
                label="What is it?",
                kind=FieldKind.SELECT,
                value="guess",
                options=(
                    Option("guess", "Tell it by the text"),
                    Option(Sort.PLAN, "A plan"),
                    Option(Sort.CONTRACT, "A contract or its summary"),
                    Option(Sort.TEAM_DOCUMENT, "A team document"),
                ),
            ),
        ),
    )


def paste_here() -> Card:
    """The card with a button that opens the form, where none could be opened at once."""
    return Card(
        text=("Paste the text, or send me the file here with “check this”.",),
        context=("Text, Markdown, Word and PDF, up to 5 MB and 60 pages",),
        buttons=(Button(label="Paste a text", command=OpenCheck(), opens_form=True),),
    )


NO_WORDS = "Paste some sentences to check"
