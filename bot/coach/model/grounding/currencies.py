"""Whether a sentence gives an amount in a currency that its sources do not have (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CURRENCIES = {
    "euro": r"€|\beur(?:os?|s)?\b|\d(?:k|m|mio)?eur\b",
    "pound": r"£|\bgbp\b|\bpounds?\b|\bquid\b|\bsterling\b",
    "dollar": r"\$|\busd\b|\bdollars?\b|\bbucks?\b",
    "franc": r"\bchf\b|\bfrancs?\b|\bfranken\b",
    "crown": r"\bkron[aeo]r?\b|\b(?:sek|nok|dkk|czk)\b|\bcrowns?\b",
    "yen": r"¥|\bjpy\b|\byen\b",
    "zloty": r"\bpln\b|\bz[lł]oty(?:ch)?\b",
    "rupee": r"₹|\binr\b|\brupees?\b",
    "rand": r"\bzar\b|\brand\b(?=\s*(?:\d|[.,;]|$))",
    "lira": r"₺|\btry\b(?=\s?\d)|\blir[ae]s?\b",
    "real": r"\bbrl\b|R\$|\breais\b",
    "yuan": r"\bcny\b|\brmb\b|\byuan\b",
}
_KINDS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CURRENCIES.items()}


def new_currency(text: str, told: Iterable[str]) -> str:
    """Return the currency of a sentence that none of its sources has, where they have another one."""
    known = {name for each in told for name in currencies_in(each)}
    if not known:
        return ""
    return next((name for name in currencies_in(text) if name not in known), "")


def currencies_in(text: str) -> list[str]:
    """Return the currencies that a text has, by the names of this file."""
    return [name for name, pattern in _KINDS.items() if pattern.search(text)]
