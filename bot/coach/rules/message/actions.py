"""Actions as minutes list them, "Ana to share the plan", where the reader overlooked them (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import NamePlace, PersonPlace, Scene, meets_any

_BEFORE = re.compile(
    r"(?:^|\n|:|;|(?<=[a-z)])[.!?](?=[ \t])|\b(?:ai|ap|todo|action))[ \t]*(?:->|\u2192|=>|[-*\u2022>]|"
    r"\d+[.)])?[ \t]*(?:(?:ai|ap|todo|"
    r"action)[ \t]*:?[ \t]*)?$",
    re.IGNORECASE,
)
_DEED = re.compile(
    r"[ \t]*(?:(?P<to>to[ \t]+)|->[ \t]*|\u2192[ \t]*|(?P<colon>:)[ \t]*)(?P<deed>(?!(?:nothing|none|tbd|"
    r"head of|vp|director|manager|c[efot]o|be|have|speak|attend|join|travel|retire|leave|become|stay|move|"
    r"marry)\b)[a-z][^\n;.]{3,120})"
)
_MARK = re.compile(
    r"(?:\b(?:ai|ap|todo|to do|actions?|owner)\b[ \t]*:?|(?:^|\n)[ \t]*(?:->|\u2192|=>))[ \t]*$",
    re.IGNORECASE,
)
"""What marks the next name as the owner of an action: then a colon is enough."""
_HEADING = re.compile(
    r"[^\n]{0,60}\b(?:actions?|action items|to-?dos?|next steps)\b[^\n]{0,30}\n", re.IGNORECASE
)
"""A first line after which each line is somebody's action: "Cheng: firewall ticket"."""
_MYSELF = re.compile(r"\bme(?=[ \t]*(?::|->|\u2192))", re.IGNORECASE)
_NOT_OURS = re.compile(r"\b(?:with|to) (?!me\b|us\b|our\b|the\b)[A-Z]")


def actions_listed(scene: Scene, found: Sequence[ClauseSpan]) -> Iterator[ClauseSpan]:
    """Yield actions that begin a line or follow a colon, with the one who is to act; no one that was read."""
    for label, places in (
        (ClauseLabel.CONTACT_PROMISES, scene.people),
        (ClauseLabel.MEMBER_PROMISES, scene.me),
    ):
        for place in (*places, *(_me(scene.text) if label is ClauseLabel.MEMBER_PROMISES else ())):
            deed = _deed(scene.text, place)
            if deed is not None and not meets_any(found, *deed):
                yield ClauseSpan(*deed, label, 1.0)


def _deed(text: str, place: NamePlace | PersonPlace) -> tuple[int, int] | None:
    if _BEFORE.search(text, max(0, place.start - 24), place.start) is None:
        return None
    deed = _DEED.match(text, place.end)
    mine = place.written.lower() == "me"
    if deed is None or (deed["to"] and not mine and _NOT_OURS.search(deed["deed"])):
        return None
    listed = _HEADING.match(text) is not None and text[: place.start].endswith("\n")
    marked = mine or listed or _MARK.search(text, max(0, place.start - 24), place.start) is not None
    return deed.span("deed") if marked or deed["colon"] is None else None


def _me(text: str) -> Iterator[NamePlace]:
    yield from (NamePlace(found.start(), found.end(), found.group()) for found in _MYSELF.finditer(text))
