"""Whether a relationship still fits, in both directions; handing it to a colleague (F5)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Added, ContactReplaced, Erased, Removed, follow_contact
from bot.core.feature import Feature, Record
from bot.features.fit import commands, events
from bot.features.fit.checks import CHECKS
from bot.features.fit.contracts.values import FitReview, HandOver, HandOverAnswer
from bot.features.fit.handlers import hand_over, receiving, review
from bot.features.fit.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="fit",
    rules=("F5",),
    handlers={
        commands.ReviewFit: review.review_fit,
        commands.DecideFit: review.decide_fit,
        commands.EraseContact: review.erase_contact,
        commands.ComposeHandOver: hand_over.compose_hand_over,
        commands.SendHandOver: hand_over.send_hand_over,
        commands.OfferHandOver: receiving.offer_hand_over,
        commands.WithdrawHandOver: receiving.withdraw_hand_over,
        commands.AnswerHandOver: receiving.answer_hand_over,
        commands.CloseHandOver: hand_over.close_hand_over,
        commands.ReopenHandOver: hand_over.reopen_hand_over,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(FitReview, subject="contact_id"),
        Record(HandOver, links=("shared_with",), comes_back=False),
        Record(HandOverAnswer, subject="hand_over_id", links=("shared_with",), comes_back=False),
    ),
    events={
        Added(HandOver): events.offer,
        Removed(HandOver): events.withdraw,
        Added(HandOverAnswer): events.close,
        Removed(HandOverAnswer): events.reopen,
        ContactReplaced: (follow_contact(FitReview), events.follow_contact),
        Erased(Contact): events.erase,
    },
)
