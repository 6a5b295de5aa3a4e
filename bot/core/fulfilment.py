"""B12: which open promise a report of something done means; code decides, a coach only says what was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from bot.core.coaching.understanding import Done
from bot.core.contacts import ContactId
from bot.core.done_words import (
    ALL_OF_THEM,
    ARRIVES,
    BARE,
    DEEDS,
    DOUBTFUL,
    FROM_ME,
    MUTUAL,
    OF_ALL,
    PREPARED,
    PREPARED_THING,
    TAKES,
    is_done,
)
from bot.core.meaning import Meanings
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser
from bot.core.promise_words import by_initials, head_of, is_among, share_of_words, telling_words
from bot.core.promised_things import (
    NEARLY_ALL,
    has_another_number,
    is_of_another,
    names_the_thing,
    without_names,
    words_said,
)

_ENOUGH = 0.5
"""Share of a promise's telling words that a report has to name, before it means that promise."""
_ALIKE, _VERY_ALIKE = 0.3, 0.45
"""How near in meaning a report comes to a promise that is asked about, and to one that it keeps."""
_AHEAD = 0.12
"""By how much it comes nearer to that one than to any other."""
_BOTH = 2
_JOINS = re.compile(r"\band\b|&|\+|,|\bplus\b|\bboth\b", re.IGNORECASE)


def _nobody(_: str) -> Sequence[ContactId]:
    return ()


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
    meanings: Meanings | None = None,
    candidates: Callable[[str], Sequence[ContactId]] = _nobody,
) -> Fulfilment:
    """Find the open promises that reports mean.

    `whom` resolves a name as written to a contact, `candidates` one that several have to all of them;
    `people` are those whom the whole message is about. A promise fits a report by the same promiser, to or
    from the same contact, that shares its telling words.
    `meanings` compares those that share too few words; without it they are like no other.
    "She came through" names no words: it means the one open promise of that contact, where there is one.
    Of several that fit equally, those count that are `shown` in the thread.
    What is told as not done, or as done in part, keeps nothing.
    """
    meanings = meanings or Meanings()
    left = [each for each in open_promises if each.state is CommitmentState.OPEN]
    kept: list[CommitmentId] = []
    unsure: list[tuple[CommitmentId, ...]] = []
    for report in reports:
        if not is_done(report):
            continue
        waiting = [each for each in left if each.id not in kept]
        report, about = _by_whom_it_is(report, waiting, whom, people, candidates)
        if many := _all_of_them(report, waiting, about):
            kept.extend(each.id for each in many)
            continue
        fits, is_sure = _fitting(report, waiting, about, meanings)
        fits = [each for each in fits if each.id in shown] or fits
        if (
            is_sure
            and report.is_sure
            and (len(fits) == 1 or _several_things(report, fits, words_said(report)) == fits)
        ):
            kept.extend(each.id for each in fits)
        elif fits:
            unsure.append(tuple(each.id for each in fits))
    return Fulfilment(tuple(kept), tuple(each for each in unsure if not set(each) & set(kept)))


def _by_whom_it_is(
    report: Done,
    promises: Sequence[Commitment],
    whom: Callable[[str], ContactId | None],
    people: Sequence[ContactId],
    candidates: Callable[[str], Sequence[ContactId]],
) -> tuple[Done, tuple[ContactId, ...]]:
    """The report, told of the side that it means, and the contacts of whom it tells.

    Where nothing is open with whom it names first, those count whom it names beside: "booked Trattoria Sole
    for Bram". What somebody else than a promiser handed to such a person was done for the member.
    """
    if FROM_ME.search(report.quote):
        report = replace(report, by=Promiser.MEMBER)
    elif report.by is Promiser.MEMBER and ARRIVES.search(report.quote):
        report = replace(report, by=Promiser.CONTACT)
    named = whom(report.whom) if report.whom else None
    owed = {each.contact_id for each in promises}
    beside = [id for id in (whom(name) for name in report.beside) if id is not None and id in owed]
    if named is not None and (named in owed or not beside):
        return report, (named,)
    if named is None and not beside:
        several = candidates(report.whom) if report.whom else ()
        return report, tuple(several or people)
    return replace(report, by=Promiser.MEMBER), tuple(dict.fromkeys(beside))


def _all_of_them(
    report: Done, promises: Sequence[Commitment], about: Sequence[ContactId | None]
) -> list[Commitment]:
    """All promises to the one person of whom a report says that "both things" are done; else none."""
    told = ALL_OF_THEM.search(report.quote)
    if told is None or len(about) != 1 or words_said(report) - OF_ALL:
        return []
    possible = [each for each in promises if each.by is report.by and each.contact_id in about]
    return possible if len(possible) == _BOTH or (possible and not told["both"]) else []


def _by_deed(
    report: Done, promises: Sequence[Commitment], about: Sequence[ContactId | None]
) -> list[Commitment]:
    """The promises whose thing a deed gives even where its words do not: who booked a place has the table."""
    if len(about) != 1 or not report.is_sure:
        return []
    things = frozenset[str]().union(*(named for deed, named in DEEDS if deed.search(report.quote)))
    return [
        each
        for each in promises
        if each.contact_id in about and any(is_among(word, things) for word in telling_words(each.what))
    ]


