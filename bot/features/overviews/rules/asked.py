"""B4: whether a whole message asks for a comparison, a summary over a span, or a pack for a QBR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.naming import company_key
from bot.language.courtesy import without_courtesy
from bot.language.dates import DateSpan, find_dates
from bot.language.names import fold, short_forms

MOST_COMPARED = 4
_PAIR = 2
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """Who shall stand side by side, by name."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpanAsked:
    """Whom to sum up ("" for everybody), and the first and the last day; None where no day is named."""

    whom: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PackAsked:
    """The company whose QBR is to be prepared, by name."""

    whom: str


_SPLIT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s(?:and|with|w/|to|against|or|vs\.?|versus)\s|&|\+|/)\s*", re.I)
_VERSUS = re.compile(r"(?P<who>.+?\s(?:vs\.?|versus)\s.+)", re.IGNORECASE)
_COMPARE = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:compare|contrast)\s+(?P<who>.+?)(?:\s+(?:side by side|with each other|to each other))?",
        r"(?:a |the )?comparison (?:of|between)\s+(?P<who>.+)",
        r"(?:how|in what|where) (?:do|does|are|is)\s+(?P<who>.+?)\s+(?:differ|compare|different|unlike)"
        r"(?:\s+from each other)?",
        r"how (?:do|does)\s+(?P<who>.+?\s(?:differ from|compare (?:to|with))\s.+)",
        r"(?P<who>.+?)\s*[,:\u2013\u2014-]\s*how do (?:they|the two) (?:differ|compare|stack up)"
        r"(?: (?:against|to|with|from) each other)?",
        r"(?:what(?:['\u2019]s| is| are) )?(?:the |any |a )?(?:differences?|diffs?)"
        r"(?:\s+(?:between|of))?\s+(?P<who>.+)",
        r"what(?:['\u2019]s| is| are|s) different (?:between|with|about|in)\s+(?P<who>.+)",
        r"what (?:sets|tells|keeps)\s+(?P<who>.+?)\s+apart(?: from each other)?",
        r"(?P<who>.+?)\s*[,:\u2013\u2014-]\s*(?:(?:any|the|what(?:['\u2019]s| is| are|s)) (?:the )?)?"
        r"(?:differences?|different|comparison|compared?|diff)(?: (?:between|of) them)?",
        r"(?P<who>.+? (?:or|and|vs\.?) .+?)\s*[,:\u2013\u2014-]\s*"
        r"(?:who|which(?: one)?)(?:['\u2019]s| is| are|s) (?:\w+ ){0,2}"
        r"(?:closer|nearer|warmer|stronger|better|weaker|colder|neglected|behind|ahead)\b.{0,30}",
        r"(?:show|put|see)(?: me)?\s+(?P<who>.+?)\s+(?:side by side|next to each other)",
    )
)
_JOINS = re.compile(r"\s(?:differ from|compare (?:to|with))\s", re.IGNORECASE)
_LOOK_BACK = re.compile(
    r"(?:(?:(?P<sum>sum up|summari[sz]e|recap(?! of\b)|"
    r"(?:(?:give|get|show|send|write) me |i need |i want )(?:an? |the )?(?:quick |short )?"
    r"(?:summary|recap|overview) (?:of|on|for))|"
    r"(?:an? |the |my )?(?:quick |short )?(?:summary|recap|overview) of)\s+(?P<whom>.+)|"
    r"what(?:['\u2019]s| has| have| is)? (?:happened|been happening|changed|been going on|went on)"
    r"(?:\s+(?:with|at|around|between me and)\s+(?P<with>.+))?)",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\bso far$", re.IGNORECASE)
"""With it, "what happened with Ana" asks for all that there is."""
_MINE = re.compile(
    r"(?:my|our|the|these|this|those)?\s*(?:work|notes?|activities|relationships?|contacts?|time|everything|all)?",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"^(?:(?:my |our |the )?(?:work|notes?|time|history|relationship|year) (?:with|on|about|at)\s+|"
    r"(?:with|at|of|about|on|for|my|our|the)\s+)+|"
    r"(?:[\s,]+(?:in|over|during|since|from|until|till|within|for|through|of|my|our|the|between|and|to|on|"
    r"so far))+$",
    re.IGNORECASE,
)
_QBR = (
    r"(?:q\.?b\.?r\.?|quarterly (?:business )?review|quarter(?:ly)? review meeting)(?:\s+(?:meeting|pack))?"
)
_PACK = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:(?:prepare|prep|brief|ready)(?: me)?|get (?:me )?ready|help me prepare)\s+(?:for\s+)?"
        rf"(?:(?:my|our|the|a|tomorrow['\u2019]s|today['\u2019]s|next week['\u2019]s|\w+day['\u2019]s|"
        rf"next)\s+)*"
        rf"{_QBR}\s+(?:with|at|for|of)\s+(?P<whom>.+)",
        rf"(?:(?:prepare|prep|make|build|show|give)(?: me)?\s+)?(?:(?:a|an|the|my|our)\s+)?{_QBR}\s+"
        rf"(?:for|with|on|at|of)\s+(?P<whom>.+)",
        rf"(?:(?:prepare|prep)(?: me)?(?: for)?\s+)?(?:(?:the|my|our)\s+)?(?P<whom>\S.*?)(?:['\u2019]s)?\s+"
        rf"{_QBR}",
    )
)
_PACK_LAST = re.compile(
    rf"(?:(?:i|we) have )?(?:(?:a|an|the|my|our)\s+)?{_QBR}\s+(?:with|at|for)\s+(?P<whom>[^,;:]+?)"
    rf"(?:(?:['\u2019]s|\s+is|\s+comes up|\s+coming up)\b[^,;:]*)?\s*[,;:.\u2013\u2014-]\s*"
    rf"(?:please )?(?:prep|prepare|brief|get me ready)(?: me)?(?: for it)?",
    re.IGNORECASE,
)
"""The wish behind the meeting: "QBR with Northwind on Tuesday, prep me"."""
_WISH = re.compile(
    r"^(?:(?:can|could|may) (?:i|we) (?:please )?(?:get|have|see)|(?:i|we) (?:really |quickly )?(?:need|want)"
    r"|need|want|get me|send me|give me)\s+",
    re.IGNORECASE,
)
_WHEN_IT_IS = re.compile(
    r"\s*[,;.:\u2013\u2014-]+\s*(?:(?:the|our|my|that|this) )?(?:meeting|review|call|it|that|qbr|we|i|they)"
    r"(?:['\u2019](?:s|re|m|ll)| (?:is|are|am|will|takes|meet|see))\b.*$",
    re.IGNORECASE,
)
"""What is said of the meeting behind the wish: "a QBR pack for Northwind, the meeting is on Monday"."""
_SHORT_PACK = re.compile(
    rf"(?:(?:prep|prepare)\s+)?(?:the\s+)?{_QBR}(?:\s+prep)?\s+(?P<whom>\S.*)", re.IGNORECASE
)
"""A few words before a company that is known: "qbr prep Northwind"."""
_IS_COMMAND = re.compile(r"\s*(?:prepare|prep|brief|make|build|get|help|give)\b|.*\bpack\b", re.IGNORECASE)


