"""The coach without a language model: rules first, then the nearest examples, quotations for answers (B7)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.coach.reader.reader import Reader, packaged_reader
from bot.coach.rules.assessing import RulesAssessor
from bot.coach.rules.drafting import RulesDrafter
from bot.coach.rules.lexicon import lexicon, read_lexicon
from bot.coach.rules.message.fillers import blank_fillers
from bot.coach.rules.message.understanding import known_words, understood
from bot.coach.rules.quoting import Quoter
from bot.coach.rules.themes import themes_by_rules
from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import (
    Answer,
    Circumstances,
    Excerpt,
    Mode,
    Provenance,
    Understanding,
)
from bot.core.documents import TextDocument
from bot.core.ports.memory import Embedder
from bot.features.partner_view.rules import find_aspects

_PROVENANCE = Provenance(mode=Mode.RULES)


class RulesCoach:
    """Understands by rules and labelled examples, answers by quoting; needs an embedder, no model."""

    def __init__(
        self, embedder: Embedder, knowledge: Path | None = None, reader: Reader | None = None
    ) -> None:
        self._lexicon = lexicon() if knowledge is None else read_lexicon(knowledge)
        self._embedder = embedder
        self._reader = reader or packaged_reader()
        self._quoter = Quoter(embedder)
        self._assessor = RulesAssessor(embedder, knowledge)
        self._drafter = RulesDrafter(knowledge)

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Return what a message means: the learned reader reads it, plain code decides."""
        reading = await self._reader.read(blank_fillers(message), known_words(circumstances))
        return understood(message, reading, circumstances, self._lexicon)

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

    async def draft(
        self, wish: DraftWish, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Drafted:
        """Return a message from a template, of whole sentences that what was kept carries."""
        return self._drafter.draft(wish, excerpts, circumstances.today)

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Return the three verdicts of the learned classifier, with the words that carry them."""
        del circumstances  # the words of the action are judged alone
        return await self._assessor.assess(proposal)

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Return a shape that the tests pass, filled with what is known."""
        del circumstances  # what is known stands in the proposal
        return await self._assessor.rewrite(proposal, judgements)
