"""Who converses: a language model that looks things up before it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.core.coaching.conversing import Conversation, Conversed, Inquiry, Source
from bot.core.coaching.understanding import Circumstances

FindSources = Callable[[Inquiry], Awaitable[Sequence[Source]]]
"""Looks something up, and returns what was found; where nothing can be, a source that says why not."""


class Conversing(Protocol):
    """Answers in conversation; what it says is checked, and it changes nothing."""

    async def converse(
        self, topic: Conversation, find: FindSources, circumstances: Circumstances
    ) -> Conversed:
        """Answer a message; raises Unavailable."""
