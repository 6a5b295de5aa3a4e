"""More than the sources say: a guess told as a fact, one case told as a rule, a feeling (B2, R2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.terms import (
    has_expression,
    is_close,
    is_like,
    sentences_in,
    telling_terms,
    terms_in,
)
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import word_set

_OWN_GUESS = re.compile(
    r"\b(?:i|we)(?:'d|'m)?\s+(?:\w+\s+)?(?:think|guess|reckon|hope|hoping|expect|suspect|assume|"
    r"believe|imagine|suppose|bet|doubt|feel|"
    r"say|hear|heard|be surprised|wager|gather|sense)\b|"
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:guess|bet|gut|hunch|feeling|impression|expectation|assumption|hope|"
    r"sense|read|view|opinion|instinct)\b|"
    r"^\W*(?:\w+:\s*)?(?:hoping|expect|expecting|guess|guessing|hope|suspect|think|reckon|assume|"
    r"assuming)\b|"
    r"\b(?:prob|probs|probably|poss|possibly|maybe|perhaps|hopefully|presumably|supposedly|apparently|"
    r"might|could well|fingers crossed|"
    r"imo|imho|rumou?rs?|not sure|unsure|(?:pretty|quite|fairly|am|i'm|very|for) sure|sure of|surely|"
    r"certainly|for certain|no doubt|undoubtedly|"
    r"sounds like|looks like|looks as if|looks set|"
    r"seems?|likely|should|ought|impression|feeling|bound to|i[' ]?d bet|if you ask me|gut|tbc|unconfirmed|"
    r"not (?:yet )?confirmed|"
    r"(?:^|the )word is|word has it|they say|people say|hearsay|in theory|if all goes|with luck|"
    r"touch wood|knock on wood|good chance|odds are|"
    r"wouldn't be surprised|safe bet|hint(?:s|ed)?|speculat\w+)\b",
    re.IGNORECASE,
)


_THEIR_GUESS = re.compile(
    r"\b(?:expects?|expected|hopes?|hoped|hoping|thinks?|guess(?:es)?|assumes?|believes?|reckons?|"
    r"considering|"
    r"thinking (?:of|about)|tempted|(?-i:may)|could|toying|mulling|would like|aims?|tries|trying)\b",
    re.IGNORECASE,
)


_CONDITION = re.compile(r"\b(?:if|unless|provided|permitting|subject to)\b", re.IGNORECASE)
_CONDITIONS = word_set(
    "if unless provided condition conditions once when whether depends depend only case without until"
)
"""Words by which a sentence tells a condition, too."""
_UNDECIDED = re.compile(
    r"\b(?P<word>supposed to|informally|dreams?|dreamt|leans?|suggested|suggests|proposed|proposes|tempted|"
    r"playing with|flirting with|open to|interested in)\b",
    re.IGNORECASE,
)
"""What is not done by being said; a sentence with the same word tells it as it is."""


_NOTHING_FIRM = re.compile(r"\bnothing (?:signed|decided|fixed|firm|agreed)\b", re.IGNORECASE)
_NOTHING_YET = re.compile(r"^(?:nothing|no \w+) (?:has|is|was|had)\b", re.IGNORECASE)
_SETTLED = word_set(
    "signed decided fixed agreed firm sure chosen chose ordered bought will settled confirmed takes gets"
)


FEWEST = 2


_SHORT = 45


_PARTS = re.compile(r",\s+|;\s+|\s+(?:but|while|whereas|and then)\s+|\s+\(|\)\s*")


_FREQUENT = re.compile(r"\b(?:maybe|perhaps|probably|might)\s+(?:more|less|later|also|even)\b", re.IGNORECASE)


_INTENT = re.compile(
    r"\b(?:wants?|wanted|plans?|planned|planning|intends?|aims?|hopes?|ought|means|tries|"
    r"trying)\s+to\s+(\w{4,})|"
    r"\b(?:consider(?:s|ing)?|thinking of|thinks of|mulling|weighing)\s+(?:an?\s+)?(\w{4,})",
    re.IGNORECASE,
)


"""What somebody wants to do; a sentence with that verb and no word for the wish tells it as done."""


_REPORTED = re.compile(
    r"\b(?:says?|said|told|tells|according|finds?|found|considers?|calls?|called|view|opinion|wants?|"
    r"asked|asks|likes?|would|mentioned|"
    r"described|describes|put|puts|sees?)\b",
    re.IGNORECASE,
)


_RHYTHM = re.compile(r"\b(?:every|each)\s+(day|week|month|year|quarter)\b", re.IGNORECASE)


_LY = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly|annual", "quarter": "quarterly"}


_DENYING = word_set("never nobody nothing none any anyone anybody ever only")


_CLAIMS = frozenset(
    [
        "always",
        "every",
        "everybody",
        "everyone",
        "everything",
        "entire",
        "entirely",
        "completely",
        "totally",
        "constantly",
        "invariably",
        "all",
        "whole",
        "everywhere",
        "never",
        "nobody",
        "only",
        "sole",
        "solely",
        "exclusively",
        "usually",
        "normally",
        "generally",
        "typically",
        "regularly",
        "routinely",
        "habitually",
        "consistently",
        "often",
        "frequently",
        "repeatedly",
        "continually",
        "mostly",
        "most",
        "majority",
        "without_exception",
        "forever",
        "permanently",
    ]
)


_QUANTITY = re.compile(
    r"\bin all\b|\ball (?:told|together|right|along)\b|\bat (?:the )?most\b|\bmost (?!of|people|"
    r"customers|clients|plants|sites)\b|\ball (?:but|three|four|five|six|seven|eight|nine|ten|\d|"
    r"of (?:the|these|this|that)|in all)\b|\bany(?:\s+more|more)\b|\bat all\b|\bafter all\b|\b(?:any|"
    r"every) (?:other|further)\b|\ball (?:the )?(?:the )?same\b|\bor any\b|\bif any\b|"
    r"\bnot (?:\w+ )?(?:any|everything|all|everybody|everyone)\b",
    re.IGNORECASE,
)


def is_too_sure(sentence: str, sources: Sequence[str], names: frozenset[str]) -> bool:
    """Return whether a sentence tells as a fact what its sources only expect, hope or guess."""
    if sentence.rstrip().endswith("?"):
        return False
    best = _nearest(sentence, sources, names)
    if _denies_all(sentence):
        return False
    if best and _NOTHING_FIRM.search(best) and _SETTLED & {term.word for term in terms_in(sentence)}:
        return True
    is_hedged = bool(has_expression(sentence, grounding_words().hedges))
    if best is None or is_hedged:
        return False
    if _OWN_GUESS.search(_FREQUENT.sub(" ", best)) or best.rstrip().endswith("?"):
        return True
    if _THEIR_GUESS.search(best) and not _REPORTED.search(sentence):
        return True
    said = [term.word for term in terms_in(sentence)]
    is_conditional = _is_conditional(sentence, sources, names) and not _CONDITIONS & {*said}
    if is_conditional and not _REPORTED.search(sentence):
        return True
    found = _UNDECIDED.search(best)
    if (
        found
        and not _REPORTED.search(sentence)
        and not any(is_like(found["word"].split()[0].lower(), w) for w in said)
    ):
        return True
    if grounding_words().negators & {*said}:
        return False
    return any(
        is_close((match[1] or match[2]).lower(), word) for match in _INTENT.finditer(best) for word in said
    )


def _denies_all(sentence: str) -> bool:
    return _NOTHING_YET.match(sentence) is not None


def _is_conditional(sentence: str, sources: Sequence[str], names: frozenset[str]) -> bool:
    """Return whether what a sentence tells stands in a sentence of its sources that has a condition."""
    wanted = [term.word for term in telling_terms(sentence, names)]
    pieces = [piece for source in sources for piece in sentences_in(source)]
    best = max(pieces, key=lambda piece: _shared(wanted, piece, names), default="")
    return _CONDITION.search(best) is not None


def _nearest(sentence: str, sources: Sequence[str], names: frozenset[str]) -> str | None:
    """Return the clause of the sources that shares most words, with asides such as "I guess"."""
    wanted = [term.word for term in telling_terms(sentence, names)]
    best, most = None, 0
    for source in sources:
        for piece in sentences_in(source):
            parts = _PARTS.split(piece)
            shares = [_shared(wanted, part, names) for part in parts]
            top = max(shares)
            if top < most or (top == most and best is not None and not top):
                continue
            best, most = _with_asides(parts, shares.index(top), names), top
        if best is not None:
            best = f"{best} {_short_asides(source, best, names)}"
    return best if most or len(sources) == 1 else None


def _shared(wanted: Sequence[str], part: str, names: frozenset[str]) -> int:
    told = [term.word for term in telling_terms(part, names)]
    return sum(any(is_like(word, other) for other in told) for word in wanted)


def _with_asides(parts: Sequence[str], place: int, names: frozenset[str]) -> str:
    """Return a clause with those beside it that tell nothing themselves: "or so I hope", "just my gut"."""
    return " ".join(
        part
        for at, part in enumerate(parts)
        if at == place or (len(telling_terms(part, names)) <= 1 and not figures_in(part))
    )


def _short_asides(source: str, best: str, names: frozenset[str]) -> str:
    """Return the sentences of a source that tell nothing themselves: "Fingers crossed.", "Just my guess."."""
    return " ".join(
        piece
        for piece in sentences_in(source)
        if piece.strip(" .") not in best
        and best.strip(" .") not in piece
        and len(telling_terms(piece, names)) <= FEWEST
        and len(piece) <= _SHORT
        and not figures_in(piece)
    )


def too_general(sentence: str, sources: Sequence[str]) -> str:
    """Return the word by which a sentence makes a rule of one case, empty where it does not."""
    text, told = _QUANTITY.sub(" ", sentence), " ".join(sources)
    text = _RHYTHM.sub(lambda found: " " if _has_rhythm(told, found[1].lower()) else found[0], text)
    for kind in grounding_words().universals:
        word = has_expression(text, sorted(kind & _CLAIMS))
        if (
            word
            and not has_expression(told, kind)
            and not (word in _DENYING and has_expression(told, grounding_words().negators))
        ):
            return word.replace("_", " ")
    return ""


def _has_rhythm(told: str, unit: str) -> bool:
    return re.search(rf"\b{unit}|\b{_LY[unit]}", told, re.IGNORECASE) is not None
