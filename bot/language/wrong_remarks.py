"""Whether a whole message only says that something is wrong, and not what."""

from __future__ import annotations

import re

_LEAD = (
    r"(?:(?:hm+|mm+|um+|uh|er+|no+|nope|nah|oh|ah|well|wait|sorry|hey|but|ok(?:ay)?|ugh|argh|oops)\b"
    r"[\s,.!:;-]*)*"
)
_THAT = (
    r"(?:(?:i think |i'm afraid |i believe )?"
    r"(?:that|this|it|the answer|all of (?:that|it)|your answer)(?:'s| is| was|s| looks| sounds| seems|))"
)
_HOW = r"(?: (?:all|just|simply|completely|totally|plain|still|again|so|clearly|really|quite|a bit))*"
_MEANT = r"what i (?:said|meant|asked|wanted|told you)"
_WRONG = (
    rf"(?:wrong|incorrect|false|nonsense|rubbish|not (?:right|correct|true|quite right|{_MEANT})"
    r"|a mistake|mistaken|off)"
)
_FORM = re.compile(
    rf"{_LEAD}(?:{_THAT}{_HOW} {_WRONG}|(?:wrong|incorrect|not right|not true|not correct)(?: answer)?"
    r"|(?:that|this|it) (?:isn't|wasn't|ain't|doesn't look|can't be|cannot be) "
    rf"(?:right|correct|true|{_MEANT})"
    r"|you(?:'ve| have)? (?:got|have|read|understood|heard) (?:that|it|this|me) (?:all |completely )?wrong"
    r"|you (?:misunderstood|misread|misheard)(?: (?:me|that|it|this))?"
    r"|something(?:'s| is) (?:wrong|off)(?: (?:here|there))?"
    r"|(?:there(?:'s| is) )?(?:a|some) mistake(?: (?:here|there))?)"
    r"(?: (?:again|though|here|there|i think|i'm afraid))*[\s.!]*",
    re.IGNORECASE,
)


def says_wrong(text: str) -> bool:
    """Whether a message is nothing but "hmm that's wrong" or the like."""
    return _FORM.fullmatch(" ".join(text.replace("\u2019", "'").split())) is not None
