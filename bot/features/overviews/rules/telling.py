"""B2: which notes and sentences of a span tell most: decisions, promises, worries, the future."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from bot.core.facts.values import Fact, FactKind, FactStanding
from bot.core.fairness import pick_fairly
from bot.core.given_and_received import is_frank, looks_ahead
from bot.core.note_sentences import SentenceOfNote, sentences_of
from bot.core.notes import Note

_DECIDED = re.compile(
    r"\b(?:decided|decision|agreed|signed(?: off)?|approved|chose|chosen|went with|picked|cancell?ed|"
    r"postponed|stopped|called off|turned down|rejected|confirmed|committed to|green light|"
    r"gave the go[- ]ahead|will (?:go with|move to|switch to))\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:not|n['\u2019]t|never|nobody|nothing|no|yet to|before (?:they|she|he|we)|if|whether|once|until|"
    r"should|could|may|might|wants? to|hopes? to)\b(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_UNDECIDED_AFTER = re.compile(r"^\s+(?:is|was)?\s*(?:still\s+)?(?:open|pending|due|next)\b", re.IGNORECASE)


def tells_decision(sentence: str) -> bool:
    """Whether a sentence tells of something that was decided; not "they have not decided yet"."""
    return any(
        not _UNDECIDED.search(sentence[: found.start()])
        and not _UNDECIDED_AFTER.match(sentence[found.end() :])
        for found in _DECIDED.finditer(sentence)
    )


def find_decisions(notes: Iterable[Note]) -> list[SentenceOfNote]:
    """The sentences that tell of decisions, the oldest first."""
    found = [each for note in notes for each in sentences_of(note) if tells_decision(each.text)]
    return sorted(found, key=lambda each: each.note.occurred_on)


def choose_notes(
    notes: Sequence[Note], promised_in: Collection[str], wanted: Sequence[str], today: date, most: int
) -> list[Note]:
    """The notes of a span that tell most, the oldest first; each of the `wanted` contacts has one if any.

    `promised_in` are the ids of notes with promises. Of two that tell as much, the later one goes first.
    """

    def weight(note: Note) -> tuple[int, date]:
        told = (
            3 * tells_decision(note.text)
            + 2 * (note.id in promised_in)
            + is_frank(note.text)
            + looks_ahead(note.text, today)
        )
        return told, note.occurred_on

    best = sorted(notes, key=weight, reverse=True)
    picked = pick_fairly(best, lambda note: note.contact_ids, wanted, most)
    return sorted(picked, key=lambda note: (note.occurred_on, note.created_at))


def find_changes(facts: Iterable[Fact], since: date, until: date) -> list[Fact]:
    """Facts on roles, companies, places and ties that began or ended within a span, in their order.

    What was told of somebody for the first time is no change, unless it took the place of something.
    """
    rows = list(facts)
    kinds = (FactKind.TITLE, FactKind.COMPANY, FactKind.PLACE, FactKind.TIE)
    ended = {
        (each.contact_id, each.kind)
        for each in rows
        if each.until is not None and since <= each.until <= until
    }
    found = [
        each
        for each in rows
        if each.kind in kinds
        and each.standing is FactStanding.SURE
        and since <= (each.since or each.told_on) <= until
        and (each.kind is FactKind.TIE or (each.contact_id, each.kind) in ended)
    ]
    return sorted(found, key=lambda each: (each.since or each.told_on, each.created_at))
