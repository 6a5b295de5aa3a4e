"""T1: which accounts need a round most, and how many of them one round asks about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.contacts import Account, Contact, Standing, Tier
from bot.core.knowledge.questions import Question
from bot.features.rounds.contracts.picture import Picture
from bot.features.rounds.contracts.values import MOST_ACCOUNTS

_FRESH_DAYS = 28
_WORTH_A_SECOND = 40.0
"""Points from which an account joins the neediest one in a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountNeed:
    """Why an account is due for a round: open questions, the age of the oldest answer, strategic contacts."""

    account: Account
    open_questions: int
    questions: int
    oldest_days: int | None
    """Days since the oldest answer was said or confirmed; None where there is no picture at all."""
    strategic: int
    people: int = 1
    """How many people are known there."""
    asked_last: bool = False
    """The latest round asked about this account."""
    on_path: bool = False
    """The member's vision needs somebody there."""

    @property
    def matters(self) -> bool:
        """Whether it comes before all others: by strategic contacts or the vision, unless it was just told.

        An account that the latest round asked about, and of which all is known anew, lets others have a turn.
        """
        chosen = bool(self.strategic) or self.on_path
        all_told = not self.open_questions and self.oldest_days is not None and self.oldest_days < _FRESH_DAYS
        return chosen and not (self.asked_last and all_told)

    @property
    def points(self) -> float:
        """How much the account needs a round; more points come first."""
        wide_open = 40.0 if self.strategic or self.on_path else 12.0  # a company of one call can wait
        no_picture = wide_open if self.oldest_days is None else 4.0 * self.open_questions
        old = min((self.oldest_days or 0) / 7, 26.0)
        chosen = 20.0 * min(self.strategic, 3) + (20.0 if self.on_path else 0.0)
        return no_picture + old + chosen - (30.0 if self.asked_last else 0.0)


def rank_by_need(
    accounts: Sequence[Account],
    contacts: Sequence[Contact],
    noted: Collection[str],
    picture: Picture,
    questions: Sequence[Question],
    *,
    now: datetime,
    asked_last: Collection[str] = (),
    on_path: Collection[str] = (),
) -> list[AccountNeed]:
    """Rank every account with a contact or a note, the neediest first.

    `noted` are ids of accounts with notes, `on_path` of those where the member's vision needs somebody.
    """
    found = []
    for account in accounts:
        there = [c for c in contacts if c.account_id == account.id and c.standing is not Standing.RELEASED]
        if not there and account.id not in noted:
            continue
        known = [picture[account.id, q.id] for q in questions if (account.id, q.id) in picture]
        oldest = min((each.confirmed_at for each in known), default=None)
        found.append(
            AccountNeed(
                account=account,
                open_questions=len(questions) - len(known),
                questions=len(questions),
                oldest_days=(now - oldest).days if oldest else None,
                people=len(there),
                strategic=sum(c.tier is Tier.STRATEGIC for c in there),
                asked_last=account.id in asked_last,
                on_path=account.id in on_path,
            )
        )
    return sorted(
        found,
        key=lambda need: (not need.matters, -need.points, need.account.name.casefold(), need.account.id),
    )


def pick(ordered: Sequence[AccountNeed], most: int = MOST_ACCOUNTS) -> list[AccountNeed]:
    """Pick the neediest account, and with it those that need a round as badly, at most `most` in all.

    A company where nobody is known comes by the vision alone, or by the member's choice.
    """
    ordered = [need for need in ordered if need.people or need.on_path]
    return [*ordered[:1], *(need for need in ordered[1:most] if need.points >= _WORTH_A_SECOND)]
