"""The loops that do the work: inbox to use cases, outbox to the platform."""

from __future__ import annotations

from bot.worker.delivering import Deliverer, Send
from bot.worker.trying import RetryPolicy
from bot.worker.working import Apologies, Interpret, ScopeOf, Worker, apology

__all__ = ["Apologies", "Deliverer", "Interpret", "RetryPolicy", "ScopeOf", "Send", "Worker", "apology"]
