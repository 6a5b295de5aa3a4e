"""What the model is asked to return of a checked text; quotes that the text does not hold are dropped."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.core.coaching.checking import Checked, Mark, PassageReading, add_readings
from bot.core.documents import TextDocument

_MOST_WORDS = 12


class PassageDraft(BaseModel):
    """A passage with what it does."""

    model_config = ConfigDict(extra="forbid")

    mark: Literal["today", "future", "control"]
    quote: str
    says: str


class PointDraft(BaseModel):
    """A passage that deals with a topic."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    quote: str


class CheckDraft(BaseModel):
    """A text as the model read it."""

    model_config = ConfigDict(extra="forbid")

    passages: list[PassageDraft]
    points: list[PointDraft]

    def verify(self, document: TextDocument, found: Checked) -> Checked:
        """Return the check with the passages and points whose quotes stand in the text."""
        readings = [
            PassageReading(each.quote.strip(), mark=Mark(each.mark), says=_short(each.says))
            for each in self.passages
        ]
        readings += [PassageReading(each.quote.strip(), topic=each.topic) for each in self.points]
        return add_readings(found, document, readings)


def _short(words: str) -> str:
    return " ".join(words.split()[:_MOST_WORDS]).strip(" .")
