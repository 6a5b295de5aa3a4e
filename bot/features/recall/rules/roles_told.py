"""B2: a sentence of a note that tells that somebody has another role since."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.features.recall.rules.sentences import sentences_in

_ROLE = (
    r"(?:head|director|manager|officer|chief|c[efiotpm]o|president|vp|chair(?:man|woman)?|lead(?:er)?|buyer"
    r"|partner|engineer|controller|treasurer|owner|planner|counsel|secretary|supervisor|consultant)"
)
_BECOMES = (
    r"(?:became|has become|took over as"
    r"|(?:was|is|has been|got)(?: just)? (?:made|named|appointed|promoted(?: to)?))"
)
_UNSURE = re.compile(
    r"\b(?:not|never|wants?|hopes?|might|may|could|would|will|if|whether|maybe|perhaps|probably|wishes"
    r"|no longer|rumou?rs?)\b|n['\u2019]t\b|\?",
    re.IGNORECASE,
)


def find_new_role(text: str, names: Sequence[str]) -> str:
    """Return the sentence that tells a new role of whoever a note is about alone; empty where none does.

    `names` are the ways to call them. "She is chief operating officer now" tells one; that somebody wants to
    become it, or that her brother did, does not.
    """
    who = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    subject = rf"\b(?:he|she|they{'|' + who if who else ''})"
    changes = (
        rf"{subject} {_BECOMES} (?:[\w&/-]+ ){{0,4}}?{_ROLE}\b",
        rf"{subject}(?: is|['\u2019]s| are) now (?:[\w&/-]+ ){{0,4}}?{_ROLE}\b",
        rf"{subject}(?: is|['\u2019]s| are) (?:[\w&/-]+ ){{0,4}}?{_ROLE}(?: [\w&/-]+){{0,4}} now\b",
        rf"{subject}(?: is|['\u2019]s| are) the new (?:[\w&/-]+ ){{0,3}}?{_ROLE}\b",
    )
    for sentence in sentences_in(text):
        if _UNSURE.search(sentence):
            continue
        if any(re.search(change, sentence, re.IGNORECASE) for change in changes):
            return sentence
    return ""
