"""Cards of nudges: the person and the last talk first, the button last (B3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import About
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.words import every, name_with_company, plural, quiet, sentence, shorten, simple_mode, when
from bot.features.assessment.commands import AssessAction
from bot.features.fit.commands import ReviewFit
from bot.features.notes.commands import OpenNote
from bot.features.nudges.commands import ChooseSnooze, DraftMessage, Snooze
from bot.features.nudges.contracts.values import Nudge
from bot.features.people.commands import LogTouch, SettleCommitment
from bot.features.plans.commands import FinishActivity
from bot.features.portfolio.commands import EditPlace
from bot.language.local_times import LocalTime, hours_apart
from bot.language.names import possessive

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


@dataclass(frozen=True, slots=True)
class PlannedNext:
    """What the plan has with a person, for the local date `on`."""

    id: str
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NudgeView:
    """A nudge as its card shows it; `last` is what was said last, `idea` an action that passes the tests."""

    nudge: Nudge
    name: str
    company: str
    span: str
    """How long ago, in words, e.g. "seven weeks"."""
    why: Rich | str
    last: Note | None
    today: date
    idea: str = ""
    idea_notes: tuple[str, ...] = ()
    """Ids of the notes that the idea builds on."""
    idea_shape: str = ""
    """Which shape of advice the idea has."""
    mode: Mode = Mode.RULES
    commitment: Commitment | None = None
    planned: PlannedNext | None = None
    """What the plan has next with the person: the idea is the member's own then."""
    tries: int = 0
    """How many nudges about it before got no answer."""
    next_day: date
    """The member's next working day."""
    touched_on: date | None = None
    """The local date of the last touch."""
    here: datetime | None = None
    """The member's own local time."""
    there: LocalTime | None = None
    """The time where the person is; None where that is not known."""
    is_short: bool = False
    """For who answers little: the reason and the idea, and nothing else."""

    @property
    def about(self) -> About:
        """Ids of the contact and the promise that the card names, and of the notes that it draws on."""
        planned = (self.planned.id,) if self.planned else ()
        notes = (self.last.id if self.last else "", *self.idea_notes, *planned)
        return tuple(dict.fromkeys(id for id in (*self.nudge.ids, *notes) if id))


def touch_action(name: str) -> str:
    """The action that a nudge asks a coach to make concrete."""
    return f"Be in touch with {name}"


def why_by_rhythm(days: int, tag: str = "") -> str:
    """Say that somebody is due by their rhythm of so many days, or by that of one of their tags."""
    if tag:
        return f"Why now: {every(days)}, by the tag {shorten(tag, 60)}"
    return f"Why now: your rhythm is {plural(days, 'day')}"


