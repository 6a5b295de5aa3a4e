"""B12: words that change an open promise: kept, moved to another day, no longer wanted, or not yet done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.core.notes import Promiser
from bot.core.promise_changes import PromiseChange, PromiseOutcome
from bot.core.promise_words import telling_words
from bot.core.putting_off import REFUSES, find_put_off
from bot.language.date_words import number_of
from bot.language.dates import DateSpan, find_dates
from bot.language.names import word_set

_CLAUSES = re.compile(r"[.;!?\n]+|,?\s+but\s+", re.IGNORECASE)
_CANCELLED = re.compile(
    r"\b(?:cancel(?:l?ed|s)|call(?:ed|s) (?:it )?off|no longer (?:needs?|wants?|needed|wanted|necessary)|"
    r"(?:does(?:n[\u2019']?t| not)|do(?:n[\u2019']?t| not)) (?:need|want)|backed out|withdrew|"
    r"fell through|changed (?:his|her|their) mind|"
    r"can(?:[\u2019']?t|not) (?:do|make|manage|deliver|provide)|"
    r"won[\u2019']?t (?:be able to|manage|happen|be needed)|"
    r"(?:is|isn[\u2019']?t|not) (?:off now|needed|happening))\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:move[ds]?|postpone[ds]?|pushe[ds](?: back)?|push|put off|puts off|delay(?:ed|s)?|"
    r"reschedule[ds]?|shift(?:ed|s)?|slip(?:s|ped)?|slid|bump(?:ed|s)?|needs? (?:it |until )|"
    r"needs? more time|needs? another|not (?:until|before|ready before)|"
    r"(?:it[\u2019']?s |is )?(?:now )?due|make it|tak(?:es?|ing) until|"
    r"won[\u2019']?t be ready (?:until|before)|(?:will|is|are|be|running|going to be|comes?) (?:\w+ )?late|"
    r"instead|new (?:due )?(?:date|day|deadline)|extended)\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"instead|due|late|new", re.IGNORECASE)
"""Words for a move whose new day may stand before them: "the pricing on the 12th instead"."""
_OLD_DAY = re.compile(
    r"\b(?:instead of|rather than|not|from|was|originally)\s*(?:on |by |due )?$", re.IGNORECASE
)
"""Words before the day on which it was due: "from Friday to Monday"."""
_TO_WED = re.compile(r"\b(to|till|until) wed\b", re.IGNORECASE)
"""A short weekday that reads like a word: where something moves, nobody marries."""
_NOT_BEFORE = re.compile(r"before\s*$", re.IGNORECASE)
_NUMBER = r"a|an|one|two|three|four|five|six|\d{1,2}"
_BY_HOW_LONG = re.compile(
    rf"\b(?:back |by |for |another |slip(?:s|ped)? )+(?P<first>(?:{_NUMBER}) )?(?:more )?"
    rf"(?P<unit>day|week|month)s?\b(?: later)?|"
    rf"\b(?P<second>{_NUMBER}) (?:more )?(?P<other>day|week|month)s? (?:later|longer|more)\b",
    re.IGNORECASE,
)
"""By how long something moves: "push the pricing back a week"."""
_DAYS = {"day": 1, "week": 7, "month": 30}
_BROKE = re.compile(
    r"\b(?:broke|broken|missed|did(?:n[\u2019']?t| not) (?:keep|meet|hold)|"
    r"could(?:n[\u2019']?t| not) (?:keep|meet|"
    r"hold)|failed to (?:keep|meet)|never kept|went back on) "
    r"(?P<whose>my|our|his|her|their|the|an?|[A-Z][\w-]+[\u2019']s?) (?:\w+ )?"
    r"(?:promises?|word|commitments?|deadline|due date)\b",
    re.IGNORECASE,
)
"""Words that say that a promise was not kept: "I broke my promise to Ana about the timeline"."""
_NOT_MANAGED = re.compile(
    r"\b(?:(?:did|could|was)(?:n[\u2019']?t| not) (?:manage(?: to)?|do|make|deliver|finish|"
    r"send|get (?:to|around to|"
    r"done)|able to|have time for)|failed to|ran out of time for|haven[\u2019']?t managed)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:\b(?:not|never|no)|n[\u2019']?t)\s+$", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:not yet|(?:have(?:n[\u2019']?t| not)|has(?:n[\u2019']?t| not)) .*\byet|"
    r"still (?:have(?:n[\u2019']?t| not)|has(?:n[\u2019']?t| not)|waiting|open|owes?))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:(?:yes|ok|okay|all|done)\W+)?"
    r"(?:(?:it[\u2019']?s |that[\u2019']?s |all )?(?:done|sent|delivered|settled|finished)|"
    r"(?:(?:i|we)(?:['\u2019]ve| have)? )?(?:just |already )?(?:did|sent|delivered|finished|gave|given|done) "
    r"(?:it|that|them|this|so)|"
    r"(?:she|he|they) (?:just |already )?(?:did|sent|delivered|gave) (?:it|that|them|me that|me it))"
    r"(?: (?:today|yesterday|now|already|just now|this morning))?\W*$",
    re.IGNORECASE,
)
_BY_MEMBER = re.compile(r"\b(?:i|we)\b", re.IGNORECASE)
_SENT = re.compile(r"\b(?:did|sent|delivered|gave|given)\b", re.IGNORECASE)
"""Deeds that are the member's own where nobody else is named: "sent it" is no news of what others sent."""
_ORDER = (("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"), ("fifth", "5th"))
_DROP_IT = re.compile(
    r"^\W*(?:(?:please|ok|okay|just|you can|can you)\W+)*"
    r"(?:drop|cancel|delete|remove|forget|scrap|strike|skip)"
    r"(?: about)? (?:it|that one|this one)(?:,? (?:please|off|from the list))*\W*$",
    re.IGNORECASE,
)
"""Words by which a promise comes off the list: "drop the first one"."""
_POINTED = re.compile(
    r"(?:^|(?<=move )|(?<=push )|(?<=moved )|(?<=drop )|(?<=delay )|(?<=cancel )|(?<=delete ))"
    r"(?:the |(?=\w+ (?:one|promise|is|was)\b|(?:first|second|third|1st|2nd|3rd) (?:done|sent)\b))"
    r"(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)(?: one| promise)?"
    r"(?P<is> is| was|['\u2019]s)?(?= |[.!]*$)",
    re.IGNORECASE,
)
"""Which of a list words begin with, or say is to move: "the second one is done"."""
_NEVER_PROMISED = re.compile(
    r"^\W*(?:(?:no|nope|sorry|wait|actually|hm+|oh|correction)\b[\s,:;.!-]*)*"
    r"(?:(?P<mine>(?:i|we)(?:[\u2019']ve| have)?)\s+(?:did(?:n[\u2019']?t| not)|haven[\u2019']?t|never)\s+"
    r"(?:actually\s+|really\s+|ever\s+)?promised?\s*"
    r"(?:(?:her|him|them|it|that|this|anything|any of (?:that|it)|(?-i:[A-Z])[\w\u2019'-]+)\s*){0,3}|"
    r"(?:(?:that|this|it)(?:[\u2019']?s| is| was)\s*(?:not|never|no)|"
    r"(?:that|this|it) (?:is|was)n[\u2019']?t|not|no)\s+"
    r"(?:really\s+|actually\s+)?(?:a |an? actual )?promise(?: of mine)?)\W*$",
    re.IGNORECASE,
)
"""Words by which nothing was promised: "I didn't promise that", "that's not a promise"."""
_OF_A_MEETING = re.compile(
    r"\b(?:no[ -]?shows?|did(?:n[\u2019']?t| not) show(?: up)?|stood me up|never showed(?: up)?)\b",
    re.IGNORECASE,
)
"""Where somebody did not come to a meeting, it is the meeting that moves."""
_POINTS = re.compile(r"\b(?:it|that|this|these|those|promises?)\b", re.IGNORECASE)
_FILLERS = word_set(
    "unfortunately sadly sorry ok okay yes no now only already it that this one thing just yet still until "
    "till not can cannot can't won't will due make day date instead rather done back ready "
    "later late longer new from before than gets get deadline "
    "however then there been being has "
    "have had need needs wanted want more time actually me i she he they we"
)


