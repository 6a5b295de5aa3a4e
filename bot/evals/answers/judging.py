"""Holds an answer against the key facts of its question; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.coach.model.grounding.deciding import flaw_of
from bot.coach.model.grounding.flaws import GroundSource
from bot.core.rich import Day, plain
from bot.evals.answers.reading import AskedQuestion, KeyFact, NoteOfThread
from bot.evals.answers.shown import ShownAnswer, ShownSentence, says_of_a_change
from bot.features.recall.rules.deciding import Way
from bot.language.names import fold

Counted = dict[str, tuple[float, float]]


def judge(
    question: AskedQuestion, answer: ShownAnswer, notes: Mapping[str, NoteOfThread], today: date
) -> tuple[Counted, bool]:
    """Return what is counted of one answer, by the name of the figure, and whether all of it is right.

    `notes` are those of the thread by the ids that the answer's sentences cite.
    """
    counted: Counted = {"taken_as_question": _one(answer.is_answer)}
    _count_faithful(counted, question, answer, notes, today)
    if not question.facts:
        counted["abstain_right"] = _one(answer.way is Way.REFUSED and answer.is_answer)
        counted["sure_without_answer"] = _one(answer.way is Way.SURE)
        return counted, answer.way is not Way.SURE and answer.is_answer
    refuses = answer.way is Way.REFUSED
    counted["abstain_wrong"] = _one(refuses)
    found = [not refuses and says(answer.everything, fact) for fact in question.facts]
    counted["complete"] = (float(sum(found)), float(len(found)))
    in_words = [answer.way is Way.SURE and says(answer.said, fact) for fact in question.facts]
    counted["said"] = (float(sum(in_words)), float(len(in_words)))
    if question.outdated:
        wins = all(found) and not any(_told_as_current(answer, question, old) for old in question.outdated)
        counted["newest_wins"] = _one(wins)
        counted["change_said"] = _one(wins and says_of_a_change(answer))
    if question.dated:
        days = [plain((Day(note.told_on),)) for note in notes.values() if note.id in question.dated]
        counted["old_is_dated"] = _one(not refuses and all(day in answer.everything for day in days))
    rest = ("newest_wins", "old_is_dated")
    return counted, all(found) and all(counted[name][0] for name in rest if name in counted)


def says(text: str, fact: KeyFact) -> bool:
    """Whether a text has one of the fact's wordings, as whole words."""
    return place_of(text, fact) is not None


def place_of(text: str, fact: KeyFact) -> int | None:
    """Return where the first of the fact's wordings stands in a text."""
    folded = fold(text)
    places = [found.start() for each in fact.say if (found := _words(each).search(folded))]
    return min(places, default=None)


def _words(wording: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(fold(wording))}(?!\w)")


def _told_as_current(answer: ShownAnswer, question: AskedQuestion, old: KeyFact) -> bool:
    """Whether what is out of date stands in the answer's own words before what is true now, or alone."""
    before = place_of(answer.said, old)
    if before is None:
        return False
    now = [place for fact in question.facts if (place := place_of(answer.said, fact)) is not None]
    return not now or before < min(now)


def _count_faithful(
    counted: Counted,
    question: AskedQuestion,
    answer: ShownAnswer,
    notes: Mapping[str, NoteOfThread],
    today: date,
) -> None:
    """Count the sentences whose sources carry them: by the rules, and by the facts that they tell."""
    if answer.way is not Way.SURE or not answer.sentences:
        return
    held = [_holds(each, question.text, notes, today) for each in answer.sentences]
    counted["faithful_by_rules"] = (float(sum(held)), float(len(held)))
    by_facts = [
        not {notes[id].id for id in sentence.cites if id in notes}.isdisjoint(fact.notes)
        for sentence in answer.sentences
        for fact in (*question.facts, *question.outdated)
        if says(sentence.text, fact)
    ]
    if by_facts:
        counted["faithful_by_facts"] = (float(sum(by_facts)), float(len(by_facts)))


def _holds(sentence: ShownSentence, asked: str, notes: Mapping[str, NoteOfThread], today: date) -> bool:
    cited = _sources(sentence.cites, notes)
    others = _sources((id for id in notes if id not in sentence.cites), notes)
    return bool(cited) and flaw_of(sentence.text, cited, others, asked, today) is None


def _sources(ids: Iterable[str], notes: Mapping[str, NoteOfThread]) -> Sequence[GroundSource]:
    return [
        GroundSource(id, notes[id].text, notes[id].told_on, notes[id].contacts) for id in ids if id in notes
    ]


def _one(right: bool) -> tuple[float, float]:
    return float(right), 1.0
