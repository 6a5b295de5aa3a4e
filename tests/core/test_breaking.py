"""The breaker as a value: what it promises, whatever happens to the dependency."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.core.breaking import Breaker, BreakerRules

RULES = st.builds(
    BreakerRules,
    failures=st.integers(1, 6),
    pause=st.integers(1, 10).map(float),
    longest=st.integers(1, 60).map(float),
)
STEPS = st.lists(st.tuples(st.sampled_from(["fails", "works", "asks"]), st.integers(0, 30)), max_size=80)


@given(rules=RULES, steps=STEPS)
def test_it_opens_after_so_many_failures_in_a_row_and_closes_by_one_success(
    rules: BreakerRules, steps: list[tuple[str, int]]
) -> None:
    breaker, now, in_a_row = Breaker(rules=rules), 0.0, 0
    for step, seconds in steps:
        now += seconds
        if step == "fails":
            breaker, in_a_row = breaker.failed(now), in_a_row + 1
        elif step == "works":
            breaker, in_a_row = breaker.succeeded(), 0
        elif breaker.may_look(now):
            breaker = breaker.looking(now)
        assert breaker.is_open == (in_a_row >= rules.failures)
        assert breaker.is_open or not breaker.may_look(now)


@given(rules=RULES, gaps=st.lists(st.integers(0, 30), max_size=80))
def test_while_it_is_open_looks_are_no_closer_than_the_first_pause_and_no_farther_than_the_longest(
    rules: BreakerRules, gaps: list[int]
) -> None:
    breaker, now = Breaker(rules=rules), 0.0
    for _ in range(rules.failures):
        breaker = breaker.failed(now)
    last = now
    for gap in gaps:
        now += gap
        longest = max(rules.longest, rules.pause)
        if breaker.may_look(now):
            assert now - last >= rules.pause
            breaker, last = breaker.looking(now).failed(now), now
            assert not breaker.may_look(now)
        assert breaker.next_look <= last + longest
        assert breaker.may_look(last + longest)


@given(rules=RULES, late=st.lists(st.floats(0, 5), max_size=20))
def test_failures_that_come_late_do_not_prolong_the_pause(rules: BreakerRules, late: list[float]) -> None:
    breaker = Breaker(rules=rules)
    for _ in range(rules.failures):
        breaker = breaker.failed(1.0)
    for seconds in late:
        assert breaker.failed(1.0 + seconds) == breaker
