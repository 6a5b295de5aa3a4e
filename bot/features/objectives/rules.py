"""F7: one description of what a relationship is for, in terms of the benefit to every party."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.naming import company_key
from bot.features.objectives.contracts.values import Benefit, MutualObjective
from bot.language.names import word_set


class Lack(StrEnum):
    """Why a party's benefit does not count."""

    NOTHING = "nothing"
    EMPTY_WORDS = "empty words"
    OTHERS_BENEFIT = "somebody else's benefit"


@dataclass(frozen=True, slots=True)
class Missing:
    """What a mutual objective lacks, and for which party."""

    party: str
    lack: Lack


_WORD = re.compile(r"[^\W\d_]+|\d+")


_EMPTY = word_set(
    "a an the and or of for to in on with our their your my us we they them it is are be will more "
    "most better best good great nice many much value values benefit benefits win wins success "
    "successful successes growth grow happy happiness satisfaction satisfied relationship "
    "relationships partnership partner partners mutual mutually synergy synergies quality solution "
    "solutions everything anything something nothing none na n tbd todo various improved improve "
    "improvement positive results result high higher very all as well same"
)


_SELLING = re.compile(
    r"\b(?:we|us|our (?:team|company))\b[^.;]{0,40}\b"
    r"(?:sell|win|close|earn|invoice|upsell|hit|reach|make|beat)\b|"
    r"\bour\s+(?:\w+\s+)?(?:quota|target|revenue|sales|pipeline|margin|number|turnover|forecast|commission)s?\b|"
    r"\b(?:buys?|orders?|spends?|signs?|renews?)\b(?:\s+\w+){0,3}\s+(?:from|with)\s+us\b|"
    r"\b(?:buy|buying|order|ordering|pay|paying) (?:more|our|us)\b",
    re.IGNORECASE,
)


_OUR_WARES = re.compile(
    r"\b(?:gets?|receives?|has|have|uses?|enjoys?|(?:benefits?|profits?) from|(?:gains? )?access to|obtains?|"
    r"works? with|relies on|rely on|runs?)\b[^.;]{0,40}\b(?:our|us)\b[^.;]{0,40}\b"
    r"(?:products?|services?|solutions?|platforms?|software|tools?|offers?|offering|portfolio|expertise|quality|"
    r"prices?|systems?|machines?|technology|support|know-how|experts?|brand|goods)\b",
    re.IGNORECASE,
)
"""That they have what the member's side sells is what that side gains."""
_EFFECT = re.compile(
    r"\d|\b(?:so that|to \w+ (?:their|its|the)|which \w+|instead of|without|fewer|less)\b", re.I
)
"""What changes for them thereby."""


def find_missing(benefits: Iterable[Benefit], *, own_side: str) -> tuple[Missing, ...]:
    """Which parties a description leaves without a benefit of their own; none when it is mutual."""
    found = ((benefit.party, lack_of(benefit.text, is_own=benefit.party == own_side)) for benefit in benefits)
    return tuple(Missing(party, lack) for party, lack in found if lack is not None)


def lack_of(text: str, *, is_own: bool) -> Lack | None:
    """Why a text states no benefit of its party; None where it does."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if not words:
        return Lack.NOTHING
    if not is_own and (_SELLING.search(text) or (_OUR_WARES.search(text) and not _EFFECT.search(text))):
        return Lack.OTHERS_BENEFIT
    concrete = {word for word in words if word not in _EMPTY}
    return None if len(concrete) >= 2 else Lack.EMPTY_WORDS


def is_about(objective: MutualObjective, name: str, company: str = "") -> bool:
    """Whether a colleague's objective is with somebody of this name (whole, or a first name) or company."""
    wanted, theirs = _words(name), _words(objective.name)
    if not wanted:
        return False
    if company and objective.company and company_key(company) != company_key(objective.company):
        return False
    whole = wanted == theirs[: len(wanted)]
    return whole or company_key(name) in (company_key(objective.name), company_key(objective.company))


def is_with(objective: MutualObjective, name: str, company: str) -> bool:
    """Whether an objective certainly is with this person or their company: by both whole names."""
    if not company or company_key(company) != company_key(objective.company or objective.name):
        return False
    is_account = objective.contact_id is None and company_key(objective.name) == company_key(company)
    return is_account or _words(name) == _words(objective.name)


def _words(name: str) -> list[str]:
    return name.casefold().split()
