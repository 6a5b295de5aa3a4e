"""Who promised what to whom, and whether it is done, in a sentence and in its sources (B2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.coach.model.grounding.terms import is_close, sentences_in, telling_terms, terms_in
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import word_set

_MEMBER = frozenset(["i", "we", "me", "us", "you"])
_THEY = frozenset(["he", "she", "they", "him", "her", "them"])
_GIVES = (
    "sends?|gives?|shares?|introduces?|brings?|provides?|delivers?|forwards?|gets?|mails?|emails?|"
    "shows?|prepares?|writes?|"
    "hands?|makes?|arranges?|sets?|puts?|calls?|lends?|supplies|supply|helps?|asks?|checks?"
)
_GIVING = word_set(
    "send sends give gives share shares introduce introduces bring brings provide provides deliver "
    "delivers forward forwards get gets mail mails email emails show shows prepare prepares write "
    "writes hand hands make makes arrange arranges set sets put puts call calls lend lends supply "
    "supplies help helps ask asks check checks"
)
_OWING = frozenset(["owe", "owes", "owed"])
_PROMISING = word_set("promise promised promises offered pledged committed undertook vowed agreed guaranteed")
_FUTURE = frozenset(["will", "shall", "would", "must"])
_ASKED = word_set("wait waits waiting expect expects said told asked turn checking sending")
_WILL = (
    r"(?:will|would|shall|must|should|(?:need|needs|have|has|going|is|are|am|agreed|offered) to)"
    rf"(?: \w+)? (?:{_GIVES}|be)"
)
_SAYS = "owes?|owed|promised?|promises|pledged|committed|offered|offers|undertook|vowed"
_WAYS = (
    (re.compile(rf"\bM (?:(?!X\b)\w+ ){{0,2}}?(?:{_SAYS}|{_WILL}|{_GIVES})\b"), True),
    (
        re.compile(r"\bX (?:\w+ ){0,2}?(?:waits?|waiting|expects?|needs?|wants?|gets?|awaits) .*\bfrom M\b"),
        True,
    ),
    (re.compile(rf"^(?:(?:also|still|and|so|just|then|to do) )*(?:owe|promised|offered|{_WILL})\b"), True),
    (re.compile(rf"\bX (?:(?!M\b)\w+ ){{0,3}}?(?:{_SAYS}|{_WILL}|{_GIVES}|is \w+ing)\b"), False),
    (re.compile(r"\bM (?:\w+ ){0,2}?(?:wait|waiting|expect|need|await|get|gets) .*\bfrom X\b"), False),
    (re.compile(r"^(?:still )?(?:wait|waiting|need|expect|awaiting) .*\bfrom X\b"), False),
)
"""How a promise is told, with "M" for the member and "X" for others, and whether the member gives."""
_SPLIT = re.compile(
    r"[;.]|,? (?:and|but|while|whereas) (?=(?:he|she|they|i|you|we|[A-Z])\b)|, (?=(?:he|she|they|i|"
    r"you|we)\b)|\n"
)


_HEAD = re.compile(r"^\s*(?:Promises?|Open|Commitments?|Owed)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise as a text tells it."""

    by_member: bool
    giver: str
    """The word for who gives: a name, "she", "you"; empty where it is left out."""
    names: frozenset[str]
    """The folded names that stand behind it: to whom it goes."""
    topics: frozenset[str]


def pledges_in(text: str, names: frozenset[str]) -> list[Pledge]:
    """Return the promises of a text; `names` are the folded words that name people."""
    found: list[Pledge] = []
    for clause in _SPLIT.split(_HEAD.sub("", text)):
        pledge = _pledge(clause, names)
        if pledge is not None:
            found.append(pledge)
    return found


def _pledge(clause: str, names: frozenset[str]) -> Pledge | None:
    terms = [term.word for term in terms_in(clause)]
    if any(word in ("not", "no", "never", "nobody") for word in terms):
        return None
    line = " ".join("M" if w in _MEMBER else "X" if w in names or w in _THEY else w for w in terms)
    line = re.sub(r"\bX(?: X)+\b", "X", line)
    found = [
        (-1 if "from" in pattern.pattern else match.start(), by_member)
        for pattern, by_member in _WAYS
        if (match := pattern.search(line))
    ]
    if not found:
        return None
    _, by_member = min(found)
    topics = frozenset(
        term.word
        for term in telling_terms(clause, names)
        if term.word not in grounding_words().promising and term.word not in _GIVING | _ASKED
    )
    verbs = _PROMISING | _OWING | _FUTURE | _GIVING
    topics = topics or frozenset(term for term in terms if term in _GIVING)
    place = next((at for at, word in enumerate(terms) if word in verbs), len(terms))
    giver = next((word for word in reversed(terms[:place]) if word in names), "")
    return Pledge(by_member, giver, frozenset(w for w in terms[place:] if w in names), topics)


