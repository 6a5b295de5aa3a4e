"""What can be asked for: comparisons, summaries over a span, and packs for a QBR (B2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class Compare(Command):
    """Put two to four people, or companies, side by side.

    `ids` are the contacts' ids in the order of the names, "" for whoever has to be found by name.
    """

    shows: ClassVar[bool] = True
    names: tuple[str, ...]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summarize(Command):
    """Sum up what happened with somebody, with a company, or with everybody, over a span of days.

    `since` and `until` are ISO dates, both inclusive; without them it is the last quarter of a year. `words`
    say whom and over which time, where they are not read yet: "Northwind since March".
    """

    shows: ClassVar[bool] = True
    name: str = ""
    since: str = ""
    until: str = ""
    contact_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PreparePack(Command):
    """Prepare a quarterly business review with a company."""

    shows: ClassVar[bool] = True
    name: str = ""
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class SendPack(Command):
    """Send a pack as a file into the member's own conversation; `form` is "docx" or "md"."""

    account_id: str
    form: str = "docx"


@dataclass(frozen=True, slots=True)
class RemovePack(Command):
    """Delete a pack that was sent as a file, from the conversation and from Slack."""

    reads_people: ClassVar[bool] = False
    file_id: str
