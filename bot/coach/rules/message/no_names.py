"""Words with capitals that name nobody: acronyms, events, months, towns where somebody goes (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.scene import PersonPlace
from bot.language.names import fold, word_set

_RULED_OUT = re.compile(r",\s*not\s+$", re.IGNORECASE)
"""Words before a name that is given only as what is wrong: "it is Mirjam, not Elke"."""
_IN_PLACE = re.compile(r"\b(?:in|to|near|via|through|around)\s+$", re.IGNORECASE)
NO_NAMES = word_set(
    "i me my we us our you she he her him they them it who someone somebody boss colleague assistant "
    "client customer everyone everybody anyone team all mom wife husband brother sister note fyi todo call "
    "met lunch hi hello thanks dhl ups fedex dpd gls teilnehmer anwesend einkauf vertrieb leitung compras "
    "ventas achats acquisti inkoop participants present attendees"
)
_ACRONYMS = word_set(
    "erp loi emd uat aob po rfp rfq rfi nda msa sow sla mou poc qbr crm hr pr h&s t&cs cxos ceo cfo coo "
    "cto cio vp md gm fd ops kpi kpis roi tco usp mvp api sso vpn soc iso gdpr gmp ce lc amc eod eom "
    "eoy vat b2b saas faq okr okrs pdf ppt etc fyi asap tbc tbd tba wfh pto ooo capex opex bom cad cam "
    "mes plc scada hvac led iot ai ml ui ux qa r&d plm wms tms edi psp sme smb emea apac dach usa uk eu "
    "gb mom wip lta spoc mql sql arr mrr acv tcv"
)
"""Short words in capitals that name things, no people and no companies."""
EVENTS = word_set(
    "expo fair summit conference congress webinar symposium tradeshow roadshow kickoff workshop sync webcast "
    "steering committee meetup townhall"
)
"""The last words of names of events: "the Offshore expo"."""
EVENT_BEHIND = re.compile(
    r" (?:trade )?(?:fair|expo|exhibition|show|summit|conference|congress|forum|festival|airport|station)\b"
)
"""What makes the word before it the name of an event or place: "the Offshore expo"."""
_PAPERS = word_set("bill bills grant grants order orders")
_OWED = re.compile(
    r" (?:at|from|of|for|by) [^.,;:!?\n]{2,40}? (?:is|are|was|were|still|remains?|stays?) "
    r"(?:still |now |long )?(?:over)?(?:due|paid|unpaid|outstanding|open|settled)\b"
)
"""Behind a bill that is one: "Bill from Quayside Bakeries is overdue"."""
_MONTHS = word_set("april may june august")
_ABOUT_THEN = re.compile(
    r"\b(?:about|in|for|until|till|since|by|of|before|after|mid|early|late)\s+$", re.IGNORECASE
)
_GOES_TO = re.compile(
    r"\b(?:going|goes|go|moving|moves|move|moved|flying|flies|travels?|travelling|returns?|returning)\s+"
    r"(?:back\s+)?to\s+$",
    re.IGNORECASE,
)


def is_ruled_out(text: str, person: PersonPlace, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether a name is given as the wrong one, or is a town where something is."""
    if _RULED_OUT.search(text, max(0, person.start - 8), person.start):
        return True
    in_place = _IN_PLACE.search(text, max(0, person.start - 12), person.start)
    return in_place is not None and set(words) <= lexicon.places


def is_no_name(text: str, person: PersonPlace, words: Sequence[str]) -> bool:
    """Return whether a lone word is an acronym, a bill, a place where somebody goes, or a month."""
    if len(words) != 1:
        return False
    if is_acronym(person.written) and person.written[:2].isupper():
        return True
    if person.written.islower() and words[0] in _MONTHS:
        return True
    if words[0] in _PAPERS and _OWED.match(text, person.end):
        return True
    before = text[max(0, person.start - 24) : person.start]
    return _GOES_TO.search(before) is not None or (
        words[0] in _MONTHS and _ABOUT_THEN.search(before) is not None
    )


def is_acronym(written: str) -> bool:
    """Return whether a word is short for a thing, in any case."""
    return fold(written) in _ACRONYMS
