"""The rhythm by which a contact is kept up with: their own, else the shortest of their tags' (B3)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.contacts import Contact
from bot.core.identity import MemberId, Space, WorkspaceId, derive_id
from bot.language.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRhythm:
    """How often a member would like to be in touch with whoever has a tag and no rhythm of their own."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    tag: str
    """As the member writes it; `tag_key` tells whether two are the same."""
    days: int
    """Ideal number of days between touches."""
    longest_days: int | None = None
    """Longest acceptable number of days between touches; None for twice the ideal."""


@dataclass(frozen=True, slots=True)
class RhythmInForce:
    """The rhythm that holds for one contact; `tag` is whose rule it is, empty for the contact's own."""

    days: int
    longest_days: int | None = None
    tag: str = ""


def tag_key(tag: str) -> str:
    """What two spellings of one tag have in common: "Key  Accounts" and "key account"."""
    words = re.findall(r"[\w&+-]+", fold(tag))
    return " ".join([*words[:-1], _singular(words[-1])]) if words else ""


def _singular(word: str) -> str:
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


def tag_rhythm_id(member: MemberId, tag: str) -> str:
    """The id of a member's rhythm for a tag: one tag has one."""
    return derive_id("tag rhythm", member, tag_key(tag))


def has_tag(contact: Contact, tag: str) -> bool:
    """Whether a contact has this tag, however it is spelt."""
    wanted = tag_key(tag)
    return bool(wanted) and any(tag_key(each) == wanted for each in contact.tags)


def rhythm_of(contact: Contact, tag_rhythms: Collection[TagRhythm]) -> RhythmInForce | None:
    """The rhythm that holds for a contact: their own, else the shortest of their tags'; None for neither."""
    if contact.cadence_days is not None:
        return RhythmInForce(contact.cadence_days, contact.longest_days)
    if not tag_rhythms or not contact.tags:
        return None
    keys = {tag_key(each) for each in contact.tags}
    there = [each for each in tag_rhythms if tag_key(each.tag) in keys]
    nearest = min(there, key=lambda each: (each.days, each.tag), default=None)
    if nearest is None:
        return None
    return RhythmInForce(nearest.days, contact.longest_days or nearest.longest_days, nearest.tag)


def in_rhythm(contact: Contact, tag_rhythms: Collection[TagRhythm]) -> Contact:
    """The contact with the rhythm that holds for them, for reckoning alone: what is stored is their own."""
    rhythm = rhythm_of(contact, tag_rhythms)
    if rhythm is None or not rhythm.tag:
        return contact
    return replace(contact, cadence_days=rhythm.days, longest_days=rhythm.longest_days)


def count_tags(contacts: Iterable[Contact]) -> list[tuple[str, int]]:
    """Every tag with how many contacts have it, the most used first; of two spellings the most used one."""
    spellings: dict[str, dict[str, int]] = {}
    counts: dict[str, int] = {}
    for contact in contacts:
        for key in dict.fromkeys(tag_key(tag) for tag in contact.tags):
            if key:
                counts[key] = counts.get(key, 0) + 1
        for tag in contact.tags:
            of_key = spellings.setdefault(tag_key(tag), {})
            of_key[tag] = of_key.get(tag, 0) + 1
    named = [
        (min(spellings[key], key=lambda each: (-spellings[key][each], each)), count)
        for key, count in counts.items()
    ]
    return sorted(named, key=lambda pair: (-pair[1], fold(pair[0])))
