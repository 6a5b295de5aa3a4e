"""What can be typed after `/tactegic`: reporting (T5)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.core.plain_words import PlainWords
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, unquote
from bot.features.reporting.commands import ListReportingLines, SetReportingLine, SetRole, ShowRole

_REPORTS = re.compile(r"^(?P<seller>.+?)\s+(?:reports\s+)?(?:to|->|→)\s+(?P<manager>.+)$", re.IGNORECASE)


def _role(rest: str) -> Command:
    return SetRole(unquote(rest)) if rest.strip() else ShowRole()


def _reports(rest: str) -> Command:
    words = rest.strip()
    if not words or re.fullmatch(r"(?:page\s+)?\d+", words):
        return parse_paged(words, lambda _, page: ListReportingLines(page))
    found = _REPORTS.match(words)
    if not found:
        raise Incomplete("Who reports to whom? Write both names, with “to” between them.")
    return SetReportingLine(_at(found["seller"]), _at(found["manager"]))


def _at(name: str) -> str:
    return unquote(name).removeprefix("@").strip()


_ROLES = (
    ("alliance manager", "alliance"),
    ("leader", "leader|director|head of sales|vp"),
    ("manager", "manager|team lead"),
    ("seller", "seller|salesperson|sales ?rep|account executive"),
)
_ME_TO = re.compile(
    r"\bi (?:now )?report to (?P<manager>@?[^,.;!?]+)|\bmy (?:new )?(?:manager|"
    r"boss)(?: here)? is (?P<boss>@?[^,.;!?]+)",
    re.I,
)
_IS_BOSS = re.compile(r"^(?P<boss>@?[^,.;!?]+?) is (?:now )?my (?:new )?(?:boss|manager)\b", re.I)
_TO_ME = re.compile(
    r"^(?P<seller>@?[^,.;!?]+?) (?:now )?reports to me\b|"
    r"\badd (?P<other>@?[^,.;!?]+?) to my (?:direct )?(?:reports|sellers|team)",
    re.I,
)
_LINE = re.compile(
    r"^(?P<seller>@?[^,.;!?]+?) (?:now )?reports to (?P<manager>@?[^,.;!?]+?)(?: (?:in|from|at|"
    r"now)\b.*)?$|\bmake (?P<boss>@?[^,.;!?]+?) the (?:manager|boss) of (?P<whom>@?[^,.;!?]+)",
    re.I,
)


def _role_from_words(words: PlainWords) -> Command:
    """Set the role that is named; a question, or none named, shows the role."""
    named = next((role for role, cue in _ROLES if words.has(cue)), "")
    if words.has("what", "which", "who am i") or not named:
        return ShowRole()
    return SetRole(named)


def _reports_from_words(words: PlainWords) -> Command:
    """Set the line that the words draw; show the lines where none is drawn, or one is to end."""
    if words.has("who", "whom", "show", "end", "don['\u2019]?t", "no longer", "remove", "not any ?more"):
        return ListReportingLines()
    if found := _ME_TO.search(words.text):
        return SetReportingLine("me", _at(found["manager"] or found["boss"]))
    if found := _IS_BOSS.search(words.text):
        return SetReportingLine("me", _at(found["boss"]))
    if found := _TO_ME.search(words.text):
        return SetReportingLine(_at(found["seller"] or found["other"]), "me")
    if found := _LINE.search(words.text):
        return SetReportingLine(_at(found["seller"] or found["whom"]), _at(found["manager"] or found["boss"]))
    return ListReportingLines()


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="role",
        arguments="[seller, manager, leader or alliance manager]",
        parse=_role,
        from_words=_role_from_words,
        summary="say what you do, so that I offer what fits",
        example="role alliance manager",
        topic="roles",
    ),
    Subcommand(
        name="reports",
        arguments="[@SELLER to @MANAGER]",
        parse=_reports,
        from_words=_reports_from_words,
        summary="see, ask for or end reporting lines",
        example="reports @mira to @tomo",
        topic="roles",
        aliases=("reporting",),
    ),
)
