"""What features add to what another one shows, so that neither needs to know the other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.core.cards import Button, Card, Part
from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import About
from bot.core.facts.values import Fact
from bot.core.knowledge.basics import LessonMoment
from bot.core.meeting_points import MeetingPoint
from bot.core.members import Member
from bot.core.ports.store import StoreReader
from bot.core.rich import Rich

if TYPE_CHECKING:
    from bot.core.turn import Turn

P = TypeVar("P")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Told:
    """A section of a card, and the ids of what it quotes."""

    parts: tuple[Part, ...]
    about: About


def tell(parts: Iterable[Part], about: Iterable[str]) -> tuple[Told, ...]:
    """A section of these parts; none where there are no parts."""
    shown = tuple(parts)
    return (Told(shown, tuple(dict.fromkeys(about))),) if shown else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsAsked:
    """A question, and whom it names or means."""

    question: str
    named: tuple[ContactId, ...] = ()
    pronouns: tuple[str, ...] = ()
    """The words of the question that mean the first of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromRows:
    """An answer from stored rows: the card, what it quotes, and whom the conversation is about then."""

    card: Card
    about: About
    focus: tuple[ContactId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPoint:
    """One thing about a relationship in a few words, such as its score: for several side by side."""

    label: str
    words: str
    about: About
    number: float | None = None
    """The same as a number, where it is one."""


SCORE_POINT, OBJECTIVE_POINT = "Score", "Mutual objective"
"""The labels of points that are looked for among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """Something that the bot did of itself: when, in words, and the button that says why."""

    at: datetime
    text: Rich
    why: Button
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay:
    """An important day to come: of whom, by id and name, what it is called, and when it comes next."""

    whose: str
    who: str
    called: str
    on: date


@dataclass(frozen=True, slots=True)
class Place(Generic[S, P]):
    """A place that features add to: parts of a card about a contact, say, or points of an agenda."""

    name: str


CONTACT: Place[Contact, Told] = Place("contact")
"""The card of one person, after what stands on the contact itself."""
NOTED: Place[tuple[Fact, ...], Told] = Place("noted")
"""The card of a note, for the facts that it tells."""
ASKED: Place[RowsAsked, FromRows] = Place("asked")
"""Questions that rows of a feature answer; the first one that has an answer gives it."""
BRIEF: Place[Contact, Told] = Place("brief")
PLAN: Place[Contact | Account, Told] = Place("plan")
ACCOUNT: Place[Account, Told] = Place("account")
"""The page of one account."""
HOME: Place[Member, Told] = Place("home")
"""The Home tab: those of the lowest rank first, whatever a member has of them by role."""
LATELY: Place[Member, Did] = Place("done lately")
"""What the bot did without being asked, for the Home tab."""
SHOWN_TODAY: Place[Member, str] = Place("due today")
"""The ids of what the Home tab shows as due today, so that nothing of it stands there twice."""
KNOWN_DAYS: Place[Member, KnownDay] = Place("known days")
"""Important days to come, the next first, from which others count: "a week before Ana's birthday"."""
OWN_FIGURES: Place[Member, tuple[str, Rich]] = Place("own figures")
"""Figures about a member that they alone see, each with its name."""
MEETING: Place[Contact, MeetingPoint] = Place("review meeting")
COMPARED: Place[Contact | Account, ComparedPoint] = Place("compared")
"""People, or companies, side by side: at most one point of each feature."""
REVIEWED: Place[Contact | Account, ComparedPoint] = Place("review pack")
"""What a pack for a review with a company has of a relationship: at most one point of each feature."""


@dataclass(frozen=True, slots=True)
class Section(Generic[S, P]):
    """What a feature adds to what another one shows, so that neither needs to know the other."""

    place: Place[S, P]
    rank: int
    """Lower ones stand first; two of the same place never have the same."""
    read: Callable[[StoreReader, Turn[Any], S], Awaitable[tuple[P, ...]]]
    """Reads what to add about somebody; empty where there is nothing to say."""


LessonOffer = Callable[[StoreReader, "Turn[Any]", LessonMoment], Awaitable[tuple[Button, ...]]]
"""Buttons that offer a lesson at a moment; none where the member wants none."""
