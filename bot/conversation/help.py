"""Explains topics and commands, each with an example."""

from __future__ import annotations

import re

from bot.conversation import subcommands as commands
from bot.conversation.cards import help as texts
from bot.core.cards import Card
from bot.core.commands import Help
from bot.core.deliveries import UNSAID
from bot.core.members import Role
from bot.core.turn import Turn
from bot.features.reporting.cards import line_for
from bot.language.likeness import likeness


async def help(turn: Turn[Help]) -> None:
    """The help on a topic or command, or all topics."""
    card = help_card(turn.command.topic, turn.member.role)
    await turn.answer(card, in_place=turn.command.turns, about=UNSAID)


def help_card(asked: str, role: Role = Role.SELLER) -> Card:
    """The help on what was asked for; unknown topics get the closest ones."""
    wanted = asked.strip().casefold().removeprefix("/tactegic").strip()
    if not wanted:
        return texts.overview(line_for(role))
    subcommand = commands.find_subcommand(wanted)
    topic = wanted if wanted in texts.TOPICS else subcommand.topic if subcommand else None
    if topic is None:
        return texts.no_such_topic(asked.strip(), _near(wanted))
    shown = [each for each in commands.SUBCOMMANDS if each.topic == topic]
    if subcommand is not None and wanted not in texts.TOPICS:
        shown = [subcommand]
    lines = [(f"{each.name} {each.arguments}".strip(), each.summary, each.example) for each in shown]
    return texts.topic(topic, lines, all_of_it=wanted in texts.TOPICS)


def _near(wanted: str) -> list[str]:
    """Topics by how much a word of theirs looks like what was asked for, the nearest first."""
    words = {
        name: {name, *re.findall(r"\w{4,}", title.casefold())}
        | {each for command in commands.SUBCOMMANDS if command.topic == name for each in command.aliases}
        for name, (title, _) in texts.TOPICS.items()
        if name != "help"
    }
    score = {name: max(likeness(wanted, word) for word in known) for name, known in words.items()}
    return sorted(score, key=lambda name: -score[name])
