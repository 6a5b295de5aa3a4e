"""Finds promises in a note: who promised what to whom, and by when (B1).

A contact's promise to the member ("she will send the numbers") is a commitment. A contact's other future act
stated as fact ("they sign in May") is an assumption and is found in `assumptions.py`: the verb decides,
handing something over or coming back to the member against deciding, buying or changing on their own side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.coach.rules.promise_cues import (
    BY_CONTACT,
    BY_MEMBER,
    END,
    NO_DEED,
    NOT_SAID,
    POINTS_BACK,
    TERSE,
    TERSE_SUBJECT,
    TRAILING,
)
from bot.coach.rules.promise_parts import (
    Found,
    Scene,
    hands_over,
    is_said_by_another,
    quote_start,
    subject_of,
    whom_of,
)
from bot.coach.rules.text import Sentence
from bot.core.coaching.understanding import Promise
from bot.core.notes import Promiser
from bot.language.calendar import Tense
from bot.language.dates import DateSpan

_MOST = 40
"""Promises read from one note at most; what is longer is no note of promises."""
_DEADLINES = frozenset(
    ("by", "before", "until", "till", "til", "due", "within", "no later than", "not later than")
)
_PATTERNS = (
    (Promiser.CONTACT, (TERSE,)),
    (Promiser.MEMBER, BY_MEMBER),
    (Promiser.CONTACT, BY_CONTACT),
)
"""In order: the first that takes words keeps them."""
_NO_DEADLINES = frozenset(("since", "from", "about", "as of", "for"))


_BRACKETED = re.compile(r"\s*\(\s*(?:due\s+)?(?:by|before|until|till|on)?\s*", re.IGNORECASE)
"""What stands between a deed and a day in brackets after it."""


def find_promises(scene: Scene) -> list[Found]:
    """Return the promises of a note, in order, at most one for the same words."""
    found: list[Found] = []
    for sentence in scene.sentences:
        if not sentence.text.endswith("?"):
            found.extend(_in_sentence(scene, sentence, _MOST - len(found)))
        if len(found) >= _MOST:
            break
    return found


def _in_sentence(scene: Scene, sentence: Sentence, most: int) -> list[Found]:
    kept: list[Found] = []
    for by, patterns in _PATTERNS:
        for pattern in patterns:
            for match in _matches(pattern, sentence.text):
                if len(kept) >= most:
                    return sorted(kept, key=lambda one: one.start)
                found = _read(scene, sentence, match, by)
                if found is not None and all(found.end <= k.start or found.start >= k.end for k in kept):
                    kept.append(found)
    return sorted(kept, key=lambda one: one.start)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield every match, also those inside the words that an earlier one took as its deed."""
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, max(match.start("what"), match.start() + 1))


def _read(scene: Scene, sentence: Sentence, match: re.Match[str], by: Promiser) -> Found | None:
    head = sentence.text[: match.start()]
    if NOT_SAID.search(head[-40:]) or NO_DEED.match(match["what"]):
        return None
    if match.re is TERSE and not TERSE_SUBJECT.search(head[-80:]):
        return None
    subject: str | None = ""
    if by is Promiser.CONTACT:
        subject = subject_of(scene, sentence, match)
        if subject is None or not hands_over(match, scene.lexicon):
            return None
    elif is_said_by_another(scene, sentence, match):
        return None
    return _promise(scene, sentence, match, by, subject or "")


def _promise(
    scene: Scene, sentence: Sentence, match: re.Match[str], by: Promiser, subject: str
) -> Found | None:
    begin = sentence.start + match.start("what")
    end = begin + _length(match["what"], scene, begin)
    due = _due(scene, begin, end)
    if due is None and (bracket := _BRACKETED.match(scene.text, end)):
        due = next((span for span in scene.dates if span.start == bracket.end()), None)
        what = _trimmed(scene.text[begin:end])
    elif due is None:
        what = _trimmed(scene.text[begin:end])
    elif due.start <= begin + 3:
        what = _trimmed(scene.text[due.end : end])
    else:
        what = _trimmed(scene.text[begin : due.start])
    if len(what) < 3:
        return None
    start = quote_start(scene, sentence, sentence.start + match.start(), subject)
    quote = scene.text[start:end].rstrip(" ,;:.-\u2013\u2014")
    whom = subject or whom_of(scene, match, what, begin, start)
    if due is None and POINTS_BACK.match(what):
        due = _due(scene, sentence.start, begin)
    day = due.due(scene.today) if due is not None else None
    return Found(Promise(by, what, quote, whom, day), start, begin, start + len(quote))


def _length(what: str, scene: Scene, offset: int) -> int:
    """Return where a promise's words end: with the clause; dots inside names and dates do not end it."""
    for end in END.finditer(what):
        place = offset + end.start()
        named = any(person.start <= place < person.end for person in scene.people)
        dated = any(span.start <= place < span.end for span in scene.dates)
        if not named and not dated and end.start() > 1 and not re.match(r"\.\w", what[end.start() :]):
            return end.start()
    return len(what)


def _due(scene: Scene, start: int, end: int) -> DateSpan | None:
    inside = [
        span
        for span in scene.dates
        if start <= span.start
        and span.end <= end + 1
        and span.reading.tense is not Tense.PAST
        and span.marker not in _NO_DEADLINES
        and span.due(scene.today) >= scene.today
    ]
    marked = [span for span in inside if span.marker in _DEADLINES]
    return next(iter(marked or inside or _needed_then(scene, start, end)), None)


def _needed_then(scene: Scene, start: int, end: int) -> list[DateSpan]:
    """Return the one day that something is for ("the list for Monday"): it has to be there by then."""
    spans = [span for span in scene.dates if start <= span.start and span.end <= end + 1]
    return [
        span
        for span in spans
        if span.marker == "for"
        and span.reading.tense is not Tense.PAST
        and span.planned.days == 1
        and span.due(scene.today) >= scene.today
    ]


def _trimmed(what: str) -> str:
    what = what.strip(' ,;:.-\u2013\u2014"\u201d')
    what = TRAILING.sub("", what + " ").strip(' ,;:.-\u2013\u2014"\u201d') if what else what
    return re.sub(r"^(?:also|then|to|still|just|probably|gladly)\s+", "", what)
