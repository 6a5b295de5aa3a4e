"""Whether a few words of a note can stand in a sentence that is made for somebody (B7).

What cannot be checked is left out: a sentence is whole or it is not sent.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.language.names import word_set


class Phrase(StrEnum):
    """What kind of words these are."""

    THING = "thing"
    """ "the storage paper"."""
    DEED = "deed"
    """ "send you the storage paper"."""
    UNSURE = "unsure"


_VERBS = word_set(
    "send share call phone ring write mail email bring give get ask check introduce connect "
    "invite meet visit show "
    "prepare draft review read find book organize organise arrange set forward deliver look "
    "speak talk tell confirm "
    "come join help make provide schedule translate update pass put return sign submit test try "
    "explain discuss "
    "follow answer reply clarify collect compare finish fix hand print propose recommend suggest support"
)
_DETERMINERS = word_set("the a an my our your some two three four five six another this these those all both")
_SMALL_ENDS = word_set(
    "the a an my our your of to for in on at and or with by about from over that which who "
    "because so but is are "
    "was were not no"
)
_BREAKS = re.compile(
    r"\b(?:i|me|we|us|she|he|they|them|him|it|that|who|which|because|if|but|not|no|never|nothing|nobody|don['\u2019]?t|"
    r"doesn['\u2019]?t|isn['\u2019]?t|won['\u2019]?t|can['\u2019]?t|is|are|was|were|will|would|said|says|told)\b|[\[\]{}?!:;\"\u201c\u201d]",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(?:her|him|them)\b(?=\s+(?:the|a|an|my|our|some|two|three|all|this|these|about|by|on|to|for|back|again|when|what|how)\b|\s*$)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:her|his|their)\b(?=\s+\w)", re.IGNORECASE)
_MOST_WORDS = 9


def addressed(words: str, name: str) -> str:
    """The words as said to the person themselves: "send Ana her paper" becomes "send you your paper"."""
    text = words.strip(" .,;:")
    for part in dict.fromkeys(
        (name, name.split()[0] if name.split() else "", name.split()[-1] if name.split() else "")
    ):
        if part:
            text = re.sub(rf"\b{re.escape(part)}['\u2019]s\b", "your", text)
            text = re.sub(rf"\b{re.escape(part)}\b", "you", text)
    text = _OBJECT.sub("you", text)
    return _POSSESSIVE.sub("your", text)


def phrase_of(words: str) -> Phrase:
    """What the words of a promise are, as they would stand behind "I promised you" or "I promised to"."""
    parts = words.split()
    if not 0 < len(parts) <= _MOST_WORDS or _BREAKS.search(words) or parts[-1].lower() in _SMALL_ENDS:
        return Phrase.UNSURE
    first = parts[0].lower()
    if first in _DETERMINERS:
        return Phrase.THING if not re.search(r"\byou\b", words) else Phrase.UNSURE
    return Phrase.DEED if first in _VERBS and len(parts) > 1 else Phrase.UNSURE
