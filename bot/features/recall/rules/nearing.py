"""B2: which notes come close to a question, and which one says plainly what it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.features.recall.rules.answer_kinds import (
    AnswerKind,
    ToldValue,
    calls_off,
    can_hold,
    find_days_ahead,
    find_told,
    kind_asked,
    sentence_around,
    tells_only_of_plans,
)
from bot.features.recall.rules.fusing import Ranked, find_names_asked
from bot.features.recall.rules.showing import names_in
from bot.language.asking import ParsedQuestion, stem
from bot.language.question_words import COMMON

MOST = 5
"""The most notes that are shown as the closest."""
_LOGIT_WITHIN = 3.5
"""How far below the best logit a note still comes close; no right one of the development sets is 2.6 off."""
_SCORE_WITHIN = 0.55
"""The same for the ranking, where none of them is 0.4 below: both bars leave room beyond what was seen."""
_PLAIN = frozenset({AnswerKind.DAY, AnswerKind.NUMBER, AnswerKind.PLACE})
_FIRST = 2


def keep_on_subject(asked: ParsedQuestion, hits: Sequence[Ranked]) -> list[Ranked]:
    """Return the notes on those whom a question names; all of them where it names nobody.

    A note is on somebody, too, where its words name them.
    """
    if not asked.contacts:
        return list(hits)
    return [hit for hit in hits if hit.about == 1.0 or not asked.names.isdisjoint(hit.stems)]


def keep_close(
    asked: ParsedQuestion, ordered: Sequence[Ranked], logits: Mapping[str, float], moves: float
) -> list[Ranked]:
    """Return the closest notes, the best first: none on other people, none far behind the best."""
    near = [hit for hit in keep_on_subject(asked, ordered) if hit.candidate.note_id in logits][:MOST]
    if not near:
        return []
    best = max(logits[hit.candidate.note_id] for hit in near)
    first = near[0].score + moves * logits[near[0].candidate.note_id]
    return [
        hit
        for hit in near
        if hit is near[0]
        or (
            logits[hit.candidate.note_id] >= best - _LOGIT_WITHIN
            and hit.score + moves * logits[hit.candidate.note_id] >= first - _SCORE_WITHIN
        )
    ]


def find_with_key_word(question: str, asked: ParsedQuestion, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the first or the latest note on the subject that has a word of what is asked, if one may answer.

    "How big is the budget at Nordhafen?" is not refused where the latest note there has a budget.
    """
    words = {hit.candidate.note_id: hit.stems for hit in ranked}
    names = find_names_asked(asked, [hit.candidate for hit in ranked], words)
    subject = asked.terms - names
    on_it = keep_on_subject(asked, ranked)
    if not asked.contacts and names:
        on_it = [hit for hit in ranked if hit.about or not names.isdisjoint(hit.stems)]
    latest = sorted(on_it, key=lambda hit: hit.candidate.occurred_on)[-1:]
    looked_at = (*on_it[:_FIRST], *latest)
    return [hit for hit in looked_at if not subject.isdisjoint(hit.stems) and may_say(question, asked, hit)][
        :1
    ]


_ON_TOPIC = re.compile(
    r"^\W*what\b.{0,60}\b(?:say|said|says|tell|told|mention(?:ed)?|think|thinks|worr(?:y|ies|ied)) "
    r"(?:(?:me|us|you|of) )?about\b",
    re.IGNORECASE,
)
"""A question for whatever somebody said on a subject: "what did Ana say about legal?"."""


def find_on_topic(question: str, asked: ParsedQuestion, hits: Sequence[Ranked]) -> list[Ranked]:
    """Return the notes about whom a question names that have each word of the subject it asks about."""
    if not asked.contacts or _ON_TOPIC.match(question) is None:
        return []
    subject = asked.terms - asked.names
    if not subject:
        return []
    return [hit for hit in hits if hit.about == 1.0 and subject <= hit.stems][:MOST]


def find_called_off(
    asked: ParsedQuestion, answers: Sequence[Ranked], ordered: Sequence[Ranked]
) -> list[Ranked]:
    """Return the newer notes that call off the day which the answers to "When is the next …?" name."""
    if asked.ahead_of is None or not answers:
        return []
    oldest = min(hit.candidate.occurred_on for hit in answers)
    days = {told.value for hit in answers for told in _find_days(hit)}
    return [
        hit
        for hit in keep_on_subject(asked, ordered)
        if hit not in answers
        and hit.candidate.occurred_on > oldest
        and calls_off(hit.candidate.text)
        and not asked.terms.isdisjoint(hit.stems)
        and (not (own := {told.value for told in _find_days(hit)}) or not own.isdisjoint(days))
    ]


def _find_days(hit: Ranked) -> list[ToldValue]:
    return find_told(hit.candidate.text, AnswerKind.DAY, hit.candidate.occurred_on)


def says_plainly(question: str, asked: ParsedQuestion, hit: Ranked) -> bool:
    """Return whether a note has every word of a question for a day, number or place, and one of that kind.

    A telephone number or a mail address that is asked for stands in it.
    """
    if asked.contacts and hit.about != 1.0:
        return False
    text, kind = hit.candidate.text, kind_asked(question)
    if asked.wants_detail is not None:
        return bool(asked.contacts) and asked.wants_detail.search(text) is not None
    return (
        kind in _PLAIN
        and bool(asked.terms)
        and asked.terms <= hit.stems
        and may_say(question, asked, hit)
        and bool(find_told(text, kind, hit.candidate.occurred_on, names_in(question)))
    )


def may_say(question: str, asked: ParsedQuestion, hit: Ranked) -> bool:
    """Return whether a note has the kind of thing that is asked for, and tells of more than plans.

    What is asked for as the next one lies ahead: the day of a meeting that took place is no answer.
    """
    note, kind = hit.candidate, kind_asked(question)
    if asked.ahead_of is not None and kind is AnswerKind.DAY:
        days = find_days_ahead(note.text, note.occurred_on, asked.ahead_of)
        return any(_is_on(question, asked, sentence_around(note.text, day.start, day.end)) for day in days)
    return can_hold(note.text, kind, note.occurred_on, question) and not tells_only_of_plans(
        question, note.text
    )


def _is_on(question: str, asked: ParsedQuestion, sentence: str) -> bool:
    """Return whether a sentence speaks of what is to come next: it has the word for it as it is written.

    "Met Ana, she is away until 7 January" is on no meeting.
    """
    wanted = {
        word
        for word in names_in(question) - COMMON
        if stem(word) not in asked.names and word not in ("upcoming", "planned", "scheduled")
    }
    said = names_in(sentence.replace(",", " "))
    return not wanted or not (wanted | {"meet"}).isdisjoint(said)
