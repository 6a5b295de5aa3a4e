"""An explained score: each part with its facts, its sources, and what would move it (S3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.figures import DataSeries, Diagram, DiagramForm
from bot.core.notes import Commitment, Touch
from bot.core.rich import Bold, Day, rich
from bot.core.sources import ScoreSource, SourceKind
from bot.core.words import join_words, name_with_company, plural, quiet, sentence, shorten
from bot.features.briefs.commands import Brief
from bot.features.fit.commands import ReviewFit
from bot.features.notes.commands import OpenNote
from bot.features.score.commands import ChooseMeasures, KeepMeasures, ShowScore, ShowSources, ShowTrend
from bot.features.score.contracts.records import (
    MOST_MEASURES,
    DepthFacts,
    FutureFacts,
    ObjectiveFacts,
    PromiseFacts,
    ReciprocityFacts,
    RhythmFacts,
    ScoreFacts,
    ValueFacts,
)
from bot.features.score.rules import Measure, MonthlyScore, Part, Score

NAMES: dict[Measure, str] = {
    Measure.RHYTHM: "Rhythm",
    Measure.RECIPROCITY: "Reciprocity",
    Measure.DEPTH: "Depth",
    Measure.COMMITMENTS: "Promises kept",
    Measure.OBJECTIVE: "Mutual objective",
    Measure.FUTURE: "Talk of the future",
    Measure.GIVEN: "Value given",
    Measure.RECEIVED: "Value received",
}

MOVES: dict[Measure, str] = {
    Measure.RHYTHM: "a touch within the rhythm",
    Measure.RECIPROCITY: "asking for something small, so that both sides act",
    Measure.DEPTH: "a talk in person, and a note on what they really care about",
    Measure.COMMITMENTS: "keeping a promise, however small, and saying so",
    Measure.OBJECTIVE: "writing down what both of you want from this",
    Measure.FUTURE: "asking about their next two or three years",
    Measure.GIVEN: "an introduction, a warning or an idea that costs you time",
    Measure.RECEIVED: "noting what they gave you, thanks and trust included",
}
"""What would raise a measure."""

A_FEW = f"At most {MOST_MEASURES}: a few that you will look at."

_SOURCES = 10
"""How many sources a card shows."""


@dataclass(frozen=True, slots=True)
class ScoreSourceView:
    """A record that carries a point, with what it says in a line."""

    source: ScoreSource
    words: str


def score_card(contact: Contact, company: str, score: Score, chosen: Sequence[str]) -> Card:
    """The score with all its parts; `chosen` are the measures that the member looks at."""
    if not any(part.sources for part in score.parts):
        return Card(
            text=rich(
                "There is nothing on record about ", Bold(name_with_company(contact.name, company)), " yet."
            ),
            context=("Tell me of your last talk, and the score has something to rest on.",),
            buttons=(Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),),
        )
    weakest = score.weakest(1)
    move = f"What would move it most: {MOVES[weakest[0].measure]}." if weakest else ""
    return Card(
        header=shorten(f"Score: {name_with_company(contact.name, company)}", 140),
        text=rich(Bold(f"{score.total} of 100"), f", {_trend(score)}. {move}"),
        parts=tuple(_part(contact, part, part.measure.value in chosen) for part in score.parts),
        context=quiet("Only you can see this", "every point has its source" if score.total else ""),
        buttons=(
            Button(
                label="Choose measures" if not chosen else "Change measures",
                command=ChooseMeasures(contact.id),
                opens_form=True,
            ),
            Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),
            Button(label="Brief me", command=Brief(contact.name, contact.id)),
        ),
        menu=(Button(label="How it went over a year", command=ShowTrend(contact_id=contact.id)),),
    )


def _trend(score: Score) -> str:
    if score.change is None:
        return "too new for a trend"
    if score.change == 0:
        return "as 90 days ago"
    return f"{abs(score.change)} {'more' if score.change > 0 else 'less'} than 90 days ago"


def trend_card(contact: Contact, company: str, months: Sequence[MonthlyScore]) -> Card:
    """How a score went, month by month; with one month only there is no line to draw."""
    name = name_with_company(contact.name, company)
    show = Button(label="What it is made of", command=ShowScore(contact_id=contact.id))
    if len(months) < 2:
        so_far = f"it stands at {months[0].total} of 100" if months else "nothing is on record yet"
        return Card(text=rich("There is no trend with ", Bold(name), f" to draw: {so_far}."), buttons=(show,))
    first, last = months[0], months[-1]
    moved = last.total - first.total
    way = f"{abs(moved)} {'more' if moved > 0 else 'fewer'} points" if moved else "as many points"
    return Card(
        text=rich(Bold(name), f" stands at {last.total} of 100, {way} {_than(moved)} {first.month:%B %Y}."),
        parts=(_trend_diagram(months),),
        context=quiet("Only you can see this", "each month as it stood at its end"),
        buttons=(show,),
    )


def _than(moved: int) -> str:
    return "than in" if moved else "as in"


def _trend_diagram(months: Sequence[MonthlyScore]) -> Diagram:
    told = ", ".join(f"{each.total} in {each.month:%B %Y}" for each in months)
    return Diagram(
        title="Score by month",
        form=DiagramForm.LINE,
        labels=tuple(f"{each.month:%b %y}" for each in months),
        series=(DataSeries("Score", tuple(each.total for each in months)),),
        said=f"The score was {told}.",
        y_label="Points of 100",
    )


def _part(contact: Contact, part: Part, chosen: bool) -> Row:
    mark = " · you chose this" if chosen else ""
    text = rich(
        Bold(f"{NAMES[part.measure]} {part.points}/{part.most}"),
        f"{mark}\n{sentence(facts_words(part.facts))}",
    )
    if not part.sources:
        return Row(text=text)
    label = plural(len(part.sources), "source")
    return Row(text=text, button=Button(label=label, command=ShowSources(contact.id, part.measure.value)))


def facts_words(facts: ScoreFacts) -> str:
    """The facts behind a measure in words: "last touch 9 days ago, against a rhythm of 30 days"."""
    match facts:
        case RhythmFacts():
            return _rhythm(facts)
        case ReciprocityFacts(touches, mine, theirs, my_promises, their_promises):
            shared = f"of {plural(touches, 'touch', 'touches')} you took part in {mine}, they in {theirs}"
            return f"{shared}; {plural(my_promises, 'promise')} of yours, {their_promises} of theirs"
        case DepthFacts(talks, notes, frank):
            return f"{plural(talks, 'talk')}, {plural(notes, 'note')}, {frank} of them on something frank"
        case PromiseFacts(kept, missed):
            settled = f"{kept} kept, {missed} broken or overdue"
            return settled if kept + missed else "no promise was kept or broken so far"
        case ObjectiveFacts(is_written):
            return "written down" if is_written else "none is written down yet"
        case FutureFacts(times):
            spoken = f"{plural(times, 'time')} about the coming years"
            return spoken if times else "nothing about the coming years yet"
        case ValueFacts(kinds):
            return ", ".join(kinds) or "nothing on record"


def _rhythm(facts: RhythmFacts) -> str:
    if facts.quiet_days is None:
        return "no touch in the last year"
    ideal = facts.ideal_days
    rhythm = f"a rhythm of {ideal} days" if facts.is_chosen else f"{ideal} days, as no rhythm is set"
    quiet_for = f"{plural(facts.quiet_days, 'day')} ago" if facts.quiet_days else "today"
    return f"last touch {quiet_for}, against {rhythm}"


def sources_card(contact: Contact, part: Part, sources: Sequence[ScoreSourceView]) -> Card:
    """The records behind one part, the newest first."""
    left = len(sources) - _SOURCES
    return Card(
        text=rich(
            Bold(NAMES[part.measure]), f" with {contact.name}: {part.points} of {part.most}, from these."
        ),
        parts=tuple(_source(each) for each in sources[:_SOURCES]),
        context=quiet(f"and {left} older" if left > 0 else "", f"What would move it: {MOVES[part.measure]}"),
        buttons=(Button(label="Whole score", command=ShowScore(contact_id=contact.id)),),
    )


def _source(view: ScoreSourceView) -> Row:
    text = rich(Day(view.source.on), f" · {shorten(view.words, 140)}")
    is_note = view.source.kind is SourceKind.NOTE
    return Row(text=text, button=Button(label="Open", command=OpenNote(view.source.id)) if is_note else None)


def touch_words(touch: Touch) -> str:
    """A touch as a source, in a line."""
    return f"touch, {touch.channel}"


def promise_words(commitment: Commitment) -> str:
    """A promise as a source, in a line."""
    return f"promise, {commitment.state.value}: {commitment.what}"


OBJECTIVE = "mutual objective"
"""A mutual objective as a source, in a line."""


def measures_form(contact: Contact, chosen: Sequence[str]) -> Form:
    """The form for the few measures that the member will look at."""
    return Form(
        title="A few measures",
        submit=KeepMeasures(contact.id),
        parts=(Passage(text=rich("What would you like to move with ", Bold(contact.name), "?")),),
        fields=(
            Field(
                name="measures",
                label=f"Up to {MOST_MEASURES}",
                kind=FieldKind.CHECKS,
                values=tuple(chosen),
                options=tuple(
                    Option(each.value, NAMES[each], sentence(shorten(MOVES[each], 75))) for each in Measure
                ),
                optional=True,
            ),
        ),
    )


def measures_kept_card(contact: Contact, chosen: Sequence[str], change: str) -> Card:
    """The member looks at these measures now."""
    names = [NAMES[Measure(each)] for each in chosen]
    said = f"You look at {join_words(names)}" if names else "You look at no measure"
    return Card(
        text=rich(f"{said} with ", Bold(contact.name), "."),
        parts=tuple(
            Row(text=rich(Bold(NAMES[Measure(each)]), f" · {MOVES[Measure(each)]}")) for each in chosen
        ),
        buttons=(
            undo_button(change),
            Button(label="Score", command=ShowScore(contact_id=contact.id)),
        ),
    )
