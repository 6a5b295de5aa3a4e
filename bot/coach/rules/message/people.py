"""Who is named in a message: the reader's names, the member's own list, and never the member (B1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.coach.reader.labels import NameLabel
from bot.coach.reader.reading import NameSpan
from bot.coach.rules.known import companies_at, index_names, people_at, slips
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.apposed_companies import apposed_companies, companies_told
from bot.coach.rules.message.name_places import NEXT_NAME, company_at, person_at, rather_company
from bot.coach.rules.message.name_spans import unbroken
from bot.coach.rules.message.scene import NamePlace, PersonPlace, meets_any
from bot.coach.rules.text import Word, read
from bot.core.coaching.understanding import Circumstances
from bot.core.naming import company_key, same_company
from bot.language.legal_forms import is_legal_form
from bot.language.names import fold, split_name, word_set

_SURE = 0.5
"""A name less probable than this counts only where the member knows it."""
_SMALL_SURE = 0.9
_NEVER = 1.1
_TOPIC = re.compile(r"\babout (?:the |his |her |their )?$", re.IGNORECASE)
"""Words before a topic: beside names with capitals, "worries about heliotropes" names nobody."""
_OF_THINGS = re.compile(
    r"\b(?:the|an?|her|his|their|our|my|your|its|some|any|no|more|these|those|this|likes?|loves?|hates?|"
    r"enjoys?|grows?|"
    r"plays?|collects?|breeds?|sells?|makes?|eats?|drinks?|builds?|buys?|needs?|uses?|of)\s+$",
    re.IGNORECASE,
)
"""Words before a thing: a word in small letters there names nobody, be it ever so rare."""
_BEFORE_NAME = 24
_JOB_SURE = 0.35
_BRACKETED = re.compile(r" \(([^\W_][\w&'\u2019.-]+(?: [\w&'\u2019.-]+)+)\)?")
_RATHER = 0.03
_ABOUT_AS_WELL = 0.2
_APPOSED_ENDS = re.compile(r"\s*(?:[.,;:)\n(-]|\s[\u2013\u2014-]|$)")
"""What follows a company that stands behind a name: "Ana Ruiz, Helio Pumps - wants a quote"."""
_SHORT, _FEWEST_LETTERS = 3, 2
_IN_BRACKETS = 0.15
"""How probable a company has to be in brackets behind a person."""
_OF_BOTH = re.compile(r"\s?\((?:both|all) (?:of |at |from )?$", re.IGNORECASE)
"""Words before the company of several people: "Max and May (both Lumen)"."""
_NAME_BEFORE = re.compile(r"(?:^|(?<=[\s(:,]))([A-Z][\w'\u2019-]+) $")
_SENTENCE_ENDS = re.compile(r"(?<=[a-z]{3})[.!?]\s+(?=[A-Z])(?<!\bProf\.\s)(?<!\bDipl\.\s)")
_COMPANIES_PART = re.compile(rf"{_SENTENCE_ENDS.pattern}|\s*\n\s*")
_PARTING = re.compile(rf"{_COMPANIES_PART.pattern}|\s+[/&]\s+(?=[A-Z])|\s+\+\s+")
_RULED_OUT = re.compile(r",\s*not\s+$", re.IGNORECASE)
"""Words before a name that is given only as what is wrong: "it is Mirjam, not Elke"."""
_IN_PLACE = re.compile(r"\b(?:in|to|near|via|through|around)\s+$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\s\([^)\n]{1,40}\)|\)|['\u2019]s)?,?\s*(?:\b(?:from|of|at)\s+|@\s*|[|\t]\s*)(?:the\s+)?",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:moved|moves|moving|went|switched|changed) (?:over )?from\s+$", re.IGNORECASE)
_TO = re.compile(r" to ([A-Z][\w&'\u2019-]+(?: [A-Z][\w&-]+){0,3})")
_DAYS = (NameLabel.DAY_OF_NOTE, NameLabel.DUE, NameLabel.OTHER_DAY)
_NO_NAMES = word_set(
    "i me my we us our you she he her him they them it who someone somebody boss colleague assistant "
    "client customer everyone everybody anyone team all mom wife husband brother sister note fyi todo call "
    "met lunch hi hello thanks dhl ups fedex dpd gls"
)
_ACRONYMS = word_set(
    "erp loi emd uat aob po rfp rfq rfi nda msa sow sla mou poc qbr crm hr pr h&s t&cs cxos ceo cfo coo "
    "cto cio vp md gm fd ops kpi kpis roi tco usp mvp api sso vpn soc iso gdpr gmp ce lc amc eod eom "
    "eoy vat b2b saas faq okr okrs pdf ppt etc fyi asap tbc tbd tba wfh pto ooo capex opex bom cad cam "
    "mes plc scada hvac led iot ai ml ui ux qa r&d plm wms tms edi psp sme smb emea apac dach usa uk eu "
    "gb mom wip lta spoc mql sql arr mrr acv tcv"
)
"""Short words in capitals that name things, no people and no companies."""
_EVENTS = word_set(
    "expo fair summit conference congress webinar symposium tradeshow roadshow kickoff workshop sync webcast "
    "steering committee meetup townhall"
)
"""The last words of names of events: "the Offshore expo"."""
_SAYS = word_set(
    "said says told called wants wanted will asked likes sent owes promised is was has and can knows "
    "thinks from at mailed wrote rang replied confirmed"
)
_MONTHS = word_set("april may june august")
_ABOUT_THEN = re.compile(
    r"\b(?:about|in|for|until|till|since|by|of|before|after|mid|early|late)\s+$", re.IGNORECASE
)
_GOES_TO = re.compile(
    r"\b(?:going|goes|go|moving|moves|move|moved|flying|flies|travels?|travelling|returns?|returning)\s+"
    r"(?:back\s+)?to\s+$",
    re.IGNORECASE,
)
_RIVALS = re.compile(
    r"\b(?:comp|competitors?|competition|incumbents?|rivals?)\s*[:=]\s*"
    r"(?:[\w&.-]+(?: [\w&.-]+)?\s*(?:,|/|\+|and|&)\s*){0,3}$",
    re.IGNORECASE,
)
"""Words before the names of other suppliers: "comp: Velnar, Hexamont"."""
_JOINED = re.compile(
    r" (?:and|&|\+) ([A-Z\u00c0-\u00de][\w'\u2019-]+ [A-Z\u00c0-\u00de][\w'\u2019-]+)(?= [a-z]|[.,;:)]|$)"
)
_SURNAME_IS = re.compile(r"['\u2019]?s? (?:sur|last |family |full |maiden )name is ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The people, companies, jobs and the member's own name, each at its place."""

    people: tuple[PersonPlace, ...]
    companies: tuple[NamePlace, ...]
    jobs: tuple[NamePlace, ...]
    me: tuple[NamePlace, ...]


