"""Who of the people named in a note took part in what it tells of: present, absent, copied in, named (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.touching import is_met, is_spoken_of

_ITEM = r"[\w'\u2019.-]+(?: [\w'\u2019.-]+){0,2}(?: ?\([^()\n]{1,30}\))?"
_LIST = rf"(?:{_ITEM}\s*(?:,|\band\b|&|/|\+|\bor\b|\bnor\b)\s*(?:and |or )?){{0,5}}$"
_BEFORE, _BEHIND, _LINE = 120, 60, 400
"""How many characters around a name say whether its bearer was there."""
_ABSENT_BEFORE = re.compile(
    rf"\b(?:absent|absentees?|apologies(?: from)?|regrets(?: from)?|excused|missing|not (?:present|there|"
    rf"attending)|no-?shows?|without|minus|b?cc(?:['\u2019]?(?:d|ed))?|copied(?: in)?|copying(?: in)?|"
    rf"in (?:copy|cc)|with a copy to)\s*[:\u2013-]?\s+{_LIST}",
    re.IGNORECASE,
)
"""What stands before those who were not there, or only get a copy: "Apologies: Lars", "copied Tom"."""
_PRESENT_BEFORE = re.compile(
    rf"\b(?:present|attend(?:ees|ing|ed(?: by)?)|participants?|in the (?:room|call)|on the call|"
    rf"who was there)\s*[:\u2013-]\s+{_LIST}",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:met|saw|visited|called|rang|phoned|e?-?mailed|texted|asked|to|with|w/|ran into|bumped into)\s+$",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\s+(?:also |then |later |only |both )?(?:joined|attended|dial+ed in|came(?: along)?|participated|"
    r"sat in|was (?:also )?(?:there|present)|were (?:also )?(?:there|present)|told (?:me|us)|said|asked)\b",
    re.IGNORECASE,
)
_HIDES = (
    r"\(?(?:absent|(?:sends?|sent|with) (?:(?:her|his|their) )?(?:apologies|regrets)|"
    r"excused|missing\b(?! (?:the|an?|from the list))|no-?show|"
    r"(?:could|can)(?: not|n['\u2019]?t|not) (?:make it|come|join|attend|be there|dial in|participate)|"
    r"(?:did|was|were)(?: not|n['\u2019]?t) (?:come|join|attend|show(?: up)?|make it|there|present|dial in|"
    r"able to (?:come|join|attend|make it)|in the (?:room|call|meeting)|on the call)|"
    r"never (?:came|joined|showed up)|had to (?:cancel|skip|pass|drop out)|(?:had )?dropped out|"
    r"skipped(?: it)?|"
    r"(?:only )?(?:in|on) (?:copy|cc)|(?:was |were |is |are )?(?:only )?(?:cc['\u2019]?e?d|copied)(?: in)?"
    r"(?=\s*(?:[.,;:)\n]|$|on\b)))(?!\w)"
)
_AWAY = (
    r"\(?(?:sick\b(?! of)|ill|away|out (?:sick|of office|today)|out\b(?=\s*(?:[.,;:)\n]|$))|travell?ing|"
    r"on (?:holiday|leave|vacation|pto|sick leave|parental leave|a (?:plane|trip)|maternity leave))\b"
)
_IS = (
    r"\s*[,:\u2013-]?\s*(?:(?:who|but|he|she|they)\s+)?(?:was|were|is|are|being|unfortunately|sadly|again|both|"
    r"called in|stayed)?\s*"
)
_ABSENT = re.compile(_IS + _HIDES, re.IGNORECASE)
_ELSEWHERE = re.compile(_IS + _AWAY, re.IGNORECASE)
_INVITED = re.compile(r"\s+(?:was|were) invited (?:too |as well )?but\b", re.IGNORECASE)
_TOGETHER = re.compile(
    rf"\s+(?:and|&|or|nor)\s+{_ITEM}?\s+(?=(?:were|are|both|could|can|did|had to|send|sent|absent|sick|only|"
    r"in cc|in copy)\b)",
    re.IGNORECASE,
)
"""Another who was as little there: "Priya and Ruth were absent"."""
_ACTIONS = re.compile(
    r"(?:^|[\n.;] ?)[\s*\u2022-]*(?:action(?: item| point)?s?|aps?|to-?dos?|next steps?|tasks?|owners?|"
    r"follow-?ups?)\s*(?::|\n)",
    re.IGNORECASE,
)
"""What begins a list of who has to do what."""
_IS_TO = re.compile(r"(?: ?\([^()\n]{1,30}\))?\s+to\s+(?!me\b|us\b|the\b|our\b|my\b)[a-z]{2,}\b")
_OURS = re.compile(
    r"\s*[,(]\s*(?:us|ours?|internal(?:ly)?|our (?:side|team|own)|my (?:team|colleague|side)|me)\b", re.I
)
_OUR = re.compile(r"\b(?:our|my)\s+(?:own\s+)?(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_SPEAKER = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?:")


def took_part(text: str, written: str, start: int, end: int) -> bool:
    """Whether the words say that somebody was there; `text[start:end]` is where they are named in full.

    Who is also named elsewhere in the text took part where any place says so.
    """
    places = list(_places(text, written, start, end))
    return any(_is_there(text, *place) for place in places) and not is_absent(text, written, start, end)


def is_absent(text: str, written: str, start: int, end: int) -> bool:
    """Whether the words say that somebody was not there, only got a copy, or is of the member's own side."""
    places = list(_places(text, written, start, end))
    if any(_is_hidden(text, *place) or _is_ours(text, *place) for place in places):
        return True
    return any(_is_elsewhere(text, *place) for place in places) and not any(
        _WITH.search(text[max(0, first - _BEFORE) : first]) for first, _ in places
    )


