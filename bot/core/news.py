"""What a periodic message told last, so that each asks first what is new since then, and none comes twice.

A message is about subjects (a goal, a person, or the whole message where it has only one), and says facts of
each. Facts are kept as fingerprints, so that nothing of what was said is stored a second time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.core.identity import Space, WorkspaceId

THE_MESSAGE = ""
"""The subject of a message that is about one thing only."""

_MOST_FACTS = 2_000
"""Fingerprints that are kept of a subject."""


class Tone(StrEnum):
    """How a subject is brought up."""

    NEW = "new"
    """Something of it is new."""
    OTHERWISE = "otherwise"
    """Nothing is new and nobody answered: it is asked once more, in another way."""
    LAST = "last"
    """For the last time, with the offer to hear no more of this."""


@dataclass(frozen=True, slots=True)
class RepeatPolicy:
    """How long a subject rests before it is brought up once more with nothing new; None for never."""

    otherwise: timedelta | None = None
    last: timedelta | None = None


ONLY_NEWS = RepeatPolicy()
"""Nothing new, nothing said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTold:
    """What a member was told last of one subject by one kind of message."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: str
    subject: str
    facts: tuple[str, ...]
    """Fingerprints of what was said, then or before."""
    on: date
    """The member's local date."""
    way: Tone = Tone.NEW


@dataclass(frozen=True, slots=True)
class News:
    """What there is to say of a subject now, how, and what of it is new."""

    subject: str
    facts: tuple[str, ...]
    way: Tone
    new: frozenset[str] = frozenset()
    """Those of the facts, as they were given, that are new."""
    since: date | None = None
    """The local date of the message before; None where there was none."""
    before: tuple[str, ...] = ()
    """Fingerprints of what was said before."""

    @property
    def told(self) -> tuple[str, ...]:
        """Fingerprints of all that has been said with this; of very much, only what is said now."""
        now = {fingerprint(fact) for fact in self.facts}
        everything = now.union(self.before)
        return tuple(sorted(everything if len(everything) <= _MOST_FACTS else now))


def fingerprint(fact: str) -> str:
    """A short mark by which a fact is known again, from which it cannot be read."""
    return hashlib.sha256(fact.encode()).hexdigest()[:16]


def find_news(
    subject: str,
    facts: Iterable[str],
    last: LastTold | None,
    today: date,
    pace: RepeatPolicy,
    *,
    answered: bool = False,
) -> News | None:
    """Find what is new of a subject, or in which other way to bring it up; None where nothing is to be said.

    `answered` says that the member did something about it since. A fact that is gone is no news.
    """
    given = tuple(dict.fromkeys(facts))
    if not given:
        return None
    if last is None:
        return News(subject, given, Tone.NEW, frozenset(given))
    new = frozenset(fact for fact in given if fingerprint(fact) not in last.facts)
    if new or answered:
        return News(subject, given, Tone.NEW, new, last.on, last.facts)
    way = _next_way(last, today, pace)
    return News(subject, given, way, since=last.on, before=last.facts) if way else None


def _next_way(last: LastTold, today: date, pace: RepeatPolicy) -> Tone | None:
    rested = today - last.on
    if last.way is Tone.NEW and pace.otherwise is not None and rested >= pace.otherwise:
        return Tone.OTHERWISE
    if last.way is Tone.OTHERWISE and pace.last is not None and rested >= pace.last:
        return Tone.LAST
    return None
