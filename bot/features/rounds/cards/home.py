"""The part of the Home tab on the next round (T1, T4, B5)."""

from __future__ import annotations

from datetime import datetime

from bot.core.cards import Button, Part, Row
from bot.core.rich import Bold, Rich, Timestamp, rich
from bot.core.words import plural
from bot.features.rounds.commands import OpenRound
from bot.features.rounds.contracts.values import RoundKind

_PERIODS = {RoundKind.TACTEGIC: "this week's", RoundKind.STRATICAL: "this month's"}


def next_round(kind: RoundKind, *, begun: bool, answered: int, next_at: datetime | None) -> list[Part]:
    """How the present round stands, and when the next one comes."""
    now: Rich = ()
    if begun:
        now = (f"You answered {plural(answered, 'question')} of {_PERIODS[kind]}. ",)
    later = rich("The next comes ", Timestamp(next_at), ".") if next_at else ("None comes by itself.",)
    label = "Go on" if begun else "Look ahead now"
    return [
        Row(
            text=rich(Bold("Look ahead"), "\n", *now, *later), button=Button(label=label, command=OpenRound())
        )
    ]
