"""What cards of rounds show, as values (T1, T2, T4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.deliveries import About
from bot.core.notes import Note
from bot.features.rounds.contracts.values import Round
from bot.features.rounds.rules.questions import AccountQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundAccountView:
    """One account of a round, and how many of its questions are done."""

    id: str
    name: str
    done: int
    questions: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundQuestionView:
    """The question that is asked now, in its words."""

    asked: AccountQuestion
    name: str
    words: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """A round as its card shows it."""

    round: Round
    accounts: Sequence[RoundAccountView]
    question: RoundQuestionView | None
    can_share: bool = False
    shared: bool = False
    is_new: bool = True
    before: Sequence[Note] = ()
    """What was answered in the round before, where nothing is answered in this one yet."""

    @property
    def recalled(self) -> tuple[Note, ...]:
        """What was answered before and does not stand beside the question already."""
        beside = self.question.asked.quoted if self.question else ()
        return tuple(note for note in self.before if note.id not in beside)

    @property
    def quoted(self) -> About:
        """Ids of the accounts that its cards name, and of the notes that they quote."""
        accounts = (each.id for each in self.accounts if each.id)
        return (*accounts, *(self.question.asked.quoted if self.question else ()))

    @property
    def about(self) -> About:
        """Ids of all that the round's own card speaks of: the round, accounts and notes."""
        return (self.round.id, *self.quoted, *(note.id for note in self.recalled))

    @property
    def done(self) -> int:
        """How many questions were dealt with."""
        return sum(each.done for each in self.accounts)

    @property
    def questions(self) -> int:
        """How many questions the round asks."""
        return sum(each.questions for each in self.accounts)
