"""A note as sentences, each with its full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"\S.*?(?:[.!?]+(?=\s|$)|\n|$)", re.DOTALL)


def sentences_in(text: str) -> Iterator[str]:
    """Yield the sentences of a text, in their order; a line's end ends one, too."""
    for found in _SENTENCE.finditer(text):
        yield found[0].strip()
