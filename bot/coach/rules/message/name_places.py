"""Where a name begins and ends in the text, and whether it is rather a company's (B1)."""

from __future__ import annotations

import re

from bot.coach.reader.reading import NameSpan
from bot.coach.rules.message.fillers import without_fillers
from bot.coach.rules.message.scene import NamePlace, PersonPlace
from bot.coach.rules.message.trades import HOUSE
from bot.language.legal_forms import is_dotted_form

_HONORIFIC = re.compile(
    r"(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|herr|frau|ing|signora|signor|madame|monsieur|"
    r"captain|capt|doctor|shri|shrimati|smt|sri|sh(?=\.)|col|major|"
    r"rev|dipl\.?-?ing|mag|univ)\b\.?(?:\s+|-(?=prof)|$)|h\.\s?c\.?(?:\s+|$)|(?:mult|phil|med|jur|habil|"
    r"techn|rer\.\s?\w+)"
    r"\b\.(?:\s+|$)|mult$)+",
    re.IGNORECASE,
)
_ROLE_FIRST = re.compile(r"(?:PA|EA|CEO|CFO|CTO|COO|CIO|CISO|VP|MD|GM) (?=[A-Z])")
"""A job in front of a name that is no part of it: "her PA Niamh"."""
_ENDING = re.compile(r"['\u2019]s?$|\s*[(,.;:!?&+\u2013\u2014-]+$")
_LEADING = re.compile(r"^[\s(\[\"'\u201c@,.;:&+-]+")
_SMALL_LAST = re.compile(r"\s+(?:a|an|the|at|in|on|for|and|to|re|from|of|is|was|w|as|by|with)$")
_PARTICLES = (
    r"(?:van|von|de[nrl]?|della|di|da|dos|du|la|le|ter|ten|zu|zur|el|al|bin|"
    r"binti|ibn|af|av|y|i|e|['\u2019]t)\b"
)
_SMALL_FIRST = re.compile(
    rf"(?:(?!{_PARTICLES})[^\W\d_A-Z\u00c0-\u00de][\w'\u2019]*\s+)+(?=[A-Z\u00c0-\u00de])"
)
_SMALL_BEHIND = re.compile(
    r"(?<=[A-Z\u00c0-\u00de]\w)\w* [A-Z\u00c0-\u00de][\w'\u2019-]*"
    rf"(?P<small>(?:\s+(?!{_PARTICLES})[a-z][\w'\u2019]*)+)\Z"
)
_PLACE = re.compile(r"\s(?:at|in|on|by)\s(?=\S)")
NEXT_NAME = re.compile(
    r"(?:-\w+)+| (?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"(?:I|We|She|He|They|And|But|VP|CEO|CFO|COO|CTO|Q[1-4]|PO|RFP|RFQ|RFI|NDA|MSA|SOW|SLA|LOI|MOU|POC)\b)"
    r"[A-Z][\w&'\u2019-]+"
)
"""The next word of a name, where the reader stopped before it: "Sonae" and "Log"."""
_NEXT_PARTICLES = re.compile(
    r"(?: (?:van|von|de[nrl]?|della|di|da|dos|du|la|le|ter|ten|zu|zur|el|al|bin|ibn|['\u2019]t))*"
    r" (?:['\u2019]t )?(?-i:[A-Z\u00c0-\u00de])[\w'\u2019-]+"
)
_ENDS_IN_PARTICLE = re.compile(
    r"\s(?:van|von|de[nrl]?|della|di|da|dos|du|la|le|ter|ten|zu|zur|el|al|bin|ibn|['\u2019]t)$"
)
_DOTTED = re.compile(r" ?((?:[^\W\d_]\.){1,5}[^\W\d_]?\.?)(?!\w)")
_LETTERS_LAST = re.compile(r"\s(?:[^\W\d_]\.)+[^\W\d_]\Z")
"""Letters with dots at a company's end, whose last dot belongs to them: "S.A. de C.V."."""
_FIRST_WORD = re.compile(r"\b(?:at|from|of|with|for|joined|joins) ([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?) $")
"""Words before a company that belong to it, though the reader left them out: "at First Prairie"."""
_LED = 40
_BEFORE_COMPANY = re.compile(
    r"(?:\b(?:from|at|joined|joins|left|ex|owns|founded)\s+|@\s*|\w+\s+of\s+)$", re.IGNORECASE
)
_BEFORE_PERSON = re.compile(
    r"\b(?:met|called|rang|phoned|saw|tell|told|asked|mr|mrs|ms|dr|boss|assistant|colleague|cto|cfo|ceo|coo)"
    r"\.?\s+$",
    re.IGNORECASE,
)
_HONORIFIC_BEHIND = re.compile(r"(?<=\w{2})-(san|sama)\Z", re.IGNORECASE)
_AFTER_PERSON = re.compile(r"\s+(?:said|says|told|thinks|promised|called|he|she)\b", re.IGNORECASE)
_HAS_JOBS = re.compile(
    r"['\u2019]s? (?:new )?(?:c[efoti]o|chief|head of|vp|director|board|management|team|tender|rfp|rfq|"
    r"procurement|purchasing|plant|factory|warehouse|website|share price|shares|headquarters|hq)\b",
    re.IGNORECASE,
)
"""What companies have: "Orrin's COO"."""
_ACTS_AS_COMPANY = re.compile(
    r" (?:is|are) (?:restructuring|reorgani[sz]ing|hiring|merging|expanding|outsourcing|consolidating|"
    r"downsizing|insolvent|bankrupt|up for sale|being (?:sold|bought|acquired|taken over)|laying off)\b"
)
"""What companies do: "Zentrix is restructuring procurement"."""
_BUSINESS = re.compile(
    r"(?:['\u2019]s?)? (?:(?:first|new|big|final|whole|frame|framework|service|supply|pilot|purchase) )?"
    r"(?:PO|RFP|RFQ|RFI|NDA|MSA|SOW|SLA|LOI|MOU|POC|deal|order|contract|renewal|tender|bid|opp|opportunity|"
    r"account|rollout|roll-out|go-live|purchase order|framework agreement)\b"
    r"(?= (?:is|are|was|has|just|finally|came|went|won|lost|signed|closed|done|in\b|through|slipped|moved|"
    r"delayed|approved|renewed|landed|at risk|stalled|dead|worth)|\s*(?:[:!.,;\u2013-]|$))"
)
"""What is signed, won or lost with a company: "Brauwerk PO is in"."""
_WEIGHT = 5.0
"""How much the word before a name counts where the reader takes it half for a person's."""


