"""What managers see: only shared, only along confirmed lines, in themes that count what was said (T5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.themes import ThemeDraft, ThemesDraft
from bot.coach.rules.themes import themes_by_rules
from bot.core.coaching.themes import ThemeField, group
from bot.core.coaching.understanding import Mode, Provenance
from bot.core.identity import MemberId, Space, WorkspaceId, own_space
from bot.core.notes import NoteId
from bot.features.reporting.contracts import LineId, LineState, ReportingLine, above
from bot.features.rollup.cards.roll_up import RollUpView
from bot.features.rollup.rules import (
    ThemeView,
    count_by_month,
    fact_of,
    facts_of,
    latest_voices,
    select_visible,
    sellers_meant,
    split_challenges,
    suggest,
    theme_voices,
)
from bot.features.rounds.contracts.values import (
    RoundId,
    RoundKind,
    SharedAnswer,
    SharedRound,
    shared_round_id,
)
from bot.memory.embedding import local_embedder
from tests.features.rounds.future_answers import DEVELOPMENT, HELD_BACK, pairs

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
W = WorkspaceId("T1")
MEMBERS = [MemberId(f"U{n}") for n in range(5)]


def shared(seller: str, *words: str, at: datetime = NOW, period: str = "2026-W47") -> SharedRound:
    round = RoundId(f"{seller}-{period}")
    return SharedRound(
        id=shared_round_id(round),
        workspace=W,
        space=own_space(MemberId(seller)),
        created_at=at,
        seller=MemberId(seller),
        name=seller,
        round_id=round,
        kind=RoundKind.TACTEGIC,
        period=period,
        answers=tuple(
            SharedAnswer(f"Account {n}", "challenges", each, date(2026, 11, 20), NoteId(f"{seller}{n}"))
            for n, each in enumerate(words)
        ),
        without_picture=(),
        shared_with=(),
    )


def line(number: int, seller: str, manager: str, state: LineState) -> ReportingLine:
    return ReportingLine(
        id=LineId(str(number)),
        workspace=W,
        space=Space("w"),
        created_at=NOW,
        seller=MemberId(seller),
        manager=MemberId(manager),
        set_by=MemberId(seller),
        state=state,
    )


lines = st.lists(
    st.builds(
        line,
        st.integers(),
        st.sampled_from(MEMBERS),
        st.sampled_from(MEMBERS),
        st.sampled_from(LineState),
    ),
    max_size=8,
)


@given(lines, st.sampled_from(MEMBERS))
def test_t5_only_who_reports_to_a_manager_by_confirmed_lines_is_seen(
    held: list[ReportingLine], manager: MemberId
) -> None:
    everything = [shared(each, "words") for each in MEMBERS]

    seen = {each.seller for each in select_visible(everything, held, manager)}

    assert manager not in seen
    confirmed = [each for each in held if each.state is LineState.CONFIRMED]
    assert seen == {m for m in MEMBERS if m != manager and manager in above(confirmed, m)}
    assert not select_visible(everything, [each for each in held if each not in confirmed], manager)


def test_t5_the_latest_answer_to_a_question_counts_once() -> None:
    older = shared("U1", "first words", at=NOW.replace(hour=1), period="2026-W46")

    assert [each.answer.words for each in theme_voices([shared("U1", "newer words"), older])] == [
        "newer words"
    ]


@given(st.lists(st.text("abcdefg ", max_size=40), max_size=9))
def test_t5_each_answer_is_in_one_theme_at_most_and_no_theme_has_only_one(texts: list[str]) -> None:
    groups = group(texts, (), (ThemeField("letters", frozenset({("a",), ("b", "c")})),))

    members = [number for group in groups for number in group.members]
    assert len(members) == len(set(members))
    assert all(len(group.members) >= 2 and group.name for group in groups)
    assert all(0 <= number < len(texts) for number in members)


ANSWERS = (
    "Too few electricians for the cold stores by 2029",
    "They cannot find electricians, the old ones retire",
    "Carbon reporting from 2027 and nobody who knows how",
    "The new rules on emission accounting hit their suppliers",
    "A competitor from abroad opens three depots",
)


async def test_t5_answers_that_speak_of_the_same_thing_come_together_without_a_model() -> None:
    found = await themes_by_rules(local_embedder(), ANSWERS)

    assert [(group.name, group.members) for group in found.groups] == [
        ("skilled people: electricians", (0, 1)),
        ("climate reporting and emissions", (2, 3)),
    ]
    assert found.provenance.mode is Mode.RULES


@pytest.mark.parametrize(
    ("labelled", "right", "wrong"),
    [(DEVELOPMENT, 23, 0), (HELD_BACK, 13, 4)],
    ids=["development", "held-back"],
)
async def test_t5_counting_words_finds_no_fewer_themes_than_was_measured(
    labelled: tuple[tuple[str, str], ...], right: int, wrong: int
) -> None:
    found = await themes_by_rules(local_embedder(), [words for _, words in labelled])

    joined = {(a, b) for group in found.groups for a in group.members for b in group.members if a < b}
    assert len(joined & pairs(labelled)) >= right
    assert len(joined - pairs(labelled)) <= wrong


def test_t5_a_models_themes_keep_only_answers_that_were_shown() -> None:
    draft = ThemesDraft(
        themes=[
            ThemeDraft(name="skilled people", answers=[1, 2, 99]),
            ThemeDraft(name="again", answers=[2, 3]),
            ThemeDraft(name=" ", answers=[4, 5]),
        ]
    )

    found = draft.verify(ANSWERS, Provenance(Mode.MODEL))

    assert [(each.name, each.members) for each in found.groups] == [("skilled people", (0, 1))]


def test_a_roll_up_speaks_of_every_share_and_note_that_it_quotes() -> None:
    old, new = shared("U1", "Too few electricians", period="2026-W46"), shared("U2", "Grids are too slow")
    voices = tuple(latest_voices([old, new]))
    theme = ThemeView("grids", voices)
    view = RollUpView(themes=[theme], answers=2, shared=[new], without=(), mode=Mode.RULES)

    assert set(view.about) == {old.id, new.id, "U10", "U20"}


@pytest.mark.parametrize(
    ("words", "challenges"),
    [
        ("Too few electricians", ("Too few electricians",)),
        (
            "Too few drivers, energy prices and her successor",
            ("Too few drivers", "energy prices", "her successor"),
        ),
        ("1. Grid fees 2. No successor", ("Grid fees", "No successor")),
        ("- grid fees\n- carbon reporting", ("grid fees", "carbon reporting")),
        ("Grid fees double. Nobody takes over the firm.", ("Grid fees double", "Nobody takes over the firm")),
        (
            "They have to report every pallet's emissions, which their own systems cannot do",
            ("They have to report every pallet's emissions, which their own systems cannot do",),
        ),
        ("?", ("?",)),
    ],
)
def test_t5_one_answer_may_name_several_challenges(words: str, challenges: tuple[str, ...]) -> None:
    assert split_challenges(words) == challenges


@given(st.text(max_size=80))
def test_t5_challenges_are_words_of_the_answer(words: str) -> None:
    assert all(each in words for each in split_challenges(words))
    assert split_challenges(words)


def test_t5_the_talk_that_is_suggested_is_about_something_new() -> None:
    told = [
        shared("U1", "Too few electricians"),
        shared("U2", "Electricians retire"),
        shared("U3", "Grid fees"),
    ]
    one, two, three = latest_voices(told)
    theme = ThemeView("skilled people", (one, two))
    day = date(2026, 11, 27)

    with_theme = suggest([theme], [one, two, three], {fact_of(two), fact_of(three)}, day)
    alone = suggest([theme], [one, two, three], {fact_of(three)}, day)

    assert with_theme is not None
    assert (with_theme.voice, with_theme.theme) == (two, "skilled people")
    assert alone is not None
    assert (alone.voice, alone.theme) == (three, "")
    assert suggest([theme], [one, two, three], set(), day) is None


def test_t5_an_answer_that_is_shared_again_is_no_news() -> None:
    before = shared("U1", "Too few electricians")

    assert set(facts_of([before])) == set(facts_of([before]))
    assert set(facts_of([before, shared("U2", "Grid fees")])) > set(facts_of([before]))


def test_t5_a_seller_is_found_by_mention_name_or_its_beginning() -> None:
    told = [shared("Mira Sand", "a"), shared("Mirko Lund", "b")]

    assert list(sellers_meant(told, "mira")) == ["Mira Sand"]
    assert list(sellers_meant(told, "Mira Sand")) == ["Mira Sand"]
    assert list(sellers_meant(told, "<@Mirko Lund>")) == ["Mirko Lund"]
    assert len(sellers_meant(told, "mir")) == 2
    assert not sellers_meant(told, "Omar")


def test_t5_themes_are_counted_in_the_months_in_which_they_were_told() -> None:
    [voice] = latest_voices([shared("U1", "Too few drivers")])
    before = replace(voice, answer=replace(voice.answer, told_on=date(2026, 10, 31)))
    long_ago = replace(voice, answer=replace(voice.answer, told_on=date(2025, 11, 20)))

    months, [row] = count_by_month([ThemeView("drivers", (voice, before, long_ago))], date(2026, 11, 24))

    assert (months[0], months[-1]) == (date(2026, 6, 1), date(2026, 11, 1))
    assert row == (0, 0, 0, 0, 1, 1)
