"""Messages to copy: what a model may write, and the templates where none does (B3, B7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.model.messages import MessageDraft
from bot.coach.rules.drafting import RulesDrafter
from bot.core.coaching.drafting import DraftWish
from bot.core.coaching.understanding import Excerpt, Mode, Provenance
from bot.core.ports.errors import Unavailable

BY_MODEL = Provenance(Mode.MODEL, "draft@2#0", "scripted")


def noted(text: str) -> tuple[Excerpt, ...]:
    return (Excerpt(number=1, note_id="n1", text=text, occurred_on=date(2026, 11, 2)),)


def test_a_models_message_is_calm_and_kept() -> None:
    drafted = MessageDraft(text="Hi Ana! How is the 2029 plan?").verify(
        noted("Her plan for 2029"), BY_MODEL, name="Ana", today=TODAY
    )

    assert drafted.text == "Hi Ana. How is the 2029 plan?"
    assert drafted.provenance is BY_MODEL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hi Ana, only 4,500 euros today",
        "See https://example.test",
        "Write to ana@example.test",
        "x" * 1501,
    ],
)
def test_a_message_with_invented_facts_or_addresses_is_refused(text: str) -> None:
    with pytest.raises(Unavailable):
        MessageDraft(text=text).verify(noted("Her plan for 2029"), BY_MODEL, today=TODAY)


TODAY = date(2026, 11, 20)
TO_ANA = DraftWish(name="Ana Ruiz", sender="Tomo Adler")


def drafted(wish: DraftWish, *notes: str) -> str:
    excerpts = tuple(each for note in notes for each in noted(note))
    made = RulesDrafter().draft(wish, excerpts, TODAY)
    assert made.provenance.mode is Mode.RULES
    return made.text


@pytest.mark.parametrize(
    ("promise", "due_on", "says"),
    [
        ("the storage paper", None, "the storage paper"),
        ("send Ana Ruiz the storage paper", None, "send you the storage paper"),
        ("send her the paper", date(2026, 11, 27), "I have 27 November in mind for it."),
        ("introduce her team to Lars", None, "introduce your team to Lars"),
        ("the study", date(2026, 11, 2), "It was due on 2 November, and I am sorry"),
    ],
)
def test_a_draft_speaks_of_what_is_owed_and_when(promise: str, due_on: date | None, says: str) -> None:
    text = drafted(replace(TO_ANA, promise=promise, due_on=due_on), "She worries about carbon reporting.")

    assert says in text
    assert text.startswith("Hi Ana,")
    assert text.endswith("Best,\nTomo")


@pytest.mark.parametrize(
    "promise", ["that she will not be charged", "not to call", "samples if they sign", "maybe a visit or so"]
)
def test_words_that_do_not_fit_a_sentence_are_left_out(promise: str) -> None:
    text = drafted(replace(TO_ANA, promise=promise))

    assert promise not in text
    assert "I still owe you something" in text


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("She worries about carbon reporting.", "carbon reporting"),
        ("She is not worried about carbon reporting.", ""),
        ("She doesn't care about golf, she asked about me.", ""),
        ("She wants to leave.", ""),
        ("Met at the fair.", ""),
    ],
)
def test_a_topic_is_named_only_where_it_is_whole_and_not_denied(note: str, topic: str) -> None:
    text = drafted(TO_ANA, note)

    assert topic in text
    assert topic or "how things are going on your side" in text


@pytest.mark.slow
@given(st.text(max_size=60), st.text(max_size=80))
def test_no_draft_has_a_gap_or_a_bracket(promise: str, note: str) -> None:
    text = drafted(replace(TO_ANA, promise=promise.replace("[", "").replace("]", "")), note)

    assert not set("[]{}") & set(text)
