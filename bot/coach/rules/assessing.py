"""The investment tests without a language model: two learned opinions, plain reasons, templates (R3, R4, B7).

The learned model of `bot/coach/investment` decides together with the rules; they find the words to quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.coach.investment.model import InvestmentModel, packaged_model
from bot.coach.investment.opinion import Opinion
from bot.coach.investment.weighing import weigh
from bot.coach.rules.few_words import few_words, says_nothing
from bot.coach.rules.investment import CueQuote, InvestmentClassifier, TestReading
from bot.coach.rules.investment_cues import find_cues
from bot.coach.rules.lexicon import lexicon, read_lexicon
from bot.coach.rules.message.english import is_english
from bot.coach.rules.nameless import nameless
from bot.coach.rules.reasons import Reasons, Why
from bot.coach.rules.shapes import Shapes
from bot.coach.rules.supporting import denies, is_delegated
from bot.coach.rules.word_files import read_words
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
_LONGEST_READ = 4000
_MOST_TRIED = 12
"""Shapes that are held against the tests before none is given."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One test's verdict, what the rules read for it, and what the model said, if it was asked."""

    verdict: Verdict
    reading: TestReading
    opinion: Opinion | None


class RulesAssessor:
    """Judges by the learned model and the rules; rewrites by templates, filled from the contact's notes."""

    def __init__(
        self, embedder: Embedder, knowledge: Path | None = None, model: InvestmentModel | None = None
    ) -> None:
        self._embedder = embedder
        self._model = model or packaged_model()
        self._lexicon = lexicon() if knowledge is None else read_lexicon(knowledge)
        self._folder = (knowledge or data_root("knowledge")) / "investment-tests"

    async def assess(self, proposal: Proposal) -> Judged:
        """Return a verdict per test, with the telling words of the action or of an answer."""
        weighed = await self._weigh(proposal.action)
        texts = dict.fromkeys(weighed, proposal.action)
        for each in proposal.clarifications:
            if each.counts is None:
                texts[each.test] = f"{proposal.action}. {each.answer}"
                weighed[each.test] = (await self._weigh(texts[each.test]))[each.test]
        network = proposal.network or self._shapes.network_of(proposal.action)
        judgements = tuple(
            self._judgement(proposal, texts[test], test, each) for test, each in weighed.items()
        )
        return Judged(judgements=judgements, provenance=_PROVENANCE, network=network)

    async def rewrite(self, proposal: Proposal, judgements: Sequence[Judgement]) -> Rewrite:
        """Fill the first shape that fits what is known and passes the tests; empty where none does."""
        network = proposal.network or self._shapes.network_of(proposal.action)
        keeps = any(
            each.test is InvestmentTest.INVESTS and each.verdict is Verdict.PASS for each in judgements
        )
        for filled in islice(self._shapes.fill(proposal, network, keeps=keeps), _MOST_TRIED):
            weighed = await self._weigh(filled.text)
            if whole(each.verdict for each in weighed.values()) is Verdict.PASS:
                return Rewrite(
                    text=filled.text,
                    provenance=_PROVENANCE,
                    note_ids=filled.note_ids,
                    is_template=True,
                    shape=filled.shape,
                )
        return Rewrite(text="", provenance=_PROVENANCE, is_template=True)

    async def _weigh(self, action: str) -> dict[InvestmentTest, _Weighed]:
        plain = nameless(action, self._lexicon)
        readings = self._classifier.assess(action, await self._vector(plain), plain=plain)
        opinions = await self._opinions(plain)
        if not opinions:
            return {test: _Weighed(reading.verdict, reading, None) for test, reading in readings.items()}
        blind = denies(plain)  # the rules find the same words in "a demo" and in "no demo"
        weighed = {
            test: _Weighed(weigh(opinions[test], *_heard(reading, blind=blind)), reading, opinions[test])
            for test, reading in readings.items()
        }
        own = weighed[InvestmentTest.INVESTS]
        if own.verdict is Verdict.PASS and is_delegated(plain):
            weighed[InvestmentTest.INVESTS] = replace(own, verdict=Verdict.UNCLEAR)
        return weighed

    async def _opinions(self, plain: str) -> dict[InvestmentTest, Opinion]:
        """Return what the model says; nothing of what says nothing, and where the model cannot be asked."""
        if (few_words(plain) and says_nothing(plain)) or not is_english(plain):
            return {}
        try:
            return await self._model.judge(plain)
        except Unavailable:
            return {}

    async def _vector(self, action: str) -> NDArray[Any] | None:
        """Return the action's vector, or None for another embedder than the learned one."""
        if self._embedder.identity != self._classifier.embedder or not action.strip():
            return None
        try:
            [vector] = await self._embedder.embed([action])
        except Unavailable:
            return None
        return np.asarray(vector)

    def _judgement(self, proposal: Proposal, text: str, test: InvestmentTest, weighed: _Weighed) -> Judgement:
        why = self._why(text, test, weighed)
        evidence = _evidence(why.quotes, proposal)
        if not evidence and weighed.verdict is Verdict.PASS:
            # The whole wording decided; its beginning stands for it.
            evidence = (VerdictEvidence(_beginning(proposal.action)),)
        return Judgement(test, weighed.verdict, why.sentence, evidence)

    def _why(self, text: str, test: InvestmentTest, weighed: _Weighed) -> Why:
        opinion = weighed.opinion
        if opinion is None:
            return self._reasons.ruled(test, weighed.verdict, weighed.reading.quotes)
        text = text[:_LONGEST_READ]
        findings = find_cues(self._classifier.cues, text)
        if weighed.verdict is Verdict.PASS:
            return self._reasons.passes(test, text, findings)
        if weighed.verdict is Verdict.FAIL:
            return self._reasons.fails(test, opinion.reason, text, findings)
        return self._reasons.unclear(test)

    @cached_property
    def _classifier(self) -> InvestmentClassifier:
        return InvestmentClassifier.load(self._folder / "model.json")

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(read_words(self._folder / "reasons.yaml"))

    @cached_property
    def _shapes(self) -> Shapes:
        return Shapes.read(read_words(self._folder / "rewrites.yaml"))


def _heard(reading: TestReading, *, blind: bool) -> tuple[Verdict, float]:
    """Return the rules' verdict and chance; neither where they cannot read what is said."""
    return (Verdict.UNCLEAR, 0.5) if blind else (reading.verdict, reading.probability)


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
