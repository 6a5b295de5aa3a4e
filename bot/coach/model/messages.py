"""A message to copy as the model is asked to return it, and its check against the notes (B3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from bot.coach.model.grounding import is_invented
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.understanding import Excerpt, Provenance
from bot.core.ports.errors import Unavailable

_LONGEST = 1500
_LINK = re.compile(r"https?:|www\.|\S+@\S+")


class MessageDraft(BaseModel):
    """A message as the model wrote it."""

    model_config = ConfigDict(extra="forbid")

    text: str

    def verify(self, excerpts: Sequence[Excerpt], provenance: Provenance) -> Drafted:
        """Return the message, if it is one that may be shown; raises Unavailable.

        Numbers and quotations that no note has are invented, and a link in it is never the member's.
        """
        text = self.text.strip().replace("!", ".")
        invented = is_invented(text, [excerpt.text for excerpt in excerpts])
        if not text or len(text) > _LONGEST or invented or _LINK.search(text):
            raise Unavailable("the message did not pass its check")
        return Drafted(text, provenance)
