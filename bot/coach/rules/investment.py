"""The three investment tests (R3) without a language model: learned weights over cues and a vector.

`tools/learn_investment_tests.py` learns the weights; what lies near the border is unclear, to be asked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.coach.rules.few_words import few_words, says_nothing
from bot.coach.rules.investment_cues import Cue, CueMatch, compile_cue, cue_features, find_cues
from bot.core.coaching.investment import InvestmentTest, Verdict

_LONGEST_READ = 4000
_MOST_QUOTES = 3
_ENOUGH_CUES = 2
"""Different cues from which a few words are judged like any action."""
_STRICTER = 4


@dataclass(frozen=True, slots=True)
class CueQuote:
    """Words that speak for or against a test: `text` is `action[start:end]`, letter for letter."""

    text: str
    start: int
    end: int
    cue: str
    speaks_for: bool


@dataclass(frozen=True, slots=True)
class TestReading:
    """One test's verdict; `probability` is the calibrated chance that it passes, 0 to 1."""

    __test__ = False

    test: InvestmentTest
    verdict: Verdict
    probability: float
    quotes: tuple[CueQuote, ...]


@dataclass(frozen=True, slots=True)
class VerdictWeights:
    """Calibrated logistic weights: a probability from `low` up to `high` is unclear."""

    vector: NDArray[np.float64]
    cues: NDArray[np.float64]
    intercept: float
    low: float
    high: float

    def probability(self, features: NDArray[np.float64], vector: NDArray[Any] | None) -> float:
        """Return the calibrated chance of a pass, 0 to 1."""
        score = self.intercept + float(self.cues @ features)
        if vector is not None:
            score += float(self.vector @ np.asarray(vector, dtype=np.float64))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))

    def strict(self) -> VerdictWeights:
        """Return the weights for actions of a few words: unclear unless it is nearly certain."""
        return replace(self, low=self.low / _STRICTER, high=1 - (1 - self.high) / _STRICTER)

    def verdict(self, probability: float) -> Verdict:
        """Pass, fail, or unclear in between."""
        if probability >= self.high:
            return Verdict.PASS
        return Verdict.FAIL if probability < self.low else Verdict.UNCLEAR


@dataclass(frozen=True, slots=True)
class InvestmentClassifier:
    """Reads a proposed action against the three tests; pure, and safe to share between tasks."""

    cues: tuple[Cue, ...]
    with_vector: Mapping[InvestmentTest, VerdictWeights]
    without_vector: Mapping[InvestmentTest, VerdictWeights]
    dimensions: int
    embedder: str
    """The identity of the only embedder whose vectors fit (`ports.Embedder.identity`)."""

    @classmethod
    def from_json(cls, text: str) -> InvestmentClassifier:
        """Read a classifier from the text of model.json; raises KeyError or ValueError if it is none."""
        model = json.loads(text)
        return cls(
            cues=tuple(compile_cue(cue["name"], cue["pattern"], cue["speaks"]) for cue in model["cues"]),
            with_vector={test: _weights(model["with_vector"][test]) for test in InvestmentTest},
            without_vector={test: _weights(model["without_vector"][test]) for test in InvestmentTest},
            dimensions=model["embedder"]["dimensions"],
            embedder=model["embedder"]["identity"],
        )

    @classmethod
    def load(cls, path: Path) -> InvestmentClassifier:
        """Return a classifier from knowledge/investment-tests/model.json."""
        return cls.from_json(path.read_text(encoding="utf-8"))

    def assess(
        self, action: str, vector: NDArray[Any] | None, *, plain: str = ""
    ) -> dict[InvestmentTest, TestReading]:
        """Return a reading per test; `plain` is the action without its names, where it has any.

        The vector is that of the plain action, of unit length, by `self.embedder`.

        None (another embedder is in use) falls back to the words alone, which is less sure. What says too
        little is unclear. Raises ValueError when the vector has other dimensions than those learned with.
        """
        if vector is not None and vector.shape != (self.dimensions,):
            raise ValueError(f"expected a vector of {self.dimensions} dimensions, got {vector.shape}")
        read = action[:_LONGEST_READ]
        findings = find_cues(self.cues, read)
        telling = {found.cue.name for found in findings if found.cue.speaks}
        is_short = few_words(plain or read) and len(telling) < _ENOUGH_CUES
        if not findings or (says_nothing(read) if is_short else not telling):
            return {
                test: TestReading(test, Verdict.UNCLEAR, 0.5, _quotes(test, Verdict.UNCLEAR, findings, {}))
                for test in InvestmentTest
            }
        features = cue_features(self.cues, plain[:_LONGEST_READ] or read)
        chosen = self.without_vector if vector is None else self.with_vector
        weights = {test: chosen[test].strict() if is_short else chosen[test] for test in InvestmentTest}
        return {
            test: self._reading(test, weights[test], features, vector, findings) for test in InvestmentTest
        }

    def _reading(
        self,
        test: InvestmentTest,
        weights: VerdictWeights,
        features: NDArray[np.float64],
        vector: NDArray[Any] | None,
        findings: Sequence[CueMatch],
    ) -> TestReading:
        probability = weights.probability(features, vector)
        verdict = weights.verdict(probability)
        groups = weights.cues[: len(self.cues)]
        strength = {cue.name: abs(float(weight)) for cue, weight in zip(self.cues, groups, strict=True)}
        return TestReading(test, verdict, round(probability, 3), _quotes(test, verdict, findings, strength))


def _quotes(
    test: InvestmentTest, verdict: Verdict, findings: Sequence[CueMatch], strength: Mapping[str, float]
) -> tuple[CueQuote, ...]:
    """Return the three weightiest quotes behind a verdict, in the order of the text, without overlaps."""
    wanted = {Verdict.PASS: (1,), Verdict.FAIL: (-1,), Verdict.UNCLEAR: (1, -1)}[verdict]
    able = [found for found in findings if found.cue.speaks.get(test, 0) in wanted]
    able.sort(key=lambda found: (-strength.get(found.cue.name, 0.0), found.start - found.end, found.start))
    kept: list[CueMatch] = []
    for found in able:
        apart = all(found.end <= other.start or other.end <= found.start for other in kept)
        if apart and len(kept) < _MOST_QUOTES:
            kept.append(found)
    kept.sort(key=lambda found: found.start)
    return tuple(
        CueQuote(one.text, one.start, one.end, one.cue.name, one.cue.speaks[test] > 0) for one in kept
    )


def _weights(row: Mapping[str, Any]) -> VerdictWeights:
    return VerdictWeights(
        vector=np.array(row["vector"], dtype=np.float64),
        cues=np.array(row["cues"], dtype=np.float64),
        intercept=float(row["intercept"]),
        low=float(row["low"]),
        high=float(row["high"]),
    )
