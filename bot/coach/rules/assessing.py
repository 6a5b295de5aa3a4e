"""The investment tests without a language model: learned verdicts, plain reasons, templates (R3, R4, B7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.coach.rules.investment import CueQuote, InvestmentClassifier, TestReading
from bot.coach.rules.lexicon import lexicon, read_lexicon
from bot.coach.rules.nameless import nameless
from bot.coach.rules.templates import Templates
from bot.config import data_root
from bot.core.coaching.investment import (
    InvestmentTest,
    Judged,
    Judgement,
    Proposal,
    Rewrite,
    Verdict,
    VerdictEvidence,
    whole,
)
from bot.core.coaching.understanding import Mode, Provenance
from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder

_PROVENANCE = Provenance(mode=Mode.RULES)
_LONGEST_QUOTE = 90


class RulesAssessor:
    """Judges by the learned classifier and rewrites by templates, filled from the contact's notes."""

    def __init__(self, embedder: Embedder, knowledge: Path | None = None) -> None:
        self._embedder = embedder
        self._lexicon = lexicon() if knowledge is None else read_lexicon(knowledge)
        self._folder = (knowledge or data_root("knowledge")) / "investment-tests"

    async def assess(self, proposal: Proposal) -> Judged:
        """Return a verdict per test, with the telling words of the action or of an answer."""
        readings = await self._readings(proposal.action)
        free = [each for each in proposal.clarifications if each.counts is None]
        for clarification in free:
            more = await self._readings(f"{proposal.action}. {clarification.answer}")
            readings[clarification.test] = more[clarification.test]
        network = proposal.network or self._templates.network_of(proposal.action)
        judgements = tuple(self._judgement(proposal, reading) for reading in readings.values())
        return Judged(judgements=judgements, provenance=_PROVENANCE, network=network)

    async def rewrite(self, proposal: Proposal, judgements: Sequence[Judgement]) -> Rewrite:
        """Fill the first template that fits the notes and passes the tests; empty where none does."""
        network = proposal.network or self._templates.network_of(proposal.action)
        keeps = any(
            each.test is InvestmentTest.INVESTS and each.verdict is Verdict.PASS for each in judgements
        )
        for filled in self._templates.fill(proposal, network, keeps=keeps):
            readings = await self._readings(filled.text)
            if whole(reading.verdict for reading in readings.values()) is Verdict.PASS:
                return Rewrite(
                    text=filled.text, provenance=_PROVENANCE, note_ids=filled.note_ids, is_template=True
                )
        return Rewrite(text="", provenance=_PROVENANCE, is_template=True)

    async def _readings(self, action: str) -> dict[InvestmentTest, TestReading]:
        plain = nameless(action, self._lexicon)
        return self._classifier.assess(action, await self._vector(plain), plain=plain)

    async def _vector(self, action: str) -> NDArray[Any] | None:
        """Return the action's vector, or None for another embedder than the learned one."""
        if self._embedder.identity != self._classifier.embedder or not action.strip():
            return None
        try:
            [vector] = await self._embedder.embed([action])
        except Unavailable:
            return None
        return np.asarray(vector)

    def _judgement(self, proposal: Proposal, reading: TestReading) -> Judgement:
        evidence = _evidence(reading.quotes, proposal)
        if not evidence and reading.verdict is not Verdict.UNCLEAR:
            # The whole wording decided; its beginning stands for it.
            evidence = (VerdictEvidence(_beginning(proposal.action)),)
        why = _why(self._reasons[reading.test][reading.verdict], [quote.cue for quote in reading.quotes])
        return Judgement(reading.test, reading.verdict, why, evidence)

    @cached_property
    def _classifier(self) -> InvestmentClassifier:
        return InvestmentClassifier.load(self._folder / "model.json")

    @cached_property
    def _reasons(self) -> Mapping[str, Any]:
        tests: Mapping[str, Any] = self._read("reasons.yaml")["tests"]
        return tests

    @cached_property
    def _templates(self) -> Templates:
        return Templates.read(self._read("rewrites.yaml"))

    def _read(self, name: str) -> Mapping[str, Any]:
        values: Mapping[str, Any] = yaml.safe_load((self._folder / name).read_text(encoding="utf-8"))
        return values


def _why(reasons: Mapping[str, Any], cues: Sequence[str]) -> str:
    by_cue: Mapping[str, str] = reasons.get("cues", {})
    return next((by_cue[cue] for cue in cues if cue in by_cue), str(reasons["default"]))


def _evidence(quotes: Sequence[CueQuote], proposal: Proposal) -> tuple[VerdictEvidence, ...]:
    """Return the quotes, joining those with only a space between them."""
    runs: list[str] = []
    end = -1
    for quote in quotes:
        together = f"{runs[-1]} {quote.text}" if runs and quote.start == end + 1 else ""
        if together and together in proposal.action:
            runs[-1] = together
        else:
            runs.append(quote.text)
        end = quote.end
    return tuple(VerdictEvidence(run) for run in runs if any(run in said for said in proposal.said))


def _beginning(action: str) -> str:
    """Return the first words, letter for letter."""
    line = action.strip().split("\n")[0]
    if len(line) <= _LONGEST_QUOTE:
        return line
    return re.sub(r"\s+\S*$", "", line[:_LONGEST_QUOTE])
