"""What the investment model says of each test: how it comes out, and why it fails (R3)."""

from __future__ import annotations

from enum import StrEnum

from bot.core.coaching.investment import InvestmentTest, Verdict

PIECES = 128
"""Word pieces of an action that are read."""
TESTS = tuple(InvestmentTest)
VERDICTS = (Verdict.FAIL, Verdict.PASS, Verdict.UNCLEAR)
"""In the order of the network's answers."""


class FailReason(StrEnum):
    """Why a test fails; the words that say so, if any, are the rules' to find."""

    OTHERS = "other"
    """Somebody or something else does it."""
    MONEY = "money"
    """It is paid for, or lent: money, goods or access."""
    MANY = "many"
    """It goes to many at once."""
    OWN_SALE = "sale"
    """The effort goes into the member's own selling."""
    FAVOUR = "favour"
    """It asks the other side to do something for the member."""
    MINUTE = "minute"
    """It takes a minute."""
    UNSEEN = "unseen"
    """It is homework that the other side never notices."""
    NOTHING = "nothing"
    """It is not done at all."""
    ONE_WAY = "oneway"
    """Everything goes one way."""
    SOCIAL = "social"
    """It is sociable, and nothing is asked."""
    OWN_DEAL = "deal"
    """Only the state of the member's own deal is found out."""
    OWN_USE = "own"
    """It is about the member, or of use to the member alone."""
    CLAIM = "claim"
    """Usefulness is claimed: brochures, trials, demos, contracts, prices."""
    PLEASURE = "pleasure"
    """It is a pleasure or a kind word."""
    TAKES_IN = "takes"
    """It only takes in."""
    ORDERED = "ordered"
    """It is the work already ordered."""
    ANNOUNCED = "announced"
    """Help is merely announced."""


REASONS: dict[InvestmentTest, tuple[FailReason, ...]] = {
    InvestmentTest.INVESTS: (
        FailReason.OTHERS,
        FailReason.MONEY,
        FailReason.MANY,
        FailReason.OWN_SALE,
        FailReason.FAVOUR,
        FailReason.MINUTE,
        FailReason.UNSEEN,
        FailReason.NOTHING,
    ),
    InvestmentTest.LEARNS: (
        FailReason.ONE_WAY,
        FailReason.SOCIAL,
        FailReason.OWN_DEAL,
        FailReason.OWN_USE,
        FailReason.NOTHING,
    ),
    InvestmentTest.ILLUSTRATES: (
        FailReason.CLAIM,
        FailReason.PLEASURE,
        FailReason.TAKES_IN,
        FailReason.OWN_USE,
        FailReason.ORDERED,
        FailReason.ANNOUNCED,
        FailReason.NOTHING,
    ),
}
"""The reasons for which each test can fail, in the order of the network's answers."""
