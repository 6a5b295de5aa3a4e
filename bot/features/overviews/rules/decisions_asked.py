"""B2: whether a question asks what was decided with somebody or at a company, and for nothing else."""

from __future__ import annotations

import re

_WHOM = r"(?:with|at|by|for|in|from)\s+(?P<whom>[^?!,;:]{2,60}?)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what (?:did|do|have|had) (?:we|i|they|you and i)(?: all)? (?:ever |already |finally )?"
        rf"(?:decided?|agreed?|settled?|concluded?|conclude)(?: (?:on|upon))? {_WHOM}",
        rf"what(?:'s| is| was| has| were|s)(?: (?:been|finally|already))* "
        rf"(?:decided|agreed|settled|concluded)(?: (?:on|upon))? {_WHOM}",
        rf"(?:(?:any|which|what(?: are| were)?|list|show(?: me)?|our|the|all|are there) )*"
        rf"(?:decisions?|agreements?)"
        rf"(?: (?:made|taken|we (?:made|took)|are there|were (?:made|taken)))? {_WHOM}",
    )
)
_LEAD = re.compile(r"^(?:(?:and|so|ok|please|pls|hey|again)[, ]+)+", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:\s+(?:so far|yet|again|please|pls|lately|recently|until now|already))+$", re.IGNORECASE
)


def decisions_asked(question: str) -> str:
    """Return with whom or where decisions are asked for: "what did we decide at Denholm?"; empty for none."""
    words = " ".join(question.replace("\u2019", "'").replace("w/ ", "with ").split()).strip(" ?.!")
    words = _TRAIL.sub("", _LEAD.sub("", words))
    found = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    return found["whom"].strip() if found else ""
