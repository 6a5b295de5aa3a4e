"""What the buttons of the conversation ask for: to read words in another way (B4)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class ReadDraftAs(Command):
    """Do with words that waited for a click what the member chose: a `Choice`, or a subcommand's name.

    `beside` says that the clicked card is about something else, and stays.
    """

    draft_id: str
    choice: str
    beside: bool = False


@dataclass(frozen=True, slots=True)
class TrustProposals(Command):
    """Do a command line that was proposed, and from now on do such ones without a click."""

    line: str


@dataclass(frozen=True, slots=True)
class AskBeforeDoing(Command):
    """Propose such commands again, in place of doing them."""

    name: str


@dataclass(frozen=True, slots=True)
class ReadAgain(Command):
    """Take back what was made of words, and do with them what the member chose, a `Choice`.

    The words are those of the note that was made of them, else `text`; then `change` is what is taken back.
    """

    choice: str
    note_id: str = ""
    change: str = ""
    text: str = ""
