"""B2: how quotations become an answer: what of them was asked for, and which one outdates another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.features.recall.rules.answer_kinds import (
    AnswerKind,
    ToldValue,
    asks_for_past_day,
    contradict,
    find_days_ahead,
    find_told,
    kind_asked,
)


def part_outdated(
    question: str,
    statements: Sequence[AnswerStatement],
    excerpts: Mapping[int, Excerpt],
    told: Mapping[int, date],
) -> tuple[list[AnswerStatement], list[AnswerStatement]]:
    """Return the statements that hold, the newest of contradicting ones first, and those that are outdated.

    Statements contradict one another where both are of the kind asked for, on the same people, and say
    different things. `told` has the days on which the excerpts were told, by number: "tomorrow" is the day
    after that.
    """
    kind, others = kind_asked(question), names_in(question)
    newest_first = sorted(statements, key=lambda each: excerpts[each.cites[0]].occurred_on, reverse=True)
    outdated: list[AnswerStatement] = []
    winners: list[AnswerStatement] = []
    for place, newer in enumerate(newest_first):
        if newer in outdated:
            continue
        for older in newest_first[place + 1 :]:
            one, other = excerpts[newer.cites[0]], excerpts[older.cites[0]]
            days = (told[newer.cites[0]], told[older.cites[0]])
            if (
                older not in outdated
                and one.occurred_on > other.occurred_on
                and _on_the_same(one, other)
                and contradict(newer.text, older.text, kind, days, others)
            ):
                outdated.append(older)
                winners.append(newer)
    kept = [each for each in statements if each not in outdated]
    return sorted(kept, key=lambda each: each not in winners), outdated


def find_asked(
    question: str, statement: AnswerStatement, day: date, ahead_of: date | None = None
) -> ToldValue | None:
    """Return the words of a statement that are what was asked for, where no others are of that kind.

    `day` is the one on which it was told. Where the next one is asked for, a day before `ahead_of` is not it,
    nor one that was called off.
    """
    kind = kind_asked(question)
    text = statement.text.strip()
    if kind is AnswerKind.DAY and ahead_of is not None:
        found = find_days_ahead(text, day, ahead_of)
    else:
        found = find_told(text, kind, day, names_in(question))
        if kind is AnswerKind.DAY and asks_for_past_day(question):
            found = [told for told in found if told.first is None or told.first <= day]
    values = {told.value for told in found}
    return found[0] if found and (len(values) == 1 or (kind is AnswerKind.DAY and len(found) == 1)) else None


def names_in(question: str) -> frozenset[str]:
    """Return the words of a question, in lower case without marks: they are no answer to it."""
    words = (word.strip("?.,!;:'\"").casefold() for word in question.replace("\u2019", "'").split())
    return frozenset(part for word in words for part in (word, word.removesuffix("'s")))


def _on_the_same(one: Excerpt, other: Excerpt) -> bool:
    return not (one.people or other.people) or not set(one.people).isdisjoint(other.people)
