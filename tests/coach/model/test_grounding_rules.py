"""The rules by which a sentence is held against its sources, each by what follows and what does not (B2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.grounding.deciding import flaw_of, invention_in
from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import Flaw, FlawKind, GroundSource
from bot.coach.model.grounding.terms import is_like, stem_of
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import fold

NOTED = date(2026, 11, 3)
TODAY = date(2026, 11, 30)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
AMOUNTS = st.integers(13, 90_000)


def flaw(sentence: str, *notes: str, later: str = "", asked: str = "") -> Flaw | None:
    """The flaw of a sentence that cites all of these notes of Ana; `later` is one that it does not cite."""
    cited = [
        GroundSource(f"N{number}", note, NOTED + timedelta(number), ("Ana Ruiz", "Omar Vance"))
        for number, note in enumerate(notes)
    ]
    others = [GroundSource("N9", later, NOTED + timedelta(20), ("Ana Ruiz", "Omar Vance"))] if later else []
    return flaw_of(sentence, cited, others, asked, TODAY)


def kind(sentence: str, *notes: str, later: str = "") -> FlawKind | None:
    found = flaw(sentence, *notes, later=later)
    return found.kind if found else None


@given(day=DAYS, off=st.integers(-5, 5))
def test_tomorrow_is_the_day_after_the_note_and_no_other(day: date, off: int) -> None:
    source = GroundSource("N1", "Ana wants a call tomorrow", day, ("Ana Ruiz",))
    said = day + timedelta(1 + off)
    text = f"Ana wants a call on {said.day} {said:%B %Y}."

    found = invention_in(text, [source], "", day + timedelta(40))

    assert (found is None) is (said in (day, day + timedelta(1)))


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana pays within two weeks.", "Ana pays in 14 days"),
        ("The talk with Ana took three quarters of an hour.", "talk with Ana 45 min"),
        ("Half of Ana's trucks are electric.", "every second truck of Ana's is electric"),
        ("Ana's order is 400 now.", "Ana's first order was 200, she doubled it"),
        ("Ana would like to meet once a quarter.", "Ana wants to meet quarterly"),
        ("The till was tried in two of Ana's shops.", "two out of five of Ana's shops tried the till"),
        ("Ana got 3 percent after asking for 5.", "Ana wanted 5 percent, got 3 percent"),
        ("Ana now pays 15 cents more.", "Ana: price 1.20, was 1.05"),
        ("Ana asked about it in two meetings.", "Ana asked about it in both meetings"),
        ("Ana's grid connection comes in 2028.", "Ana: grid connection only 2028. till then insulation"),
    ],
)
def test_numbers_in_other_words_follow(sentence: str, note: str) -> None:
    assert flaw(sentence, note) is None


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("Ana pays within three weeks.", "Ana pays in 14 days"),
        ("The talk with Ana took a quarter of an hour.", "talk with Ana 45 min"),
        ("A third of Ana's trucks are electric.", "every second truck of Ana's is electric"),
        ("Ana now pays 25 cents more.", "Ana: price 1.20, was 1.05"),
        ("Ana's grid connection comes in 2029.", "Ana: grid connection only 2028. till then insulation"),
    ],
)
def test_other_numbers_do_not(sentence: str, note: str) -> None:
    assert kind(sentence, note) in (FlawKind.NEW_NUMBER, FlawKind.NEW_DATE)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("You pulled out of the bid with Ana.", "Ana pulled out of the bid"),
        ("Ana sent you the draft.", "sent the draft to Ana, Omar in copy"),
        ("Ana reminded you of the photos.", "reminded Ana of the photos"),
    ],
)
def test_who_does_it_is_not_exchanged_with_the_member(sentence: str, note: str) -> None:
    assert kind(sentence, note) is FlawKind.WRONG_NAME


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("You met Ana's children.", "lovely evening at Ana's, met the kids"),
        ("You asked Ana twice.", "need the list from Ana, asked twice"),
        ("Ana told you about the cellar.", "Ana laughed a lot, told the story of the cellar"),
        ("You pulled out of the bid.", "I pulled out of the bid, Ana pulled out too"),
    ],
)
def test_what_the_member_does_without_saying_so_stays_the_members(sentence: str, note: str) -> None:
    assert flaw(sentence, note) is None


@pytest.mark.parametrize(
    ("sentence", "note", "expected"),
    [
        ("Ana takes forty units.", "if the test goes well Ana takes forty units", FlawKind.NOT_CERTAIN),
        ("Ana takes forty units if the test goes well.", "if the test goes well Ana takes forty units", None),
        ("You meet Ana every month.", "Ana suggested we meet every month", FlawKind.NOT_CERTAIN),
        ("Ana suggested that you meet every month.", "Ana suggested we meet every month", None),
        ("Ana has seen the draft.", "Ana has yet to see the draft", FlawKind.WRONG_NEGATION),
    ],
)
def test_a_condition_or_a_proposal_is_told_as_one(
    sentence: str, note: str, expected: FlawKind | None
) -> None:
    assert kind(sentence, note) is expected


@given(day=DAYS)
def test_a_weekday_beside_a_date_must_be_that_of_the_date(day: date) -> None:
    source = GroundSource("N1", f"Audit on {day.day} {day:%B %Y}", NOTED, ())
    wrong = day + timedelta(1)

    assert invention_in(f"The audit is on {day:%A}, {day.day} {day:%B %Y}.", [source], "", TODAY) is None
    assert (
        invention_in(f"The audit is on {wrong:%A}, {day.day} {day:%B %Y}.", [source], "", TODAY) is not None
    )


@given(one=AMOUNTS, other=AMOUNTS, off=st.integers(1, 5))
def test_a_sum_and_a_difference_follow_and_another_number_does_not(one: int, other: int, off: int) -> None:
    note = f"Ana: lot A {one}, lot B {other}"
    follow = {one, other, one + other, abs(one - other)}
    wrong = one + other + off

    assert kind(f"Both lots come to {one + other:,}.", note) is None
    if wrong not in follow and all(wrong * b != a for a in follow for b in follow if b):
        assert kind(f"Both lots come to {wrong:,}.", note) is FlawKind.NEW_NUMBER


@given(sentence=st.text(max_size=120), note=st.text(max_size=120))
def test_whatever_is_written_is_judged_without_an_error(sentence: str, note: str) -> None:
    found = flaw(sentence, note, later=note[::-1])

    assert found is None or found.reason


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("40k", 40_000),
        ("1.2m", 1_200_000),
        ("1,500", 1_500),
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("two hundred and fifty", 250),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("15 percent", 0.15),
        ("a quarter of them", 0.25),
        ("one in four", 0.25),
        ("half past three", 3.5),
        ("two weeks", 14),
        ("half a year", 182.625),
    ],
)
def test_numbers_are_read_in_digits_and_words(written: str, value: float) -> None:
    assert [figure.value for figure in figures_in(f"It is {written} now.")] == [pytest.approx(value)]


@pytest.mark.parametrize("digits", ["1" * 400, "1," * 200, "9." * 200])
def test_a_number_without_end_is_no_error(digits: str) -> None:
    assert kind(f"It costs {digits}", f"It costs {digits}") is None
    assert kind(f"It costs {digits}", "It costs 12") is FlawKind.NEW_NUMBER


def test_a_name_that_begins_like_a_number_is_none() -> None:
    assert figures_in("Bill Tennant met Onesimus.") == []


@pytest.mark.parametrize(
    ("sentence", "note", "wrong"),
    [
        ("Ana has not seen the offer.", "Ana hasnt opened the offer yet", None),
        ("Ana has seen the offer.", "Ana hasn't seen the offer", FlawKind.WRONG_NEGATION),
        ("Ana has not signed the contract.", "Ana signed the contract", FlawKind.WRONG_NEGATION),
        ("Ana is against the pilot.", "Ana isn't against the pilot", FlawKind.WRONG_NEGATION),
        ("Ana has paid the invoice.", "Invoice still unpaid at Ana's", FlawKind.WRONG_NEGATION),
        ("You owe Ana the plan.", "I'll send Ana the plan", None),
        ("Ana owes you the plan.", "I'll send Ana the plan", FlawKind.WRONG_PROMISE),
        ("Ana is waiting for the plan from you.", "ana waits for the plan from me", None),
        ("You are waiting for the plan from Ana.", "ana waits for the plan from me", FlawKind.WRONG_PROMISE),
        ("You have sent Ana the plan.", "I owe Ana the plan", FlawKind.WRONG_PROMISE),
        ("You expect Ana to sign in May.", "I think Ana signs in May", None),
        ("Ana signs in May.", "I think Ana signs in May", FlawKind.NOT_CERTAIN),
        ("Ana signs in May.", "Ana signs in May. Fingers crossed.", FlawKind.NOT_CERTAIN),
        ("Ana always answers quickly.", "Ana answered quickly", FlawKind.TOO_GENERAL),
        ("Ana cancelled because she was ill.", "Ana cancelled", FlawKind.INVENTED_DETAIL),
        ("Ana signed the renewal over dinner.", "Ana signed the renewal", FlawKind.INVENTED_DETAIL),
        ("Ana reluctantly signed the renewal.", "Ana signed the renewal", FlawKind.INVENTED_DETAIL),
        ("Omar paid for dinner.", "Dinner with Ana and Omar. Ana paid.", FlawKind.WRONG_NAME),
        ("Omar reports to Ana.", "Ana reports to Omar now", FlawKind.WRONG_NAME),
        ("Ana works at Rask.", "Ana (Kolbe) compares us with Rask", FlawKind.WRONG_NAME),
        ("Ana is with Kolbe.", "Ana (Kolbe) compares us with Rask", None),
        (
            "Ana has 250,000 for phase two.",
            "Ana has 250k for phase one and 90k for phase two",
            FlawKind.WRONG_NUMBER,
        ),
        ("Ana called it “a maze”.", "ana calls our portal 'a maze with ads'", None),
        ("Ana called it “a mess”.", "ana calls our portal 'a maze with ads'", FlawKind.NEW_QUOTATION),
    ],
)
def test_one_rule_decides_about_every_kind_of_flaw(sentence: str, note: str, wrong: FlawKind | None) -> None:
    assert kind(sentence, note) is wrong


def test_what_a_later_note_changes_is_outdated_unless_the_sentence_says_so() -> None:
    early, late = "Ana's plant opens in March", "Ana: plant opening moved to June"

    assert kind("Ana's plant opens in March.", early, later=late) is FlawKind.OUTDATED
    assert kind("Ana's plant now opens in June.", early, late) is None
    assert kind("Ana's plant opens in March.", early, later="Ana got a dog") is None


def test_a_sentence_without_sources_may_only_say_that_nothing_is_said() -> None:
    other = [GroundSource("N1", "Ana likes tea", NOTED, ("Ana Ruiz",))]

    assert flaw_of("Your notes don't say when Ana's birthday is.", [], other, "When is it?", TODAY) is None
    told = flaw_of("Ana likes tea.", [], other, "What does Ana like?", TODAY)
    assert told is not None
    assert told.reason == "it cites nothing"
    invented = flaw_of("Your notes don't say it, but Marta knows.", [], other, "", TODAY)
    assert invented is not None
    assert "Marta" in invented.reason


def test_the_lists_of_words_are_folded_and_no_pair_has_a_word_on_both_sides() -> None:
    words = grounding_words()
    lists = (words.plain, words.negators, words.denials, words.hedges, words.changes, *words.feelings)

    assert [word for each in lists for word in each if word != fold(word)] == []
    assert [one & other for one, other in words.opposites if one & other] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("worries", "worried"),
        ("bought", "buying"),
        ("postponed", "delayed"),
        ("cfo", "finance"),
        ("ships", "shipping"),
    ],
)
def test_words_of_one_meaning_are_alike(one: str, other: str) -> None:
    assert is_like(one, other)
    assert not is_like(one, "garden")


def test_a_stem_is_no_longer_than_its_word() -> None:
    assert all(len(stem_of(word)) <= len(word) for word in grounding_words().plain)


def test_many_words_are_no_sentence() -> None:
    assert kind("Ana likes tea and " * 60, "Ana likes tea") is FlawKind.TOO_LONG
