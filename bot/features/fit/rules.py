"""F5: the fit of a relationship, in both directions: do they still take part, and am I of use to them?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.contacts import Contact
from bot.core.given_and_received import find_received, value_given
from bot.core.notes import (
    Commitment,
    CommitmentState,
    Direction,
    Note,
    NoteId,
    Promiser,
    Touch,
    is_missed,
)
from bot.core.sources import ScoreSource, source_of
from bot.features.score.contracts.records import YEAR, RelationshipRecord

HALF_YEAR = timedelta(days=182)
"""So far back giving and receiving are compared."""
QUARTER = timedelta(days=91)
"""So long the bot starts no review of somebody again (F5)."""
THREE_TIMES = 3
"""Tries without an answer, or gifts without a return, from which the bot starts a review by itself."""


class FitSide(StrEnum):
    """Whose part in the relationship is looked at."""

    THEY = "they"
    """Whether they take part."""
    ME = "me"
    """Whether I am of use."""


class SignKind(StrEnum):
    """What a sign tells; the comment says what its `count` counts."""

    UNANSWERED = "unanswered"
    """Times in a row in which only the member reached out; notes that tell of no answer count."""
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
    quote: str = ""
    """The words of the latest of its records, where it has some."""


_NOT = r"(?:never|not|(?:has|have|did|does)n['\u2019]?t)"
_CAME_BACK = (
    r"(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|(?:write|written) back|call(?:ed)? back|"
    r"g[eo]t(?:ten)? back)"
)
_SILENCE = re.compile(
    r"\b(?:no|without(?: any?)?|not an?|never an?) (?:answer|reply|response)\b"
    rf"|\b{_NOT} (?:yet |even |once )?{_CAME_BACK}\b"
    r"|\bunanswered\b|\bignor(?:es|ed|ing) (?:me|us|my|our)\b",
    re.IGNORECASE,
)
_TRIES = r"(?:times|mails|e-?mails|calls|messages)"
_TIMES = re.compile(
    rf"\b(?:(?P<two>twice|two {_TRIES}|second)|(?P<three>three {_TRIES}|third)|"
    rf"(?P<four>four {_TRIES}|fourth))\b",
    re.IGNORECASE,
)


def tells_of_silence(text: str) -> int:
    """How often a note says that nothing came back: "the third mail, no answer" is 3; 0 where it does not."""
    if not _SILENCE.search(text):
        return 0
    times = _TIMES.search(text)
    return 1 if times is None else 2 if times["two"] else 3 if times["three"] else 4


def find_signs(record: RelationshipRecord, today: date) -> tuple[Sign, ...]:
    """What the data say in both directions, what speaks against first (F5)."""
    touches = sorted(
        (each for each in record.touches if today - each.occurred_on <= YEAR), key=lambda t: t.occurred_on
    )
    promises = [each for each in record.commitments if today - each.created_at.date() <= YEAR]
    notes = [each for each in record.notes if today - each.occurred_on <= YEAR and each.superseded_by is None]
    found = [
        *_takes_part(record.contact, touches, notes, today),
        *_promises(promises, today),
        *_gives(record.contact, notes, today),
    ]
    return tuple(sorted(found, key=lambda sign: (sign.side is FitSide.ME, sign.speaks_for)))


def wants_review(found: Sequence[Sign]) -> bool:
    """Whether there is reason for a review: two signs against one side, each with a source (F5)."""
    against = [sign for sign in found if not sign.speaks_for and sign.sources]
    return any(sum(sign.side is side for sign in against) >= 2 for side in FitSide)


def find_reasons_to_start(found: Sequence[Sign]) -> tuple[Sign, ...]:
    """The signs for which the bot starts a review by itself; none where they do not carry it (F5).

    They are about the other side: two promises not kept, or no answer or nothing in return three times; of
    two different ones, each may be weaker.
    """
    theirs = [each for each in found if each.side is FitSide.THEY and not each.speaks_for and each.sources]
    strong = any(
        each.count >= (2 if each.kind is SignKind.PROMISES_MISSED else THREE_TIMES) for each in theirs
    )
    return tuple(theirs) if strong or len(theirs) >= 2 else ()


def _takes_part(contact: Contact, touches: Sequence[Touch], notes: Sequence[Note], today: date) -> list[Sign]:
    silent = {note.id: note for note in notes if tells_of_silence(note.text)}

    def is_theirs(touch: Touch) -> bool:
        return touch.direction is not Direction.BY_MEMBER and touch.note_id not in silent

    found = []
    theirs = [touch for touch in touches if is_theirs(touch)]
    unanswered = _unanswered(touches, silent, theirs[-1].occurred_on if theirs else None)
    told = [tells_of_silence(each.text) for each in unanswered if isinstance(each, Note)]
    count = max(len(unanswered), *told, 0)
    if count >= 2:
        quote = next((each.text for each in reversed(unanswered) if isinstance(each, Note)), "")
        sources = tuple(map(source_of, unanswered))
        found.append(Sign(FitSide.THEY, False, SignKind.UNANSWERED, count, sources, quote=quote))
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


def _unanswered(
    touches: Sequence[Touch], silent: Mapping[NoteId, Note], since: date | None
) -> list[Touch | Note]:
    """The tries in a row that nothing came back to, the oldest first: touches, or the notes that tell so."""
    tries = [each for each in touches if since is None or each.occurred_on > since]
    touched = {each.note_id for each in tries}
    told = [n for n in silent.values() if since is None or n.occurred_on >= since]
    found: list[Touch | Note] = [silent.get(each.note_id or NoteId(""), each) for each in tries]
    found += [note for note in told if note.id not in touched]
    once = {each.id: each for each in found}
    return sorted(once.values(), key=lambda each: each.occurred_on)


def _promises(promises: Sequence[Commitment], today: date) -> list[Sign]:
    found = []
    for by, side in ((Promiser.CONTACT, FitSide.THEY), (Promiser.MEMBER, FitSide.ME)):
        missed = [each for each in promises if each.by is by and is_missed(each, today)]
        kept = [each for each in promises if each.by is by and each.state is CommitmentState.KEPT]
        for those, speaks_for, kind in (
            (missed, False, SignKind.PROMISES_MISSED),
            (kept, True, SignKind.PROMISES_KEPT),
        ):
            if those:
                those.sort(key=lambda each: each.created_at)
                sources = tuple(map(source_of, those))
                found.append(Sign(side, speaks_for, kind, len(those), sources, quote=those[-1].what))
    return found


def _gives(contact: Contact, notes: Sequence[Note], today: date) -> list[Sign]:
    lately = sorted(
        (note for note in notes if today - note.occurred_on <= HALF_YEAR), key=lambda note: note.occurred_on
    )
    given = [note for note in lately if value_given(note.text)]
    received = [note for note in lately if find_received(note, contact)]
    gave, took = tuple(map(source_of, given)), tuple(map(source_of, received))
    my_words = given[-1].text if given else ""
    their_words = received[-1].text if received else ""
    found = []
    if gave:
        found.append(Sign(FitSide.ME, True, SignKind.GAVE, len(gave), gave, quote=my_words))
    elif took:
        found.append(Sign(FitSide.ME, False, SignKind.ONLY_TOOK, len(took), took, quote=their_words))
    if took:
        found.append(Sign(FitSide.THEY, True, SignKind.GAVE, len(took), took, quote=their_words))
    elif len(gave) >= 2:
        found.append(Sign(FitSide.THEY, False, SignKind.ONLY_TOOK, len(gave), gave, quote=my_words))
    return found
