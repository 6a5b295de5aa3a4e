"""Explains topics and commands, each with an example."""

from __future__ import annotations

import re

from bot.conversation.cards import help as cards
from bot.conversation.cards.topics import TOPICS
from bot.conversation.subcommands import SUBCOMMANDS, find_subcommand
from bot.core.cards import Card
from bot.core.commands import Help
from bot.core.deliveries import NOTHING
from bot.core.members import Role
from bot.core.turn import Turn
from bot.features.reporting.cards.roles import line_for
from bot.language.likeness import likeness


async def help(turn: Turn[Help]) -> None:
    """Show the help on a topic or command, or all topics."""
    card = _build_card(turn.command.topic, turn.member.role)
    await turn.answer(card, in_place=turn.command.turns, about=NOTHING)


def _build_card(asked: str, role: Role) -> Card:
    """The help on what was asked for; unknown topics get the closest ones."""
    wanted = asked.strip().casefold().removeprefix("/tactegic").strip()
    if not wanted:
        return cards.overview(line_for(role))
    subcommand = find_subcommand(wanted)
    topic = wanted if wanted in TOPICS else subcommand.topic if subcommand else None
    if topic is None:
        return cards.no_such_topic(asked.strip(), _find_near(wanted))
    is_topic = wanted in TOPICS
    shown = [each for each in SUBCOMMANDS if each.topic == topic]
    if subcommand is not None and not is_topic:
        shown = [subcommand]
    lines = [(f"{each.name} {each.arguments}".strip(), each.summary, each.example) for each in shown]
    return cards.topic_card(topic, lines, all_of_it=is_topic)


def _find_near(wanted: str) -> list[str]:
    """The topics by how much a word of theirs looks like what was asked for, the nearest first."""
    words = {
        name: {name, *re.findall(r"\w{4,}", title.casefold())}
        | {each for command in SUBCOMMANDS if command.topic == name for each in command.aliases}
        for name, (title, _) in TOPICS.items()
        if name != "help"
    }
    score = {name: max(likeness(wanted, word) for word in known) for name, known in words.items()}
    return sorted(score, key=lambda name: -score[name])
