"""What a member, a button, a form or a schedule asks for: one small value per request.

Every command registers under its class name, which is how it is written down in a job, in a button or in
a form; one that is renamed lists its `former_names`, so that what was written before is still read. A feature
brings its own commands in its `commands.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

FieldValue = str | tuple[str, ...] | None
"""What a form's field holds when it is sent: text, an ISO date, an option's value, or several of these."""


class Surface(StrEnum):
    """Where a command came from."""

    DIRECT = "direct"
    CHANNEL = "channel"
    SLASH = "slash"
    BUTTON = "button"
    SHORTCUT = "shortcut"
    FORM = "form"
    HOME = "home"
    JOB = "job"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place a command came from, so that its answer goes back there.

    `message` is the message or card acted on, `thread` its thread's root, `view` the id under which an
    opened, still empty form waits to be filled.
    """

    surface: Surface
    conversation: str | None = None
    message: str | None = None
    thread: str | None = None
    view: str | None = None
    reply_url: str | None = None
    """Where a slash command may be answered for half an hour, wherever it was typed."""


class Command:
    """Base of everything that can be asked for; subclasses are frozen dataclasses."""

    __slots__ = ()
    registry: ClassVar[dict[str, type[Command]]] = {}
    needs_form: ClassVar[bool] = False
    """It opens a form wherever it comes from, which must happen within the request."""
    reads_people: ClassVar[bool] = True
    """Its handler looks at the member's contacts, so they are read when its Turn begins."""
    private: ClassVar[bool] = False
    """What it carries is nobody's but the member's: its payload is erased as soon as it is settled (S1)."""
    unasked: ClassVar[bool] = False
    """Nobody waits for it: when it fails for good, nobody is told."""
    shows: ClassVar[bool] = False
    """It only shows what is there: asked again later, it shows what the member may see then, and changes
    nothing. Its cards are drawn anew by it when something that they quote is withdrawn."""
    for_everybody: ClassVar[bool] = False
    """It is done for whomever it concerns, also for those who may no longer use the bot."""
    former_names: ClassVar[tuple[str, ...]] = ()
    """Names of the class before it was renamed: what was written down under them is still read."""

    def flaw(self) -> str:
        """Return what is wrong with the values taken together, when the command is read; "" for nothing."""
        return ""

    def __init_subclass__(cls) -> None:
        names = (cls.__name__, *cls.__dict__.get("former_names", ()))
        for name in names:
            known = Command.registry.get(name)
            # A dataclass with slots is made twice, under the same name.
            if known is not None and (known.__module__, known.__name__) != (cls.__module__, cls.__name__):
                raise TypeError(f"two commands are written down as {name}")
        Command.registry.update(dict.fromkeys(names, cls))


class NamesMembers:
    """Marks commands that name members as typed; `mentioned` are pairs of name and id."""

    __slots__ = ()


class FormCommand(Command):
    """Base of what a form asks for when it is sent; its field `values: FormValues` is filled then."""

    __slots__ = ()


FormValues = Mapping[str, FieldValue]


def no_values() -> FormValues:
    """The values of a form that was not sent yet."""
    return {}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with a message; its content is fetched when it is needed."""

    id: str
    name: str
    mimetype: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A message that a member forwarded: its words, who wrote them, and the address of the original."""

    text: str
    author: str = ""
    permalink: str = ""


@dataclass(frozen=True, slots=True)
class Said(Command):
    """A member wrote to the bot in plain words, directly or by mentioning it in a channel.

    `text` is what they wrote themselves; it may be empty beside files or forwarded messages.
    """

    text: str
    files: tuple[AttachedFile, ...] = ()
    forwarded: tuple[Forwarded, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed(Command):
    """A member ran the slash command; `line` is all that follows `/tactegic`.

    `mentioned` are the members named in it with an @, as pairs of the name as it stands there and their id.
    """

    line: str
    mentioned: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Take one change back, if nothing of it was changed since."""

    change: str


@dataclass(frozen=True, slots=True)
class Apologize(Command):
    """Tell the member that something they asked for failed for good; `reference` is in the log too."""

    reference: str
    unasked: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class Dismiss(Command):
    """Close a card or a question without doing anything."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent(FormCommand):
    """A form with nothing to do on sending (a read-only view)."""

    values: FormValues = field(default_factory=no_values)


@dataclass(frozen=True, slots=True)
class ListContacts(Command):
    """List contacts, a page at a time; `words` narrows by name or account."""

    shows: ClassVar[bool] = True
    words: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowAccount(Command):
    """Show the page of one account; `page` turns the list of its people.

    `turns` says that it takes the place of the card it was asked on, which holds nothing else.
    """

    shows: ClassVar[bool] = True
    name: str = ""
    account_id: str = ""
    page: int = 0
    turns: bool = False


@dataclass(frozen=True, slots=True)
class Help(Command):
    """Explain what can be asked; a topic narrows it.

    `turns` says that it takes the place of the card it was asked on, which holds nothing else.
    """

    topic: str = ""
    turns: bool = False


@dataclass(frozen=True, slots=True)
class ExplainAnswer(Command):
    """Tell how an answer came about; the latest one where none is named."""

    shows: ClassVar[bool] = True
    exchange_id: str = ""


@dataclass(frozen=True, slots=True)
class NextSteps(Command):
    """The three most likely next steps for this member now (`/tactegic` alone)."""

    shows: ClassVar[bool] = True
