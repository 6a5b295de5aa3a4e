"""The cards of the help: an overview, and one topic (B4)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.cards.topics import GROUPS, PLAIN, TOPICS
from bot.core.cards import Button, Card, Passage, Row
from bot.core.commands import Help, NextSteps
from bot.core.rich import Bold, Code, rich
from bot.core.words import quiet


def overview(for_role: tuple[str, str]) -> Card:
    """The overview of all topics; `for_role` is whom its last line is for, and what that says to type."""
    return Card(
        header="What you can tell me and ask me",
        text=("Plain words are enough; commands do the same. The dots beside a line open its topics.",),
        parts=tuple(_group(*group) for group in GROUPS),
        context=quiet(
            rich(f"{for_role[0]}: ", Code(for_role[1])), rich("a topic: ", Code("/tactegic help promises"))
        ),
        buttons=(Button(label="Next steps", command=NextSteps()),),
    )


def _group(name: str, example: str, topics: Sequence[str]) -> Row:
    return Row(
        text=rich(Bold(name), "  ", Code(example), f"\n{' · '.join(topics)}"),
        menu=tuple(Button(label=TOPICS[topic][0], command=Help(topic, turns=True)) for topic in topics),
    )


def topic_card(name: str, lines: Sequence[tuple[str, str, str]], *, all_of_it: bool = True) -> Card:
    """One topic with its commands; each of these is usage, what it does, and an example.

    With `all_of_it` what can be said in plain words is shown, too.
    """
    title, words = TOPICS[name]
    plain = (Row(text=rich("In plain words: ", Code(PLAIN[name]))),) if all_of_it else ()
    return Card(
        header=title,
        text=(words,),
        parts=(*plain, *(_command(*line) for line in lines)),
        buttons=(Button(label="All topics", command=Help(turns=True)),),
    )


def _command(usage: str, does: str, example: str) -> Row:
    shown = ("\nfor example ", Code(f"/tactegic {example}")) if example != usage else ()
    return Row(text=rich(Code(f"/tactegic {usage}"), f"  {does}", *shown))


def no_such_topic(asked: str, near: Sequence[str]) -> Card:
    """Says that there is no such topic, and offers the ones that come near."""
    return Card(
        text=(f"There is no help on “{asked[:60]}”.",),
        parts=(Passage(text=("You could look at:",)),),
        buttons=tuple(Button(label=TOPICS[name][0], command=Help(name, turns=True)) for name in near[:3]),
    )
