"""Companies that the reader overlooks: words with capitals where somebody's company stands (B1).

"Ana Ruiz at Clyde Reach Shipyard", "Ana Ruiz, Clyde Reach Shipyard - wants it", "her own firm, Clyde Reach".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.no_names import EVENT_BEHIND
from bot.coach.rules.message.scene import NamePlace, PersonPlace, meets_any
from bot.language.names import fold, split_name, word_set

_CAPITAL = r"[A-Z\u00c0-\u00de][\w&'\u2019-]+"
_NAME = (
    rf"(?P<name>{_CAPITAL}(?: (?:(?:&|of|and|de|du|di) )?{_CAPITAL}){{0,4}})(?![\w@])"
    rf"(?!{EVENT_BEHIND.pattern})"
)
_BRACKETS = r"(?: ?\([^()\n]{1,30}\)|, (?:his|her|their|our|my|an?|the|one) [a-z]+(?: [a-z]+)?)?"
_BY_WORD = re.compile(
    rf"{_BRACKETS},? (?:(?:who |she |he |now |just )?"
    rf"(?:joined|joins|works (?:at|for)|consults for|is now at) |"
    rf"(?:over |there |now )?(?:at|from|of|@) ?)(?:the )?{_NAME}"
)
_BY_PLACE = re.compile(
    rf"{_BRACKETS}(?:, | [-\u2013\u2014/@|] ){_NAME}(?=\s*(?:[.,;:)\n(/-]|\s[\u2013\u2014-]|$))"
)
_IN_BRACKETS = re.compile(rf" \((?:(?:both|all) (?:of |at |from )?)?{_NAME}\)")
_NO_COMPANY = word_set(
    "hotel airport hall station gate terminal lounge room street road avenue square plaza park bar pub "
    "cafe restaurant club stadium arena church museum beach bridge tower expo fair messe summit "
    "conference congress forum festival day week monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december christmas "
    "easter diwali eid teams zoom slack webex whatsapp linkedin sharepoint board committee council "
    "breakfast lunch dinner coffee call visit note update re fwd minutes attendees actions next agenda "
    "centre center canteen office building floor north south east west europe asia africa america nordics "
    "baltics i we he she they his her their our my your the this that these those also and but so then no "
    "not yes ok done due todo"
)
"""Words of names that are no company's: places where people meet, events, days."""
_DEPARTMENTS = word_set(
    "procurement purchasing legal finance sales marketing operations engineering it hr logistics quality "
    "and of"
)
_SIGNED = re.compile(rf"\n[A-Z][\w&-]+(?: [\w&-]+){{0,4}}, {_NAME}(?=\s*(?:\n|$))")
"""A job and a company below a name: "Ana Ruiz\\nWorks Manager, Esk Valley Creamery"."""
_CALLED = rf"(?:,|:| [-\u2013])? (?:called |named |it is )?{_NAME}"
OUTFIT = re.compile(
    rf"\b(?:own|new) (?:outfit|firm|company|business|shop|start-?up|practice|consultancy|agency){_CALLED}"
)
"""What somebody has of their own: "his own outfit, Petrov Lifting"."""
_OWNS = re.compile(rf"\b(?:[Ss]?he|who) (?:now )?(?:owns|founded|runs|started|bought){_CALLED}")
_WITH = re.compile(
    rf"\b[Ss]?[Hh]e(?:['\u2019]s| is| was) (?:now )?with {_NAME}(?= now\b| these days\b|,| as\b|[.])"
)
_IS_AT = re.compile(rf"\b(?:[Ss]?[Hh]e|[A-Z]\w+)(?:['\u2019]s| is| was) (?:now )?(?:at|with) {_NAME}")
_JOINED = re.compile(rf"\b[Jj]oin(?:s|ed) {_NAME}")
_VISITED = re.compile(
    rf"^[ \t]*(?:(?:[Ss]ite|[Pp]lant|[Tt]oolbox|[Cc]ustomer|[Ii]ntro|[Bb]udget|[Dd]emo|[Ss]teering) )?"
    rf"(?:[Vv]isit(?:ed)?|QBR|EBR|MoM|[Mm]tg|[Mm]eeting|[Mm]inutes|[Ww]orkshop|[Kk]ick-?off|[Rr]eview)"
    rf"(?: (?:with|at|to|of|w/)|,|:| [-\u2013])? (?:the )?{_NAME}"
    rf"(?! (?:and|&|\+) [A-Z])(?=\s*(?:[.,;:(\n-]|\d|$))",
    re.MULTILINE,
)
"""What a report begins with: "site visit Harbro Biscuits, 3 of them: ..."."""
_FEWEST = 2


_BUMPED = re.compile(r"\b(?:bumped|ran|run|runs) in ?to (?:[Mm]rs?\.? |[Mm]s\.? )?$")
"""Words before somebody who is met by chance, so that one word behind "at" is rather a place."""
_BEHIND = ((_BY_WORD, 1), (_IN_BRACKETS, _FEWEST), (_SIGNED, 1), (_BY_PLACE, _FEWEST))
_AT_ONLY = ((re.compile(rf" (?:at|@) ?(?:the )?{_NAME}"), 1),)


def companies_told(
    text: str, taken: Sequence[NamePlace | PersonPlace], lexicon: Lexicon
) -> Iterator[NamePlace]:
    """Yield the companies that words alone make certain: "his own firm, Petrov Lifting"."""
    places: list[NamePlace | PersonPlace] = list(taken)
    for pattern in (OUTFIT, _OWNS, _WITH, _IS_AT, _JOINED, _VISITED):
        for found in pattern.finditer(text):
            start, end = found.span("name")
            free = not meets_any(places, start, end)
            if free and _may_be_company(
                found["name"], _FEWEST, set(), lexicon, told=pattern in (OUTFIT, _OWNS, _WITH)
            ):
                places.append(NamePlace(start, end, found["name"]))
                yield NamePlace(start, end, found["name"])


def apposed_companies(
    text: str, people: Sequence[PersonPlace], taken: Sequence[NamePlace], lexicon: Lexicon
) -> Iterator[NamePlace]:
    """Yield the companies right behind people who are named in full, where nothing else was seen there."""
    names = {word for one in people for word in split_name(one.written).words}
    for person in people:
        bare = " " not in person.written and not person.honorific
        for pattern, fewest in _AT_ONLY if bare else _BEHIND:
            found = pattern.match(text, person.end)
            if found is None:
                continue
            if " " not in found["name"] and _BUMPED.search(text, max(0, person.start - 24), person.start):
                continue
            start, end = found.span("name")
            free = not meets_any(people, start, end) and not meets_any(taken, start, end)
            told = pattern is _BY_WORD
            if free and _may_be_company(found["name"], fewest, names, lexicon, told=told):
                yield NamePlace(start, end, found["name"])
            break


def _may_be_company(written: str, fewest: int, names: set[str], lexicon: Lexicon, *, told: bool) -> bool:
    """Whether words may be a company's name; `told` by a word like "at", they may begin like a person's."""
    words = fold(written).split()
    none = (_NO_COMPANY, lexicon.roles, lexicon.titles, names)
    if len(words) < fewest or not all(each.isdisjoint(words) for each in none):
        return False
    if len(words) == 1 and (words[0] in lexicon.places or written.isupper()):
        return False
    if set(words) <= lexicon.places or set(words) <= _DEPARTMENTS:
        return False
    return told or words[0] not in lexicon.given_names or bool(set(words) & lexicon.company_words)