def _fitting(
    report: Done, promises: Sequence[Commitment], about: Sequence[ContactId | None], meanings: Meanings
) -> tuple[list[Commitment], bool]:
    """The promises that a report may mean, those of the best score; and whether its words leave no doubt."""
    concerned = [each for each in promises if _may_concern(each, about)]
    said = words_said(report)
    possible = [each for each in concerned if each.by is report.by or _is_mutual(report, each, about)]
    said |= frozenset[str]().union(*(by_initials(each.what, report.quote) for each in possible))
    if PREPARED.search(report.quote):
        possible = [each for each in possible if PREPARED_THING.search(each.what)]
    possible = [each for each in possible if not has_another_number(each.what, report.quote)]
    if len(several := _several_things(report, possible, said)) > 1:
        return several, True
    fits, score = _best(possible, said)
    if score >= (_ENOUGH if report.is_sure else NEARLY_ALL):
        fits = _nearest(report, fits, meanings)
        return fits, all(names_the_thing(each.what, said) for each in fits) and not _is_another(report, fits)
    if by_sentence := _told_around(report, possible, said):
        return by_sentence, report.is_sure
    theirs = [each for each in concerned if each.by is not report.by and each.contact_id in about]
    if about and TAKES.search(report.quote):
        turned, score = _best(theirs, said)
        if score >= NEARLY_ALL or (score >= _ENOUGH and all(names_the_thing(t.what, said) for t in turned)):
            return turned, True
    if not said and about and report.is_sure and BARE.search(report.quote):
        return [each for each in possible if each.contact_id in about], True
    if len(given := _by_deed(report, possible, about)) == 1:
        return given, True
    return _by_meaning(report, [each for each in possible if each.contact_id in about], theirs, meanings)


def _by_meaning(
    report: Done, possible: Sequence[Commitment], theirs: Sequence[Commitment], meanings: Meanings
) -> tuple[list[Commitment], bool]:
    """The promise of the person that a report comes near in meaning, where it shares too few words."""
    if DOUBTFUL.search(report.sentence):
        return [], False
    candidates = list(possible) + (list(theirs) if TAKES.search(report.quote) else [])
    near = _by_likeness(report, candidates, meanings)
    if not near or near[0][0] < _ALIKE:
        return [], False
    (best, promise), second = near[0], near[1][0] if len(near) > 1 else 0.0
    if best - second < _AHEAD:
        return [each for score, each in near if score >= best - _AHEAD], False
    return [promise], best >= _VERY_ALIKE and report.is_sure


def _nearest(report: Done, fits: list[Commitment], meanings: Meanings) -> list[Commitment]:
    """Of several that share as many words, the one that is plainly nearest in meaning; else all."""
    if len(fits) < _BOTH:
        return fits
    (best, promise), (second, _), *_ = _by_likeness(report, fits, meanings)
    return [promise] if best >= _VERY_ALIKE and best - second >= 2 * _AHEAD else fits


def _by_likeness(
    report: Done, promises: Sequence[Commitment], meanings: Meanings
) -> list[tuple[float, Commitment]]:
    """The promises with how near they are to a report in meaning, the nearest first."""
    words = without_names(report)
    return sorted(((meanings.likeness(words, each.what), each) for each in promises), key=lambda one: -one[0])


def _several_things(report: Done, promises: Sequence[Commitment], said: frozenset[str]) -> list[Commitment]:
    """All promises whose things one report names: "the certificate and the photos went out"."""
    if not _JOINS.search(report.quote) or not report.is_sure:
        return []
    named = [each for each in promises if is_among(head_of(each.what), said)]
    heads = [head_of(each.what) for each in named]
    return named if len(set(heads)) == len(heads) else []


def _is_mutual(report: Done, promise: Commitment, about: Sequence[ContactId | None]) -> bool:
    """Whether a promise is of what two do together, and the report of the member tells of just that."""
    head = head_of(promise.what)
    is_told = report.by is Promiser.MEMBER and head in telling_words(report.quote)
    return is_told and head in MUTUAL and promise.contact_id in about


def _is_another(report: Done, fits: Sequence[Commitment]) -> bool:
    """Whether a report is of another thing than one of the promises."""
    return any(is_of_another(report, each.what) for each in fits)


def _told_around(report: Done, promises: Sequence[Commitment], said: frozenset[str]) -> list[Commitment]:
    """The promises whose thing a report names and whose other words stand beside it in its sentence.

    "The Pieter Vos intro happened, Ana brought us together" keeps "intro me to her CFO Pieter Vos".
    """
    if DOUBTFUL.search(report.sentence):
        return []
    around = telling_words(report.sentence)
    return [
        each
        for each in promises
        if is_among(head_of(each.what), said) and share_of_words(each.what, around) >= NEARLY_ALL
    ]


def _best(promises: Sequence[Commitment], said: frozenset[str]) -> tuple[list[Commitment], float]:
    """The promises that the words fit best, and how well."""
    scored = [(_score(each.what, said), each) for each in promises]
    best = max((score for score, _ in scored), default=0.0)
    return [each for score, each in scored if score >= best - 1e-9], best


def _may_concern(promise: Commitment, about: Sequence[ContactId | None]) -> bool:
    return not about or promise.contact_id is None or promise.contact_id in about


def _score(what: str, said: frozenset[str]) -> float:
    """How well a report fits: a report all of whose words are the promise's fits, however few they are."""
    share, wanted = share_of_words(what, said), telling_words(what)
    is_inside = bool(said) and all(is_among(word, wanted) for word in said)
    return max(share, _ENOUGH) if is_inside else share
