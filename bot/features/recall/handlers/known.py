"""Whom a question may name (B2)."""

from __future__ import annotations

from bot.core.people import People
from bot.language.asking import KnownPerson


def to_known_people(people: People) -> list[KnownPerson]:
    """A member's contacts as questions are read against."""
    return [KnownPerson(c.id, (c.name, *c.aliases), people.company(c)) for c in people.contacts]
