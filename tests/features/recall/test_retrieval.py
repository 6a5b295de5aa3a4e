from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.recall.rules.fusing import NoteCandidate, fuse
from bot.features.recall.rules.sufficing import can_answer, can_answer_by_words, find_signs
from bot.language.asking import KnownPerson, read_question

TODAY = date(2026, 11, 22)
KNOWN = [KnownPerson("ana", ("Ana Ruiz",), "Northwind"), KnownPerson("lars", ("Lars Holm",), "Fjord")]


def note(id: str, text: str, similarity: float | None = 0.3, **fields: object) -> NoteCandidate:
    made = NoteCandidate(note_id=id, text=text, occurred_on=date(2026, 3, 1), similarity=similarity)
    return replace(made, **fields)  # type: ignore[arg-type]


def order(question: str, *candidates: NoteCandidate) -> list[str]:
    return [hit.candidate.note_id for hit in fuse(read_question(question, KNOWN, TODAY), candidates)]


def test_a_paraphrase_is_ordered_by_meaning() -> None:
    assert order("What troubles her?", note("far", "sailing", 0.1), note("near", "she worries", 0.5)) == [
        "near",
        "far",
    ]


def test_a_code_goes_before_meaning() -> None:
    assert (
        order("RFP-2291", note("near", "the tender", 0.5), note("exact", "about rfp-2291", 0.2))[0] == "exact"
    )


def test_a_rare_word_goes_before_a_slightly_nearer_note() -> None:
    others = [note(f"o{n}", "carbon weather", 0.31) for n in range(5)]
    assert order("the zebra carbon case", *others, note("rare", "a zebra", 0.3))[0] == "rare"


def test_the_contact_that_is_named_goes_before_others() -> None:
    about = note("ana", "worries about carbon", 0.3, contact_ids=frozenset({"ana"}))
    other = note("lars", "worries about carbon", 0.4, contact_ids=frozenset({"lars"}))
    assert order("What does Ana worry about?", other, about) == ["ana", "lars"]


def test_notes_of_the_time_asked_about_go_first() -> None:
    march = note("march", "we met", 0.35, occurred_on=date(2026, 3, 4))
    may = note("may", "we met", 0.3, occurred_on=date(2026, 5, 4))
    assert order("what did we discuss in May", march, may) == ["may", "march"]


def test_of_two_equal_notes_the_newer_one_goes_first() -> None:
    old = note("a-old", "carbon", occurred_on=date(2025, 1, 1))
    assert order("carbon", old, note("b-new", "carbon")) == ["b-new", "a-old"]


def test_a_corrected_note_follows_its_correction() -> None:
    old = note("old", "Lars's successor is Elke", 0.8, superseded_by="new")
    new = note("new", "not Elke, it is Mirjam", 0.2)
    assert order("Who is the successor?", note("other", "x", 0.5), old, new) == ["new", "old", "other"]


def test_corrections_that_go_round_in_a_circle_do_no_harm() -> None:
    circle = (note("a", "x", superseded_by="b"), note("b", "x", superseded_by="a"))
    assert sorted(order("x", *circle)) == ["a", "b"]


def test_a_note_found_by_words_alone_counts_as_the_farthest_one() -> None:
    near, far = note("near", "boats", 0.9), note("far", "weather", 0.1)
    assert order("sailing", near, far, note("words", "sailing", None)) == ["near", "words", "far"]


def test_nothing_found_does_not_suffice() -> None:
    assert not can_answer(read_question("x", KNOWN, TODAY), [])
    assert not can_answer_by_words([])


def test_a_clear_answer_suffices_and_an_unknown_name_does_not() -> None:
    field = [note(f"f{n}", "weather and boats", 0.1) for n in range(20)]
    answer = note("answer", "Ana worries about carbon reporting", 0.6, contact_ids=frozenset({"ana"}))
    clear = read_question("Does Ana worry about carbon reporting?", KNOWN, TODAY)
    stranger = read_question("What did we agree with Quantum Freight?", KNOWN, TODAY)
    assert can_answer(clear, fuse(clear, [answer, *field]))
    assert not can_answer(stranger, fuse(stranger, [answer, *field]))


