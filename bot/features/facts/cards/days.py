"""What is said of important days: lists, the form, and the reminder itself (B8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.facts.values import Fact, FactKind
from bot.core.labels import NamesById
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import plural, quiet, shorten
from bot.features.facts.commands import EndFact, FinishDate, ListDates, OpenDate, SaveDate
from bot.features.facts.contracts.cards import NOBODY, day_called, source_words
from bot.features.facts.rules import days_ahead, first_day, next_day, reminds_on
from bot.features.people.commands import ShowContact
from bot.features.reminders.commands import SetReminder
from bot.language.names import possessive

NO_NAME = "Say what this day is called."
NO_DAY = "Choose a day."
GONE_BY = "That day has gone by, and comes only once. Choose one to come."
NO_NUMBER = "Write a number of days from 0 to 365."
LONGEST_NAME_OF_DAY = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """An important day, when it comes next, and whose it is."""

    fact: Fact
    on: date
    who: str

    @property
    def about(self) -> tuple[str, ...]:
        """The ids that a line which shows it speaks of; a birthday on the contact alone is no row."""
        fact = self.fact
        return tuple(id for id in fact.about if ":" not in id)


def called(fact: Fact) -> str:
    """What a day is called: "renewal", "birthday"."""
    return "birthday" if fact.kind is FactKind.BIRTHDAY else fact.value


def dates_card(rows: Sequence[ComingDay], *, total: int, page: int, today: date) -> Card:
    """The important days to come, the next first."""
    if not total:
        return Card(
            text=("No important day is coming up that I know of.",),
            context=rich("Tell me one, e.g. ", Code("Ana's renewal is on 1 March")),
        )
    return Card(
        header="Important days",
        text=(f"{plural(total, 'day')} to come, the next first.",),
        parts=tuple(_row(each, today) for each in rows),
        context=pages(page, total),
        buttons=page_buttons(page, total, ListDates),
    )


def dates_at_home(rows: Sequence[ComingDay], total: int, today: date) -> tuple[Part, ...]:
    """The important days of the next weeks on the Home tab."""
    show = Button(label="All days", command=ListDates())
    return (
        Row(
            text=rich(Bold("Important days"), f"\n{plural(total, 'day')} to come, the next first."),
            button=show,
        ),
        *(_row(each, today) for each in rows),
    )


def dates_of_account(rows: Sequence[ComingDay], today: date) -> tuple[Part, ...]:
    """The next important days of a company and its people, on the page of the company."""
    if not rows:
        return ()
    first = Row(text=(Bold("Important days"),), button=Button(label="All days", command=ListDates()))
    return (first, *(_row(each, today) for each in rows))


def _row(coming: ComingDay, today: date) -> Row:
    fact = coming.fact
    turns = _turns(fact, coming.on)
    text = rich(Bold(f"{coming.who}: {called(fact)}"), "\n", *quiet(rich(*_near(coming.on, today)), turns))
    if fact.kind is FactKind.BIRTHDAY:
        show = Button(label="Show", command=ShowContact(contact_id=fact.contact_id or ""))
        return Row(text=text, button=show)
    return Row(
        text=text,
        menu=(
            Button(label="Edit", command=OpenDate(fact_id=fact.id), opens_form=True),
            Button(label="It holds no more", command=EndFact(fact.id)),
        ),
    )


def _near(on: date, today: date) -> Rich:
    """ "today", "tomorrow", "on 1 March, in 12 days"."""
    days = (on - today).days
    if days < 2:
        return ("tomorrow" if days == 1 else "today",)
    return rich(Day(on), f", in {plural(days, 'day')}" if days < 60 else "")


def _turns(fact: Fact, on: date) -> str:
    """How old somebody gets, where the year is known."""
    first = first_day(fact)
    if fact.kind is not FactKind.BIRTHDAY or fact.value.startswith("--") or first is None:
        return ""
    return f"turns {on.year - first.year}" if on.year > first.year else ""


def due_card(fact: Fact, names: NamesById, on: date, today: date) -> Card:
    """The reminder of an important day, some days before it."""
    who = names.get(fact.contact_id or fact.account_id or "", NOBODY)
    days = (on - today).days
    when = {0: "today", 1: "tomorrow"}.get(days)
    near = rich(when) if when else rich(f"in {days} days, on ", Day(on))
    words = f"{day_called(fact, who)}on {on.day} {on:%B}"
    later = {
        "Tomorrow": today + timedelta(days=1),
        "In a week": today + timedelta(days=7),
        "On the day": on,
    }
    put_off = [
        Button(label=label, command=SetReminder(words, day.isoformat(), fact.contact_id or ""))
        for label, day in later.items()
        if today < day <= max(on, today + timedelta(days=1))
    ]
    done = Button(label="Done", command=FinishDate(fact.id), style=Style.PRIMARY)
    edit = (
        (Button(label="Edit", command=OpenDate(fact_id=fact.id), opens_form=True),)
        if fact.kind is FactKind.DATE
        else ()
    )
    told = source_words(fact)
    return Card(
        text=rich(*_bold(day_called(fact, who), who), *near, "."),
        context=quiet(rich("I know it ", *told) if told else "", _turns(fact, on)),
        buttons=(done, *put_off[:2]),
        menu=(*put_off[2:], *edit),
    )


def _bold(words: str, who: str) -> Rich:
    """The words, with a name among them in bold."""
    before, _, after = words.partition(who)
    return rich(before, Bold(who), after)


def date_kept(fact: Fact, names: NamesById, change: str, today: date, weekdays: Collection[int]) -> Card:
    """Say that an important day is kept, and when it reminds."""
    who = names.get(fact.contact_id or fact.account_id or "", NOBODY)
    on, reminds = next_day(fact, today), reminds_on(fact, today, weekdays)
    every = ", every year" if fact.yearly else ""
    return Card(
        text=rich(Bold(who), f": {shorten(fact.value, 80)} on ", Day(on or today), f"{every}."),
        context=rich("I'll remind you on ", Day(reminds)) if reminds else (),
        buttons=(
            Button(label="Edit", command=OpenDate(fact_id=fact.id), opens_form=True),
            undo_button(change),
        ),
    )


def date_done(fact: Fact, names: NamesById, change: str, next_on: date | None) -> Card:
    """Say that an important day is done with, and when a yearly one comes again."""
    who = names.get(fact.contact_id or fact.account_id or "", NOBODY)
    again = rich(" It comes again on ", Day(next_on), ".") if next_on else ()
    return Card(
        text=rich(f"Done: {possessive(who)} {called(fact)}.", *again),
        buttons=(undo_button(change),) if change else (),
        menu=(Button(label="Show important days", command=ListDates()),),
    )


def date_form(submit: SaveDate, fact: Fact | None, name: str, today: date) -> Form:
    """The form of an important day."""
    every = "year" if fact and fact.yearly else "once"
    return Form(
        title="Important day",
        submit=submit,
        parts=(Passage(text=rich("A day that matters to ", Bold(shorten(name, 80)), ".")),),
        fields=(
            Field(
                name="called",
                label="What it is",
                value=fact.value if fact else "",
                placeholder="renewal, anniversary, end of the contract",
                max_length=LONGEST_NAME_OF_DAY,
            ),
            Field(
                name="on",
                label="On",
                kind=FieldKind.DATE,
                value=(fact.on if fact and fact.on else today + timedelta(days=30)).isoformat(),
            ),
            Field(
                name="every",
                label="How often",
                kind=FieldKind.SELECT,
                value=every,
                options=(Option("once", "Once"), Option("year", "Every year")),
            ),
            Field(
                name="ahead",
                label="Remind me so many days before",
                kind=FieldKind.NUMBER,
                value=str(days_ahead(fact)) if fact else "",
                hint="Left empty, I choose: 30 days before a renewal or an end, 7 before an anniversary",
                optional=True,
            ),
        ),
    )


def gone_form() -> Form:
    """Say in a form that the day, or whose it was, is no longer there."""
    return Form(title="Important day", parts=(Passage(text=("That is no longer there.",)),))


def is_gone() -> Card:
    """Say that the day of a button or form is no longer there."""
    return Card(
        text=("That day is no longer there. Nothing was changed.",),
        buttons=(Button(label="Show important days", command=ListDates()),),
    )


def form_needed() -> Card:
    """Say how to name a day where no form can be opened."""
    return Card(
        text=("Tell me the day in your own words.",),
        context=rich("e.g. ", Code("Ana's renewal is on 1 March")),
    )
