"""T5: managers and leaders see of rounds only what sellers shared, along confirmed reporting lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.identity import MemberId
from bot.features.reporting.contracts import ReportingLine, above
from bot.features.rounds.contracts.picture import CHALLENGES
from bot.features.rounds.contracts.values import RoundKind, SharedAnswer, SharedRound


def select_visible(
    shared: Iterable[SharedRound], lines: Iterable[ReportingLine], manager: MemberId
) -> list[SharedRound]:
    """Select what a manager may see now: what is shared by sellers who still report to them."""
    now = list(lines)
    return [each for each in shared if each.seller != manager and manager in above(now, each.seller)]


def latest_of_each(shared: Iterable[SharedRound]) -> list[SharedRound]:
    """Each seller's latest shared round of each kind, by the sellers' names."""
    found: dict[tuple[str, str], SharedRound] = {}
    for each in sorted(shared, key=lambda one: (one.period, one.created_at)):
        found[each.seller, each.kind.value] = each
    return sorted(found.values(), key=lambda one: one.name.casefold())


@dataclass(frozen=True, slots=True)
class Voice:
    """One shared answer, with the name of the seller who gave it."""

    seller: str
    answer: SharedAnswer
    shared_id: str = ""
    """The shared round that it stands in."""

    @property
    def about(self) -> tuple[str, ...]:
        """Ids of the shared round, and of the note that the answer was."""
        return tuple(id for id in (self.shared_id, self.answer.note_id) if id)


def latest_voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """All answers that are shared: the latest of each seller on each account and question."""
    found: dict[tuple[str, str, str], Voice] = {}
    for each in sorted(shared, key=lambda one: one.created_at):
        for answer in each.answers:
            found[each.seller, answer.account, answer.question_id] = Voice(each.name, answer, each.id)
    return list(found.values())


def theme_voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """The answers that themes are made of: those on challenges, and all of leaders' rounds."""
    rounds = list(shared)
    stratical = {a.note_id for one in rounds if one.kind is RoundKind.STRATICAL for a in one.answers}
    return [
        each
        for each in latest_voices(rounds)
        if each.answer.question_id in CHALLENGES or each.answer.note_id in stratical
    ]
