"""People outside the usual circle who contribute (F2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.core.cards import Button, Card, Row
from bot.core.deliveries import About
from bot.core.given_and_received import Value
from bot.core.rich import Bold, rich
from bot.core.sources import source_words
from bot.core.words import join_words, name_with_company, shorten
from bot.features.portfolio.commands import MakeStrategic
from bot.features.vision.commands import ShowVision
from bot.features.vision.rules import Unlikely

_SOURCES = 2
"""How many of the records that tell of a contribution are named."""


def unlikely_card(people: Sequence[Unlikely], companies: Mapping[str, str]) -> Card:
    """People outside the usual circle, with reasons and sources."""
    if not people:
        return Card(
            text=("I see nobody outside your usual companies who gave you something, by your notes.",),
            context=("Tell me when somebody unexpected helps: an introduction, a warning, an idea.",),
            buttons=(Button(label="Vision", command=ShowVision()),),
        )
    return Card(
        header="Unlikely people",
        text=("Outside your usual circle, and they contribute. One of them may open a way.",),
        parts=tuple(_unlikely(each, companies) for each in people),
        context=("By what your notes say they gave and kept",),
        buttons=(Button(label="Vision", command=ShowVision()),),
    )


def unlikely_about(people: Sequence[Unlikely]) -> About:
    """The ids of everybody whom the card names, and of the records that it names."""
    return tuple(
        id
        for each in people
        for id in (*each.contact.about, *(source.id for source in each.sources[:_SOURCES]))
    )


_GAVE = {
    Value.WORK: "help",
    Value.INTRODUCTION: "an introduction",
    Value.KNOWLEDGE: "knowledge",
    Value.TRUST: "trust",
    Value.RECOGNITION: "recognition",
}


def contribution_words(each: Unlikely) -> str:
    """What somebody contributed, in words: "gave an introduction and kept 2 promises to you"."""
    kept = "a promise" if each.kept == 1 else f"{each.kept} promises"
    gave = f"gave {', '.join(_GAVE[kind] for kind in each.gave)}"
    return join_words([*([gave] if each.gave else []), *([f"kept {kept} to you"] if each.kept else [])])


def _unlikely(each: Unlikely, companies: Mapping[str, str]) -> Row:
    who = name_with_company(each.contact.name, companies.get(each.contact.account_id or "", ""))
    why = shorten(contribution_words(each), 120)
    return Row(
        text=rich(Bold(who), f" · {why} (", *source_words(each.sources[:_SOURCES]), ")"),
        button=Button(
            label="Make strategic", command=MakeStrategic(contact_id=each.contact.id), opens_form=True
        ),
    )
