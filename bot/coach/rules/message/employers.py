"""Which person belongs to which company, was there before, and does what, as the words between say (B1)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.rules.message.colleagues import COMPANY as _COMPANY
from bot.coach.rules.message.colleagues import JOB as _JOB
from bot.coach.rules.message.colleagues import OUR, Colleagues
from bot.coach.rules.message.colleagues import PERSON as _PERSON
from bot.coach.rules.message.moves import with_moves
from bot.coach.rules.message.named_as import is_apart
from bot.coach.rules.message.people import Named
from bot.coach.rules.message.relations import with_relations
from bot.coach.rules.message.scene import NamePlace, PersonPlace
from bot.coach.rules.text import Sentence

_FAR = 90
_SMALL = (
    r"(?:(?:mr|mrs|ms|dr|prof|sig|sra?)\.|mr|mrs|ms|dr|prof|who|who['\u2019]s|whom|is|was|be|now|currently|the|their|a|an|our|its|as|new|"
    r"newly|acting|both|all|"
    r"works?|working|runs|running|heads|heading|leads|based|over|joined|joins|back|and|plus|his|her|boss|"
    r"colleagues?|assistant|pa|deputy|successor|friend|ex-colleague|team|people|folks|guys|also|from the|"
    r"became|made|promoted|interim|he|she|w/|with|ops|it|sales|purchasing|procurement|finance|logistics|"
    r"sustainability|hr|legal|quality|marketing|"
    + _JOB + "++|" + _PERSON + r"++)"
)  # fmt: skip
_AFTER_PERSON = re.compile(
    rf"(?P<between>(?:[\s,(/&+:>\u2013\u2014-]|\)|{_SMALL}(?![\w]))*?)"
    r"(?P<link>\b(?:from|of|at|with|for|over at|in|joined|to|team)\s+|"
    r"@\s*|\(\s*(?:both\s+|all\s+)?|,\s*|[/|]\s*|"
    r"\s[\u2013\u2014-]\s+|\bw/\s*)(?:the\s+)?",
    re.IGNORECASE,
)
_BEFORE_PERSON = re.compile(
    r"(?:['\u2019]s?\b|\s+(?=" + _JOB + r")|\s*[:(|/\u2013\u2014-]\s*|,\s*(?=" + _JOB + r"))"
    r"(?:[\s,:(&+)\u2013\u2014-]|" + _SMALL + r"(?!\w))*",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"[\s,(\u2013\u2014-]+(?:[\w&'\u2019/.\u0002\u0003-]+(?:(?<=\u0002)[,)])?\s+){0,7}?"
    r"(?P<link>at|from|@|to|joined|joins|works? for|working for|consults for)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_IN_CHARGE = re.compile(
    r"\s*(?:,\s*|\(\s*)?(?:(?:who|she|he|now|also|currently|is)\s+)*(?:runs|heads|leads|manages|owns|does|"
    r"handles|"
    r"covers|oversees|looks after|in charge of|responsible for|buys|head of|works in|working in|is in)\s+"
    r"(?:(?:all|the|their|our|its)\s+)?(?:[\w&/\u0003-]+\s+){1,4}(?:for|at|of|@)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What stands between somebody and where they work: "runs maintenance for"."""
