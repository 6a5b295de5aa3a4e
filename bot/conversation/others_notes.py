"""Says whose notes a colleague's are, where they are asked for, and what may be seen instead (B6, T5)."""

from __future__ import annotations

import re
from typing import Any

from bot.conversation.cards import others_notes as cards
from bot.core.colleagues import names_of
from bot.core.deliveries import NOTHING
from bot.core.identity import MemberId
from bot.core.naming import Nobody
from bot.core.rich import MemberName
from bot.core.turn import Turn
from bot.features.reporting.contracts import LineState, ReportingLine, above
from bot.features.teams.contracts.reading import my_teams
from bot.language.names import fold

_WHO = r"(?P<who>(?!(?:I|My|Our|We)\b)(?-i:[A-Z])[\w.-]*(?: (?-i:[A-Z])[\w.'\u2019-]*?){0,2})"
_NOTES = r"(?:(?:latest|last|recent|private|own) )?(?:notes?|entries|records?)"
_ASKS = (
    rf"\b{_WHO}['\u2019]s? {_NOTES}\b",
    rf"\b{_NOTES} (?:of|by|from) {_WHO}(?= (?:about|on|with|at|for|from)\b|\s*[?.!]*$)",
    rf"^what (?:did|has|does) {_WHO} (?:write|written|noted?|note down|jot(?:ted)? down|record(?:ed)?)\b",
    rf"\bwhat {_WHO} (?:wrote|noted|has written|has noted|writes|notes)\b",
)
_REQUEST = re.compile(
    r"^(?:(?:please|can|could|may|i|let|would|will)\b.*\b)?(?:show|see|read|open|list|give|get|find|look|pull|"
    r"what|are|is|may|can|where|which)\b|\?\s*$|^\S+(?: \S+)?['\u2019]s? notes?\s*[.?!]*$",
    re.IGNORECASE,
)
"""Words that ask for something; "talked to Mira's notes people" asks for nothing."""


def whose_notes(text: str) -> str:
    """The name of whoever's notes a message asks for, as it is written; empty where it asks for none."""
    line = " ".join(text.split())
    if (
        len(line) > 120
        or re.search(r"\bmy (?:own )?notes?\b", line, re.IGNORECASE)
        or not _REQUEST.search(line)
    ):
        return ""
    found = next((match for each in _ASKS if (match := re.search(each, line, re.IGNORECASE))), None)
    return found["who"].strip() if found else ""


async def refuse_notes_of_colleague(turn: Turn[Any], name: str) -> bool:
    """Say whose notes these are, where a colleague along a reporting line or on a team is meant.

    False where a contact has the name, or nobody whom the member has to do with.
    """
    if not name or not isinstance(turn.people.who(name), Nobody):
        return False
    me = turn.scope.member
    async with turn.read() as reader:
        lines = await reader.of(ReportingLine).find(state=LineState.CONFIRMED)
        teams = await my_teams(reader, turn)
    below = {line.seller for line in lines if me in above(lines, line.seller)}
    mates: dict[str, str] = {each: team.account for team in teams for each in team.members if each != me}
    names = await names_of(turn, sorted({*below, *above(lines, me), *mates}))
    meant = [each for each in names.values() if _is_called(each, name)]
    if len(meant) != 1:
        return False
    [who] = meant
    account = mates.get(MemberId(who.member), "")
    card = cards.notes_are_theirs(who, reports=who.member in below, account=account)
    await turn.answer(card, about=NOTHING)
    return True


def _is_called(member: MemberName, name: str) -> bool:
    """Whether a member has this name: in full, or its first words."""
    wanted, known = fold(name).split(), fold(member.name).split()
    return bool(wanted) and known[: len(wanted)] == wanted
