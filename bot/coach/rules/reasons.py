"""Why a verdict stands, and the words of the action that say so (R3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.coach.investment.labels import FailReason
from bot.coach.rules.investment import CueQuote
from bot.coach.rules.investment_cues import Cue, CueMatch, compile_cue, find_cues
from bot.coach.rules.supporting import carrying, groups_for, main_clause
from bot.core.coaching.investment import InvestmentTest, Verdict

_LONGEST_CLAUSE = 90
_NO_WORDS = "(?!)"


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence, and the words that carry it; none where the sentence says what is missing."""

    sentence: str
    quotes: tuple[CueQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class _Failure:
    """What is said where a test fails for one reason, and which words may be quoted for it."""

    says: str
    groups: tuple[str, ...]
    words: Cue


class Reasons:
    """The sentences of the verdicts, by test."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._tests: Mapping[str, Any] = values["tests"]
        self._failures = {
            (InvestmentTest(test), FailReason(name)): _failure(name, row)
            for test, verdicts in self._tests.items()
            for name, row in verdicts["fail"].get("why", {}).items()
        }

    def ruled(self, test: InvestmentTest, verdict: Verdict, quotes: tuple[CueQuote, ...]) -> Why:
        """Return the sentence of the first cue that was quoted."""
        return Why(self._sentence(test, verdict, [quote.cue for quote in quotes]), quotes)

    def passes(self, test: InvestmentTest, action: str, findings: Sequence[CueMatch]) -> Why:
        """Return why a test passes: by its words, else by the longest part of the action."""
        acts = test is InvestmentTest.INVESTS
        quotes = carrying(action, findings, groups_for(test, findings), acts=acts)
        sentence = self._sentence(test, Verdict.PASS, [quote.cue for quote in quotes])
        if not quotes and (clause := main_clause(action, _LONGEST_CLAUSE)):
            at = action.index(clause)
            quotes = (CueQuote(clause, at, at + len(clause), "", speaks_for=True),)
        return Why(sentence, quotes)

    def fails(
        self, test: InvestmentTest, reason: FailReason, action: str, findings: Sequence[CueMatch]
    ) -> Why:
        """Return why a test fails; where no words can be quoted for it, what is missing."""
        failure = self._failures[test, reason]
        groups = [] if reason is FailReason.NOTHING else [*failure.groups, failure.words.name]
        own = find_cues((failure.words,), action)
        if reason is FailReason.NOTHING:
            return Why(failure.says, _plain(own[:1])) if own else Why(self._default(test, Verdict.FAIL))
        quotes = carrying(action, [*findings, *own], groups)
        if any(quote.cue != failure.words.name for quote in quotes):
            quotes = tuple(quote for quote in quotes if quote.cue != failure.words.name)
        else:
            quotes = quotes[:1]
        if not quotes:
            return Why(self._default(test, Verdict.FAIL))
        by_cue: Mapping[str, str] = self._tests[test]["fail"].get("cues", {})
        ranked = [group for group in groups if any(quote.cue == group for quote in quotes)]
        return Why(by_cue.get(ranked[0], failure.says), quotes)

    def unclear(self, test: InvestmentTest) -> Why:
        """Return what is left open."""
        return Why(self._default(test, Verdict.UNCLEAR))

    def _sentence(self, test: InvestmentTest, verdict: Verdict, cues: Sequence[str]) -> str:
        by_cue: Mapping[str, str] = self._tests[test][verdict].get("cues", {})
        return next((by_cue[cue] for cue in cues if cue in by_cue), self._default(test, verdict))

    def _default(self, test: InvestmentTest, verdict: Verdict) -> str:
        return str(self._tests[test][verdict]["default"])


def _failure(name: str, row: Mapping[str, Any]) -> _Failure:
    words = str(row.get("words", _NO_WORDS)).split(" / ")
    pattern = "|".join(word.strip() for word in words)
    return _Failure(str(row["says"]), tuple(row.get("cues", ())), compile_cue(f"why: {name}", pattern, {}))


def _plain(found: Sequence[CueMatch]) -> tuple[CueQuote, ...]:
    return tuple(CueQuote(one.text, one.start, one.end, one.cue.name, speaks_for=False) for one in found)
