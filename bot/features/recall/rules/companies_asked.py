"""B2: which companies a question keeps to: "what is open with Northwind?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.asking import companies_named, flexible_name

_BEFORE = r"(?:\s*\b(?:at|with|for|from|to|of|in|and|or|by|the|people|everybody|everyone|anybody|anyone))*"


def without_companies(question: str, companies: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a question without the companies that it keeps to, and these."""
    named = companies_named(question, companies)
    for company in named:
        question = re.sub(
            rf"{_BEFORE}[\s,]*{flexible_name(company)}", " people", question, flags=re.IGNORECASE
        )
    if not named:
        return question, ()
    rest = " ".join(question.split())
    rest = re.sub(r"(?:\bpeople\s*){2,}", "people ", rest)
    return re.sub(r"(?<=\w) people(?=\s*[?.!]*$)", "", rest).strip(), named
