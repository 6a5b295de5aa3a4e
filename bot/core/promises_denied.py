"""B12: words that say that a promise on the list was never made, or that it shall be taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.contacts import Contact
from bot.core.notes import Commitment, Promiser
from bot.core.promise_words import telling_words
from bot.core.promises_meant import best_named, still_open

_LONGEST = 200
_LEAD = (
    r"\W*(?:(?:no|nope|sorry|wait|actually|hm+|oh|well|please|correction|can you|could you|but)\b"
    r"[\s,:;.!-]*)*"
)
_NEVER = r"(?:never|did(?:n't| not)|have(?:n't| not)|has(?:n't| not))(?: (?:actually|really|ever))?"
_MINE = re.compile(
    rf"{_LEAD}(?:(?:i|we)(?:'ve| have)? {_NEVER} promised?|(?:i|we) (?:made|gave) no promise)\b(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_THEIRS = re.compile(
    rf"{_LEAD}(?:(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?|he|she|they) {_NEVER} promised?\b"
    r"(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TAKE_OFF = re.compile(
    rf"{_LEAD}(?:delete|remove|drop|erase|scrap|cancel|forget|strike|take off|take out|get rid of)"
    r" (?:the|that|this|my|her|his|their|(?-i:[A-Z])[\w-]+'s) (?:(?:wrong|false|bogus|silly|open) )?promise\b"
    r"(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_REMARK = re.compile(
    r"[,;.!]?\s*(?:(?:that|this|it)(?:'s| is| was) (?:nonsense|wrong|rubbish|not (?:true|right|one|a promise)"
    r"|no promise|a mistake)|please|thanks|from (?:the|my) list|off the list)[\s.!]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"'](?P<words>.+)[\"']")
_BUT = re.compile(r"\b(?:but|only|just that|instead)\b", re.IGNORECASE)
"""Words after which something else was promised: then the denial only puts a promise right."""


@dataclass(frozen=True, slots=True)
class DeniedPromise:
    """A promise that is said to be none: whose it would be, where that is said, and its words."""

    words: str
    by: Promiser | None = None


def read_denied_promise(text: str) -> DeniedPromise | None:
    """Read which promise a whole message denies or takes off the list; None for any other message."""
    told = " ".join(text.split()).translate(str.maketrans("\u2019\u2018\u201c\u201d", "''\"\""))
    if not told or len(told) > _LONGEST or told.endswith("?") or _BUT.search(told):
        return None
    for form, by in ((_MINE, Promiser.MEMBER), (_THEIRS, Promiser.CONTACT), (_TAKE_OFF, None)):
        if (found := form.fullmatch(told)) is not None:
            rest = _REMARK.sub("", found["rest"])
            quoted = _QUOTED.search(rest)
            words = quoted["words"] if quoted else rest
            return DeniedPromise(words, by) if telling_words(words) else None
    return None


def find_denied(
    text: str, denied: DeniedPromise, promises: Sequence[Commitment], people: Sequence[Contact]
) -> list[Commitment]:
    """Find the open promises that are denied; with somebody named, only those with them."""
    names = {each.id: telling_words(" ".join((each.name, *each.aliases))) for each in people}
    said = set(re.findall(r"(?-i:[A-Z])[\w-]+", text))
    named = {id for id, words in names.items() if words & telling_words(" ".join(said))}
    own = frozenset(word for id in named for word in names[id])
    words = telling_words(denied.words) - own
    return best_named(still_open(promises, denied.by, named), words)
