"""Nothing comes twice unchanged: what is new is said, what is not answered comes in other ways, and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.core.news import ONLY_NEWS, LastTold, News, RepeatPolicy, Tone, find_news, fingerprint
from tests.support.stores import ANA

PACE = RepeatPolicy(otherwise=timedelta(days=7), last=timedelta(days=28))
MONDAY = date(2027, 1, 4)
ONWARD = {(Tone.NEW, Tone.OTHERWISE), (Tone.OTHERWISE, Tone.LAST)}
FACTS = st.frozensets(st.sampled_from("abcdef"), min_size=1)


def told(news: News, on: date) -> LastTold:
    return LastTold(
        id="x",
        workspace=ANA.workspace,
        space=ANA.own,
        created_at=datetime(2027, 1, 4, tzinfo=UTC),
        kind="goals",
        subject=news.subject,
        facts=news.told,
        on=on,
        way=news.way,
    )


def weeks(pace: RepeatPolicy, *each: frozenset[str]) -> list[tuple[date, News]]:
    """What is said by a message that may come every week, given the facts of each week."""
    last, found = None, list[tuple[date, News]]()
    for number, facts in enumerate(each):
        today = MONDAY + timedelta(weeks=number)
        if news := find_news("goal", sorted(facts), last, today, pace):
            found.append((today, news))
            last = told(news, today)
    return found


def test_what_nobody_answers_comes_three_times_in_three_ways_and_then_no_more() -> None:
    said = weeks(PACE, *[frozenset("a")] * 52)

    assert [(day, news.way) for day, news in said] == [
        (MONDAY, Tone.NEW),
        (MONDAY + timedelta(weeks=1), Tone.OTHERWISE),
        (MONDAY + timedelta(weeks=5), Tone.LAST),
    ]


def test_with_nothing_new_and_no_pace_nothing_is_said() -> None:
    assert len(weeks(ONLY_NEWS, *[frozenset("ab")] * 26)) == 1


def test_what_is_new_is_told_apart_and_begins_anew() -> None:
    said = weeks(PACE, frozenset("a"), frozenset("a"), frozenset("ab"))

    assert [(news.way, news.new) for _, news in said] == [
        (Tone.NEW, frozenset("a")),
        (Tone.OTHERWISE, frozenset()),
        (Tone.NEW, frozenset("b")),
    ]
    assert said[-1][1].since == MONDAY + timedelta(weeks=1)


def test_a_fact_that_is_gone_is_no_news_and_no_facts_are_no_message() -> None:
    assert len(weeks(ONLY_NEWS, frozenset("ab"), frozenset("a"), frozenset())) == 1


def test_an_answer_makes_the_same_facts_worth_saying_once_more() -> None:
    first = find_news("", ("a",), None, MONDAY, ONLY_NEWS)
    assert first is not None

    again = find_news("", ("a",), told(first, MONDAY), MONDAY, ONLY_NEWS, answered=True)

    assert again is not None
    assert again.way is Tone.NEW


@given(st.lists(FACTS, max_size=30))
def test_no_two_messages_say_the_same_in_the_same_way(each: list[frozenset[str]]) -> None:
    said = [news for _, news in weeks(PACE, *each)]

    new = [fact for news in said for fact in news.new]
    assert len(new) == len(set(new))
    assert all(after.way is Tone.NEW or (before.way, after.way) in ONWARD for before, after in pairwise(said))


@given(st.lists(FACTS, max_size=30))
def test_whatever_is_new_is_said_in_its_week(each: list[frozenset[str]]) -> None:
    said = dict(weeks(PACE, *each))

    seen = frozenset[str]()
    for number, facts in enumerate(each):
        if not facts <= seen:
            assert said[MONDAY + timedelta(weeks=number)].new == facts - seen
        seen |= facts


def test_fingerprints_keep_no_words() -> None:
    assert "Ana" not in fingerprint("Ana wants a pilot")
    assert fingerprint("Ana wants a pilot") != fingerprint("Ana wants two pilots")
