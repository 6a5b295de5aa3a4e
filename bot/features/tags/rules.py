"""P1, B3: which tag is meant, who is due when by which rhythm, and in which order a list shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.contacts import Contact, Standing
from bot.core.rhythms import RhythmInForce, TagRhythm, has_tag, rhythm_of, tag_key
from bot.language.names import fold


@dataclass(frozen=True, slots=True)
class Tagged:
    """Somebody who has a tag, with the rhythm that holds for them, and the UTC time at which they are due."""

    contact: Contact
    rhythm: RhythmInForce | None
    due_at: datetime | None
    """None where there is no rhythm, or where the contact rests."""


def tag_meant(words: str, tags: Iterable[str]) -> str:
    """The known tag that words mean, in its own spelling; empty where none or several could be meant.

    The whole name counts before the beginning of one: "key" means "key account" where no other begins so.
    """
    wanted = tag_key(words)
    if not wanted:
        return ""
    known = list(tags)
    exact = [each for each in known if tag_key(each) == wanted]
    if exact:
        return exact[0]
    begins = {tag_key(each): each for each in known if tag_key(each).startswith(f"{wanted} ")}
    return next(iter(begins.values())) if len(begins) == 1 else ""


def find_tagged(contacts: Iterable[Contact], tag: str, tag_rhythms: Collection[TagRhythm]) -> list[Tagged]:
    """Everybody who has a tag: who is due first stands first, who has no rhythm last; nobody released."""
    there = [
        _tagged(each, tag_rhythms)
        for each in contacts
        if each.standing is not Standing.RELEASED and has_tag(each, tag)
    ]
    return sorted(there, key=_order)


def _tagged(contact: Contact, tag_rhythms: Collection[TagRhythm]) -> Tagged:
    rhythm = rhythm_of(contact, tag_rhythms)
    if rhythm is None or contact.standing is Standing.PARKED:
        return Tagged(contact, rhythm, None)
    since = contact.last_touch_at or contact.created_at
    return Tagged(contact, rhythm, since + timedelta(days=rhythm.days))


def _order(each: Tagged) -> tuple[bool, float, str]:
    due = each.due_at.timestamp() if each.due_at else 0.0
    return each.due_at is None, due, fold(each.contact.name)


def count_ruled(tagged: Sequence[Tagged], tag: str) -> int:
    """How many have the rhythm of this tag, and not one of their own or of another tag."""
    wanted = tag_key(tag)
    return sum(each.rhythm is not None and tag_key(each.rhythm.tag) == wanted for each in tagged)
