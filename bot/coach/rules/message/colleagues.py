"""Whose company is said only once for several people: headings, groups, "both", "there", bosses (B1)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.rules.message.named_as import is_relative, is_rival
from bot.coach.rules.message.scene import NamePlace, PersonPlace
from bot.coach.rules.text import Sentence

PERSON, COMPANY, JOB = "\u0001", "\u0002", "\u0003"
"""What stands for each letter of a person, a company and a job in the marked text."""
_NEAR, _FAR, _FEW = 45, 450, 40
"""Near and far in characters; how many places of companies are looked through."""
BOSS = (
    r"(?:new |old |own |direct |former |current )*(?:boss|assistant|pa|colleagues?|deputy|manager|successor|"
    r"predecessor|replacement|secretary|right hand|director|head|ceo|cfo|coo|cto|cio|buyer|planner|engineer|"
    + JOB
    + r"++)"
)
"""Words for somebody who works with another."""
_RELATED = re.compile(
    rf"(?:\b(?:his|her|their|its)\s+|['\u2019]s?\s+){BOSS}"
    rf"(?P<where>(?:\s+(?:over )?(?:at|of|in)\s+(?:the\s+)?{COMPANY}++)?)"
    r"(?:\s+(?:is|will be|called|named|now|from \w+))*[\s,:(]*(?:an?|one|the|some)?\s*"
    r"(?:(?:mr|mrs|ms|dr|herr|frau)\.?\s+)?$",
    re.IGNORECASE,
)
WORKS = re.compile(
    r"\s*[,(]?\s*(?:who\s+|also\s+|he\s+|she\s+)*(?:runs|works|does|heads|leads|manages|decides|buys|handles)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\s*[,(]\s*(?:our|ours|internal|my|us)\b", re.IGNORECASE)
OUR = re.compile(
    r"\b(?:our|my)\s+(?!contact|m[ae]n|wom[ae]n|sponsor|champion|friend|buyer|customer|"
    r"client)(?:[\w-]+\s+){0,3}$|\b(?:ours|us|internal|our side)\s*[:=]\s*(?:[\w-]+(?: [\w-]+)?,\s*){0,3}$",
    re.IGNORECASE,
)
"""Words before a colleague of the member's."""
_ALL = re.compile(
    r"\b(?:both|all(?: (?:three|four|of them))?)\s+(?:of |at |from |with |@ ?)?(?:the )?$", re.IGNORECASE
)
_THERE = re.compile(
    r"[\s,.(\u2013-]*(?:who\s+)?(?:[\w/&\u0003-]+\s+){0,4}?(?:there|ditto|"
    r"same (?:firm|company|house|place|shop|team))\b",
    re.IGNORECASE,
)
_GROUP = (
    r"(?:people|team|guys|folks|crew|lot|gang|delegation|lads|ladies|side|board|bunch|pair|duo|trio|"
    r"couple|ladies|gents|buying cent(?:re|er))"
)
_LISTED = re.compile(
    rf"(?:['\u2019]s?)?(?:\s+(?:{_GROUP}|stand|booth|hq))?"
    r"(?:\s*[:(]\s*|\s*,\s*(?:mainly |namely )?|\s+(?:is|are)\s+|\s+[\u2013\u2014-]\s+)",
    re.IGNORECASE,
)
_LINKED = re.compile(
    rf"(?:\s*\([^()\n]{{0,40}}\)?)?(?:[\s,;/&+{JOB}]|\b(?:and|plus|with|w|his|her|their|the|a|new|boss|"
    rf"colleague|"
    r"assistant|deputy)\b)*",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:visit|mtg|meeting|call|zoom|teams|workshop|kick-?off|review|qbr|lunch|dinner|breakfast|coffee|"
    r"session|"
    r"minutes|notes|demo|steering(?: group| committee)?|audit|training|talks?|negotiations?|opp|deal|stand|"
    r"booth|hq|tour|intro|onsite|offsite|stage \d|recap|debrief)"
)
_HEADS = re.compile(
    rf"(?:[-*\u2022#]\s*)?(?:(?:today|yesterday|first|second|big|long|short|short|good|the|a|an|at|with|w/|"
    rf"w|@|from|"
    rf"in|of|re|about|{_EVENT})[\s:,]+)*$",
    re.IGNORECASE,
)
_HEAD_ENDS = re.compile(
    rf"(?:['\u2019]s?)?\s*(?:[:\n|]|[\u2013\u2014-]\s|,\s(?={PERSON})|(?:\s*{_EVENT}\b)+|\(|[.!]\s|"
    rf"\s\d{{1,2}}[./]\d|$)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\s+(?:told|said|says|wants?|pays?|gave|turned|refused|agreed|is|are|has|have|will|won't|need|needs|"
    r"asked|"
    r"signed|cancelled|moved|stopped|ordered)\b",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:at|visit(?:ed|ing)?|toured|(?:back|home|coming|returned) from|been to|was at|went to|drove to)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:\b(?:from|at|with|w/)\s+(?:the\s+)?|@\s*|[,(/|\u2013\u2014-]\s*)$", re.IGNORECASE)
