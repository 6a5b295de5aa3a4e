"""Who understands and proposes: a model, or rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Understanding
from bot.core.documents import TextDocument


class Coach(Protocol):
    """Understands and proposes; never decides what is stored or shown to whom."""

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """What a message in plain words means."""

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """An answer that rests on the excerpts alone; empty where they do not say."""

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """A verdict per investment test, with the words it rests on (R3)."""

    async def draft(
        self, wish: DraftWish, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Drafted:
        """A message to somebody, in the member's voice, that the member may change, copy and send (B3)."""

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """An action that would pass in place of one that fails, fitted to what the notes say (R3)."""

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """How the relationship looks from a contact's side, by the excerpts alone (S4)."""

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """A text's check, given what the cues found in it (P5, R2, S5)."""

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """What answers about the future have in common: names and members of themes (T5)."""
