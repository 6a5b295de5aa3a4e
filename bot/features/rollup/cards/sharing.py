"""Cards of what a seller shares upward: seen beforehand, listed, taken back (T5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Divider, Part, Row, Style
from bot.core.commands import Dismiss, Undo
from bot.core.deliveries import About
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import join_words, plural, shorten
from bot.features.reporting.commands import ListReportingLines
from bot.features.rollup.cards.quotes import labelled_page_buttons, name_period, quote
from bot.features.rollup.commands import ListShared, PreviewSharing, ShareRound, WithdrawRound
from bot.features.rollup.rules import Voice
from bot.features.rounds.contracts.values import Round, SharedRound

UNKNOWN_MANAGER = "your manager"
"""Said of a manager whose name the directory does not give."""
_WHO_SEES: Rich = ("They see only what you share, and you can end it at any time",)
SHARED = 3
"""Shared rounds on one page; they are shown whole."""


def about_shared(*shared: SharedRound) -> About:
    """Ids of shared rounds, and of the notes whose words they show."""
    return (*(each.id for each in shared), *(answer.note_id for each in shared for answer in each.answers))


def preview(shown: SharedRound, names: Sequence[str]) -> Card:
    """Show word for word what managers would see of a round."""
    return Card(
        text=rich("This is all that ", Bold(join_words(list(names))), " would see:"),
        parts=_shared_rows(shown),
        context=("Nothing is shared yet. You can take it back at any time.",),
        buttons=(
            *(
                (Button(label="Share exactly this", command=ShareRound(shown.round_id), style=Style.PRIMARY),)
                if shown.answers
                else ()
            ),
            Button(label="Only that I answered", command=ShareRound(shown.round_id, answers=False)),
            Button(label="Not now", command=Dismiss()),
        ),
    )


def _shared_rows(shown: SharedRound) -> tuple[Part, ...]:
    first = f" answered the look ahead of {name_period(shown.period)}."
    rows: list[Part] = [Row(text=rich(Bold(shown.name), first))]
    rows += [Row(text=quote(Voice("", each))) for each in shown.answers]
    if shown.without_picture:
        names = join_words([shorten(each, 50) for each in shown.without_picture])
        rows.append(Row(text=(f"No picture of the future yet: {names}.",)))
    return tuple(rows)


def shared_card(shown: SharedRound, names: Sequence[str]) -> Card:
    """Say with whom a round is shared now."""
    what = plural(len(shown.answers), "answer") if shown.answers else "That you answered"
    verb = "is" if len(shown.answers) < 2 else "are"
    return Card(
        text=rich(f"{what} {verb} shared with ", Bold(join_words(list(names))), "."),
        context=("Your other notes stay yours alone",),
        buttons=(
            Button(label="Take it back", command=WithdrawRound(shown.id)),
            Button(label="All that I share", command=ListShared()),
        ),
    )


def withdrawn_card(change: str) -> Card:
    """Say that a round is shared no more."""
    return Card(
        text=("Taken back. Nobody above you sees it any more.",),
        buttons=(Button(label="Share again", command=Undo(change)),),
    )


def nothing_shared_now() -> Card:
    """Say that what was to be taken back is not shared any more."""
    return Card(text=("That is not shared any more.",))


def _waiting_line(waiting: Sequence[str]) -> Rich:
    """Say whose request to be the member's manager waits for an answer."""
    ask = "asks" if len(waiting) == 1 else "ask"
    return rich(
        Bold(join_words(list(waiting))), f" {ask} whether you report to them, and waits for your answer."
    )


_REQUESTS = Button(label="Look at the request", command=ListReportingLines())


def no_manager(waiting: Sequence[str] = ()) -> Card:
    """Say that nobody is confirmed as the member's manager; `waiting` are the names of those who asked."""
    if waiting:
        return Card(text=_waiting_line(waiting), context=_WHO_SEES, buttons=(_REQUESTS,))
    return Card(
        text=("You have no confirmed manager here, so there is nobody to share it with.",),
        context=rich("Say who it is: ", Code("/tactegic reports me to Lena Park")),
    )


def list_card(
    rows: Sequence[SharedRound],
    names: Sequence[str],
    latest: Round | None,
    *,
    total: int,
    page: int,
    waiting: Sequence[str] = (),
) -> Card:
    """List what the member shares now, as managers see it; `latest` is a round to offer for sharing.

    `waiting` are the names of those who asked to be the member's manager.
    """
    offer = (
        (Button(label="Look at the latest round", command=PreviewSharing(latest.id), style=Style.PRIMARY),)
        if latest
        else ()
    )
    if not total:
        return _nothing_listed(names, latest, waiting, offer)
    parts: list[Part] = []
    for each in rows:
        parts += [Divider()] if parts else []
        first, *rest = _shared_rows(each)
        assert isinstance(first, Row)
        take = Button(label="Take it back", command=WithdrawRound(each.id))
        parts += [Row(text=first.text, button=take), *rest]
    turning = labelled_page_buttons(page, total, SHARED, ListShared, back="Newer", on="Older")
    seen = rich("Seen by ", Bold(join_words(list(names))), ", and by nobody else:")
    return Card(
        header="What you share upward",
        text=seen if names else ("Nobody sees it at present, since nobody is above you:",),
        parts=tuple(parts),
        buttons=(*offer, *turning),
    )


def _nothing_listed(
    names: Sequence[str], latest: Round | None, waiting: Sequence[str], offer: tuple[Button, ...]
) -> Card:
    """Say that the member shares nothing, and what to do first: name a manager, or begin a round."""
    if waiting and not names:
        first = "You share nothing of your looks ahead. "
        return Card(text=rich(first, *_waiting_line(waiting)), context=_WHO_SEES, buttons=(_REQUESTS,))
    begin = () if latest else rich("Begin one with ", Code("/tactegic round"))
    return Card(
        text=("You share nothing of your looks ahead. Nobody above you sees any of them.",),
        context=begin if names else rich("Say who is above you: ", Code("/tactegic reports me to Lena Park")),
        buttons=offer,
    )
