"""What is said when a calendar is offered, connected, paused, removed or allowed (B9)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.cards import Button, Card, Choices, Form, Passage, Style
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.labels import NamesById
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import plural, quiet, sentence, shorten
from bot.features.calendar.cards.words import trouble_words
from bot.features.calendar.commands import (
    AllowCalendars,
    ConnectOffered,
    DeclineOffered,
    OpenCalendar,
    ReadCalendarNow,
    RemoveCalendar,
    ShowCalendar,
)
from bot.features.calendar.rules.values import CalendarLink, CalendarMeeting, CalendarReading

READING = "reading your calendar ..."
_SHOW = Button(label="Show what I read", command=ShowCalendar())
_SETTINGS = Button(label="Settings", command=OpenCalendar(), opens_form=True)
_TRY_AGAIN = Button(label="Try again", command=ReadCalendarNow())
_OTHER_ADDRESS = Button(label="Give another address", command=OpenCalendar(), opens_form=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCounts:
    """What a look at a calendar found: meetings with somebody else in them, and what they became."""

    past: int = 0
    coming: int = 0
    touches: int = 0
    known: int = 0
    """Past meetings with somebody who is known."""
    on_record: int = 0
    """Past meetings with somebody who is known, whose touch was there before."""
    private: int = 0


def link_label(link: CalendarLink, _names: NamesById) -> Rich:
    """What an undo calls a connected calendar."""
    return (f"the calendar at {link.host}",)


def meeting_label(meeting: CalendarMeeting, _names: NamesById) -> Rich:
    """What an undo calls a meeting of a calendar."""
    return (
        f"the meeting “{shorten(meeting.title, 100)}”" if meeting.title else "a meeting of your calendar",
    )


def not_allowed_card(*, is_admin: bool) -> Card:
    """Say that calendars are off for everybody until an admin allows them."""
    if is_admin:
        return Card(
            text=(
                "Reading calendars is off in this workspace. You are an admin: shall members be able to "
                "connect theirs?",
            ),
            parts=(
                Passage(
                    text=(
                        "Each member gives the secret address of their own calendar. I read it over https, "
                        "keep the address sealed, and show what I read to that member alone.",
                    )
                ),
            ),
            buttons=(Button(label="Allow it", command=AllowCalendars(True), style=Style.PRIMARY),),
        )
    return Card(
        text=(
            "Reading calendars is off until an admin of this workspace allows it. I kept nothing of yours.",
        ),
        context=rich("An admin turns it on with ", Code("/tactegic calendar")),
    )


def only_admins_card() -> Card:
    """Say that admins alone decide whether calendars may be read."""
    return Card(text=("Only admins of this workspace decide whether calendars may be read.",))


def allowed_card(change: str, *, allowed: bool) -> Card:
    """Say whether members may connect calendars from now on."""
    text = (
        "Members may connect their calendars now, each their own."
        if allowed
        else "No calendar is read any more, for nobody. What became a touch stays."
    )
    buttons = (undo_button(change), *((_SHOW,) if allowed else ()))
    return Card(text=(text,), buttons=buttons)


def offer_card(host: str, offer_id: str, *, told_more: bool = False, is_public: bool = False) -> Card:
    """Ask whether the calendar in a message is to be read; one that `is_public` stands where others read."""
    seen = (
        "Others can read the address where you wrote it. Delete that message, and have your calendar make "
        "a new one."
    )
    return Card(
        text=rich("That looks like the address of a calendar at ", Bold(host), ". Shall I read it?"),
        parts=(
            *((Passage(text=(seen,)),) if is_public else ()),
            Passage(
                text=(
                    "Meetings with people you know would become touches by themselves, and before each "
                    "coming one I bring a brief. You see all of it, and take it back with one click.",
                )
            ),
            Choices(
                buttons=(
                    Button(label="Read it", command=ConnectOffered(offer_id), style=Style.PRIMARY),
                    Button(label="No, forget it", command=DeclineOffered(offer_id)),
                )
            ),
        ),
        context=quiet(
            "The address is a secret: I keep it sealed, and your message not at all",
            "Tell me again what else it said, without the address" if told_more else "",
        ),
    )


def forgotten_card() -> Card:
    """Say that an address was forgotten."""
    return Card(text=("I forgot the address. Nothing was read.",))


def offer_gone_card() -> Card:
    """Say that an address that was asked about is no longer kept."""
    return Card(
        text=("I no longer have that address. Nothing was changed.",),
        buttons=(Button(label="Connect a calendar", command=OpenCalendar(), opens_form=True),),
    )


def no_address_card() -> Card:
    """Say that an address is none that can be read."""
    return Card(
        text=("I read calendars from public https addresses only, and this is none. Nothing was changed.",),
        buttons=(Button(label="Connect a calendar", command=OpenCalendar(), opens_form=True),),
    )


def cannot_keep_card() -> Card:
    """Say that this installation cannot keep secrets."""
    return Card(
        text=(
            "I have no key to seal the address with, so I did not keep it. Please ask whoever runs me to set "
            "one.",
        ),
        context=rich("It is the setting ", Code("TACTEGIC_SECRET_KEY")),
    )


def connected_card(link: CalendarLink, reading: CalendarReading, counts: ReadCounts, change: str) -> Card:
    """Say what the first look at a calendar found, or what is wrong with it."""
    if reading.flaw:
        return Card(
            text=rich(
                "I kept the address, but I cannot" if change else "I cannot",
                " read the calendar at ",
                Bold(link.host),
                f": {trouble_words(reading.flaw, reading.status)}.",
            ),
            buttons=(_TRY_AGAIN, _OTHER_ADDRESS, *_undo(change)),
        )
    return Card(
        text=rich("I read your calendar at ", Bold(link.host), f": {_counted(counts)}."),
        parts=(Passage(text=(_explained(counts),)),),
        context=quiet(_left_out(counts.private)),
        buttons=(_SHOW, _SETTINGS, *_undo(change)),
    )


def _undo(change: str) -> tuple[Button, ...]:
    """The button that takes the connecting back; none where nothing was connected just now."""
    return (undo_button(change),) if change else ()


def _counted(counts: ReadCounts) -> str:
    past = plural(counts.past, "meeting") + " of the last two weeks"
    return f"{past} and {counts.coming} to come with somebody else in them"


def _explained(counts: ReadCounts) -> str:
    later = "I look again now and then, and bring a brief before you meet somebody you know."
    return f"{_made_of_past(counts)}{later}"


def _made_of_past(counts: ReadCounts) -> str:
    if counts.touches:
        return f"{sentence(plural(counts.touches, 'touch', 'touches'))} came of the past ones. "
    if counts.on_record == 1:
        return "The past one with somebody you know was on record already. "
    if counts.on_record:
        return "All of the past ones with people you know were on record already. "
    return "" if counts.known else "Nobody you know was in the past ones. "


def _left_out(private: int) -> str:
    hidden = plural(private, "private event") if private else "private events"
    verb = "is" if private == 1 else "are"
    return f"{sentence(hidden)} {verb} left out, and so are declined, free and cancelled ones"


def saved_card(change: str) -> Card:
    """Say that the settings of a calendar were kept."""
    return Card(text=("Kept for your calendar.",), buttons=(_SHOW, undo_button(change)))


def paused_card(change: str, *, paused: bool) -> Card:
    """Say that a calendar is read no more, or again."""
    text = (
        "I read your calendar no more, and bring no briefs, until you say so."
        if paused
        else "I read your calendar again."
    )
    return Card(text=(text,), buttons=(undo_button(change), _SHOW))


def none_connected_card() -> Card:
    """Say that no calendar is connected."""
    return Card(
        text=("No calendar is connected. Nothing was changed.",),
        buttons=(Button(label="Connect a calendar", command=OpenCalendar(), opens_form=True),),
    )


def none_connected_form() -> Form:
    """Say in a form that calendars are off for everybody."""
    return Form(
        title="Your calendar",
        parts=(Passage(text=("Reading calendars is off until an admin of this workspace allows it.",)),),
    )


def ask_removing_card(link: CalendarLink, touches: int) -> Card:
    """Ask what becomes of the touches that a calendar made."""
    made = plural(touches, "touch", "touches")
    return Card(
        text=rich(
            "Shall I remove the calendar at ",
            Bold(link.host),
            f"? {sentence(made)} of the last two weeks came from it." if touches else "?",
        ),
        parts=(
            Choices(
                buttons=(
                    Button(
                        label="Remove it, keep the touches" if touches else "Remove it",
                        command=RemoveCalendar(keeps_touches=True),
                    ),
                    *(
                        (
                            Button(
                                label=f"Remove it with {'that touch' if touches == 1 else 'those touches'}",
                                command=RemoveCalendar(keeps_touches=False),
                            ),
                        )
                        if touches
                        else ()
                    ),
                    Button(label="Never mind", command=Dismiss()),
                )
            ),
        ),
    )


def removed_card(change: str, touches: int, *, kept: bool) -> Card:
    """Say that a calendar was removed."""
    made = plural(touches, "touch", "touches")
    rest = "" if not touches else f" I kept {made}." if kept else f" I took {made} back."
    return Card(
        text=(f"Your calendar is removed, and I read it no more.{rest}",),
        buttons=(undo_button(change),),
        context=quiet("Its address stays sealed as long as Undo can bring it back, and goes after that"),
    )


def trouble_card(reading: CalendarReading) -> Card:
    """Say once that a calendar cannot be read any more."""
    why = trouble_words(reading.flaw, reading.status)
    stops = " I stop trying until you say so." if reading.has_given_up else ""
    return Card(
        text=(f"I cannot read your calendar any more: {why}.{stops}",),
        parts=(Passage(text=("What I read before stays, and nothing else is changed.",)),),
        buttons=(_TRY_AGAIN, _OTHER_ADDRESS),
    )
