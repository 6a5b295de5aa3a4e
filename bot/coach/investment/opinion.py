"""What the learned model says of one test; the rules have their own reading, and code weighs both (R3)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.coach.investment.labels import FailReason
from bot.core.coaching.investment import InvestmentTest, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """One test's shares of failing, passing and staying open, 0 to 1; and why it fails, if it does."""

    test: InvestmentTest
    fails: float
    passes: float
    stays_open: float
    reason: FailReason
    """The likeliest reason of a failure."""

    @property
    def verdict(self) -> Verdict:
        """The likeliest verdict."""
        shares = {
            Verdict.FAIL: self.fails,
            Verdict.PASS: self.passes,
            Verdict.UNCLEAR: self.stays_open,
        }
        return max(shares, key=lambda verdict: shares[verdict])

    @property
    def share(self) -> float:
        """The likeliest verdict's share."""
        return max(self.fails, self.passes, self.stays_open)
