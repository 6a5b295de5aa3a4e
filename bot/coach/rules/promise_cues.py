"""The wordings of promises, by the member and by a contact, and where their words end."""

from __future__ import annotations

import re

_I = r"(?:i|we)"
_OTHER = r"(?:she|he|they)"
_GOING = r"(?:['\u2019](?:m|re|s)|\s+am|\s+are|\s+is)\s+going\s+to"
_WILL = rf"(?:['\u2019]ll|\s+will|\s+shall|['\u2019]d|\s+would|{_GOING}|\s+gonna)"
_FIRM = rf"(?:['\u2019]ll|\s+will|\s+shall|{_GOING})"
_WHO = r"(?P<who>(?:[\w'\u2019.-]+\s+){0,3}?)"
_WHAT = r"(?P<what>[^\n]{2,200})"
_THAT = r"(?:that\s+)?"
_NAME = r"(?P<who>her|him|them|[\w.\u2019-]+(?:\s+[A-Z][\w\u2019-]+)*)"
_THING = r"(?P<what>(?:a|an|the|some|my|our|one|two|three|four|five|\d+)\s[^\n]{2,150})"
_PROMISED = r"(?:promised|vowed|offered|agreed|committed|volunteered|undertook)"
_DUTY = r"(?:need|needs|have|got|must|gotta|ought|should)"
_LABEL = (
    r"(?:reminder|note to self|to ?do|todo|action(?: item)?|next steps?|my part|"
    r"promise made(?:\s+to\s+[\w.\u2019-]+)?"
    r"|(?-i:AI|AP|NS)(?=:)|(?:next|my action|follow-?up|my side|our side|us)(?=:)"
    r"|(?<=[-*\u2022] )me|me(?=:))"
)


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'\u2019])" + pattern, re.IGNORECASE)


BY_MEMBER: tuple[re.Pattern[str], ...] = (
    _cue(
        rf"(?:{_I}\s+)?(?:have\s+|['\u2019]ve\s+|also\s+|again\s+|just\s+)?{_PROMISED}"
        rf"\s+{_WHO}(?:{_THAT}{_I}{_WILL}\s+|to\s+){_WHAT}"
    ),
    _cue(rf"(?:{_I}\s+)?(?:have\s+|['\u2019]ve\s+)?promised\s+{_NAME}\s+{_THING}"),
    _cue(
        rf"(?:{_I}\s+)?(?:told|assured|said\s+to|wrote|texted|emailed)\s+{_WHO}{_THAT}{_I}{_WILL}\s+{_WHAT}"
    ),
    _cue(rf"(?:{_I}\s+)?said\s+{_THAT}{_I}{_WILL}\s+{_WHAT}"),
    _cue(rf"{_I}{_FIRM}\s+{_WHAT}"),
    _cue(
        rf"(?:{_I}\s+|{_I}['\u2019]ve\s+|{_I}\s+have\s+|and\s+|,\s*)?(?:still\s+|really\s+|"
        rf"also\s+)?{_DUTY}\s+"
        rf"(?:not\s+forget\s*:?\s*|to\s+)+{_WHAT}"
    ),
    _cue(rf"{_I}\s+(?:must|should)\s+{_WHAT}"),
    _cue(
        rf"(?:must not|mustn['\u2019]t|don['\u2019]t|do not|never)\s+(?:let me\s+)?forget\s*"
        rf"(?:to|:|,|that {_I} (?:need|have|should|must|want) to)\s*{_WHAT}"
    ),
    _cue(rf"{_LABEL}(?:\s+(?:to|for)\s+(?:self|myself|me))?\s*[:,\u2013-]\s*(?:to\s+)?{_WHAT}"),
    _cue(r"(?:reminder|remember|remind me)\s+to\s+(?!self|myself)(?P<what>[^\n]{2,200})"),
    _cue(rf"(?:{_I}\s+)?(?:still\s+)?owe\s+{_NAME}\s+{_THING}"),
    _cue(r"(?:^|(?<=[.,;] )|(?<=and ))will\s+(?P<what>[^\n]{2,200})"),
    _cue(r"(?P<what>(?:follow(?:ing)? up|circle back|get back|check in|check back)\b[^\n]{2,120})"),
)
"""The member promises, owes or has to do something."""

