"""A message to copy as the model is asked to return it, and its check against the notes (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.addresses import sends_elsewhere
from bot.coach.model.grounding.deciding import invention_in
from bot.coach.model.grounding.excerpts import ground_sources
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.understanding import Excerpt, Provenance
from bot.core.ports.errors import Unfounded

_LONGEST = 1500


class MessageDraft(StrictDraft):
    """A message as the model wrote it."""

    text: str

    def verify(
        self, excerpts: Sequence[Excerpt], provenance: Provenance, *, name: str = "", today: date
    ) -> Drafted:
        """Return the message to somebody, if it is one that may be shown; raises Unfounded.

        Names, numbers and quotations that no note has are invented; an address or a number to dial is
        never the member's.
        """
        text = self.text.strip().replace("!", ".")
        new = invention_in(text, ground_sources(excerpts), name, today)
        if not text or len(text) > _LONGEST or new or sends_elsewhere(text, name):
            raise Unfounded("the message did not pass its check")
        return Drafted(text, provenance)
