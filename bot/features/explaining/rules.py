"""What of the answers of the last weeks is told on the Home tab, and what of it can be taken back (B5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.answer_records import Outcome
from bot.core.coaching.understanding import Intent
from bot.core.dialogue import Exchange
from bot.core.threads import ConversationStep

_NO_ACTION = (Intent.SMALL_TALK, Intent.HELP, Intent.UNKNOWN)


def is_action(exchange: Exchange) -> bool:
    """Whether something was done: not a greeting, help, or a question that the bot asked back."""
    if exchange.intent in _NO_ACTION or exchange.made is None:
        return False
    return exchange.made.outcome not in (Outcome.ASKED, Outcome.PROPOSED)


def can_be_undone(exchange: Exchange, steps: Sequence[ConversationStep]) -> bool:
    """Whether what was changed stands still and can be taken back: undoing it takes its step away."""
    change = exchange.made.change if exchange.made else ""
    return bool(change) and any(step.change == change for step in steps)
