"""Characters that nobody sees, and letters that look like others: both let two texts look like one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2065"
    "\u2066-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000e0080-\U000e0fff]"
)
"""Zero-width and direction marks, fillers, tags: what shows nothing and changes what a text is."""
_JOINER = re.compile("[\u200c\u200d]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DOTS = str.maketrans(dict.fromkeys("\u3002\uff0e\uff61\u2024\ufe52\u0701\u0702\ua60e\u2027", "."))


def without_unseen(text: str) -> str:
    """Return a text without characters that show nothing, and without marks that turn its direction.

    Joiners stay where a script or a picture needs them: between letters that are not Latin, Greek or
    Cyrillic, and within an emoji.

    >>> without_unseen("A\\u200bna \\u202eRuiz"), without_unseen("👩\\u200d💻")
    ('Ana Ruiz', '👩\\u200d💻')
    """
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROL.sub("", _UNSEEN.sub("", text))
    return _JOINER.sub(_needed, text) if _JOINER.search(text) else text


def _needed(joiner: re.Match[str]) -> str:
    before, after = joiner.string[: joiner.start()][-1:], joiner.string[joiner.end() :][:1]
    return joiner[0] if _joins(before) and _joins(after) else ""


def _joins(letter: str) -> bool:
    if not letter or unicodedata.category(letter) == "Cf" or not (letter.isalpha() or ord(letter) > 0x2000):
        return unicodedata.category(letter)[0] == "M" if letter else False
    return unicodedata.name(letter, "").partition(" ")[0] not in ("LATIN", "GREEK", "CYRILLIC")


def even(text: str) -> str:
    """Return a text as a check reads it: wide or bold forms are plain, every kind of dot is a full stop.

    >>> even("evil\u3002example"), even("\uff14\uff15")  # an ideographic full stop, wide digits
    ('evil.example', '45')
    """
    plain = unicodedata.normalize("NFKC", without_unseen(text)).translate(_DOTS)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in plain)


def latinized(text: str) -> str:
    """Return a text with letters of other scripts replaced by the Latin ones that they look like.

    >>> latinized("\\u0410na")  # a Cyrillic capital A
    'Ana'
    """
    return text if text.isascii() else even(text).translate(_lookalikes())


def mixes_scripts(word: str) -> bool:
    """Tell whether a word has Latin letters, and others that look like Latin ones."""
    return any(letter.isascii() and letter.isalpha() for letter in word) and any(
        ord(letter) in _lookalikes() for letter in word
    )


@cache
def _lookalikes() -> dict[int, str]:
    path = Path(__file__).with_name("lookalikes.txt")
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return {ord(letter): latin for latin, letters in lines for letter in letters}
