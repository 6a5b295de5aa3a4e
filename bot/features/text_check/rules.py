"""P5, R2, S5: whether a text is plan or strategy, where it claims control, which alliance points it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

from bot.core.coaching.checking import AlliancePoint, Checked, Mark, MarkedPassage, Sort
from bot.core.documents import DocumentSentence, TextDocument
from bot.core.identity import Space, WorkspaceId
from bot.core.knowledge.cues import AllianceBank, AllianceTopic, AssumptionCues, PlanCue, PlanCues

MOST_SENTENCES = 5_000
"""Sentences and list items that are checked at once: a book has that many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck:
    """A check that was made, with its result and not the whole text; times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    name: str
    checked: Checked
    mode: str
    prompt: str = ""

    @property
    def words(self) -> str:
        """All that it keeps of the text: what the text is called, and the passages that it quotes."""
        findings = (each.quote for each in self.checked.findings)
        return "\n".join((self.name, *findings, *(each.quote for each in self.checked.points)))


class Leaning(StrEnum):
    """What a text is more of."""

    PLAN = "plan"
    STRATEGY = "strategy"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCues:
    """The wordings that the rules look for."""

    plan: PlanCues
    assumptions: AssumptionCues
    alliance: AllianceBank


@dataclass(frozen=True, slots=True)
class Looked:
    """How many sentences and list items a text has, and its check unless those are too many."""

    statements: int
    checked: Checked | None = None


def check_whole(
    document: TextDocument, cues: CheckCues, *, sort: Sort | None = None, buyers: Sequence[str] = ()
) -> Looked:
    """Check a text of any length."""
    count = len(document.statements())
    return Looked(count, check(document, cues, sort=sort, buyers=buyers) if count <= MOST_SENTENCES else None)


def check(
    document: TextDocument, cues: CheckCues, *, sort: Sort | None = None, buyers: Sequence[str] = ()
) -> Checked:
    """Check a text by cues; `buyers` are names of contacts and accounts, looked for beside pronouns (R2)."""
    statements = document.statements()
    there = document.text.casefold()
    named = [name for name in buyers if name.casefold() in there]
    acts = buyer_acts(cues.assumptions, named)
    findings = tuple(finding for each in statements for finding in _findings(each, cues, acts))
    found = {id for each in statements for id in _ids(each.text, cues.plan.works_from_future.cues)}
    return Checked(
        sort=sort or sort_of(document.text),
        statements=len(statements),
        findings=findings,
        points=tuple(_point(topic, statements) for topic in cues.alliance.topics),
        gaps=gaps(cues.plan, found),
    )


def gaps(cues: PlanCues, found: Iterable[str]) -> tuple[str, ...]:
    """Proposals for what a strategy still needs; `found` are the ids of the cues of a future in the text."""
    there = set(found)
    if not there and cues.missing:
        return tuple(part.proposal for part in cues.missing if part.id != "no-horizon")
    return tuple(part.proposal for part in cues.missing if not there & set(part.when_absent))


_CONTRACT = re.compile(
    r"\b(?:agreement|contract|party|parties|clause|liability|termination|governing law|hereby|shall)\b", re.I
)


_TEAM = re.compile(
    r"\b(?:team (?:document|charter)|how we work|working together|ways of working|we meet|decisions?|"
    r"both teams|joint team)\b",
    re.I,
)


def sort_of(text: str) -> Sort:
    """The kind that a text most likely is; a plan, when in doubt."""
    legal, team = len(_CONTRACT.findall(text)), len(_TEAM.findall(text))
    words = max(len(text.split()), 1)
    if legal >= 3 and legal > team and legal / words > 0.01:
        return Sort.CONTRACT
    return Sort.TEAM_DOCUMENT if team >= 2 and team >= legal else Sort.PLAN


def _findings(
    statement: DocumentSentence, cues: CheckCues, acts: Sequence[re.Pattern[str]]
) -> Iterator[MarkedPassage]:
    text, place = statement.text, statement.place
    future, today = (
        [cue for cue in side.cues if _compiled(cue.pattern).search(text)]
        for side in (cues.plan.works_from_future, cues.plan.extrapolates)
    )
    if today and all(cue.id in _ONLY_A_TIME for cue in future):
        future = []  # "ten percent a year until 2030" names a year and still goes on from today
    for mark, hits in ((Mark.FUTURE, future), (Mark.TODAY, today)):
        if hits:
            yield MarkedPassage(mark, text, place, hits[0].says)
    if claims_control(text, cues.assumptions, acts):
        yield MarkedPassage(Mark.CONTROL, text, place, cues.assumptions.says)


_ONLY_A_TIME = frozenset(("year-picture", "in-years"))
"""Cues of a future that name a time and nothing that is there by then."""
_MUCH_OF_TODAY = 3
"""Passages of today with which a text is a strategy only if those of a future are twice as many."""


def leaning(checked: Checked) -> Leaning:
    """Whether a text is more of a plan or of a strategy (P5)."""
    today, future = len(checked.marked(Mark.TODAY)), len(checked.marked(Mark.FUTURE))
    if today > future:
        return Leaning.PLAN
    if future > today and (today < _MUCH_OF_TODAY or future >= 2 * today):
        return Leaning.STRATEGY
    return Leaning.BOTH


def _ids(text: str, cues: Iterable[PlanCue]) -> list[str]:
    return [cue.id for cue in cues if _compiled(cue.pattern).search(text)]


_PRONOUNS = ("they", "he", "she", "the customer", "the client", "the buyer", "the partner", "the board")


_NAME = (
    r"(?-i:(?!(?:We|I|You|Our|My|This|That|These|It|There|Then|And|But|If|When|Who|Each|Every|All|Both)\b)"
    r"(?<![\w&.'-])[A-Z][\w&.'-]*+(?:\s[A-Z][\w&.'-]*+){0,3})"
)
"""Whoever is written with capitals, known or not; the member's own side is left out."""


