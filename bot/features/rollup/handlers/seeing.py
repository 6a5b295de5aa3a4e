"""Reads what a manager may see of shared rounds: along confirmed lines, and only what was shared (T5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Mode
from bot.core.deliveries import About
from bot.core.members import Role
from bot.core.ports.store import StoreReader
from bot.core.settings import may_ask_model
from bot.core.turn import Turn
from bot.features.reporting.contracts import LineState, ReportingLine, lines_above, sight_of
from bot.features.rollup.rules import ThemeView, Voice, select_visible, split_challenges, theme_voices
from bot.features.rounds.contracts.values import SharedRound

_LISTENED = 400
"""How many shared rounds a roll-up reads, the latest first."""


async def find_visible(reader: StoreReader, turn: Turn[Any]) -> tuple[list[SharedRound], About]:
    """What the member sees of shared rounds, and what a card is about that shows it: the lines between."""
    found = await reader.of(SharedRound).find(newest_first=True, limit=_LISTENED)
    lines = await reader.of(ReportingLine).find(state=LineState.CONFIRMED)
    shared = select_visible(found, lines, turn.scope.member)
    between = {
        sight_of(line) for seller in {one.seller for one in shared} for line in lines_above(lines, seller)
    }
    return shared, tuple(sorted(between))


async def leads_somebody(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether anybody reports to the member."""
    lines = await reader.of(ReportingLine).count(manager=turn.scope.member, state=LineState.CONFIRMED)
    return bool(lines) or turn.member.role in (Role.MANAGER, Role.LEADER)


async def find_themes(turn: Turn[Any], shared: list[SharedRound]) -> tuple[list[ThemeView], Mode]:
    """Find what recurs across accounts among the challenges that the answers name, and how it was found."""
    parts = [(voice, part) for voice in theme_voices(shared) for part in split_challenges(voice.answer.words)]
    circumstances = turn.circumstances()
    rule = turn.defaults.model
    if not all(  # a seller who opted out is not read by a model
        may_ask_model(rule, allowed=each.model_allowed, agreed=each.agreed_to_model) for each in shared
    ):
        circumstances = replace(circumstances, model_allowed=False)
    themes = await turn.coach.themes([part for _, part in parts], circumstances)
    views = [
        ThemeView(group.name, _once(parts[number][0] for number in group.members)) for group in themes.groups
    ]
    # What recurs within one account is no theme across accounts.
    return [each for each in views if each.accounts > 1], themes.provenance.mode


def _once(voices: Any) -> tuple[Voice, ...]:
    """Each answer once, though it names a theme in several words."""
    return tuple(dict.fromkeys(voices))
