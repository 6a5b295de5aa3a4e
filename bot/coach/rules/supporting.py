"""Words of an action that carry a verdict: not what is denied, and not what somebody else does (R3); pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.rules.investment import CueQuote
from bot.coach.rules.investment_cues import CueMatch
from bot.core.coaching.investment import InvestmentTest

_MOST = 3
_CLAUSE_ENDS = re.compile(r"[.;:!?,]\s|\s[-\u2013\u2014]\s|\s(?:but|and|then|while|though)\s")
_DENIED = re.compile(
    r"\b(?:not?|never|without|instead of|rather than|skip(?:ping)?|cancel(?:ling)?|drop|forget|stop|"
    r"no longer|call off|leave out|postpone|decline|neither|nor|\w+n['\u2019]?t)\b(?! just\b| only\b)",
    re.IGNORECASE,
)
_SOMEBODY = (
    r"(?:she|he|they|who|it|(?:her|his|their|the|our|an?|my)\s+(?:[\w-]+\s+){0,2}[\w-]+|"
    r"(?-i:[A-Z]\w+)(?:\s+(?-i:[A-Z]\w+))?)"
)
_BETWEEN = r"(?:\s+(?:will|would|can|could|should|may|has to|to|then|also|just|already|always))*"
_SUBJECT = re.compile(
    rf"(?:^|[.;:!?,]\s+|\b(?:and|then|that|while|as|if|so)\s+){_SOMEBODY}{_BETWEEN}\s+$", re.I
)
_ASKED = re.compile(rf"\b(?:have|let|get|ask|make|send|tell)\s+{_SOMEBODY}{_BETWEEN}\s+$", re.IGNORECASE)
_DONE_BY_WHOM = frozenset(("work_for_them", "helps", "presence", "with_them", "personal_words"))
"""Groups of cues that name an act: for the member's own time it has to be the member's."""


def carrying(
    action: str, findings: Sequence[CueMatch], groups: Sequence[str], *, acts: bool = False
) -> tuple[CueQuote, ...]:
    """Return up to three of the words in these groups, in the order of the text, none inside another.

    Those of groups named first count first. `acts` leaves out what somebody else does.
    """
    kept: list[CueMatch] = []
    ranked = [found for group in groups for found in findings if found.cue.name == group]
    for found in ranked:
        apart = all(found.end <= other.start or other.end <= found.start for other in kept)
        is_new = found.text.casefold() not in {other.text.casefold() for other in kept}
        if apart and is_new and len(kept) < _MOST and not is_denied(action, found.start):
            if acts and found.cue.name in _DONE_BY_WHOM and is_done_by_another(action, found.start):
                continue
            kept.append(found)
    kept.sort(key=lambda found: found.start)
    return tuple(CueQuote(one.text, one.start, one.end, one.cue.name, speaks_for=True) for one in kept)


def denies(action: str) -> bool:
    """Return whether something is denied, left out or cancelled anywhere in an action."""
    return _DENIED.search(action) is not None


_OURS = (
    r"(?:(?:our|my|one of (?:our|my)|two of (?:our|my)|some(?:one|body)|an?|the)\s+(?:[\w-]+\s+){0,2}?)"
    r"(?:interns?|trainees?|assistants?|analysts?|engineers?|experts?|colleagues?|deputy|designers?|lawyers?|"
    r"controllers?|technicians?|trainers?|consultants?|students?|agency|freelancers?|apprentices?|juniors?|"
    r"specialists?|accountants?|installers?|secretary)"
)
_DELEGATED = re.compile(
    rf"^\W*(?:(?:I['\u2019]?d|I['\u2019]ll|I would|I will|we could|maybe|plan:|idea:)\s+)?"
    rf"(?:have|let|get|send|put|ask|assign)\s+{_OURS}\b",
    re.IGNORECASE,
)
_MEMBER_TOO = re.compile(
    r"\b(?:I|I['\u2019](?:d|ll|m)|we|myself|together)\b|\b(?:explain|show|teach|tell|walk)\s+(?:it\s+to\s+)?me\b"
)


def is_delegated(action: str) -> bool:
    """Return whether an action begins with handing it to somebody on the member's side, who does it alone."""
    found = _DELEGATED.match(action)
    return found is not None and _MEMBER_TOO.search(action, found.end()) is None


def is_denied(action: str, start: int) -> bool:
    """Return whether what stands there is denied, left out or cancelled in its own part of the sentence."""
    return _DENIED.search(_before(action, start)) is not None


def is_done_by_another(action: str, start: int) -> bool:
    """Return whether somebody else is the subject of the verb there: "she writes", "have Ana write"."""
    head = action[:start]
    subject = (
        _SUBJECT.search(head) if start and action[start : start + 30].split(" ")[0].endswith("s") else None
    )
    return subject is not None or _ASKED.search(head) is not None


def main_clause(action: str, longest: int) -> str:
    """Return the longest part of an action that nothing denies, letter for letter, or nothing."""
    parts, start = [], 0
    line = action.strip()
    for found in [*_CLAUSE_ENDS.finditer(line), None]:
        parts.append(line[start : found.start() if found else len(line)].strip(" .,;:!?"))
        start = found.end() if found else start
    able = [part for part in parts if len(part.split()) > 1 and not _DENIED.search(part)]
    clause = max(able, key=lambda part: len(part.split()), default="")
    return clause if len(clause) <= longest else re.sub(r"\s+\S*$", "", clause[:longest])


def _before(action: str, start: int) -> str:
    """Return the words of the same part of the sentence before a place."""
    begins = 0
    for found in _CLAUSE_ENDS.finditer(action, 0, start):
        begins = found.end()
    return action[begins:start]


def groups_for(test: InvestmentTest, findings: Sequence[CueMatch]) -> list[str]:
    """Return the groups whose words may be quoted for a test that passes, as they are listed."""
    return list(dict.fromkeys(found.cue.name for found in findings if found.cue.speaks.get(test, 0) > 0))
