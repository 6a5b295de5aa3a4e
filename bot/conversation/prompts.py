"""What is offered to click above the conversation: what fits the member's day, and nobody's name (B4).

What Slack shows there cannot be taken back when somebody is erased, so it tells how many, and never who.
"""

from __future__ import annotations

from typing import Any

from bot.conversation.cards import prompts as cards
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.turn import Turn
from bot.features.people.contracts.reading import longest_silent


async def suggest_prompts(turn: Turn[Any]) -> None:
    """Offer what is open and who is due; for who has nothing of it yet, what the app brings stays."""
    async with turn.read() as reader:
        promised = await reader.of(Commitment).count(
            space=turn.scope.own, state=CommitmentState.OPEN, by=Promiser.MEMBER
        )
    silent = longest_silent(turn.people.in_rhythm(), turn.now)
    prompts = cards.prompts_for(promised=promised, silent=len(silent))
    if prompts:
        await turn.ports.progress.suggest(turn.work, prompts)