"""Words before the one company of a text that several people are named with."""
_HEAD = 70
"""Within how many characters a text names the company that it is about."""
_TELLS = re.compile(
    r"\b(?:told|said|says|hears?|heard|news|wants?|saw that|bought|sold|against|vs|versus|competitors?|"
    r"rival|offer from|quote "
    r"from|like|than|left|ex|former|formerly|instead|from our|our)\b|[.!?;]\s",
    re.IGNORECASE,
)
"""Words before a company that do not make it the heading of what follows."""
_HEADED = re.compile(
    r"\s*(?:\([^()\n]{1,40}\))?(?:\s*(?:,|[\u2013\u2014-])\s*[\w.:/\u2019' -]{1,30})?\s*(?:[:\n.|]|"
    r",\s(?=[^,.\n]{0,40}:)|"
    r"\s[\u2013\u2014-]\s|\s\d{1,2}[./]\d)|\s+(?:i|we) (?:spoke|met|talked|called|saw|had)\b",
    re.IGNORECASE,
)
"""What follows a company in a heading."""
_TOPIC = re.compile(
    r"^\W*(?:(?:regret|update|news|sadly|sorry|fyi)[\s:,]+)?(?:we\s+)?"
    r"(?:re|regarding|about|concerning|subject|lost|won|account|deal|opp)\b[\s:]*$",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"\b(?:he|she)(?:['\u2019]s)?\s+(?:owns|runs|founded|heads|leads|manages|started)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


class Colleagues:
    """Reads from the words around who else works for a company; each place is looked at a few times only."""

    def __init__(
        self, text: str, marked: str, sentences: Sequence[Sentence], companies: Sequence[NamePlace]
    ) -> None:
        """Take a text, the same with people, companies and jobs marked, and where people work now."""
        self._text, self._marked, self._companies = text, marked, companies
        self._begins = [one.start for one in sentences]

    def placed(self, people: Sequence[PersonPlace]) -> list[PersonPlace]:
        """Return the people with the companies that they share with somebody or something named near."""
        found = list(people)
        starts = [one.start for one in people]
        self._by_owner(found, starts)
        for company in self._companies:
            if is_rival(self._text, company):
                continue
            for at in self._sharing(company, found, starts):
                if not found[at].company and self._may_share(found[at]):
                    found[at] = replace(found[at], company=company.written)
        self._by_relation(found)
        self._by_place(found)
        self._by_heading(found)
        return found

    def _sharing(
        self, company: NamePlace, people: Sequence[PersonPlace], starts: Sequence[int]
    ) -> Iterator[int]:
        """Yield the people, by their number, to whom a company's own words give it."""
        if _ALL.search(self._text, max(0, company.start - 24), company.start):
            first = self._line_start(company.start)
            if _ALL.match(self._text, first, company.start):  # "... Both Lumen" is said of those before
                first = self._text.rfind("\n", 0, first) + 1
            yield from _within(starts, max(first, company.start - _FAR), company.start)
        yield from self._listed_after(company, people, starts)
        if (end := self._end_of_heading(company)) is not None:
            yield from _within(starts, company.end, end)

    def _listed_after(
        self, company: NamePlace, people: Sequence[PersonPlace], starts: Sequence[int]
    ) -> Iterator[int]:
        """Yield the people of "team at Lumen: Max (ops), May (IT)"."""
        leads = _LISTED.match(self._marked, company.end)
        if leads is None:
            return
        place = leads.end()
        for at in _within(starts, place, place + _FAR):
            if _LINKED.fullmatch(self._marked, place, people[at].start) is None:
                return
            place = people[at].end
            yield at

    def _end_of_heading(self, company: NamePlace) -> int | None:
        """Return how far a company heads what follows: "Lumen visit. Max", "Lumen said no. Max is sorry"."""
        before = self._marked[max(self._line_start(company.start), company.start - _NEAR) : company.start]
        heads = _HEADS.fullmatch(before) and _HEAD_ENDS.match(self._marked, company.end)
        says = not before.strip() and _SAYS.match(self._marked, company.end)
        if not (heads or says):
            return None
        end = company.end + _FAR
        first = bisect_right(self._companies, company.start, key=lambda one: one.start)
        for other in self._companies[first : first + _FEW]:
            if other.written != company.written:
                end = min(end, other.start)
                break
        blank = self._text.find("\n\n", company.end, end)
        return blank if says and blank >= 0 else end

    def _by_owner(self, people: list[PersonPlace], starts: Sequence[int]) -> None:
        """Give "Max and wife May, he owns Lumen" the company."""
        for company in self._companies:
            start = max(self._line_start(company.start), company.start - _FAR)
            if _OWNS.search(self._text, max(start, company.start - 30), company.start) is None:
                continue
            for at in _within(starts, start, company.start):
                if not people[at].company and not is_relative(self._text, people[at]):
                    people[at] = replace(people[at], company=company.written)
                    break

    def _by_relation(self, people: list[PersonPlace]) -> None:
        """Give "her boss Rajesh" the company of the person before, who may have left it, and "there" too."""
        for at in range(1, len(people)):
            one, before = people[at], people[at - 1]
            if one.start - before.end > _FAR:
                continue
            told = _RELATED.search(self._marked, max(before.end, one.start - 2 * _NEAR), one.start)
            there = _THERE.match(self._marked, one.end, one.end + _NEAR)
            where = self._named_in(told.span("where")) if told and told["where"] else ""
            if where and not before.company and told and told.start() <= before.end + 1:
                people[at - 1] = before = replace(before, company=where)
            if one.company or not (told or there):
                continue
            company = where or before.company or before.former_company
            people[at] = replace(one, company=company, beside="" if company else before.written)

    def _by_heading(self, people: list[PersonPlace]) -> None:
        """Give those whom a text names after the company that it begins with this company.

        "Site visit Lumen, two of them: Max (ops), May (IT)", "re Lumen: spoke to Max".
        """
        if not people or not self._companies:
            return
        company, first = self._companies[0], people[0]
        head = self._text[: company.start]
        if (
            company.end > first.start
            or len(head) > _HEAD
            or is_rival(self._text, company)
            or _TELLS.search(head)
        ):
            return
        if not _HEADED.match(self._text, company.end) and not _TOPIC.search(head):
            return
        others = [
            one.start
            for one in self._companies
            if one.written != company.written and not is_rival(self._text, one)
        ]
        end = min([company.end + _FAR, *others])
        for at, one in enumerate(people):
            told = one.company or one.former_company or one.beside
            if one.start < end and not told and self._may_share(one):
                people[at] = replace(one, company=company.written)

    def _by_place(self, people: list[PersonPlace]) -> None:
        """Give those who are met at the one company that a text names this company."""
        if len({one.written for one in self._companies}) != 1:
            return
        company = self._companies[0]
        if is_rival(self._text, company) or any(one.company or one.former_company for one in people):
            return
        head = max(0, company.start - 24)
        met_there = _AT.search(self._text, head, company.start) is not None
        several = len(people) > 1 and _PLACED.search(self._text, head, company.start) is not None
        first, end = company.end, company.end + (_FAR if met_there else 0)
        if several:
            first, end = self._line_start(company.start), max(end, company.start)
        for at, one in enumerate(people):
            if first <= one.start < end and self._may_share(one):
                people[at] = replace(one, company=company.written)

    def _may_share(self, person: PersonPlace) -> bool:
        """Whether somebody may work where others do: no colleague of ours, and no relative without a job."""
        before = max(0, person.start - _NEAR)
        if _OURS.match(self._text, person.end) or OUR.search(self._text, before, person.start):
            return False
        return not is_relative(self._text, person) or WORKS.match(self._text, person.end) is not None

    def _named_in(self, span: tuple[int, int]) -> str:
        first = bisect_left(self._companies, span[0], key=lambda one: one.start)
        return next((one.written for one in self._companies[first : first + 1] if one.start < span[1]), "")

    def _line_start(self, place: int) -> int:
        """Return where the sentence or line begins that holds a place, or a place not too far before it."""
        at = bisect_right(self._begins, place) - 1
        line = self._text.rfind("\n", max(0, place - 2 * _FAR), place) + 1
        return max(self._begins[at] if at >= 0 else 0, line)


def _within(starts: Sequence[int], first: int, end: int) -> range:
    """Return the numbers of those who begin in a part of the text."""
    return range(bisect_left(starts, first), bisect_left(starts, end))