def rather_company(text: str, span: NameSpan, person: PersonPlace, *, is_given: bool) -> bool:
    """Return whether a name is rather a company's: where the reader wavers, the word before it decides.

    `is_given` says that the name begins with a given name.
    """
    before, after = text[max(0, person.start - 16) : person.start], text[person.end : person.end + 10]
    company = span.as_company / _WEIGHT if is_given else span.as_company
    if " " not in person.written and (
        _BUSINESS.match(text, person.end) or _ACTS_AS_COMPANY.match(text, person.end)
    ):
        return True
    if _BEFORE_COMPANY.search(before) or _HAS_JOBS.match(text, person.end):
        company *= _WEIGHT
    elif _BEFORE_PERSON.search(before) or _AFTER_PERSON.match(after):
        company /= _WEIGHT
    return company > span.as_person


def person_at(text: str, start: int, end: int) -> PersonPlace | None:
    """Return the person whose name stands there, without title, possessive ending and marks."""
    start, end = _trimmed(text, start, end)
    honorific = ""
    if role := _ROLE_FIRST.match(text, start, end):
        start = role.end()
    if led := _HONORIFIC.match(text, start, end):
        honorific = led.group().strip()
        start = led.end()
    if start >= end:
        return None
    end = end_after_particle(text, start, end)
    start, end = _without_small_words(text, start, end)
    bracket = text.find(" (", start, end)
    end = bracket if bracket > start else end
    if behind := _HONORIFIC_BEHIND.search(text, start, end):
        honorific, end = behind[1], behind.start()
    return PersonPlace(start, end, without_fillers(text[start:end]), honorific) if end > start else None


def _without_small_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a name with capitals without the small words at either end: "frm Marit Holm aboot"."""
    if led := _SMALL_FIRST.match(text, start, end):
        start = led.end()
    if trails := _SMALL_BEHIND.search(text, start, end):
        end = trails.start("small")
    return start, end


def end_after_particle(text: str, start: int, end: int) -> int:
    """Return where a name ends that was cut behind a particle: "Wilhelmina van" of "van 't Hoff"."""
    if _ENDS_IN_PARTICLE.search(text, start, end) is None:
        return end
    more = _NEXT_PARTICLES.match(text, end)
    return more.end() if more else end


def company_at(text: str, start: int, end: int) -> NamePlace | None:
    """Return the company whose name stands there, with the words and the legal form that belong to it."""
    start, end = _trimmed(text, start, end)
    if text[start:end].casefold().startswith("the "):
        start += 4
    if place := _PLACE.search(text, start, end):
        end = place.start()
    while more := NEXT_NAME.match(text, end):
        end = more.end()
    if house := HOUSE.match(text, end):
        end = house.end()
    if led := _FIRST_WORD.search(text, max(0, start - _LED), start):
        start = led.start(1)
    head = text.rfind(" ", start, end) + 1 or start
    for begin in (end, head):
        form = _DOTTED.match(text, begin)
        if form and form.end() > end and is_dotted_form(form[1]):
            end = form.end()
            break
    if text[end : end + 1] == "." and _LETTERS_LAST.search(text, start, end):
        end += 1
    return NamePlace(start, end, text[start:end]) if end > start else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if led := _LEADING.match(text[start:end]):
        start += led.end()
    while found := _ENDING.search(text[start:end]) or _SMALL_LAST.search(text[start:end]):
        end = start + found.start()
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return start, end