def read_promise_changes(
    text: str, today: date, names: Sequence[str] = (), *, day_first: bool = True
) -> list[PromiseChange]:
    """Read what each clause of a text says becomes of a promise; `names` are those of its people.

    "She cancelled the workshop" drops one, "the paper moved to Tuesday" moves one, "not yet" leaves one open.
    """
    found = (_read_clause(clause, today, names, day_first=day_first) for clause in _CLAUSES.split(text))
    of_meeting = _OF_A_MEETING.search(text) is not None
    return [each for each in found if each is not None and not (of_meeting and each.is_bare)]


def read_bare_change(text: str, today: date, *, day_first: bool = True) -> PromiseChange | None:
    """Read a message that says what became of a promise and nothing else: "not yet", "moved to Tuesday"."""
    if (denied := _NEVER_PROMISED.match(text)) is not None:
        return PromiseChange(PromiseOutcome.DROPPED, by=Promiser.MEMBER if denied["mine"] else None)
    if _DONE.match(text):
        return PromiseChange(PromiseOutcome.KEPT, by=_promiser(text, PromiseOutcome.KEPT))
    changes = read_promise_changes(text, today, day_first=day_first)
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip()]
    return changes[0] if len(changes) == len(clauses) == 1 and changes[0].is_bare else None


