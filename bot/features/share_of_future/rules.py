"""T6: which share of a member's touches and activities served the future, over time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.contacts import Contact, Tier
from bot.core.given_and_received import looks_ahead
from bot.core.notes import Note, NoteKind, Touch
from bot.features.plans.contracts import Activity, ActivityState

WEEKS = 8
"""How many weeks are looked back on."""
IN_PERSON = "in person"
"""The channel of a touch at which people met."""
FEWEST = 3
"""How many touches and activities a week needs for its share to mean something."""

_DEAL = re.compile(
    r"\b(?:deals?|pipeline|forecast|quota|quotes?|quotations?|proposal|tender|rf[pq]|purchase orders?|"
    r"orders?|licen[cs]es?|renewals?|upsell\w*|cross-?sell\w*|discounts?|pricing|price list|invoices?|"
    r"contract value|(?:close|win|sign)(?:s|ing|ed)?\s+(?:the|this|a|an|it))\b|[$€£]\s?\d",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:long[- ]term|vision|strateg\w+|their (?:customers|market)|succession|successor|introduc\w+|"
    r"(?:what|how) (?:they|she|he) (?:expect|worr|think)\w*|future)\b",
    re.IGNORECASE,
)


class Serves(StrEnum):
    """What a touch or an activity served."""

    FUTURE = "future"
    CURRENT = "current"
    UNSURE = "unsure"


class DeedReason(StrEnum):
    """Why a touch or an activity counts as serving the future or a current deal."""

    SAID = "said"
    """The member's own word."""
    LOOK_AHEAD = "look ahead"
    """Its note answers a question of the look ahead."""
    WORDS = "words"
    """The words of its note or of the activity."""
    DEAL_ONLY = "deal only"
    """The contact is kept for a deal only."""
    STRATEGIC = "strategic"
    """The contact was chosen because of the member's vision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A touch, or an activity that was done; `on` is the member's local date."""

    kind: str
    """touch or activity."""
    id: str
    on: date
    serves: Serves
    why: DeedReason
    text: str = ""
    contact_id: str = ""
    note_id: str = ""
    """The note that tells of it, if there is one."""
    by_member: bool = False
    """The member said so."""

    @property
    def about(self) -> tuple[str, ...]:
        """Ids of the touch or activity itself, its contact, and the note that tells of it."""
        return tuple(id for id in (self.id, self.contact_id, self.note_id) if id)


def classify(text: str, today: date) -> Serves:
    """Classify by words alone: talk of coming years, or of a deal; unsure where it is of both or of neither.

    "Asked about their strategy" served the future, "sent the quote" a current deal.
    """
    ahead = looks_ahead(text, today) or bool(_AHEAD.search(text))
    deal = bool(_DEAL.search(text))
    if ahead == deal:
        return Serves.UNSURE
    return Serves.FUTURE if ahead else Serves.CURRENT


def classify_touch(touch: Touch, note: Note | None, contact: Contact | None) -> Deed:
    """Classify a touch by what the member said, else by its note's words, else by why the contact is kept."""
    text = note.text if note else ""
    if touch.serves_future is not None:
        serves, why = (Serves.FUTURE if touch.serves_future else Serves.CURRENT), DeedReason.SAID
    elif note is not None and note.kind is NoteKind.ANSWER:
        serves, why = Serves.FUTURE, DeedReason.LOOK_AHEAD
    else:
        serves, why = classify(text, touch.occurred_on), DeedReason.WORDS
        if serves is Serves.UNSURE and not _DEAL.search(text) and contact is not None:
            serves, why = _by_contact(contact)
    return Deed(
        kind="touch",
        id=touch.id,
        on=touch.occurred_on,
        serves=serves,
        why=why,
        text=text,
        contact_id=touch.contact_id,
        note_id=note.id if note else "",
        by_member=touch.serves_future is not None,
    )


def _by_contact(contact: Contact) -> tuple[Serves, DeedReason]:
    if contact.deal_only:
        return Serves.CURRENT, DeedReason.DEAL_ONLY
    if contact.tier is Tier.STRATEGIC:
        return Serves.FUTURE, DeedReason.STRATEGIC
    return Serves.UNSURE, DeedReason.WORDS


