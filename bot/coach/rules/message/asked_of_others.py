"""Plain questions about others: who they are about tells that notes are to answer, and no help (B2, B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.names import fold

_BEGINS = (
    r"(?:(?:by|for|from|since|until|till|to|with|on|at|in) )?"
    r"(?:what|who|whom|whose|which|when|where|why|how|will)\b"
)
_ONE_QUESTION = re.compile(rf"{_BEGINS}[^.?!;\n]{{4,120}}\?", re.IGNORECASE)
_OUTCOME = re.compile(
    r"how (?:did|was) (?:the|his|her|their|that|this|it) ?[\w' \u2019-]{0,40}?"
    r"\b(?:go|turn out|end|work out|come along)\?",
    re.IGNORECASE,
)
"""What became of something: "How did the test go?" asks for no test."""
_WHY_SO = re.compile(
    r"why (?:(?:so|too|only|the|a|no|this|that) )?"
    r"(?:fewer|less|more|many|few|much|late|later|early|earlier|long|longer|slow|slower|cheap|cheaper|high|higher"
    r"|low|lower|delay|change|changed|move|moved|soon|sooner)\?",
    re.IGNORECASE,
)
"""A question on what was said right before: "Why fewer?"."""
_MINE = re.compile(
    r"\b(?:i|me|my|mine|myself|we|us|our|ours|you|your|yours|should|tactegic|bot|app|slack)\b", re.IGNORECASE
)
"""Who speaks to the bot of themselves or of it may want advice or help."""
_OF_THE_BOT = re.compile(
    r"\b(?:accounts?|activit(?:y|ies)|briefs?|briefings?|buttons?|calendar|cards?|commands?|contacts?|data"
    r"|export|facts?|feedback|fit|focus|glossary|goals?|help|home|import|index|leavers?|lessons?|limits?"
    r"|meaning|mean|means|members?|method|mindset|model|modes?|notes?|notebooks?|nudges?|overview|plans?|portfolio"
    r"|privacy|private|promises?|questions?|recap|rehearsals?|reminders?|reports?|rhythms?|roles?|rollups?"
    r"|rounds?|rules?|samples?|scores?|scoring|settings?|simple|stages?|tags?|targets?|teams?|tests?|topics?"
    r"|touch(?:es)?|undo|verdicts?|vision|ways?|weather|workspace)\b|^how (?:do|does) .*\bwork\b",
    re.IGNORECASE,
)
"""What the bot itself has or does: such a question may ask how that works."""
_OTHERS = re.compile(
    r"\b(?:the|she|he|they|her|him|his|hers|them|their|theirs|it|its|that|there|these|those|many|much|long)\b",
    re.IGNORECASE,
)


def asks_of_others(text: str, people: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether a message is one plain question on people and things outside the bot.

    `people` are the names that the message has, `known` those of the people whom the member knows.
    """
    asked = " ".join(text.split())
    if _OUTCOME.fullmatch(asked) or _WHY_SO.fullmatch(asked):
        return True
    if _ONE_QUESTION.fullmatch(asked) is None or _MINE.search(asked):
        return False
    if _names_somebody(asked, people, known):
        return True
    return _OTHERS.search(asked) is not None and _OF_THE_BOT.search(asked) is None


def _names_somebody(asked: str, people: Sequence[str], known: Sequence[str]) -> bool:
    if people:
        return True
    later = asked.partition(" ")[2]
    said = {fold(word) for word in re.findall(r"[^\W\d_]{3,}", later) if word[0].isupper()}
    return any(not said.isdisjoint(fold(name).split()) for name in known)
