"""B6: the text of a file, whatever its encoding."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What files begin with that say their encoding; the longer ones first where one begins another."""
_WESTERN = frozenset(
    "äöüßéèêëàâáãåæçñóòôõøœíìîïúùûýÿðþšž€…·°§«»¡¿©®™ºª„•\u00a0\u00b4\u2018\u2019\u201a\u201c\u201d\u2013\u2014"
)
"""Letters and marks of Western European texts."""
_OLDER = ("cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp932", "gb18030", "big5", "euc_kr")
"""Encodings of before Unicode that address books still write, besides the Western one."""
_SAMPLE = 60_000
"""Bytes by which an unknown encoding is guessed."""
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def decode(content: bytes) -> str:
    """Return the text of a file: what a mark at its beginning says, else UTF-8, else the likeliest."""
    return _NOT_TEXT.sub("", _decoded(content)).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _decoded(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if (wide := _wide(content)) is not None:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(content)


def _wide(content: bytes) -> str | None:
    """Return which UTF-16 it is where every other byte is zero, as in Latin texts; None where it is none."""
    sample = content[:4000]
    half = len(sample) // 2
    if half and sample[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if half and sample[0::2].count(0) > 0.6 * half else None


def _legacy(content: bytes) -> str:
    """Return a text in an encoding of before Unicode: the Western one where that gives Western words."""
    western = content.decode("cp1252", errors="replace")
    return western if _is_western(western) else _guessed(content) or content.decode("latin-1")


def _is_western(text: str) -> bool:
    """Return whether letters beyond ASCII are Western and stand among plain ones: "Müller", not "Èâàí"."""
    beyond = [letter for letter in text if not letter.isascii()]
    words = [word for word in re.findall(r"\w+", text) if not word.isascii()]
    letters = sum(map(len, words))
    accented = sum(not letter.isascii() for word in words for letter in word)
    known = sum(letter.lower() in _WESTERN for letter in beyond)
    return known >= 0.95 * len(beyond) and accented <= 0.6 * letters


def _guessed(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    lines = [line for line in content.splitlines() if not line.isascii()]
    best = from_bytes(b"\n".join(lines)[:_SAMPLE], cp_isolation=list(_OLDER)).best()
    try:
        return content.decode(best.encoding) if best is not None else None
    except (UnicodeDecodeError, LookupError):
        return None
