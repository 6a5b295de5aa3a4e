"""Slack's names of emoji as the characters that they stand for.

The table `emoji.txt` holds one emoji a line: its code points, then its short names (from emoji-data, MIT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

NAME = r"[a-z0-9_+'&-]{1,100}"
_NAMED = re.compile(rf"(?<!\d):({NAME}):(?::skin-tone-([2-6]):)?")
_DRAWN = re.compile(rf"(?<![\w:]):(?=[^:]*[a-z])({NAME}):(?::skin-tone-([2-6]):)?(?![\w:])")
_TONES = {2: "\U0001f3fb", 3: "\U0001f3fc", 4: "\U0001f3fd", 5: "\U0001f3fe", 6: "\U0001f3ff"}
_PLAIN_LOOK = "\ufe0f"


def with_emoji(text: str) -> str:
    """Return a text with the characters of the emoji that it names; unknown names stay as they are."""
    return _NAMED.sub(lambda match: emoji(match[1], int(match[2] or 0)) or match[0], text)


def emoji(name: str, tone: int = 0) -> str:
    """Return the character of a name, in one of Slack's skin tones (2 to 6); "" for an unknown name."""
    found = _table().get(name, "")
    if not found or tone not in _TONES:
        return found
    rest = found[1:].removeprefix(_PLAIN_LOOK)
    return f"{found[0]}{_TONES[tone]}{rest}"


def from_code_points(written: str) -> str:
    """Return the character that Slack writes as "1f44d-1f3fd"; "" where it is none."""
    try:
        return "".join(chr(int(part, 16)) for part in written.split("-"))
    except (ValueError, OverflowError):
        return ""


def named_in(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield each emoji that a text names by itself: name, skin tone (0 for none), start and end.

    A workspace's own emoji are among them; a name that Slack does not know it shows as it is written.
    """
    for match in _DRAWN.finditer(text):
        yield match[1], int(match[2] or 0), match.start(), match.end()


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in (files("bot.slack") / "emoji.txt").read_text(encoding="ascii").splitlines():
        points, *names = line.split()
        table.update(dict.fromkeys(names, from_code_points(points)))
    return table
