"""Every sentence, card and form about reminders (B8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.core.cards import (
    Button,
    Card,
    Choices,
    Field,
    FieldKind,
    Form,
    Option,
    Part,
    Passage,
    Row,
    Style,
)
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button, words_of_a_message
from bot.core.labels import NamesById
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Link, Rich, rich
from bot.core.sections import KnownDay
from bot.core.words import join_words, plural, quiet, sentence, shorten
from bot.features.reminders.commands import (
    DropReminder,
    FinishReminder,
    ListReminders,
    OpenReminder,
    PutOffReminder,
    SaveReminder,
    SetReminder,
)
from bot.features.reminders.contracts import Every, Reminder, ReminderState
from bot.features.reminders.known_days import DayMeant
from bot.language.names import possessive

LONGEST = 500
"""Characters of a reminder."""
WHAT = "Write what I shall remind you of."
WHEN = "Choose a day."
GONE_BY = "That time has gone by. Choose one to come."
COME_BACK = "come back to this conversation"
"""What a reminder of a thread says, in that thread."""
GONE = "That reminder is no longer there. Nothing was changed."
_EXAMPLE = Code("remind me to call Ana in March")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = {Every.DAY: "day", Every.WEEK: "week", Every.MONTH: "month", Every.YEAR: "year"}
_RHYTHMS = (
    ("once/1", "Once"),
    ("day/1", "Every day"),
    ("workday/1", "Every working day"),
    ("week/1", "Every week"),
    ("week/2", "Every two weeks"),
    ("month/1", "Every month"),
    ("month/3", "Every three months"),
    ("year/1", "Every year"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersView:
    """One page of a member's reminders: what came and is open first, then what comes next."""

    rows: Sequence[Reminder]
    total: int
    page: int
    today: date

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that its rows speak of."""
        return tuple(id for row in self.rows for id in row.about)


def reminder_label(reminder: Reminder, _names: NamesById) -> Rich:
    """What an undo calls a reminder."""
    return (f"the reminder “{shorten(reminder.text, 100)}”",)


def rhythm_value(reminder: Reminder) -> str:
    """How often a reminder comes, as the value of a choice: "week/2"."""
    return f"{reminder.every.value}/{reminder.interval}"


def rhythm_words(reminder: Reminder) -> str:
    """ "every Friday", "every 3 months"; empty for what comes once."""
    match reminder.every:
        case Every.ONCE:
            return ""
        case Every.WORKDAY:
            return "every working day"
        case Every.WEEK if reminder.weekdays:
            return f"every {join_words([_WEEKDAYS[day] for day in reminder.weekdays])}"
        case Every.MONTH if reminder.nth:
            return f"on the {_NTHS[reminder.nth]} {_counted(reminder.weekdays)} of each month"
        case Every.WEEK if reminder.interval == 1:
            return f"every {_WEEKDAYS[reminder.on.weekday()]}"
        case _:
            unit = _UNITS[reminder.every]
            return f"every {unit}" if reminder.interval == 1 else f"every {reminder.interval} {unit}s"


_NTHS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def _counted(weekdays: Sequence[int]) -> str:
    """What is counted in a month."""
    if len(weekdays) == 1:
        return _WEEKDAYS[weekdays[0]]
    return "day" if len(weekdays) == len(_WEEKDAYS) else "working day"


def time_words(on: date, at: time, today: date) -> Rich:
    """ "today at 09:00", "tomorrow at 09:00", or the date."""
    ahead = (on - today).days
    near = {0: "today", 1: "tomorrow"}.get(ahead)
    return rich(near or Day(on), f" at {at:%H:%M}")


def set_card(reminder: Reminder, change: str, today: date) -> Card:
    """Say that a reminder was set or changed."""
    ahead = (reminder.on - today).days
    on = "" if ahead in (0, 1) else "on "
    return Card(
        text=rich(
            f"I'll remind you {on}",
            *time_words(reminder.on, reminder.at, today),
            ": ",
            Bold(shorten(reminder.text, 300)),
        ),
        context=quiet(
            _then(reminder),
            "It counts as no touch and no promise",
        ),
        buttons=(
            Button(label="Edit", command=OpenReminder(reminder.id, alone=True), opens_form=True),
            undo_button(change),
        ),
        menu=(Button(label="Show my reminders", command=ListReminders()),),
    )


def _then(reminder: Reminder) -> Rich:
    """When a reminder comes after its first time."""
    if reminder.every is Every.ONCE:
        return ()
    return rich(f"Then {rhythm_words(reminder)}", *_until(reminder))


def _until(reminder: Reminder) -> Rich:
    return rich(" until ", Day(reminder.until)) if reminder.until else ()


def due_card(reminder: Reminder, following: Reminder, asked: date, today: date) -> Card:
    """The reminder itself, at its time."""
    comes_again = following.state is ReminderState.WAITING
    later = (
        Button(label="In an hour", command=PutOffReminder(reminder.id, "hour")),
        Button(label="Tomorrow", command=PutOffReminder(reminder.id, "tomorrow")),
        Button(label="In a week", command=PutOffReminder(reminder.id, "week")),
    )
    edit = Button(label="Edit", command=OpenReminder(reminder.id), opens_form=True)
    if comes_again:
        stop = Button(label="Stop this reminder", command=DropReminder(reminder.id))
        again = rich(f"Comes {rhythm_words(following)}", *_until(following), ", next on ", Day(following.on))
        return Card(text=_words(reminder), parts=_link(reminder), context=again, buttons=(edit, stop))
    done = Button(label="Done", command=FinishReminder(reminder.id), style=Style.PRIMARY)
    asked_on = rich("You asked for this on ", Day(asked)) if asked != today else ()
    return Card(
        text=_words(reminder),
        parts=_link(reminder),
        context=asked_on,
        buttons=(done, later[1]),
        menu=(later[0], later[2], edit, Button(label="Drop it", command=DropReminder(reminder.id))),
    )


def _words(reminder: Reminder) -> Rich:
    return rich("You wanted to remember: ", Bold(shorten(reminder.text, 300)))


def _link(reminder: Reminder) -> tuple[Part, ...]:
    if not reminder.permalink:
        return ()
    return (Passage(text=rich(Link("Open the message", reminder.permalink))),)


def finished_card(reminder: Reminder, change: str) -> Card:
    """Say that a reminder is done."""
    return Card(
        text=rich("Done: ", shorten(reminder.text, 300)),
        buttons=(undo_button(change),),
        menu=(Button(label="Show my reminders", command=ListReminders()),),
    )


def put_off_card(reminder: Reminder, change: str, today: date) -> Card:
    """Say when a reminder comes again."""
    return Card(
        text=rich(
            "I'll come back with it ",
            "" if (reminder.on - today).days in (0, 1) else "on ",
            *time_words(reminder.on, reminder.at, today),
            ": ",
            shorten(reminder.text, 300),
        ),
        buttons=(undo_button(change),),
    )


def dropped_card(reminder: Reminder, change: str) -> Card:
    """Say that a reminder was taken away."""
    return Card(
        text=rich("This reminder comes no more: ", shorten(reminder.text, 300)),
        buttons=(undo_button(change), Button(label="Show my reminders", command=ListReminders())),
    )


def reminders_card(view: RemindersView) -> Card:
    """All reminders, the ones that came first."""
    if not view.total:
        return Card(
            text=("No reminder is set.",),
            context=rich("Set one in your own words: ", _EXAMPLE),
            buttons=(Button(label="New reminder", command=OpenReminder(), opens_form=True),),
        )
    return Card(
        header="Reminders",
        text=(f"{sentence(plural(view.total, 'reminder'))}.",),
        parts=tuple(_row(each, view.today) for each in view.rows),
        context=pages(view.page, view.total),
        buttons=(
            *page_buttons(view.page, view.total, ListReminders),
            Button(label="New reminder", command=OpenReminder(), opens_form=True),
        )[:3],
    )


def reminders_at_home(shown: Sequence[Reminder], total: int, today: date) -> tuple[Part, ...]:
    """The reminders on the Home tab: the first of them, and the way to all."""
    more = f"{plural(total, 'reminder')}, the next first."
    show = Button(label="All reminders", command=ListReminders())
    return (
        Row(text=rich(Bold("Reminders"), f"\n{more}"), button=show),
        *(_row(each, today) for each in shown),
    )


def _row(reminder: Reminder, today: date) -> Row:
    came = reminder.state is ReminderState.SHOWN
    time_of_day = (
        rich("came ", *time_words(reminder.on, reminder.at, today))
        if came
        else time_words(reminder.on, reminder.at, today)
    )
    return Row(
        text=rich(
            Bold(shorten(reminder.text, 200)),
            "\n",
            *quiet(time_of_day, rhythm_words(reminder)),
        ),
        menu=(
            Button(label="Done", command=FinishReminder(reminder.id)),
            Button(label="Tomorrow", command=PutOffReminder(reminder.id, "tomorrow")),
            Button(label="Edit", command=OpenReminder(reminder.id), opens_form=True),
            Button(label="Drop it", command=DropReminder(reminder.id)),
        ),
    )


def when_card(text: str, today: date, *, contact_id: str, unread: str, next_monday: date) -> Card:
    """Ask when a reminder shall come, where the words do not say it."""
    first = f"I can't take “{unread}” as one day to come. " if unread else ""
    choices = (
        ("Tomorrow", today + timedelta(days=1)),
        ("Next Monday", next_monday),
        ("In a month", today + timedelta(days=30)),
    )
    buttons = tuple(
        Button(label=label, command=SetReminder(text, day.isoformat(), contact_id)) for label, day in choices
    )
    choose = Button(
        label="Choose a time",
        command=OpenReminder(text=text, contact_id=contact_id, alone=True),
        opens_form=True,
    )
    return Card(
        text=rich(f"{first}When shall I remind you: ", Bold(shorten(text, 300)), "?"),
        parts=(Choices(buttons=(*buttons, choose, Button(label="Never mind", command=Dismiss()))),),
    )


def text_with_known_day(text: str, day: KnownDay) -> str:
    """What a reminder says that counts from an important day: the day itself, or also what to do."""
    whose = f"{possessive(day.who)} {day.called}"
    on = f"{day.on.day} {day.on:%B}"
    return f"{text} ({whose}: {on})" if text else f"{whose} is on {on}"


def unknown_day_card(meant: DayMeant) -> Card:
    """Say that an important day is not known, and how to tell it."""
    whose = meant.who if meant.who.casefold() in ("her", "his", "their") else possessive(meant.who)
    example = f"{sentence(whose)} {meant.called} is on 12 March"
    return Card(
        text=(f"I don't know on which day {whose} {meant.called} is, so I can't count from it.",),
        context=rich("Tell me, e.g. ", Code(example), ", and ask me again"),
    )


def what_card() -> Card:
    """Ask what a reminder shall say."""
    return Card(
        text=("What shall I remind you of, and when?",),
        context=rich("In one line, e.g. ", _EXAMPLE),
        buttons=(
            Button(
                label="New reminder", command=OpenReminder(alone=True), opens_form=True, style=Style.PRIMARY
            ),
        ),
    )


def gone_by_card(text: str, contact_id: str, permalink: str) -> Card:
    """Say that the time of a form has gone by."""
    again = OpenReminder(
        text=shorten(text, 300), contact_id=contact_id, permalink=permalink or None, alone=True
    )
    return Card(
        text=("That time has gone by. Nothing was set.",),
        buttons=(Button(label="Choose another time", command=again, opens_form=True),),
    )


def too_many() -> Card:
    """Say that no more reminders can wait."""
    return Card(
        text=("So many reminders wait already that I set no more. Nothing was set.",),
        buttons=(Button(label="Show my reminders", command=ListReminders()),),
    )


def too_long() -> Card:
    """Say that the words of a reminder are too many."""
    return Card(text=(f"A reminder holds up to {LONGEST} characters. Nothing was set.",))


def is_gone() -> Card:
    """Say that the reminder of a button is no longer there."""
    return Card(text=(GONE,), buttons=(Button(label="Show my reminders", command=ListReminders()),))


def gone_form() -> Form:
    """Say in a form that a reminder is no longer there."""
    return Form(title="Reminder", parts=(Passage(text=(GONE,)),))


def none_like(words: str) -> Card:
    """Say that no reminder, or more than one, has these words."""
    return Card(
        text=(f"I can't tell which reminder you mean by “{shorten(words, 100)}”. Nothing was changed.",),
        buttons=(Button(label="Show my reminders", command=ListReminders()),),
    )


def reminder_form(submit: SaveReminder, *, text: str, on: date, at: time, rhythm: str) -> Form:
    """The form that asks of what, when and how often."""
    rhythms = dict(_RHYTHMS)
    others = () if rhythm in rhythms else ((rhythm, "As it is"),)
    return Form(
        title="Reminder",
        submit=submit,
        parts=(words_of_a_message(),) if submit.permalink and not submit.reminder_id else (),
        fields=(
            Field(
                name="text",
                label="Remind me",
                kind=FieldKind.LINES,
                value=text,
                max_length=LONGEST,
                placeholder="to call Ana about her new plant",
            ),
            Field(name="on", label="On", kind=FieldKind.DATE, value=on.isoformat()),
            Field(name="at", label="At", kind=FieldKind.TIME, value=f"{at:%H:%M}", hint="Your local time"),
            Field(
                name="every",
                label="How often",
                kind=FieldKind.SELECT,
                value=rhythm,
                options=tuple(Option(value, label) for value, label in (*_RHYTHMS, *others)),
            ),
        ),
    )
