"""Cards of nudges: the person and the last talk first, the button last (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.cards import Button, Card, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.coaching.understanding import Mode
from bot.core.commands import Sent
from bot.core.common_cards import undo_button
from bot.core.deliveries import About
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.words import name_with_company, plural, quiet, shorten, simple_mode, when
from bot.features.assessment.commands import AssessAction
from bot.features.fit.commands import ReviewFit
from bot.features.notes.commands import OpenNote
from bot.features.nudges.commands import ChooseSnooze, DraftMessage, Snooze, SnoozeUntil
from bot.features.nudges.contracts.values import Nudge
from bot.features.people.commands import LogTouch, SettleCommitment
from bot.features.portfolio.commands import EditPlace

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


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
    mode: Mode = Mode.RULES
    commitment: Commitment | None = None

    @property
    def about(self) -> About:
        """Ids of the contact and the promise that the card names, and of the notes that it draws on."""
        notes = (self.last.id if self.last else "", *self.idea_notes)
        return tuple(dict.fromkeys(id for id in (*self.nudge.ids, *notes) if id))


def touch_action(name: str) -> str:
    """The action that a nudge asks a coach to make concrete."""
    return f"Be in touch with {name}"


def why_by_rhythm(days: int) -> str:
    """Say that somebody is due by their rhythm of so many days."""
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
        if not spans and value:
            value = value[:1].upper() + value[1:]
        spans.append(Bold(value) if key == "name" else value)
    return rich(*spans)


def nudge_card(view: NudgeView) -> Card:
    """Show why it is time, what was said last and one idea, then what can be done."""
    nudge = view.nudge
    what = shorten(view.commitment.what.rstrip(". "), 200) if view.commitment else ""
    parts: list[Part] = []
    if view.last is not None:
        parts.append(_last_words(view.last, view.today))
    if view.idea:
        parts.append(Passage(text=rich(view.idea.rstrip(". "), "."), heading="An idea"))
    if view.commitment is None:
        parts.append(Row(text=quiet(view.why), menu=_about_the_rhythm(nudge)))
    name = name_with_company(view.name, view.company) if view.name else "Somebody"
    return Card(
        text=fill(nudge.wording, name=name, ago=view.span, what=what),
        parts=tuple(parts),
        context=quiet(view.why if view.commitment else "", simple_mode(view.mode) if view.idea else ""),
        buttons=_buttons(view),
        menu=_menu(view),
    )


def _last_words(note: Note, today: date) -> Row:
    words = Italic(f"“{shorten(note.text, 240)}”")
    return Row(
        text=rich("Last words, ", *when(note.occurred_on, today), ": ", words),
        button=Button(label="Open", command=OpenNote(note.id), opens_form=True),
    )


def _buttons(view: NudgeView) -> tuple[Button, ...]:
    draft = (
        (Button(label="Draft a message", command=DraftMessage(view.nudge.contact_id), opens_form=True),)
        if view.nudge.contact_id
        else ()
    )
    if view.commitment is not None:
        kept = SettleCommitment(view.commitment.id, CommitmentState.KEPT)
        mine = view.commitment.by is Promiser.MEMBER
        done = Button(label="Done" if mine else "I have it", command=kept, style=Style.PRIMARY)
        return (done, *draft)
    touch = LogTouch(name=view.name, when="", how="", contact_id=view.nudge.contact_id)
    why = (Button(label="Why this idea", command=AssessAction(view.idea)),) if view.idea else ()
    return (*draft, Button(label="Log touch", command=touch), *why)


def _about_the_rhythm(nudge: Nudge) -> tuple[Button, ...]:
    """Buttons that change the rhythm by which somebody is due."""
    return (
        Button(label="Change cadence", command=EditPlace(nudge.contact_id), opens_form=True),
        Button(label="Fit review", command=ReviewFit(contact_id=nudge.contact_id)),
    )


def _menu(view: NudgeView) -> tuple[Button, ...]:
    nudge = view.nudge
    rest = (
        Button(label="Snooze until tomorrow", command=Snooze(nudge.id, 1)),
        Button(label="Snooze for a week", command=Snooze(nudge.id, 7)),
        Button(label="Snooze for a month", command=Snooze(nudge.id, 30)),
        Button(label="Snooze until …", command=ChooseSnooze(nudge.id), opens_form=True),
    )
    if view.commitment is None:
        return rest
    dropped = SettleCommitment(view.commitment.id, CommitmentState.DROPPED)
    return (*rest, Button(label="No longer needed", command=dropped))


def promise_due(due_on: date, today: date) -> Rich:
    """Say when a promise is or was due: "Due tomorrow", "Was due 3 June"."""
    return rich("Was due " if due_on < today else "Due ", *when(due_on, today))


def fit_row(contact_id: str, days: int) -> Row:
    """Offer a fit review of somebody whose longest pause is over by so many days."""
    review = Button(label="Fit review", command=ReviewFit(contact_id=contact_id))
    return Row(text=(f"That is {plural(days, 'day')} past the longest pause you set.",), button=review)


def taken_back_card(name: str) -> Card:
    """Say that a nudge is settled, because a touch came after it."""
    return Card(text=rich("You were in touch with ", Bold(name or "them"), ", so this one is settled."))


def settled_card(what: str) -> Card:
    """Say that the promise of a nudge is settled."""
    return Card(text=(f"That promise is settled: {shorten(what.rstrip('. '), 160)}.",))


def no_longer_card(name: str) -> Card:
    """Say that there are no more nudges about somebody."""
    return Card(text=rich("I no longer bring up ", Bold(name or "this"), "."))


def snoozed_card(name: str, until: date, change: str) -> Card:
    """Say until when a nudge rests."""
    return Card(
        text=rich("I'll bring up ", Bold(name or "this"), " again on ", Day(until), ", if it is still time."),
        buttons=(undo_button(change),),
    )


def is_gone() -> Card:
    """Say that the nudge of a button is no longer there."""
    return Card(text=("That nudge is no longer there. Nothing was changed.",))


FUTURE_DATE = "Choose a date after today."


def snooze_form(nudge: Nudge, name: str, today: date) -> Form:
    """Ask until when a nudge shall rest."""
    return Form(
        title="Come back later",
        submit=SnoozeUntil(nudge.id),
        fields=(
            Field(
                name="until",
                label=f"Bring up {name or 'this'} again on",
                kind=FieldKind.DATE,
                value=(today + timedelta(days=14)).isoformat(),
            ),
        ),
    )


def draft_form(name: str, text: str, mode: Mode, last: Note | None, today: date) -> Form:
    """Show the beginning of a message, to be changed and copied."""
    how = simple_mode(mode)
    about = (
        f"To copy; I never send it. {('In ' + how + ', with gaps for you to fill.') if how else ''}".strip()
    )
    parts: list[Part] = [Passage(text=(about,))]
    if last is not None:
        words = Italic(f"“{shorten(last.text, 200)}”")
        parts.append(Passage(text=rich("Your last note, ", *when(last.occurred_on, today), ": ", words)))
    return Form(
        title=shorten(f"Message to {name}", 24),
        submit=Sent(),
        submit_label="Done",
        parts=tuple(parts),
        fields=(Field(name="text", label="Message", kind=FieldKind.LINES, value=text, optional=True),),
    )
