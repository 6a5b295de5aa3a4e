"""What a model wrote is read whatever its form, and never made into what it did not say."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.asking.fitting import fitted
from bot.coach.model.asking.repair import objects_in
from bot.coach.model.assessing import AssessmentDraft
from bot.coach.model.drafts import AnswerDraft, UnderstandingDraft
from tests.coach.model.test_model_coach import DRAFT

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="{}<>`"), max_size=20)
PLAIN = st.text("abc {}\"'\\,:[]\n<think>é", max_size=20)
ANSWERS = st.fixed_dictionaries(
    {
        "statements": st.lists(
            st.fixed_dictionaries({"text": PLAIN, "cites": st.lists(st.integers(0, 99), max_size=3)}),
            max_size=3,
        )
    }
)
UNDERSTOOD = st.fixed_dictionaries(
    {name: st.just(value) for name, value in DRAFT.items()}
    | {"companies": st.lists(PLAIN, max_size=2), "command": PLAIN, "is_correction": st.booleans()}
)
EITHER = st.one_of(
    st.tuples(ANSWERS, st.just(AnswerDraft)), st.tuples(UNDERSTOOD, st.just(UnderstandingDraft))
)


@given(EITHER, WORDS, WORDS, WORDS)
def test_thoughts_fences_and_words_around_an_answer_change_nothing(
    written: tuple[dict[str, Any], Any], thought: str, before: str, after: str
) -> None:
    value, shape = written
    around = f"<think>{thought}{{}}</think>{before}\n```json\n{json.dumps(value)}\n```\n{after}"
    assert fitted(objects_in(around), shape) == shape.model_validate(value)


@given(EITHER, st.data())
def test_an_answer_that_is_cut_off_is_no_answer(
    written: tuple[dict[str, Any], Any], data: st.DataObject
) -> None:
    value, shape = written
    text = json.dumps(value)
    assert fitted(objects_in(text[: data.draw(st.integers(0, len(text) - 1))]), shape) is None


@given(UNDERSTOOD, st.sampled_from([str.upper, str.title, lambda name: name.replace("_", "-")]))
def test_the_spelling_of_fields_and_choices_does_not_matter(value: dict[str, Any], spelt: Any) -> None:
    written = {spelt(name): given for name, given in value.items()} | {
        spelt("intent"): spelt(value["intent"])
    }
    assert fitted([written], UnderstandingDraft) == UnderstandingDraft.model_validate(value)


@given(
    UNDERSTOOD,
    st.sets(st.sampled_from(["companies", "promises", "assumptions", "people", "since", "command"])),
)
def test_a_null_or_missing_text_or_list_is_an_empty_one(value: dict[str, Any], gone: set[str]) -> None:
    empty = {name: "" if name in ("since", "command") else [] for name in gone}
    wanted = UnderstandingDraft.model_validate(value | empty)
    assert fitted([value | dict.fromkeys(gone)], UnderstandingDraft) == wanted
    assert fitted([{k: v for k, v in value.items() if k not in gone}], UnderstandingDraft) == wanted


@given(ANSWERS, st.dictionaries(st.text("xyz", min_size=1, max_size=4), st.none() | st.integers() | PLAIN))
def test_keys_too_many_are_dropped(value: dict[str, Any], more: dict[str, Any]) -> None:
    assert fitted([value | more], AnswerDraft) == AnswerDraft.model_validate(value)
    assert fitted([{"AnswerDraft": value | more}], AnswerDraft) == AnswerDraft.model_validate(value)


@given(st.text(max_size=300))
def test_whatever_is_written_is_read_without_an_error(text: str) -> None:
    assert all(isinstance(each, dict) for each in objects_in(text))


@pytest.mark.parametrize("value", [{}, {"error": "overloaded"}, {"statements": [{}]}, {"statements": 7}])
def test_an_answer_about_something_else_never_means_that_the_notes_do_not_say(value: dict[str, Any]) -> None:
    assert fitted([value], AnswerDraft) is None


@pytest.mark.parametrize("missing", ["intent", "confidence"])
def test_a_choice_or_a_number_that_was_not_made_is_not_made_up(missing: str) -> None:
    assert fitted([{**DRAFT, missing: None}], UnderstandingDraft) is None


def test_a_verdict_in_capitals_is_that_verdict_and_another_word_is_none() -> None:
    test = {"why": "Because.", "quotes": [{"text": "call", "note": 0}], "verdict": "PASS"}
    value = dict.fromkeys(("invests", "learns", "illustrates"), test) | {"network": "Client"}
    draft = fitted([value], AssessmentDraft)
    assert draft is not None
    assert (draft.invests.verdict, draft.network) == ("pass", "client")
    assert fitted([value | {"learns": test | {"verdict": "perhaps"}}], AssessmentDraft) is None


@pytest.mark.parametrize(
    "written",
    [
        '{"statements": [{"text": "She, likes tea.", "cites": [1,],},],}',
        '{"statements": [{"text": "She, likes tea.", "cites": 1}], "sure": True, "why": None}',
        'thinking aloud {not it} </think> {"statements": [{"text": "She, likes tea.", "cites": ["1"]}]}',
        'For instance {"statements": [{"text": "x", "cites": []}]}. So: '
        '{"statements": [{"text": "She, likes tea.", "cites": [1]}]}',
        '{"statements": {"text": "She, likes tea.", "cites": [1]}}',
    ],
)
def test_slips_of_small_models_are_put_right(written: str) -> None:
    draft = fitted(objects_in(written), AnswerDraft)
    assert draft is not None
    assert [(each.text, each.cites) for each in draft.statements] == [("She, likes tea.", [1])]


@pytest.mark.parametrize("brackets", ["{" * 50_000, '{"a":' * 5_000, "[" * 50_000, '{"a":[' * 9_000])
def test_a_flood_of_brackets_is_soon_read(brackets: str) -> None:
    assert objects_in(brackets) == []
