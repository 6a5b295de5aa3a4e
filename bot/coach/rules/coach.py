"""The coach without a language model: rules first, then the nearest examples, quotations for answers (B7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bot.coach.rules.assessing import RulesAssessor
from bot.coach.rules.assumptions import find_assumptions
from bot.coach.rules.drafting import RulesDrafter
from bot.coach.rules.exemplars import Exemplars, Nearness
from bot.coach.rules.intents import LIKELY, Guess, guess, is_correction
from bot.coach.rules.lexicon import lexicon, read_lexicon
from bot.coach.rules.moments import find_day, find_time_range
from bot.coach.rules.people import find_people
from bot.coach.rules.promise_parts import Scene
from bot.coach.rules.promises import find_promises
from bot.coach.rules.quoting import Quoter
from bot.coach.rules.text import read
from bot.coach.rules.themes import themes_by_rules
from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import (
    Answer,
    Circumstances,
    Excerpt,
    Intent,
    Mention,
    Mode,
    Provenance,
    Understanding,
)
from bot.core.documents import TextDocument
from bot.core.ports.memory import Embedder
from bot.features.partner_view.rules import find_aspects
from bot.language.dates import day_first_in, find_dates

_PROVENANCE = Provenance(mode=Mode.RULES)
_ABOUT = re.compile(
    r"(?:\b(?:brief|rundown|summary|refresher|overview|background|recap|prep|prepare|ready|speed|date|me|call|meeting)\s+"
    r"(?:me\s+)?(?:on|of|about|for|with)|^brief|^prep)\s+(?!(?:my|the|a|an|our|me|this|that|him|her|them)\b)"
    r"([^\W\d_][\w'\u2019.-]+(?:\s+(?!before|please|for|at|on|in|tomorrow|today|pls)[^\W\d_][\w'\u2019.-]+)?)",
    re.IGNORECASE,
)
_LEAD = 0.06
"""By how much the nearest intent must lead before examples overrule a guess."""
_DOUBTFUL = 0.5
"""A guess less sure than this is left for the conversation to ask about."""
_NEAR = 0.45
"""How near a message must be to an intent's examples before they count."""


class RulesCoach:
    """Understands by rules and labelled examples, answers by quoting; needs an embedder, no model."""

    def __init__(self, embedder: Embedder, knowledge: Path | None = None) -> None:
        self._lexicon = lexicon() if knowledge is None else read_lexicon(knowledge)
        self._embedder = embedder
        self._exemplars = Exemplars(embedder, knowledge)
        self._quoter = Quoter(embedder)
        self._assessor = RulesAssessor(embedder, knowledge)
        self._drafter = RulesDrafter(knowledge)

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Return what a message means, by rules; a note in doubt stays a note, with a low confidence."""
        found = guess(message)
        if found.open:
            found = weigh(found, await self._exemplars.nearness(message))
        return self.read(message, circumstances, found)

    def read(self, message: str, circumstances: Circumstances, found: Guess) -> Understanding:
        """Return all that the rules read from a message whose intent is known."""
        today = circumstances.today
        text = read(message)
        dates = find_dates(message, today, day_first=day_first_in(circumstances.zone))
        named = find_people(text, dates, circumstances, self._lexicon)
        told = found.intent in (Intent.NOTE, Intent.UNKNOWN)
        scene = Scene(message, text.sentences, named.all_people, dates, today, self._lexicon)
        promises = find_promises(scene) if told else []
        if told:
            found = _sized_up(found, message, named.people, bool(dates or promises or named.companies))
        assumptions = find_assumptions(text.sentences, dates, promises, self._lexicon) if told else []
        asked = found.intent in (Intent.RECALL, Intent.NEGLECTED)
        since, until = find_time_range(dates, today) if asked else (None, None)
        return Understanding(
            intent=found.intent,
            confidence=found.confidence,
            provenance=_PROVENANCE,
            mentions=named.people or (() if named.companies else _asked_about(message, found.intent)),
            companies=named.companies,
            occurred_on=find_day(text.sentences, dates, promises, assumptions, today) if told else None,
            promises=tuple(one.promise for one in promises),
            assumptions=tuple(assumptions),
            is_correction=told and is_correction(message),
            command=found.command,
            since=since,
            until=until,
        )

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """Return the sentences of the excerpts that answer best, literally; empty where they do not say."""
        del circumstances  # quotations need neither names nor dates
        statements = await self._quoter.statements(question, excerpts)
        return Answer(statements=statements, provenance=_PROVENANCE, quoted=True)

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """Return the notes' own sentences that tell of the other side."""
        del name, circumstances  # quotations need neither
        told = tuple(statement for view in find_aspects(excerpts) for statement in view.statements)
        return Answer(statements=told, provenance=_PROVENANCE, quoted=True)

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """Return what the cues found, without judging it further."""
        del document, circumstances  # the cues have read it
        return Examined(checked, _PROVENANCE)

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Answers that are near in meaning or share words, each theme named by words that they share."""
        del circumstances  # the answers are all that is needed
        return await themes_by_rules(self._embedder, texts)

    async def draft(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Drafted:
        """Return a message from a template, with gaps for what the notes do not say."""
        del circumstances  # the notes are all that is needed
        return self._drafter.draft(name, excerpts)

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Return the three verdicts of the learned classifier, with the words that carry them."""
        del circumstances  # the words of the action are judged alone
        return await self._assessor.assess(proposal)

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Return a template that the tests pass, filled from the notes."""
        del circumstances  # what is known stands in the proposal
        return await self._assessor.rewrite(proposal, judgements)


def _sized_up(found: Guess, message: str, people: Sequence[Mention], more: bool) -> Guess:
    """Correct a guess by what was found: a bare name asks for that contact, a bare word for nothing."""
    if found.confidence < _DOUBTFUL:
        return found
    if len(people) == 1 and not people[0].is_pronoun and people[0].written == message.strip(" .!"):
        return Guess(Intent.COMMAND, 0.6, command=f"contact {people[0].written}")
    if people or more:
        return Guess(found.intent, max(found.confidence, LIKELY))
    if len(message.split()) < 3 and not found.command:
        return Guess(Intent.UNKNOWN, 0.5)
    return found


def _asked_about(message: str, intent: Intent) -> tuple[Mention, ...]:
    """Return whom a request for a brief is about, where the name is in no list and has no capital."""
    match = _ABOUT.search(message) if intent is Intent.BRIEF else None
    return (Mention(match[1], match.start(1), match.end(1)),) if match is not None else ()


def weigh(found: Guess, near: Nearness | None) -> Guess:
    """Let the nearest examples overrule a guess where they are near and clearly ahead."""
    if near is None:
        return found
    intent, score, lead = near.best()
    if intent is found.intent:
        return Guess(intent, max(found.confidence, LIKELY if lead >= _LEAD else found.confidence))
    if score < _NEAR or lead < _LEAD:
        return Guess(found.intent, min(found.confidence, 0.6))
    if found.intent is Intent.NOTE:
        return Guess(intent, 0.6) if lead >= 2 * _LEAD else Guess(Intent.NOTE, 0.4)
    if intent in (Intent.NOTE, Intent.SMALL_TALK):
        return Guess(found.intent, 0.5)
    return Guess(intent, 0.65)
