"""T1, T2, T4: which questions of a round come first, with what is known, and in which words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.contacts import AccountId
from bot.core.given_and_received import looks_ahead
from bot.core.identity import MemberId
from bot.core.knowledge.questions import Question
from bot.core.notes import Note, NoteId, NoteKind
from bot.features.rounds.contracts.picture import CHALLENGES, KnownAnswer, Picture
from bot.features.rounds.contracts.values import AnswerOutcome, RoundAnswer, RoundKind, number_period
from bot.language.names import with_name

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


def leads_to_step(kind: RoundKind, question_id: str) -> bool:
    """Whether an answer is followed by the offer of a dated step; others have proposals of their own (T3)."""
    return kind is RoundKind.STRATICAL or question_id in CHALLENGES


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
class AccountQuestion:
    """A question about an account with what is known of it already (T2)."""

    account_id: AccountId
    question: Question
    last: KnownAnswer | None = None
    companion: Note | None = None
    """The answer to another question that this one asks on about."""
    told: tuple[Note, ...] = ()
    """Notes that say something about it, though nobody answered it."""

    @property
    def quoted(self) -> tuple[NoteId, ...]:
        """Ids of the notes quoted beside it: its companion, and the last answer or else a note on it."""
        beside = self.last.note if self.last else next(iter(self.told), None)
        return tuple(note.id for note in (self.companion, beside) if note is not None)


def order_questions(
    questions: Sequence[Question],
    account_id: AccountId,
    picture: Picture,
    notes: Iterable[Note],
    today: date,
    *,
    earlier: int = 0,
) -> list[AccountQuestion]:
    """Order questions: what nothing is known of, what only notes speak of, then the oldest answers (T2).

    Answers of one week count as equally old, so that the same one does not come first each time.

    `earlier` counts the rounds that asked about this account before: each begins with another question than
    the one before, so that one that nobody answers does not stand first for months.
    """
    here = [note for note in notes if account_id and account_id in note.account_ids]
    found = [_asked(question, account_id, picture, here, today) for question in questions]

    by_id = {asked.question.id: asked for asked in found}

    def place(asked: AccountQuestion) -> tuple[int, float]:
        first = by_id.get(COMPANIONS.get(asked.question.id, ""))
        if first is not None and first.last is None:  # it would ask on about what nobody said yet
            return max(_place(asked), _place(first))
        return _place(asked)

    return sorted(_begin_with_another(found, earlier), key=place)


def shorten_round(
    ordered: Sequence[AccountQuestion], given: Collection[tuple[str, str]], most: int
) -> list[AccountQuestion]:
    """The questions about one account, `most` of them where that is not 0; those dealt with stay among them.

    `given` are the account and question ids of what was dealt with in this round.
    """
    done = [each for each in ordered if (each.account_id, each.question.id) in given]
    left = [each for each in ordered if (each.account_id, each.question.id) not in given]
    return [*done, *(left[: max(most - len(done), 0)] if most else left)]


def find_said_before(
    picture: Picture, answers: Iterable[RoundAnswer], rounds: Sequence[str], account_ids: Collection[str]
) -> tuple[Note, ...]:
    """The answers of the latest earlier round about these accounts that still hold, the newest first.

    `rounds` are the ids of the earlier rounds, the newest first.
    """
    given = [each for each in answers if each.given is not AnswerOutcome.PASSED]
    given = [each for each in given if each.account_id in account_ids and each.round_id in rounds]
    if not given:
        return ()
    latest = min((each.round_id for each in given), key=rounds.index)
    said = sorted((a for a in given if a.round_id == latest), key=lambda a: a.created_at, reverse=True)
    known = (picture.get((each.account_id, each.question_id)) for each in said)
    return tuple(each.note for each in known if each is not None)[:_MOST_BEFORE]


_MOST_BEFORE = 3


def _begin_with_another(found: Sequence[AccountQuestion], earlier: int) -> list[AccountQuestion]:
    """Move on by one question, with those that ask on about it, for each round before."""
    heads = [each for each in found if each.question.id not in COMPANIONS]
    start = found.index(heads[earlier % len(heads)]) if heads else 0
    return [*found[start:], *found[:start]]


def _place(asked: AccountQuestion) -> tuple[int, float]:
    if asked.last is not None:
        return 2, asked.last.confirmed_at.date().toordinal() // 7
    return (1 if asked.told else 0), 0.0


def _asked(
    question: Question, account_id: AccountId, picture: Picture, notes: Sequence[Note], today: date
) -> AccountQuestion:
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
    return AccountQuestion(
        account_id=account_id,
        question=question,
        last=picture.get((account_id, question.id)),
        companion=companion.note if companion else None,
        told=tuple(sorted(told, key=lambda note: note.occurred_on, reverse=True)),
    )


def choose_wording(question: Question, member: MemberId, account_id: str, period: str, name: str) -> str:
    """The wording of a question for this member and period: no two periods in a row have the same one."""
    key = "\x1f".join((member, account_id, question.id))
    start = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
    text = question.variants[(start + number_period(period)) % len(question.variants)]
    return with_name(text, "account", name)
