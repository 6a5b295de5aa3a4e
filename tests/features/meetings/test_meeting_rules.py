"""F4: drafts of agendas and summaries, and what of the notes may be taken over."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.meeting_points import MeetingPoint, Topic
from bot.core.notes import Note, NoteId, NoteKind
from bot.features.meetings.cards.meetings import ALSO, HEADINGS, plain_agenda
from bot.features.meetings.rules import quotes, sentences, with_ticked

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
W, ME = WorkspaceId("T1"), MemberId("U1")


def note(text: str, kind: NoteKind) -> Note:
    return Note(
        id=NoteId(f"{kind}{text}"), workspace=W, space=own_space(ME), text=text, created_at=NOW,
        occurred_on=NOW.date(), kind=kind,
    )  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(NoteKind), st.sampled_from(["A is ill. B left!", "C may go"]))))
def test_f4_reviews_and_answers_are_never_offered_for_a_summary(rows: list[tuple[NoteKind, str]]) -> None:
    notes = [note(text, kind) for kind, text in rows]
    private = {each.id for each in notes if each.kind in (NoteKind.REVIEW, NoteKind.ANSWER)}
    assert not private & {quote.note_id for quote in quotes(notes, most=1000)}


@given(st.lists(st.tuples(st.sampled_from(Topic), st.text(alphabet="abc", min_size=1))))
def test_f4_a_draft_holds_each_point_under_its_topic_once(rows: list[tuple[Topic, str]]) -> None:
    text = plain_agenda([MeetingPoint(*row) for row in rows])
    assert text.count("\n- ") == len(rows)
    assert [topic for topic in Topic if HEADINGS[topic] in text] == [t for t in Topic if t in dict(rows)]


@given(st.text(alphabet="ab .!?\n", max_size=40))
def test_f4_sentences_hold_every_word_of_a_note(text: str) -> None:
    assert [
        w for s in sentences(text) for w in s.replace("!", " ").replace("?", " ").replace(".", " ").split()
    ] == (text.replace("!", " ").replace("?", " ").replace(".", " ").split())


def test_f4_what_was_told_in_confidence_is_never_offered() -> None:
    told = [note("Ana told me in confidence that she leaves. She sails.", NoteKind.NOTE)]
    assert quotes(told, most=10) == []


@given(st.lists(st.sampled_from(["A left.", "B came.", "C stays."]), unique=True))
def test_f4_only_ticked_sentences_go_into_a_summary_and_each_once(ticked: list[str]) -> None:
    offered = quotes([note("A left. B came. C stays.", NoteKind.NOTE)], most=10)
    chosen = [each for each in offered if each.text in ticked]
    text = with_ticked(with_ticked("We met.", chosen, ALSO), chosen, ALSO)
    assert {each.text for each in offered if each.text in text} == set(ticked)
    assert all(text.count(each) == 1 for each in ticked)
    assert text.count(ALSO) == bool(ticked)
    if ticked:
        assert f"\n\n{ALSO}\n- " in text
