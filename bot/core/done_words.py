"""B12: words by which a report says that something is done, and those by which it is not, or not wholly."""

from __future__ import annotations

import re

from bot.core.coaching.understanding import Done
from bot.core.promise_words import telling_words

_NOT_DONE = re.compile(
    r"\b(?:not|never|nothing|no longer|cannot|nearly|almost|hardly|\w+n['\u2019]t|will (?:be|go|get|"
    r"come|send|give|have|do|share)|half(?: of| the| done| finished| ready|[- ]way)?|part of|parts of|partly|"
    r"partially|some of|most of|one of (?:the|his|her|their|our)|(?:one|two|three) out of|"
    r"the first (?:half|part|batch)|a first (?:part|batch|draft)|"
    r"(?<!of )(?<!of the )wrong|halfway|so far|"
    r"on hold|held up|stuck|pending|in progress|working on|started|begun|began|redoing|preparing|writing|"
    r"drafting|promised (?:it|them|me|us|the|a|again))\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:is|are)(?: now)? (?:on|at (?=\d)|for|set for|set to|planned|scheduled|due|next|this|tomorrow)\b"
    r"(?! (?:its|their|the (?:way|list)|my|her|his|our|hand|file|record))|"
    r"\b(?:tomorrow|next (?:week|month|quarter|monday|tuesday|wednesday|thursday|friday))$",
    re.IGNORECASE,
)
"""A thing that has its day is still to come: "the demo with Ana is on Monday"."""
_MOVED = re.compile(
    r"^(?:(?:i|we|she|he|they)(?:['\u2019]ve| have| has)? )?(?:just )?(?:moved|pushed|shifted|postponed|"
    r"rescheduled|delayed|put off)\b",
    re.IGNORECASE,
)
"""What was given another day is not done: "moved the site list to Monday"."""
_IN_VAIN = re.compile(
    r"\b(?:wrong (?:version|one|file|list|form|person|address)|redo(?:es|ne|ing)?|resends?|bounced|"
    r"by mistake|never arrived|expired|fell (?:flat|through)|(?:we|i) repeat|rest (?:next|follows|to come|"
    r"tomorrow)|"
    r"gets? the rest|rest of (?:it|them)|the other (?:one|half|two) (?:is|are|follows?|still))\b",
    re.IGNORECASE,
)
"""What else the sentence says, where the thing has to be done once more or is not whole."""
DOUBTFUL = re.compile(
    r"\b(?:due|still|will|would|should|might|may|could|going to|when|if|once|until|asks?|asked|wants?|needs?|"
    r"hopes?|waiting|slips?|postponed|moved|later|again)\b|\?",
    re.IGNORECASE,
)
"""What a sentence may not say in which a report is not plain."""
TAKES = re.compile(
    r"\b(?:read|reads|has|have|got|gets|received|liked|loved|hated|approved|accepted|rejected|confirmed|"
    r"watched|studied|signed|countersigned|inked|forwarded|uses|is using|logged in|shared|printed|tried|"
    r"tested|commented on|signed off|is with|are with)\b",
    re.IGNORECASE,
)
"""What people do with a thing that they were given: then the giver kept the promise."""
BARE = re.compile(
    r"\b(?:it|that|them|this|so|promised?|promises|word|through|good|did|done|delivered|kept|finished|sorted|"
    r"handled|settled|part|owed|thing|stuff|agreed)\b",
    re.IGNORECASE,
)
"""Words by which a report without telling words still means a promise: "sent it", and not "wrote to Ana"."""
ALL_OF_THEM = re.compile(
    r"\b(?:(?P<both>both)\b|everything (?:that )?(?:(?:for|to|from) \S+|i|we|she|he)(?: (?:owed?|promised))?|"
    r"all (?:of it|of them|of that|my (?:promises|points)|(?:that )?(?:i|we|she|he) (?:owed?|promised)|done)|"
    r"the (?:whole|full) lot)",
    re.IGNORECASE,
)
OF_ALL = frozenset(("both", "everyth", "lot"))

FROM_ME = re.compile(r"\b(?:from|by) (?:me|us)\b", re.IGNORECASE)
"""Who got something from the member was given it: "Ana got the numbers from me"."""
ARRIVES = re.compile(
    r"\b(?:arrived|came(?: in| through)?|landed|received|(?:is|are|['\u2019]s|['\u2019]re) (?:in|here))"
    r"(?: (?:today|yesterday|now|at last|finally|this morning))?\W*$",
    re.IGNORECASE,
)
"""What comes in, where nobody is said to whom: it came to the member."""
PREPARED = re.compile(r"\b(?:drafted|prepared|sketched|outlined|wrote up)\b", re.IGNORECASE)
"""What is made and not yet handed over, unless making it was promised."""
PREPARED_THING = re.compile(r"\b(?:draft|prepare|sketch|outline|write)", re.IGNORECASE)
MUTUAL = telling_words("call meeting meet visit lunch dinner coffee breakfast talk workshop demo intro tour")
"""What two do together: whoever promised it, either may tell of it."""
GENERIC = telling_words(
    "sheet file document list overview calculation numbers form answers details info information material "
    "letter note version report summary slides pdf link table"
)
"""Words for how something is written down, where what it tells decides: the ROI sheet is the calculation."""
DEEDS = (
    (
        re.compile(r"\b(?:booked|reserved)\b|\breservation\b", re.IGNORECASE),
        telling_words("table lunch dinner breakfast restaurant room hotel flight seat court slot venue meal"),
    ),
    (
        re.compile(r"\b(?:showed|ran|presented|demoed|walked)\b", re.IGNORECASE),
        telling_words("demo demonstration presentation tour walkthrough"),
    ),
)
"""Deeds, and the things that they give."""


def is_done(report: Done) -> bool:
    """Whether a report says that something was done, once and for all."""
    if _NOT_DONE.search(report.quote) or _IN_VAIN.search(report.sentence) or _MOVED.match(report.quote):
        return False
    if _TO_COME.search(report.quote):
        return False
    return report.is_sure or DOUBTFUL.search(report.sentence) is None