def comparison_asked(
    text: str, people: Sequence[str], companies: Sequence[str], *, is_line: bool = False
) -> ComparisonAsked | None:
    """Who is to stand side by side; None where the words ask for something else.

    "Compare prices with Ana" names one person, and is none. A name with a capital may be of somebody unknown,
    where another one is known. With `is_line` the words are only names, as after `/tactegic compare`.
    """
    words = _whole(text)
    found = [] if is_line else [form.fullmatch(words) for form in _COMPARE]
    who = words if is_line else next((each["who"] for each in found if each), "")
    if not who and (versus := _VERSUS.fullmatch(words)):
        names = _names_in(versus["who"], companies)
        is_known = all(_is_known(each, people, companies) for each in names)
        return ComparisonAsked(names) if is_known and len(names) > 1 else None
    names = _names_in(_JOINS.sub(" and ", f" {who} ").strip(), companies) if who else ()
    if len(names) == 1 and not is_line and len(words_of := names[0].split()) == _PAIR:
        names = tuple(words_of) if not _is_known(names[0], people, companies) else names
    if is_line:
        return ComparisonAsked(names) if names else None
    known = [_is_known(each, people, companies) for each in names]
    may_be = all(is_known or name[:1].isupper() for is_known, name in zip(known, names, strict=True))
    return ComparisonAsked(names) if len(names) > 1 and any(known) and may_be else None


def span_asked(
    text: str, people: Sequence[str], companies: Sequence[str], today: date, *, day_first: bool = True
) -> SpanAsked | None:
    """Whom to sum up and over which days; None where the words ask for something else.

    "What happened with Ana" without a time is a question like others, and "the summary of Ana" may be that of
    a meeting; "sum up" needs no time. A name has to be a known one, as "sum up the offer for Ana" asks for a
    text.
    """
    words = _whole(text)
    found = _LOOK_BACK.fullmatch(words)
    if found is None:
        return None
    span = read_span(words, today, day_first=day_first)
    if span is None and found["sum"] is None and not _SO_FAR.search(words):
        return None
    asked = found["whom"] or found["with"] or ""
    whom = _without_edges(span.rest_of(asked) if span else asked)
    if whom and not _MINE.fullmatch(whom) and not _is_known(whom, people, companies):
        return None
    whom = "" if _MINE.fullmatch(whom) else whom
    if not whom and span is None:
        return None
    return SpanAsked(whom, span.since if span else None, span.until if span else None)