def classify_activity(activity: Activity, done_on: date) -> Deed:
    """Classify an activity that was done by what the member said, else by its words."""
    if activity.serves_future is not None:
        serves, why = (Serves.FUTURE if activity.serves_future else Serves.CURRENT), DeedReason.SAID
    else:
        serves, why = classify(f"{activity.text} {activity.outcome}", done_on), DeedReason.WORDS
    return Deed(
        kind="activity",
        id=activity.id,
        on=done_on,
        serves=serves,
        why=why,
        text=activity.text,
        contact_id=activity.contact_id or "",
        note_id=activity.outcome_note_id or "",
        by_member=activity.serves_future is not None,
    )


def classify_all(
    touches: Sequence[Touch],
    activities: Sequence[Activity],
    notes: Sequence[Note],
    contacts: Sequence[Contact],
    days: dict[str, date],
) -> list[Deed]:
    """Classify everything that counts, each once, the latest first.

    `days` are the local dates of done activities, by id. A touch whose note is the outcome of an activity
    counts with the activity.
    """
    by_note: dict[str, Note] = {note.id: note for note in notes}
    by_contact: dict[str, Contact] = {contact.id: contact for contact in contacts}
    done = [each for each in activities if each.state is ActivityState.DONE and each.id in days]
    told = {each.outcome_note_id for each in done if each.outcome_note_id}
    found = [classify_activity(each, days[each.id]) for each in done]
    found += [
        classify_touch(each, by_note.get(each.note_id or ""), by_contact.get(each.contact_id))
        for each in touches
        if each.note_id is None or each.note_id not in told
    ]
    told_at: dict[str, datetime] = {each.id: each.created_at for each in touches}
    told_at.update((each.id, each.created_at) for each in done)
    ordered = sorted(found, key=lambda deed: (deed.on, told_at[deed.id], deed.id), reverse=True)
    return _each_once(ordered, {each.id: each for each in touches})


def _each_once(deeds: Sequence[Deed], touches: Mapping[str, Touch]) -> list[Deed]:
    """Count one talk as one deed: a dinner with three people, told in two notes, happened once.

    Touches of one note are one talk, and so are touches in person with the same people on the same day.
    """
    talks: list[tuple[set[object], list[Deed]]] = []
    for deed in deeds:
        marks: set[object] = {(deed.on, mark) for mark in _marks(touches.get(deed.id))}
        same = [talk for talk in talks if talk[0] & marks]
        talks = [talk for talk in talks if not talk[0] & marks]
        talks.append(
            (marks.union(*(talk[0] for talk in same)), [*(d for _, told in same for d in told), deed])
        )
    told_once = [_weightiest(told) for _, told in talks]
    place = {deed.id: number for number, deed in enumerate(deeds)}
    return sorted(told_once, key=lambda deed: place[deed.id])


def _marks(touch: Touch | None) -> set[str]:
    """What two touches of one talk have in common: their note, or the person that was met."""
    if touch is None:
        return set()
    marks = {f"note {touch.note_id}"} if touch.note_id else set[str]()
    return marks | ({f"met {touch.contact_id}"} if touch.channel == IN_PERSON else set())


def _weightiest(told: Sequence[Deed]) -> Deed:
    """The telling of a talk that says most of what it served: the member's word, then the future."""
    order = (Serves.FUTURE, Serves.CURRENT, Serves.UNSURE)
    return min(told, key=lambda deed: (not deed.by_member, order.index(deed.serves)))


@dataclass(frozen=True, slots=True)
class Share:
    """How many touches and activities of some time served what; `first` is its first local date."""

    first: date
    future: int
    current: int
    unsure: int

    @property
    def known(self) -> int:
        """How many of them are known to serve the future or a current deal."""
        return self.future + self.current

    @property
    def percent(self) -> int | None:
        """The share of the future among those that are known, in percent; None where none is."""
        return round(100 * self.future / self.known) if self.known else None


def share_between(deeds: Iterable[Deed], first: date, last: date) -> Share:
    """The share of the future between two local dates, both inclusive."""
    inside = [deed.serves for deed in deeds if first <= deed.on <= last]
    return Share(
        first, inside.count(Serves.FUTURE), inside.count(Serves.CURRENT), inside.count(Serves.UNSURE)
    )


def share_by_week(deeds: Sequence[Deed], today: date, weeks: int = WEEKS) -> list[Share]:
    """The shares of the last weeks, the oldest first; the last one is the present week so far."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday - timedelta(weeks=ago) for ago in range(weeks - 1, -1, -1)]
    return [share_between(deeds, start, start + timedelta(days=6)) for start in starts]


def is_missed(past: Share, floor_percent: int) -> bool:
    """Whether less than the floor served the future, of enough touches and activities to tell."""
    return past.known >= FEWEST and 100 * past.future < floor_percent * past.known
