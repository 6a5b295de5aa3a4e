"""Cards about the share of touches and activities that served the future (T6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.figures import DataSeries, Diagram, DiagramForm
from bot.core.news import Tone
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Italic, Rich, rich
from bot.core.words import ago, plural, quiet, shorten
from bot.features.rounds.commands import OpenRound
from bot.features.share_of_future.commands import ListDeeds, Reclassify, SetFloor, ShowShare
from bot.features.share_of_future.rules import Deed, DeedReason, Serves, Share

_FLOORS = (5, 10, 15, 20, 30)
_SAID = {
    Serves.FUTURE: "Served the future",
    Serves.CURRENT: "Served current deals",
    Serves.UNSURE: "Not counted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """The last four weeks, the weeks one by one, and the member's floor in percent."""

    lately: Share
    weeks: Sequence[Share]
    floor: int


def share_card(view: ShareView) -> Card:
    """Show the share of the last four weeks in words, and the weeks one by one as a picture."""
    lately = view.lately
    if lately.percent is None:
        return _nothing(lately)
    counts = f"{lately.future} of {plural(lately.known, 'touch or activity', 'touches and activities')}"
    standing = "above" if lately.percent > view.floor else "at" if lately.percent == view.floor else "below"
    return Card(
        header="Your share of the future",
        text=rich(
            f"In the last four weeks {counts} served the future: ",
            Bold(f"{lately.percent} %"),
            f", {standing} your floor of {view.floor} %." if view.floor else ".",
        ),
        parts=(*_picture(view), *_unsure(lately)),
        context=("Only you see this",),
        buttons=(Button(label="What was counted", command=ListDeeds()),),
        menu=_floors(view.floor),
    )


def _nothing(lately: Share) -> Card:
    if lately.unsure:
        return Card(
            text=(f"What {plural(lately.unsure, 'touch', 'touches')} of late served, the words don't tell.",),
            context=("A click each is enough to say it",),
            buttons=(Button(label="Say what they served", command=ListDeeds()),),
        )
    return Card(
        text=("There is nothing to weigh in the last four weeks.",),
        context=rich("Touches and finished activities count: ", Code("/tactegic touch Ana")),
    )


def _picture(view: ShareView) -> tuple[Part, ...]:
    told = [week for week in view.weeks if week.percent is not None]
    if len(told) < 2:
        return ()
    words = ", ".join(f"{week.percent} % in the week of {week.first.day} {week.first:%B}" for week in told)
    floor = f"; your floor is {view.floor} %" if view.floor else ""
    shares = DataSeries("Share", tuple(week.percent or 0 for week in told))
    floors = (DataSeries("Your floor", (view.floor,) * len(told)),) if view.floor else ()
    return (
        Diagram(
            title="Share of the future by week",
            form=DiagramForm.LINE,
            labels=tuple(f"{week.first.day} {week.first:%b}" for week in told),
            series=(shares, *floors),
            said=f"The share was {words}{floor}.",
            y_label="Percent",
        ),
    )