def find_named(text: str, spans: Sequence[NameSpan], circumstances: Circumstances, lexicon: Lexicon) -> Named:
    """Return whom and what a text names; what the member knows overrules the reader."""
    return _Finder(text, spans, circumstances, lexicon).named()


class _Finder:
    def __init__(
        self, text: str, spans: Sequence[NameSpan], circumstances: Circumstances, lexicon: Lexicon
    ) -> None:
        self._text, self._spans, self._lexicon = text, spans, lexicon
        self._index = index_names(circumstances.known_people, circumstances.known_companies)
        self._words = read(text).words
        self._own = [split_name(name).words for name in circumstances.me if "@" not in name]
        self._full = {name for names in self._index.people.values() for name in names}
        self._company_keys = {company_key(name): name for name in circumstances.known_companies}
        self._people: list[PersonPlace] = []
        self._companies = [
            NamePlace(self._words[first].start, self._words[last].end, name)
            for first, last, name in companies_at(self._words, self._index, lexicon)
        ]
        self._me: list[NamePlace] = []
        names = [text[one.start : one.end] for one in spans if one.as_person + one.as_company >= _SURE]
        self._has_capitals = any(name[:1].isupper() for name in names)

    def named(self) -> Named:
        """Return all that is named."""
        self._companies.extend(companies_told(self._text, self._companies, self._lexicon))
        for span in unbroken(self._text, self._spans):
            for part in _apart(self._text, span):
                self._add(part)
        self._add_moved_to()
        self._add_known_people()
        self._add_joined()
        self._companies.extend(apposed_companies(self._text, self._people, self._companies, self._lexicon))
        self._me.extend(self._named_me())
        people = sorted(self._people, key=lambda one: one.start)
        jobs = (
            NamePlace(span.start, span.end, self._text[span.start : span.end].strip(" ,.;:()"))
            for span in self._spans
            if span.label is NameLabel.JOB and span.probability >= _JOB_SURE
        )
        return Named(
            _without_surnames(self._text, _without_initials(people)),
            tuple(sorted(self._companies, key=lambda one: one.start)),
            tuple(jobs),
            tuple(sorted(self._me, key=lambda one: one.start)),
        )

    def _add(self, span: NameSpan) -> None:
        person = person_at(self._text, span.start, span.end)
        person = self._as_known(self._in_full(person)) if person is not None else None
        if person is None or _RULED_OUT.search(self._text, max(0, person.start - 8), person.start):
            return
        if meets_any(self._companies, person.start, person.end):
            return
        words = split_name(person.written).words
        if set(words) <= self._lexicon.places and _IN_PLACE.search(
            self._text, max(0, person.start - 12), person.start
        ):
            return
        known = words in self._full or (len(words) == 1 and words[0] in self._index.person_words)
        if not known and self._is_no_name(person, words):
            return
        if self._is_me(words):
            self._me.append(NamePlace(person.start, person.end, person.written))
        elif known or span.as_person + span.as_company >= self._sure_enough(person):
            if not known and (self._is_known_company(person.written) or self._is_company(span, person)):
                self._add_company(span, words)
            elif not set(words) <= _NO_NAMES:
                self._people.append(person)
                self._add_bracketed(span, person)

    def _is_no_name(self, person: PersonPlace, words: Sequence[str]) -> bool:
        """Whether a lone word is a place where somebody goes, or a month."""
        if len(words) != 1:
            return False
        if fold(person.written) in _ACRONYMS and person.written[:2].isupper():
            return True
        before = self._text[max(0, person.start - 24) : person.start]
        return _GOES_TO.search(before) is not None or (
            words[0] in _MONTHS and _ABOUT_THEN.search(before) is not None
        )

    def _as_known(self, person: PersonPlace) -> PersonPlace:
        """Return a person without an ordinary word that the reader took for a name: "Ben invoice"."""
        first, _, rest = person.written.partition(" ")
        plain = len(rest) > _SHORT and rest.islower() and set(fold(rest).split()) <= self._lexicon.common
        if not plain or fold(first) not in self._index.person_words:
            return person
        return replace(person, end=person.start + len(first), written=first)

    def _sure_enough(self, person: PersonPlace) -> float:
        """How probable a name has to be: beside capitals, one without is rather an ordinary word."""
        if _OF_BOTH.search(self._text, max(0, person.start - 8), person.start):
            return _IN_BRACKETS
        if not person.written.islower():
            return _SURE
        words = set(split_name(person.written).words)
        is_name = bool(words & (self._lexicon.given_names | self._lexicon.names_that_are_words))
        before = self._text[max(0, person.start - _BEFORE_NAME) : person.start]
        if not is_name and (_TOPIC.search(before) or _OF_THINGS.search(before)):
            return _NEVER
        return _SMALL_SURE if self._has_capitals else _SURE

    def _in_full(self, person: PersonPlace) -> PersonPlace:
        """Return a person with the rest of the name where the reader stopped: "Lars" and "Invented"."""
        person = self._from_the_first(person)
        more = NEXT_NAME.match(self._text, person.end)
        if more is None or self._text.isupper() or meets_any(self._companies, person.end, more.end()):
            return person
        taken = meets_any(self._spans, person.end, more.end())
        word = fold(more.group().strip(" -"))
        if (
            person.honorific
            and more.group().startswith(" ")
            and word not in self._lexicon.places
            and not word.isdigit()
            and word not in _SAYS
        ):
            return replace(person, end=more.end(), written=self._text[person.start : more.end()])
        if taken or word in self._lexicon.roles or word in self._lexicon.places or word in _SAYS:
            return person
        return replace(person, end=more.end(), written=self._text[person.start : more.end()])

    def _from_the_first(self, person: PersonPlace) -> PersonPlace:
        """Return a person with the first name that the reader left out: "Dev" of "Dev Malhotra"."""
        before = _NAME_BEFORE.search(self._text, max(0, person.start - _BEFORE_NAME), person.start)
        if before is None or " " in person.written or person.honorific or not person.written[:1].isupper():
            return person
        word, start = fold(before[1]), before.start(1)
        known = word in self._lexicon.given_names or word in self._lexicon.names_that_are_words
        lexicon = self._lexicon
        is_word = any(
            word in each for each in (lexicon.common, lexicon.roles, lexicon.places, lexicon.titles, _SAYS)
        )
        if before[1].isupper() or (is_word and not known):
            return person
        if meets_any(self._spans, start, person.start) or meets_any(self._companies, start, person.end):
            return person
        return replace(person, start=start, written=self._text[start : person.end])

    def _add_company(self, span: NameSpan, words: Sequence[str]) -> None:
        company = company_at(self._text, span.start, span.end)
        if company is not None and self._may_be_company(company, words):
            known = self._company_keys.get(company_key(company.written), company.written)
            self._companies.append(NamePlace(company.start, company.end, known))

    def _add_bracketed(self, span: NameSpan, person: PersonPlace) -> None:
        """Take words in brackets behind a Latin name for the company: "Celine Arnaud (Arnaud Optique)"."""
        inside = _BRACKETED.match(self._text, person.end, min(span.end + 1, len(self._text)))
        whole = _BRACKETED.match(self._text, person.end)
        if whole is not None and not whole[1][0].islower() and is_legal_form(fold(whole[1].split()[-1])):
            inside = whole
        if inside is not None and person.written.isascii():
            self._companies.append(NamePlace(inside.start(1), inside.end(1), inside[1]))

    def _add_moved_to(self) -> None:
        """Add where somebody went: "moved from Oakmere Bank to Tailwind"."""
        for company in tuple(self._companies):
            to = _TO.match(self._text, company.end)
            left = _LEFT.search(self._text, max(0, company.start - 24), company.start)
            if to is None or left is None or meets_any(self._companies, to.start(1), to.end(1)):
                continue
            self._people = [one for one in self._people if one.start != to.start(1)]
            self._companies.append(NamePlace(to.start(1), to.end(1), to[1]))

    def _is_known_company(self, written: str) -> bool:
        key = company_key(written)
        return any(same_company(key, known) and len(key) > _SHORT for known in self._company_keys)

    def _is_company(self, span: NameSpan, person: PersonPlace) -> bool:
        """Whether a name is a company's: "from" right behind a person leaves no doubt."""
        last = self._people[-1] if self._people else None
        behind = last is not None and _FROM.fullmatch(self._text, last.end, person.start) is not None
        between = self._text[last.end : person.start] if last is not None else ""
        if (
            between == " and "
            and self._wavers(span)
            and fold(person.written).split()[-1] in self._lexicon.family_names
        ):
            return False
        bracket = between == " (" or _OF_BOTH.fullmatch(between)
        named_after = last is not None and between == " (" and _shares_a_word(last.written, person.written)
        likely = bool(bracket) and (span.as_company > _IN_BRACKETS or named_after)
        apposed = between in (", ", " - ", " @ ", " @") and self._is_apposed(span, person)
        rival = _RIVALS.search(self._text, max(0, person.start - 60), person.start) is not None
        return behind or likely or rival or apposed or rather_company(self._text, span, person)

    @staticmethod
    def _wavers(span: NameSpan) -> bool:
        """Whether the reader takes a name about as well for a person's as for a company's."""
        return abs(span.as_company - span.as_person) < _ABOUT_AS_WELL

    def _is_apposed(self, span: NameSpan, person: PersonPlace) -> bool:
        """Whether a name right behind a person is where they work: "Marit Holm, Lofoten Cranes - ..."."""
        last, words = self._people[-1], split_name(person.written).words
        if not (" " in last.written or last.honorific) or len(words) < _FEWEST_LETTERS:
            return False
        if words[0] in self._lexicon.given_names or person.honorific:
            return False
        if words[-1] in self._lexicon.family_names:
            return False
        things = {word for word in words[1:] if word in self._lexicon.company_words or word.endswith("s")}
        named = bool(things & (self._lexicon.common | self._lexicon.company_words))
        return (named or span.as_company > _RATHER) and _APPOSED_ENDS.match(
            self._text, person.end
        ) is not None

    def _may_be_company(self, company: NamePlace, words: Sequence[str]) -> bool:
        """Whether a company may be called so: no job, no single letter, no ordinary words in lower case."""
        if set(words) <= self._lexicon.roles or len(company.written.strip(".")) < _FEWEST_LETTERS:
            return False
        if " " not in company.written and self._is_site(company):
            return False
        if fold(company.written) in _ACRONYMS or fold(company.written).split()[-1] in _EVENTS:
            return company_key(company.written) in self._company_keys
        ordinary = company.written == company.written.lower() and set(words) <= self._lexicon.common
        return not ordinary or _FROM.search(self._text, max(0, company.start - 12), company.start) is not None

    def _is_site(self, company: NamePlace) -> bool:
        """Whether a word right behind a company is its town: "Visited Lumen, Indore."."""
        before = self._text[company.start - 2 : company.start] == ", "
        key = company_key(company.written)
        behind = before and any(one.end == company.start - 2 for one in self._companies)
        return (
            behind
            and key not in self._company_keys
            and self._text[company.end : company.end + 1] in (".", ")")
        )

    def _is_me(self, words: tuple[str, ...]) -> bool:
        """Whether words are the member's own name or a part of it, and nobody else's that is known."""
        if not words or words in self._full:
            return False
        return any(set(words) <= set(me) and (words[0] == me[0] or len(words) > 1) for me in self._own)

    def _add_known_people(self) -> None:
        """Add known people whom the reader overlooked: whole names, and single words that look like names."""
        for first, last in people_at(self._words, self._index):
            self._add_known(self._words[first].start, self._words[last].end)
        single = self._index.person_words | slips(self._index, self._words, self._lexicon)
        begun: Word | None = None
        for at, word in enumerate(self._words):
            fits = word.folded in single and not self._is_dated(word) and self._looks_like_name(at, word)
            if not fits:
                begun = None
                continue
            begun = begun if begun is not None and word.gap == " " else word
            after = self._words[at + 1] if at + 1 < len(self._words) else None
            if after is None or after.gap != " " or after.folded not in single:
                self._add_known(begun.start, word.end)

    def _add_joined(self) -> None:
        """Add whom the reader overlooked beside somebody: "Khalid bin Salman and Hye-jin Park agreed"."""
        for person in tuple(self._people):
            beside = _JOINED.match(self._text, person.end) if " " in person.written else None
            if beside is None or meets_any(self._spans, *beside.span(1)):
                continue
            words = set(fold(beside[1]).replace("-", " ").split())
            lexicon = self._lexicon
            no_names = (
                lexicon.common,
                lexicon.company_words,
                lexicon.roles,
                lexicon.places,
                _NO_NAMES,
                _EVENTS,
            )
            if all(words.isdisjoint(each) for each in no_names):
                self._add_known(*beside.span(1))

    def _add_known(self, start: int, end: int) -> None:
        if not meets_any(self._people, start, end) and not meets_any(self._companies, start, end):
            person = person_at(self._text, start, end)
            if person is not None:
                self._people.append(person)

    def _is_dated(self, word: Word) -> bool:
        return any(
            span.label in _DAYS and span.start < word.end and word.start < span.end for span in self._spans
        )

    def _looks_like_name(self, at: int, word: Word) -> bool:
        if word.folded not in self._lexicon.common and word.folded not in self._lexicon.names_that_are_words:
            return True
        speaks = at + 1 < len(self._words) and self._words[at + 1].folded in _SAYS
        return word.capital and (not word.first or speaks)

    def _named_me(self) -> Iterator[NamePlace]:
        """Yield the places of the member's own given name that the reader did not take for a name."""
        own = {me[0] for me in self._own if me}
        named: list[NamePlace | PersonPlace] = [*self._me, *self._people]
        for word in self._words:
            if word.folded in own and not meets_any(named, word.start, word.end):
                yield NamePlace(word.start, word.end, word.written)