BY_CONTACT: tuple[re.Pattern[str], ...] = (
    _cue(
        rf"(?:has\s+|had\s+|also\s+|again\s+|even\s+|kindly\s+|both\s+)?{_PROMISED}\s+(?:me\s+|us\s+)?"
        rf"(?:to\s+|{_THAT}{_OTHER}{_WILL}\s+){_WHAT}"
    ),
    _cue(r"promised\s+(?:(?:me|us)\s+)?(?P<what>(?:a|an|the|his|her|their|some)\s[^\n]{2,150})"),
    _cue(rf"(?:said|says|told\s+(?:me|us)|mentioned|wrote|confirmed)\s+{_THAT}{_OTHER}{_WILL}\s+{_WHAT}"),
    _cue(rf"(?:{_OTHER}|who|both){_FIRM}\s+{_WHAT}"),
    _cue(rf"(?:will|['\u2019]ll|(?:is|are)\s+going\s+to)\s+{_WHAT}"),
    _cue(rf"{_OTHER}(?:['\u2019]s|\s+is|['\u2019]re|\s+are)\s+(?P<what>[a-z]+ing\s[^\n]{{2,150}})"),
)
"""A contact promises, offers or says that they will do something."""

TERSE: re.Pattern[str] = _cue(rf"(?:is\s+|are\s+)?to\s+{_WHAT}")
TERSE_SUBJECT = re.compile(
    r"(?:^|[:;,\u2022*\u2013\u2014-]\s*|\band\s+)(?:[A-Z][\w'\u2019.-]*)(?:\s+[A-Z][\w'\u2019.-]*){0,3}(?:\s*\([^()]{1,40}\))?\s*$"
)
"""Who does what in the short form of minutes: "Ana Ruiz (Northwind) to send us the plan"."""

POINTS_BACK = re.compile(r"^\w+\s+(?:it|them|that|this|those|these|so)\b", re.IGNORECASE)
"""A deed whose object, and so its day, stands before it: "wants the slides by Friday, I'll send them"."""

_SPEAKS = r"(?:thinks|wants|says|said|is|was|will|has|had|told)"
_CLAUSE = rf"(?:i|we|she|he|they|it|that|you|(?-i:[A-Z])[\w'\u2019-]+\s+{_SPEAKS})\b"
END = re.compile(
    r"[.!?;\u2013\u2014\"\u201d]|\s-\s|[()]|,\s*$|"
    r",\s*(?:but|so|then|which|who|because|though|although|while|as|if)\b|"
    rf",\s*(?:and\s+)?{_CLAUSE}|\s(?:and|but|so|because|since|while|although|though)\s+{_CLAUSE}",
    re.IGNORECASE,
)
"""Where a promise's words end at the latest."""

NOT_SAID = re.compile(
    r"\b(?:if|whether|unless|would|could|might|may|never|not|(?:did|wo|do|does|ca)?n['\u2019]t|"
    r"no longer|who said|"
    r"hope[sd]?|thinks?|thought|maybe|perhaps|probably)\s*$",
    re.IGNORECASE,
)
"""What stands right before a wording that is then no promise."""

NO_DEED = re.compile(
    r"^(?:be|see|think|know|find out|remember|feel|have to see|never|not|probably|maybe|win|lose|"
    r"beat|land|close|"
    r"get the (?:deal|order|contract)|have (?:no|a|the|to)|start to|need to know)\b",
    re.IGNORECASE,
)
"""Words after "I'll" or "we'll" that promise nothing."""

TRAILING = re.compile(
    r"[\s,:;.]+(?:by|before|until|till|til|on|in|at|within|no later than|not later than|due|for|"
    r"around|about|from|"
    r"the latest)?(?:\s+the)?[\s,]*$",
    re.IGNORECASE,
)
"""What is left over of a date at the end."""

DIRECT_OBJECT = re.compile(
    r"^(?:send|tell|give|show|introduce|call|ring|email|mail|write|text|help|owe|invite|remind|"
    r"bring|lend|ask|"
    r"(?:get|come) back to|follow up with|(?:talk|speak|reach out) to|connect|meet|visit|answer|forward)\s+"
    r"(?P<whom>her|him|them|[^\W\d_][\w'\u2019.-]*)",
    re.IGNORECASE,
)
"""The person that a promised deed is for."""

TO_MEMBER = re.compile(r"\b(?:me|us|our|my|back)\b", re.IGNORECASE)
