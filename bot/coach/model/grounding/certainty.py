"""More than the sources say: a guess told as a fact, one case told as a rule, a feeling (B2, R2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    r"imo|imho|rumou?rs?|not sure|unsure|(?:pretty|quite|fairly|am|i'm|very|for) sure|sure of|surely|certainly|for certain|no doubt|undoubtedly|"
    r"sounds like|looks like|looks as if|looks set|"
    r"seems?|likely|should|ought|impression|feeling|bound to|i[' ]?d bet|if you ask me|gut|tbc|unconfirmed|"
    r"not (?:yet )?confirmed|nothing (?:signed|decided|fixed|firm)|"
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
_ASIDE = re.compile(
    r"(?P<mark>,?\s*\b(?:because(?: of)?|so that|in order to|due to|owing to|thanks to|as a result of|"
    r"out of)\b|"
    r",\s*(?:which|whose|who|where|when|since|as|known|one of|the|an?)\b|"
    r"\s+(?:which|whose)\b|\s+to\s+(?=avoid|put|increase|reduce|gain|make sure|ensure|save|win)|"
    r"(?<=,)\s*(?=[A-Z][\w]*['\u2019]s\b))",
)
_FEWEST = 2
_SHORT = 45
_OPENED = re.compile(
    r"(?:,\s*|\b)(?:over|with|by|at|in|for|while|during|after|on|near|via|through|because|since|as|"
    r"so that|in front of|from|preferably|"
    r"who|whose|which|where|when|due to|out of|despite|without)\b(?:\s+(?:the|a|an|his|her|their|its|"
    r"your|some|any|he|she|they|it|was|were|"
    r"is|are|had|has|of|in|be|been|being|very|put|more|most|own|two|new|large|small|current|week|day|"
    r"year|time))*\s+$",
    re.IGNORECASE,
)
_NO_MANNER = word_set(
    "only really currently recently exactly directly early daily weekly monthly yearly family reply "
    "supply july apply fully nearly mostly approximately roughly already possibly probably quarterly "
    "annually newly formerly originally initially finally jointly solely merely simply shortly lately "
    "actually namely likely regularly usually"
)
_PARTS = re.compile(r",\s+|;\s+|\s+(?:but|while|whereas|and then)\s+|\s+\(|\)\s*")
_FREQUENT = re.compile(r"\b(?:maybe|perhaps|probably|might)\s+(?:more|less|later|also|even)\b", re.IGNORECASE)
_INTENT = re.compile(
    r"\b(?:wants?|wanted|plans?|planned|planning|intends?|aims?|hopes?|ought|means|tries|trying)\s+to\s+(\w{4,})|"
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
_SPOKEN = word_set(
    "complained complains complaint gripe grumbled moaned thanked apologised apologized good great"
)
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
    is_hedged = bool(has_expression(sentence, grounding_words().hedges))
    if best is None or is_hedged:
        return False
    if _OWN_GUESS.search(_FREQUENT.sub(" ", best)) or best.rstrip().endswith("?"):
        return True
    if _THEIR_GUESS.search(best) and not _REPORTED.search(sentence):
        return True
    said = [term.word for term in terms_in(sentence)]
    return any(
        is_close((match[1] or match[2]).lower(), word) for match in _INTENT.finditer(best) for word in said
    )


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
        and len(telling_terms(piece, names)) <= _FEWEST
        and len(piece) <= _SHORT
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


def new_detail(sentence: str, known: Sequence[str], names: frozenset[str]) -> str:
    """Return a phrase of a sentence of which its sources have no word, although they say the rest of it.

    What is told in other words altogether is not judged: only a phrase behind "over", "with", "because" and
    the like, or one word of manner, where all other words of the sentence stand in the sources.
    """
    told = {term.word for text in known for term in terms_in(text)}
    terms = telling_terms(sentence, names)
    supported = {term.start: _stands(term.word, told) for term in terms}
    exact = sum(any(is_close(term.word, other) for other in told) for term in terms)
    new = [term for term in terms if not supported[term.start]]
    if not new or not exact:
        return ""
    first, last = new[0].start, new[-1].end
    if any(first <= term.start <= last and supported[term.start] for term in terms):
        return ""
    opened = _OPENED.search(sentence[:first])
    if opened is None and re.search(r",\s*$", sentence[:first]) and not sentence[last:].strip(" ."):
        return sentence[first:last]
    if opened is not None:
        return sentence[opened.start() : last].strip(" ,")
    if len(new) == 1 and new[0].word.endswith("ly") and new[0].word not in _NO_MANNER:
        return new[0].word
    return ""


def _stands(word: str, told: Iterable[str]) -> bool:
    return any(is_like(word, other) for other in told)


def _has_rhythm(told: str, unit: str) -> bool:
    return re.search(rf"\b{unit}|\b{_LY[unit]}", told, re.IGNORECASE) is not None


def new_feeling(sentence: str, sources: Sequence[str]) -> str:
    """Return a feeling of a sentence of which its sources have no sign, empty where they have one."""
    told = [term.word for source in sources for term in terms_in(source)]
    near = [any(is_close(term.word, word) for word in told) for term in telling_terms(sentence)]
    if 2 * sum(near) < len(near):
        return ""
    for term in terms_in(sentence):
        kinds = [kind for kind in grounding_words().feelings if term.word in kind]
        if (
            kinds
            and term.word not in _SPOKEN
            and not any(word in kind or is_like(word, term.word) for kind in kinds for word in told)
        ):
            return term.word
    return ""


def new_aside(sentence: str, known: Sequence[str], names: frozenset[str]) -> str:
    """Return a reason, an aim or an aside of which the sources have no word, empty where there is none."""
    told = {term.word for text in known for term in terms_in(text)}
    for match in _ASIDE.finditer(sentence):
        before = [term.word for term in telling_terms(sentence[: match.start()], names)]
        near = sum(any(is_close(word, other) for other in told) for word in before)
        if 2 * near <= len(before):
            continue
        tail = re.split(r"[,;.](?=\s|$)", sentence[match.end() :])[0]
        telling = [term.word for term in telling_terms(tail, names)]
        is_reason = (
            re.search(r"because|so that|in order|due|owing|thanks|result|out of|^\s+to", match["mark"])
            is not None
        )
        if len(telling) < (1 if is_reason else _FEWEST):
            continue
        if not any(is_like(word, other) for word in telling for other in told):
            return sentence[match.start() :].strip(" ,")[:80]
    return ""
