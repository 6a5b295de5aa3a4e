"""What goes out, and where: the rows of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.cards import Card, Form, Home
from bot.core.commands import Command

About = tuple[str, ...]
"""The ids of the contacts, notes, accounts and other rows that a card or form speaks of."""

NOTHING: About = ()
"""What a card is about that quotes nothing that could be withdrawn or erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Post a card to a member directly; without a `conversation`, in their direct message.

    `about` names what the card speaks of, so that it can be found, revised or deleted when that is withdrawn
    or erased. `subject` names what it answers to, so that a later delivery can replace it. `redraw` is the
    command that shows the same again, by what may be seen then; without one, the card is emptied instead.
    """

    card: Card
    about: About
    conversation: str | None = None
    thread: str | None = None
    subject: str = ""
    unasked_at: datetime | None = None
    """When it was said by itself, to somebody at work then: if it leaves much later, that is asked anew."""
    redraw: Command | None = None
    stream: str = ""
    """The message in its thread that grows already: this closes it, and is no second message."""
    grows: bool = False
    """What that message shows may stay, and the card's words follow; else the card takes its place."""
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replace:
    """Update a card in place; where it is gone, the new one is posted to the member instead."""

    card: Card
    conversation: str
    message: str
    about: About
    subject: str = ""
    redraw: Command | None = None
    kind: Literal["replace"] = "replace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revise:
    """Update the card that was posted with this subject, if it was; otherwise nothing."""

    card: Card
    subject: str
    about: About
    redraw: Command | None = None
    kind: Literal["revise"] = "revise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """Update a card of which something was withdrawn; where it is gone, there is nothing left to do.

    `withdrawal` names the withdrawal that waits for it, for whoever asked for that.
    """

    card: Card
    conversation: str
    message: str
    about: About
    redraw: Command | None = None
    withdrawal: str = ""
    subject: str = ""
    kind: Literal["amend"] = "amend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisper:
    """One line that only the member sees in a channel; a pointer, never content from notes."""

    card: Card
    conversation: str
    thread: str | None = None
    reply_url: str | None = None
    """Where Slack takes the line although the bot may be no member of the channel; for half an hour."""
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Fill the form that was opened, still empty, under `view`."""

    form: Form
    view: str
    about: About
    private: bool = False
    """The form is erased from the outbox as soon as it is settled (S1)."""
    kind: Literal["show"] = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retract:
    """Delete a message of the bot's own."""

    conversation: str
    message: str
    withdrawal: str = ""
    kind: Literal["retract"] = "retract"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishHome:
    """Publish the member's Home tab."""

    home: Home
    about: About
    withdrawal: str = ""
    kind: Literal["home"] = "home"


Delivery = Say | Replace | Revise | Amend | Whisper | Show | Retract | PublishHome
