"""Who promises: the reader's answer, corrected where the words right before say it plainly (B1)."""

from __future__ import annotations

import re

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import PersonPlace, Scene
from bot.core.notes import Promiser

_I = re.compile(r"\s*(?:i|we)\b(?!['\u2019]?s\b)", re.IGNORECASE)
_YOU = re.compile(r"\s*(?:you|could you|can you|would you|please)\b", re.IGNORECASE)
_I_BEFORE = re.compile(
    r"(?<!if )(?<!whether )(?<!that )\b(?:i|we)(?:['\u2019](?:ll|d|m)| will| would| can| shall| must|"
    r" need to| have to)?\s+$",
    re.IGNORECASE,
)
_THEY_WILL = re.compile(
    r"\s*(?:she|he|they)(?:['\u2019](?:ll|d)| will| would| shall)\s+(?!like\b|love\b|prefer\b|need\b|want\b|"
    r"have\b|get\b|receive\b|hear\b|be\b)",
    re.IGNORECASE,
)
_OFTEN_MINE = re.compile(
    r"\b(?:i|we)\s+(?:\w+\s+){0,2}(?:\w+\s+)?$|\btold (?:her|him|them)\s+(?:that\s+)?$", re.IGNORECASE
)
"""Words of the member before "she'd": what she will have is the member's to give."""
_PROMISER_LEFT_OUT = re.compile(r"(?:^|[.!?\n,;])\s*(?:and\s+)?promised\s+(?:to\s+)?$", re.IGNORECASE)
_TO_THEM = re.compile(r"\s*\w+\s+(?:her|him|them)\b(?!\s+to\b)", re.IGNORECASE)
"""Words that nobody says of themselves: "promised to send them the report" is the member's."""
_NEEDS = re.compile(
    r"\b(?:i|we)(?:['\u2019]d| would)? (?:need|want|require|expect|look forward|like)\b", re.IGNORECASE
)
_TO_DO = re.compile(
    r"\s*(?:to(?=\s)|will\b|['\u2019]ll\b|is going to\b|has to\b|is to\b|(?:->|\u2192|=>)|\u2013>|"
    r"wants to\b|:(?=\s))\s*",
    re.IGNORECASE,
)
_TO_ME = re.compile(
    r"\b(?:promised|promises|owes?|offered|pledged|assured|guaranteed)\s+(?:me|us)\s+(?:to\s+)?$|"
    r"\bowes?\s+(?:me|us)\s*[:\u2013-]\s*(?:[^.:;!?\n]{1,50}(?:,|\band\b|&)\s*)?$",
    re.IGNORECASE,
)
_BY_ME = re.compile(
    r"(?:\b(?:i|we)\s+(?:\w+\s+)?(?:promised|owe|offered|pledged)\s+(?:[\w'\u2019-]+\s+){1,3}|"
    r"(?:^|[\n;,(\u2192-])\s*(?:\bme\s*(?::|->|\u2192)\s*))$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:^|[.!?\n,;]|\s[-\u2013])\s*(?:will|must|need to|have to|to|then|and|pls|please)?\s*$", re.IGNORECASE
)
_WISHES = re.compile(
    r"\s*(?:(?:he|she|they)\s+)?(?:wants? to|would (?:like|love|prefer)|hopes?|hoping|wishes|might|may|"
    r"expects?)\b",
    re.IGNORECASE,
)
_WISHED = re.compile(r"\b(?:wants?|would (?:like|love|prefer)|hopes?|hoping|wishes) to\s+$", re.IGNORECASE)
_HOPED = re.compile(
    r"\b(?:hoping|hope|hopefully|wish|if only|would be (?:great|good|nice) if)\s+(?:that\s+)?"
    r"(?:[\w'\u2019-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Words of the member before what somebody else may do: a hope is no promise."""
_NEAR = 40
_WAITS = re.compile(
    r"(?:['\u2019]s |\bis |\bare )(?:still )?(?:waiting|chasing)\b|\bstill waits\b", re.IGNORECASE
)
"""Words of somebody who is owed something, and owes nothing."""
_HAPPENS = re.compile(
    r"\b(?:gets?|is|are|will be)\s+(?:\w+ly\s+)?(?:approved|signed|renewed|awarded|extended|ordered|funded|"
    r"released)\b",
    re.IGNORECASE,
)
"""What happens to a thing, which nobody promises: "budget gets approved"."""
_OF_OTHERS = re.compile(
    r"\s*(?:he|she|they|it|his|her|their|its|the|a|an|this|that|these|both|who|everybody|\w+s|\w+ed|"
    r"[\w-]+\s+(?:gets?|is|are|will|has|goes|comes|needs))\b",
    re.IGNORECASE,
)
_TO_US = re.compile(r"\b(?:me|us|our|my)\b", re.IGNORECASE)
_OURS = re.compile(r"(?:\bour|\bmy|\bcolleague|\bteam ?mate)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_LIST = re.compile(
    r"(?:^|\n)\s*(?:[-*\u2022>]|\d+[.)]|(?:ai|ap|todo|to do|action|owner)\b)[\s:]*$", re.IGNORECASE
)
_TO_OTHERS = re.compile(r"\b(?:promised|told|assured|owe[sd]?|offered|said to)\s*$", re.IGNORECASE)


_OWNER = re.compile(
    r"\b(?:actions?|action items?|ai|ap|todo|owner)[ \t]*:?[ \t]*(?P<who>(?-i:[A-Z])[\w'\u2019]+"
    r"(?: (?-i:[A-Z])[\w'\u2019]+)?)[ \t]*(?:-|\u2013|\u2014|:|->|\u2192|to)\s*$",
    re.IGNORECASE,
)
_MINE = frozenset(("me", "us", "we", "both", "all", "self", "i", "myself", "tbd"))


def owner_of(scene: Scene, clause: ClauseSpan) -> str:
    """Return who else than the member is to do what minutes list: "Action: Ed - share the deck"."""
    found = _OWNER.search(scene.text, max(0, clause.start - 60), clause.start)
    if found is None or found["who"].lower() in _MINE:
        return ""
    is_me = any(one.start < found.end("who") and found.start("who") < one.end for one in scene.me)
    return "" if is_me else found["who"]


def promiser_of(scene: Scene, clause: ClauseSpan) -> Promiser | None:
    """Return who promises; None where it is somebody who is neither the member's side nor a contact."""
    read = Promiser.MEMBER if clause.label is ClauseLabel.MEMBER_PROMISES else Promiser.CONTACT
    part = scene.part_at(clause.start)
    if part is not None and part.author:
        return _in_mail(scene, clause, read)
    if any(_leads(scene, place.start, place.end, clause) for place in scene.me):
        return Promiser.MEMBER
    if _is_quoted(scene.text, clause.start):
        return read
    head = scene.text[max(0, clause.start - 60) : clause.start]
    if owner_of(scene, clause):
        return Promiser.CONTACT
    if _TO_ME.search(head) or (
        _THEY_WILL.match(scene.text, clause.start) and _OFTEN_MINE.search(head) is None
    ):
        return Promiser.CONTACT
    if _PROMISER_LEFT_OUT.search(head) and _TO_THEM.match(scene.text, clause.start):
        return Promiser.MEMBER
    if _I.match(scene.text, clause.start) or _I_BEFORE.search(head) or _BY_ME.search(head):
        return Promiser.MEMBER
    wished = (
        _WISHES.match(scene.text, clause.start)
        or _WISHED.search(head)
        or _HOPED.search(head)
        or _HAPPENS.search(scene.text, clause.start, clause.end)
    )
    waits = _WAITS.search(scene.text, clause.start, min(clause.end, clause.start + _NEAR))
    if read is Promiser.CONTACT and (wished or waits):
        return None
    if read is Promiser.CONTACT and _has_no_subject(scene, clause):
        return Promiser.MEMBER
    led_by = next(
        (
            one
            for one in scene.people_near(clause.start, clause.end)
            if _leads(scene, one.start, one.end, clause)
        ),
        None,
    )
    if led_by is not None and _is_subject(scene, led_by):
        return Promiser.CONTACT
    return read


def _has_no_subject(scene: Scene, clause: ClauseSpan) -> bool:
    """Return whether a part of a sentence begins with the deed itself: the member's own to-do, "will f/u"."""
    head = scene.text[max(0, clause.start - 40) : clause.start]
    words = scene.text[clause.start : clause.end]
    begins = _BEGINS.search(head) is not None or clause.start == 0
    named = any(
        clause.start <= one.start < clause.start + 3 for one in scene.people_near(clause.start, clause.end)
    )
    return begins and not named and not _OF_OTHERS.match(words) and not _TO_US.search(words)


def _is_quoted(text: str, place: int) -> bool:
    """Return whether a place is inside quotation marks, where "I" is somebody else."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line.count('"') % 2 == 1 or line.count("\u201c") > line.count("\u201d")


def _in_mail(scene: Scene, clause: ClauseSpan, read: Promiser) -> Promiser | None:
    """In a contact's own mail "I" is the contact and "you" the member; a need promises nothing."""
    head = scene.text[max(0, clause.start - 12) : clause.start]
    if _NEEDS.search(head + scene.text[clause.start : clause.end]):
        return None
    if _I.match(scene.text, clause.start) or _I_BEFORE.search(head):
        return Promiser.CONTACT
    return Promiser.MEMBER if _YOU.match(scene.text, clause.start) else read


def _leads(scene: Scene, start: int, end: int, clause: ClauseSpan) -> bool:
    """Return whether a name is what the clause begins with, or stands right before it: "Ed to share"."""
    if start <= clause.start < end or (clause.start <= start <= clause.start + 2):
        return _TO_DO.match(scene.text, end) is not None
    if not 0 <= clause.start - end <= 16:
        return False
    if not scene.text[end : clause.start].strip() and scene.text[clause.start : clause.start + 3] == "to ":
        return True
    return _TO_DO.fullmatch(scene.text, end, clause.start) is not None


def _is_subject(scene: Scene, person: PersonPlace) -> bool:
    before = scene.text[max(0, person.start - 40) : person.start]
    if _OURS.search(before) or _TO_OTHERS.search(before):
        return False
    after = scene.text[person.end : person.end + 3].lstrip()
    return not after.startswith(":") or _LIST.search(before) is not None