def _unsure(lately: Share) -> tuple[Part, ...]:
    if not lately.unsure:
        return ()
    it = "1 more doesn't tell" if lately.unsure == 1 else f"{lately.unsure} more don't tell"
    return (
        Passage(text=(f"{it} what it served, and {'is' if lately.unsure == 1 else 'are'} not counted.",)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowFloorView:
    """A week below the floor, the last four with it, and the latest deed that served the future."""

    week: Share
    lately: Share
    floor: int
    way: Tone
    latest: Deed | None
    whom: str
    """With whom the latest deed was, where somebody is known."""


def below_floor_card(view: BelowFloorView, today: date) -> Card:
    """Say that this week stayed below the floor, and offer one look ahead."""
    floor = view.floor
    first = {
        Tone.NEW: f"This week went to today's work: {_counted(view.week)} served the future, "
        f"and your floor is {floor} %.",
        Tone.OTHERWISE: f"Four weeks went to today's work: {_counted(view.lately)} served the future.",
        Tone.LAST: f"Two months under {floor} % now. Perhaps the floor is too high for these times? "
        "I won't mention it again until a week is above it.",
    }[view.way]
    stop = (Button(label="No floor", command=SetFloor(0)),) if view.way is Tone.LAST else ()
    return Card(
        text=(first,),
        parts=(Passage(text=_what_would_tip_it(view, today)),),
        buttons=(
            Button(label="One look ahead", command=OpenRound()),
            Button(label="What was counted", command=ListDeeds()),
            *stop,
        ),
        menu=_floors(floor),
    )


def _counted(share: Share) -> str:
    return f"{share.future or 'none'} of {plural(share.known, 'touch or activity', 'touches and activities')}"


def _what_would_tip_it(view: BelowFloorView, today: date) -> Rich:
    if view.latest is None or not view.whom:
        return ("A few minutes with one company's next years would tip it.",)
    return rich("The last that looked ahead was with ", Bold(view.whom), f", {ago(view.latest.on, today)}.")


def _floors(now: int) -> tuple[Button, ...]:
    return tuple(
        Button(label=f"Set my floor to {floor} %", command=SetFloor(floor))
        for floor in _FLOORS
        if floor != now
    )


def deeds_card(rows: Sequence[tuple[Deed, str]], *, total: int, page: int, today: date) -> Card:
    """List what was counted as what, and why; `rows` are deeds, each with the name of its contact."""
    if not total:
        return Card(text=("Nothing was counted in the last eight weeks.",))
    return Card(
        header="What served what",
        text=(f"{plural(total, 'touch or activity', 'touches and activities')}, the latest first.",),
        parts=tuple(_row(deed, name, page, today) for deed, name in rows),
        context=quiet("Change what is wrong; I go by your word", pages(page, total)),
        buttons=(
            Button(label="The share", command=ShowShare()),
            *page_buttons(page, total, lambda number: ListDeeds(number)),
        ),
    )


def _row(deed: Deed, name: str, page: int, today: date) -> Row:
    what = "In touch" if deed.kind == "touch" else "Done"
    quoted: Rich = ("\n", Italic(f"“{shorten(deed.text, 110)}”")) if deed.text else ()
    line = rich(Bold(f"{what} with {name}" if name else what), f" {ago(deed.on, today)}", *quoted)

    def says(label: str, future: bool) -> Button:
        return Button(label=label, command=Reclassify(deed.kind, deed.id, future, page))

    menu: tuple[Button, ...] = ()
    button: Button | None = None
    match deed.serves:
        case Serves.FUTURE:
            button = says("Was a deal", False)
        case Serves.CURRENT:
            button = says("Was future", True)
        case Serves.UNSURE:
            menu = (says("It served the future", True), says("It served a current deal", False))
    return Row(text=rich(*line, f"\n{_SAID[deed.serves]}: {reason_said(deed)}"), button=button, menu=menu)


def reason_said(deed: Deed) -> str:
    """Say why a deed counts as it does, such as "the note speaks of coming years"."""
    match deed.why:
        case DeedReason.SAID:
            return "you said so"
        case DeedReason.LOOK_AHEAD:
            return "an answer of your look ahead"
        case DeedReason.DEAL_ONLY:
            return "held for a deal only"
        case DeedReason.STRATEGIC:
            return "chosen because of your vision"
        case DeedReason.WORDS:
            return _by_words(deed)


def _by_words(deed: Deed) -> str:
    if deed.serves is Serves.UNSURE:
        return "the words don't tell"
    source = "the note" if deed.kind == "touch" else "it"
    return f"{source} speaks of {'coming years' if deed.serves is Serves.FUTURE else 'a deal'}"


def floor_set(percent: int, change: str) -> Card:
    """Say that the floor was set, or that there is none any more; `percent` 0 is none."""
    return Card(
        text=(
            f"Your floor is {percent} % now. I mention it at the end of a week that stays below."
            if percent
            else "There is no floor any more, and no word about a week below it.",
        ),
        buttons=(
            Button(label="Show my share", command=ShowShare()),
            undo_button(change),
        ),
    )


def is_gone() -> Card:
    """Say that what was to be corrected is no longer there."""
    return Card(text=("That is no longer there. Nothing was changed.",))
