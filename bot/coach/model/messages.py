"""A message to copy as the model is asked to return it, and its check against the notes (B3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding import is_invented
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.understanding import Excerpt, Provenance
from bot.core.ports.errors import Unavailable
from bot.language.unseen import even

_LONGEST = 1500
_LINK = re.compile(r"https?:|www\.|\S@\S")


class MessageDraft(StrictDraft):
    """A message as the model wrote it."""

    text: str

    def verify(self, excerpts: Sequence[Excerpt], provenance: Provenance, *, name: str = "") -> Drafted:
        """Return the message to somebody, if it is one that may be shown; raises Unavailable.

        Names, numbers and quotations that no note has are invented, and a link in it is never the member's.
        """
        text = self.text.strip().replace("!", ".")
        told = [
            name,
            *(part for each in excerpts for part in (each.text, str(each.occurred_on), *each.people)),
        ]
        if not text or len(text) > _LONGEST or is_invented(text, told) or _LINK.search(even(text)):
            raise Unavailable("the message did not pass its check")
        return Drafted(text, provenance)
