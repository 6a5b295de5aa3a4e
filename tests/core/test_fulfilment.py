"""B12: which open promise a report of something done means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.coaching.understanding import Done
from bot.core.contacts import ContactId
from bot.core.fulfilment import Fulfilment, find_fulfilled
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.meaning import Meanings
from bot.core.notes import Commitment, CommitmentId, CommitmentState, Promiser

ANA, BO = ContactId("ana"), ContactId("bo")
IDS = {"Ana": ANA, "Bo": BO}


def promise(
    id: str,
    what: str,
    *,
    by: Promiser = Promiser.MEMBER,
    to: ContactId | None = ANA,
    state: CommitmentState = CommitmentState.OPEN,
) -> Commitment:
    return Commitment(
        id=CommitmentId(id),
        workspace=WorkspaceId("T1"),
        space=own_space(MemberId("U1")),
        what=what,
        by=by,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        contact_id=to,
        state=state,
    )


def done(what: str, whom: str = "", by: Promiser = Promiser.MEMBER) -> Done:
    return Done(by, what, what, whom)


def test_a_report_keeps_the_one_promise_whose_words_it_names() -> None:
    promises = [promise("1", "send the ROI sheet"), promise("2", "an introduction to Lars")]

    assert find_fulfilled([done("sent the roi sheets", "Ana")], promises, IDS.get) == Fulfilment(
        (CommitmentId("1"),)
    )


def test_who_promised_and_to_whom_decide_between_two_of_the_same_words() -> None:
    promises = [promise("1", "the price list"), promise("2", "the price list", to=BO)]
    theirs = [*promises, promise("3", "the price list", by=Promiser.CONTACT)]

    assert find_fulfilled([done("the price list", "Bo")], promises, IDS.get).kept == ("2",)
    assert find_fulfilled([done("price list", "Ana", Promiser.CONTACT)], theirs, IDS.get).kept == ("3",)


def test_several_that_fit_are_asked_about_and_none_is_kept() -> None:
    promises = [promise("1", "the draft scope"), promise("2", "the draft contract")]

    assert find_fulfilled([done("the draft", "Ana")], promises, IDS.get) == Fulfilment(
        unsure=((CommitmentId("1"), CommitmentId("2")),)
    )


def test_a_report_without_words_means_the_only_open_promise_of_the_person() -> None:
    kept = promise("2", "the numbers", by=Promiser.CONTACT, state=CommitmentState.KEPT)
    promises = [promise("1", "the data", by=Promiser.CONTACT), kept]
    report = [done("sent it", "Ana", Promiser.CONTACT)]

    assert find_fulfilled(report, promises, IDS.get).kept == ("1",)
    assert find_fulfilled(report, promises, lambda _: None) == Fulfilment()


def test_a_report_on_another_matter_keeps_nothing() -> None:
    assert (
        find_fulfilled([done("the invoice", "Ana")], [promise("1", "the ROI sheet")], IDS.get) == Fulfilment()
    )


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("send her the offer", "mailed Ana our proposal"),
        ("the quotation for 40 seats", "the quote is out of the door"),
        ("intro to their CFO", "put Ana in touch with our CFO"),
        ("introduce her to Lars", "made the intro"),
        ("technical specification", "Ana has the spec now"),
        ("slides of the talk", "the deck went to Ana"),
        ("updated price list for the plants in Graz and Linz", "sent Ana the price list"),
        ("visit to the yard", "spent the morning in Ana's yard"),
        ("warranty letter", "that letter for Ana is off my desk"),
        ("contract markup", "kept my word to Ana"),
    ],
)
def test_other_words_for_the_same_thing_keep_a_promise(promised: str, told: str) -> None:
    promises = [promise("1", promised), promise("2", "the invoice", to=BO)]

    assert find_fulfilled([done(told, "Ana")], promises, IDS.get).kept == ("1",)


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("the site list", "moved the site list for Ana to Monday"),
        ("the draft contract", "sent Ana the draft scope"),
        ("plan of the north hall", "sent Ana the plant list"),
        ("webinar link", "sent Ana the photos"),
        ("the price list", "Ana hasn't got the price list"),
        ("the price list", "half of the price list went to Ana"),
        ("the price list", "the price list will go to Ana"),
    ],
)
def test_another_thing_and_what_is_not_done_keep_nothing(promised: str, told: str) -> None:
    assert find_fulfilled([done(told, "Ana")], [promise("1", promised)], IDS.get).kept == ()


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("look into the invoice dispute", "checked with accounting about Ana's invoice"),
        ("revised quote for 12 pumps", "wrote to Ana with the new quote"),
        ("visit to the lab", "toured the lab with Ana"),
        ("book a table for lunch", "reserved a table for Ana and me for lunch"),
        ("talk to the CFO about the renewal", "had the chat with the CFO re the renewal"),
    ],
)
def test_deeds_told_in_other_words_keep_a_promise(promised: str, told: str) -> None:
    assert find_fulfilled([done(told, "Ana")], [promise("1", promised)], IDS.get).kept == ("1",)


def test_what_somebody_does_with_a_thing_shows_that_they_were_given_it() -> None:
    read = done("Ana read the case study on chilling", "Ana", Promiser.CONTACT)

    assert find_fulfilled([read], [promise("1", "case study on chilling")], IDS.get).kept == ("1",)
    assert find_fulfilled([read], [promise("1", "price list")], IDS.get) == Fulfilment()


def test_both_means_two_promises_and_never_three() -> None:
    two = [promise("1", "the map"), promise("2", "a speaker")]
    both = [done("both things for Ana are done", "Ana")]

    assert find_fulfilled(both, two, IDS.get).kept == ("1", "2")
    assert find_fulfilled(both, [*two, promise("3", "the offer")], IDS.get).kept == ()


def test_a_bare_mail_or_call_keeps_nothing() -> None:
    waiting = [promise("1", "the price list")]

    assert find_fulfilled([done("sent it to Ana", "Ana")], waiting, IDS.get).kept == ("1",)
    assert find_fulfilled([done("wrote to Ana", "Ana")], waiting, IDS.get) == Fulfilment()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("the price list landed with Ana", Fulfilment(unsure=((CommitmentId("1"),),))),
        ("the price list lands with Ana when it is due", Fulfilment()),
    ],
)
def test_a_report_that_is_less_sure_is_asked_about_unless_its_sentence_is_doubtful(
    sentence: str, expected: Fulfilment
) -> None:
    told = replace(done("the price list", "Ana"), sentence=sentence, is_sure=False)

    assert find_fulfilled([told], [promise("1", "the price list")], IDS.get) == expected


def test_what_has_to_be_done_again_keeps_nothing() -> None:
    told = replace(
        done("Ana signed the form", "Ana"), sentence="the form that Ana signed is the wrong version"
    )

    assert find_fulfilled([told], [promise("1", "signed form")], IDS.get) == Fulfilment()


def test_a_promise_of_very_many_small_words_is_matched_like_any() -> None:
    promises = [promise("1", "to the " * 3_000 + "plan")]

    assert find_fulfilled([done("sent Ana the plan", "Ana")], promises, IDS.get).kept == ("1",)


def test_what_may_be_meant_is_asked_about() -> None:
    found = find_fulfilled(
        [done("sent Ana the draft scope", "Ana")], [promise("1", "draft contract")], IDS.get
    )

    assert found == Fulfilment(unsure=((CommitmentId("1"),),))


@given(st.sampled_from(["price list", "the quote", "intro to Lars", "visit", "spec"]))
def test_a_report_in_the_words_of_a_promise_keeps_it_and_one_by_the_other_side_never_does(what: str) -> None:
    promises = [promise("1", what)]

    assert find_fulfilled([done(f"sent Ana {what}", "Ana")], promises, IDS.get).kept == ("1",)
    theirs = find_fulfilled([done(f"sent Ana {what}", "Ana", Promiser.CONTACT)], promises, IDS.get)
    assert theirs == Fulfilment()


@given(st.lists(st.sampled_from(["price list", "draft scope", "intro", "numbers"]), max_size=5))
def test_no_promise_is_kept_twice_and_none_is_both_kept_and_asked_about(words: list[str]) -> None:
    promises = [promise(str(n), each) for n, each in enumerate(["price list", "draft scope", "draft list"])]

    found = find_fulfilled([done(each, "Ana") for each in words], promises, IDS.get)

    assert len(set(found.kept)) == len(found.kept)
    assert not set(found.kept) & {id for group in found.unsure for id in group}


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("the price list", "one of the two price lists went to Ana"),
        ("the price list", "price list half done"),
        ("demo for her team", "the demo for Ana's team is on Monday"),
        ("demo for her team", "the demo for Ana's team is next week"),
        ("the price list", "some of the price list went to Ana"),
        ("the contract", "the contract for Ana is stuck in legal"),
        ("the quote", "I drafted the quote for Ana"),
        ("ask our lawyers about clause 9", "asked our lawyers about clause 7"),
    ],
)
def test_what_is_to_come_or_done_in_part_keeps_nothing(promised: str, told: str) -> None:
    assert find_fulfilled([done(told, "Ana")], [promise("1", promised)], IDS.get) == Fulfilment()


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("case study on energy", "sent Ana the case study on water"),
        ("workshop agenda", "the agenda for the kickoff went to Ana"),
        ("price list for the valves", "sent Ana the price list for pumps"),
    ],
)
def test_another_thing_of_the_same_kind_is_asked_about(promised: str, told: str) -> None:
    found = find_fulfilled([done(told, "Ana")], [promise("1", promised)], IDS.get)

    assert found == Fulfilment(unsure=((CommitmentId("1"),),))


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("data protection agreement", "DPA is off to Ana"),
        ("purchase order for the pilot", "the PO came"),
        ("signed NDA", "Ana inked the confidentiality agreement"),
        ("ROI calculation", "the ROI sheet went to Ana"),
        ("a table for lunch", "booked the Trattoria for Ana"),
        ("demo for her team", "showed Ana's people the product"),
    ],
)
def test_initials_and_deeds_say_which_thing_is_meant(promised: str, told: str) -> None:
    by = Promiser.CONTACT if "PO" in told or "inked" in told else Promiser.MEMBER
    open_ones = [promise("1", promised, by=by), promise("2", "the invoice", to=BO, by=by)]

    assert find_fulfilled([done(told, "Ana", by)], open_ones, IDS.get).kept == ("1",)


def test_two_things_in_one_report_keep_both() -> None:
    waiting = [
        promise("1", "calibration certificate"),
        promise("2", "photos of the site"),
        promise("3", "map"),
    ]

    found = find_fulfilled([done("cert and photos both sent to Ana", "Ana")], waiting, IDS.get)

    assert found == Fulfilment(kept=(CommitmentId("1"), CommitmentId("2")))


def test_who_is_named_beside_a_place_or_a_colleague_is_who_was_served() -> None:
    waiting = [promise("1", "the demo environment"), promise("2", "the demo environment", to=BO)]
    told = Done(
        Promiser.CONTACT, "Dev handed Ana the demo environment", "Dev handed Ana the demo environment", "Dev"
    )

    assert find_fulfilled([replace(told, beside=("Ana",))], waiting, IDS.get).kept == ("1",)


def test_who_got_it_from_the_member_was_given_it_and_what_arrives_was_theirs() -> None:
    both = [promise("1", "the numbers"), promise("2", "the numbers", by=Promiser.CONTACT)]

    got = done("Ana got the numbers from me", "Ana", Promiser.CONTACT)
    assert find_fulfilled([got], both, IDS.get).kept == ("1",)
    assert find_fulfilled([done("the numbers arrived", "Ana")], both, IDS.get).kept == ("2",)


def test_a_meaning_that_is_near_keeps_and_one_less_near_asks() -> None:
    waiting = [promise("1", "reference in food"), promise("2", "invoice")]
    told = done("named Ana a happy dairy", "Ana")

    def near(likeness: float) -> Meanings:
        away = (1 - likeness**2) ** 0.5
        return Meanings({"named a happy dairy": (1.0, 0.0), "reference in food": (likeness, away)})

    assert find_fulfilled([told], waiting, IDS.get, meanings=near(0.6)).kept == ("1",)
    assert find_fulfilled([told], waiting, IDS.get, meanings=near(0.35)).unsure == (("1",),)
    assert find_fulfilled([told], waiting, IDS.get, meanings=near(0.1)) == Fulfilment()
    later = replace(told, sentence="named Ana a happy dairy, she will call if needed")
    assert find_fulfilled([later], waiting, IDS.get, meanings=near(0.6)) == Fulfilment()
