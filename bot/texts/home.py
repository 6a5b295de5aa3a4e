"""The Home tab in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.notes import Promiser
from bot.messages.cards import Button, Divider, Home, Part, Passage, Row
from bot.messages.notes import ComposeNote, Help, ListCommitments, ListContacts, ShowContact
from bot.messages.nudges import ListNudges
from bot.messages.rich import Bold, Code, Moment, rich
from bot.messages.settings import EditSettings
from bot.texts.commitments import CommitmentSeen, commitment_row
from bot.texts.contacts import ContactSeen
from bot.texts.nudge_lists import Coming, coming_row
from bot.texts.words import ago, plural

_SETTLED_IN = 3
"""From so many people on, no more examples are needed."""


def home(
    name: str,
    *,
    commitments: Sequence[CommitmentSeen],
    open_in_all: int,
    recent: Sequence[ContactSeen],
    today: date,
    coming: Sequence[Coming] = (),
    next_at: datetime | None = None,
) -> Home:
    """Open promises, people of late, and what to try."""
    first = name.split()[0] if name.split() else "there"
    return Home(
        header=f"Hello {first}",
        parts=(
            *_promises(commitments, open_in_all, today),
            Divider(),
            *_people(recent, today),
            Divider(),
            *_coming(coming, next_at, today),
            *((Divider(), *_tries()) if len(recent) < _SETTLED_IN else ()),
        ),
        buttons=(
            Button(label="New note", command=ComposeNote(), opens_form=True),
            Button(label="Contacts", command=ListContacts()),
            Button(label="Settings", command=EditSettings(), opens_form=True),
            Button(label="Help", command=Help()),
        ),
    )


def _promises(commitments: Sequence[CommitmentSeen], total: int, today: date) -> list[Part]:
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


def _from_whom(seen: CommitmentSeen, today: date) -> Row:
    row = commitment_row(seen, today)
    mine = seen.commitment.by is Promiser.MEMBER
    side = (
        ("You promised " if mine else "Promised to you by ")
        if seen.person
        else ("You promised: " if mine else "To you: ")
    )
    return Row(text=(side, *row.text), menu=row.menu)


def _people(recent: Sequence[ContactSeen], today: date) -> list[Part]:
    if not recent:
        return [Passage(heading="People", text=("Nobody yet. Tell me about somebody you met.",))]
    parts: list[Part] = [Passage(heading="People", text=("Those you saw or told me about last.",))]
    for seen in recent:
        touched = f"in touch {ago(seen.last_touch, today)}" if seen.last_touch else "no touch yet"
        company = f" ({seen.company})" if seen.company else ""
        button = Button(label="Show", command=ShowContact(contact_id=seen.contact.id))
        parts.append(Row(text=rich(Bold(seen.contact.name), f"{company} · {touched}"), button=button))
    return parts


def _coming(rows: Sequence[Coming], next_at: datetime | None, today: date) -> list[Part]:
    """Who and what will be brought up, and when."""
    if not rows:
        text = ("Nothing. Choose somebody you would like to keep up with, and I'll watch the time.",)
        return [Passage(heading="What is coming", text=text)]
    intro = rich("The next nudges come ", Moment(next_at), ".") if next_at else ("The next first.",)
    more = Button(label="All of it", command=ListNudges())
    return [
        Passage(heading="What is coming", text=intro),
        *(coming_row(row, today) for row in rows),
        Row(text=("Everything that is coming",), button=more),
    ]


def _tries() -> list[Part]:
    return [
        Passage(
            heading="Try in the Messages tab",
            text=rich(
                Code("Met Ana Ruiz from Northwind, I owe her a paper by Friday"),
                "\n",
                Code("What does Ana worry about?"),
                "\n",
                Code("Brief me on Ana"),
            ),
        )
    ]
