"""The page of one account: its people, how things stand with them, and what other features know (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Choices, Divider, Part, Passage, Row, Style
from bot.core.commands import ListContacts, ShowAccount
from bot.core.contacts import Account, Contact, Standing, Tier
from bot.core.notes import Note, Touch
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, Span, rich
from bot.core.words import ago, plural, quiet, shorten, when
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import ComposeNote
from bot.features.notes.contracts.cards import note_row
from bot.features.people.commands import ListCommitments, SetAccount, ShowContact
from bot.features.people.contracts.cards import CommitmentView, commitment_rows
from bot.features.plans.commands import ShowPlan
from bot.features.recall.commands import Ask
from bot.features.rounds.commands import OpenRound

MOST_ASKED = 8
"""Accounts that are offered where none was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One page of an account; touches and promises stand on the first one alone."""

    account: Account
    people: Sequence[Contact]
    """Those on this page."""
    total: int
    strategic: int
    last_touch: date | None
    last_touches: Sequence[tuple[Touch, str]]
    """The latest touches with anybody there, each with a name."""
    promises: Sequence[CommitmentView]
    open_promises: int
    notes: Sequence[Note]
    """The latest ones about the company or its people."""
    touched_on: dict[str, date]
    """The local date of each person's latest touch, by contact id."""
    page: int
    today: date


def account_card(view: AccountView, told: Sequence[Part]) -> Card:
    """The page of an account, with what the other features add."""
    account = view.account
    first_page = not view.page
    parts: list[Part] = [*_people(view)]
    if first_page:
        parts += [*_touches(view), *_promises(view), *told, *_notes(view)]
    turning = page_buttons(
        view.page, view.total, lambda number: ShowAccount(account_id=account.id, page=number, turns=True)
    )
    doing = (
        Button(label="Brief me", command=Brief(account.name), style=Style.PRIMARY),
        Button(label="Plan", command=ShowPlan(account_id=account.id)),
        Button(label="New note", command=ComposeNote(), opens_form=True),
    )
    return Card(
        header=shorten(account.name, 140),
        text=_first_line(view),
        parts=tuple(parts),
        context=quiet("Only you can see this page", pages(view.page, view.total)),
        buttons=(*turning, *doing)[:3],
        menu=(
            *(*turning, *doing)[3:],
            Button(label="What is new there?", command=Ask(f"What is new at {account.name}?")),
            Button(label="Look ahead with them", command=OpenRound(account=account.name)),
        ),
    )


def _first_line(view: AccountView) -> Rich:
    if not view.total:
        return rich("You have told me of nobody at ", Bold(view.account.name), " so far.")
    strategic = f", {view.strategic} of them strategic" if view.strategic else ""
    touched = (
        f"You were last in touch {ago(view.last_touch, view.today)}."
        if view.last_touch
        else "No touch is on record yet."
    )
    know = f"You know {plural(view.total, 'person', 'people')} at "
    return rich(know, Bold(view.account.name), f"{strategic}. {touched}")


def _people(view: AccountView) -> tuple[Part, ...]:
    if not view.total:
        tell = rich(
            "Tell me who is there, e.g. ", Code(f"Met Ana Ruiz from {shorten(view.account.name, 60)}")
        )
        return (Passage(heading="People", text=tell),)
    return (Divider(), *(_person(view, each) for each in view.people))


def _person(view: AccountView, contact: Contact) -> Row:
    touched = view.touched_on.get(contact.id)
    said = [
        contact.title,
        standing_words(contact),
        f"in touch {ago(touched, view.today)}" if touched else "no touch yet",
    ]
    return Row(
        text=rich(Bold(contact.name), "".join(f" · {shorten(each, 120)}" for each in said if each)),
        button=Button(label="Show", command=ShowContact(contact_id=contact.id)),
    )


def standing_words(contact: Contact) -> str:
    """Where somebody stands: "strategic, active"; nothing for whoever is merely known."""
    standing = "" if contact.standing is Standing.KNOWN else contact.standing.value
    tier = "" if contact.tier is Tier.FUNCTIONAL else contact.tier.value
    return ", ".join(filter(None, (tier, standing)))


def _touches(view: AccountView) -> tuple[Part, ...]:
    if not view.last_touches:
        return ()
    spans: list[Span] = []
    for touch, name in view.last_touches:
        how = f" ({touch.channel})" if touch.channel not in ("note", "logged") else ""
        day = when(touch.occurred_on, view.today)
        spans += ["\n" if spans else "", f"{name}, ", *day, how]
    return (Passage(heading="Lately in touch", text=rich(*spans)),)


def _notes(view: AccountView) -> tuple[Part, ...]:
    if not view.notes:
        return ()
    said = "What you noted of the company and its people, the newest first."
    return (Passage(heading="Latest notes", text=(said,)), *(note_row(each, ()) for each in view.notes))


def _promises(view: AccountView) -> tuple[Part, ...]:
    if not view.open_promises:
        return ()
    left = view.open_promises - len(view.promises)
    more = (
        Row(
            text=(f"{plural(left, 'more open promise')}",),
            button=Button(label="Show all", command=ListCommitments()),
        ),
    )
    return (
        *commitment_rows(view.promises, view.today),
        *(more if left else ()),
    )


def no_account_card(name: str, person: Contact | None, rest: str) -> Card:
    """Say that no company has this name; where a person's name stands first, offer what else may be meant."""
    buttons = [Button(label="Show all contacts", command=ListContacts())]
    if person is not None and rest:
        put = SetAccount(person.name, rest, contact_id=person.id)
        buttons.insert(0, Button(label=shorten(f"Put {person.name} at {rest}", 70), command=put))
    return Card(
        text=rich("I know no company called ", Bold(shorten(name, 80)), " yet. Nothing was changed."),
        context=rich("A company comes with its people, e.g. ", Code("Met Ana Ruiz from Northwind")),
        buttons=tuple(buttons),
    )


def company_not_known(contact: Contact) -> Card:
    """Say that nobody has told where somebody works."""
    return Card(
        text=rich("I don't know yet where ", Bold(contact.name), " works."),
        context=rich("Tell me, e.g. ", Code(f"/tactegic account {shorten(contact.name, 60)} to Northwind")),
        buttons=(Button(label="Show contact", command=ShowContact(contact_id=contact.id)),),
    )


def which_account(known: Sequence[tuple[Account, int]]) -> Card:
    """Ask which account shall be shown; each of the known ones with how many people are there."""
    if not known:
        return Card(
            text=("You have told me of no company yet.",),
            context=rich("It comes with its people, e.g. ", Code("Met Ana Ruiz from Northwind today")),
        )
    buttons = tuple(
        Button(
            label=f"{shorten(account.name, 60)} ({count})",
            command=ShowAccount(account_id=account.id, turns=True),
        )
        for account, count in known[:MOST_ASKED]
    )
    more = rich("Any other by its name: ", Code("/tactegic account Northwind"))
    return Card(
        text=("Which company shall I show?",),
        parts=(Choices(buttons=buttons),),
        context=more if len(known) > MOST_ASKED else (),
    )


def account_is_gone() -> Card:
    """Say that the account of a button is no longer there."""
    return Card(
        text=("That company is no longer among your contacts.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )
