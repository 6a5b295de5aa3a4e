"""S3: an explained score per relationship, in which every point has its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.core.contacts import DEFAULT_CADENCE_DAYS, Contact
from bot.core.given_and_received import Passed, find_received, is_frank, looks_ahead, value_given
from bot.core.notes import Commitment, CommitmentState, Direction, Note, NoteKind, Promiser, Touch, is_missed
from bot.core.sources import ScoreSource, source_of
from bot.features.score.contracts.records import (
    YEAR,
    DepthFacts,
    FutureFacts,
    ObjectiveFacts,
    PromiseFacts,
    ReciprocityFacts,
    RelationshipRecord,
    RhythmFacts,
    ScoreFacts,
    ValueFacts,
)

TREND = timedelta(days=90)
"""The score is compared with the one of so long ago."""
PERSONAL = frozenset({"in person", "video", "phone", "talk"})
"""The channels of a personal talk."""


class Measure(StrEnum):
    """What the score is made of (S3)."""

    RHYTHM = "rhythm"
    RECIPROCITY = "reciprocity"
    DEPTH = "depth"
    COMMITMENTS = "commitments"
    OBJECTIVE = "objective"
    FUTURE = "future"
    GIVEN = "given"
    RECEIVED = "received"


MOST: dict[Measure, int] = {
    Measure.RHYTHM: 20,
    Measure.RECIPROCITY: 15,
    Measure.DEPTH: 15,
    Measure.COMMITMENTS: 15,
    Measure.OBJECTIVE: 10,
    Measure.FUTURE: 10,
    Measure.GIVEN: 8,
    Measure.RECEIVED: 7,
}
"""The most points of each measure; a hundred together."""


@dataclass(frozen=True, slots=True)
class Part:
    """One measure: its points, the facts behind them, and the records that those come from."""

    measure: Measure
    points: int
    facts: ScoreFacts
    sources: tuple[ScoreSource, ...]

    @property
    def most(self) -> int:
        """The most points of this measure."""
        return MOST[self.measure]


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score; `before` is the total of 90 days ago, None where nothing was on record then."""

    parts: tuple[Part, ...]
    before: int | None = None

    @property
    def total(self) -> int:
        """The sum of all parts, 0 to 100."""
        return sum(part.points for part in self.parts)

    @property
    def change(self) -> int | None:
        """How many points more than 90 days ago, or less where it is below 0; None where it is too new."""
        return None if self.before is None else self.total - self.before

    def weakest(self, most: int = 3) -> tuple[Part, ...]:
        """Where most is to be gained, the largest gain first."""
        gains = sorted(self.parts, key=lambda part: part.points - part.most)
        return tuple(part for part in gains if part.points < part.most)[:most]


def score(record: RelationshipRecord, today: date) -> Score:
    """The score of a relationship, with its trend (S3)."""
    then = record.until(today - TREND, today)
    before = sum(part.points for part in _parts(then, today - TREND)) if then else None
    return Score(_parts(record.until(today, today), today), before)


MONTHS = 12
"""How many months a trend goes back."""


@dataclass(frozen=True, slots=True)
class MonthlyScore:
    """The total at the end of a month, or of today; `month` is its first local date."""

    month: date
    total: int


def score_by_month(record: RelationshipRecord, today: date) -> tuple[MonthlyScore, ...]:
    """The score at the end of each of the last twelve months, from the first with anything on record (S3)."""
    found: list[MonthlyScore] = []
    month, day = today.replace(day=1), today
    for _ in range(MONTHS):
        then = record.until(day, today)
        if then:
            found.append(MonthlyScore(month, sum(part.points for part in _parts(then, day))))
        day = month - timedelta(days=1)
        month = day.replace(day=1)
    return tuple(reversed(found))


def _parts(record: RelationshipRecord, today: date) -> tuple[Part, ...]:
    lately = [touch for touch in record.touches if today - touch.occurred_on <= YEAR]
    lately.sort(key=lambda touch: (touch.occurred_on, touch.id))
    promises = [each for each in record.commitments if today - each.created_at.date() <= YEAR]
    notes = [note for note in record.notes if today - note.occurred_on <= YEAR and note.superseded_by is None]
    return (
        _rhythm(record.contact, lately, today),
        _reciprocity(lately, promises),
        _depth(lately, notes),
        _kept(promises, today),
        _objective(record.objectives),
        _future(lately, notes, today),
        _value(Measure.GIVEN, notes, lambda note: value_given(note.text)),
        _value(Measure.RECEIVED, notes, lambda note: find_received(note, record.contact)),
    )


