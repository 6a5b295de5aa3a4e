from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.identity import WORKSPACE_SPACE, MemberId, WorkspaceId, own_space, team_space
from bot.core.notes import Note, NoteId, NoteKind
from bot.features.meetings.cards import ALSO, HEADINGS, written
from bot.features.meetings.rules import MeetingPoint, Topic, quotes, sentences, with_ticked
from bot.features.objectives.contracts.values import Benefit
from bot.features.objectives.rules import Lack, find_missing, lack_of
from bot.features.plans.contracts import Activity, ActivityId, ActivityState
from bot.features.plans.rules import is_list_of_deals, speaks_of_a_deal, to_do_first
from bot.features.reporting.contracts import LineId, LineState, ReportingLine, above
from bot.features.reporting.rules import Refused, answer_request, check, end_reporting, first_state
from bot.features.teams.contracts.values import TeamId
from bot.features.teams.rules import (
    Change,
    Decision,
    DocumentSection,
    TeamDocument,
    VersionId,
    diff,
    merge,
    sections,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
W, ME = WorkspaceId("T1"), MemberId("U1")
PEOPLE = st.sampled_from([MemberId(f"U{n}") for n in range(5)])
LINES = st.lists(st.text(alphabet="abc ", max_size=6).map(str.strip), max_size=6).map("\n".join)


def activity(number: int, state: ActivityState, on: date | None) -> Activity:
    return Activity(
        id=ActivityId(str(number)), workspace=W, space=own_space(ME), created_at=NOW, text="x", owner=ME,
        state=state, on=on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_deal"),
    [
        ("Close the licence renewal in March", True),
        ("Send the proposal for 80k EUR", True),
        ("Visit the warehouse and ask about the renewal", False),
        ("Introduce her to Lars", False),
        ("Read her paper on carbon", False),
    ],
)
def test_r1_an_activity_about_a_sale_is_told_from_one_for_the_relationship(text: str, is_deal: bool) -> None:
    assert speaks_of_a_deal(text) is is_deal


@given(st.lists(st.text(max_size=20)), st.lists(st.sampled_from(["Visit Ana", "Introduce Lars"]), min_size=1))
def test_r1_a_plan_that_is_half_relationship_is_no_list_of_deals(more: list[str], good: list[str]) -> None:
    assert not is_list_of_deals([*good, *more[: len(good)]])


@given(st.lists(st.tuples(st.sampled_from(ActivityState), st.none() | st.dates()), max_size=8))
def test_r1_what_is_to_come_stands_first_by_date(rows: list[tuple[ActivityState, date | None]]) -> None:
    made = [activity(number, *row) for number, row in enumerate(rows)]
    ordered = to_do_first(made)
    planned = [each.on or date.max for each in ordered if each.state is ActivityState.PLANNED]
    assert sorted(map(id, ordered)) == sorted(map(id, made))
    assert planned == sorted(planned)
    assert all(each.state is ActivityState.PLANNED for each in ordered[: len(planned)])


@given(st.lists(st.sampled_from(["value", "more", "success", "win-win", "n/a", "for you", "-"]), max_size=4))
def test_f7_empty_words_are_no_benefit(words: list[str]) -> None:
    assert lack_of(" ".join(words), is_own=False) is not None


@pytest.mark.parametrize(
    "text",
    ["We sell them the big package", "They buy more from us", "It helps our quota", "We close the deal"],
)
def test_f7_what_the_seller_gains_is_not_the_other_partys_benefit(text: str) -> None:
    assert lack_of(text, is_own=False) is Lack.OTHERS_BENEFIT
    both = [Benefit("Our side", "We hit our sales target early"), Benefit("Northwind", text)]
    assert [each.party for each in find_missing(both, own_side="Our side")] == ["Northwind"]


@given(st.sampled_from(["Two weeks less work per report", "Fewer outages at night", "Audits pass at once"]))
def test_f7_a_concrete_benefit_of_each_party_makes_it_mutual(text: str) -> None:
    both = [Benefit("Our side", "We learn how audits work"), Benefit("Northwind", text)]
    assert find_missing(both, own_side="Our side") == ()


def document(number: int, purpose: str, together: str, decisions: tuple[Decision, ...] = ()) -> TeamDocument:
    return TeamDocument(
        id=VersionId(str(number)), workspace=W, space=team_space("t"), created_at=NOW, team_id=TeamId("t"),
        number=number, author=ME, purpose=purpose, together=together, decisions=decisions,
    )  # fmt: skip


@given(LINES, LINES, LINES, LINES)
def test_s6_a_diff_holds_both_versions_line_by_line(a: str, b: str, c: str, d: str) -> None:
    old, new = document(1, a, b), document(2, c, d)
    lines = diff(old, new)
    for section, before, after in zip(DocumentSection, sections(old), sections(new), strict=True):
        here = [each for each in lines if each.section is section]
        assert [each.text for each in here if each.change is not Change.REMOVED] == after
        assert [each.text for each in here if each.change is not Change.ADDED] == before


@given(LINES, LINES, LINES)
def test_s6_what_a_member_left_alone_keeps_what_others_wrote_meanwhile(a: str, b: str, c: str) -> None:
    decided = (Decision("x", date(2026, 1, 1), ME),)
    base, now = document(1, a, a), document(2, b, a, decided)
    wanted = document(3, a, c)
    new = merge(base, now, wanted)
    assert (new.purpose, new.together, new.decisions) == (b, c, decided)


def line(seller: MemberId, manager: MemberId, state: LineState = LineState.CONFIRMED) -> ReportingLine:
    return ReportingLine(
        id=LineId("1"), workspace=W, space=WORKSPACE_SPACE, created_at=NOW, seller=seller, manager=manager,
        set_by=seller, state=state,
    )  # fmt: skip


@given(PEOPLE, PEOPLE, PEOPLE, st.booleans())
def test_a_line_is_confirmed_by_seller_or_admin_and_never_by_the_manager_alone(
    seller: MemberId, manager: MemberId, by: MemberId, is_admin: bool
) -> None:
    try:
        state = first_state(seller, manager, by, is_admin=is_admin)
    except Refused:
        assert not is_admin
        assert by not in (seller, manager)
        return
    if state is LineState.CONFIRMED:
        assert by == seller or (is_admin and by != manager)
    else:
        assert by == manager


@given(PEOPLE, st.booleans())
def test_only_the_seller_answers_a_request(by: MemberId, accepts: bool) -> None:
    asked = line(MemberId("U0"), MemberId("U1"), LineState.REQUESTED)
    if by == "U0":
        state = answer_request(asked, by, accepts=accepts).state
        assert state is (LineState.CONFIRMED if accepts else LineState.DECLINED)
    else:
        with pytest.raises(Refused):
            answer_request(asked, by, accepts=accepts)


@given(PEOPLE, st.booleans())
def test_those_on_a_line_and_admins_end_it(by: MemberId, is_admin: bool) -> None:
    held = line(MemberId("U0"), MemberId("U1"))
    if is_admin or by in ("U0", "U1"):
        assert end_reporting(held, by, is_admin=is_admin).state is LineState.ENDED
    else:
        with pytest.raises(Refused):
            end_reporting(held, by, is_admin=is_admin)


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=12))
def test_lines_that_pass_the_check_never_close_a_circle(pairs: list[tuple[MemberId, MemberId]]) -> None:
    held: list[ReportingLine] = []
    for seller, manager in pairs:
        try:
            check(held, seller, manager)
        except Refused:
            continue
        held.append(line(seller, manager))
    assert all(each.seller not in above(held, each.seller) for each in held)


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
    text = written([MeetingPoint(*row) for row in rows])
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
