"""The parts of the Home tab on promises and people (B5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Part, Passage, Row
from bot.core.commands import ShowAccount
from bot.core.common_cards import ContactView
from bot.core.notes import Promiser
from bot.core.rich import rich
from bot.core.words import plural
from bot.features.people.commands import ListCommitments
from bot.features.people.contracts.cards import CommitmentView, commitment_row, contact_row


def promises(commitments: Sequence[CommitmentView], total: int, above: int, today: date) -> list[Part]:
    """The open promises that do not stand `above` among what is due today, and who gave each."""
    if not commitments:
        none = "None besides what is due above." if above else "Nothing is open, in either direction."
        return [Passage(heading="Open promises", text=(none,))]
    counted = plural(total, "other promise") if above else plural(total, "promise")
    parts: list[Part] = [Passage(heading="Open promises", text=(f"{counted}, the next due first.",))]
    parts += [_from_whom(each, today) for each in commitments]
    if total > len(commitments):
        button = Button(label="Show all", command=ListCommitments())
        parts.append(Row(text=(f"{total - len(commitments)} more",), button=button))
    return parts


def _from_whom(view: CommitmentView, today: date) -> Row:
    row = commitment_row(view, today)
    mine = view.commitment.by is Promiser.MEMBER
    side = (
        ("You promised " if mine else "Promised to you by ")
        if view.person
        else ("You promised: " if mine else "To you: ")
    )
    return Row(text=(side, *row.text), menu=row.menu)


def recent(people: Sequence[ContactView], companies: int, today: date) -> list[Part]:
    """Those whom the member saw or told about last, and the way to the pages of their companies."""
    if not people:
        return []
    first = Passage(heading="People", text=("Those you saw or told me about last.",))
    known = Row(
        text=rich(f"You know people at {plural(companies, 'company', 'companies')}."),
        button=Button(label="Companies", command=ShowAccount()),
    )
    rows = [contact_row(view, today) for view in people]
    return [first, *rows, *([known] if companies else [])]