def read_span_of(words: str, today: date, *, day_first: bool = True) -> SpanAsked:
    """Whom words name and over which days: "Northwind since March"; without a day there is none."""
    span = read_span(words, today, day_first=day_first)
    whom = _without_edges(span.rest_of(words) if span else words)
    whom = "" if _MINE.fullmatch(whom) else whom
    return SpanAsked(whom, span.since if span else None, span.until if span else None)


def pack_asked(text: str, companies: Sequence[str], people: Sequence[str] = ()) -> PackAsked | None:
    """The company whose QBR is to be prepared; None where the words ask for something else.

    "Had a QBR with Northwind" tells of one.
    """
    asked = _WHEN_IT_IS.sub("", _WISH.sub("", _whole(text)))
    words = _without_days(re.sub(r"\bw/\s*", "with ", asked, flags=re.IGNORECASE))
    if (last := _PACK_LAST.fullmatch(words)) and (whom := _without_days(_without_edges(last["whom"]))):
        return PackAsked(whom)
    for form in _PACK:
        if (found := form.fullmatch(words)) and (whom := _without_edges(found["whom"])):
            span_free = _without_days(whom)
            if _is_known(span_free, people, companies) or _IS_COMMAND.match(words):
                return PackAsked(span_free)
    shortly = _SHORT_PACK.fullmatch(words)
    whom = _without_days(shortly["whom"]) if shortly else ""
    return PackAsked(whom) if whom and _is_known(whom, people, companies) else None


@dataclass(frozen=True, slots=True)
class SpanRead:
    """The days that words name, and the words that name them."""

    since: date
    until: date
    written: tuple[str, ...]

    def rest_of(self, text: str) -> str:
        """The text without the words that name the days."""
        for each in self.written:
            text = text.replace(each, " ")
        return " ".join(text.split())


def read_span(text: str, today: date, *, day_first: bool = True) -> SpanRead | None:
    """The span of days that words name, no later than today; None where they name none that has begun."""
    spans = find_dates(text, today, day_first=day_first)
    if not spans:
        return None
    first, last = spans[0], spans[-1]
    since = first.told.first
    until = _last_day(text, first, last, today)
    if since > today or until < since:
        return None
    return SpanRead(since, min(until, today), tuple(each.written for each in spans))


def _last_day(text: str, first: DateSpan, last: DateSpan, today: date) -> date:
    if first is not last and re.search(
        r"\b(?:to|until|till|and|through)\s*$|[-\u2013]\s*$", text[: last.start]
    ):
        return last.told.last
    if first.marker in ("since", "from", "after"):
        return today
    return first.told.last


def _whole(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _LONGEST or "\n" in text.strip():
        return ""
    return without_courtesy(words).rstrip(" .!?")


def _names_in(who: str, companies: Sequence[str]) -> tuple[str, ...]:
    """The names of a list; a known company with "and" in its name is one."""
    kept: dict[str, str] = {}
    for company in sorted(companies, key=len, reverse=True):
        if _SPLIT.search(company):
            mark = f"\x00{len(kept)}\x00"
            who, count = re.subn(re.escape(company), mark, who, flags=re.IGNORECASE)
            kept |= {mark: company} if count else {}
    names = (each.strip(" \"'\u201c\u201d") for each in _SPLIT.split(who))
    return tuple(dict.fromkeys(kept.get(each, each) for each in names if each))


def _is_known(name: str, people: Sequence[str], companies: Sequence[str]) -> bool:
    """Whether somebody, or a company, goes by the name: in full, by a first name, or by its first words."""
    wanted, key = fold(name.split(" (")[0]).split(), company_key(name)
    if not wanted:
        return False
    for each in people:
        parts = fold(each).split()
        given = {parts[0], *short_forms(parts[0])} if parts else set()
        if wanted == parts or (wanted[0] in given and set(wanted[1:]) <= set(parts[1:])):
            return True
        if len(wanted) == 1 and len(parts) > 1 and wanted[0] == parts[-1]:
            return True
    return any(company_key(each) == key or company_key(each).startswith(f"{key} ") for each in companies)


def _without_edges(words: str) -> str:
    """Words without the small ones that held a time: "Northwind in" is "Northwind"."""
    before = ""
    while before != words:
        before, words = words, _EDGES.sub("", words.strip(" ,.:")).strip(" ,.:")
    return words


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_LAST = re.compile(
    rf"(?:,?\s+(?:on|by|for|in|at|before|this|next|coming|the|due))*\s+(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?{_MONTH})?(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|"
    r"tomorrow|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]?\d{0,4}|"
    r"(?<=next )week|(?<=this )week|(?<=next )month|(?<=this )month|"
    r"(?<=next )quarter)(?:['\u2019]s)?(?:\s+(?:morning|afternoon|evening))?$",
    re.IGNORECASE,
)


def _without_days(whom: str) -> str:
    """Words without the day that they end with: "Northwind on 10 December" is "Northwind"."""
    return _without_edges(_DAY_LAST.sub("", whom))