def span(days: int) -> str:
    """Put a number of days into words: "three days", "seven weeks", "four months"."""
    for unit, length, least in (("year", 365, 730), ("month", 30, 70), ("week", 7, 14)):
        if days >= least:
            return _counted(days // length, unit)
    return _counted(max(days, 1), "day")


def _counted(count: int, unit: str) -> str:
    word = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{word} {unit}{'' if count == 1 else 's'}"


def fill(wording: str, **values: str) -> Rich:
    """Fill the gaps of a wording, with the name in bold and a capital first letter."""
    spans: list[Span] = []
    for part in wording.replace("{", "\0{").replace("}", "}\0").split("\0"):
        key = part[1:-1] if part.startswith("{") else ""
        value = values.get(key, part) if key else part
        if not value:
            continue
        if not spans:
            value = value[:1].upper() + value[1:]
        spans.append(Bold(value) if key == "name" else value)
    return rich(*spans)


def nudge_card(view: NudgeView) -> Card:
    """Show why it is time, what was said last and one idea, then what can be done."""
    nudge = view.nudge
    what = shorten(view.commitment.what.rstrip(". "), 200) if view.commitment else ""
    parts: list[Part] = []
    if view.last is not None and not view.is_short:
        parts.append(last_words(view))
    if view.planned is not None:
        parts.append(_from_the_plan(view.planned, view.today))
    elif view.idea:
        parts.append(Passage(text=rich(view.idea.rstrip(". "), "."), heading="An idea"))
    elif view.commitment is None:
        parts.append(_question(view.name))
    if view.commitment is None:
        parts.append(Row(text=quiet(view.why), menu=_about_the_rhythm(nudge)))
    name = name_with_company(view.name, view.company) if view.name else "Somebody"
    return Card(
        text=fill(nudge.wording, name=name, ago=view.span, what=what),
        parts=tuple(parts),
        context=quiet(
            view.why if view.commitment else "", _clock(view), simple_mode(view.mode) if view.idea else ""
        ),
        buttons=_buttons(view),
        menu=nudge_menu(view),
    )


def _clock(view: NudgeView) -> str:
    """How far the clocks are apart where the person is, before somebody is called at night."""
    apart = hours_apart(view.there, view.here) if view.there and view.here else 0
    if view.there is None or not apart:
        return ""
    hours = f"{abs(apart):g} {'hour' if abs(apart) == 1 else 'hours'}"
    return f"{hours} {'later' if apart > 0 else 'earlier'} there, in {shorten(view.there.place, 60)}"


def _question(name: str) -> Passage:
    """What is asked where no idea fits: a question is better than advice that was heard already."""
    whose = possessive(name.split()[0]) if name else "their"
    asked = f"What is {whose} hardest question at the moment? "
    return Passage(text=rich(Bold(asked), "A line about it here is enough, and my next idea begins with it."))


def _from_the_plan(activity: PlannedNext, today: date) -> Row:
    """What the member planned with the person: the best idea there is."""
    on = activity.on
    is_said = f"{on.day} {on:%B}" in activity.text
    day: Rich = () if is_said else (", was for " if on < today else ", for ", *when(on, today))
    return Row(
        text=rich(Bold("From your plan: "), sentence(shorten(activity.text.rstrip(". "), 200)), *day),
        button=Button(label="Done …", command=FinishActivity(activity.id), opens_form=True),
    )


def last_words(view: NudgeView) -> Row:
    """Quote what was noted last, as last words only where the day was that of a touch."""
    note = view.last
    assert note is not None
    words = Italic(f"“{shorten(note.text, 240)}”")
    what = "Last words, " if note.occurred_on == view.touched_on else "You noted, "
    return Row(
        text=rich(what, *when(note.occurred_on, view.today), ": ", words),
        button=Button(label="Open", command=OpenNote(note.id), opens_form=True),
    )


def _buttons(view: NudgeView) -> tuple[Button, ...]:
    draft = draft_button(view)
    if view.commitment is not None:
        kept = SettleCommitment(view.commitment.id, CommitmentState.KEPT)
        mine = view.commitment.by is Promiser.MEMBER
        done = Button(label="Done" if mine else "I have it", command=kept, style=Style.PRIMARY)
        return (done, *draft)
    touch = LogTouch(name=view.name, when="", how="", contact_id=view.nudge.contact_id)
    why = (Button(label="Why this idea", command=AssessAction(view.idea)),) if view.idea else ()
    return (*draft, Button(label="Log touch", command=touch), *why)


def draft_button(view: NudgeView) -> tuple[Button, ...]:
    """The button that begins a message to the person, about the promise where there is one."""
    if not view.nudge.contact_id:
        return ()
    draft = DraftMessage(view.nudge.contact_id, view.commitment.id if view.commitment else "")
    return (Button(label="Draft a message", command=draft, opens_form=True),)


def _about_the_rhythm(nudge: Nudge) -> tuple[Button, ...]:
    """Buttons that change the rhythm by which somebody is due."""
    return (
        Button(label="Change cadence", command=EditPlace(nudge.contact_id), opens_form=True),
        Button(label="Fit review", command=ReviewFit(contact_id=nudge.contact_id)),
    )


def snooze_label(today: date, next_day: date) -> str:
    """Say until when a snooze lasts: "Snooze until tomorrow", or "Snooze until Monday" on a Friday."""
    return f"Snooze until {'tomorrow' if (next_day - today).days == 1 else format(next_day, '%A')}"


def nudge_menu(view: NudgeView) -> tuple[Button, ...]:
    """The ways to let a nudge rest, and to give its promise up."""
    nudge, ahead = view.nudge, (view.next_day - view.today).days
    rest = (
        Button(label=snooze_label(view.today, view.next_day), command=Snooze(nudge.id, ahead)),
        Button(label="Snooze for a week", command=Snooze(nudge.id, 7)),
        Button(label="Snooze for a month", command=Snooze(nudge.id, 30)),
        Button(label="Snooze until …", command=ChooseSnooze(nudge.id), opens_form=True),
    )
    if view.commitment is None:
        return rest
    dropped = SettleCommitment(view.commitment.id, CommitmentState.DROPPED)
    return (*rest, Button(label="No longer needed", command=dropped))


def promise_due(due_on: date, today: date, weekdays: Collection[int]) -> Rich:
    """The same as a sentence of its own: "Due tomorrow", "Was due 3 June"."""
    first, *others = due_words(due_on, today, weekdays)
    return rich(sentence(str(first)), *others)


def due_words(due_on: date, today: date, weekdays: Collection[int]) -> Rich:
    """Say when a promise is or was due: "due tomorrow", "was due 3 June"; a day off is named by its date."""
    is_day_off = (due_on - today).days == 1 and due_on.weekday() not in weekdays
    day: Rich = (Day(due_on),) if is_day_off else when(due_on, today)
    return rich("was due " if due_on < today else "due ", *day)


def fit_row(contact_id: str, days: int) -> Row:
    """Offer a fit review of somebody whose longest pause is over by so many days."""
    review = Button(label="Fit review", command=ReviewFit(contact_id=contact_id))
    return Row(text=(f"That is {plural(days, 'day')} past the longest pause you set.",), button=review)
