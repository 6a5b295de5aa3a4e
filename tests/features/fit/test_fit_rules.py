"""F5: signs in both directions, each with its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from bot.core.notes import CommitmentState, Direction, Promiser
from bot.features.fit.cards.review import sign_words
from bot.features.fit.rules import (
    FitSide,
    SignKind,
    find_reasons_to_start,
    find_signs,
    tells_of_silence,
    wants_review,
)
from bot.features.score.contracts.records import RelationshipRecord
from tests.features.score.test_score_rules import ANA, TODAY, note, promise, records, touch


@given(records())
def test_f5_what_speaks_for_or_against_names_its_records(evidence: RelationshipRecord) -> None:
    ids = {each.id for kind in (evidence.touches, evidence.notes, evidence.commitments) for each in kind}

    for sign in find_signs(evidence, TODAY):
        assert {source.id for source in sign.sources} <= ids
        assert sign.sources or sign.kind is SignKind.QUIET


def test_f5_broken_promises_and_silence_of_theirs_speak_against_their_side() -> None:
    evidence = RelationshipRecord(
        contact=ANA,
        touches=(touch(1, 9, by=Direction.BY_MEMBER), touch(2, 4, by=Direction.BY_MEMBER)),
        commitments=(promise(1, 60, Promiser.CONTACT, CommitmentState.OPEN, due=20),),
    )

    found = find_signs(evidence, TODAY)
    theirs = [sign_words(sign) for sign in found if sign.side is FitSide.THEY and not sign.speaks_for]

    assert theirs == ["2 times in a row only you reached out", "1 of their promises broken or overdue"]
    assert wants_review(found)


def test_f5_taking_without_giving_speaks_against_my_own_side() -> None:
    evidence = RelationshipRecord(
        contact=ANA, touches=(touch(1, 4),), notes=(note(1, 9, "Ana introduced me to Lars"),)
    )

    found = find_signs(evidence, TODAY)

    assert [sign.side for sign in found if not sign.speaks_for] == [FitSide.ME]
    assert not wants_review(found)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Wrote to Ana again, no answer", 1),
        ("Ana hasn't replied to my second mail", 2),
        ("The third mail to Ana is unanswered", 3),
        ("Called her three times, she never called back", 3),
        ("She answered the same day", 0),
        ("No problem, she replied at once", 0),
    ],
)
def test_f5_notes_that_tell_of_no_answer_count(text: str, times: int) -> None:
    assert tells_of_silence(text) == times


def test_f5_three_tries_without_an_answer_start_a_review_and_an_answer_ends_the_count() -> None:
    told = (note(1, 30, "Wrote to Ana, no reply"), note(2, 20, "Still no answer from Ana"))
    mail = replace(touch(1, 30, by=Direction.BY_MEMBER), note_id=told[0].id)
    another = touch(2, 10, by=Direction.BY_MEMBER)

    reasons = find_reasons_to_start(
        find_signs(RelationshipRecord(contact=ANA, touches=(mail, another), notes=told), TODAY)
    )
    assert [sign_words(each) for each in reasons] == ["3 times in a row only you reached out"]
    assert reasons[0].quote == "Still no answer from Ana"

    she = touch(3, 5, by=Direction.BY_CONTACT)
    heard = RelationshipRecord(contact=ANA, touches=(mail, another, she), notes=told)
    assert find_reasons_to_start(find_signs(heard, TODAY)) == ()


@given(records())
def test_f5_a_review_is_started_for_what_is_on_record_of_the_other_side_alone(
    record: RelationshipRecord,
) -> None:
    reasons = find_reasons_to_start(find_signs(record, TODAY))

    assert all(each.side is FitSide.THEY and not each.speaks_for and each.sources for each in reasons)