def buyer_acts(cues: AssumptionCues, buyers: Sequence[str] = ()) -> tuple[re.Pattern[str], ...]:
    """Patterns of a buyer's future act as a fact, made for one text: no cache holds the names in them."""
    known = sorted({*_PRONOUNS, *buyers}, key=len, reverse=True)
    buyer = "|".join([*map(re.escape, known), _NAME])
    act = "|".join(re.escape(word) for word in cues.acts)
    return tuple(
        _whole_words(cue.pattern.replace("{buyer}", f"(?:{buyer})").replace("{act}", f"(?:{act})"))
        for cue in cues.patterns
    )


def claims_control(sentence: str, cues: AssumptionCues, acts: Sequence[re.Pattern[str]]) -> bool:
    """Whether a sentence states a buyer's future act as a fact (R2); one that says it is a hope does not."""
    folded = f" {sentence.casefold()} "
    if any(re.search(rf"\b{re.escape(hedge)}\b", folded) for hedge in cues.hedges):
        return False
    if any(phrase.casefold() in folded for phrase in cues.phrases):
        return True
    return any(act.search(sentence) for act in acts)


def _point(topic: AllianceTopic, statements: Sequence[DocumentSentence]) -> AlliancePoint:
    cue = _compiled("|".join(re.escape(word) for word in sorted(topic.cues, key=len, reverse=True)))
    found = next((each for each in statements if cue.search(each.text)), None)
    return AlliancePoint(
        topic=topic.id,
        label=topic.label,
        belongs=topic.belongs,
        good=topic.good,
        proposal=topic.proposal,
        quote=found.text if found else "",
        place=found.place if found else None,
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern that finds a cue of the knowledge files; never one with a name in it, for it is kept."""
    return _whole_words(pattern)


def _whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern that finds these words as whole words, whatever the case."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
