"""F5: signs in both directions, each with its source."""

from __future__ import annotations

from hypothesis import given

from bot.core.notes import CommitmentState, Direction, Promiser
from bot.features.fit.cards.review import sign_words
from bot.features.fit.rules import FitSide, SignKind, find_signs, wants_review
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
