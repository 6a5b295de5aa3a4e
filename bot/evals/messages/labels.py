"""Messages labelled field by field, and what was understood of one (docs/evals-messages.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""One labelled message, as docs/evals-messages.md describes it; a missing label is not scored."""


@dataclass(frozen=True, slots=True)
class PredictedPromise:
    """A promise as it would be kept; `whom` is a name, `due` a date as text."""

    by: str
    what: str
    whom: str = ""
    due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the bot makes of one message, in the terms of the labels."""

    intent: str
    command: str = ""
    """The name of the subcommand that plain words reach; empty for none."""
    asks: bool = False
    """Whether the bot asks what was meant, instead of acting."""
    is_kept: bool = False
    """Whether the message becomes a note without a question."""
    people: tuple[tuple[str, str], ...] = ()
    """Pairs of name and company."""
    companies: tuple[str, ...] = ()
    occurred_on: str | None = None
    touch: str = "none"
    """meeting, call, message or none; `talk` is a meeting or a call."""
    promises: tuple[PredictedPromise, ...] = ()
    settles: tuple[str, ...] = ()
    """The promises that are settled at once, in the words in which they were kept."""
    assumes: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    """Whose clock is set anew."""


def alternatives(value: Any) -> list[Any]:
    """The right values of a label: any of a list, or the one value."""
    return list(value) if isinstance(value, list) else [value]