def is_merely_named(text: str, written: str, start: int, end: int) -> bool:
    """Whether each place only speaks of somebody, or gives them something to do."""
    return all(
        is_spoken_of(text, *place) or _is_given_an_action(text, *place)
        for place in _places(text, written, start, end)
    )


def _places(text: str, written: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where somebody is named: in full, and by a word of the name."""
    yield start, end
    words = [re.escape(word) for word in written.split() if len(word) > 2]
    if not words or text[start:end] != written:
        return
    for found in re.finditer(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE):
        if not start <= found.start() < end:
            yield found.start(), found.end()


def _is_there(text: str, start: int, end: int) -> bool:
    if _is_given_an_action(text, start, end):
        return False
    return (
        is_met(text, start, end)
        or _PRESENT_BEFORE.search(text[max(0, start - _BEFORE) : start]) is not None
        or (_CAME.match(text, end) is not None and not is_spoken_of(text, start, end))
        or (_begins_line(text, start) and _SPEAKER.match(text, end) is not None)
    )


def _is_hidden(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    if _CAME.match(behind):
        return False
    if _ABSENT_BEFORE.search(before) or _ABSENT.match(behind) or _INVITED.match(behind):
        return True
    together = None if _WITH.search(before) else _TOGETHER.match(behind)
    return together is not None and _ABSENT.match(behind, together.end()) is not None


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    together = None if _WITH.search(before) else _TOGETHER.match(behind)
    return _ELSEWHERE.match(behind, together.end() if together else 0) is not None


def _is_given_an_action(text: str, start: int, end: int) -> bool:
    """Whether somebody is named as who has to do something: "Action: Lars to send the drawings"."""
    if _WITH.search(text[max(0, start - _BEFORE) : start]):
        return False
    if _IS_TO.match(text, end):
        return True
    line = text[max(0, start - _LINE) : start]
    begun = [found.end() for found in _ACTIONS.finditer(line)]
    return bool(begun) and "\n\n" not in line[begun[-1] :]


def _is_ours(text: str, start: int, end: int) -> bool:
    return _OURS.match(text, end) is not None or _OUR.search(text[max(0, start - 30) : start]) is not None


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(" *\u2022-") and "\n" in text
