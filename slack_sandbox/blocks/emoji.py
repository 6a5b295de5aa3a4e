"""Emoji and Slack's names of them: what is typed as a character is sent as `:name:`.

The table `emoji.txt` holds one emoji a line: its code points, then its short names (from emoji-data, MIT).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TONES = {"\U0001f3fb": 2, "\U0001f3fc": 3, "\U0001f3fd": 4, "\U0001f3fe": 5, "\U0001f3ff": 6}
_LOOK = "\ufe0f"
NAMED = re.compile(r":([a-z0-9_+'&-]{1,100}):(?::skin-tone-([2-6]):)?")


def named(text: str) -> str:
    """Returns a text with emoji as Slack's client sends them: `:wave:`, `:wave::skin-tone-3:`."""
    return _characters().sub(lambda match: _name(match[0]), text)


def unicode_of(name: str, tone: int = 0) -> str:
    """Returns the code points of an emoji as Slack writes them ("1f44b-1f3fc"); "" for an unknown name."""
    character = _by_name().get(name)
    if character is None:
        return ""
    if tone:
        mark = next(sign for sign, number in _TONES.items() if number == tone)
        character = character[0] + mark + character[1:].removeprefix(_LOOK)
    return "-".join(f"{ord(sign):x}" for sign in character)


def _name(found: str) -> str:
    if found in _by_character():
        return f":{_by_character()[found]}:"
    tone = next(number for sign, number in _TONES.items() if sign in found)
    plain = "".join(sign for sign in found if sign not in _TONES)
    return f":{_toned()[plain]}::skin-tone-{tone}:"


@cache
def _by_name() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (files("slack_sandbox.blocks") / "emoji.txt").read_text(encoding="ascii").splitlines():
        points, *names = line.split()
        character = "".join(chr(int(point, 16)) for point in points.split("-"))
        table.update(dict.fromkeys(names, character))
    return table


@cache
def _by_character() -> dict[str, str]:
    names: dict[str, str] = {}
    for name, character in _by_name().items():
        names.setdefault(character, name)
    return names


@cache
def _toned() -> dict[str, str]:
    """The emoji as they are left when their skin tone is taken away."""
    names: dict[str, str] = {}
    for name, character in _by_name().items():
        names.setdefault(character[0] + character[1:].removeprefix(_LOOK), name)
    return names


@cache
def _characters() -> re.Pattern[str]:
    """A pattern of every emoji, the longest first, each with a skin tone where people can have one."""
    tones = "".join(_TONES)
    found = []
    for character in sorted(_by_character(), key=len, reverse=True):
        if character in _TONES or character.isascii():
            continue
        rest = re.escape(character[1:].removeprefix(_LOOK))
        found.append(f"{re.escape(character[0])}[{tones}]{rest}|{re.escape(character)}")
    return re.compile("|".join(found))
