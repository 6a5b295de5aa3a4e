"""What is written down of each question to the model: how it went and what it cost, and none of its words."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.coach.model.asking.rungs import Rung
from bot.core.coaching.model_call import ModelCall
from bot.metrics import MODEL_ASKED, MODEL_DOLLARS, MODEL_REPEATS, MODEL_TOKENS

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """Return what so many tokens cost, in dollars."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


OPENAI_PRICES = {
    "gpt-6-luna": Price(0.10, 0.50),
    "gpt-6.1-terra": Price(1.00, 5.00),
    "gpt-6.2-sol": Price(2.00, 10.00),
}
"""As OpenAI's pages say in November 2026; for everything else the price has to be set."""


def known_price(written: str | None, model: str, *, is_openai: bool) -> Price | None:
    """Return the price that is set as "input/output", else the one that is known of OpenAI's own models."""
    if written:
        into, _, out = written.partition("/")
        return Price(float(into), float(out))
    return OPENAI_PRICES.get(model) if is_openai else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRecord:
    """One question to the model."""

    prompt: str
    """Id, version and hash of the prompt."""
    model: str
    rung: Rung | None
    trouble: str = ""
    """The code of what went wrong; empty where a draft came."""
    requests: int = 1
    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    price: Price | None = None

    @property
    def dollars(self) -> float | None:
        """What it cost; None where the price is not known."""
        return self.price.of(self.input_tokens, self.output_tokens) if self.price else None

    def use(self) -> ModelCall:
        """What is kept of it with the answer that it served."""
        return ModelCall(
            prompt=self.prompt,
            model=self.model,
            requests=self.requests,
            seconds=round(self.seconds, 3),
            input_tokens=self.input_tokens,
            output_tokens=self.output_tokens,
            dollars=self.dollars,
            trouble=self.trouble,
        )

    def write(self) -> None:
        """Write it into the log and the metrics."""
        values = {
            "prompt": self.prompt,
            "model": self.model,
            "way": self.rung.value if self.rung else "unknown",
            "requests": self.requests,
            "seconds": round(self.seconds, 3),
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "dollars": self.dollars,
        }
        if self.trouble:
            _log.warning("model.failed", error_kind=self.trouble, **values)
        else:
            _log.info("model.answered", **values)
        purpose = self.prompt.partition("@")[0]
        MODEL_ASKED.labels(purpose, self.trouble or "answered").inc()
        MODEL_REPEATS.inc(max(0, self.requests - 1))
        MODEL_TOKENS.labels("input").inc(self.input_tokens)
        MODEL_TOKENS.labels("output").inc(self.output_tokens)
        MODEL_DOLLARS.inc(self.dollars or 0)
