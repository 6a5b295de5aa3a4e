"""B12: the words that tell one promise from another, and which of them mean the same in business."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.language.names import fold, word_set

_SMALL = word_set(
    "a an the to of for in on at and or with by my me her him his them their our us i we it she he they you "
    "is are be was were that this from about will would as so up out over back off re all some any also just "
    "your send sent sending give gave given get got bring brought share shared forward forwarded email "
    "emailed mail mailed do did done make made finish finished deliver delivered hand handed pass passed "
    "provide provided promise promised owe owed owes today yesterday finally now has have had having already "
    "receive received arrive arrived complete came come went gone here there in into sorted handled settled "
    "ready thing things stuff bit part word kept keep thanks thank thanked what as agreed via landed turned "
    "dropped upload uploaded download downloaded posted couriered shipped wrote write written texted pinged "
    "told tell showed shown show reached put new updated revised latest final full whole promised thx early "
    "morning afternoon evening week monday tuesday wednesday thursday friday saturday sunday"
)
_SAME_THINGS = (
    word_set("offer quote quotation proposal bid"),
    word_set("deck slide presentation ppt powerpoint"),
    word_set("intro introduction introduce introduced introducing connected connect"),
    word_set("figures figure numbers data stats"),
    word_set("price pricing tariff"),
    word_set("nda confidentiality secrecy"),
    word_set("roi payback"),
    word_set("questionnaire form survey"),
    word_set("plan layout"),
    word_set("copy duplicate"),
    word_set("sample specimen"),
    word_set("drawing cad sketch"),
    word_set("housing casing enclosure"),
    word_set("team crew"),
    word_set("boss manager"),
    word_set("lawyer legal counsel attorney"),
    word_set("brochure leaflet flyer"),
    word_set("guarantee bond"),
    word_set("discount rebate off"),
    word_set("chart structure diagram"),
    word_set("meet met meeting"),
    word_set("cfo finance"),
    word_set("po order"),
    word_set("reference referee"),
    word_set("lunch lunchtable"),
    word_set("minutes protocol"),
    word_set("software programme"),
    word_set("error bug"),
    word_set("test trial pilot poc"),
    word_set("timeline roadmap timetable"),
    word_set("name names"),
    word_set("colleague coworker"),
    word_set("licence license"),
    word_set("ticket case"),
    word_set("sheet spreadsheet excel"),
    word_set("deadline cutoff"),
    word_set("contract agreement"),
    word_set("document doc docs paperwork"),
    word_set("study article whitepaper story paper"),
    word_set("photo picture pic image"),
    word_set("agenda schedule program"),
    word_set("invite invitation invited"),
    word_set("summary recap"),
    word_set("feedback comment remark opinion verdict thinks"),
    word_set("call ring called rang phone phoned bell buzz"),
    word_set("visit visited visiting tour toured trip inspected"),
    word_set("talk talked speak spoke spoken chat chatted discuss discussed talking"),
    word_set("ask asked check checked clarify clarified consult consulted look looked"),
    word_set("book booked reserve reserved reservation"),
    word_set("find found located"),
    word_set("translate translated translation translating"),
    word_set("reply replied answer answered response respond responded"),
    word_set("sign signed signature countersigned inked"),
    word_set("draft drafted"),
    word_set("approve approved approval"),
    word_set("confirm confirmed confirmation"),
    word_set("decide decided decision"),
    word_set("pay paid payment transfer transferred"),
    word_set("repair repaired fix fixed mend mended"),
    word_set("login access account credentials password"),
    word_set("train trained training"),
    word_set("demo demonstration demonstrate demonstrated"),
    word_set("recommend recommended recommendation"),
    word_set("film video clip recording"),
    word_set("manual handbook guide"),
    word_set("certificate cert certification"),
    word_set("spec specification specs"),
    word_set("temp temperature"),
    word_set("invoice bill"),
    word_set("review reviewed reviewing"),
)
_SAME = {each: min(words) for words in _SAME_THINGS for same in words for each in (same, same + "s")}
"""Words of business that mean the same thing: who promised an offer has sent "the quote"."""
_LINKED = re.compile(
    r"\b(?:put|brought|got|hooked|linked) \S+(?: \S+){0,3} (?:in touch|together|up) with\b|"
    r"\bput \S+(?: \S+){1,5} (?:in|on) (?:one|a|the same) (?:mail|e-?mail|thread|chat|call)(?: thread)?\b|"
    r"\b(?:put|brought) \S+(?: and \S+)? (?:in touch|together)\b",
    re.IGNORECASE,
)
_PHRASES = (
    (re.compile(r"\bpurchase order\b|\bp\.o\.", re.IGNORECASE), " po "),
    (
        re.compile(r"\bnon-?disclosure(?: agreement)?\b|\b(?:confidentiality|secrecy) agreement\b", re.I),
        " nda ",
    ),
    (re.compile(r"\bbusiness case(?: numbers)?\b|\breturn on investment\b", re.IGNORECASE), " roi "),
    (re.compile(r"\blog(?:ged)? ?in(?: to)?\b", re.IGNORECASE), " access "),
    (re.compile(r"\b(?:shook|shaken) hands with\b", re.IGNORECASE), " met "),
    (re.compile(r"\brates\b", re.IGNORECASE), " price "),
    (re.compile(r"\bdata ?sets?\b", re.IGNORECASE), " data "),
)
"""Words in a row that mean one thing."""
_HOW = re.compile(
    r"\b(?:(?:out of|off|on|in) (?:the|my|our|her|his|their) (?:door|house|desk|plate|inbox|post|phone|"
    r"folder|tray|mail|list)|"
    r"(?:by|over|via|on) (?:the )?(?:phone|post|courier|e-?mail|mail|portal|teams|zoom)|"
    r"at last|in full|in hand|in person)\b",
    re.IGNORECASE,
)
"""Words that only say how something went out or came in."""
_BEFORE_HEAD = re.compile(
    r"\b(?:for|of|to|about|on|with|in|re|from|by|at|that|which|who|whose|where)\b", re.IGNORECASE
)
_PART = 3
"""How many letters each part of a word has at least that is written as one or as two."""
_SHORTEST, _CUT = 4, 3
"""How many letters a word cut short has at least, and how many it lacks: a plan is not a plant."""


def telling_words(text: str) -> frozenset[str]:
    """The words that say what was promised, without endings; small words and verbs of sending go."""
    return frozenset(_known(word) for word in _words(text))


def share_of_words(what: str, said: frozenset[str]) -> float:
    """The share of a promise's telling words that are among the words said, 0 to 1."""
    wanted = telling_words(what)
    whole = frozenset[str]().union(*(_joined(word, wanted) for word in said))
    return sum(word in whole or is_among(word, said) for word in wanted) / len(wanted) if wanted else 0.0


