"""What the language model is asked to return, and how it becomes values that are checked against the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.coach.model.grounding.deciding import flaw_of, is_invented
from bot.coach.model.grounding.excerpts import ground_sources
from bot.coach.model.grounding.terms import is_like, telling_terms, terms_in
from bot.core.coaching.understanding import (
    Answer,
    AnswerStatement,
    Excerpt,
    Intent,
    Mention,
    Promise,
    Provenance,
    Understanding,
)
from bot.core.notes import Assumption, Promiser
from bot.core.ports.errors import Unfounded
from bot.language.names import words_of
from bot.language.reported import says_that_it_corrects
from bot.language.unseen import without_unseen

_LONGEST_COMMAND = 160
"""A longer message, or one of several lines, is told or pasted: it never becomes a command (B4)."""
_DOUBTFUL = 0.4
_WORD = re.compile(r"\w+")


class StrictDraft(BaseModel):
    """What a model sends back, without characters that show nothing; a field too many is an error."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _without_unseen(cls, value: object) -> object:
        if isinstance(value, list):
            return [without_unseen(each) if isinstance(each, str) else each for each in value]
        return without_unseen(value) if isinstance(value, str) else value


class PersonDraft(StrictDraft):
    """A person as the model read them."""

    written: str
    title: str
    company: str
    is_pronoun: bool


class PromiseDraft(StrictDraft):
    """A promise as the model read it."""

    by: Literal["member", "contact"]
    whom: str
    what: str
    quote: str
    due_on: str


class UnderstandingDraft(StrictDraft):
    """One message as the model read it."""

    intent: Literal["note", "recall", "brief", "assess", "neglected", "help", "command", "small talk"]
    confidence: float = Field(ge=0, le=1)
    command: str
    people: list[PersonDraft]
    companies: list[str]
    occurred_on: str
    promises: list[PromiseDraft]
    assumptions: list[str]
    is_correction: bool
    since: str
    until: str

    def verify(self, message: str, provenance: Provenance) -> Understanding:
        """Drop names, companies and quotes that do not stand in the message."""
        intent, confidence, command = self._wanted(message)
        return Understanding(
            intent=intent,
            confidence=confidence,
            command=command,
            provenance=provenance,
            mentions=tuple(_mentions(message, self.people)),
            companies=tuple(dict.fromkeys(name for name in self.companies if name and name in message)),
            occurred_on=_day(self.occurred_on),
            promises=tuple(_promises(message, self.promises, self.people, self.companies)),
            assumptions=tuple(
                Assumption(quote, message.index(quote))
                for quote in self.assumptions
                if quote and quote in message
            ),
            is_correction=self.is_correction and says_that_it_corrects(message),
            since=_day(self.since),
            until=_day(self.until),
        )

    def _wanted(self, message: str) -> tuple[Intent, float, str]:
        """Return intent, confidence and command: a command must be short, and say all words but its first."""
        if self.intent != "command":
            return Intent(self.intent), self.confidence, ""
        line = " ".join(self.command.removeprefix("/tactegic").split())
        if len(message) > _LONGEST_COMMAND or "\n" in message.strip():
            return Intent.NOTE, min(self.confidence, _DOUBTFUL), ""
        said = set(_WORD.findall(message.casefold()))
        if line and set(_WORD.findall(line.partition(" ")[2].casefold())) <= said:
            return Intent.COMMAND, self.confidence, line
        return Intent.UNKNOWN, min(self.confidence, _DOUBTFUL), ""


class StatementDraft(StrictDraft):
    """One sentence of an answer and the numbers of the notes that say it."""

    text: str
    cites: list[int]

    def flaw(self, excerpts: Sequence[Excerpt], asked: str, today: date) -> str:
        """Return why it does not stand in the notes that it cites, empty where nothing speaks against it."""
        by_number = dict(zip((excerpt.number for excerpt in excerpts), ground_sources(excerpts), strict=True))
        if not self.cites:
            return "it cites nothing"
        if not set(self.cites) <= by_number.keys():
            return "it cites a number that is not there"
        cited = [by_number[number] for number in dict.fromkeys(self.cites)]
        others = [source for number, source in by_number.items() if number not in self.cites]
        found = flaw_of(self.text, cited, others, asked, today)
        return found.reason if found else ""


@dataclass(frozen=True, slots=True)
class HeldStatements:
    """The statements of a draft that hold, and those that do not, each with the reason."""

    held: tuple[AnswerStatement, ...]
    refused: tuple[tuple[str, str], ...]


class AnswerDraft(StrictDraft):
    """An answer as the model wrote it."""

    statements: list[StatementDraft]

    def hold(self, excerpts: Sequence[Excerpt], asked: str, today: date) -> HeldStatements:
        """Part the statements into those that the notes carry and those that they do not."""
        held: list[AnswerStatement] = []
        refused: list[tuple[str, str]] = []
        for draft in self.statements:
            text = draft.text.strip()
            reason = draft.flaw(excerpts, asked, today) if text else ""
            if reason:
                refused.append((text, reason))
            elif text:
                held.append(AnswerStatement(text, tuple(dict.fromkeys(draft.cites))))
        return HeldStatements(tuple(held), tuple(refused))


def as_answer(found: HeldStatements, provenance: Provenance) -> Answer:
    """Return the statements that hold as an answer, which says how many were left out.

    Raises Unfounded where nothing is left of what was written: "your notes don't say" would be wrong then.
    """
    if found.refused and not found.held:
        raise Unfounded("nothing that the language model wrote stands in the notes")
    return Answer(statements=found.held, provenance=provenance, left_out=len(found.refused))


def _mentions(message: str, people: Iterable[PersonDraft]) -> Iterable[Mention]:
    searched_to: dict[str, int] = {}
    for person in people:
        start = message.find(person.written, searched_to.get(person.written, 0)) if person.written else -1
        if start < 0:
            continue
        end = searched_to[person.written] = start + len(person.written)
        company = person.company if person.company in message else ""
        title = person.title if person.title in message else ""
        yield Mention(person.written, start, end, title, company, person.is_pronoun)


def _promises(
    message: str, drafts: Iterable[PromiseDraft], people: Sequence[PersonDraft], companies: Sequence[str]
) -> Iterable[Promise]:
    names = words_of(" ".join((*(each.written for each in people), *companies)))
    for draft in drafts:
        what = draft.what.strip()
        if draft.quote and draft.quote in message and what and telling_terms(draft.quote, names):
            yield Promise(
                by=Promiser(draft.by),
                what=what if _is_said(what, message) else draft.quote.strip(),
                quote=draft.quote,
                whom=draft.whom if draft.whom in message else "",
                due_on=_day(draft.due_on),
            )


def _is_said(what: str, message: str) -> bool:
    """Return whether a promise in other words says no more than the message does."""
    told = [term.word for term in terms_in(message)]
    said = all(any(is_like(term.word, other) for other in told) for term in telling_terms(what))
    return said and not is_invented(what, [message])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
