"""Chooses among many shapes of an action that passes, and fills one with what is known (R3, R4, P3); pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.coach.rules.phrases import Phrase, phrase_of
from bot.coach.rules.supporting import denies
from bot.coach.rules.topics import Topics
from bot.coach.rules.verbs import base_verb
from bot.core.coaching.investment import Network, Proposal
from bot.features.assessment.rules import without_weighing

_LONGEST_KEPT = 240
_FIRST_WORD = re.compile(r"^(?:please |kindly |maybe |perhaps )+", re.IGNORECASE)
_OWN = re.compile(r"\b(?:my|our)\b")
_MOST_TOPICS = 3
_PRONOUNS: Mapping[str, tuple[str, str, str]] = {"she": ("she", "her", "her"), "he": ("he", "him", "his")}


@dataclass(frozen=True, slots=True)
class Filled:
    """A shape with its slots filled, which one it is, and the notes whose words fill them."""

    text: str
    shape: str
    note_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A sentence with slots, and for whom it is; see knowledge/investment-tests/rewrites.yaml."""

    id: str
    text: str
    needs: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    is_for_unmet: bool = False
    is_plain: bool = False
    """Whether its topic must be the note's words alone."""
    network: Network = Network.CLIENT

    @property
    def rank(self) -> int:
        """How much of what is known it uses: the member's own action first, then a worry, then a promise."""
        weights = {"kept": 4, "topic": 2, "thing": 1, "deed": 1}
        return sum(weights.get(need, 0) for need in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes, and how to read what fills them."""

    shapes: tuple[Shape, ...]
    topics: Topics
    roles: Mapping[str, re.Pattern[str]]
    unknown: str
    career: re.Pattern[str]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Shapes:
        """Return them from the file's values; raises KeyError where something is missing."""
        return cls(
            shapes=tuple(map(_shape, values["shapes"])),
            topics=Topics.read(values),
            roles={
                name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
                for name, words in values["roles"].items()
            },
            unknown=values["unknown"],
            career=re.compile(rf"\b(?:{values['career']})\b", re.IGNORECASE),
        )

    def network_of(self, action: str) -> Network:
        """Whose network the wording speaks of (R4)."""
        return Network.CAREER if self.career.search(action) else Network.CLIENT

    def role_of(self, title: str) -> str:
        """What somebody with this title is responsible for, or nothing."""
        found = ((pattern.search(title), name) for name, pattern in self.roles.items())
        return next((name for match, name in found if match), "")

    def fill(self, proposal: Proposal, network: Network, *, keeps: bool) -> Iterator[Filled]:
        """Yield the shapes that fit, filled, the best first; `keeps` builds on the member's own action.

        None that was told of late is among them, and those told of this person before come last.
        """
        have, sources = self._have(proposal, keeps=keeps)
        fitting = [each for each in self.shapes if self._fits(each, proposal, network, have)]

        def order(shape: Shape) -> tuple[bool, int, str]:
            return shape.id in proposal.told_before, -shape.rank, shuffled(proposal.seed, shape.id)

        for shape in sorted(fitting, key=order):
            text = shape.text.format(**_slots(proposal, have, self.unknown))
            notes = tuple(sources[need] for need in shape.needs if sources.get(need))
            yield Filled(f"{text[:1].upper()}{text[1:]}", shape.id, tuple(sorted(set(notes))))

    def _fits(self, shape: Shape, proposal: Proposal, network: Network, have: Mapping[str, str]) -> bool:
        whom = proposal.whom
        return (
            shape.network is network
            and shape.id not in proposal.told
            and all(have[need] for need in shape.needs)
            and (not shape.roles or self.role_of(whom.title) in shape.roles)
            and (not shape.phases or whom.phase in shape.phases)
            and (shape.is_for_unmet is not whom.is_met)
            and not (shape.is_plain and have["made"])
        )

    def _have(self, proposal: Proposal, *, keeps: bool) -> tuple[dict[str, str], dict[str, str]]:
        """Return the words for each slot, empty where there are none, and the notes that they come from."""
        whom = proposal.whom
        found = self.topics.find(proposal.excerpts, proposal.contact, whom.company)
        topics = list(dict.fromkeys(each for each, _ in zip(found, range(_MOST_TOPICS), strict=False)))
        topic = min(topics, key=lambda each: shuffled(proposal.seed, each.words), default=None)
        promised = _OWN.sub("your", whom.promised)
        kind = Phrase.UNSURE if self.topics.own_sale.search(promised) else _kind_of(promised)
        have = {
            "topic": topic.words if topic else "",
            "thing": promised if kind is Phrase.THING and self.topics.whole(promised) else "",
            "deed": promised if kind is Phrase.DEED else "",
            "kept": _kept(proposal.action) if keeps else "",
            "company": whom.company,
            "made": "made" if topic and topic.is_made else "",
        }
        return have, {"topic": topic.note_id} if topic else {}


def _shape(row: Mapping[str, Any]) -> Shape:
    return Shape(
        id=row["id"],
        text=row["text"],
        needs=frozenset(row.get("needs", ())),
        roles=frozenset(row.get("roles", ())),
        phases=frozenset(row.get("phases", ())),
        is_for_unmet=row.get("unmet", False),
        is_plain=row.get("plain", False),
        network=Network(row.get("network", Network.CLIENT.value)),
    )


def _slots(proposal: Proposal, have: Mapping[str, str], unknown: str) -> dict[str, str]:
    """Return what stands in the slots; the first name alone where the member's own words have it already."""
    name = proposal.contact
    first = name.split()[0] if name else ""
    if first and first in have["kept"]:
        name = first
    spoken = proposal.whom.pronouns.split("/")[0].strip().lower()
    they, them, their = _PRONOUNS.get(spoken, ("they", "them", "their"))
    said = {"name": name or unknown, "they": they, "them": them, "their": their}
    return dict(have) | said


def _kind_of(promised: str) -> Phrase:
    """Return what a promise is, to somebody who reads of a third person: "send her the paper" is a deed."""
    return phrase_of(re.sub(r"\b(?:him|them)\b", "her", promised.strip(" .,;:")))


def _kept(action: str) -> str:
    """Return the action without the weighing around it as a sentence that tells what to do, or nothing."""
    core = _FIRST_WORD.sub("", without_weighing(action))
    if not 0 < len(core) <= _LONGEST_KEPT or re.search(r"[.?!;\n\[\]{}]", core) or denies(core):
        return ""
    first, _, rest = core.partition(" ")
    verb = base_verb(first)
    return f"{verb[:1].upper()}{verb[1:]} {rest}" if verb and rest else ""


def shuffled(seed: str, word: str) -> str:
    """A place in an order that the seed alone decides."""
    return hashlib.sha256(f"{seed}:{word}".encode()).hexdigest()
