"""Legal forms at the end of a company's name: "GmbH", "Inc.", "S.p.A." (with the data of cleanco)."""

from __future__ import annotations

import re
from functools import lru_cache

from cleanco import prepare_default_terms

_SHORT = frozenset({"ab", "ag", "as", "bv", "co", "kg", "kk", "lp", "nv", "ou", "oy", "sa", "se", "sl", "ug"})
"""Forms of two letters that count without dots; others are countries or ordinary words, too: NL, UK, at."""
_MORE = frozenset({"spa", "group", "holding", "holdings"})
"""What cleanco does not know, and words that often stand before a legal form ("Polar Rail Holding AG")."""
_ALSO_WORDS = frozenset(
    {"ans", "coop", "dat", "ent", "etat", "fie", "koop", "private", "sal", "sem", "sep", "vat"}
)
"""Forms that a name may end in without being one of that form: "Mercury Private"."""
_DOTTED_END = re.compile(r"(?<![\w.])(?:[^\W\d_]\.[ ]?){1,5}[^\W\d_]\.?$")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?")
_LONGEST_WORDS = 4


def without_legal_form(folded: str) -> str:
    """Return a folded name without the legal forms at its end; a name that is nothing but a form stays whole.

    >>> without_legal_form("ernst & young gmbh & co. kg")
    'ernst & young'
    >>> without_legal_form("bar s.p.a.")
    'bar'
    """
    name = _bare(folded)
    while (shorter := _bare(_without_last(name))) not in ("", "the", name):
        name = shorter
    return name or folded.strip()


def is_dotted_form(written: str) -> bool:
    """Return whether a word is a legal form with dots between its letters: "S.p.A." is one, "U.S." is not."""
    return _DOTTED.fullmatch(written) is not None and _counts(_joined(written).lower())


def is_legal_form(folded: str) -> bool:
    """Return whether folded words are nothing but a legal form: "limited", "gmbh & co. kg"."""
    return _counts(" ".join(filter(None, map(_joined, folded.split()))))


def _bare(name: str) -> str:
    return re.sub(r",(?=[^\W\d_])", ", ", name).lstrip(" .,").rstrip(" .,&-")


def _without_last(name: str) -> str:
    """Return the name without its last form: the longest of whole words, else one with dots."""
    words = name.split()
    for count in range(min(_LONGEST_WORDS, len(words) - 1), 0, -1):
        if _counts(" ".join(filter(None, map(_joined, words[-count:])))):
            return " ".join(words[:-count])
    dotted = _DOTTED_END.search(name)
    return name[: dotted.start()] if dotted is not None and _joined(dotted.group()) in _forms() else name


def _joined(written: str) -> str:
    return re.sub(r"[.,\s-]", "", written)


def _counts(form: str) -> bool:
    """Return whether words without dots count as a legal form, and not as ordinary words."""
    if form in _SHORT or form in _MORE:
        return True
    return len(form) > 2 and form in _forms() and form not in _ALSO_WORDS


@lru_cache(maxsize=1)
def _forms() -> frozenset[str]:
    """Return every form that cleanco knows, without dots; words of one form are separated by a space."""
    return frozenset(" ".join(parts) for _, parts in prepare_default_terms() if parts)
