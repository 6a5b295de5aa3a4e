"""Names that plain form makes certain, where the reader wavers or overlooks them (B1).

"Mr Contractor", "Grace at Lumen says", "Ana Ruiz - Lumen Glas, Bo Lind - Sagar Mills", "Bros (Hank)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.capitals import CAPITAL, WHOLE_NAME
from bot.coach.rules.message.no_names import NO_NAMES
from bot.coach.rules.message.scene import meets_any
from bot.coach.rules.message.trades import ends_in_trade
from bot.language.names import fold, word_set

_PERSON, _COMPANY = NameLabel.PERSON, NameLabel.COMPANY
_TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Mme|Sra?|Sig|Shri|Smt)\.? (?P<name>{CAPITAL}(?: {CAPITAL})?)"
)
_NAME = rf"{CAPITAL}(?: {CAPITAL}){{0,3}}"
_PAIR = re.compile(
    rf"(?:^|(?<=[,;:\n] )|(?<=\n)|(?<=\bw/ ))(?P<who>{WHOLE_NAME}) ?"
    rf"(?P<sign>[-\u2013\u2014@/|])[ ]?(?P<at>{_NAME})"
    r"(?=\s*(?:[,;:.\n)(-]|\s[\u2013\u2014]|$|both\b|all\b))"
)
_FIRST_LINE = re.compile(rf"\A(?P<at>{WHOLE_NAME})[ ]*\n(?P<who>{WHOLE_NAME})(?=, [^\n,.]{{2,40}}(?:\n|$))")
"""A company above somebody with a job: "Indus Solar\\nDev Malhotra, COO"."""
_AT_COMPANY = re.compile(
    rf"(?:^|(?<=[.!?:\n] )|(?<=\n)|(?<=\bwith )|(?<=\bw/ )|(?<=\bto )|(?<=\bfrom )|(?<=\bby )|"
    rf"(?<=\band )|(?<=\bcounterpart )|(?<=\bsays )|(?<=\bthat )|(?<=\bmet )|"
    rf"(?<=\btold )|(?<=\basked )|(?<=\bcolleague )|(?<=\bfriend ))"
    rf"(?P<name>{CAPITAL})(?= (?:at|from|of|@) ?(?:the )?{CAPITAL})"
)
_ALSO_THINGS = word_set(
    "tea bill grant chance cash page art may june april august summer autumn winter visit mark hope faith "
    "order news greetings regards asia india paris london texas dale floor story sales rose drew rain "
    "earl ally angel charity comfort constant else ever harmony major queen lady duke prince crystal "
    "diamond marine mile miles person per till sue sage rich pat ray mason miller cooper carter parker "
    "taylor baker"
)
"""Given names that may as well be a thing before "from": they need a deed behind the company."""
_DOES = re.compile(
    rf" (?:at|from|of|@) ?(?:the )?{_NAME}(?:,? (?:who )?"
    r"(?:says|said|will|wants|asked|told|sent|called|rang|needs|thinks|mailed|wrote|promised|agreed|confirmed)\b|:)"
)
_BRACKETS = re.compile(
    rf"(?P<at>{CAPITAL}(?: (?:& )?{CAPITAL}){{1,3}}) \((?P<list>{CAPITAL}(?: {CAPITAL})?"
    rf"(?:(?:, | and | & | \+ |/){CAPITAL}(?: {CAPITAL})?)+)\)"
)
_ITEM = re.compile(rf"{CAPITAL}(?: {CAPITAL})?")
_BEFORE_ITEM = re.compile(rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}})(?:, | and | & | \+ |/| / )$")
_AFTER_ITEM = re.compile(
    rf"(?:, | and | & | \+ |, and )(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}})(?=[\s,.;:()]|$)"
)
_LONGEST_ITEM = 60
_OF_ALL = re.compile(
    rf"\b(?:[Bb]oth|[Aa]ll(?: three| four)?) (?:(?:of|at|from|with) )?(?:the )?"
    rf"(?P<name>{WHOLE_NAME})(?=[,.;:)\n]|$)"
)
_LABELLED = re.compile(
    rf"\b(?:[Oo]rgani[sz]ation|[Cc]ompany|[Ff]irm|[Ee]mployer)\s*[:=]\s*"
    rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{0,3}})"
)
_BARS = re.compile(rf"{WHOLE_NAME} ?\| ?[^|\n]{{2,40}} ?\| ?(?P<name>{_NAME})(?=\s*(?:[|\n.,;]|$))")
_BOSS_IS = re.compile(
    rf"\b(?:[Cc]over|[Ss]uccessor|[Rr]eplacement|[Bb]oss|[Mm]anager|[Cc]olleague|[Aa]ssistant|[Dd]eputy)"
    rf"(?:,| is| will be| is called|:) (?P<name>{WHOLE_NAME})(?=[,.;:)\n]|$)"
)
_TRADE = re.compile(
    rf"(?:\b(?:at|from|of|with|for|to|by|via|visit|visited|lost|won|in|are|is|[Jj]oined|joins) (?:the )?|"
    rf"@ ?|[-\u2013\u2014:/|(] ?|, |"
    rf"(?:^|(?<=[.!?\n]))[ ]?)(?P<name>{WHOLE_NAME})"
)


def with_told_names(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> list[NameSpan]:
    """Return the names of people and companies with those that plain form makes certain in their place."""
    kept = list(spans)
    for forms in (_pairs, _named_behind, _lines, _brackets, _titled, _at_company, _listed, _trades):
        for told in tuple(forms(text, kept, lexicon)):
            kept = [one for one in kept if not (one.start < told.end and told.start < one.end)]
            kept.append(told)
        kept.sort(key=lambda one: one.start)
    return kept


def _told(label: NameLabel, place: tuple[int, int]) -> NameSpan:
    is_person = label is _PERSON
    return NameSpan(*place, label, 1.0, float(is_person), float(not is_person))


def _is_given(word: str, lexicon: Lexicon) -> bool:
    word = fold(word).partition("-")[0]
    return word in lexicon.given_names or word in lexicon.names_that_are_words


def _pairs(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield both sides of "Ana Ruiz - Lumen Glas, Bo Lind - Skipper Mills"; a lone pair has to look so."""
    found = list(_PAIR.finditer(text))
    people = [one for one in spans if one.label is _PERSON]
    for pair in found:
        if _is_given(pair["at"].split()[0], lexicon) and not ends_in_trade(pair["at"], lexicon):
            continue
        if fold(pair["at"]).split()[0] in lexicon.roles:
            continue
        several = sum(one["sign"] == pair["sign"] for one in found) > 1
        given, read = _is_given(pair["who"].split()[0], lexicon), meets_any(people, *pair.span("who"))
        if (several and (given or read)) or (given and read and " " in pair["at"]):
            yield _told(_PERSON, pair.span("who"))
            yield _told(_COMPANY, pair.span("at"))


