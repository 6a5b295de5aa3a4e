"""What can be typed after `/tactegic`: reporting (T5)."""

from __future__ import annotations

import re

from bot.core.commands import Command
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


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="role",
        arguments="[seller, manager, leader or alliance manager]",
        parse=_role,
        summary="say what you do, so that I offer what fits",
        example="role alliance manager",
        topic="roles",
    ),
    Subcommand(
        name="reports",
        arguments="[@SELLER to @MANAGER]",
        parse=_reports,
        summary="see, ask for or end reporting lines",
        example="reports @mira to @tomo",
        topic="roles",
        aliases=("reporting",),
    ),
)
