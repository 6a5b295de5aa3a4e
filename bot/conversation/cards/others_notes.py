"""The card that says whose notes a colleague's are (B6, T5)."""

from __future__ import annotations

from bot.core.cards import Button, Card
from bot.core.rich import MemberName, rich
from bot.features.rollup.commands import OneOnOne, RollUp


def notes_are_theirs(who: MemberName, *, reports: bool, account: str) -> Card:
    """Say that notes are their owner's alone, and what the member may see of this colleague instead."""
    first = who.name.split()[0] if who.name.split() else who.name
    text = rich("Notes belong to whoever wrote them, so those of ", who, " are for ", first, " alone.")
    ways = []
    if reports:
        ways.append(
            f"You see what {first} shares of the looks ahead: its themes in your roll-up, and a page for "
            "your next one-on-one."
        )
    if account:
        ways.append(f"What {first} shared with the {account} team you find by asking me about it.")
    buttons = (
        (
            Button(label="Open the roll-up", command=RollUp()),
            Button(label=f"One-on-one with {first}"[:70], command=OneOnOne(seller=who.member)),
        )
        if reports
        else ()
    )
    context = "Whoever wrote a note can share it with an account team; nobody else can, managers included"
    return Card(text=(*text, *(f" {way}" for way in ways)), context=(context,), buttons=buttons)
