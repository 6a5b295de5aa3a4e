"""Reads important days out of plain words: "Ana's renewal is on 1 March", "our anniversary with Denholm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.facts.marks import Marked

_CALLED: dict[str, str] = {
    "contract renewal": "contract renewal",
    "renewal date": "renewal",
    "renewal": "renewal",
    "work anniversary": "work anniversary",
    "wedding anniversary": "wedding anniversary",
    "anniversary": "anniversary",
    "birthday": "birthday",
    "bday": "birthday",
    "b-day": "birthday",
    "name day": "name day",
    "contract end": "contract end",
    "end of contract": "contract end",
    "contract": "contract end",
    "agreement": "agreement end",
    "lease": "lease end",
    "licence": "licence end",
    "license": "licence end",
    "subscription": "subscription end",
    "warranty": "warranty end",
    "notice period": "notice end",
    "retirement": "retirement",
    "go-live": "go-live",
    "board meeting": "board meeting",
    "annual general meeting": "AGM",
    "agm": "AGM",
    "financial year end": "year end",
    "fiscal year end": "year end",
    "year end": "year end",
}
"""What people call such days, and what each is called in a list."""
_ONLY_ENDS = frozenset(("contract", "agreement", "lease", "licence", "license", "subscription", "warranty"))
"""Words that name a day only together with an end: "the contract ends on 31 May"."""
_YEARLY = frozenset(
    ("renewal", "contract renewal", "anniversary", "work anniversary", "wedding anniversary", "birthday",
     "name day", "year end")
)  # fmt: skip
LABELS = "|".join(sorted(_CALLED, key=len, reverse=True))
"""A pattern of all that such days are called."""
_LABEL = rf"(?P<label>{LABELS})"
_WHO = r"(?:@(?P<person>\d+)@|%(?P<company>\d+)%)"
_ENDS = r"ends?|expires?|runs? (?:out|until|till|to|through)|terminates?|is up|ending"
_RENEWS = r"renews?|(?:comes|is) up for renewal"
_VERB = rf"(?P<verb>{_RENEWS}|is|falls|comes(?: up)?|is due|will be|{_ENDS}|:)(?: again| up| due)*"
_VERB += r"(?: on| in| by| until| at)?(?: the)?"
_CONTRACTS = (
    r"contract renewal|renewal date|renewal|contract|agreement|lease|licen[cs]e|subscription|warranty"
)
"""Days that are told without whose they are: they belong to whom the note is about."""
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_WHO}(?:'s?)? (?:\w+ )??{_LABEL} {_VERB} #(?P<day>\d+)#",
        rf"\b(?P<pronoun>her|his) {_LABEL} {_VERB} #(?P<day>\d+)#",
        rf"\b{_LABEL} (?:with|of|for|at) {_WHO} {_VERB} #(?P<day>\d+)#",
        r"(?P<pronoun>)(?:^|[,;(] ?|@ )(?P<label>birthday|b-?day)(?P<verb>:? (?:is )?(?:on )?)#(?P<day>\d+)#",
        r"@(?P<person>\d+)@ (?P<label>(?:turns|will be) \d{1,3}|was born)(?P<verb>) (?:on )?#(?P<day>\d+)#",
        rf"#(?P<day>\d+)# is (?:the )?{_WHO}(?:'s?)? {_LABEL}\b(?P<verb>)",
        rf"#(?P<day>\d+)# is (?:our|the|my) {_LABEL} (?:with|of|for|at) {_WHO}(?P<verb>)",
        rf"(?:^|, |\band )(?:(?:the|our|their) )?(?P<of_note>)(?P<label>{_CONTRACTS}) {_VERB} #(?P<day>\d+)#",
    )
)
_EVERY_YEAR = re.compile(r"\b(?:every|each) year\b|\byearly\b|\bannual(?:ly)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayRead:
    """An important day of a contact or an account, as a sentence says it."""

    called: str
    on: date
    contact_id: str = ""
    account_id: str = ""
    yearly: bool = False
    written: str = ""
    is_sure: bool = True


def read_days(marked: Marked) -> Iterator[DayRead]:
    """The important days that a sentence tells of; its days are marked."""
    seen: set[str] = set()
    for pattern in _FORMS:
        for found in pattern.finditer(marked.text):
            label = " ".join(found["label"].lower().split())
            ends = re.fullmatch(_ENDS, found["verb"] or "", re.IGNORECASE) is not None
            renews = re.fullmatch(_RENEWS, found["verb"] or "", re.IGNORECASE) is not None
            if found["day"] in seen or (label in _ONLY_ENDS and not (ends or renews)):
                continue
            seen.add(found["day"])
            span = marked.days[int(found["day"])]
            called = _renewal(label) if renews else _CALLED.get(label, "birthday")
            has_year = span.reading.has_year or re.search(r"\d{4}", span.written) is not None
            yearly = bool(_EVERY_YEAR.search(marked.text)) or (called in _YEARLY and not has_year)
            parts = found.groupdict()
            owner = marked.named_before(found.start()) if "pronoun" in parts else ""
            if "pronoun" in parts and not owner:
                continue
            on = span.planned.last
            if yearly and f"{on:%m-%d}" == "02-29" and not has_year:
                on = span.told.last  # the last one that was, so that the next one is that of the next year
            is_clear = not owner or marked.is_clear_before(found.start())
            yield DayRead(
                called=called,
                on=on,
                contact_id=marked.of(parts["person"]) if parts.get("person") else owner,
                account_id=marked.of(parts["company"]) if parts.get("company") else "",
                yearly=yearly or called == "birthday",
                written=span.written,
                is_sure=is_clear and not marked.is_hedged,
            )


def _renewal(label: str) -> str:
    """What the day is called on which something renews: "licence renewal"."""
    called = _CALLED[label].removesuffix(" end")
    return called if called.endswith("renewal") else f"{called} renewal"


def called_in_question(label: str) -> str:
    """What a question means that calls a day by a label: "contract" may be its end or its renewal."""
    called = _CALLED[" ".join(label.lower().split())]
    base = called.removesuffix(" end")
    return called if base == "year" else base


def is_called(fact_value: str, asked: str) -> bool:
    """Whether a day that is kept under a name is one that a question means; every one where it names none."""
    return asked.casefold() in fact_value.casefold().replace("license", "licence")


def may_name_a_day(text: str) -> bool:
    """Whether a text has a word for an important day at all."""
    return re.search(rf"\b(?:{LABELS}|turns|will be|was born)\b", text, re.IGNORECASE) is not None


def usual_days_ahead(called: str) -> int:
    """How many days before such a day it is good to know of it, where nobody said."""
    for words, days in _AHEAD:
        if any(word in called.casefold() for word in words):
            return days
    return 7


_AHEAD: tuple[tuple[tuple[str, ...], int], ...] = (
    (("renewal", " end", "contract", "expiry", "expires", "notice"), 30),
    (("birthday", "name day"), 1),
    (("anniversary", "retirement"), 7),
)
