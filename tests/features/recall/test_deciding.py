"""The one decision: sure, the closest, or not at all (B2)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.features.recall.rules.deciding import Way, decide, order_by_answer
from bot.features.recall.rules.fusing import NoteCandidate, Ranked, fuse
from bot.language.asking import KnownPerson, read_question

TODAY = date(2026, 11, 22)
KNOWN = [KnownPerson("omar", ("Omar Haddad",), "Contoso")]


def ranked(question: str, *texts: str) -> list[Ranked]:
    notes = [
        NoteCandidate(
            note_id=f"n{n}",
            text=text,
            occurred_on=date(2026, 3, 1),
            similarity=0.5 - n / 10,
            contact_ids=frozenset({"omar"}),
        )
        for n, text in enumerate(texts)
    ]
    return fuse(read_question(question, KNOWN, TODAY), notes)


def way(question: str, logits: dict[str, float] | None, *texts: str) -> Way:
    return decide(question, read_question(question, KNOWN, TODAY), ranked(question, *texts), logits).way


def test_a_note_that_seems_to_answer_makes_it_sure() -> None:
    assert way("Did Omar buy the sensors?", {"n0": 5.0}, "Omar bought the sensors") is Way.SURE


def test_a_note_near_the_question_is_the_closest_where_it_hardly_seems_to_answer() -> None:
    texts = ("Omar has a budget for the sensors", "Omar wants sensors")
    assert way("Did Omar buy the sensors?", {"n0": -0.8, "n1": -1.0}, *texts) is Way.CLOSEST


def test_notes_that_do_not_seem_to_answer_at_all_are_refused() -> None:
    assert way("Who is Omar's dentist?", {"n0": -6.0}, "Omar has a budget for the sensors") is Way.REFUSED
    assert decide("x", read_question("x", KNOWN, TODAY), [], {}).way is Way.REFUSED


def test_without_the_kind_of_thing_that_is_asked_for_it_is_not_sure() -> None:
    assert way("How many sensors did Omar buy?", {"n0": 5.0}, "Omar bought the sensors") is Way.CLOSEST
    assert way("How many sensors did Omar buy?", {"n0": 5.0}, "Omar bought 40 sensors") is Way.SURE


def test_without_the_answer_model_words_and_vectors_decide() -> None:
    assert way("Did Omar buy the sensors?", None, "Omar bought the sensors") is Way.SURE


def test_only_notes_that_answer_carry_a_sure_answer() -> None:
    texts = ("Omar bought the sensors", "Omar sails", "Omar ordered 40 sensors on Monday")
    found = ranked("Did Omar buy the sensors?", *texts)
    asked = read_question("Did Omar buy the sensors?", KNOWN, TODAY)
    decision = decide("Did Omar buy the sensors?", asked, found, {"n0": 4.0, "n1": -5.0, "n2": 3.5})
    assert set(decision.note_ids) == {"n0", "n2"}


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=5))
def test_ordering_keeps_every_note_once(logits: list[float]) -> None:
    found = ranked("Did Omar buy it?", *(f"note {n}" for n in range(len(logits) + 1)))
    weighed = {f"n{n}": logit for n, logit in enumerate(logits)}
    ordered = order_by_answer(found, weighed)
    assert sorted(hit.candidate.note_id for hit in ordered) == sorted(hit.candidate.note_id for hit in found)
    assert {hit.candidate.note_id for hit in ordered[: len(logits)]} == set(weighed)
