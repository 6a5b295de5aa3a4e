"""P1 to P3 and F1: choosing relationships on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId, Phase, Purpose, Standing, Tier, Universe
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.features.portfolio.cards.limits import reason_words
from bot.features.portfolio.rules.balance import Target, count_by_universe, measure_balance
from bot.features.portfolio.rules.criteria import Criterion, Shortfall, find_shortfalls, measure_deal_share
from bot.features.portfolio.rules.evidence import find_evidence
from bot.features.portfolio.rules.limits import (
    PortfolioLimits,
    Room,
    find_longest_quiet,
    find_room,
    find_swap_candidates,
    lowest_limits,
)
from bot.features.portfolio.rules.map import place_on_map
from bot.features.score.contracts.records import RelationshipRecord
from tests.features.score.test_score_rules import records

TODAY = date(2026, 11, 22)


def contact(
    number: int = 1,
    *,
    standing: Standing = Standing.ACTIVE,
    phase: Phase = Phase.CREATION,
    purpose: Purpose = Purpose.BUSINESS,
    deal_only: bool = False,
    quiet_days: int | None = 10,
    tier: Tier = Tier.FUNCTIONAL,
    known_days: int = 400,
) -> Contact:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    return Contact(
        id=ContactId(f"c{number}"),
        workspace=WorkspaceId("T"),
        space=own_space(MemberId("U")),
        name=f"Person {number:03d}",
        created_at=now - timedelta(days=known_days),
        standing=standing,
        phase=phase,
        purpose=purpose,
        deal_only=deal_only,
        tier=tier,
        last_touch_at=None if quiet_days is None else now - timedelta(days=quiet_days),
    )


@given(st.integers(0, 160), st.integers(0, 30), st.integers(1, 100), st.integers(0, 50))
def test_p1_only_active_contacts_count(active: int, known: int, soft: int, more: int) -> None:
    limits = PortfolioLimits(soft, min(soft + more, 150))
    contacts = [contact(n) for n in range(active)]
    contacts += [contact(n, standing=s) for n in range(known) for s in Standing if s is not Standing.ACTIVE]

    found = find_room(contacts, limits)

    assert (found is Room.SWAP) == (active >= limits.hard)
    assert (found is Room.FREE) == (active + 1 < limits.soft)


@pytest.mark.parametrize(("soft", "hard"), [(101, 150), (100, 151), (0, 10), (50, 49)])
def test_p1_limits_can_only_be_lowered(soft: int, hard: int) -> None:
    with pytest.raises(ValueError, match="lower"):
        PortfolioLimits(soft, hard)


def test_p1_candidates_to_release_have_reasons_from_the_data() -> None:
    contacts = [
        contact(1, quiet_days=5),
        contact(2, quiet_days=300, purpose=Purpose.NONE),
        contact(3, quiet_days=300),
        contact(4, quiet_days=300, deal_only=True, standing=Standing.PARKED),
        contact(5, quiet_days=None, known_days=10),
        contact(6, quiet_days=300, tier=Tier.STRATEGIC),
    ]

    found = find_swap_candidates(contacts, TODAY)

    assert [c.contact.id for c in found] == ["c2", "c3", "c6"]
    assert reason_words(found[0]) == "no touch for 300 days, no purpose named"


def test_p1_strategic_contacts_are_proposed_last_however_quiet() -> None:
    contacts = [
        contact(1, quiet_days=2000, tier=Tier.STRATEGIC, purpose=Purpose.NONE),
        contact(2, quiet_days=150),
    ]

    assert [c.contact.id for c in find_swap_candidates(contacts, TODAY)] == ["c2", "c1"]
    assert [c.id for c in find_longest_quiet(contacts)] == ["c2", "c1"]


scores = st.fixed_dictionaries({criterion: st.integers(0, 3) for criterion in Criterion})


@given(scores, st.sampled_from(Purpose), st.booleans())
def test_p2_a_foreseeable_deal_never_helps(
    criteria: dict[Criterion, int], purpose: Purpose, deal: bool
) -> None:
    with_deal = find_shortfalls(criteria, purpose, foreseeable_deal=True)
    without = find_shortfalls(criteria, purpose, foreseeable_deal=False)

    assert bool(with_deal) or not without
    assert (Shortfall.NO_PURPOSE in with_deal) == (purpose is Purpose.NONE)


def test_p2_a_deal_alone_does_not_qualify() -> None:
    criteria = {Criterion.VISION: 0, Criterion.MUTUAL_VALUE: 3, Criterion.REACH: 0, Criterion.TRUST: 3}

    assert find_shortfalls(criteria, Purpose.BUSINESS, foreseeable_deal=True) == (Shortfall.DEAL_ONLY,)
    assert find_shortfalls(criteria, Purpose.BUSINESS, foreseeable_deal=False) == ()


def test_p2_the_share_that_rests_on_deals_counts_active_contacts() -> None:
    contacts = [contact(1, deal_only=True), contact(2), contact(3, deal_only=True, standing=Standing.KNOWN)]

    assert measure_deal_share(contacts) == 50
    assert measure_deal_share([]) == 0


def test_p3_the_phase_furthest_below_its_target_starves() -> None:
    contacts = [
        contact(1, phase=Phase.CREATION),
        contact(2, phase=Phase.BRIDGE),
        contact(3, phase=Phase.BRIDGE),
    ]

    by_effort = measure_balance(contacts, {"c1": 9, "c2": 1}, Target(30, 40, 30))
    by_contacts = measure_balance(contacts, {}, Target(30, 40, 30))

    assert by_effort.starving is Phase.BRIDGE
    assert by_contacts.starving is Phase.CAPITALIZATION
    assert measure_balance([], {}, Target()).starving is None


@given(st.lists(st.sampled_from(Phase), min_size=1, max_size=40), st.data())
def test_p3_shares_add_up(phases: list[Phase], data: st.DataObject) -> None:
    contacts = [contact(n, phase=phase) for n, phase in enumerate(phases)]
    touches = {c.id: data.draw(st.integers(0, 5)) for c in contacts}

    found = measure_balance(contacts, touches, Target())

    assert sum(share.contacts for share in found.shares) == pytest.approx(100)
    assert sum(share.effort for share in found.shares) == pytest.approx(100 if any(touches.values()) else 0)


@pytest.mark.parametrize("shares", [(30, 30, 30), (120, -10, -10)])
def test_p3_a_target_adds_up_to_a_hundred(shares: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="100"):
        Target(*shares)


def test_p4_released_contacts_are_not_in_the_universe() -> None:
    assert count_by_universe([contact(1), contact(2, standing=Standing.RELEASED)]) == {
        Universe.EXISTING: 1,
        Universe.ANTICIPATED: 0,
        Universe.TO_CREATE: 0,
    }


limits = st.integers(1, 100).flatmap(
    lambda soft: st.builds(PortfolioLimits, st.just(soft), st.integers(soft, 150))
)


@given(st.lists(limits, max_size=4))
def test_p1_of_several_limits_the_lowest_hold(several: list[PortfolioLimits]) -> None:
    found = lowest_limits(several)

    assert all(found.soft <= each.soft and found.hard <= each.hard for each in several)
    assert (found.soft, found.hard) == (100, 150) or several


def test_p1_who_has_no_purpose_and_no_path_is_proposed_first_and_who_the_vision_needs_last() -> None:
    contacts = [
        contact(1, quiet_days=2000),
        contact(2, quiet_days=150, purpose=Purpose.NONE),
        contact(3, quiet_days=2000, purpose=Purpose.NONE),
    ]

    found = find_swap_candidates(contacts, TODAY, path={"c3"})

    assert [each.contact.id for each in found] == ["c2", "c1", "c3"]
    assert reason_words(found[0]) == "no touch for 150 days, no purpose named, not on the path of your vision"
    assert [each.id for each in find_longest_quiet(contacts, path={"c3"})] == ["c1", "c2", "c3"]


@given(records(), st.sampled_from(["", "Win the board over with Ana"]))
def test_p2_evidence_is_on_record_and_bears_on_its_criterion(record: RelationshipRecord, step: str) -> None:
    texts = {each.id: each.text for each in record.notes}

    found = find_evidence(record.contact, record.notes, record.commitments, date(2026, 11, 22), step=step)

    assert set(found) == set(Criterion)
    for each in (one for those in found.values() for one in those):
        assert texts.get(each.record_id, each.words) == each.words
        assert 0 <= each.count <= each.of
    if step:
        assert [each.words for each in found[Criterion.VISION]] == [step]


def test_p1_where_nobody_stands_out_the_longest_quiet_are_shown() -> None:
    people = [contact(n, quiet_days=n) for n in range(1, 9)]

    assert [each.id for each in find_longest_quiet(people, 3)] == ["c8", "c7", "c6"]


def test_p2_the_map_places_scored_strategic_contacts_the_widest_gap_first() -> None:
    scored = (("vision", 3), ("trust", 3))
    weak, strong = (replace(contact(n, tier=Tier.STRATEGIC), criteria=scored) for n in (1, 2))
    unscored = contact(3, tier=Tier.STRATEGIC)
    parked = replace(strong, id=ContactId("c4"), standing=Standing.PARKED)

    placed = place_on_map([strong, unscored, parked, weak], {"c1": 10, "c2": 80})

    assert [(each.contact.id, each.value, each.strength) for each in placed] == [("c1", 6, 10), ("c2", 6, 80)]
    assert placed[0].gap > 0 > placed[1].gap
