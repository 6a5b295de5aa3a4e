"""Other ways in which a name is written: maiden names, nicknames, umlauts, scripts, the family name first."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from anyascii import anyascii

from bot.language.names import NameParts, fold, second_names, split_name, spoken_order, word_set

_FAMILY_FIRST = word_set(
    "li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng "
    "xie han tang feng yu dong xiao cheng cao yuan deng shen peng lu jiang cai jia ding wei xue ye yan "
    "pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu "
    "qin gu hou shao meng long wan duan qian yin yi chang chan wong cheung lau leung ng lam ho kwok cheng "
    "tham lim tan lee goh ong teo koh chua toh sim yeo kim park choi jung jeong kang cho yoon jang han "
    "shin oh seo kwon hwang ahn hong yoo nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly "
    "tanaka suzuki sato takahashi watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki "
    "mori abe hayashi shimizu"
)
"""Usual family names of Chinese, Korean, Vietnamese and Japanese people, which may stand first."""
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_MOST_WORDS = 4


def variants(written: str) -> tuple[NameParts, ...]:
    """Return the parts of a name for every way in which it may be written, the plain one first."""
    bare, beside = second_names(written)
    main = split_name(bare)
    found = [main]
    for second in beside:
        found.extend(_with_second(main, second))
    if main.given.isascii() and 1 < len(main.words) <= _MOST_WORDS and main.words[0] in _FAMILY_FIRST:
        given = " ".join(main.words[1:])
        found.append(replace(main, given=given, family=main.words[0], words=(*main.words[1:], main.words[0])))
    for other in (_in_two_letters(bare), _in_latin(bare), _without_marks(bare)):
        if other and other != fold(bare):
            found.append(split_name(other))
    return tuple(dict.fromkeys(one for one in found if one.words))


def _with_second(main: NameParts, second: str) -> list[NameParts]:
    """Return what a name in brackets or quotes makes: another full name, a nickname or a maiden name."""
    parts = split_name(second)
    if len(parts.words) > 1:
        return [parts]
    if not parts.words or not main.family:
        return [parts] if parts.words else []
    name = parts.words[0]
    nickname = replace(main, given=name, words=(name, *main.family.split()))
    maiden = replace(main, family=name, words=(*main.words[: -len(main.family.split())], name))
    return [nickname, maiden]


def _in_two_letters(text: str) -> str:
    """Return a text with its umlauts written out, as where a keyboard lacks them: "Mueller" for "Müller"."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS)


def _in_latin(text: str) -> str:
    """Return a name of another script in Latin letters: "anna ivanova"; empty where it has Latin letters.

    A word that mixes scripts is left alone, for its letters may only look alike.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters or any(_is_latin(c) for c in letters):
        return ""
    return " ".join(anyascii(text).split()).lower()


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def _without_marks(written: str) -> str:
    """Return a name without apostrophes and hyphens: "oconnell jean luc"."""
    marks = str.maketrans({"'": "", "\u2019": "", "`": "", "-": " ", "\u2010": " "})
    return fold(written).translate(marks)


def plain_name(written: str) -> tuple[str, tuple[str, ...]]:
    """Return how somebody is called, and their other names: a maiden name or nickname written beside it.

    "Tiptree, James, Jr." is James Tiptree, "Jenny Baker (Johnson)" is Jenny Baker, also called Jenny Johnson.
    Case, accents and script stay as they were written.
    """
    bare, beside = second_names(" ".join(written.split()))
    name = spoken_order(bare, turns_long=False)
    words = name.split()
    others: list[str] = []
    for second in beside:
        if len(second.split()) > 1 or len(words) < 2:
            others.append(second)
        elif written.rstrip(" .,").endswith((")", "]")):
            others.append(f"{words[0]} {second}")
        else:
            others.append(f"{second} {' '.join(words[1:])}")
    return name, tuple(dict.fromkeys(others))
