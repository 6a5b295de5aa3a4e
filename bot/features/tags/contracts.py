"""What others may ask of tags: whether words name a known one, to list it or to give it a rhythm (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.commands import Command
from bot.core.rhythm_words import read_rhythm
from bot.core.rhythms import tag_key
from bot.features.tags.commands import ListTagged, SetTagRhythm

_WHO = r"(?:everybody|everyone|all(?: of)?(?: the| my)?(?: (?:people|contacts))?|people|contacts|those)"
_HOW_OFTEN = (
    r"(?:(?:every|each|once|twice|at least)\b.*|daily|weekly|fortnightly|biweekly|monthly|quarterly|yearly|"
    r"annually|(?:with )?no rhythm)"
)
_LISTS = (
    rf"(?:(?:list|show|see|find|give|who is|who are|who has)(?: me)? )?(?:all )?(?:my |the |{_WHO} )?"
    r"(?:who (?:is|are|has|have) |with )?(?:(?:the )?tag(?:ged|s)?(?: as| with)? |label(?:led|ed)(?: as)? )"
    r"(?P<tag>.+?)(?: (?:people|contacts|ones|list))?",
    r"(?:list|show)(?: me)? (?:all )?(?:of )?(?:my |the |our )?(?P<tag>.+?)"
    r"(?: (?:people|contacts|ones|list))?",
    r"(?:who are )(?:my |the |our )(?P<tag>.+?)(?: (?:people|contacts|ones))?",
)
_RHYTHMS = (
    rf"(?:(?:see|call|meet|contact|talk to|hear from|touch|keep in touch with|stay in touch with|be in touch "
    rf"with|i(?:'d| would)? (?:like|want) to (?:see|call|meet|talk to|be in touch with)) )?(?:{_WHO} )?"
    rf"(?:who (?:is|are) )?(?:tagged(?: as)? |with the tag )?(?:my |the |our )?(?P<tag>.+?)"
    rf"(?: (?:people|contacts|ones))?,? (?P<often>{_HOW_OFTEN})",
    rf"(?:the )?(?:tag )?rhythm (?:for|of) (?:the )?(?:tag )?(?P<tag>.+?) (?:is |to |: ?)?"
    rf"(?P<often>{_HOW_OFTEN})",
)


def tags_asked(text: str, tags: Sequence[str]) -> Command | None:
    """The list or the rhythm of a known tag that a whole message asks for: "list my key accounts people".

    None where the words name none of the tags: they may mean anything else then.
    """
    words = text.strip().rstrip(" .!?")
    if not tags or len(words) > 120 or "\n" in words:
        return None
    known = {tag_key(each): each for each in tags}
    for pattern in _RHYTHMS:
        found = re.fullmatch(pattern, words, re.IGNORECASE)
        if found and (tag := known.get(tag_key(found["tag"]))):
            rhythm = read_rhythm(found["often"])
            if rhythm is not None:
                return SetTagRhythm(tag, rhythm[0], rhythm[1])
    for pattern in _LISTS:
        found = re.fullmatch(pattern, words, re.IGNORECASE)
        if found and (tag := known.get(tag_key(found["tag"]))):
            return ListTagged(tag)
    return None
