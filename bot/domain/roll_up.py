"""What managers and leaders see of rounds: along confirmed lines, and only what sellers shared (T5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.identity import MemberId, Space, WorkspaceId, derived_id
from bot.domain.notes import NoteId
from bot.domain.question_words import COMMON
from bot.domain.reporting import ReportingLine, above
from bot.domain.round_questions import CHALLENGES
from bot.domain.rounds import RoundId, RoundKind

SIMILAR = 0.45
"""Cosine from which two answers speak of the same thing: so high that a theme is rather missed than made up.

On 17 answers in six themes it joined no wrong pair of 118, and 3 of 18 right ones; paraphrases need a model.
"""
FEWEST = 2
"""Answers that make a theme."""
FEWEST_WORDS = 2
"""Telling words that two answers share when they speak of the same thing."""


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer as it is shown to managers."""

    account: str
    question_id: str
    words: str
    told_on: date
    note_id: NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRound:
    """What a seller shares of one round; a copy, so that managers see exactly what was shown beforehand."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    seller: MemberId
    name: str
    round_id: RoundId
    kind: RoundKind
    period: str
    answers: tuple[SharedAnswer, ...]
    without_picture: tuple[str, ...]
    """Accounts with no picture of their future, by name."""
    shared_with: tuple[Space, ...]
    model_allowed: bool = True
    """False where the seller opted out of sending text to a model provider."""


def shared_id(round_id: RoundId) -> str:
    """The id of what is shared of a round: sharing again takes the place of the earlier."""
    return derived_id(round_id, "shared")


def visible(
    shared: Iterable[SharedRound], lines: Iterable[ReportingLine], manager: MemberId
) -> list[SharedRound]:
    """What a manager may see now: shared, and by sellers who still report to them (T5)."""
    held = list(lines)
    return [each for each in shared if each.seller != manager and manager in above(held, each.seller)]


def latest(shared: Iterable[SharedRound]) -> list[SharedRound]:
    """Each seller's latest shared round of each kind."""
    found: dict[tuple[str, str], SharedRound] = {}
    for each in sorted(shared, key=lambda one: (one.period, one.created_at)):
        found[each.seller, each.kind.value] = each
    return sorted(found.values(), key=lambda one: one.name.casefold())


@dataclass(frozen=True, slots=True)
class Voice:
    """One answer of one seller, as a theme counts it."""

    seller: str
    answer: SharedAnswer


def everything(shared: Iterable[SharedRound]) -> list[Voice]:
    """Every answer that is shared: the latest for each seller, account and question."""
    found: dict[tuple[str, str, str], Voice] = {}
    for each in sorted(shared, key=lambda one: one.created_at):
        for answer in each.answers:
            found[each.seller, answer.account, answer.question_id] = Voice(each.name, answer)
    return list(found.values())


def voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """The answers that themes are made of."""
    held = list(shared)
    stratical = {a.note_id for one in held if one.kind is RoundKind.STRATICAL for a in one.answers}
    return [
        each
        for each in everything(held)
        if each.answer.question_id in CHALLENGES or each.answer.note_id in stratical
    ]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Texts that speak of the same thing; `members` count from 0 in the order they were given."""

    name: str
    members: tuple[int, ...]


def grouped(texts: Sequence[str], vectors: Sequence[Sequence[float]] = ()) -> tuple[Grouped, ...]:
    """Themes by nearness in meaning (unit vectors) or by shared words; each text is in one at most.

    The largest first. Without vectors, shared words alone.
    """
    terms = [terms_of(text) for text in texts]
    links = {
        (a, b)
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if _alike(terms[a], terms[b], vectors[a] if vectors else (), vectors[b] if vectors else ())
    }
    left, found = set(range(len(texts))), list[Grouped]()
    while left:
        seed = max(sorted(left), key=lambda one: sum(_linked(links, one, other) for other in left))
        members = sorted({seed} | {other for other in left if _linked(links, seed, other)})
        left -= set(members)
        if len(members) >= FEWEST:
            found.append(Grouped(_named([terms[m] for m in members]), tuple(members)))
    return tuple(sorted(found, key=lambda each: (-len(each.members), each.members)))


def _linked(links: set[tuple[int, int]], a: int, b: int) -> bool:
    return (min(a, b), max(a, b)) in links and a != b


def _alike(
    one: dict[str, str], other: dict[str, str], first: Sequence[float], second: Sequence[float]
) -> bool:
    if len(one.keys() & other.keys()) >= FEWEST_WORDS:
        return True
    return bool(first) and sum(x * y for x, y in zip(first, second, strict=True)) >= SIMILAR


def terms_of(text: str) -> dict[str, str]:
    """The telling words of a text: each as it is compared, and as it was written first."""
    found: dict[str, str] = {}
    for word in re.findall(r"[^\W\d_][\w-]{3,}", text):
        low = word.casefold()
        if low not in COMMON and low not in _EVERYDAY:
            found.setdefault(_stem(low), low)
    return found


_EVERYDAY_WORDS = """
    their they them there these those with from that this have will would could should about into more most
    less than then when what which while after before because must need needs needed years year customers
    customer company still even much many some such only also very being been were other others without within
    over under between through where does doing make makes made take takes coming soon later today tomorrow
    future next last long term find keep going want wants think
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


def _stem(word: str) -> str:
    for ending in ("ization", "ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _named(terms: Sequence[dict[str, str]]) -> str:
    """The words that most of the texts share; where they share none, the first text's longest."""
    counts = Counter(stem for each in terms for stem in each)
    written = {stem: word for each in reversed(terms) for stem, word in each.items()}
    common = [stem for stem, count in counts.most_common() if count >= FEWEST]
    chosen = sorted(common[:3], key=lambda stem: -counts[stem]) or sorted(counts, key=len, reverse=True)[:2]
    return ", ".join(written[stem] for stem in chosen) or "other"