def _named_behind(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield "both Lumen Dates", "Organisation: Lumen", "Ana Ruiz | Buying | Lumen", "her boss is Bo Lind"."""
    for form, label in ((_OF_ALL, _COMPANY), (_LABELLED, _COMPANY), (_BARS, _COMPANY), (_BOSS_IS, _PERSON)):
        for found in form.finditer(text):
            words = set(fold(found["name"]).split())
            trade = ends_in_trade(found["name"], lexicon)
            read = [one for one in spans if one.label is label]
            none = lexicon.places | lexicon.products | lexicon.roles | NO_NAMES
            if meets_any(read, *found.span("name")) or words & none or (label is _PERSON and trade):
                continue
            if form is _OF_ALL and _is_given(found["name"].split()[0], lexicon) and not trade:
                continue
            yield _told(label, found.span("name"))


def _lines(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    found = _FIRST_LINE.match(text)
    if found is None or _is_given(found["at"].split()[0], lexicon):
        return
    if meets_any([one for one in spans if one.label is _PERSON], *found.span("who")):
        yield _told(_COMPANY, found.span("at"))
        yield _told(_PERSON, found.span("who"))


def _brackets(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield the company and the people of "Boyle Bros (Hank, Jim)"."""
    people = [one for one in spans if one.label is _PERSON]
    for found in _BRACKETS.finditer(text):
        items = list(_ITEM.finditer(text, *found.span("list")))
        named = [one for one in items if _is_given(one[0].split()[0], lexicon)]
        if not named or (len(named) < len(items) and not meets_any(people, *found.span("list"))):
            continue
        if _is_given(found["at"].split()[0], lexicon) and not ends_in_trade(found["at"], lexicon):
            continue
        yield _told(_COMPANY, found.span("at"))
        yield from (_told(_PERSON, one.span()) for one in items)


def _titled(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield whoever has a title before the name, and is overlooked: "Mr Contractor"."""
    del lexicon  # a title tells enough
    for found in _TITLED.finditer(text):
        if not meets_any(spans, *found.span()):
            yield _told(_PERSON, found.span())


def _at_company(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield given names before a company: "Grace at Lumen says", "his counterpart Pia at Lumen"."""
    for found in _AT_COMPANY.finditer(text):
        word = fold(found["name"])
        if meets_any(spans, *found.span("name")) or not _is_given(word, lexicon) or word in lexicon.places:
            continue
        if word not in _ALSO_THINGS or _DOES.match(text, found.end("name")):
            yield _told(_PERSON, found.span("name"))


def _listed(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield who stands in a list with somebody who was read: "Max Ng, Joy Pereira", "Dev, Anu"."""
    for one in spans:
        if one.label is not _PERSON:
            continue
        before = _BEFORE_ITEM.search(text, max(0, one.start - _LONGEST_ITEM), one.start)
        for found in (before, _AFTER_ITEM.match(text, one.end)):
            if found is None or meets_any(spans, *found.span("name")):
                continue
            words = fold(found["name"]).split()
            fits = (
                _is_given(words[0], lexicon) and words[-1] not in lexicon.roles and not set(words) & NO_NAMES
            )
            if fits and set(words).isdisjoint(lexicon.places) and not ends_in_trade(found["name"], lexicon):
                yield _told(_PERSON, found.span("name"))


def _trades(text: str, spans: Sequence[NameSpan], lexicon: Lexicon) -> Iterator[NameSpan]:
    """Yield names that end in a trade where nothing was read: "at Reykja Fisk"."""
    for found in _TRADE.finditer(text):
        name, (start, end) = found["name"], found.span("name")
        first = fold(name.split()[0])
        if meets_any(spans, start, end) or not ends_in_trade(name, lexicon):
            continue
        if first in lexicon.common or _is_given(first, lexicon) or first in lexicon.roles:
            continue
        yield _told(_COMPANY, (start, end))