def head_of(what: str) -> str:
    """The thing that was promised: "price" in "the price for 40 seats"."""
    words = [_known(word) for word in _words(_BEFORE_HEAD.split(_without_verb(what))[0])]
    words = words or [_known(word) for word in _words(what)]
    return words[-1] if words else ""


def by_initials(what: str, text: str) -> frozenset[str]:
    """The telling words of a promise that a text writes as their initials: "DPA" is the agreement on data."""
    words = re.findall(r"[^\W\d_]+", what)
    found = frozenset[str]()
    for short in re.findall(r"\b[A-Za-z]{2,5}\b", text):
        for at in range(len(words) - len(short) + 1):
            row = words[at : at + len(short)]
            if "".join(word[0] for word in row).lower() == short.lower() and (
                short.isupper() or len(short) > 2
            ):
                found |= telling_words(" ".join(row))
    return found


def is_among(word: str, others: frozenset[str]) -> bool:
    """Whether a word is among others, in full or cut short: "spec" is the specification."""
    if word in others or any(_is_short_for(*sorted((word, other), key=len)) for other in others):
        return True
    return bool(_joined(word, others))


def _joined(word: str, others: Collection[str]) -> frozenset[str]:
    """The two of other words that a word writes as one: "ratecard" is a rate card."""
    first = [each for each in others if _PART <= len(each) < len(word) and word.startswith(each)]
    last = [each for each in others if len(each) >= _PART and word.endswith(each)] if first else []
    pairs = ((a, b) for a in first for b in last if a != b and 0 <= len(word) - len(a) - len(b) <= 1)
    return frozenset(next(pairs, ()))


def stem(word: str) -> str:
    """Return a word without the ending of its form."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def _without_verb(what: str) -> str:
    """The words without small ones before them: "to send her the price" begins with the price."""
    for found in re.finditer(r"[^\W_]+", what):
        if fold(found.group()) not in _SMALL:
            return what[found.start() :]
    return what


def _words(text: str) -> list[str]:
    linked = _HOW.sub(" ", _LINKED.sub(" intro ", text))
    for phrase, word in _PHRASES:
        linked = phrase.sub(word, linked)
    return [word for word in re.findall(r"[^\W_]+", fold(linked)) if word not in _SMALL and word != "s"]


def _known(word: str) -> str:
    return stem(_SAME.get(word, word))


def _is_short_for(short: str, full: str) -> bool:
    return len(short) >= _SHORTEST and len(full) >= len(short) + _CUT and full.startswith(short)