def _part(measure: Measure, points: float, facts: ScoreFacts, sources: Iterable[ScoreSource]) -> Part:
    """A part; without a source there is no point, whatever was counted."""
    found = tuple(dict.fromkeys(sources))
    return Part(measure, max(0, min(MOST[measure], round(points))) if found else 0, facts, found)


def _rhythm(contact: Contact, touches: Sequence[Touch], today: date) -> Part:
    ideal = contact.cadence_days or DEFAULT_CADENCE_DAYS
    is_chosen = bool(contact.cadence_days)
    if not touches:
        return _part(Measure.RHYTHM, 0, RhythmFacts(None, ideal, is_chosen), ())
    longest = max(contact.allowed_pause, ideal + 1)
    quiet = (today - touches[-1].occurred_on).days
    recency = 12 * min(1.0, max(0.0, (longest - quiet) / (longest - ideal)))
    days = [touch.occurred_on for touch in touches[-4:]]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    steady = 8 * sum(gap <= 1.25 * ideal for gap in gaps) / 3
    facts = RhythmFacts(quiet, ideal, is_chosen)
    return _part(Measure.RHYTHM, recency + steady, facts, map(source_of, touches[-4:]))


def _reciprocity(touches: Sequence[Touch], promises: Sequence[Commitment]) -> Part:
    mine = sum(touch.direction is not Direction.BY_CONTACT for touch in touches)
    theirs = sum(touch.direction is not Direction.BY_MEMBER for touch in touches)
    i_said = sum(each.by is Promiser.MEMBER for each in promises)
    they_said = len(promises) - i_said
    points = 8 * _evenness(mine, theirs) * min(1, len(touches) / 3) + 7 * _evenness(i_said, they_said)
    facts = ReciprocityFacts(len(touches), mine, theirs, i_said, they_said)
    return _part(Measure.RECIPROCITY, points, facts, [*map(source_of, touches), *map(source_of, promises)])


def _depth(touches: Sequence[Touch], notes: Sequence[Note]) -> Part:
    personal = [touch for touch in touches if touch.channel in PERSONAL]
    frank = [note for note in notes if is_frank(note.text)]
    points = min(5, 2.5 * len(personal)) + min(5, 5 * len(notes) / 3) + min(5, 2.5 * len(frank))
    facts = DepthFacts(len(personal), len(notes), len(frank))
    return _part(Measure.DEPTH, points, facts, [*map(source_of, personal), *map(source_of, notes)])


def _kept(promises: Sequence[Commitment], today: date) -> Part:
    kept = [each for each in promises if each.state is CommitmentState.KEPT]
    not_kept = [each for each in promises if is_missed(each, today)]
    settled = len(kept) + len(not_kept)
    points = 15 * len(kept) / settled * min(1, settled / 3) if settled else 0
    facts = PromiseFacts(len(kept), len(not_kept))
    return _part(Measure.COMMITMENTS, points, facts, [*map(source_of, kept), *map(source_of, not_kept)])


def _objective(objectives: Sequence[ScoreSource]) -> Part:
    return _part(Measure.OBJECTIVE, MOST[Measure.OBJECTIVE], ObjectiveFacts(bool(objectives)), objectives)


def _future(touches: Sequence[Touch], notes: Sequence[Note], today: date) -> Part:
    told = [note for note in notes if note.kind is NoteKind.ANSWER or looks_ahead(note.text, today)]
    known = {note.id for note in told}
    served = [touch for touch in touches if touch.serves_future and touch.note_id not in known]
    count = len(told) + len(served)
    sources = [*map(source_of, told), *map(source_of, served)]
    return _part(Measure.FUTURE, 4 * count, FutureFacts(count), sources)


def _value(measure: Measure, notes: Sequence[Note], read: Callable[[Note], tuple[Passed, ...]]) -> Part:
    found = [(note, read(note)) for note in notes]
    carrying = [(note, passed) for note, passed in found if passed]
    kinds = tuple(sorted({each.value for _, passed in carrying for each in passed}))
    points = 2 * len(carrying) + len(kinds)
    return _part(measure, points, ValueFacts(kinds), [source_of(note) for note, _ in carrying])


def _evenness(one: int, other: int) -> float:
    return min(one, other) / max(one, other) if one and other else 0.0
