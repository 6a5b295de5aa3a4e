"""S4: how a relationship looks from the other side, what the notes say of it and what they leave open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.core.documents import TextDocument

_MOST_EACH = 2
"""Sentences of each aspect that are shown."""


class Aspect(StrEnum):
    """One aspect of the other side."""

    MOVES = "moves"
    """What moves them."""
    WANTS = "wants"
    """What they want of the member."""
    GAINS = "gains"
    """What they have from the member."""
    DOUBTS = "doubts"
    """What may hold them back."""


_CUES: dict[Aspect, str] = {
    Aspect.DOUBTS: r"doubt\w*|hesita\w*|unsure|s[ck]eptic\w*|complain\w*|annoy\w*|upset|disappoint\w*|"
    r"too (?:expensive|slow|late|busy)|competitor\w*|pressure|late with|no (?:budget|time)|frozen|"
    r"reorgani[sz]\w*|afraid",
    Aspect.WANTS: r"wants?|wishes|hopes?|would like|ask(?:s|ed)|expects?|needs?|waits? for|"
    r"waiting|request\w*",
    Aspect.GAINS: r"thank\w*|helped|grateful|glad|pleased|used (?:our|my|the)|liked|introduced|"
    r"(?:sent|showed) (?:her|him|them)",
    Aspect.MOVES: r"worr(?:y|ies|ied)|fear\w*|cares?|plans?|goal\w*|challenge\w*|(?:by|from) 20\d\d|"
    r"strateg\w*|"
    r"future|looking for|interested|responsible|retires?|successor|board|carbon|grow\w*|moves? to|"
    r"new (?:role|job|boss|team)|project\w*",
}


@dataclass(frozen=True, slots=True)
class AspectView:
    """Sentences of one aspect, each with the number of the note that it stands in."""

    aspect: Aspect
    statements: tuple[AnswerStatement, ...]


def find_aspects(excerpts: Sequence[Excerpt]) -> tuple[AspectView, ...]:
    """The notes' own sentences by aspect, the latest first; each sentence stands in one aspect only."""
    found: dict[Aspect, list[AnswerStatement]] = {aspect: [] for aspect in Aspect}
    for excerpt in sorted(excerpts, key=lambda each: each.occurred_on, reverse=True):
        if excerpt.superseded:
            continue
        for sentence in TextDocument(name="", pages=(excerpt.text,)).statements():
            aspect = find_aspect(sentence.text)
            if aspect is not None and len(found[aspect]) < _MOST_EACH:
                found[aspect].append(AnswerStatement(sentence.text, (excerpt.number,)))
    return tuple(AspectView(aspect, tuple(found[aspect])) for aspect in Aspect if found[aspect])


_BETWEEN = (
    r"(?:am|are|was|were|be|been|do|did|don['\u2019]t|have|had|will|would|could|should|must|may|might|can|not|"
    r"never|also|just|only|still|really|always|often|now|then|already|very|a|bit|feel|felt|seem|too)"
)
_OWN_SUBJECT = re.compile(
    rf"\b(?:I|we)(?:['\u2019](?:m|ve|d|ll|re))?(?:\s+{_BETWEEN}){{0,3}}\s+$|\b(?:my|our)\s+$", re.IGNORECASE
)
"""Before a cue: the member feels, wants or plans it, not the partner."""
_TO_MEMBER = re.compile(r"\b(?:I|we)\s+(?:was|were|got|am|are)\s+(?:\w+ly\s+)?$|\bwe both\s+$", re.I)
"""Before a cue: something is done to the member, or by both sides."""
_GIVEN = re.compile(r"helped|introduced|(?:sent|showed) (?:her|him|them)", re.I)
"""What the member does and the partner has something of."""


def find_aspect(sentence: str) -> Aspect | None:
    """The aspect of the other side that a sentence tells of; None where it tells of the member alone.

    "Ana worries about the audit" tells what moves her; "I worry about the audit" tells nothing of her.
    """
    for aspect, cues in _CUES.items():
        for cue in re.finditer(rf"(?<!\w)(?:{cues})(?!\w)", sentence, re.IGNORECASE):
            given = aspect is Aspect.GAINS and _GIVEN.fullmatch(cue[0])
            if given and not _is_given_by_member(sentence[: cue.start()], sentence[cue.end() :], cue[0]):
                continue
            if not _is_own(sentence[: cue.start()], cue[0], aspect):
                return aspect
    return None


def _is_own(before: str, cue: str, aspect: Aspect) -> bool:
    """Whether a cue tells of the member: "I worry", "my goal"; not "I was asked", "I helped her"."""
    if not _OWN_SUBJECT.search(before) or (_TO_MEMBER.search(before) and cue.casefold().endswith("ed")):
        return False
    return aspect is not Aspect.GAINS or not _GIVEN.fullmatch(cue)


_FOR_MEMBER = re.compile(r"\s+(?:me|us|my|our)\b", re.I)
_BY_OTHERS = re.compile(r"\s+by\s+(?!(?:me|us|my|our)\b)", re.I)
_BEGINS = re.compile(r"(?:^|[.;:!?,]\s*|\band\s+)$")


def _is_given_by_member(before: str, after: str, cue: str) -> bool:
    """Whether the member helped, introduced, sent or showed: not "she introduced me to her CTO"."""
    if _FOR_MEMBER.match(after) or _BY_OTHERS.match(after):
        return False
    if cue.casefold() == "helped":
        return True
    passive = re.search(r"\b(?:was|were|got|been)\s+(?:\w+ly\s+)?$", before, re.I) is not None
    return passive or _BEGINS.search(before) is not None or _OWN_SUBJECT.search(before) is not None


def choose_aspects_to_ask(view: Sequence[AspectView], limit: int = 3) -> tuple[Aspect, ...]:
    """The aspects to ask oneself about, those that the notes leave open first."""
    known = {each.aspect for each in view}
    order = sorted(Aspect, key=lambda aspect: aspect in known)
    return tuple(order[:limit])
