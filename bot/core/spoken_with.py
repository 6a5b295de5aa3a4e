"""B1: words that say to whom the member spoke, and to whom not: "it was Marek I spoke to, not Priya"."""

from __future__ import annotations

import re

_LEAD = r"^\W*(?:(?:no|nope|sorry|oh|wait|actually|correction|my mistake|i mean|i meant|ah)\b[\s,:;.!-]*)*"
_PERSON = r"(?-i:[A-Z\u00c0-\u00de])[\w'\u2019-]*(?:\s+(?-i:[A-Z\u00c0-\u00de])[\w'\u2019-]*){0,3}"
_WITH_WHOM = (
    r"(?:(?:who|whom|that)\s+)?(?:i|we)(?:['\u2019]ve| have| had)?\s+(?:actually\s+|really\s+)?"
    r"(?:met|saw|seen|called|rang|phoned|visited|spoke|spoken|talked|chatted|sat down|"
    r"(?:had|was on|were on)\s+(?:(?:an?|the|that)\s+)?(?:call|chat|meeting|talk|coffee|lunch|phone))"
    r"(?:\s+(?:to|with))?"
)
_TOLD = (
    rf"(?:it|that)(?:['\u2019]s|\s+was|\s+is)\s+(?P<new>{_PERSON})\s+{_WITH_WHOM},?\s+"
    rf"(?:and\s+|it was\s+)?(?:not|rather than)\s+(?:to\s+|with\s+)?(?P<old>{_PERSON})",
    rf"(?:it|that)\s*(?:was\s+not|wasn['\u2019]?t)\s+(?P<old>{_PERSON})(?:\s+{_WITH_WHOM})?"
    rf"\s*(?:,|;|-|\bbut\b)\s*(?:but\s+)?(?:(?:it|that)(?:['\u2019]s|\s+was)\s+)?(?P<new>{_PERSON})"
    rf"(?:\s+{_WITH_WHOM})?",
    rf"{_WITH_WHOM}\s+(?P<new>{_PERSON}),?\s+(?:and\s+)?(?:not|rather than)\s+(?:to\s+|with\s+)?"
    rf"(?P<old>{_PERSON})",
    rf"(?:i|we)\s+(?:did\s*n['\u2019]?t|did not)\s+(?:meet|see|call|visit|speak|talk)(?:\s+(?:to|with))?"
    rf"\s+(?P<old>{_PERSON})\s*(?:,|;|-|\bbut\b)\s*(?:but\s+)?(?:(?:it|that)\s+was\s+|(?:to|with)\s+)?"
    rf"(?P<new>{_PERSON})",
)
_READ = tuple(re.compile(rf"{_LEAD}{each}[\s.!]*$", re.IGNORECASE) for each in _TOLD)


def read_spoken_with(text: str) -> tuple[str, str] | None:
    """Return the right person and the wrong one, as written; None where the words say neither."""
    found = next((told for each in _READ if (told := each.match(text)) is not None), None)
    return (found["new"], found["old"]) if found is not None else None
