"""F5: the fit of a relationship, in both directions: do they still take part, and am I of use to them?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.contacts import Contact
from bot.core.given_and_received import find_received, value_given
from bot.core.notes import Commitment, CommitmentState, Direction, Note, Promiser, Touch
from bot.core.sources import ScoreSource, source_of
from bot.features.score.contracts.records import YEAR, RelationshipRecord, is_missed

HALF_YEAR = timedelta(days=182)
"""So far back giving and receiving are compared."""


class FitSide(StrEnum):
    """Whose part in the relationship is looked at."""

    THEY = "they"
    """Whether they take part."""
    ME = "me"
    """Whether I am of use."""


class SignKind(StrEnum):
    """What a sign tells; the comment says what its `count` counts."""

    UNANSWERED = "unanswered"
    """Touches in a row in which only the member reached out."""
    TOOK_PART = "took part"
    """Touches of the last year in which the other took part, `of` all."""
    QUIET = "quiet"
    """Days without a touch, longer than the rhythm allows."""
    IN_TOUCH = "in touch"
    """Days since the last touch, within the rhythm."""
    PROMISES_MISSED = "promises missed"
    """Promises of that side that were broken or are overdue."""
    PROMISES_KEPT = "promises kept"
    """Promises of that side that were kept."""
    GAVE = "gave"
    """Notes that tell of something that side gave."""
    ONLY_TOOK = "only took"
    """Times in which the other side gave something, and nothing came back."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in the data that speaks for or against one side; only an absence has no `sources`."""

    side: FitSide
    speaks_for: bool
    kind: SignKind
    count: int
    sources: tuple[ScoreSource, ...] = ()
    of: int = 0


def find_signs(record: RelationshipRecord, today: date) -> tuple[Sign, ...]:
    """What the data say in both directions, what speaks against first (F5)."""
    touches = sorted(
        (each for each in record.touches if today - each.occurred_on <= YEAR), key=lambda t: t.occurred_on
    )
    promises = [each for each in record.commitments if today - each.created_at.date() <= YEAR]
    notes = [each for each in record.notes if today - each.occurred_on <= YEAR and each.superseded_by is None]
    found = [
        *_takes_part(record.contact, touches, today),
        *_promises(promises, today),
        *_gives(record.contact, notes, today),
    ]
    return tuple(sorted(found, key=lambda sign: (sign.side is FitSide.ME, sign.speaks_for)))


def wants_review(found: Sequence[Sign]) -> bool:
    """Whether the bot may start a review by itself: two signs against one side, each with a source (F5)."""
    against = [sign for sign in found if not sign.speaks_for and sign.sources]
    return any(sum(sign.side is side for sign in against) >= 2 for side in FitSide)


def _takes_part(contact: Contact, touches: Sequence[Touch], today: date) -> list[Sign]:
    found = []
    unanswered = _unanswered(touches)
    if len(unanswered) >= 2:
        found.append(
            Sign(FitSide.THEY, False, SignKind.UNANSWERED, len(unanswered), tuple(map(source_of, unanswered)))
        )
    theirs = [touch for touch in touches if touch.direction is not Direction.BY_MEMBER]
    if theirs:
        sources = tuple(map(source_of, theirs))
        found.append(Sign(FitSide.THEY, True, SignKind.TOOK_PART, len(theirs), sources, of=len(touches)))
    last = touches[-1] if touches else None
    since = last.occurred_on if last else contact.created_at.date()
    quiet = (today - since).days
    if quiet > contact.allowed_pause:
        found.append(Sign(FitSide.ME, False, SignKind.QUIET, quiet, (source_of(last),) if last else ()))
    elif last:
        found.append(Sign(FitSide.ME, True, SignKind.IN_TOUCH, quiet, (source_of(last),)))
    return found


def _unanswered(touches: Sequence[Touch]) -> list[Touch]:
    unanswered: list[Touch] = []
    for touch in reversed(touches):
        if touch.direction is not Direction.BY_MEMBER:
            break
        unanswered.append(touch)
    return unanswered


def _promises(promises: Sequence[Commitment], today: date) -> list[Sign]:
    found = []
    for by, side in ((Promiser.CONTACT, FitSide.THEY), (Promiser.MEMBER, FitSide.ME)):
        missed = [each for each in promises if each.by is by and is_missed(each, today)]
        kept = [each for each in promises if each.by is by and each.state is CommitmentState.KEPT]
        if missed:
            sources = tuple(map(source_of, missed))
            found.append(Sign(side, False, SignKind.PROMISES_MISSED, len(missed), sources))
        if kept:
            found.append(Sign(side, True, SignKind.PROMISES_KEPT, len(kept), tuple(map(source_of, kept))))
    return found


def _gives(contact: Contact, notes: Sequence[Note], today: date) -> list[Sign]:
    lately = [note for note in notes if today - note.occurred_on <= HALF_YEAR]
    given = [note for note in lately if value_given(note.text)]
    received = [note for note in lately if find_received(note, contact)]
    gave, took = tuple(map(source_of, given)), tuple(map(source_of, received))
    found = []
    if gave:
        found.append(Sign(FitSide.ME, True, SignKind.GAVE, len(gave), gave))
    elif took:
        found.append(Sign(FitSide.ME, False, SignKind.ONLY_TOOK, len(took), took))
    if took:
        found.append(Sign(FitSide.THEY, True, SignKind.GAVE, len(took), took))
    elif len(gave) >= 2:
        found.append(Sign(FitSide.THEY, False, SignKind.ONLY_TOOK, len(gave), gave))
    return found
