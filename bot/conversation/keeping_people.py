"""Deletes nobody where a message asks for all contacts at once, and says what can be done instead (B6)."""

from __future__ import annotations

import re
from typing import Any

from bot.conversation.cards.general import people_are_kept
from bot.core.deliveries import NOTHING
from bot.core.turn import Turn
from bot.language.asking import companies_named

_ALL_PEOPLE = re.compile(
    r"(?:(?:please|can you|could you|i want to|i'd like to|ok|now)[,\s]+)*"
    r"(?:delete|remove|erase|wipe|drop|clear|purge|get rid of|throw (?:away|out)|kick out|forget)\s+"
    r"(?:(?:(?:all|every one)(?: of)?|the whole|my whole|my entire)\s+)?(?:the |my |these |those )?"
    r"(?:contacts|contact list|people|address book|everyone|everybody|all)"
    r"(?:\s+(?:list|i know|i have|there|in (?:my|the) (?:list|contacts)))?"
    r"(?:\s+(?:at|from|of|in|with)\s+(?P<where>[^?!.]{2,60}?))?(?:\s+(?:please|pls|now))*[\s?!.]*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:delete|remove|erase|wipe|forget|drop)\s+all\s*$", re.IGNORECASE)


def asks_to_delete_people(text: str) -> str | None:
    """Return where the people are who shall all be deleted, empty for everywhere; None for other words."""
    told = " ".join(text.replace("\u2019", "'").split())
    found = _ALL_PEOPLE.fullmatch(told)
    return found["where"] or "" if found and not _ALL.search(told.rstrip(" ?!.")) else None


async def people_kept(turn: Turn[Any], text: str) -> bool:
    """Say how people are deleted, where all are asked for; False for any other message."""
    where = asks_to_delete_people(text)
    if where is None:
        return False
    named = companies_named(where, list(turn.people.companies.values()))
    if where and not named:
        return False
    accounts = [each for each in turn.people.accounts if each.name in named[:1]]
    there = accounts[0].name if accounts else ""
    await turn.answer(people_are_kept(there), about=tuple(each.id for each in accounts) or NOTHING)
    return True
