"""Messages to copy: what a model may write, and the templates where none does (B3, B7)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.coach.model.messages import MessageDraft
from bot.coach.rules.drafting import RulesDrafter
from bot.core.coaching.understanding import Excerpt, Mode, Provenance
from bot.core.ports.errors import Unavailable

BY_MODEL = Provenance(Mode.MODEL, "draft@2#0", "scripted")


def noted(text: str) -> tuple[Excerpt, ...]:
    return (Excerpt(number=1, note_id="n1", text=text, occurred_on=date(2026, 11, 2)),)


def test_a_models_message_is_calm_and_kept() -> None:
    drafted = MessageDraft(text="Hi Ana! How is the 2029 plan?").verify(noted("Her plan for 2029"), BY_MODEL)

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
        MessageDraft(text=text).verify(noted("Her plan for 2029"), BY_MODEL)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("I promised Ana the storage paper.", "the storage paper"),
        ("She worries about carbon reporting.", "carbon reporting"),
        ("Met at the fair.", "[what made you think of them]"),
    ],
)
def test_without_a_model_a_template_is_filled_from_the_notes(note: str, expected: str) -> None:
    drafted = RulesDrafter().draft("Ana Ruiz", noted(note))

    assert drafted.text.startswith("Hi Ana,")
    assert expected in drafted.text
    assert "[" in drafted.text
    assert drafted.provenance.mode is Mode.RULES


def test_without_any_note_there_are_only_gaps() -> None:
    assert "[what made you think of them]" in RulesDrafter().draft("", ()).text