def test_a_number_that_is_asked_for_and_missing_is_a_sign() -> None:
    asked = read_question("How many ships does Lars have?", KNOWN, TODAY)
    assert find_signs(asked, fuse(asked, [note("a", "Lars has ships")])).no_number == 1.0
    assert find_signs(asked, fuse(asked, [note("a", "Lars has eleven ships")])).no_number == 0.0


def test_a_plain_fact_that_no_note_has_a_word_for_is_a_sign() -> None:
    asked = read_question("Is Ana married?", KNOWN, TODAY)
    about = frozenset({"ana"})
    silent = note("a", "Ana worries about carbon", contact_ids=about)
    said = note("b", "Ana's husband sails", contact_ids=about)
    assert find_signs(asked, fuse(asked, [silent])).no_such_fact == 1.0
    assert find_signs(asked, fuse(asked, [said])).no_such_fact == 0.0


@pytest.mark.parametrize(
    ("question", "silent", "said"),
    [
        ("What is Ana's phone number?", "Ana got off the phone", "Ana's phone: +49 30 5550 199"),
        ("Ana's email?", "Ana sent an email", "Ana's email is ana@northwind.example"),
    ],
)
def test_a_number_or_address_to_reach_somebody_must_look_like_one(
    question: str, silent: str, said: str
) -> None:
    asked = read_question(question, KNOWN, TODAY)
    notes = [note("a", text, contact_ids=frozenset({"ana"})) for text in (silent, said)]
    assert [find_signs(asked, fuse(asked, [each])).no_such_fact for each in notes] == [1.0, 0.0]


def test_the_subject_is_looked_for_in_notes_on_the_company_that_is_named() -> None:
    asked = read_question("Who is the chairman of Pearl Logistics?", KNOWN, TODAY)
    company = note("a", "Lunch at Pearl Logistics in Gdansk.")
    elsewhere = note("b", "The chairman of the club sails.")
    assert find_signs(asked, fuse(asked, [company, elsewhere])).covered == 0.0
    chaired = note("c", "Joanna chairs the board of Pearl Logistics.")
    assert find_signs(asked, fuse(asked, [chaired, elsewhere])).covered == 1.0


def test_a_colleague_of_whom_a_note_on_the_company_names_counts_as_near() -> None:
    at_pearl = note("a", "Met her at Pearl Logistics.", 0.1, contact_ids=frozenset({"lars"}))
    of_hers = note("b", "The trial ended well.", 0.3, contact_ids=frozenset({"lars"}))
    other = note("c", "The trial ended badly.", 0.35)
    assert order("How did the trial at Pearl end?", other, at_pearl, of_hers).index("b") == 0


def test_by_words_alone_half_of_the_question_must_be_there() -> None:
    asked = read_question("carbon reporting steering group", KNOWN, TODAY)
    assert can_answer_by_words(fuse(asked, [note("a", "carbon reporting by a group", None)]))
    assert not can_answer_by_words(fuse(asked, [note("a", "only boats", None)]))


candidates = st.lists(
    st.builds(
        NoteCandidate,
        note_id=st.uuids().map(str),
        text=st.text(max_size=60),
        occurred_on=st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days)),
        similarity=st.none() | st.floats(-1, 1),
        contact_ids=st.frozensets(st.sampled_from(["ana", "lars"])),
    ),
    max_size=12,
    unique_by=lambda each: each.note_id,
)


@given(st.text(max_size=80), candidates)
def test_fusing_keeps_every_candidate_once_and_does_not_depend_on_their_order(
    question: str, some: list[NoteCandidate]
) -> None:
    asked = read_question(question, KNOWN, TODAY)
    ranked = fuse(asked, some)
    assert sorted(hit.candidate.note_id for hit in ranked) == sorted(each.note_id for each in some)
    assert [hit.candidate for hit in fuse(asked, some[::-1])] == [hit.candidate for hit in ranked]
    assert isinstance(can_answer(asked, ranked), bool)
