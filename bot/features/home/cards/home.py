"""The frame of the Home tab: what to do first, and the parts of the features (B5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Choices, Divider, Home, Part, Style
from bot.core.commands import Help, ListContacts
from bot.features.charts.commands import ListCharts
from bot.features.notes.commands import ComposeNote
from bot.features.rounds.commands import OpenRound
from bot.features.settings.commands import EditSettings


def home(name: str, sections: Sequence[Sequence[Part]]) -> Home:
    """The tab: buttons for what is done most, then each section."""
    first = name.split()[0] if name.split() else "there"
    divided = [part for section in sections for part in (Divider(), *section)]
    return Home(header=f"Hello {first}", parts=(_first(), *divided))


def _first() -> Choices:
    return Choices(
        buttons=(
            Button(label="New note", command=ComposeNote(), opens_form=True, style=Style.PRIMARY),
            Button(label="Contacts", command=ListContacts()),
            Button(label="Look ahead", command=OpenRound()),
            Button(label="Pictures", command=ListCharts()),
            Button(label="Settings", command=EditSettings(), opens_form=True),
            Button(label="Help", command=Help()),
        )
    )