_TO_NEW_JOB = re.compile(r"\s*(?:->|\u2192|=>|=)\s*(?:(?:now|new|the|our|their)\s+)*", re.IGNORECASE)
"""What points from somebody to what they are: "Paul Winter -> now Head of Ops"."""
_MOVES = re.compile(
    r"\b(?:mov(?:ed|es|ing)|go(?:es|ing)|went|switch(?:ed|es|ing)|chang(?:ed|es|ing)|left for|leaving for|"
    r"transferred)\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:now|moved|moves|moving|joined|joins|switched|switches|changed to|left for|went to|goes to|new job|"
    r"starts? (?:at|with)|started (?:at|with|\w+ at))\b|->",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"(?:\bex[- ]?|\bformer(?:ly)?(?: (?:at|of|with|from))?|\bpreviously(?: (?:at|of|with))?|\bprior|"
    r"\bused to (?:work|be) (?:at|for|with)|\b(?:left|leaves|leaving|quits?|departed)(?: from)?|\b(?:came|"
    r"comes|coming|moved|moves|moving|joined|joins|switched|switches|changed|poached|hired|over)(?: over|"
    r" here)? from|\b(?:was|were|worked|spent \w+ years?) (?:before )?(?:at|with|for)|\bno longer (?:at|"
    r"with)|(?:\bnot|n['\u2019]t|\bisnt|\bwasnt) (?:at|with))\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s*(?:,\s*)?(?:has |have |is |and )*(?:just )?(?:left|joined|joins|moved to|moves to|is moving to|"
    r"goes to|went to|now (?:at|with|in)|switched to|left for)\b",
    re.IGNORECASE,
)
_PRONOUN_THERE = re.compile(
    r"(?:^|\b)(?:(?:he|she)\b|now\b|started\b|starts\b)(?:[^.;]*?)\b(?:at|with|for|to|of|@|joined|"
    r"joins)\s*(?:the\s+)?$|^[\s.!;]*(?:joined|joins|moved to|went to|now at|now with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_POST_AT = re.compile(r"(?:[\w/&-]+\s+){0,5}(?:at|with)\s+(?:the\s+)?", re.IGNORECASE)
"""What follows on "left Northwind": "superintendent at"."""
_ATTEND = re.compile(r"\b(?:attendees?|present|participants?|attending|in the room|with)\s*:", re.IGNORECASE)
_OWNED = re.compile(r"['\u2019]s? (?:new )?")
"""What stands between a company and its person: "Corvid Media's Ellen Ward"."""
_IS = re.compile(r"\s+(?:is|will be|became)\s+(?:called\s+|named\s+|now\s+)?", re.IGNORECASE)
_POST = re.compile(
    r"(?:\b(?:replacement|successor|boss|contact|lead|head|manager|director|buyer)|"
    + _JOB
    + r")\s+(?:at|of|for|in)\s+$",
    re.IGNORECASE,
)
"""Somebody's place in a company, before it: "the new head at Northwind is Ana"."""
_OURS = re.compile(r"^\s*[,(]\s*(?:our|internal|my|us\b)", re.IGNORECASE)
_TO_JOB = re.compile(
    r"(?:[\s,(/:=\u2013\u2014-]|"
    + _SMALL
    + r"(?!\w)|appointed|becomes|moved|moves|joined|joins|left|starts|she['\u2019]s|he['\u2019]s|"
    + _COMPANY
    + r"++|at|of|from|to)*",
    re.IGNORECASE,
)
_FROM_JOB = re.compile(r"[\s,:(=\u2013\u2014-]*(?:(?:is|will be|called|named|now)\s+)?", re.IGNORECASE)


def with_employers(text: str, sentences: Sequence[Sentence], named: Named) -> tuple[PersonPlace, ...]:
    """Return the people with their jobs, companies and former companies, where the words say so."""
    return _Employers(text, sentences, named).people()


class _Employers:
    def __init__(self, text: str, sentences: Sequence[Sentence], named: Named) -> None:
        self._text, self._sentences, self._named = text, sentences, named
        self._marked = _marked(text, named)
        self._former = [each for each in named.companies if self._is_former(each)]
        self._current = [each for each in named.companies if each not in self._former]
        self._starts = [one.start for one in sentences]

    def people(self) -> tuple[PersonPlace, ...]:
        """Return the people with all that is said of where they work."""
        people = [self._with_job(self._with_company(one)) for one in self._named.people]
        people = [self._with_former(one) for one in people]
        people = with_moves(self._text, self._marked, people, self._current)
        self._told_by_pronoun(people)
        self._by_attendance(people)
        shared = Colleagues(self._text, self._marked, self._sentences, self._current)
        people = with_relations(self._text, self._marked, shared.placed(people), self._current)
        apart = {one.written for one in self._current if is_apart(self._text, one)}
        return tuple(
            one if one.company else replace(one, apart_from=min(apart, default="")) for one in people
        )

    def _is_former(self, company: NamePlace) -> bool:
        before = self._text[max(0, company.start - 40) : company.start]
        if _FORMER.search(before):
            return True
        goes_on = _GOES_ON.match(self._text, company.end)
        return goes_on is not None and any(
            0 <= other.start - goes_on.end() < 25 for other in self._named.companies if other != company
        )

    def _with_company(self, person: PersonPlace) -> PersonPlace:
        near = _within(self._current, person.start - 2 * _FAR, person.end + 2 * _FAR)
        for company in near:
            if _OWNED.fullmatch(self._text, company.end, person.start):
                return replace(person, company=company.written)
        for company in near:
            if self._same_sentence(person.end, company.start) and self._works_there(person, company):
                moved = _NEW.search(self._text[person.end : company.start]) is not None
                return replace(person, company=company.written, has_moved=moved)
        if OUR.search(self._text, max(0, person.start - _FAR // 2), person.start):
            return person
        for company in reversed(near):
            if company.end <= person.start and self._same_line(company.end, person.start):
                between = self._marked[company.end : person.start]
                if len(between) <= _FAR and self._leads_to_person(company, between):
                    return replace(person, company=company.written)
        return person

    def _leads_to_person(self, company: NamePlace, between: str) -> bool:
        if _BEFORE_PERSON.fullmatch(between):
            return True
        before = self._marked[max(0, company.start - 40) : company.start]
        return _IS.fullmatch(between) is not None and _POST.search(before) is not None

    def _works_there(self, person: PersonPlace, company: NamePlace) -> bool:
        between = self._marked[person.end : company.start]
        if len(between) > _FAR:
            return False
        direct = _AFTER_PERSON.fullmatch(between)
        if direct is not None:
            return direct["link"].strip().lower() != "to" or _MOVES.search(between) is not None
        if _PERSON not in between and _IN_CHARGE.fullmatch(between):
            return True
        loose = _LOOSE.fullmatch(between)
        if loose is None or _PERSON in between:
            return False
        moves = _MOVES.search(between) is not None
        return loose["link"].lower() != "from" if moves else loose["link"].lower() != "to"

    def _with_former(self, person: PersonPlace) -> PersonPlace:
        for company in _within(self._former, person.end, person.end + 4 * _FAR):
            inside = self._same_sentence(person.end, company.start)
            if inside and _PERSON not in self._marked[person.end : company.start]:
                moved = person.has_moved or bool(person.company)
                return replace(person, former_company=company.written, has_moved=moved)
        return person

    def _told_by_pronoun(self, people: list[PersonPlace]) -> None:
        """Give a company that a later sentence tells of to the last person: "he is now at Tesseract"."""
        for company in self._current:
            sentence = self._sentence(company.start)
            last = bisect_right(people, company.start, key=lambda one: one.end) - 1
            if sentence is None or last < 0 or people[last].company:
                continue
            if people[last].start >= sentence.start and not people[last].former_company:
                continue
            start = max(sentence.start, people[last].end)
            said = self._text[start : company.start]
            after_leaving = people[last].former_company and _POST_AT.fullmatch(said.lstrip(" .!,;-"))
            if _PRONOUN_THERE.search(said) or after_leaving:
                job = next(
                    (job.written for job in self._named.jobs if start <= job.start < company.start), ""
                )
                person = people[last]
                people[last] = replace(
                    person,
                    company=company.written,
                    job=person.job or job,
                    has_moved=bool(person.former_company) or _NEW.search(said) is not None,
                )

    def _by_attendance(self, people: list[PersonPlace]) -> None:
        """Give those who attended the one company that the heading of minutes names, our own people apart."""
        listed = _ATTEND.search(self._text)
        heading = [each for each in self._current if listed and each.end <= listed.start()]
        if listed is None or len({each.written for each in heading}) != 1:
            return
        end = self._text.find("\n", listed.end())
        end = len(self._text) if end < 0 else end
        for at, one in enumerate(people):
            inside = listed.end() <= one.start < end
            if inside and not one.company and not _OURS.match(self._text[one.end : one.end + 20]):
                people[at] = replace(one, company=heading[0].written)

    def _with_job(self, person: PersonPlace) -> PersonPlace:
        for job in _within(self._named.jobs, person.start - _FAR, person.end + _FAR):
            if job.end <= person.start:
                between = self._marked[job.end : person.start]
                if len(between) <= 12 and _FROM_JOB.fullmatch(between):
                    return replace(person, job=job.written)
            elif job.start >= person.end and self._same_line(person.end, job.start):
                between = self._marked[person.end : job.start]
                if self._marked[job.end : job.end + 2].strip(" ,").startswith(_PERSON):
                    continue
                leads = _TO_JOB.fullmatch(between) or _TO_NEW_JOB.fullmatch(between)
                if len(between) <= 50 and _PERSON not in between and leads:
                    return replace(person, job=job.written)
        return person

    def _sentence(self, place: int) -> Sentence | None:
        at = bisect_right(self._starts, place) - 1
        inside = at >= 0 and place < self._sentences[at].end
        return self._sentences[at] if inside else None

    def _same_sentence(self, start: int, end: int) -> bool:
        return start <= end and self._sentence(max(0, start - 1)) == self._sentence(end)

    def _same_line(self, start: int, end: int) -> bool:
        return start <= end and "\n" not in self._text[start:end]


def _within(places: Sequence[NamePlace], start: int, end: int) -> Sequence[NamePlace]:
    """Return the places, which are in order, that begin in a part of the text."""
    first = bisect_left(places, start, key=lambda one: one.start)
    return places[first : bisect_right(places, end, key=lambda one: one.start)]


def _marked(text: str, named: Named) -> str:
    """Return the text with one sign repeated over each person, company and job, so that places stay."""
    letters = list(text)
    for places, sign in ((named.people, _PERSON), (named.companies, _COMPANY), (named.jobs, _JOB)):
        for one in places:
            letters[one.start : one.end] = sign * (one.end - one.start)
    return "".join(letters)
