"""B2: newer notes that say otherwise what a quoted one says, though not among those that answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.features.recall.rules.answer_kinds import AnswerKind, contradict, kind_asked
from bot.features.recall.rules.sentences import sentences_in
from bot.features.recall.rules.showing import names_in
from bot.language.asking import ParsedQuestion, stem, stems

_COMPARED = frozenset({AnswerKind.DAY, AnswerKind.NUMBER})


def find_newer(
    question: str,
    asked: ParsedQuestion,
    companies: Sequence[str],
    statements: Sequence[AnswerStatement],
    excerpts: Sequence[Excerpt],
    told: Mapping[int, date],
) -> list[AnswerStatement]:
    """Return the sentences of newer notes on the same people and matter that say another day or number.

    A sentence is on the matter where it has every word of the question but its names. `told` has the days on
    which the excerpts were told, by number.
    """
    kind = kind_asked(question)
    named = {part for company in companies for part in stems(company)}
    matter = asked.terms - asked.names - asked.strangers - named
    if kind not in _COMPARED or not matter or not statements:
        return []
    by_number = {each.number: each for each in excerpts}
    cited = {number for each in statements for number in each.cites}
    found: list[AnswerStatement] = []
    for newer in excerpts:
        if newer.number in cited:
            continue
        for sentence in _on_the_matter(newer.text, matter):
            if any(
                _outdates(newer, sentence, by_number[each.cites[0]], each.text, kind, told, question)
                for each in statements
            ):
                found.append(AnswerStatement(sentence, (newer.number,)))
                break
    return found


def _on_the_matter(text: str, matter: AbstractSet[str]) -> list[str]:
    return [
        each
        for each in sentences_in(text)
        if matter <= {*stems(each), *(stem(word) for word in names_in(each))}
    ]


def _outdates(
    newer: Excerpt,
    sentence: str,
    older: Excerpt,
    said: str,
    kind: AnswerKind,
    told: Mapping[int, date],
    question: str,
) -> bool:
    return (
        newer.occurred_on > older.occurred_on
        and not set(newer.people).isdisjoint(older.people)
        and contradict(sentence, said, kind, (told[newer.number], told[older.number]), names_in(question))
    )
