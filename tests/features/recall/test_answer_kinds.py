"""What kind of thing a question asks for, and which notes contradict one another in it (B2)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.coaching.understanding import AnswerStatement, Excerpt
from bot.features.recall.rules.answer_kinds import (
    AnswerKind,
    can_hold,
    contradict,
    find_told,
    kind_asked,
    tells_only_of_plans,
)
from bot.features.recall.rules.showing import find_asked, part_outdated

DAY = date(2026, 11, 23)
"""A Monday."""


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When does Ana move?", AnswerKind.DAY),
        ("By when did I promise the quote?", AnswerKind.DAY),
        ("hey, when's the audit", AnswerKind.DAY),
        ("How many sites does Ana have?", AnswerKind.NUMBER),
        ("What is Omar's budget?", AnswerKind.NUMBER),
        ("Who is Ana's boss?", AnswerKind.PERSON),
        ("do i know who runs Cork", AnswerKind.PERSON),
        ("Where did she study?", AnswerKind.PLACE),
        ("Did Omar buy the sensors?", AnswerKind.YES_NO),
        ("is ana coming", AnswerKind.YES_NO),
        ("What does Ana worry about?", AnswerKind.ANY),
        ("Why did she leave?", AnswerKind.ANY),
    ],
)
def test_the_kind_that_is_asked_for(question: str, kind: AnswerKind) -> None:
    assert kind_asked(question) is kind


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        (AnswerKind.NUMBER, "She has 340 sites, ninety in France.", ["340", "ninety"]),
        (AnswerKind.PLACE, "He moved to Lyon from the Ghent plant.", ["lyon", "ghent"]),
        (AnswerKind.PERSON, "Her boss is Mirjam Stern.", ["mirjamstern"]),
        (AnswerKind.DAY, "Delivery by Friday.", ["2026-11-27"]),
    ],
)
def test_what_a_text_says_of_a_kind(kind: AnswerKind, text: str, values: list[str]) -> None:
    assert [told.value for told in find_told(text, kind, DAY)] == values


def test_a_text_without_the_kind_cannot_answer_and_in_doubt_it_may() -> None:
    assert not can_hold("She likes the plan.", AnswerKind.NUMBER, DAY, "How many?")
    assert not can_hold("She will decide.", AnswerKind.DAY, DAY, "When does she decide?")
    assert can_hold("She joined the board.", AnswerKind.DAY, DAY, "When did she join?")
    assert can_hold("She likes the plan.", AnswerKind.ANY, DAY, "What does she like?")


def test_two_notes_contradict_only_in_what_is_asked_for() -> None:
    days = (DAY, DAY)
    assert contradict("340 sites", "430 sites", AnswerKind.NUMBER, days)
    assert not contradict("340 sites", "340 sites in all", AnswerKind.NUMBER, days)
    assert not contradict("340 sites", "many sites", AnswerKind.NUMBER, days)
    assert contradict("They signed.", "They have not signed.", AnswerKind.YES_NO, days)


def test_wishes_and_plans_do_not_say_what_became_of_them() -> None:
    wish = "He has a budget for the sensors and wants a second quote."
    assert tells_only_of_plans("Did Omar buy the sensors?", wish)
    assert not tells_only_of_plans("Did Omar buy the sensors?", "He wants more of those that he bought.")
    assert not tells_only_of_plans("What did Omar want?", wish)


def excerpt(number: int, text: str, day: int, *people: str) -> Excerpt:
    return Excerpt(
        number=number, note_id=f"n{number}", text=text, occurred_on=date(2026, 11, day), people=people
    )


def test_the_newest_of_contradicting_notes_goes_first_and_the_older_one_is_outdated() -> None:
    told = {1: excerpt(1, "Ana has 430 sites.", 2, "Ana"), 2: excerpt(2, "Ana has 340 sites.", 9, "Ana")}
    statements = [AnswerStatement(told[n].text, (n,)) for n in (1, 2)]
    days = {number: each.occurred_on for number, each in told.items()}

    kept, outdated = part_outdated("How many sites does Ana have?", statements, told, days)

    assert [each.cites for each in kept] == [(2,)]
    assert [each.cites for each in outdated] == [(1,)]


def test_notes_on_different_people_do_not_contradict_one_another() -> None:
    told = {1: excerpt(1, "430 sites.", 2, "Ana"), 2: excerpt(2, "340 sites.", 9, "Omar")}
    statements = [AnswerStatement(told[n].text, (n,)) for n in (1, 2)]
    days = {number: each.occurred_on for number, each in told.items()}

    kept, outdated = part_outdated("How many sites are there?", statements, told, days)

    assert (len(kept), outdated) == (2, [])


def test_what_was_asked_for_is_found_where_it_is_the_only_one_of_its_kind() -> None:
    one = AnswerStatement("The quote is due by Friday.", (1,))
    told = find_asked("When is the quote due?", one, DAY)
    assert told is not None
    assert (one.text[told.start : told.end], told.first) == ("Friday", date(2026, 11, 27))
    assert find_asked("How many?", AnswerStatement("14 here, 12 there", (1,)), DAY) is None
