"""B1: how short words of a correction begin and end, and those that give a promise to another person."""

from __future__ import annotations

import re

LEAD = r"^\W*(?:(?:no|nope|sorry|oh|wait|actually|correction|my mistake|i mean|i meant|ah)\b[\s,:;.!-]*)*"
NAME = r"(?:[^\W\d_][\w'\u2019.-]*(?:\s+[^\W\d_][\w'\u2019.-]*){0,3})"
END = r"[\s.!]*$"


def whole(words: str) -> re.Pattern[str]:
    """Compile words of a correction that are the whole message, but for what leads it in."""
    return re.compile(LEAD + words + END, re.IGNORECASE)


_WORD = r"(?!(?:to|not|the|it|that|this|them|for|and|an?|my|our|i|we)\b)[^\W\d_][\w'\u2019.-]*"
_WHO = rf"(?:{_WORD}(?:\s+{_WORD}){{0,2}})"
_THING = r"(?:it|that|this|them|(?P<what>(?:the|an?|my|our)\s+[\w'\u2019 -]{2,40}?))"
_GAVE = r"(?:i|we)\s+(?:have\s+)?(?:promised|owe|owed|offered)\s+"
_NOT = rf",?\s+(?:and\s+)?not\s+(?:to\s+|for\s+)?(?P<old>{_WHO})"
_TO_ANOTHER = tuple(
    whole(words)
    for words in (
        rf"{_GAVE}(?:{_THING}\s+)?(?:to\s+)?(?P<new>{_WHO}){_NOT}",
        rf"{_GAVE}(?P<new>{_WHO})\s+{_THING}{_NOT}",
        rf"not\s+(?:to\s+)?(?P<old>{_WHO})\s*[,;-]\s*{_GAVE}(?:{_THING}\s+)?(?:to\s+)?(?P<new>{_WHO})",
        rf"it(?:\s+was|['\u2019]s|\s+is)\s+(?:to\s+)?(?P<new>{_WHO})\s+(?:(?:who|whom|that)\s+)?{_GAVE}"
        rf"(?:{_THING}\s*)?(?:to\b)?\s*{_NOT}",
        rf"(?:it|that|this)(?:\s+was|['\u2019]s|\s+is|\s+goes)\s+for\s+(?P<new>{_WHO}){_NOT}",
        rf"(?:it was\s+)?(?P<new>{_WHO})\s+(?:who\s+)?promised\s+(?:it|that|me that|me it){_NOT}",
    )
)
_FOR_WHOM = whole(
    r"(?:the|that|this|my|her|his)\s+(?P<what>[\w'\u2019 -]{2,40}?)\s+(?:is|was|goes|went)\s+(?:for|to)\s+"
    rf"(?P<new>{_WHO}){_NOT}"
)
_PRONOUN = re.compile(r"^(?:she|he|they|her|his|their|it|that|this|we|i|you|me|him|them)$", re.IGNORECASE)


def promisee_in(text: str) -> dict[str, str] | None:
    """Read to whom something was promised and to whom not, as `new`, `old` and `what`; None for other words.

    "I promised it to Priya, not Tom", "not Tom, I promised Priya the list", "that draft is for Ana, not Tom".
    """
    found = next((told for each in _TO_ANOTHER if (told := each.match(text))), None) or _for_whom(text)
    if found is None:
        return None
    said = {key: value or "" for key, value in found.groupdict().items()}
    return {"what": "", **said}


def _for_whom(text: str) -> re.Match[str] | None:
    found = _FOR_WHOM.match(text)
    return found if found is not None and is_name(found["new"]) and is_name(found["old"]) else None


def is_name(words: str) -> bool:
    """Whether words look like a name: each begins with a capital letter."""
    return all(word[:1].isupper() for word in words.split()) and not _PRONOUN.match(words)
