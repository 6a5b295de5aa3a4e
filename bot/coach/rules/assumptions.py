"""Marks sentences that state another's future act as fact (R2).

Marked is a third party's future act told as certain ("they sign in May", "Acme will buy", "we'll win"), also
when somebody reports it. Not marked are questions, what is hedged ("hopes to", "might"), past facts, what the
member means to do, and a contact's promise to the member: that is a commitment, kept with `promises.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.promise_parts import Found
from bot.coach.rules.text import Sentence
from bot.core.notes import Assumption
from bot.language.calendar import Tense
from bot.language.dates import DateSpan
from bot.language.names import fold

_CLAUSE = re.compile(
    r"[;\u2013\u2014()]|\s-\s|:\s|,\s+(?=(?:and|but|so|then|which|says|say|said|"
    r"that['\u2019]s)\b)|,\s+|\s(?=(?:and|but)\s)"
)
_WILL = re.compile(
    r"\b(?:will|is going to|are going to|is gonna|are gonna|is about to|are about to|are set to|is set to)\b|"
    r"(?<=\w)['\u2019]ll\b",
    re.IGNORECASE,
)
_WE_WIN = re.compile(
    r"\bwe(?:['\u2019]ll| will|['\u2019]re going to| are going to)\s+(?:\w+\s+)?(?:win|get|close|"
    r"land|beat|sign|take|secure)\b|"
    r"\b(?:a done deal|is ours|as good as (?:done|signed|ours|won)|in the bag|"
    r"no[- ]brainer for them|is certain|is a given|a sure thing)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:gets?|is|are|will be|to be)\s+(?:\w+ly\s+)?(?:approved|signed|renewed|awarded|extended|"
    r"selected|chosen|ordered|funded|released|closed|rolled out)\b",
    re.IGNORECASE,
)
_STATIVE = re.compile(
    r"^\s*(?:be\s+(?:\w+ing\b|away|out|off|on|back|in|at|there|here|abroad|\w+ly\b)|have\s+(?:a|"
    r"been)|turn\b|still be\b|need to know|miss\b)",
    re.IGNORECASE,
)
_EDGES = " .,!*\"'\u201c\u201d"
_MEMBER = re.compile(r"(?:^|[\s,])(?:i|we|you)(?:\s+(?:also|then|still|probably))?\s*$", re.IGNORECASE)
_IT = re.compile(r"(?:^|[\s,])(?:it|this|that|there)\s*$", re.IGNORECASE)


def find_assumptions(
    sentences: Sequence[Sentence],
    dates: Sequence[DateSpan],
    promises: Sequence[Found],
    lexicon: Lexicon,
) -> list[Assumption]:
    """Return each clause that states another's future act as fact, literally and with its place."""
    found = []
    for sentence in sentences:
        if sentence.text.rstrip("\"')").endswith("?"):
            continue
        for start, clause in _clauses(sentence):
            promised = any(start < one.end and one.start < start + len(clause) for one in promises)
            if promised or not clause:
                continue
            inside = [span for span in dates if start <= span.start < start + len(clause)]
            if _states_future(clause, inside, lexicon):
                quote = clause.strip(_EDGES)
                found.append(Assumption(quote, start + len(clause) - len(clause.lstrip(_EDGES))))
    return found


def _clauses(sentence: Sentence) -> list[tuple[int, str]]:
    parts, begin = [], 0
    for cut in [
        *(match.span() for match in _CLAUSE.finditer(sentence.text)),
        (len(sentence.text), len(sentence.text)),
    ]:
        part = sentence.text[begin : cut[0]]
        left = len(part) - len(part.lstrip())
        cleaned = re.sub(r"^(?:and|but|so|then|that)\s+", "", part.strip(), flags=re.IGNORECASE)
        skipped = len(part.strip()) - len(cleaned)
        parts.append((sentence.start + begin + left + skipped, cleaned))
        begin = cut[1]
    return parts


def _states_future(clause: str, dates: Sequence[DateSpan], lexicon: Lexicon) -> bool:
    words = set(re.findall(r"[a-z']+", fold(clause)))
    if words & lexicon.hedges - {"may"} or re.search(r"\bmay\s+(?!\d|of|in|and)[a-z]+", clause):
        return False
    if _WE_WIN.search(clause):
        return True
    will = _WILL.search(clause)
    if will is not None:
        return _others_will(clause, will, lexicon)
    ahead = any(span.reading.tense is not Tense.PAST for span in dates)
    if not ahead or re.match(r"\s*(?:i|we)\b", clause, re.IGNORECASE):
        return False
    return _PASSIVE.search(clause) is not None or _present_decision(clause, lexicon)


def _others_will(clause: str, will: re.Match[str], lexicon: Lexicon) -> bool:
    head, rest = clause[: will.start()], clause[will.end() :]
    if _MEMBER.search(head) or not head.strip():
        return False
    verb = next(iter(re.findall(r"[a-z]+", fold(rest))), "")
    if verb in ("not", "never", "also", "certainly", "definitely", "surely"):
        verb = next(iter(re.findall(r"[a-z]+", fold(rest))[1:]), "")
    decides = verb in lexicon.buying_verbs or _PASSIVE.search(clause) is not None
    if _IT.search(head):
        return decides
    return decides or not _STATIVE.match(rest)


def _present_decision(clause: str, lexicon: Lexicon) -> bool:
    """Return a deciding verb in the present with somebody before it: "they sign in May"."""
    words = re.findall(r"[^\W\d_]+", clause)
    for place, word in enumerate(words[1:4], 1):
        folded, before = fold(word), fold(words[place - 1])
        plural = before in ("they", "both", "all") or before.endswith("s")
        if folded in lexicon.buying_forms and (folded.endswith("s") or plural):
            return before not in ("to", "i", "we", "the", "a", "an", "not", "can", "must")
    return False
