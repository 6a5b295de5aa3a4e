"""Rounds of questions about the future: which accounts, which questions first, which words (T1, T2, T4)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from bot.domain.contacts import Account, AccountId, Contact, Standing, Tier
from bot.domain.identity import MemberId, Space, WorkspaceId, derived_id
from bot.domain.knowledge import Question
from bot.domain.notes import Note, NoteId, NoteKind
from bot.domain.value import looks_ahead

RoundId = NewType("RoundId", str)

MOST_ACCOUNTS = 3
"""Accounts that one week's round asks about (T1)."""
ORGANIZATION = AccountId("")
"""What a stratical round is about: the leader's own organization, which is no account (T4)."""
_WORTH_A_SECOND = 40.0
"""Points from which an account joins the neediest one in a round."""


class RoundKind(StrEnum):
    """Which set of questions a round asks."""

    TACTEGIC = "tactegic"
    STRATICAL = "stratical"


class RoundState(StrEnum):
    """How a round stands; one that was skipped can still be answered late."""

    OPEN = "open"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One member's questions for one period (its key: `2026-W47`, `2026-11`); times are UTC."""

    id: RoundId
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    kind: RoundKind
    period: str
    account_ids: tuple[AccountId, ...]
    state: RoundState = RoundState.OPEN
    snoozed_until: datetime | None = None
    places: tuple[str, ...] = ()
    """Threads that it was answered in, as `conversation/message`."""

    @property
    def subject(self) -> str:
        """The subject that its card is posted under."""
        return f"round:{self.id}"


def round_id(workspace: WorkspaceId, member: MemberId, kind: RoundKind, period: str) -> RoundId:
    """The id of a member's round: there is one for each period, whoever starts it."""
    return RoundId(derived_id("round", workspace, member, kind.value, period))


class Given(StrEnum):
    """What came of one question in one round."""

    ANSWERED = "answered"
    UNCHANGED = "unchanged"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundAnswer:
    """That a question of a round was dealt with; the words are in the note."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    round_id: RoundId
    account_id: AccountId
    question_id: str
    given: Given
    note_id: NoteId | None = None


def answer_id(round_id: RoundId, account_id: AccountId, question_id: str) -> str:
    """The id of what came of a question: an answer given later takes the place of the earlier."""
    return derived_id(round_id, account_id, question_id)


def labels(
    round: Round, account_id: AccountId, question: Question, begins: int
) -> tuple[tuple[str, str], ...]:
    """The labels of an answer's note; its own words begin at the character `begins` of its text."""
    return (
        ("round", round.id),
        ("set", round.kind.value),
        ("account", account_id),
        ("question", question.id),
        ("horizon", f"{question.horizon.start}-{question.horizon.to}"),
        ("begins", str(begins)),
    )


def label(note: Note, name: str) -> str:
    """One label of a note, empty where it has none."""
    return dict(note.about).get(name, "")


def said_in(note: Note) -> str:
    """The member's own words of an answer, without the heading that the note begins with."""
    begins = label(note, "begins")
    heading = note.text[: int(begins)] if begins.isdigit() else ""
    return note.text[len(heading) :] if heading.endswith(": ") else note.text


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one question about one account, and when it was last said or confirmed (UTC)."""

    note: Note
    confirmed_at: datetime


Picture = Mapping[tuple[str, str], Known]
"""What is known of the future, by account id and question id."""


def picture_of(notes: Iterable[Note], answers: Iterable[RoundAnswer] = ()) -> Picture:
    """The current answers of all rounds; what was superseded is left out."""
    found: dict[tuple[str, str], Known] = {}
    for note in sorted(notes, key=lambda each: each.created_at):
        question = label(note, "question")
        if question and note.kind is NoteKind.ANSWER and note.superseded_by is None:
            found[label(note, "account"), question] = Known(note, note.created_at)
    for answer in answers:
        key = (answer.account_id, answer.question_id)
        known = found.get(key)
        if known and answer.given is Given.UNCHANGED and answer.created_at > known.confirmed_at:
            found[key] = Known(known.note, answer.created_at)
    return found


# -- which accounts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Why an account is due: what is open, how old the oldest answer is, who is there."""

    account: Account
    open_questions: int
    questions: int
    oldest_days: int | None
    """Days since the oldest answer was said or confirmed; None where there is no picture at all."""
    strategic: int
    asked_last: bool = False
    """The latest round asked about it."""

    @property
    def points(self) -> float:
        """How much it needs a round; more is sooner."""
        no_picture = 40.0 if self.oldest_days is None else 4.0 * self.open_questions
        old = min((self.oldest_days or 0) / 7, 26.0)
        return no_picture + old + 20.0 * min(self.strategic, 3) - (30.0 if self.asked_last else 0.0)


