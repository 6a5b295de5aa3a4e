"""The Home tab (B5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.core.cards import Button, Choices, Divider, Home, Part, Passage, Row, Style
from bot.core.commands import Help, ListContacts
from bot.core.common_cards import ContactView
from bot.core.notes import Promiser
from bot.core.rich import Code, Timestamp, rich
from bot.core.words import plural
from bot.features.home.cards.first import first_tries
from bot.features.notes.commands import ComposeNote
from bot.features.nudges.commands import ListNudges
from bot.features.nudges.contracts.cards import Coming, coming_row
from bot.features.people.commands import ListCommitments
from bot.features.people.contracts.cards import CommitmentView, commitment_row, contact_row
from bot.features.portfolio.commands import ShowPortfolio
from bot.features.rounds.commands import OpenRound
from bot.features.settings.commands import EditSettings

_SETTLED_IN = 3
"""From so many people on, no more examples are needed."""


def home(
    name: str,
    *,
    commitments: Sequence[CommitmentView],
    open_in_all: int,
    recent: Sequence[ContactView],
    today: date,
    coming: Sequence[Coming] = (),
    next_at: datetime | None = None,
) -> Home:
    """The tab: what to do first, then promises, people and what is coming; for a newcomer what to try."""
    first = name.split()[0] if name.split() else "there"
    sections = (
        (_promises(commitments, open_in_all, today), _people(recent, today), _coming(coming, next_at, today))
        if recent or commitments or coming
        else ()
    )
    tries = (_tries(is_new=not sections),) if len(recent) < _SETTLED_IN else ()
    divided = [part for section in (*sections, *tries) for part in (Divider(), *section)]
    return Home(header=f"Hello {first}", parts=(_first(), *divided), buttons=())


def _first() -> Choices:
    return Choices(
        buttons=(
            Button(label="New note", command=ComposeNote(), opens_form=True, style=Style.PRIMARY),
            Button(label="Contacts", command=ListContacts()),
            Button(label="Portfolio", command=ShowPortfolio()),
            Button(label="Look ahead", command=OpenRound()),
            Button(label="Settings", command=EditSettings(), opens_form=True),
            Button(label="Help", command=Help()),
        )
    )


def _promises(commitments: Sequence[CommitmentView], total: int, today: date) -> list[Part]:
    if not commitments:
        return [Passage(heading="Open promises", text=("Nothing is open, in either direction.",))]
    parts: list[Part] = [
        Passage(heading="Open promises", text=(f"{plural(total, 'promise')}, the next due first.",))
    ]
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


def _people(recent: Sequence[ContactView], today: date) -> list[Part]:
    if not recent:
        return [Passage(heading="People", text=("Nobody yet. Tell me about somebody you met.",))]
    parts: list[Part] = [Passage(heading="People", text=("Those you saw or told me about last.",))]
    return [*parts, *(contact_row(view, today) for view in recent)]


def _coming(rows: Sequence[Coming], next_at: datetime | None, today: date) -> list[Part]:
    """The section on who and what will be brought up, and when."""
    if not rows:
        text = rich(
            "Nothing yet. Choose somebody you would like to keep up with, e.g. ",
            Code("/tactegic strategic Ana"),
            ", and I watch the time.",
        )
        return [Passage(heading="What is coming", text=text)]
    intro = rich("The next nudges come ", Timestamp(next_at), ".") if next_at else ("The next first.",)
    more = Button(label="Show all", command=ListNudges())
    return [
        Passage(heading="What is coming", text=intro),
        *(coming_row(row, today) for row in rows),
        Row(text=("Everything that is coming",), button=more),
    ]


def _tries(*, is_new: bool) -> list[Part]:
    """The section that says what to write in the Messages tab."""
    if is_new:
        words = "Tell me about one person you would like to know better in a year, in the Messages tab."
        return [Passage(heading="A good start", text=(words,)), *first_tries()]
    return [Passage(heading="Try in the Messages tab", text=("Plain words are enough.",)), *first_tries()]