def pointed_at(text: str) -> tuple[int | None, str]:
    """Return which of a list words point at, from 0 on or -1 for the last, and the words with "it" instead.

    "The second one is done" is "it's done" of number 1; words that point at none come back as they are.
    """
    found = _POINTED.search(text)
    if found is None:
        return None, text
    word = found["which"].lower()
    number = -1 if word == "last" else next(at for at, each in enumerate(_ORDER) if word in each)
    is_done = text[found.end() :].lstrip().lower().startswith(("done", "sent"))
    instead = "it's" if found["is"] or is_done else "it"
    return number, f"{text[: found.start()]}{instead}{text[found.end() :]}"


def drops_it(words: str) -> bool:
    """Whether words take the promise that they point at off the list: "drop it" of "drop the first one"."""
    return _DROP_IT.match(words) is not None


def _read_clause(clause: str, today: date, names: Sequence[str], *, day_first: bool) -> PromiseChange | None:
    clause = _TO_WED.sub(r"\1 wednesday", clause) if _MOVED.search(clause) else clause
    spans = find_dates(clause, today, day_first=day_first)
    if (missed := _read_missed(clause, spans, today, names)) is not None:
        return missed
    if (put_off := find_put_off(clause, spans, today)) is not None:
        told, due_on = put_off
        words = _words_beside(clause, told, spans, names)
        points = _POINTS.search(clause) is not None
        return PromiseChange(PromiseOutcome.MOVED, due_on, None, words, points=points)
    if (refuses := REFUSES.search(clause)) is not None:
        words = _words_beside(clause, [refuses], spans, names) - {"say", "said"}
        return PromiseChange(PromiseOutcome.BROKEN, None, Promiser.CONTACT, words, is_doubtful=True)
    for outcome, cue in (
        (PromiseOutcome.STILL_OPEN, _NOT_YET),
        (PromiseOutcome.DROPPED, _CANCELLED),
        (PromiseOutcome.MOVED, _MOVED),
    ):
        said = cue.search(clause)
        if said is None:
            continue
        if outcome is PromiseOutcome.MOVED:
            return _read_moved(clause, said, spans, today, names)
        return PromiseChange(
            outcome,
            None,
            _promiser(clause, outcome),
            _words_beside(clause, [said], spans, names),
            points=_POINTS.search(clause) is not None,
        )
    return None


