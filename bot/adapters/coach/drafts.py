"""What the language model is asked to return, and how it becomes values that are checked against the text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.notes import Assumption, Promiser
from bot.domain.understanding import (
    Answer,
    Excerpt,
    Intent,
    Mention,
    Promise,
    Provenance,
    Statement,
    Understanding,
)


class _Draft(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PersonDraft(_Draft):
    """A person as the model read them."""

    written: str
    title: str
    company: str
    is_pronoun: bool


class PromiseDraft(_Draft):
    """A promise as the model read it."""

    by: Literal["member", "contact"]
    whom: str
    what: str
    quote: str
    due_on: str


class UnderstandingDraft(_Draft):
    """One message as the model read it."""

    intent: Literal["note", "recall", "brief", "assess", "neglected", "help", "small talk"]
    confidence: float = Field(ge=0, le=1)
    people: list[PersonDraft]
    companies: list[str]
    occurred_on: str
    promises: list[PromiseDraft]
    assumptions: list[str]
    is_correction: bool
    since: str
    until: str

    def checked(self, message: str, provenance: Provenance) -> Understanding:
        """The draft without what the message does not hold: names, companies and quotes must stand in it."""
        return Understanding(
            intent=Intent(self.intent),
            confidence=self.confidence,
            provenance=provenance,
            mentions=tuple(_mentions(message, self.people)),
            companies=tuple(dict.fromkeys(name for name in self.companies if name and name in message)),
            occurred_on=_day(self.occurred_on),
            promises=tuple(_promises(message, self.promises)),
            assumptions=tuple(
                Assumption(quote, message.index(quote))
                for quote in self.assumptions
                if quote and quote in message
            ),
            is_correction=self.is_correction,
            since=_day(self.since),
            until=_day(self.until),
        )


class StatementDraft(_Draft):
    """One sentence of an answer and the numbers of the notes that say it."""

    text: str
    cites: list[int]


class AnswerDraft(_Draft):
    """An answer as the model wrote it."""

    statements: list[StatementDraft]

    def checked(self, excerpts: Iterable[Excerpt], provenance: Provenance) -> Answer:
        """The draft without statements that cite nothing, or a note that was not shown to the model."""
        shown = {excerpt.number for excerpt in excerpts}
        return Answer(
            statements=tuple(
                Statement(draft.text.strip(), tuple(dict.fromkeys(draft.cites)))
                for draft in self.statements
                if draft.text.strip() and draft.cites and set(draft.cites) <= shown
            ),
            provenance=provenance,
        )


def _mentions(message: str, people: Iterable[PersonDraft]) -> Iterable[Mention]:
    searched_to: dict[str, int] = {}
    for person in people:
        start = message.find(person.written, searched_to.get(person.written, 0)) if person.written else -1
        if start < 0:
            continue
        end = searched_to[person.written] = start + len(person.written)
        company = person.company if person.company in message else ""
        yield Mention(person.written, start, end, person.title, company, person.is_pronoun)


def _promises(message: str, drafts: Iterable[PromiseDraft]) -> Iterable[Promise]:
    for draft in drafts:
        if draft.quote and draft.quote in message and draft.what.strip():
            yield Promise(
                by=Promiser(draft.by),
                what=draft.what.strip(),
                quote=draft.quote,
                whom=draft.whom if draft.whom in message else "",
                due_on=_day(draft.due_on),
            )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
