"""What others may ask of tags: whether words name a known one, to list it or to give it a rhythm (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.commands import Command
from bot.core.rhythm_words import read_rhythm
from bot.core.rhythms import tag_key
from bot.features.tags.commands import ListTagged, SetTagRhythm, TagPeople
from bot.language.names import fold

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
_TAG = r"[\"\u201c]?(?P<tag>[^,;:.?!\"\u201d]{1,60}?)[\"\u201d]?"
_NAMES = r"(?P<who>[^:;?!]{2,100}?)"
_TAGGING = tuple(
    (re.compile(form, re.IGNORECASE), drop, is_command)
    for form, drop, is_command in (
        (rf"(?:please )?(?:tag|label) {_NAMES} (?:as|with) (?:the tag |an? )?{_TAG}", False, True),
        (rf"(?:please )?(?:add|give) (?:the )?(?:tag|label) {_TAG} to {_NAMES}", False, True),
        (
            rf"(?:please )?(?:remove|take|drop) (?:the )?(?:tag|label) {_TAG} (?:from|off) {_NAMES}",
            True,
            True,
        ),
        (rf"(?:please )?untag {_NAMES} (?:as|from) (?:the tag )?{_TAG}", True, True),
        (rf"(?:please )?untag {_NAMES}(?P<tag>)", True, True),
        (rf"{_NAMES} (?:is|are) (?:tagged|labelled|labeled)(?: as| with)? (?:the tag )?{_TAG}", False, False),
    )
)
_MANY = re.compile(r"\b(?:every(?:body|one)|all|people|contacts|those|who|them)\b", re.IGNORECASE)


def tagging_asked(text: str, known_people: Sequence[str]) -> TagPeople | None:
    """Whom a whole message gives a tag, or takes it from; None for any other message, and for many at once.

    "Bea is tagged vip" is such a message where each name is a known one.
    """
    words = " ".join(text.split()).rstrip(" .!")
    if len(words) > 160 or _MANY.search(words):
        return None
    for pattern, drop, is_command in _TAGGING:
        if found := pattern.fullmatch(words):
            names = tuple(each.strip() for each in re.split(r",| and | & ", found["who"]) if each.strip())
            known = {word for name in known_people for word in fold(name).split()}
            if names and (is_command or all(known & set(fold(each).split()[:1]) for each in names)):
                return TagPeople(found["tag"].strip(), names, drop)
    return None


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
