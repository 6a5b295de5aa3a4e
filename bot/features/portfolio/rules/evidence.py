"""P2: what is on record for each criterion of a strategic contact, beside the question that it bears on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.contacts import Contact
from bot.core.given_and_received import find_received, is_frank, looks_ahead, value_given
from bot.core.notes import Commitment, CommitmentState, Note, Promiser, is_missed
from bot.features.portfolio.rules.criteria import Criterion


class EvidenceKind(StrEnum):
    """What a piece of evidence is; `words` are quoted, except of promises, where they are counted."""

    STEP = "step"
    """The step of the member's vision that needs the person."""
    AHEAD = "ahead"
    """A note on the coming years."""
    GAVE = "gave"
    RECEIVED = "received"
    TITLE = "title"
    SAY = "say"
    """A note that tells of a say in what the company does."""
    FRANK = "frank"
    """A note on something that one does not tell everybody."""
    THEY_KEPT = "they kept"
    I_KEPT = "I kept"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something on record that bears on a criterion; `on` is the local date of the note it is from."""

    kind: EvidenceKind
    words: str = ""
    on: date | None = None
    record_id: str = ""
    count: int = 0
    of: int = 0


_YEAR = timedelta(days=365)
_SAY = re.compile(
    r"\b(?:decid\w+|decision|sign(?:s|ed)? off|approv\w+|budget|in charge|responsible for|board|committee|"
    r"runs (?:the|their|all)|heads? (?:up )?(?:the|their)|reports? to the|veto\w*|"
    r"has the (?:last|final) word|everybody asks)\b",
    re.IGNORECASE,
)


def find_evidence(
    contact: Contact, told: Iterable[Note], promises: Sequence[Commitment], today: date, *, step: str = ""
) -> Mapping[Criterion, tuple[Evidence, ...]]:
    """What bears on each criterion, the strongest first; `step` is the step of the vision that needs them."""
    notes = [each for each in told if each.superseded_by is None and today - each.occurred_on <= _YEAR]
    notes.sort(key=lambda each: (each.occurred_on, each.created_at), reverse=True)
    kinds = EvidenceKind
    ahead = _first(kinds.AHEAD, notes, lambda note: looks_ahead(note.text, today))
    vision = [Evidence(kinds.STEP, step)] if step else ahead
    value = [
        *_first(kinds.GAVE, notes, lambda note: bool(value_given(note.text))),
        *_first(kinds.RECEIVED, notes, lambda note: bool(find_received(note, contact))),
    ]
    title = [Evidence(kinds.TITLE, contact.title, record_id=contact.id)] if contact.title else []
    reach = [*title, *_first(kinds.SAY, notes, lambda note: bool(_SAY.search(note.text)))]
    trust = [*_promises(promises, today), *_first(kinds.FRANK, notes, lambda note: is_frank(note.text))]
    return {
        Criterion.VISION: tuple(vision),
        Criterion.MUTUAL_VALUE: tuple(value),
        Criterion.REACH: tuple(reach),
        Criterion.TRUST: tuple(trust),
    }


def _first(kind: EvidenceKind, notes: Sequence[Note], tells: Callable[[Note], bool]) -> list[Evidence]:
    """The latest note that tells of it."""
    note = next((each for each in notes if tells(each)), None)
    return [Evidence(kind, note.text, note.occurred_on, note.id)] if note else []


def _promises(promises: Sequence[Commitment], today: date) -> list[Evidence]:
    """How many of the last year's promises that are settled or late were kept, theirs first."""
    found = []
    lately = [each for each in promises if today - each.created_at.date() <= _YEAR]
    for by, kind in ((Promiser.CONTACT, EvidenceKind.THEY_KEPT), (Promiser.MEMBER, EvidenceKind.I_KEPT)):
        theirs = [each for each in lately if each.by is by]
        kept = sum(each.state is CommitmentState.KEPT for each in theirs)
        settled = kept + sum(is_missed(each, today) for each in theirs)
        if settled:
            found.append(Evidence(kind, count=kept, of=settled))
    return found
