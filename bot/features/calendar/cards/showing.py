"""What was read of a calendar and what it became, the week's card, and people whom the member met (B9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.cards import Button, Card, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Rich, Span, rich
from bot.core.words import join_words, name_with_company, plural, quiet, sentence, shorten, when
from bot.features.briefs.commands import Brief
from bot.features.calendar.cards.words import briefs_words, trouble_words
from bot.features.calendar.commands import (
    AddGuest,
    AllowCalendars,
    AskRemovingCalendar,
    OpenCalendar,
    PauseCalendar,
    PutGuestOff,
    ReadCalendarNow,
    ShowCalendar,
    SkipBrief,
    TakeMeetingBack,
)
from bot.features.calendar.rules.values import (
    DAYS_BACK,
    DAYS_SHOWN,
    CalendarLink,
    CalendarMeeting,
    CalendarReading,
    UnknownGuest,
)

GONE = "That is no longer there. Nothing was changed."
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A connected calendar, and one page of the meetings that were read of it."""

    link: CalendarLink
    reading: CalendarReading | None
    rows: Sequence[CalendarMeeting]
    names: Mapping[str, str]
    """Names of contacts by id, with their companies."""
    total: int
    page: int
    now: datetime
    zone: ZoneInfo
    is_admin: bool

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that its rows speak of."""
        return tuple(dict.fromkeys(id for row in self.rows for id in row.about))


def _for_admins(*, is_admin: bool) -> tuple[Button, ...]:
    return (Button(label="Off for everybody", command=AllowCalendars(False)),) if is_admin else ()


def connect_card(*, is_admin: bool = False) -> Card:
    """Say what a connected calendar does, where none is connected yet."""
    return Card(
        text=("With your calendar I see whom you met, and bring a brief before you meet people you know.",),
        parts=(
            Passage(
                text=(
                    "I read it at the secret address that Google, Outlook and iCloud give for it. Private, "
                    "declined, free and cancelled events stay out, and so does what nobody else is in.",
                )
            ),
        ),
        context=("The address is kept sealed, and I show what I read to you alone",),
        buttons=(
            Button(label="Connect a calendar", command=OpenCalendar(), opens_form=True, style=Style.PRIMARY),
        ),
        menu=_for_admins(is_admin=is_admin),
    )


def calendar_card(view: CalendarView) -> Card:
    """Show how a calendar stands, and its meetings: the next ones first, then the latest."""
    link, reading = view.link, view.reading
    paused = link.is_paused
    return Card(
        header="Your calendar",
        text=_state(view),
        parts=(
            *((Passage(text=(_nothing(),)),) if not view.total else ()),
            *(_row(each, view) for each in view.rows),
        ),
        context=quiet(
            pages(view.page, view.total),
            f"{DAYS_BACK} days back and {DAYS_SHOWN} ahead",
            f"{plural(reading.private, 'private event')} left out" if reading and reading.private else "",
        ),
        buttons=(
            *page_buttons(view.page, view.total, ShowCalendar),
            Button(label="Settings", command=OpenCalendar(), opens_form=True),
        )[:3],
        menu=(
            Button(label="Read it now", command=ReadCalendarNow()),
            Button(label="Read it again" if paused else "Pause", command=PauseCalendar(not paused)),
            Button(label="Remove this calendar", command=AskRemovingCalendar()),
            *_for_admins(is_admin=view.is_admin),
        ),
    )


def _state(view: CalendarView) -> Rich:
    link, reading = view.link, view.reading
    at = rich("I read your calendar at ", Bold(link.host))
    if link.is_paused:
        return rich("Your calendar at ", Bold(link.host), " is paused.")
    if reading is not None and reading.flaw:
        stopped = " I stopped trying." if reading.has_given_up else ""
        why = trouble_words(reading.flaw, reading.status)
        return rich("I cannot read your calendar at ", Bold(link.host), f" now: {why}.{stopped}")
    seen = _looked_at(reading.looked_at, view) if reading is not None and reading.looked_at else ()
    return rich(*at, *seen, f"; {briefs_words(link.brief)}.")


def _looked_at(at: datetime, view: CalendarView) -> Rich:
    local = at.astimezone(view.zone)
    return rich(", last ", *when(local.date(), view.now.astimezone(view.zone).date()), f" at {local:%H:%M}")


def _nothing() -> str:
    return "There is no meeting with somebody else in these days."


def _row(row: CalendarMeeting, view: CalendarView | WeekView) -> Row:
    names = [view.names[id] for id in row.contact_ids if id in view.names]
    local = row.starts_at.astimezone(view.zone)
    at = () if row.is_day else (f" at {local:%H:%M}",)
    day = when(local.date(), view.now.astimezone(view.zone).date())
    title = shorten(row.title, 80) or "A meeting"
    said = rich(Bold(title), "\n", *_begun(day), *at, " · ", _became(row, names, view))
    return Row(text=said, menu=_menu(row, view))


def _begun(day: Rich) -> tuple[Span, ...]:
    first, *rest = day
    return (sentence(first) if isinstance(first, str) else first, *rest)


def _became(row: CalendarMeeting, names: Sequence[str], view: CalendarView | WeekView) -> str:
    shown = join_words([*names[:_MOST_NAMES], *(["others"] if len(names) > _MOST_NAMES else [])])
    if row.ends_at > view.now:
        if not names:
            return "nobody you know is in it"
        return f"with {shown}" + ("; no brief is to come" if row.is_briefed else "")
    if row.is_taken_back:
        return f"no touch, as you said; with {shown}" if names else "no touch, as you said"
    if row.touch_ids:
        return f"a touch with {shown}"
    return f"on record already: {shown}" if names else "nobody you know was in it"


def _menu(row: CalendarMeeting, view: CalendarView | WeekView) -> tuple[Button, ...]:
    if row.ends_at <= view.now:
        if row.is_taken_back:
            return (Button(label="Count it as a touch", command=TakeMeetingBack(row.id, counts=True)),)
        return (Button(label="This was no touch", command=TakeMeetingBack(row.id)),) if row.touch_ids else ()
    known = [id for id in row.contact_ids if id in view.names]
    if not known:
        return ()
    skip = () if row.is_briefed else (Button(label="No brief for this one", command=SkipBrief(row.id)),)
    return (Button(label="Brief me now", command=Brief("", known[0])), *skip)


def taken_back_card(row: CalendarMeeting, change: str, *, counts: bool) -> Card:
    """Say that a meeting is no touch, or one again."""
    title = f"“{shorten(row.title, 100)}”" if row.title else "That meeting"
    text = f"{title} counts as a touch again." if counts else f"{title} was no touch: I took it back."
    return Card(
        text=(text,),
        buttons=(undo_button(change), Button(label="Show my calendar", command=ShowCalendar())),
    )


def skipped_card(row: CalendarMeeting, change: str) -> Card:
    """Say that no brief comes for a meeting."""
    title = f"“{shorten(row.title, 100)}”" if row.title else "that meeting"
    return Card(text=(f"I bring no brief for {title}.",), buttons=(undo_button(change),))


def gone_card() -> Card:
    """Say that what a button is about is no longer there."""
    return Card(text=(GONE,), buttons=(Button(label="Show my calendar", command=ShowCalendar()),))


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The meetings of a week that became touches, and unknown people who were met."""

    rows: Sequence[CalendarMeeting]
    guests: Sequence[UnknownGuest]
    names: Mapping[str, str]
    now: datetime
    zone: ZoneInfo

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that it speaks of."""
        rows = (id for row in self.rows for id in row.about)
        return tuple(dict.fromkeys((*rows, *(each.id for each in self.guests))))


def week_card(view: WeekView) -> Card:
    """Show which meetings of the week became touches, and ask about people who are no contacts."""
    made = sum(len(each.touch_ids) for each in view.rows)
    met = f"This week your calendar told me of {plural(made, 'touch', 'touches')}." if made else ""
    asked = "" if made else "You met people lately whom I don't know."
    today = view.now.astimezone(view.zone).date()
    heading = (Passage(heading="Shall I know them too?", text=("I add nobody unasked.",)),)
    return Card(
        text=(met or asked,),
        parts=(
            *(_row(each, view) for each in view.rows),
            *(heading if view.guests else ()),
            *(_guest_row(each, today) for each in view.guests),
        ),
        buttons=(Button(label="Show my calendar", command=ShowCalendar()),),
    )


def _guest_row(guest: UnknownGuest, today: date) -> Row:
    met = "met once" if guest.met == 1 else "met twice" if guest.met == 2 else f"met {guest.met} times"
    last = rich(" on ", Day(guest.last_met)) if guest.last_met and guest.last_met != today else (" today",)
    named = (
        rich(Bold(shorten(guest.name, 80)), f" ({guest.email})") if guest.name else rich(Bold(guest.email))
    )
    return Row(
        text=rich(*named, f" · {met}, last", *last),
        menu=(
            Button(label="Add as a contact", command=AddGuest(guest.id)),
            Button(label="Not now", command=PutGuestOff(guest.id)),
            Button(label="Never ask again", command=PutGuestOff(guest.id, forever=True)),
        ),
    )


def added_card(name: str, company: str, touches: int, change: str) -> Card:
    """Say that somebody whom the member met is a contact now."""
    made = f" {sentence(plural(touches, 'touch', 'touches'))} came of your calendar." if touches else ""
    return Card(
        text=rich("I know ", Bold(name_with_company(name, company)), f" now.{made}"),
        buttons=(undo_button(change),),
    )


def asked_already_card() -> Card:
    """Say that there is nothing to ask of somebody any more."""
    return Card(text=("You said already what becomes of them. Nothing was changed.",))


def put_off_card(change: str, *, forever: bool) -> Card:
    """Say that somebody is not asked about for now, or never again."""
    text = (
        "I never ask about this address again, and keep neither it nor the name."
        if forever
        else "I ask again some other time, if you meet again."
    )
    return Card(text=(text,), buttons=(undo_button(change),))


def before_meeting(
    card: Card, row: CalendarMeeting, others: Sequence[tuple[str, str]], zone: ZoneInfo, today: date
) -> Rich:
    """The first line of a brief that comes before a meeting: when it is, and who else is in it."""
    local = row.starts_at.astimezone(zone)
    at = "" if row.is_day else f" at {local:%H:%M}"
    title = f" (“{shorten(row.title, 80)}”)" if row.title else ""
    more = f" {join_words([name for _, name in others])} will be there, too." if others else ""
    day = when(local.date(), today)
    on = "" if isinstance(day[0], str) else "on "
    return rich(f"You meet {on}", *day, f"{at}{title}.{more} ", *card.text)


def brief_buttons(others: Sequence[tuple[str, str]]) -> tuple[Button, ...]:
    """A brief on each of the others at a meeting; pairs of id and name."""
    return tuple(
        Button(label=shorten(f"Brief on {name}", 70), command=Brief(name, id)) for id, name in others[:3]
    )
