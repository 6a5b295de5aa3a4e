"""What the model is asked to return of a checked text; quotes that the text does not hold are dropped."""

from __future__ import annotations

from typing import Literal

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.addresses import sends_elsewhere
from bot.coach.model.grounding.deciding import is_invented
from bot.core.coaching.checking import Checked, Mark, PassageReading, add_readings
from bot.core.documents import TextDocument

_MOST_WORDS = 12


class PassageDraft(StrictDraft):
    """A passage with what it does."""

    mark: Literal["today", "future", "control"]
    quote: str
    says: str


class PointDraft(StrictDraft):
    """A passage that deals with a topic."""

    topic: str
    quote: str


class CheckDraft(StrictDraft):
    """A text as the model read it."""

    passages: list[PassageDraft]
    points: list[PointDraft]

    def verify(self, document: TextDocument, found: Checked) -> Checked:
        """Return the check with the passages and points whose quotes stand in the text."""
        readings = [
            PassageReading(each.quote.strip(), mark=Mark(each.mark), says=_short(each.says, document))
            for each in self.passages
        ]
        readings += [PassageReading(each.quote.strip(), topic=each.topic) for each in self.points]
        return add_readings(found, document, readings)


def _short(words: str, document: TextDocument) -> str:
    """What the model says of a passage, in few words; nothing where it says what the text does not."""
    short = " ".join(words.split()[:_MOST_WORDS]).strip(" .")
    return "" if is_invented(words, [document.text]) or sends_elsewhere(words, "") else short
