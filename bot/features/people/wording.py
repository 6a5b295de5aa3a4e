"""Reads names, companies, days and kinds of touch out of plain words that ask for a command (B1, B2, B4)."""

from __future__ import annotations

import re

from bot.core.commands import Command, ListContacts, ShowAccount
from bot.core.from_words import one_person
from bot.core.plain_words import PlainWords, text_after
from bot.core.subcommand import Incomplete, unquote
from bot.features.notes.commands import FindNote, TakeNote
from bot.features.people.cards.asking import (
    PERSON_AND_COMPANY,
    TWO_NAMES,
    WHICH_NAMES,
    WHOM_TO_DELETE,
    WHOM_TO_SHOW,
    WITH_WHOM,
)
from bot.features.people.commands import (
    DeleteContact,
    LogTouch,
    MergeContacts,
    RenameContact,
    SetAccount,
    ShowContact,
)

_CHANNELS = (
    ("phone", r"call(?:ed|s)?|phoned?|rang|phone call|spoke on the phone"),
    ("email", r"e-?mail(?:ed|s)?|mail(?:ed|s)?"),
    ("video", r"video|zoom|teams"),
    ("message", r"message[ds]?|text(?:ed|s)?|wrote|write|whatsapp|sms|letter"),
    ("in person", r"met|meet(?:ing)?|lunch|dinner|coffee|breakfast|visit(?:ed)?|in person|saw|drinks?|walk"),
)
_NEW_NAME = re.compile(
    r"\b(?:(?:is|name is|as|to|into|it['\u2019]?s|name|be called|called)\s+(?:really |actually |"
    r"now )?)(?P<new>[^,;!?]+?)"
    r"(?:\s+(?:now|please|from now on|in my contacts|rename (?:her|him|it)))*\s*[.!]*$",
    re.IGNORECASE,
)
_CALL = re.compile(r"^call\s+(?P<names>.+?)\s+from now on", re.IGNORECASE)
_ADDS = r"^(?:add|create|save|put|new contact|make)\b"
_TO_COMPANY = (
    r"^(?:add|put|assign|save)\s+(?P<who>[^:]{2,60}?)\s+(?:to|under|at|into)\s+(?:the )?"
    r"(?:company |account )?(?!(?:my |the )?(?:contacts?|list|portfolio)\b)(?P<company>[^:]{2,60})$"
)
_TELLS_MORE = re.compile(r"[,;(@]")
"""Signs of a title or an address beside the name: the words are then kept as a note, which reads them."""
_NOTE = r"\b(?:notes?|wrote|written|said|told you|entry)\b"


def contacts_in(words: PlainWords) -> Command:
    """List contacts: those of the company that is named, else all."""
    return ListContacts(words.company or words.person)


def contact_in(words: PlainWords) -> Command:
    """Show somebody; "add Ana Ruiz from Northwind" is kept as a note, which makes the contact."""
    to = words.find(_TO_COMPANY)
    if to and words.person and words.companies and not _TELLS_MORE.search(to["who"] + to["company"]):
        return SetAccount(to["who"].strip(), to["company"].strip(" .!"), adds=True)
    if words.find(_ADDS) and words.person:
        text = re.sub(
            r"^(?:add|create|save|put|make)?\s*(?:an?\s+|the\s+|as\s+)?(?:new\s+)?(?:contact\b\s*(?:for\s+|called\s+|named\s+)?)?[:,]?\s*",
            "",
            words.text,
            flags=re.IGNORECASE,
        )
        return TakeNote(
            re.sub(r"\s*\b(?:to|on|in|as) (?:my |a )?(?:contacts?|list)\b", "", text, flags=re.I).strip()
        )
    if not words.whom:
        raise Incomplete(WHOM_TO_SHOW)
    return ShowContact(name=one_person(words) or words.company)


def account_in(words: PlainWords) -> Command:
    """Show a company, or say which one somebody belongs to; of "from Northwind to Tesseract" the last one."""
    if words.person and words.find(_ADDS) and _TELLS_MORE.search(words.text):
        return contact_in(words)
    companies = [each for each in words.companies if not words.find(rf"\b(?:not|from)\s+{re.escape(each)}")]
    if not words.person and words.companies:
        return ShowAccount(words.company)
    if not words.person or not words.companies:
        raise Incomplete(PERSON_AND_COMPANY)
    company = (companies or list(words.companies))[-1]
    return SetAccount(one_person(words), company, adds=words.find(r"^add\b") is not None)


def rename_in(words: PlainWords) -> Command:
    """Give somebody the name that comes after "to" or "is"; "call Lars Lasse Berg from now on"."""
    if called := _CALL.search(words.text):
        return RenameContact(*_two_names(called["names"], words.people))
    if len(words.people) > 1:
        return RenameContact(words.people[0], words.people[-1])
    found = _NEW_NAME.search(words.text)
    if found is None or not words.person or found["new"].strip().casefold() == words.person.casefold():
        raise Incomplete(TWO_NAMES)
    return RenameContact(words.person, unquote(found["new"]))


def _two_names(both: str, people: tuple[str, ...]) -> tuple[str, str]:
    """The old and the new name that stand one after the other: the old one is known, or the first word."""
    begins = [each for each in people if both.startswith(f"{each} ")]
    old = max(begins, key=len, default=both.split()[0])
    new = both[len(old) :].strip()
    if not new:
        raise Incomplete(TWO_NAMES)
    return old, new


def merge_in(words: PlainWords) -> Command:
    """Make one out of the two that are named; of "fold A into B" B stays."""
    if len(words.people) < 2:
        raise Incomplete(WHICH_NAMES)
    first, second = words.people[:2]
    goes_in = words.find(
        rf"{re.escape(first)}\s+(?:in)?to\s+{re.escape(second)}|is (?:just )?another spelling"
    )
    return MergeContacts(second, first) if goes_in else MergeContacts(first, second)


def delete_in(words: PlainWords) -> Command:
    """Delete a person, which asks first; where a note is meant, show the note that it may be."""
    if words.find(_NOTE) or not words.whom:
        if not words.find(_NOTE):
            raise Incomplete(WHOM_TO_DELETE)
        about = text_after(
            words, r"\b(?:notes?|wrote|said|told you)\b.*?\b(?:about|on|from|for)\b(?: the\b)?"
        )
        return FindNote(words=about, name=words.person)
    return DeleteContact(name=one_person(words) or words.company)


def touch_in(words: PlainWords) -> Command:
    """Record a touch: with whom, on which day, in which way."""
    if not words.person:
        raise Incomplete(WITH_WHOM)
    how = next((name for name, cue in _CHANNELS if words.has(cue)), "")
    when = next((span.written for span in words.days if span.told.first <= words.today), "")
    return LogTouch(name=one_person(words), when=when, how=how)
