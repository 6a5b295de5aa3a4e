"""What admins read of those who are no full members any more: a name and a day, nothing that they kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Row, Style
from bot.core.members import Departure
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.words import plural, quiet
from bot.features.leavers.commands import EndWait, ListLeavers
from bot.features.leavers.rules import erased_at


def told_card(departure: Departure) -> Card:
    """Tell an admin that a member left, and what becomes of what they kept."""
    return Card(
        text=rich(Bold(departure.name), " is no longer in this workspace."),
        parts=(Row(text=_what_happens(departure)),),
        context=("What they shared stays there, but for whom they know. Nobody sees the rest",),
        buttons=(_erase(departure), Button(label="All leavers", command=ListLeavers())),
    )


def list_card(departures: Sequence[Departure], *, total: int, page: int) -> Card:
    """Show an admin everybody who is no full member any more."""
    if not total:
        return Card(text=("Everybody who used me is still a full member of this workspace.",))
    rows = tuple(
        Row(text=rich(Bold(each.name), "\n", *_what_happens(each)), button=_erase(each))
        for each in departures
    )
    return Card(
        header="Leavers",
        text=(f"{plural(total, 'person has', 'people have')} used me and left, or became guests.",),
        parts=rows,
        context=quiet(("Whoever comes back before that finds everything",), pages(page, total)),
        buttons=page_buttons(page, total, ListLeavers),
    )


def _what_happens(departure: Departure) -> Rich:
    at = erased_at(departure)
    if at is None:
        return ("A guest now. What they kept waits for them.",)
    left = departure.created_at.date()
    return rich("Left on ", Day(left), ". What they kept is erased on ", Day(at.date()), ".")


def _erase(departure: Departure) -> Button:
    confirm = Confirm(
        title="Erase it now?",
        text="What they kept with me goes for good, but for what they shared. This can't be undone.",
        yes="Erase",
    )
    return Button(label="Erase now", command=EndWait(departure.id), style=Style.DANGER, confirm=confirm)


def erasing_card(departure: Departure) -> Card:
    """Say that what a leaver kept is being erased."""
    return Card(
        text=rich("What ", Bold(departure.name), " kept is being erased now."),
        context=("What they shared stays with whom they shared it",),
    )


def gone_card() -> Card:
    """Say that there is nobody to erase: they are back, or it was done before."""
    return Card(text=("There is nothing to erase: they are back, or it was done before.",))


def only_admins_card() -> Card:
    """Say that only admins see who left."""
    return Card(text=("Only an admin of this workspace can see who left, and end the wait.",))
