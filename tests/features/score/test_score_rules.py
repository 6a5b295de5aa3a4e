"""S3: an explained score; no point without a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId
from bot.core.given_and_received import Value, find_received, looks_ahead, value_given, value_received
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import (
    Commitment,
    CommitmentId,
    CommitmentState,
    Direction,
    Note,
    NoteId,
    Promiser,
    Touch,
    TouchId,
)
from bot.core.sources import ScoreSource, SourceKind
from bot.features.score.contracts.records import RelationshipRecord
from bot.features.score.rules import MOST, Measure, score, score_by_month

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MINE = {"workspace": WorkspaceId("T"), "space": own_space(MemberId("U"))}
ANA = Contact(id=ContactId("ana"), name="Ana Ruiz", created_at=NOW - timedelta(days=900), **MINE)  # type: ignore[arg-type]

TEXTS = (
    "Met for coffee",
    "I introduced her to Lars",
    "She introduced me to the board",
    "We talked about 2029 and who follows",
    "She told me frankly that she worries",
    "",
)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def touch(number: int, ago: int, channel: str = "talk", by: Direction = Direction.MUTUAL) -> Touch:
    return Touch(
        id=TouchId(f"t{number}"),
        contact_id=ANA.id,
        occurred_on=day(ago),
        created_at=NOW - timedelta(days=ago),
        channel=channel,
        direction=by,
        **MINE,  # type: ignore[arg-type]
    )


def note(number: int, ago: int, text: str) -> Note:
    return Note(
        id=NoteId(f"n{number}"),
        text=text,
        contact_ids=(ANA.id,),
        occurred_on=day(ago),
        created_at=NOW - timedelta(days=ago),
        **MINE,  # type: ignore[arg-type]
    )


def promise(
    number: int, ago: int, by: Promiser, state: CommitmentState, due: int | None = None
) -> Commitment:
    return Commitment(
        id=CommitmentId(f"c{number}"),
        what="send the paper",
        by=by,
        state=state,
        contact_id=ANA.id,
        due_on=None if due is None else day(due),
        created_at=NOW - timedelta(days=ago),
        **MINE,  # type: ignore[arg-type]
    )


ago = st.integers(0, 800)


@st.composite
def records(draw: st.DrawFn) -> RelationshipRecord:
    touches = draw(
        st.lists(
            st.tuples(ago, st.sampled_from(["talk", "note", "email"]), st.sampled_from(Direction)), max_size=8
        )
    )
    notes = draw(st.lists(st.tuples(ago, st.sampled_from(TEXTS)), max_size=8))
    promises = draw(
        st.lists(
            st.tuples(
                ago,
                st.sampled_from(Promiser),
                st.sampled_from(CommitmentState),
                st.none() | st.integers(-90, 400),
            ),
            max_size=8,
        )
    )
    goals = draw(st.lists(ago, max_size=2))
    return RelationshipRecord(
        contact=ANA,
        touches=tuple(touch(n, *each) for n, each in enumerate(touches)),
        notes=tuple(note(n, *each) for n, each in enumerate(notes)),
        commitments=tuple(promise(n, *each) for n, each in enumerate(promises)),
        objectives=tuple(
            ScoreSource(SourceKind.OBJECTIVE, f"o{n}", day(each)) for n, each in enumerate(goals)
        ),
    )


@given(records())
def test_s3_there_is_no_point_without_a_source_that_is_on_record(evidence: RelationshipRecord) -> None:
    known = {
        *((SourceKind.TOUCH, each.id) for each in evidence.touches),
        *((SourceKind.NOTE, each.id) for each in evidence.notes),
        *((SourceKind.COMMITMENT, each.id) for each in evidence.commitments),
        *((SourceKind.OBJECTIVE, each.id) for each in evidence.objectives),
    }

    found = score(evidence, TODAY)

    assert {part.measure for part in found.parts} == set(Measure)
    for part in found.parts:
        assert 0 <= part.points <= part.most
        assert part.sources or part.points == 0
        assert {(each.kind, each.id) for each in part.sources} <= known
    assert 0 <= found.total <= 100 == sum(MOST.values())


@given(records())
def test_s3_what_is_yet_to_come_gives_nothing(evidence: RelationshipRecord) -> None:
    before_all = TODAY - timedelta(days=1000)

    assert score(evidence.until(before_all, TODAY), before_all).total == 0


@given(records())
def test_s3_the_trend_compares_with_the_score_of_ninety_days_ago(evidence: RelationshipRecord) -> None:
    then = TODAY - timedelta(days=90)
    found = score(evidence, TODAY)

    if evidence.until(then, TODAY):
        assert found.before == score(evidence.until(then, TODAY), then).total
        assert found.change == found.total - found.before
    else:
        assert found.before is None
        assert found.change is None


def test_s3_a_promise_kept_before_its_day_counts_when_it_is_kept() -> None:
    early = promise(1, 3, Promiser.MEMBER, CommitmentState.KEPT, due=-5)

    found = score(RelationshipRecord(contact=ANA, commitments=(early,)), TODAY)

    [part] = [each for each in found.parts if each.measure is Measure.COMMITMENTS]
    assert part.points == 5
    assert [each.id for each in part.sources] == ["c1"]


@given(records(), st.sampled_from(Promiser))
def test_s3_a_promise_kept_never_lowers_the_part_of_promises(
    evidence: RelationshipRecord, by: Promiser
) -> None:
    more = RelationshipRecord(
        contact=ANA,
        touches=evidence.touches,
        notes=evidence.notes,
        commitments=(*evidence.commitments, promise(99, 5, by, CommitmentState.KEPT)),
    )

    def points(of: RelationshipRecord) -> int:
        return next(part.points for part in score(of, TODAY).parts if part.measure is Measure.COMMITMENTS)

    assert points(more) >= points(evidence)


def test_s3_a_steady_relationship_scores_its_parts() -> None:
    evidence = RelationshipRecord(
        contact=ANA,
        touches=tuple(touch(n, 20 * n, "in person") for n in range(4)),
        notes=(
            note(1, 10, "I introduced her to Lars, and we spoke of 2029"),
            note(2, 30, "She recommended us to the port and told me frankly what worries her"),
        ),
        commitments=(
            promise(1, 40, Promiser.MEMBER, CommitmentState.KEPT),
            promise(2, 40, Promiser.CONTACT, CommitmentState.KEPT),
            promise(3, 40, Promiser.CONTACT, CommitmentState.OPEN, due=3),
        ),
    )

    points = {part.measure: part.points for part in score(evidence, TODAY).parts}

    assert points[Measure.RHYTHM] == 20
    assert points[Measure.COMMITMENTS] == 10
    assert points[Measure.OBJECTIVE] == 0
    assert points[Measure.FUTURE] == 4
    assert points[Measure.GIVEN] == 3
    assert points[Measure.RECEIVED] == 3


def test_s3_given_and_received_are_told_apart_and_intangible_value_counts() -> None:
    assert [each.value for each in value_given("I introduced her to Lars")] == [Value.INTRODUCTION]
    assert value_received("I introduced her to Lars") == ()
    assert [each.value for each in value_received("Ana introduced me to Lars")] == [Value.INTRODUCTION]
    assert [each.value for each in value_received("She told me in confidence who leaves")] == [Value.TRUST]
    assert [each.value for each in value_given("I thanked him in front of the team")] == [Value.RECOGNITION]


def test_s3_in_a_note_on_several_people_only_the_giver_gave() -> None:
    told = replace(
        note(1, 3, "Omar from Kestrel introduced me to Petra."), contact_ids=(ContactId("a"), ContactId("b"))
    )
    omar, petra = (replace(ANA, name=name) for name in ("Omar Haddad", "Petra Vance"))
    assert [each.value for each in find_received(told, omar)] == [Value.INTRODUCTION]
    assert find_received(told, petra) == ()
    assert find_received(replace(told, contact_ids=(ContactId("b"),)), petra) != ()


def test_s3_talk_of_the_coming_years_is_told_from_talk_of_this_one() -> None:
    assert looks_ahead("Carbon reporting begins in 2028", TODAY)
    assert looks_ahead("what they need in two years", TODAY)
    assert not looks_ahead("the order of 2026", TODAY)
    assert not looks_ahead("back in 2019", TODAY)


def test_s3_a_trend_begins_with_the_first_record_and_ends_with_the_score_of_today() -> None:
    record = RelationshipRecord(contact=ANA, touches=(touch(1, 100), touch(2, 5)))

    months = score_by_month(record, TODAY)

    assert [each.month for each in months] == [date(2026, month, 1) for month in (8, 9, 10, 11)]
    assert months[-1].total == score(record, TODAY).total
    assert score_by_month(RelationshipRecord(contact=ANA), TODAY) == ()
