"""What the reader takes for a promise and nobody promised: states, waiting, terms, plans, denials (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.reader.labels import ClauseLabel, NameLabel
from bot.coach.reader.reading import ClauseSpan, NameSpan
from bot.coach.rules.message.scene import Scene

_THING_HAPPENS = re.compile(
    r"\W*(?:(?:the|their|our|his|her|its|this|that)\s+)?"
    r"(?!(?:i|we|she|he|they|you|to|will|send|give|get|share|check|ask|make|book|do|call)\b)"
    r"(?:[\w&'\u2019-]+\s+){1,6}?"
    r"(?:renews|expires|ends|lapses|terminates|slips|slipped|runs\s+(?:out|until|till|to|through)|"
    r"is\s+(?:up|postponed|delayed|pushed)|(?:comes|is\s+up)\s+for\s+renewal|renewal\s+is)\b",
    re.IGNORECASE,
)
"""What happens to a thing by itself: "contract renews 31 March", "decision on the pilot slips to April"."""
_GIVEN_WORD = re.compile(
    r"\b(?:promised?|promises|owes?|owed|offered|agreed|will|['\u2019]ll|would|['\u2019]d|to)\s+"
    r"(?:(?:me|us|her|him|them|that|[A-Z][\w'\u2019-]+)\s+){0,2}$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:(?-i:[A-Z])[\w'\u2019-]+\s+){0,2}(?:nothing|none of|not a thing)\b", re.IGNORECASE
)
"""What was not promised: "I promised Carla nothing about it"."""
_AND_DID = re.compile(
    r"\band\s+(?:(?:i|we)\s+)?(?:have\s+|['\u2019]ve\s+)?(?:already\s+|just\s+)?(?:did|done|sent|mailed|e-?mailed|"
    r"gave|delivered|shared|forwarded|handed over)\s+(?:it|them|that|this|(?:her|him) (?:it|that))\b",
    re.IGNORECASE,
)
"""What was promised and is done by now: "promised Ana a demo and already did it"."""
_HEAD, _TAIL = 40, 32
_WAITED_NEAR = 60
_SUBJECT = r"\W*(?:(?:(?-i:[A-Z])[\w'\u2019-]+|she|he|they|[iw]e?)\s+){0,2}"
_NOT_DONE = re.compile(
    _SUBJECT + r"(?:still\s+|yet\s+)?(?:ha(?:s|ve)(?:n['\u2019]?t| not| still not| yet to| never)|"
    r"did(?:n['\u2019]?t| not)|never)\s+(?!promised?\b|said\b|forgets?\b|forgotten\b)\w+",
    re.IGNORECASE,
)
"""What somebody has not done so far: "still hasn't sent the draft"."""
_WILL = re.compile(r"\b(?:will|promised?|promises|going to|gonna|owes?)\b|['\u2019]ll\b", re.IGNORECASE)
_WAITING = re.compile(
    r"\W*(?:(?:(?:i|we)(?:['\u2019](?:m|re)| am| are)|am|are)\s+)?(?:(?:still|just|now)\s+)*"
    r"(?:waiting|awaiting)\b",
    re.IGNORECASE,
)
_WAITED_FOR = re.compile(
    r"\b(?:waiting|waits?|awaiting)\s+(?:for|on)\s+[\w'\u2019 -]{2,40}\s$", re.IGNORECASE
)
"""Words before what somebody is still to do: "waiting for Helen to confirm"."""
_STILL_NOT = re.compile(
    r"\W*(?:still\s+no\b|(?!(?:send|give|get|share|check|ask|make|book|do|call|will|i|we|to)\b)"
    r"(?:[\w'\u2019-]+\s+){1,4}?(?:is |are |was |were )?"
    r"still (?:not|missing|outstanding|pending|open)\b(?!\s*\w*:))",
    re.IGNORECASE,
)
"""What is still missing: "PO still not in"."""
_NO_THING = re.compile(r"\W*no (?:[\w-]+ ){1,4}?(?:from|by|of) (?-i:[A-Z])", re.IGNORECASE)
_DENIAL = (
    r"(?:no (?:firm |real )?(?:promises?|commitments?)|not a promise|nothing (?:promised|firm)|"
    r"without (?:promising|committing)|(?:did(?:n['\u2019]?t| not)) (?:promise|commit))\b"
)
_DENIED_IN = re.compile(rf"[,;(\u2013\u2014-]\s*(?:but )?(?:i |we |made )?{_DENIAL}", re.IGNORECASE)
_DENIED_AFTER = re.compile(rf"[\s,;.(\u2013\u2014-]{{1,4}}(?:but )?(?:i |we |made )?{_DENIAL}", re.IGNORECASE)
_NO_PROMISES = re.compile(
    r"(?:^|[.!?\n;,(])\s*no promises?[\s,:;\u2013\u2014-]{1,3}(?:but )?(?:(?:i|we)(?:['\u2019](?:ll|d)| "
    r"will| would)?\s+)?$",
    re.IGNORECASE,
)
"""What is said before words that bind nobody: "no promises, but I'll check"."""
_FROM_SOMEBODY = re.compile(r"\s*(?:from|by|on|about|yet|so far)\b", re.IGNORECASE)
_TERMS = re.compile(r"\b(?:agreed|settled|shook hands) on\b|\bterms?\b|\bagreed\s*:", re.IGNORECASE)
_TERM = re.compile(
    r"\W*(?!(?:send|give|get|share|check|pay|ship|book|hold|keep|add|make|do|call|deliver|train|bring|"
    r"order|confirm|offer|extend|cut|run|provide|return|reserve)\b)(?:[a-z][\w-]*\s+){1,3}"
    r"(?:of\s+|for\s+|to\s+|at\s+)?[\u20ac$\u00a3]?\d[\d.,]*\s*(?:%|[a-z]{1,7})?"
    r"(?:\s+with\s+[\w ]{2,30})?\W*",
    re.IGNORECASE,
)
"""A term of a deal, which nobody is to do: "training 2 days" after "agreed on"."""
_RULE = re.compile(r"\W*(?:never|do not|don['\u2019]?t)\s+(?!forget\b|let\b)\w+", re.IGNORECASE)
"""What the member is not to do at any time, which is a lesson: "never quote without checking"."""
_TO_SELF = re.compile(r"\b(?:note|memo|reminder) to (?:my)?self\b[^.;!?\n]{0,12}$", re.IGNORECASE)
_ALWAYS = re.compile(r"\W*(?:always|no more|only ever|remember that)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\W*(?:(?:the|a|our|his|her|their)\s+)?(?:new|next|other|another|alternative|replacement)\s+"
    r"(?:slot|date|time|appointment|meeting|call|session|catch-?up|visit)s?"
    r"(?:\s+(?:is|will be|on|at|for|now))*\W*",
    re.IGNORECASE,
)
"""A meeting to come, before its day: "new slot Tues 11am"."""
_AGAIN = re.compile(
    r"\W*(?:(?:we|let['\u2019]?s)\s*(?:['\u2019]ll|will|are going to|can)?\s+)"
    r"(?:try|meet|talk|speak|sit down|do it|reconvene)\s*(?:it\s+)?(?:again|up)?\s*(?:on|at|in|for)?\W*",
    re.IGNORECASE,
)
"""What both will do together, before its day: "we try again on 16 Dec"."""
_CLOCK = re.compile(
    r"(?:\s|[,;.@()-]|\bat\b|\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|h|hrs|o'clock)?\b)*", re.IGNORECASE
)
_ASK_THEM = re.compile(r"\W*ask (?:her|him|them)\W*", re.IGNORECASE)
_ROLE = re.compile(r"\W*(?:(?:now|currently|new|the|our|their|is|formerly|was|as)\s+)*", re.IGNORECASE)
"""What stands before a job that somebody has: "now Head of Ops"."""


def is_no_promise(scene: Scene, clause: ClauseSpan, names: Sequence[NameSpan] = ()) -> bool:
    """Return whether nobody promises what a clause says."""
    if _NOTHING.match(scene.text, clause.start, clause.end):
        return True
    if _AND_DID.search(scene.text, clause.start, min(clause.end + _TAIL, len(scene.text))):
        return True
    head = scene.text[max(0, clause.start - _HEAD) : clause.start]
    if _is_state(scene.text, clause, names) or _is_denied(scene.text, clause):
        return True
    if _GIVEN_WORD.search(head) is not None:
        return False
    if _THING_HAPPENS.match(scene.text, clause.start, clause.end):
        return True
    return (
        _is_lesson(scene.text, clause)
        or _is_term(scene, clause)
        or any(_is_only_dated(scene, clause, form) for form in (_MEETING, _AGAIN))
        or (_is_only_dated(scene, clause, _ASK_THEM) and head.rstrip().endswith("?"))
    )


def _is_state(text: str, clause: ClauseSpan, names: Sequence[NameSpan]) -> bool:
    """Return whether a clause says what is not done, what is waited for, or which job somebody has."""
    forms = (_WAITING, _STILL_NOT, _NO_THING)
    if any(form.match(text, clause.start, clause.end) for form in forms):
        return _WILL.search(text, clause.start, clause.end) is None
    if clause.label is not ClauseLabel.CONTACT_PROMISES:
        return False
    if _WAITED_FOR.search(text, max(0, clause.start - _WAITED_NEAR), clause.start):
        return True
    if _NOT_DONE.match(text, clause.start, clause.end):
        return _WILL.search(text, clause.start, clause.end) is None
    begins = _ROLE.match(text, clause.start, clause.end)
    at = begins.end() if begins else clause.start
    return any(one.label is NameLabel.JOB and one.start <= at < one.end for one in names)


def _is_denied(text: str, clause: ClauseSpan) -> bool:
    """Return whether the words say beside it that it is no promise: "told him we'd check, no promise"."""
    within = _DENIED_IN.search(text, clause.start, clause.end) or _DENIED_AFTER.match(text, clause.end)
    if within is not None:
        return _FROM_SOMEBODY.match(text, within.end()) is None
    is_mine = clause.label is ClauseLabel.MEMBER_PROMISES
    return is_mine and _NO_PROMISES.search(text, max(0, clause.start - _HEAD), clause.start) is not None


def _is_lesson(text: str, clause: ClauseSpan) -> bool:
    """Return whether a clause says what is always or never to be done."""
    if clause.label is not ClauseLabel.MEMBER_PROMISES:
        return False
    to_self = _TO_SELF.search(text, max(0, clause.start - _HEAD), clause.start)
    lesson = _RULE.match(text, clause.start, clause.end)
    return lesson is not None or (
        to_self is not None and _ALWAYS.match(text, clause.start, clause.end) is not None
    )


def _is_term(scene: Scene, clause: ClauseSpan) -> bool:
    """Return whether a clause is one of the terms on which both agreed."""
    sentence = scene.sentence_at(clause.start)
    told = _TERMS.search(scene.text, sentence.start, clause.start)
    return told is not None and _TERM.fullmatch(scene.text, clause.start, clause.end) is not None


def _is_only_dated(scene: Scene, clause: ClauseSpan, form: re.Pattern[str]) -> bool:
    """Return whether a clause has a form and then only a day and an hour."""
    begins = form.match(scene.text, clause.start, clause.end)
    if begins is None:
        return False
    rest = scene.text[begins.end() : clause.end]
    for day in scene.dates:
        if begins.start() <= day.start < clause.end:
            start, end = max(day.start, begins.end()), min(day.end, clause.end)
            rest = scene.text[begins.end() : start] + scene.text[end : clause.end]
            break
    return _CLOCK.fullmatch(rest) is not None
