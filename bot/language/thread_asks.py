"""Few words in a thread that ask of the answer before them: "only Northwind", "who else?" (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum


class ThreadAsk(StrEnum):
    """What few words ask of the answer before them."""

    ELSE = "else"
    """What else there is: "anybody else?"."""
    NEXT = "next"
    """What is to be done next."""
    SINCE = "since"
    """Since when it is known."""
    SHORTER = "shorter"


_LEAD = r"(?:(?:ok(?:ay)?|and|but|so|no|hm+|yes|great|thanks?|n|please|pls|then|well)[,.! ]+)*"
_PLEASE = r"(?:[, ]+(?:please|pls|plz|thanks|thx|then|now|again))*"
_KINDS = r"(?:ones?|those|people|persons?|contacts?|promises?|notes?|things?|part|bit)"
_IN = r"(?:for|from|at|with|about|of|in|by|on|to)"
_ONLY = (
    rf"(?:show (?:me )?|i (?:want|need|mean|meant) )?(?:only|just)(?: (?:the|those|these|that))?"
    rf"(?: {_KINDS})?(?: {_IN})?(?: the)? (?P<topic>\S.{{0,60}}?)",
    r"(?:(?:for|from|at|with) )?(?P<topic>\S.{0,60}?) (?:only|alone)",
)
_SOMEBODY = r"(?:any ?(?:body|one)|some ?(?:body|one)|others?|any others?)"
_OF = r"(?: (?:in|on|about|of|at|from|with|to|for) (?:it|that|this|her|him|them|there|here))?"
_FORMS: dict[ThreadAsk, tuple[str, ...]] = {
    ThreadAsk.ELSE: (
        rf"(?:{_SOMEBODY}(?: (?:else|besides|too))?|who(?:m)? (?:else|besides)){_OF}",
        r"(?:is|was|are|were|does|did) (?:there )?(?:any ?(?:body|one)|some ?one) else(?: \w+){0,3}",
        rf"(?:what|anything|something|any ?thing|is there anything|nothing) (?:else|more|besides){_OF}",
        r"(?:any |show (?:me )?|are there )?(?:more|others?|the (?:rest|others))"
        rf"(?: (?:of (?:it|them)|{_KINDS}))?",
    ),
    ThreadAsk.NEXT: (
        r"(?:(?:what(?:'s| is| are|s)?|any|which|the|my|our) )*next(?: steps?| actions?| moves?| thing)?"
        r"(?: to do)?",
        r"(?:so )?(?:what|where) now",
        r"(?:and |so )?what (?:should|shall|can|must|do) (?:i|we)(?: (?:have|need) to)? do"
        r"(?: (?:next|now|about (?:it|that|her|him|them)))?",
        r"what (?:should|must|has to|needs to|will|would) happen(?: (?:next|now))?",
        r"(?:what are )?(?:the )?(?:to-?dos?|action(?: item)?s|follow-?ups?)",
        r"what(?:'s| is|s)? (?:to do|left to do|still open|open)(?: (?:here|there|now))?",
    ),
    ThreadAsk.SINCE: (
        r"since when(?: (?:is|was|has) (?:that|this|it)(?: \w+){0,2})?",
        r"(?:from )?when (?:was|is) (?:that|this|it)(?: (?:from|said|noted|written|told))?",
        r"when (?:did|have|has) (?:she|he|they|i|we) "
        r"(?:said?|say|told?|tell|note|noted|mention(?:ed)?|write|written)(?: (?:that|this|it|so))?"
        r"(?: to me)?",
        r"(?:for )?how long(?: (?:already|now|ago|is that|was that|has (?:that|it) been))?(?: already| now)?",
        r"how old is (?:that|this|it)",
        r"(?:from )?(?:what|which) (?:date|day|time)(?: (?:is|was) (?:that|this|it)(?: from)?)?",
    ),
    ThreadAsk.SHORTER: (
        r"(?:(?:can|could|would) (?:you|i) )?(?:make|have|get|say|tell me|give me)? ?"
        r"(?:it|that|this|the answer)? ?(?:all )?(?:a (?:bit|little) |much |way )?"
        r"(?:shorter|briefer|more concise|in short)(?: version)?",
        r"(?:can you |could you )?(?:shorten|cut|condense)(?: (?:it|that|this))?(?: down)?"
        r"(?: a (?:bit|little))?",
        r"(?:keep it )?(?:short|brief)(?: version)?(?: only)?",
        r"(?:that(?:'s| is|s) )?(?:much |way |far )?too long(?:[,.! ]+(?:make it )?shorter)?",
        r"tl;?dr|in brief|in a nutshell|(?:just )?the (?:gist|short version|main point|essence)",
        r"(?:in|give me) (?:one|a|two|1|2) (?:sentences?|lines?|words?)(?: only)?",
        r"less(?: text| words| detail)?",
    ),
}


_ASKS = {
    kind: re.compile(rf"{_LEAD}(?:{'|'.join(forms)}){_PLEASE}", re.IGNORECASE)
    for kind, forms in _FORMS.items()
}
_ONLY_ASKED = tuple(re.compile(rf"{_LEAD}{form}{_PLEASE}", re.IGNORECASE) for form in _ONLY)
_MOST_WORDS = 9


def asked_of_answer(text: str) -> ThreadAsk | None:
    """Return what a few words ask of the answer before them; None where they ask something else."""
    told = _bare(text)
    if not told or len(told.split()) > _MOST_WORDS:
        return None
    return next((kind for kind, form in _ASKS.items() if form.fullmatch(told)), None)


def whats_open(names: Sequence[str] = ()) -> str:
    """Return the question for what is open, with those who are named or with anybody."""
    return f"what is open with {' and '.join(names)}" if names else "what is open"


def only_asked(text: str) -> str:
    """Return what an answer shall be kept to: "Northwind" of "only Northwind please"; empty for none."""
    told = _bare(text)
    if not told or len(told.split()) > _MOST_WORDS:
        return ""
    found = next((match for form in _ONLY_ASKED if (match := form.fullmatch(told))), None)
    return re.sub(r"['\u2019]s$", "", found["topic"].strip(" ,")) if found else ""


def _bare(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split()).strip(" ?.!,")
