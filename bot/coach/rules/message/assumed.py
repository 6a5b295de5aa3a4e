"""What is told of others' future as if it were a fact (R2): the reader's clauses, and plain forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene
from bot.core.notes import Assumption

_EDGES = " \t\n,.;:!*\"'\u201c\u201d"
_HEDGED = re.compile(
    r"\b(?:hopes?|hoping|might|could|would like|wants? to|wishes|if|whether|unless|(?:she|he|they|it) may)\b",
    re.IGNORECASE,
)
"""Words that do not tell of a fact: "she hopes to sign"."""
_HAPPENED = re.compile(
    r"\W*(?:(?:[Tt]hey|[Ss]he|[Hh]e|[Ww]e|[Ii]t|[A-Z][\w'\u2019-]+)\s+)(?:[a-z]{3,}ed|bought|won|left|got|"
    r"chose|went|was|were)\b",
)
"""What took place, and is no forecast: "they signed in May"."""
_PLAIN = re.compile(
    r"\bwe(?:['\u2019]ll| will|['\u2019]re going to)\s+(?:win|close|land|beat)\b[^.;!?\n]{0,60}|"
    r"\b(?:the |their |our )?\w+ (?:gets|is|are) (?:approved|signed|renewed|awarded)"
    r"(?= (?:next|in|by|on|tomorrow))[^,.;!?\n]{0,40}|"
    r"\b(?:they|she|he)\s+(?:signs?|buys?|orders?|renews?|extends?)\s+(?:[\w'\u2019-]+\s+){0,4}?"
    r"(?:in|by|on|next|before|this)\s+[^,.;!?\n]{2,30}|"
    r"(?<![\w&-])(?-i:[A-Z])[\w&]{1,30}(?: (?-i:[A-Z])[\w&]{1,30}){0,2} will "
    r"(?:buy|order|sign|renew|extend|invest)(?: [\w'\u2019-]+){0,4}? "
    r"(?:in|by|on|next|before|this) [^,.;!?\n]{2,30}|"
    r"\b(?:the |their |our )?(?:decision|go-live|launch|roll-?out|kick-?off|signing|tender)"
    r"(?: (?:on|for|of|about) (?:[\w'\u2019-]+ ){1,4}?| )slips (?:to|into|until|by) [^,.;!?\n]{2,30}",
    re.IGNORECASE,
)
"""Forms that the reader overlooks: "we'll win this one", "budget gets approved next week"."""

_WHO_DECIDES = (
    r"(?:(?:[Tt]he(?:ir|y)?|[Oo]ur|[Tt]hey|[Ii]t|[Ss]he|[Hh]e) )?(?:(?:new|whole) )?"
    r"(?:board|committee|council|management|customer|client|company|ministry|government|regulator|"
    r"steering (?:group|committee)|procurement|headquarters|HQ|group|parliament|works council)|"
    r"[Tt]hey|[Ii]t|[Ss]he|[Hh]e|"
    r"(?<![\w&-])(?!(?:We|If|When|Then|But|And|So|My|Our|Maybe|Who|What)\b)"
    r"[A-Z][\w&]{1,30}(?: [A-Z][\w&]{1,30}){0,2}"
)
_DEEDS = (
    r"(?:signs?|buys?|renews?|extends?|approves?|decides?|launch(?:es)?|invests?|awards?|closes?|"
    r"go(?:es)? live|kicks? off|rolls? out|switch(?:es)? over|"
    r"gets? (?:approved|signed|renewed|awarded))"
)
_MONTHS = (
    r"(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|May(?! [A-Z])|[Jj]une?|[Jj]uly?|"
    r"[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"
)
_TIME_TOLD = (
    r"(?:(?:in|by|on|before|until|for|at) )?"
    r"(?:(?:the )?(?:early|late|mid|end of|beginning of|start of) )?(?:"
    rf"{_MONTHS}\b(?: \d{{4}})?|[Qq][1-4]\b(?: \d{{4}})?|20\d\d\b|"
    r"(?:the )?(?:spring|summer|autumn|fall|winter)\b|"
    r"(?:next|this|the (?:first|second|third|fourth)) (?:week|month|quarter|year|half)\b|"
    r"(?:mon|tues|wednes|thurs|fri)day\b|tomorrow\b)"
)
_DATED = re.compile(
    rf"\b(?:{_WHO_DECIDES}) {_DEEDS}(?: (?!and\b|but\b|or\b)[\w'\u2019-]+){{0,5}}? {_TIME_TOLD}"
)
"""What others will do at a time, told as a fact: "Northwind signs in March"."""

_SUBJECT = r"(?:they|she|he|it|[A-Z][\w'\u2019-]+)"
_OPINION = re.compile(
    rf"\W*{_SUBJECT}(?:['\u2019]ll| will) (?:find|like|love|hate|think|understand|appreciate|"
    rf"see|feel|know)\b",
    re.IGNORECASE,
)
_JOB = re.compile(
    rf"\W*{_SUBJECT}(?:['\u2019]ll| will) (?:take over|lead|head|run|join|replace|report to|be the)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?P<who>(?-i:[A-Z])[\w'\u2019-]+|he|she|they) (?:says|said|thinks?|thought|expects?|"
    r"reckons?|believes?|"
    r"told (?:me|us)|is sure|are sure|say|claims?)(?: that)?\s+$",
    re.IGNORECASE,
)
"""Who says what is told, right before it: "he says"."""
_NEXT = re.compile(
    r",?\s+(?:and|but|so|because|since|while|although|then)\s+(?=(?:i|we|she|he|they|it|the|that|there|this|"
    r"(?-i:[A-Z])[\w'\u2019-]+)\b)|,\s|[.;!?]\s|\n",
    re.IGNORECASE,
)
"""Where the next clause begins."""
_APOSTROPHES = ("'", "\u2019")
_REST = re.compile(r"[^,.;!?\n]*")
_WORD = re.compile(r"[\w'\u2019-]*")
_LEAD = 40
_SHORTEST = 8
"""How many characters an expectation has at least before the next clause begins."""


def find_assumed(scene: Scene, clauses: Sequence[ClauseSpan]) -> Iterator[Assumption]:
    """Yield the words that state others' future as fact, each once."""
    kept = [
        one
        for one in clauses
        if not _HEDGED.search(scene.text, one.start, one.end)
        and not _HAPPENED.match(scene.text, one.start, one.end)
    ]
    places = list[tuple[int, int]]()
    for one in kept:
        start, end = _whole(scene.text, one.start, one.end)
        places.append((start, end))
        if not _says_no_deed(scene, start, end):
            yield _assumption(scene.text, start, end)
    for found in (*_PLAIN.finditer(scene.text), *_DATED.finditer(scene.text)):
        head = scene.text[max(0, found.start() - 12) : found.start()]
        read = any(start < found.end() and found.start() < end for start, end in places)
        if not read and not _HEDGED.search(head) and not _HEDGED.search(found[0]):
            start, end = _whole(scene.text, found.start(), found.end())
            places.append((start, end))
            yield _assumption(scene.text, start, end)


