"""B2, T1, T2, R2: what belongs into a quarterly business review, from what is on record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.contacts import Contact, Standing, Universe
from bot.core.notes import Commitment, CommitmentState, Promiser, is_missed

MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class PackLine:
    """One line of a pack; with the day that it is of, and the note that tells it, where there is one."""

    text: str
    day: date | None = None
    note_id: str = ""
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class PackSection:
    """One section of a pack; `empty` says what stands where it has no lines."""

    heading: str
    lines: tuple[PackLine, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPack:
    """A pack for the review with one company; `since` is the first day that it looks back to."""

    account_id: str
    name: str
    since: date
    made_on: date
    sections: tuple[PackSection, ...]
    quotes: tuple[str, ...]
    """The ids of the rows that it quotes."""


def review_since(today: date) -> date:
    """The first day of the quarter of the year before this one: what a review looks back on."""
    this = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    last = this - timedelta(days=1)
    return last.replace(month=(last.month - 1) // 3 * 3 + 1, day=1)


@dataclass(frozen=True, slots=True)
class PeopleThere:
    """Who is at a company: in touch, quiet for longer than allowed, and to be met yet."""

    present: tuple[Contact, ...]
    quiet: tuple[Contact, ...]
    to_meet: tuple[Contact, ...]


def sort_people(people: Sequence[Contact], today: date) -> PeopleThere:
    """Sort a company's people into those in touch, those who are quiet, and those who are not met yet."""
    here = [each for each in people if each.standing not in (Standing.PARKED, Standing.RELEASED)]
    to_meet = [each for each in here if each.universe is not Universe.EXISTING]
    met = [each for each in here if each.universe is Universe.EXISTING]
    quiet = [each for each in met if _is_quiet(each, today)]
    return PeopleThere(tuple(each for each in met if each not in quiet), tuple(quiet), tuple(to_meet))


def _is_quiet(contact: Contact, today: date) -> bool:
    if contact.last_touch_at is None:
        return True
    return (today - contact.last_touch_at.date()).days > contact.allowed_pause


def promises_of(
    promises: Sequence[Commitment], by: Promiser, since: date, today: date
) -> tuple[Commitment, ...]:
    """The promises of one side for a review: open ones, the earliest due first, then those settled since."""
    mine = [each for each in promises if each.by is by]
    opened = [each for each in mine if each.state is CommitmentState.OPEN]
    settled = [
        each
        for each in mine
        if each.state in (CommitmentState.KEPT, CommitmentState.BROKEN)
        and max(each.due_on or date.min, each.created_at.date()) >= since
    ]
    opened.sort(key=lambda each: (not is_missed(each, today), each.due_on or date.max, each.created_at))
    return (*opened, *sorted(settled, key=lambda each: each.created_at))


def choose_questions(
    topics: Sequence[str], answered: Collection[str], has_objective: bool, most: int = MOST_QUESTIONS
) -> tuple[str, ...]:
    """The topics to ask the other side about: what nobody answered yet first, in the order of the topics.

    Where no mutual objective is written down, that is the first question: "objective".
    """
    first = () if has_objective else ("objective",)
    order = (*first, *(each for each in topics if each not in answered), *topics)
    return tuple(dict.fromkeys(order))[:most]
