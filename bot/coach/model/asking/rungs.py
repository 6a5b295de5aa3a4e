"""The ways in which a draft can be asked for, and what is known of how a server takes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Rung(StrEnum):
    """A way to ask for a draft of a certain shape, the surest first."""

    SCHEMA = "json_schema"
    """The server holds the model to the schema of the answer."""
    TOOL = "tool_call"
    """The model calls a function whose arguments are the answer."""
    JSON = "json_mode"
    """The server holds the model to JSON; the words of the question say which."""
    PLAIN = "plain_json"
    """Nobody holds the model to anything: the question asks for JSON, and its text is searched for it."""

    @property
    def tells_the_shape(self) -> bool:
        """Whether the schema has to stand in the question, as nothing else says it."""
        return self in (Rung.JSON, Rung.PLAIN)


class RequestField(StrEnum):
    """A part of a request that a server may refuse and the question can do without."""

    STORE = "store"
    EFFORT = "reasoning_effort"
    TEMPERATURE = "temperature"
    NEW_CAP = "max_completion_tokens"
    OLD_CAP = "max_tokens"
    STRICT = "strict"
    CHOICE = "tool_choice"
    PARALLEL = "parallel_tool_calls"


_CALLED: tuple[tuple[RequestField, str], ...] = (
    (RequestField.NEW_CAP, r"max_completion_tokens|max_output_tokens"),
    (RequestField.OLD_CAP, r"max_tokens"),
    (RequestField.EFFORT, r"reasoning[_. ]effort|reasoning\.effort|\breasoning\b|\bthink(?:ing)?\b"),
    (RequestField.TEMPERATURE, r"temperature"),
    (RequestField.PARALLEL, r"parallel_tool_calls"),
    (RequestField.CHOICE, r"tool_choice"),
    (RequestField.STORE, r"\bstore\b"),
    (RequestField.STRICT, r"\bstrict\b"),
)
"""What servers call each field in their complaints, in the order in which complaints are read."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """Which fields a server takes."""

    has_old_cap: bool = False
    """Whether the cap of the answer is called `max_tokens`, as most servers but OpenAI's call it."""
    keeps_store: bool = True
    """Whether `store` may never be left out: where leaving it out means that the answer is kept."""
    dropped: frozenset[RequestField] = frozenset()

    def takes(self, field: RequestField) -> bool:
        """Return whether this field goes into requests."""
        if field in self.dropped:
            return False
        if field in (RequestField.OLD_CAP, RequestField.NEW_CAP):
            return (field is RequestField.OLD_CAP) == self.has_old_cap
        return True

    def without(self, complaint: str, sent: frozenset[RequestField]) -> Dialect | None:
        """Return the dialect that a server's complaint asks for; None where it is about nothing of it.

        `sent` are the fields of the request that was refused: only one of these can be at fault.
        """
        for field_, called in _CALLED:
            if field_ not in sent or not re.search(called, complaint, re.IGNORECASE):
                continue
            if field_ is RequestField.STORE and self.keeps_store:
                continue
            return self._dropping(field_)
        return None

    def _dropping(self, field: RequestField) -> Dialect:
        dropped = replace(self, dropped=self.dropped | {field})
        if field is RequestField.NEW_CAP and RequestField.OLD_CAP not in self.dropped:
            return replace(dropped, has_old_cap=True)
        if field is RequestField.OLD_CAP and RequestField.NEW_CAP not in self.dropped:
            return replace(dropped, has_old_cap=False)
        return dropped


_MOST_MISSES = 3
"""So many questions in a row that a way which worked did not answer make it unknown again."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of one server by now."""

    rung: Rung | None = None
    """The way that worked; None while none is known."""
    dialect: Dialect = field(default_factory=Dialect)
    misses: int = 0

    def worked(self, rung: Rung) -> Learnt:
        """Remember the way that an answer came by."""
        return replace(self, rung=rung, misses=0)

    def missed(self) -> Learnt:
        """Count a question that was refused or not answered in its shape."""
        misses = self.misses + 1
        return replace(self, rung=None, misses=0) if misses >= _MOST_MISSES else replace(self, misses=misses)
