"""Addresses that are spelled out or taken apart, put together again as a reader would (B2)."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

_PERCENT = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#?\w{2,8});")
_BRACKETS = r"[\[({<]\s{0,3}"
_CLOSES = r"\s{0,3}[\])}>]"
_MARKS = (
    (
        re.compile(
            rf"\s{{0,3}}{_BRACKETS}(?:\.|dot|punkt|punto|point|ponto){_CLOSES}\s{{0,3}}", re.IGNORECASE
        ),
        ".",
    ),
    (re.compile(rf"\s{{0,3}}{_BRACKETS}(?:@|at|arobase|arroba){_CLOSES}\s{{0,3}}", re.IGNORECASE), "@"),
    (re.compile(rf"\s{{0,3}}{_BRACKETS}(?:/|slash){_CLOSES}\s{{0,3}}", re.IGNORECASE), "/"),
    (re.compile(r"(?<=[\w-]) dot (?=[\w-]{2})", re.IGNORECASE), "."),
    (
        re.compile(
            r"(?<=[\w-]) (?:punkt|punto|point|ponto|tochka|точка) (?="
            r"(?:com|net|org|info|biz|example|test|io|eu|de|at|ch|fr|es|it|pt|nl|be|uk|us|ru|cn|app|dev|co)\b)",
            re.IGNORECASE,
        ),
        ".",
    ),
    (
        re.compile(
            r"(?<=[\w-])\s{1,3}\.\s{0,3}(?=[\w-]{2})|(?<=[\w-]) ?\.\s{1,3}(?=(?:com|net|org|example|io)\b)"
        ),
        ".",
    ),
    (re.compile(r"(?<=\w) at (?=[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})", re.IGNORECASE), "@"),
    (re.compile(r"(?<=\.)([^\W\d_]{2,}) (?:slash|/) ?(?=\w)", re.IGNORECASE), r"\1/"),
    (re.compile(r"(?<=\.)([^\W\d_]{2,}(?:/[\w-]+)*) (?:slash|/) ?(?=\w)", re.IGNORECASE), r"\1/"),
    (re.compile(r"\bh(?:xx|\*\*|tt)ps?\s?:\s?/\s?/\s?", re.IGNORECASE), "https://"),
)
"""Ways to write a mark of an address in words, in the order in which they are read."""
_APART = re.compile(r"(?<![^\W_])(?:[\w.@/:](?: |[-_*|](?=[\w.@/:](?:[-_*| ]|$)))){5,}[\w.@/:](?![^\W_])")
_DIGITS = {
    word: digit
    for digit, words in enumerate(
        ("zero oh null", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    )
    for word in words.split()
}
_SPOKEN = re.compile(
    rf"\b(?:plus[\s,-]+)?(?:(?:double[\s,-]+)?(?:{'|'.join(_DIGITS)})[\s,-]+){{4,}}(?:{'|'.join(_DIGITS)})\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"(double[\s,-]+)?(" + "|".join(_DIGITS) + r")\b", re.IGNORECASE)


def with_marks(text: str) -> str:
    """Return a text in which addresses and telephone numbers that are spelled out stand as they are meant.

    >>> with_marks("mail ana at site dot example"), with_marks("s i t e . e x a m p l e")
    ('mail ana@site.example', 'site.example')
    """
    if _ENTITY.search(text):
        text = html.unescape(text)
    if _PERCENT.search(text):
        text = unquote(text, errors="ignore")
    text = _APART.sub(_joined, text)
    for pattern, mark in _MARKS:
        text = pattern.sub(mark, text)
    return _SPOKEN.sub(lambda match: f"tel:{_dialled(match[0])}", text)


def _joined(match: re.Match[str]) -> str:
    """Letters that were set apart; what holds no mark of an address is left."""
    joined = re.sub(r"[ _*|-]", "", match[0])
    return joined if re.search(r"\w[.@/:]\w", joined) else match[0]


def _dialled(words: str) -> str:
    return "".join(
        str(_DIGITS[word.casefold()]) * (2 if double else 1) for double, word in _DIGIT.findall(words)
    )
