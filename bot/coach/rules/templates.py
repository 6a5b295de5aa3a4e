"""Fills templates of better actions with what the notes say of a contact (R3, R4, B7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.core.coaching.investment import Network, Proposal
from bot.core.coaching.understanding import Excerpt
from bot.features.assessment.rules import without_weighing

_MOST_WORDS = 9
_LONGEST_KEPT = 240
_PROMISED = re.compile(
    r"\bI (?:promised|owe|offered)\b(?: (?:her|him|them|[A-Z]\w+))?(?: to)? (?P<what>[^.;!?\n]+)"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its gaps filled, and the notes whose words fill them."""

    text: str
    note_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Words of a note, letter for letter."""

    words: str
    note_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of knowledge/investment-tests/rewrites.yaml, and the wordings that fill them."""

    by_network: Mapping[Network, Sequence[Mapping[str, Any]]]
    unknown: str
    on_their_mind: tuple[re.Pattern[str], ...]
    career: re.Pattern[str]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Templates:
        """Return the templates of the file's values; raises KeyError where something is missing."""
        end = rf"(?=[.;:!?,\n()]|\s+(?:{values['ends']})\b|$)"
        return cls(
            by_network={Network(name): rows for name, rows in values["templates"].items()},
            unknown=values["unknown"],
            on_their_mind=tuple(
                re.compile(rf"\b(?:{each})\s+(?P<what>\S.*?){end}", re.IGNORECASE)
                for each in values["on_their_mind"]
            ),
            career=re.compile(rf"\b(?:{values['career']})\b", re.IGNORECASE),
        )

    def network_of(self, action: str) -> Network:
        """Whose network the wording speaks of (R4)."""
        return Network.CAREER if self.career.search(action) else Network.CLIENT

    def fill(self, proposal: Proposal, network: Network, *, keeps: bool) -> Iterator[Filled]:
        """Yield the templates whose needs are met, filled; `keeps` builds on the member's own action."""
        topic, promise = self.topic_in(proposal.excerpts), promise_in(proposal.excerpts)
        kept = self._kept(proposal.action) if keeps else ""
        have = {"topic": topic, "promise": promise, "kept": kept}
        for row in self.by_network[network]:
            needs: Sequence[str] = row["needs"]
            if not all(have[need] for need in needs):
                continue
            used = [said for need in needs if isinstance(said := have[need], NoteWords)]
            text = str(row["text"]).format(
                contact=_called(proposal.contact, kept) or self.unknown,
                topic=topic.words if topic else "",
                promise=promise.words if promise else "",
                kept=kept,
            )
            yield Filled(text, tuple(dict.fromkeys(said.note_id for said in used)))

    @staticmethod
    def _kept(action: str) -> str:
        """Return the action without the weighing around it, as the beginning of a sentence."""
        core = without_weighing(action)
        return core if len(core) <= _LONGEST_KEPT else ""

    def topic_in(self, excerpts: Sequence[Excerpt]) -> NoteWords | None:
        """Return what the contact has on their mind: the most telling wording first, then the newest note."""
        newest = sorted(excerpts, key=lambda each: each.occurred_on, reverse=True)
        for pattern in self.on_their_mind:
            for excerpt in newest:
                found = pattern.search(excerpt.text)
                if found and (words := _short(found["what"])):
                    return NoteWords(words, excerpt.note_id)
        return None


def _called(name: str, kept: str) -> str:
    """Return the name; the first part of it alone where the member's own words have it already."""
    first = name.split()[0] if name else ""
    return first if first and first in kept else name


def promise_in(excerpts: Sequence[Excerpt]) -> NoteWords | None:
    """Return what the member promised, as the newest note that tells of it words it."""
    for excerpt in sorted(excerpts, key=lambda each: each.occurred_on, reverse=True):
        found = _PROMISED.search(excerpt.text)
        if found and (words := _short(found["what"])):
            return NoteWords(words, excerpt.note_id)
    return None


def _short(words: str) -> str:
    parts = words.strip(" ,.\"'“”").split()
    return " ".join(parts) if 0 < len(parts) <= _MOST_WORDS else " ".join(parts[:_MOST_WORDS])
