"""How a relationship looks from the other side: what the notes say of it, and what they leave open (S4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.papers import Paper
from bot.domain.understanding import Excerpt, Statement

_MOST_EACH = 2


class Side(StrEnum):
    """One aspect of the other side."""

    MOVES = "what moves them"
    WANTS = "what they want of you"
    GAINS = "what they have from you"
    DOUBTS = "what may hold them back"


_CUES: dict[Side, str] = {
    Side.DOUBTS: r"doubt\w*|hesita\w*|unsure|s[ck]eptic\w*|complain\w*|annoy\w*|upset|disappoint\w*|"
    r"too (?:expensive|slow|late|busy)|competitor\w*|pressure|late with|no (?:budget|time)|frozen|"
    r"reorgani[sz]\w*|afraid",
    Side.WANTS: r"wants?|wishes|hopes?|would like|ask(?:s|ed)|expects?|needs?|waits? for|waiting|request\w*",
    Side.GAINS: r"thank\w*|helped|grateful|glad|pleased|used (?:our|my|the)|liked|introduced|"
    r"(?:sent|showed) (?:her|him|them)",
    Side.MOVES: r"worr(?:y|ies|ied)|fear\w*|cares?|plans?|goal\w*|challenge\w*|(?:by|from) 20\d\d|strateg\w*|"
    r"future|looking for|interested|responsible|retires?|successor|board|carbon|grow\w*|moves? to|"
    r"new (?:role|job|boss|team)|project\w*",
}
_QUESTIONS: dict[Side, tuple[str, ...]] = {
    Side.MOVES: ("What would {name} name as the hardest thing of the next two years?",),
    Side.WANTS: ("What does {name} expect of you that neither of you has said?",),
    Side.GAINS: ("If {name} were asked what came of knowing you, what would the answer be?",),
    Side.DOUBTS: ("What would have to happen for {name} to stop taking your calls?",),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Sentences of one aspect, each with the number of the note that it stands in."""

    side: Side
    statements: tuple[Statement, ...]


def sides(excerpts: Sequence[Excerpt]) -> tuple[Seen, ...]:
    """The notes' own sentences by aspect, the latest first; a sentence stands in one aspect only."""
    found: dict[Side, list[Statement]] = {side: [] for side in Side}
    for excerpt in sorted(excerpts, key=lambda each: each.occurred_on, reverse=True):
        if excerpt.superseded:
            continue
        for sentence in Paper(name="", pages=(excerpt.text,)).statements():
            side = side_of(sentence.text)
            if side is not None and len(found[side]) < _MOST_EACH:
                found[side].append(Statement(sentence.text, (excerpt.number,)))
    return tuple(Seen(side, tuple(found[side])) for side in Side if found[side])


def side_of(sentence: str) -> Side | None:
    """What a sentence tells of the other side; nothing where it tells of the member alone."""
    for side, cues in _CUES.items():
        if re.search(rf"(?<!\w)(?:{cues})(?!\w)", sentence, re.IGNORECASE):
            return side
    return None


def questions(seen: Sequence[Seen], name: str, limit: int = 3) -> tuple[str, ...]:
    """What to ask oneself, about the aspects that the notes leave open first."""
    told = {each.side for each in seen}
    order = [side for side in Side if side not in told] + [side for side in Side if side in told]
    return tuple(each.format(name=name) for side in order for each in _QUESTIONS[side])[:limit]