def is_wrongly_promised(sentence: str, sources: Sequence[str], names: frozenset[str]) -> bool:
    """Return whether a sentence has another one promise, or promise to another one, than its sources."""
    told = [pledge for source in sources for pledge in pledges_in(source, names)]
    for said in pledges_in(sentence, names):
        alike = [each for each in told if _share(said.topics, each.topics)]
        if not alike:
            continue
        if not any(each.by_member is said.by_member for each in alike):
            return True
        same = [each for each in alike if each.by_member is said.by_member]
        if said.by_member and said.names and all(each.names and not each.names & said.names for each in same):
            return True
        givers = {each.giver for each in same if each.giver in names}
        if (
            not said.by_member
            and said.giver in names
            and givers
            and len(givers) == len(same)
            and said.giver not in givers
            and any(said.giver in each.names for each in same)
        ):
            return True
    return False


_HAS_DONE = re.compile(r"\b(?:already|has|have|had|'ve|did|was|were|been)\b", re.IGNORECASE)
_OPEN = word_set(
    "owe owes promise promises promised will would shall should due overdue outstanding waiting "
    "awaiting still"
)


def is_wrongly_done(sentence: str, sources: Sequence[str], names: frozenset[str]) -> bool:
    """Return whether a sentence tells as done what its sources only promise."""
    words = grounding_words()
    said = [term.word for term in terms_in(sentence)]
    did = [word for word in said if word in words.done]
    is_kept = bool({"kept", "fulfilled"} & {*said})
    if (
        not did
        or {"not", "no", "never", "nothing"} & {*said}
        or (_OPEN & {*said} and not is_kept)
        or {"to", "by"} & {*said} & {"be"}
    ):
        return False
    if {*did} & {term.word for source in sources for term in terms_in(source)}:
        return False
    topics = frozenset(term.word for term in telling_terms(sentence, names) if term.word not in words.done)
    told = [pledge for source in sources for pledge in pledges_in(source, names)]
    if not any(_share(topics, each.topics) for each in told):
        return False
    pieces = [piece for source in sources for piece in sentences_in(source)]
    reported = [
        piece
        for piece in pieces
        if {t.word for t in terms_in(piece)} & words.done
        and not pledges_in(piece, names)
        and _share(topics, frozenset(t.word for t in telling_terms(piece, names)))
    ]
    return not reported


_ACTS = {
    "deleted": "delete",
    "erased": "erase",
    "removed": "remove",
    "exported": "export",
    "shared": "share",
    "sent": "send",
    "handed": "hand",
    "transferred": "transfer",
    "released": "release",
    "parked": "park",
    "merged": "merge",
    "undone": "undo",
    "changed": "change",
    "reset": "reset",
    "forwarded": "forward",
    "cancelled": "cancel",
    "granted": "grant",
}
"""What a note may order to be done, each as it is told once it is done."""
_OWN_ACTS = frozenset({"delete", "erase", "export"})
"""What the bot itself does, and few notes tell in other words: told as done only where a source tells it."""


def is_order_told_as_done(sentence: str, sources: Sequence[str], others: Sequence[str] = ()) -> bool:
    """Return whether a sentence tells as done what its sources, or others that were shown, only order.

    >>> is_order_told_as_done("Ana was deleted.", ["She writes: delete Ana"])
    True
    >>> is_order_told_as_done("Ana was deleted.", ["She deletes Ana"])
    False
    """
    said = {_ACTS[term.word] for term in terms_in(sentence) if term.word in _ACTS}
    told = {term.word for source in sources for term in terms_in(source)}
    ordered = told | {term.word for source in others for term in terms_in(source)}
    return any(act in ordered | _OWN_ACTS and not _told_otherwise(act, told) for act in said)


def _told_otherwise(act: str, told: Collection[str]) -> bool:
    return any(word != act and is_close(word, act) for word in told)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(is_close(a, b) for a in one for b in other)
