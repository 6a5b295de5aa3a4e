"""What managers see: only shared, only along confirmed lines, in themes that count what was said (T5)."""

from __future__ import annotations

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
from bot.features.rollup.cards.roll_up import RollUpView, ThemeView
from bot.features.rollup.rules import latest_voices, select_visible, theme_voices
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