def _shares_a_word(name: str, other: str) -> bool:
    """Whether a name has a word of another, and one beside it: "Arnaud Optique" of Celine Arnaud."""
    words, others = set(fold(name).split()), set(fold(other).split())
    return bool(words & others) and not others <= words


def _apart(text: str, span: NameSpan) -> Iterator[NameSpan]:
    """Yield the names that a sentence's end or a sign parts: "Ana Ruiz. Ben", "Ana + Ben"."""
    start = span.start
    parting = _COMPANIES_PART if span.label is NameLabel.COMPANY else _PARTING
    for end in parting.finditer(text, span.start, span.end):
        yield replace(span, start=start, end=end.start())
        start = end.end()
    yield replace(span, start=start)


def _without_initials(people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people without single letters that stand for somebody named in full: "S. is the new CFO"."""
    initials = {fold(one.written)[0] for one in people if len(one.written) > 2}
    return tuple(
        one for one in people if len(one.written.rstrip(".")) != 1 or fold(one.written)[0] not in initials
    )


def _without_surnames(text: str, people: Sequence[PersonPlace]) -> tuple[PersonPlace, ...]:
    """Return the people without what is only said to be another's name: "Jill's surname is Sanders"."""
    return tuple(
        one
        for at, one in enumerate(people)
        if not (at and _SURNAME_IS.fullmatch(text[people[at - 1].end : one.start]))
    )