def is_forecast(text: str, start: int, end: int) -> bool:
    """Return whether words, read as a promise, only say what others will do: "they sign in May"."""
    found = _PLAIN.match(text, start)
    return found is not None and end - found.end() < _SHORTEST


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words begin and end as a clause: with who says it, never inside a word."""
    said = _SAYS.search(text, max(0, start - _LEAD), start)
    cut = _NEXT.search(text, start + _SHORTEST, end)
    if cut is not None:
        end = cut.start()
    elif text[end - 1 : end].isalnum() and text[end : end + 1] in ("-", *_APOSTROPHES):
        end = _REST.match(text, end).end()  # type: ignore[union-attr]
    elif text[end - 1 : end].isalnum() and text[end : end + 1].isalnum():
        end = _WORD.match(text, end).end()  # type: ignore[union-attr]
    return (said.start("who") if said else start), end


def _says_no_deed(scene: Scene, start: int, end: int) -> bool:
    """Return whether the words tell of an opinion, or of a job without a day: nothing that can come true."""
    if _OPINION.match(scene.text, start, end):
        return True
    dated = any(start <= span.start < end for span in scene.dates)
    return not dated and _JOB.match(scene.text, start, end) is not None


def _assumption(text: str, start: int, end: int) -> Assumption:
    words = text[start:end]
    quote = words.strip(_EDGES)
    return Assumption(quote, start + words.index(quote))
