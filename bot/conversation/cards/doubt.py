"""Cards that ask what words are, and that say what was made of them instead (B4)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.choices import Choice
from bot.conversation.commands import ReadDraftAs
from bot.core.cards import Button, Card, Style
from bot.core.commands import Command, Dismiss
from bot.core.words import shorten
from bot.features.notes.commands import KeepDraft
from bot.language.pastes import Paste, PasteKind

LABELS: dict[str, str] = {
    Choice.NOTE: "Keep as a note",
    Choice.RECALL: "Answer from my notes",
    Choice.ASSESS: "Test as an action",
    Choice.BRIEF: "Brief me",
    Choice.CHECK: "Check it as a plan or contract",
}
KEEP_WORDS = "Keep your words as a note"
"""The button beside a file that came with words."""
_OTHERS: dict[str, str] = {
    Choice.NOTE: "Keep it as a note instead",
    Choice.RECALL: "That was a question",
    Choice.ASSESS: "Test it as an action",
    Choice.BRIEF: "Brief me instead",
}


def command_label(name: str, summary: str) -> str:
    """The button that does a subcommand with the words: its name, and what it does."""
    return shorten(f"{name.capitalize()}: {summary}", 70)


def other_label(choice: str) -> str:
    """The button of a result that reads the words in another way."""
    return _OTHERS[choice]


def what_is_it(draft_id: str, said: str, options: Sequence[tuple[str, str]]) -> Card:
    """Ask one question: what the words are."""
    return Card(
        text=(f"I'm not sure what you would like me to do with “{shorten(said, 80)}”.",),
        buttons=choice_buttons(draft_id, options),
        context=("Nothing was kept yet.",),
    )


def choice_buttons(draft_id: str, options: Sequence[tuple[str, str]]) -> tuple[Button, ...]:
    """The buttons that read words which wait in one way or another."""
    return tuple(Button(label=label, command=_reading(draft_id, choice)) for choice, label in options)


def _reading(draft_id: str, choice: str) -> Command:
    return KeepDraft(draft_id) if choice == Choice.NOTE else ReadDraftAs(draft_id, choice)


def chosen(label: str) -> Card:
    """Close the question with what was chosen."""
    return Card(text=(f"All right: {label[:1].lower()}{label[1:]}.",))


def taken_back(choice: str) -> Card:
    """Say that what was made of the words is gone, and what comes in its place."""
    other = {
        Choice.RECALL: "The answer is below.",
        Choice.ASSESS: "The test is below.",
        Choice.BRIEF: "The brief is below.",
    }
    return Card(text=(f"Taken back, nothing of it is kept. {other.get(Choice(choice), '')}".strip(),))


def looks_like(draft_id: str, paste: Paste) -> Card:
    """Say what a paste or a file looks like, and ask what to do with it."""
    keep = Button(label="Keep it as a note", command=ReadDraftAs(draft_id, Choice.NOTE))
    leave = Button(label="Leave it", command=Dismiss())
    if paste.kind is PasteKind.PAPER:
        check = Button(
            label=LABELS[Choice.CHECK], command=ReadDraftAs(draft_id, Choice.CHECK), style=Style.PRIMARY
        )
        return Card(
            text=(f"That is a long text, {paste.size:,} words. What shall I do with it?",),
            buttons=(check, keep, leave),
            context=("Nothing was kept yet.",),
        )
    return Card(
        text=("This looks like an invitation to a meeting, so I have not counted it as a touch.",),
        buttons=(keep, leave),
        context=("Nothing was kept yet. As a note it is kept word for word.",),
    )
