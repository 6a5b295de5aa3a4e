"""What managers and leaders see of rounds: along confirmed lines, and only what sellers shared (T5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.identity import MemberId
from bot.features.reporting.contracts import ReportingLine, above
from bot.features.rounds.contracts.picture import CHALLENGES
from bot.features.rounds.contracts.values import RoundKind, SharedAnswer, SharedRound


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


def latest_voices(shared: Iterable[SharedRound]) -> list[Voice]:
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
        for each in latest_voices(held)
        if each.answer.question_id in CHALLENGES or each.answer.note_id in stratical
    ]
