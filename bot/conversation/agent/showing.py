"""What may be shown of a look-up before the answer is checked: the member's own words, and whom they know.

What to look up is written by the model, which has read notes: its words may be theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.coaching.conversing import Inquiry
from bot.core.naming import One, Several
from bot.core.people import People
from bot.language.names import fold, words_of, words_that_name

_WORD = re.compile(r"\w+")


def as_shown(wanted: Inquiry, people: People, message: str) -> Inquiry:
    """The look-up without words that neither the member wrote in this message, nor name whom they know."""
    name = wanted.name if _ids_named(wanted.name, people) or _is_said(wanted.name, message) else ""
    words = wanted.words if _is_said(wanted.words, message) else ""
    return replace(wanted, name=name, words=words)


def rows_named(wanted: Inquiry, people: People) -> tuple[str, ...]:
    """The ids of the people and companies that a look-up names."""
    said = words_of(wanted.words)
    found = dict.fromkeys(_ids_named(wanted.name, people))
    for contact in people.contacts if said else ():
        if words_that_name((contact.name, *contact.aliases)) & said:
            found[contact.id] = None
    for account in people.accounts if said else ():
        if words_that_name((account.name,)) & said:
            found[account.id] = None
    return tuple(found)


def _ids_named(name: str, people: People) -> tuple[str, ...]:
    if not name:
        return ()
    account = people.account_meant(name)
    ids = (account.id,) if account is not None else ()
    match people.who(name):
        case One(contact):
            return (contact.id, *ids)
        case Several(contacts):
            return (*(each.id for each in contacts), *ids)
        case _:
            return ids


def _is_said(words: str, message: str) -> bool:
    said = {fold(word) for word in _WORD.findall(message)}
    return {fold(word) for word in _WORD.findall(words)} <= said