def _read_moved(
    clause: str, said: re.Match[str], spans: Sequence[DateSpan], today: date, names: Sequence[str]
) -> PromiseChange | None:
    """Read words for a promise that is due on another day, or so much later."""
    told, later, due_on = [said], 0, None
    if (by := _BY_HOW_LONG.search(clause)) is not None:
        told.append(by)
        later = number_of(by["first"] or by["second"] or "a") * _DAYS[(by["unit"] or by["other"]).lower()]
    else:
        new = [span for span in spans if " to " in span.written or not _OLD_DAY.search(clause, 0, span.start)]
        day = _new_day(new, said) or (next(iter(new), None) if _ANYWHERE.search(said.group()) else None)
        if day is None:
            return None
        due_on = day.planned.last if _NOT_BEFORE.search(said.group()) else day.due(today)
    return PromiseChange(
        PromiseOutcome.MOVED,
        due_on,
        None,
        _words_beside(clause, told, spans, names),
        later=later,
        points=_POINTS.search(clause) is not None,
    )


def _read_missed(
    clause: str, spans: Sequence[DateSpan], today: date, names: Sequence[str]
) -> PromiseChange | None:
    """Read words for a promise that was not kept; with a new day it is moved to that day."""
    broke = _BROKE.search(clause)
    said = broke or _NOT_MANAGED.search(clause)
    if said is None or _NO.search(clause, 0, said.start()):
        return None
    day = _new_day(spans, said)
    moved = _MOVED.search(clause, said.end())
    if broke is None and (day is None or moved is None):
        return None
    outcome = PromiseOutcome.BROKEN if day is None or day.due(today) < today else PromiseOutcome.MOVED
    due_on = day.due(today) if day is not None and outcome is PromiseOutcome.MOVED else None
    by = _whose(broke) if broke is not None else None
    words = _words_beside(clause, [said, *([moved] if moved else [])], spans, names)
    return PromiseChange(outcome, due_on, by, words, is_of_promise=True)


def _whose(broke: re.Match[str]) -> Promiser | None:
    """Who made a promise that was not kept: "my promise", "her promise"; None where it is "the promise"."""
    whose = broke["whose"].lower()
    if whose in ("my", "our"):
        return Promiser.MEMBER
    return None if whose in ("the", "a", "an") else Promiser.CONTACT


def _words_beside(
    clause: str, said: Sequence[re.Match[str]], spans: Sequence[DateSpan], names: Sequence[str]
) -> frozenset[str]:
    """The telling words of a clause beside its people and those that say what became of the promise."""
    places = [*((one.start(), one.end()) for one in said), *((span.start, span.end) for span in spans)]
    left = _without(clause, places)
    known = telling_words(" ".join(names)) | telling_words(" ".join(_FILLERS))
    return frozenset(word for word in telling_words(left) - known - _FILLERS if len(word) > 1)


def _new_day(spans: Sequence[DateSpan], said: re.Match[str]) -> DateSpan | None:
    """The last day named after the word that says that a promise moved."""
    return next((span for span in reversed(spans) if span.start >= said.start()), None)


def _promiser(text: str, outcome: PromiseOutcome) -> Promiser | None:
    """Who made the promise: whoever says "I sent it" or "I can't do it"; a cancellation may mean either."""
    if outcome in (PromiseOutcome.MOVED, PromiseOutcome.STILL_OPEN):
        return None
    if _BY_MEMBER.search(text):
        return Promiser.MEMBER
    cannot = re.search(
        r"\b(?:can[\u2019']?t|cannot|won[\u2019']?t|backed out|withdrew)\b", text, re.IGNORECASE
    )
    theirs = outcome is PromiseOutcome.KEPT or cannot
    named = re.search(r"\b(?:she|he|they)\b", text, re.IGNORECASE)
    if outcome is PromiseOutcome.KEPT and not named and _SENT.search(text):
        return Promiser.MEMBER
    return Promiser.CONTACT if theirs and named else None


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in places:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
