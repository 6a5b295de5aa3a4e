"""When a name, a company or the words of a promise are those that a label asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bot.core.naming import company_key
from bot.core.naming import same_company as same_company_key
from bot.evals.messages.labels import Row
from bot.language.names import fold, split_name, word_set

ENOUGH = 0.5
"""Share of a label's key words that a prediction has to hold."""
_SMALL = word_set(
    "a an the to of for in on at and or with by my me her him his them their our us we i it he she they you "
    "your re w is be that this from about will"
)
Label = TypeVar("Label")
Found = TypeVar("Found")


def same_person(label: str, found: str, row: Row) -> bool:
    """Whether a name means the person of a label; a part of a known name will do where it fits one."""
    return any(_person_key(one, row) == _person_key(found, row) for one in label.split("|"))


def _person_key(name: str, row: Row) -> tuple[str, ...]:
    parts = _name_words(name)
    known = {_name_words(full) for full, _ in row.get("known", ())}
    fits = {full for full in known if parts and _is_part_of(parts, full)}
    return next(iter(fits)) if len(fits) == 1 else parts


def _name_words(name: str) -> tuple[str, ...]:
    plain = fold(name.replace("'", "").replace("\u2019", ""))
    found = re.findall(r"[^\W_]+", plain)
    titles = set(split_name(name).title.split())
    return tuple(word for word in found if word not in titles) or tuple(found)


def _is_part_of(parts: Sequence[str], full: Sequence[str]) -> bool:
    left = list(full)
    for part in parts:
        hit = next((w for w in left if w == part or (len(part) == 1 and w.startswith(part))), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def same_company(label: str, found: str) -> bool:
    """Whether a company is one of those that a label names, but for its legal form."""
    return any(same_company_key(company_key(one), company_key(found)) for one in label.split("|"))


def overlap(label: str | list[str], found: str) -> float:
    """The share of a label's key words that stand in what was found; the best of several labels."""
    if isinstance(label, list):
        return max(overlap(one, found) for one in label)
    wanted = [
        {_stem(fold(one)) for one in each.split("|")}
        for each in re.findall(r"[^\W_]+(?:\|[^\W_]+)*", label)
        if fold(each) not in _SMALL
    ]
    there = {_stem(word) for word in re.findall(r"[^\W_]+", fold(found))}
    return sum(bool(words & there) for words in wanted) / len(wanted) if wanted else 0.0


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and (word[-1] == word[-2] or word[-1] == "e") else word


def pair_up(
    labels: Sequence[Label], found: Sequence[Found], fit: Callable[[Label, Found], float]
) -> dict[int, int]:
    """Which label has which prediction, by place: each is used once, the best fits first; 0 is no fit."""
    scored = sorted(
        ((fit(one, other), -a, -b) for a, one in enumerate(labels) for b, other in enumerate(found)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for score, a, b in scored:
        if score > 0 and -a not in pairs and -b not in pairs.values():
            pairs[-a] = -b
    return pairs


def fit_promise(label: dict[str, Any], what: str, by: str) -> float:
    """How well a promise found is that of a label: its words, and a little for who promised."""
    share = overlap(label["what"], what)
    return share + 0.5 * (label["by"] == by) if share >= ENOUGH else 0.0
