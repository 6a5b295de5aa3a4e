"""Whom a question may name (B2)."""

from __future__ import annotations

from bot.core.people import People
from bot.language.asking import KnownPerson


def to_known_people(people: People) -> list[KnownPerson]:
    """A member's contacts as questions are read against."""
    companies = people.companies
    return [
        KnownPerson(each.id, (each.name, *each.aliases), companies.get(each.account_id or "", ""))
        for each in people.contacts
    ]