def needs(
    accounts: Sequence[Account],
    contacts: Sequence[Contact],
    noted: Collection[str],
    picture: Picture,
    questions: Sequence[Question],
    *,
    now: datetime,
    asked_last: Collection[str] = (),
) -> list[Need]:
    """Every account with somebody or some note there, the neediest first; `noted` are ids with notes."""
    found = []
    for account in accounts:
        there = [c for c in contacts if c.account_id == account.id and c.standing is not Standing.RELEASED]
        if not there and account.id not in noted:
            continue
        known = [picture[account.id, q.id] for q in questions if (account.id, q.id) in picture]
        oldest = min((each.confirmed_at for each in known), default=None)
        found.append(
            Need(
                account=account,
                open_questions=len(questions) - len(known),
                questions=len(questions),
                oldest_days=(now - oldest).days if oldest else None,
                strategic=sum(c.tier is Tier.STRATEGIC for c in there),
                asked_last=account.id in asked_last,
            )
        )
    return sorted(found, key=lambda need: (-need.points, need.account.name.casefold(), need.account.id))


def picked(ordered: Sequence[Need], most: int = MOST_ACCOUNTS) -> list[Need]:
    """The neediest account, and with it those that need a round as badly (T1)."""
    return [*ordered[:1], *(need for need in ordered[1:most] if need.points >= _WORTH_A_SECOND)]


# -- which questions, in which words ---------------------------------------------------------------------

COMPANIONS: Mapping[str, str] = {
    "whom-on-challenges": "challenges",
    "provoke": "ought-to-think",
    "whom-on-shifts": "market-shifts",
    "response": "whats-next",
}
"""Questions that ask on about the answer to another one, whose words help to answer them."""

WHOM = frozenset({"whom-on-challenges", "whom-on-shifts"})
"""Questions whose answers propose contacts (T3)."""
PROVOKE = "provoke"
"""The question whose answers become talking points (T3)."""
CHALLENGES = ("challenges", "ought-to-think", "market-shifts")
"""Questions whose answers make the themes of a roll-up (T5)."""

_CUES: Mapping[str, re.Pattern[str]] = {
    "challenges": re.compile(
        r"\b(?:worr\w+|challeng\w+|problem\w*|struggl\w+|short(?:age|fall)|risk\w*|afraid|fear\w*|pressure)\b",
        re.IGNORECASE,
    ),
    "market-shifts": re.compile(
        r"\b(?:market\w*|regulat\w+|customers?|competit\w+|law|directive|tariff\w*|newcomer\w*|technolog\w+)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about an account with what is known of it already (T2)."""

    account_id: AccountId
    question: Question
    last: Known | None = None
    companion: Note | None = None
    """The answer that the question goes on from."""
    told: tuple[Note, ...] = ()
    """Notes that say something about it, though nobody answered it."""


def in_order(
    questions: Sequence[Question], account_id: AccountId, picture: Picture, notes: Iterable[Note], today: date
) -> list[Asked]:
    """What nothing is known of first, then what notes speak of, then the oldest answers (T2)."""
    here = [note for note in notes if account_id and account_id in note.account_ids]
    found = [_asked(question, account_id, picture, here, today) for question in questions]

    by_id = {asked.question.id: asked for asked in found}

    def place(asked: Asked) -> tuple[int, float]:
        first = by_id.get(COMPANIONS.get(asked.question.id, ""))
        if first is not None and first.last is None:  # it would ask on about what nobody said yet
            return max(_place(asked), _place(first))
        return _place(asked)

    return sorted(found, key=place)


def _place(asked: Asked) -> tuple[int, float]:
    if asked.last is not None:
        return 2, asked.last.confirmed_at.timestamp()
    return (1 if asked.told else 0), 0.0


def _asked(
    question: Question, account_id: AccountId, picture: Picture, notes: Sequence[Note], today: date
) -> Asked:
    companion = picture.get((account_id, COMPANIONS.get(question.id, "")))
    cue = _CUES.get(question.id)
    told = [
        note
        for note in notes
        if cue
        and note.kind is not NoteKind.ANSWER
        and note.superseded_by is None
        and cue.search(note.text)
        and looks_ahead(note.text, today)
    ]
    return Asked(
        account_id=account_id,
        question=question,
        last=picture.get((account_id, question.id)),
        companion=companion.note if companion else None,
        told=tuple(sorted(told, key=lambda note: note.occurred_on, reverse=True)),
    )


def worded(question: Question, member: MemberId, account_id: str, period: str, name: str) -> str:
    """The wording of a question for this member and period: no two periods in a row have the same one."""
    key = "\x1f".join((member, account_id, question.id))
    start = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
    text = question.variants[(start + ordinal(period)) % len(question.variants)]
    return text.replace("{account}", name)


def ordinal(period: str) -> int:
    """A number that grows by one from period to period, for keys of weeks and of months.

    Raises ValueError for any other key.
    """
    if found := re.fullmatch(r"(\d{4})-W(\d{2})", period):
        return date.fromisocalendar(int(found[1]), int(found[2]), 1).toordinal() // 7
    if found := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return int(found[1]) * 12 + int(found[2]) - 1
    raise ValueError(f"{period!r} is the key of no week or month")


def period_of(kind: RoundKind, day: date) -> str:
    """The key of the period that a local date lies in: the ISO week, or the month."""
    if kind is RoundKind.STRATICAL:
        return f"{day:%Y-%m}"
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
