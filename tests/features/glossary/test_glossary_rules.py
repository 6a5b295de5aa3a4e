"""F6: terms, their wordings, and words that outsiders do not know, as pure rules."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.identity import WORKSPACE_SPACE, MemberId, WorkspaceId
from bot.features.glossary.contracts.reading import expand
from bot.features.glossary.contracts.values import Term, Version
from bot.features.glossary.rules import acronyms, has_word, key_of, outsider_words, term_id, unknown_acronyms
from bot.files.knowledge import FileKnowledge

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TEAM = WorkspaceId("T1")
EVERYDAY = {key_of(word) for word in FileKnowledge(data_root("knowledge")).everyday.acronyms}


def term(word: str, *definitions: str) -> Term:
    return Term(
        id=term_id(TEAM, word),
        workspace=TEAM,
        space=WORKSPACE_SPACE,
        created_at=NOW,
        term=word,
        key=key_of(word),
        versions=tuple(Version(definition=d, by=MemberId("U1"), name="Mira", at=NOW) for d in definitions),
    )


ARR = term("ARR", "annual recurring revenue")


def test_f6_a_question_is_expanded_both_ways_and_else_left_alone() -> None:
    assert expand("What is her ARR?", [ARR]) == "What is her ARR? (annual recurring revenue)"
    assert expand("her annual recurring revenue", [ARR]) == "her annual recurring revenue (ARR)"
    assert expand("an arrow", [ARR]) == "an arrow"


@given(st.text(max_size=80))
def test_f6_an_expanded_question_begins_with_the_question(question: str) -> None:
    assert expand(question, [ARR]).startswith(question)


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6))
def test_f6_a_changed_term_keeps_every_wording_in_order(first: str, later: list[str]) -> None:
    kept, told = term("X", first), [first]
    for wording in later:
        kept = kept.reword("X", Version(definition=wording, by=MemberId("U2"), name="Otto", at=NOW))
        told += [wording] if wording != told[-1] else []

    assert [each.definition for each in kept.versions] == told


def test_f6_acronyms_are_words_in_capitals_and_no_quarters_or_numerals() -> None:
    assert acronyms("Q3 ARR and IBM, R2D2x, phase II, FY27, S4, arr") == ["ARR", "IBM"]
    assert acronyms("EVERYTHING IS LOUD") == []
    assert unknown_acronyms("Annual recurring revenue (ARR) grew; ARR and the CEO and ZPM", EVERYDAY) == [
        "ZPM"
    ]


def test_f6_drafts_are_checked_for_words_that_outsiders_do_not_know() -> None:
    terms = [ARR, term("gold run", "the top tier"), term("CEO", "the boss")]
    draft = "Dear Ana, our ARR and the gold run please the CEO; see the ZPM and your touch points."

    found = [(each.word, each.meaning) for each in outsider_words(draft, terms, EVERYDAY, ("touch point",))]

    assert found == [("ARR", "annual recurring revenue"), ("gold run", "the top tier"), ("ZPM", "")]
    assert outsider_words("annual recurring revenue, or ARR", [ARR], EVERYDAY) == []


@given(st.text(alphabet="abAB .", max_size=30), st.text(alphabet="abAB", min_size=1, max_size=4))
def test_f6_a_word_is_found_only_whole(text: str, word: str) -> None:
    if has_word(text, word):
        assert word.casefold() in text.casefold().replace(".", " ").split()
