"""The subcommands of `/tactegic` for people (B1, B2)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.core.commands import Command, ListContacts, ShowAccount
from bot.core.from_words import as_bare
from bot.core.subcommand import QUOTES, Incomplete, Subcommand, parse_paged, require, unquote
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
    ListCommitments,
    ListTouches,
    LogTouch,
    MergeContacts,
    Neglected,
    RenameContact,
    SetAccount,
    ShowContact,
)
from bot.features.people.wording import (
    account_in,
    contact_in,
    contacts_in,
    delete_in,
    merge_in,
    rename_in,
    touch_in,
)

_TO = re.compile(r"\s+(?:to|as|->|→)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*|\s+(?:and|with|into|&)\s+", re.IGNORECASE)
_HOW = re.compile(
    r"\s+(?:by|via|over|on the|in)\s+(phone|e-?mail|video|message|person|zoom|teams|letter)\s*$", re.I
)
_WHEN = re.compile(
    r"\s+(?=(?:today|yesterday|tomorrow|last|this|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"a (?:day|week|month) ago|(?:the )?\d)(?:\b|\d))",
    re.IGNORECASE,
)


def _find_two_quoted(rest: str) -> tuple[str, str] | None:
    found = re.findall(r'"([^"]+)"', rest.translate(QUOTES))
    return (found[0].strip(), found[1].strip()) if len(found) == 2 else None


def _parse_pair(
    rest: str, between: re.Pattern[str], make: Callable[[str, str], Command], problem: str
) -> Command:
    quoted = _find_two_quoted(rest)
    parts = quoted or tuple(unquote(part) for part in between.split(rest.strip(), maxsplit=1))
    if len(parts) != 2 or not all(parts):
        raise Incomplete(problem)
    return make(parts[0], parts[1])


def _parse_rename(rest: str) -> Command:
    return _parse_pair(rest, _TO, RenameContact, TWO_NAMES)


def _parse_merge(rest: str) -> Command:
    return _parse_pair(rest, _AND, MergeContacts, WHICH_NAMES)


def _parse_account(rest: str) -> Command:
    """The page of an account, or, with a small word between, which company somebody belongs to.

    "account Ana Northwind" is told apart by who is known, where the page is asked for.
    """
    quoted = re.match(r'\s*"([^"]+)"\s*(.*)$', rest.translate(QUOTES))
    if quoted and quoted[2].strip():
        return SetAccount(quoted[1].strip(), unquote(re.sub(r"^(?:to|at|is|=|,)\s+", "", quoted[2])))
    split = re.split(r"\s+(?:to|at|is at|works at|is)\s+|\s*[,:=]\s*", rest.strip(), maxsplit=1)
    if len(split) == 1:  # also where nothing follows: then the page asks for which
        return parse_paged(rest, lambda name, page: ShowAccount(name, page=page))
    if not all(part.strip() for part in split):
        raise Incomplete(PERSON_AND_COMPANY)
    return SetAccount(unquote(split[0]), unquote(split[1]))


def _parse_touch(rest: str) -> Command:
    text, how = rest.translate(QUOTES).strip(), ""
    if found := _HOW.search(text):
        how, text = _name_channel(found[1]), text[: found.start()]
    quoted = re.match(r'"([^"]+)"\s*(.*)$', text)
    if quoted:
        name, when = quoted[1].strip(), quoted[2].strip()
    else:
        name, _, when = (_WHEN.sub("\n", text, count=1)).partition("\n")
    if not name.strip():
        raise Incomplete(WITH_WHOM)
    return LogTouch(name=unquote(name), when=when.strip(), how=how)


def _name_channel(word: str) -> str:
    known = {"e-mail": "email", "zoom": "video", "teams": "video", "person": "in person"}
    return known.get(word.lower(), word.lower())


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="contacts",
        arguments="[WORDS]",
        parse=lambda rest: parse_paged(rest, ListContacts),
        from_words=contacts_in,
        summary="list the people you know, by name or company",
        example="contacts northwind",
        topic="contacts",
        aliases=("people",),
    ),
    Subcommand(
        name="contact",
        arguments="NAME",
        parse=require(lambda name: ShowContact(name=name), WHOM_TO_SHOW),
        from_words=contact_in,
        summary="show one person",
        example="contact Ana",
        topic="contacts",
        aliases=("show", "who"),
    ),
    Subcommand(
        name="account",
        arguments="COMPANY, or NAME COMPANY",
        parse=_parse_account,
        from_words=account_in,
        summary="show a company with all you know of it, or say which one somebody belongs to",
        example="account Northwind",
        topic="contacts",
        aliases=("company",),
    ),
    Subcommand(
        name="rename",
        arguments="NAME to NAME",
        parse=_parse_rename,
        from_words=rename_in,
        summary="give somebody another name",
        example="rename Ana to Anna Ruiz",
        topic="contacts",
    ),
    Subcommand(
        name="merge",
        arguments="NAME, NAME",
        parse=_parse_merge,
        from_words=merge_in,
        summary="make one person out of two",
        example="merge Ana Ruiz, A. Ruiz",
        topic="contacts",
    ),
    Subcommand(
        name="delete",
        arguments="NAME",
        parse=require(lambda name: DeleteContact(name=name), WHOM_TO_DELETE),
        from_words=delete_in,
        summary="delete a person; it asks first",
        example="delete Omar Haddad",
        topic="contacts",
        aliases=("remove",),
    ),
    Subcommand(
        name="touch",
        arguments="NAME [WHEN] [by phone]",
        parse=_parse_touch,
        from_words=touch_in,
        summary="record that you were in touch",
        example="touch Ana yesterday by phone",
        topic="touches",
        aliases=("log",),
    ),
    Subcommand(
        name="touches",
        arguments="[NAME]",
        parse=lambda rest: parse_paged(rest, lambda name, page: ListTouches(name, page=page)),
        from_words=lambda words: ListTouches(words.whom),
        summary="list when you were in touch, and how",
        example="touches Ana",
        topic="touches",
    ),
    Subcommand(
        name="neglected",
        parse=lambda _: Neglected(),
        from_words=as_bare(lambda _: Neglected()),
        summary="see who has not heard from you for long",
        example="neglected",
        topic="touches",
        aliases=("quiet", "due"),
    ),
    Subcommand(
        name="promises",
        arguments="[NAME]",
        parse=lambda rest: parse_paged(rest, ListCommitments),
        from_words=lambda words: ListCommitments(words.whom),
        summary="list what you promised and what you were promised",
        example="promises Ana",
        topic="promises",
        aliases=("commitments", "open"),
    ),
)
