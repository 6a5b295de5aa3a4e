"""Cards and the form by which a member lets colleagues know whom they know (B6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.identity import WORKSPACE_SPACE, Space
from bot.core.labels import NamesById
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import join_words, name_with_company, plural, quiet, shorten
from bot.features.teams.contracts.values import AccountTeam
from bot.features.ways.cards.ways import closeness_words, knows_words
from bot.features.ways.commands import (
    ListAcquaintances,
    SaveAcquaintance,
    ShareAcquaintance,
    TakeBackAcquaintance,
)
from bot.features.ways.values import Acquaintance, Closeness

EVERYBODY = "workspace"
"""The value of the box for the whole workspace; the others are ids of teams."""
CHOOSE_HOW_WELL = "Choose how well you know each other."
CHOOSE_WITH_WHOM = "Choose at least one, or close the form and share nothing."
_MOST_TEAMS = 9


@dataclass(frozen=True, slots=True)
class SharedView:
    """Something that a member shares, and with whom, in words."""

    acquaintance: Acquaintance
    shared: str


def acquaintance_label(one: Acquaintance, _names: NamesById) -> Rich:
    """What an undo calls it that somebody is shared as known."""
    return (f"that you know {one.name}, for colleagues",)


def with_whom(everybody: bool, accounts: Sequence[str]) -> str:
    """ "Shared with everybody here", "Shared with the Northwind team"."""
    if everybody:
        return "Shared with everybody here"
    return f"Shared with {join_words([f'the {account} team' for account in accounts]) or 'nobody'}"


def sharing_form(
    me: str,
    contact: Contact,
    company: str,
    known: Acquaintance | None,
    teams: Sequence[AccountTeam],
    submit: SaveAcquaintance,
) -> Form:
    """The form that shows word for word what colleagues would read, and asks who may."""
    whom = name_with_company(shorten(contact.name, 60), shorten(company, 40))
    first = me.split()[0] if me.split() else me
    choices = tuple(
        Option(each.value, shorten(f"{first} {closeness_words(each, whom)}", 140)) for each in Closeness
    )
    offered = offered_teams(known, teams)
    boxes = (
        Option(EVERYBODY, "Everybody in this workspace"),
        *(Option(team.id, shorten(f"The {team.account} team", 70)) for team in offered),
    )
    return Form(
        title="Let colleagues know",
        submit=submit,
        submit_label="Share",
        parts=(
            Passage(
                text=(
                    "Whoever you choose finds this one sentence when they look for a way to "
                    f"{shorten(contact.name, 60)}. Nothing of your notes, promises or touches is shared.",
                )
            ),
        ),
        fields=(
            Field(
                name="closeness",
                label="What they read",
                kind=FieldKind.RADIO,
                value=known.closeness.value if known else "",
                options=choices,
            ),
            Field(
                name="with",
                label="Who may read it",
                kind=FieldKind.CHECKS,
                values=_ticked(known, offered),
                options=boxes,
                hint="You can take it back at any time",
            ),
        ),
    )


def offered_teams(known: Acquaintance | None, teams: Sequence[AccountTeam]) -> list[AccountTeam]:
    """The teams that the form has room for, first those with which it is shared already."""
    return sorted(teams, key=lambda team: not _is_shared(known, team.shared_space))[:_MOST_TEAMS]


def teams_meant(
    known: Acquaintance | None, teams: Sequence[AccountTeam], chosen: Collection[str]
) -> list[AccountTeam]:
    """The teams with which it is shared from now on: those chosen, and those that the form could not show."""
    offered = offered_teams(known, teams)
    return [
        team
        for team in teams
        if team.id in chosen or (team not in offered and _is_shared(known, team.shared_space))
    ]


def _is_shared(known: Acquaintance | None, space: Space) -> bool:
    return known is not None and space in known.shared_with


def _ticked(known: Acquaintance | None, offered: Sequence[AccountTeam]) -> tuple[str, ...]:
    everybody = (EVERYBODY,) if _is_shared(known, WORKSPACE_SPACE) else ()
    return (*everybody, *(team.id for team in offered if _is_shared(known, team.shared_space)))


def offer_card(contact: Contact, company: str) -> Card:
    """Say what sharing would mean, before anything is shared."""
    return Card(
        text=rich(
            "Colleagues who look for a way to ",
            Bold(name_with_company(contact.name, company)),
            " can find that you know each other. They read the name, the company and how well, no more.",
        ),
        context=("Nothing is shared yet",),
        buttons=(
            Button(
                label="Choose what to share",
                command=ShareAcquaintance(contact_id=contact.id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
        ),
    )


def shared_card(me: str, one: Acquaintance, shared: str, change: str) -> Card:
    """Say word for word what colleagues read now, and who."""
    return Card(
        text=rich("Colleagues can read now: ", Bold(f"{me} {knows_words(one)}"), "."),
        context=quiet(shared, "Nothing of your notes is shared with it"),
        buttons=(
            undo_button(change),
            Button(label="Take back", command=TakeBackAcquaintance(one.contact_id)),
            Button(label="Whom I share", command=ListAcquaintances()),
        ),
    )


def taken_back(name: str, change: str) -> Card:
    """Say that nobody reads it any more."""
    return Card(
        text=rich("Colleagues no longer read that you know ", Bold(name), "."), buttons=(undo_button(change),)
    )


def share_anew_card(was: str, contact: Contact, company: str) -> Card:
    """Say that a sentence was taken back, since it tells of a name or company of before."""
    return Card(
        text=rich(
            f"Colleagues could read that you know {was}. In your contacts that is ",
            Bold(name_with_company(contact.name, company)),
            " now, so I took the sentence back. Shall they read the new one?",
        ),
        context=("Nothing is shared until you choose it",),
        buttons=(
            Button(
                label="Choose what to share",
                command=ShareAcquaintance(contact_id=contact.id),
                opens_form=True,
            ),
        ),
    )


def nothing_shared(name: str) -> Card:
    """Say that it was not shared."""
    return Card(text=rich("You share with nobody that you know ", Bold(name), ". Nothing was changed."))


def list_card(rows: Sequence[SharedView], *, total: int, page: int) -> Card:
    """Whom the member shares as known, each with a way to take it back."""
    if not total:
        return Card(
            text=("You let nobody know whom you know; that is how it begins.",),
            context=rich("Share one, e.g. ", Code("/tactegic acquaintances Ana")),
        )
    return Card(
        header="Whom colleagues know that you know",
        text=(
            f"{plural(total, 'person', 'people')}. They read the name, the company and how well, no more.",
        ),
        parts=tuple(_row(each) for each in rows),
        context=quiet(pages(page, total)),
        buttons=page_buttons(page, total, ListAcquaintances),
    )


def _row(view: SharedView) -> Row:
    one = view.acquaintance
    return Row(
        text=rich(Bold(name_with_company(one.name, one.company)), f" · {_HOW[one.closeness]}\n{view.shared}"),
        menu=(
            Button(label="Change", command=ShareAcquaintance(contact_id=one.contact_id), opens_form=True),
            Button(label="Take back", command=TakeBackAcquaintance(one.contact_id)),
        ),
    )


_HOW = {
    Closeness.WELL: "you know each other well",
    Closeness.WORKED: "you have worked together",
    Closeness.MET: "you have met",
}
