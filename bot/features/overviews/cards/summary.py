"""The card that sums up a span of days (B2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.coaching.citing import Carried
from bot.core.coaching.understanding import Mode
from bot.core.facts.values import Fact
from bot.core.labels import NamesById
from bot.core.note_sentences import SentenceOfNote
from bot.core.notes import Commitment, CommitmentState, Note, Promiser
from bot.core.rich import Bold, Code, Day, Italic, Rich, Span, rich
from bot.core.words import join_words, left_out, plural, quiet, shorten, simple_mode, when
from bot.features.notes.commands import ListNotes, OpenNote
from bot.features.notes.contracts.cards import note_row
from bot.features.overviews.cards.changes import change_words
from bot.features.overviews.cards.written import written_parts
from bot.features.overviews.rules.sides import SideRecord

MOST_NOTES = 10
"""Notes that a summary quotes."""
MOST_PROMISES = 6
"""Promises of each side that it lists."""
MOST_DECISIONS = 5
MOST_CHANGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """What happened in a span, as a card shows it."""

    whom: str
    """The name of the person or company; empty for everybody."""
    contact_id: str
    since: date
    until: date
    today: date
    record: SideRecord
    """Of the span alone."""
    notes: Sequence[Note]
    """Those that are quoted, the oldest first."""
    decisions: Sequence[SentenceOfNote]
    changes: Sequence[Fact]
    names: NamesById
    sharers: Mapping[str, Rich]
    written: Carried | None
    mode: Mode


def summary_card(view: SummaryView) -> Card:
    """What happened: what changed, what was decided, what was promised, and the notes, each with its day."""
    record = view.record
    if not (record.notes or record.promises or view.changes):
        return _empty(view)
    missing = len(record.notes) - len(view.notes)
    buttons = [Button(label="All notes", command=ListNotes(contact_id=view.contact_id))] if missing else []
    return Card(
        header=f"{view.whom or 'Your work'}, summed up",
        text=_counted(view),
        parts=(
            *written_parts(view.written, "In short"),
            *_changes(view),
            *_decisions(view),
            *_promises(view),
            *_notes(view, missing),
        ),
        context=quiet(
            "From what you told me; only you can see this",
            left_out(view.written.refused) if view.written else "",
            simple_mode(view.mode) if view.mode is not Mode.RULES else "",
        ),
        buttons=tuple(buttons),
    )


def _empty(view: SummaryView) -> Card:
    on: Rich = (" on ", Bold(view.whom)) if view.whom else ()
    days = sorted({each.occurred_on for each in view.record.touches})
    touched: Rich = ()
    if days:
        touched = (f" You were in touch on {plural(len(days), 'day')}, the last one ", Day(days[-1]), ".")
    return Card(text=rich("You noted nothing", *on, *_span(view), ".", *touched))


def _span(view: SummaryView) -> Rich:
    if view.since == view.until:
        return (" on ", Day(view.since))
    return (" from ", Day(view.since), " to ", Day(view.until))


def _counted(view: SummaryView) -> Rich:
    record = view.record
    with_whom = {each.contact_id for each in record.touches}
    people = (
        f" with {plural(len(with_whom), 'person', 'people')}" if with_whom and not view.contact_id else ""
    )
    days = len({each.occurred_on for each in record.touches})
    touched = f"; you were in touch on {plural(days, 'day')}{people}" if days else ""
    noted = plural(len(record.notes), "note")
    about: Rich = (" on ", Bold(view.whom)) if view.whom else ()
    return rich(f"{noted}", *about, *_span(view), f"{touched}.")


def _changes(view: SummaryView) -> tuple[Part, ...]:
    rows = [
        Row(text=_change(each, view.names), button=_opens(each.note_id))
        for each in view.changes[:MOST_CHANGES]
    ]
    return (Passage(heading="What changed", text=("Roles, companies and ties.",)), *rows) if rows else ()


def _change(fact: Fact, names: NamesById) -> Rich:
    """ "3 March 2026 · Ana Ruiz is now CFO"."""
    return rich(Day(fact.since or fact.told_on), " · ", change_words(fact, names))


def _opens(note_id: str | None) -> Button | None:
    return Button(label="Open", command=OpenNote(note_id), opens_form=True) if note_id else None


def _decisions(view: SummaryView) -> tuple[Part, ...]:
    rows = [
        Row(
            text=rich(Day(each.note.occurred_on), " · ", Italic(f"“{shorten(each.text, 200)}”")),
            button=_opens(each.note.id),
        )
        for each in view.decisions[-MOST_DECISIONS:]
    ]
    more = len(view.decisions) - MOST_DECISIONS
    said = (
        f"The latest {MOST_DECISIONS} of {len(view.decisions)}."
        if more > 0
        else "In the words of your notes."
    )
    return (Passage(heading="What was decided", text=(said,)), *rows) if rows else ()


def _promises(view: SummaryView) -> tuple[Part, ...]:
    parts: list[Part] = []
    for by, heading in ((Promiser.MEMBER, "You promised"), (Promiser.CONTACT, "You were promised")):
        mine = [each for each in view.record.promises if each.by is by]
        if mine:
            parts.append(Passage(heading=heading, text=(f"{_states(mine)}.",)))
            parts += [_promise(each, view) for each in mine[:MOST_PROMISES]]
    return tuple(parts)


def _states(promises: Sequence[Commitment]) -> str:
    """ "2 open, 1 kept"."""
    names = {
        CommitmentState.OPEN: "open",
        CommitmentState.KEPT: "kept",
        CommitmentState.BROKEN: "not kept",
        CommitmentState.DROPPED: "no longer needed",
    }
    counts = {said: sum(each.state is state for each in promises) for state, said in names.items()}
    return join_words([f"{number} {said}" for said, number in counts.items() if number])


def _promise(each: Commitment, view: SummaryView) -> Row:
    who = view.names.get(each.contact_id or "", "")
    state = {CommitmentState.KEPT: "kept", CommitmentState.BROKEN: "not kept"}.get(each.state, "")
    spans: list[Span] = [Bold(who), ": "] if who and who != view.whom else []
    spans.append(shorten(each.what, 160))
    if state or each.state is CommitmentState.DROPPED:
        spans.append(f" · {state or 'no longer needed'}")
    elif each.due_on is not None:
        spans += [" · was due " if each.due_on < view.today else " · due ", *when(each.due_on, view.today)]
    return Row(text=rich(*spans), button=_opens(each.note_id))


def _notes(view: SummaryView, missing: int) -> tuple[Part, ...]:
    if not view.notes:
        return ()
    first = 1 + (len(view.written.cited) if view.written else 0)
    said = (
        f"The {len(view.notes)} that tell most, the oldest first; {plural(missing, 'more note')} left out."
        if missing
        else "The oldest first."
    )
    rows = tuple(
        note_row(
            note,
            [name for id in note.contact_ids if (name := view.names.get(id, "")) and name != view.whom],
            number,
            sharer=view.sharers.get(note.id, ()),
        )
        for number, note in enumerate(view.notes, first)
    )
    return (Passage(heading="Your notes", text=(said,)), *rows)


def question(whom: str, since: date, until: date) -> str:
    """What a language model is asked about a span of days."""
    of = f"with {whom} " if whom else ""
    return f"What happened {of}from {since} to {until}, the most important first?"


def summing_status(whom: str) -> str:
    """The status while a summary is put together."""
    return f"summing up {whom or 'your notes'} ..."


def not_yet() -> Card:
    """Say that a span lies ahead, or ends before it begins."""
    return Card(
        text=("I can only sum up days that are over, from an earlier to a later one.",),
        context=rich("For example ", Code("summarise Northwind since March")),
    )
