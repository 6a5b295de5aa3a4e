"""B12: which open promise a report of something done means; code decides, a coach only says what was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.core.coaching.understanding import Done
from bot.core.contacts import ContactId
from bot.core.notes import Commitment, CommitmentId, CommitmentState
from bot.core.promise_words import head_of, is_among, share_of_words, telling_words

_ENOUGH = 0.5
"""Share of a promise's telling words that a report has to name, before it means that promise."""
_NEARLY_ALL = 0.66
"""The share from which it does not matter whether the thing itself is among them."""
_DEEDS = telling_words(
    """
    visit call meeting meet lunch dinner coffee tour demo training talk look help ask check find
    """
)
"""Promised deeds, which reports tell in other words: "spent the day in her yard" is the visit."""
_NOT_DONE = re.compile(
    r"\b(?:not|never|nothing|no longer|cannot|nearly|almost|hardly|\w+n['\u2019]t|will (?:be|go|get|"
    r"come|send|give|have|do|share)|half of|part of|"
    r"the first (?:half|part)|wrong)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"^(?:(?:i|we|she|he|they)(?:['\u2019]ve| have| has)? )?(?:just )?(?:moved|pushed|shifted|postponed|"
    r"rescheduled|delayed|put off)\b",
    re.IGNORECASE,
)
"""What was given another day is not done: "moved the site list to Monday"."""
_IN_VAIN = re.compile(
    r"\b(?:wrong (?:version|one|file|list|form)|redo(?:es|ne|ing)?|resends?|bounced|by mistake|"
    r"never arrived)\b",
    re.IGNORECASE,
)
"""What else the sentence says, where the thing has to be done once more."""
_DOUBTFUL = re.compile(
    r"\b(?:due|still|will|would|should|might|may|could|going to|when|if|once|until|asks?|asked|wants?|needs?|"
    r"hopes?|waiting|slips?|postponed|moved|later|again)\b|\?",
    re.IGNORECASE,
)
"""What a sentence may not say in which a report is not plain."""
_TAKES = re.compile(
    r"\b(?:read|reads|has|have|got|received|liked|loved|hated|approved|accepted|rejected|confirmed|opened|"
    r"watched|studied|signed off|is with|are with)\b",
    re.IGNORECASE,
)
"""What people do with a thing that they were given: then the giver kept the promise."""
_BARE = re.compile(
    r"\b(?:it|that|them|this|so|promised?|promises|word|through|good|did|done|delivered|kept|finished|sorted|"
    r"handled|settled|part|owed|thing|stuff|agreed)\b",
    re.IGNORECASE,
)
"""Words by which a report without telling words still means a promise: "sent it", and not "wrote to Ana"."""
_ALL_OF_THEM = re.compile(
    r"\b(?:(?P<both>both)\b|everything (?:i|we|she|he) (?:owed|promised)|all (?:of it|of them|my (?:promises|"
    r"points)|(?:i|we|she|he) (?:owed|promised)))",
    re.IGNORECASE,
)
_OF_ALL = frozenset(("both", "everyth"))


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What reports of something done mean among the open promises."""

    kept: tuple[CommitmentId, ...] = ()
    """Promises that are meant for sure, one for each report at most, but where it says "both"."""
    unsure: tuple[tuple[CommitmentId, ...], ...] = ()
    """For each report that may mean some promises: these, the likeliest first. The member is asked."""


def find_fulfilled(
    reports: Sequence[Done],
    open_promises: Sequence[Commitment],
    whom: Callable[[str], ContactId | None],
    people: Sequence[ContactId] = (),
    shown: Collection[str] = (),
) -> Fulfilment:
    """Find the open promises that reports mean.

    `whom` resolves a name as written to a contact; `people` are those whom the whole message is about. A
    promise fits a report by the same promiser, to or from the same contact, that shares its telling words.
    "She came through" names no words: it means the one open promise of that contact, where there is one.
    Of several that fit equally, those count that are `shown` in the thread.
    What is told as not done, or as done in part, keeps nothing.
    """
    left = [each for each in open_promises if each.state is CommitmentState.OPEN]
    kept: list[CommitmentId] = []
    unsure: list[tuple[CommitmentId, ...]] = []
    for report in reports:
        if not _is_done(report):
            continue
        named = whom(report.whom) if report.whom else None
        about = (named,) if named is not None else tuple(people)
        waiting = [each for each in left if each.id not in kept]
        if many := _all_of_them(report, waiting, about):
            kept.extend(each.id for each in many)
            continue
        fits, is_sure = _fitting(report, waiting, about)
        fits = [each for each in fits if each.id in shown] or fits
        if len(fits) == 1 and is_sure and report.is_sure:
            kept.append(fits[0].id)
        elif fits:
            unsure.append(tuple(each.id for each in fits))
    return Fulfilment(tuple(kept), tuple(each for each in unsure if not set(each) & set(kept)))


def _is_done(report: Done) -> bool:
    """Whether a report says that something was done, once and for all."""
    if _NOT_DONE.search(report.quote) or _IN_VAIN.search(report.sentence) or _MOVED.match(report.quote):
        return False
    return report.is_sure or _DOUBTFUL.search(report.sentence) is None


def _all_of_them(
    report: Done, promises: Sequence[Commitment], about: Sequence[ContactId | None]
) -> list[Commitment]:
    """All promises to the one person of whom a report says that "both things" are done; else none."""
    told = _ALL_OF_THEM.search(report.quote)
    if told is None or len(about) != 1 or _said(report) - _OF_ALL:
        return []
    possible = [each for each in promises if each.by is report.by and each.contact_id in about]
    return possible if len(possible) == _BOTH or (possible and not told["both"]) else []


_BOTH = 2


def _fitting(
    report: Done, promises: Sequence[Commitment], about: Sequence[ContactId | None]
) -> tuple[list[Commitment], bool]:
    """The promises that a report may mean, those of the best score; and whether its words leave no doubt."""
    concerned = [each for each in promises if _may_concern(each, about)]
    said = _said(report)
    possible = [each for each in concerned if each.by is report.by]
    fits, score = _best(possible, said)
    if score >= (_ENOUGH if report.is_sure else _NEARLY_ALL):
        return fits, all(_names_the_thing(each.what, said) for each in fits)
    if by_sentence := _told_around(report, possible, said):
        return by_sentence, report.is_sure
    if about and _TAKES.search(report.quote):
        turned, score = _best([each for each in concerned if each.by is not report.by], said)
        if score >= _NEARLY_ALL and all(each.contact_id in about for each in turned):
            return turned, True
    if not said and about and report.is_sure and _BARE.search(report.quote):
        return [each for each in possible if each.contact_id in about], True
    return [], False


def _told_around(report: Done, promises: Sequence[Commitment], said: frozenset[str]) -> list[Commitment]:
    """The promises whose thing a report names and whose other words stand beside it in its sentence.

    "The Pieter Vos intro happened, Ana brought us together" keeps "intro me to her CFO Pieter Vos".
    """
    if _DOUBTFUL.search(report.sentence):
        return []
    around = telling_words(report.sentence)
    return [
        each
        for each in promises
        if is_among(head_of(each.what), said) and share_of_words(each.what, around) >= _NEARLY_ALL
    ]


def _best(promises: Sequence[Commitment], said: frozenset[str]) -> tuple[list[Commitment], float]:
    """The promises that the words fit best, and how well."""
    scored = [(_score(each.what, said), each) for each in promises]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in scored if score >= best - 1e-9], best


def _said(report: Done) -> frozenset[str]:
    """The telling words of a report, whose person is none of them."""
    names = telling_words(report.whom)
    return (telling_words(report.what) - names) or (telling_words(report.quote) - names)


def _may_concern(promise: Commitment, about: Sequence[ContactId | None]) -> bool:
    return not about or promise.contact_id is None or promise.contact_id in about


def _score(what: str, said: frozenset[str]) -> float:
    """How well a report fits: a report all of whose words are the promise's fits, however few they are."""
    share = share_of_words(what, said)
    is_inside = bool(said) and all(is_among(word, telling_words(what)) for word in said)
    return max(share, _ENOUGH) if is_inside else share


def _names_the_thing(what: str, said: frozenset[str]) -> bool:
    """Whether a report names what was promised, and not only what else is said of it.

    "Sent Ana the draft scope" is not the draft contract.
    """
    wanted = telling_words(what)
    if share_of_words(what, said) >= _NEARLY_ALL or all(is_among(word, wanted) for word in said):
        return True
    head = head_of(what)
    return head in _DEEDS or is_among(head, said)
