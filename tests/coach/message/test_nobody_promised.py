"""What nobody promised stays a note, and real promises in much the same words stay promises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.core.coaching.understanding import Understanding
from bot.core.notes import Promiser

Understand = Callable[..., Understanding]
MEMBER, CONTACT = Promiser.MEMBER, Promiser.CONTACT
FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    "marked",
    [
        "[P Dan] {h still hasn't sent the draft}",
        "[P Dan] {h hasn't emailed the plan yet}",
        "[P Dan] {h has not shared the logs}",
        "[P Dan] {h still has not signed the NDA}",
        "[P Dan] {h didn't send the deck}",
        "[P Dan] {h has yet to confirm the slot}",
        "[P Dan] {h never mailed the chart}",
        "[P Dan]: {h PO still not in}",
        "{h still no draft from [P Dan]}",
        "{m no draft from [P Dan]}",
        "[P Nadia]: {h still waiting for her answer on pricing}",
        "{m waiting for [P Nadia]'s answer}",
        "{h we're waiting on the quote}, says [P Nadia]",
        "[P Nadia] - {h waiting to hear back}",
        "waiting for [P Nadia] to {h confirm the budget}",
        "{m awaiting the signed NDA} from [P Nadia]",
        "told [P Ana] we'd {m check}, no promise",
        "told [P Ana] we'd {m check, no promise}",
        "told [P Ana] we'd {m look into it} - no promises",
        "told [P Ana] I'd {m check}, but no commitment",
        "said we'd {m see what we can do for [P Ana]}, nothing promised",
        "no promises, but I'll {m check for [P Ana]}",
        "told [P Ana] we'd {m try} (no promise)",
        "told [P Ana] I'd {m ask around}, not a promise",
        "[P Paul] cancelled, {m new slot [U Tues 11am]}",
        "[P Paul] cancelled, {h next call [U Friday] 10:00}",
        "call with [P Paul] moved, {m new date [U Thu] 3pm}",
        "the visit of [P Paul] is off. {m other slot: [U 9 Dec] at 2pm}",
        "[P Paul] is travelling. {m we try again [O on 16 Dec]}",
        "{m we meet again [U on 12 Jan]}, says [P Paul]",
        "{m let's talk again [U on Thursday]}, says [P Paul]",
        "{m we'll speak again [U next Tuesday]}, says [P Paul]",
        "[P Paul Winter] -> {h now [T Head of Ops] (was PM)}",
        "[P Paul Winter] -> {h new [T Head of IT]}",
        "[P Paul Winter]: {h now [T VP Engineering]}",
        "[P Paul Winter] = {h now [T COO]}",
        "[P Ana] and [P Lars] go way back, could she vouch for us? {m ask her [U Thursday]}",
        "with [P Ana]: agreed on 45d, rebate 3%, {m training 2 days}",
        "with [P Ana]: agreed on price 40k, {m onboarding 3 days}",
        "Terms with [P Ana]: {m rebate 2%}, pilot 6 weeks",
        "settled on 30 days, {m support 1 year with [P Ana]}",
        "note to self: {m never quote Orbis without checking}",
        "note to self: {m don't discount before the demo}",
        "note to self: {m always copy legal on the NDA}",
        "{m never call [P Ana] before 10}",
    ],
)
def test_nobody_promised(understand: Understand, marked: str) -> None:
    assert understand(marked).promises == ()


@pytest.mark.parametrize(
    ("marked", "by", "what"),
    [
        ("[P Dan] {h still owes me the draft}", CONTACT, "the draft"),
        ("[P Dan] hasn't sent it yet. {h He will send the draft [U by Friday]}", CONTACT, "send the draft"),
        (
            "told [P Ana] I'd {m check the price [U by Friday]}, no promise from her",
            MEMBER,
            "check the price",
        ),
        ("I'll {m send [P Ana] a new slot [U by Friday]}", MEMBER, "send Ana a new slot"),
        (
            "{m come back to [P Ana] with a new date [U by Friday]}",
            MEMBER,
            "come back to Ana with a new date",
        ),
        ("[P Marek] -> {h send the numbers [U by Friday]}", CONTACT, "send the numbers"),
        ("agreed on 45d with [P Ana], {m send 3 samples}", MEMBER, "send 3 samples"),
        ("note to self: {m send [P Ana] the deck [U by Friday]}", MEMBER, "send Ana the deck"),
        ("{m don't forget to send [P Ana] the deck}", MEMBER, "don't forget to send Ana the deck"),
        ("{m ask [P Ana] for the plan [U by Friday]}", MEMBER, "ask Ana for the plan"),
        ("I promised [P Ana] {m never to share the price}", MEMBER, "never to share the price"),
    ],
)
def test_a_real_promise_in_such_words_stays(
    understand: Understand, marked: str, by: Promiser, what: str
) -> None:
    [promise] = understand(marked).promises

    assert (promise.by, promise.what) == (by, what)


@pytest.mark.parametrize(
    ("marked", "mine", "theirs"),
    [
        ("{m I bring the team, she books the room}", "bring the team", "books the room"),
        ("{m I bring the team and she books the room}", "bring the team", "books the room"),
        ("{m I'll draft the plan; she'll check the data}", "draft the plan", "check the data"),
        ("{m we send the deck, [P Rosa] reviews the terms}", "send the deck", "reviews the terms"),
        ("{h she brings the data, I bring the slides}", "bring the slides", "brings the data"),
        ("{h she'll get the list and I'll send the offer}", "send the offer", "get the list"),
        ("{h [P Rosa] signs the form, we ship the kit}", "ship the kit", "signs the form"),
        ("{h she invites the board while I prepare a demo}", "prepare a demo", "invites the board"),
        ("{m I send the deck she asked for}", "send the deck she asked for", None),
        ("{m I send the deck, she likes it}", "send the deck, she likes it", None),
        ("{h she sends the list I need}", None, "sends the list I need"),
    ],
)
def test_each_side_has_its_own_promise(
    understand: Understand, marked: str, mine: str | None, theirs: str | None
) -> None:
    made = understand(f"Met [P Rosa]. {marked}").promises

    expected = [(by, what) for by, what in ((CONTACT, theirs), (MEMBER, mine)) if what]
    assert sorted((one.by, one.what) for one in made) == sorted(expected)
    assert {one.whom for one in made} == {"Rosa"}


@pytest.mark.parametrize(
    ("marked", "due"),
    [
        ("Budget frozen [O till Feb]. [P Helen] {h promised to introduce us}.", None),
        ("Team away [O until 7 Jan]. [P Helen] {h promised to introduce us}.", None),
        ("Contract runs [O until 31 Mar]. [P Helen] {h will introduce us}.", None),
        ("She is out [O until Monday], [P Helen] {h will introduce us}.", None),
        ("Stock blocked [O till 10 Dec], [P Helen] {h will introduce us}.", None),
        ("Offer valid [O until 20 Dec]; [P Helen] {h will introduce us}.", None),
        ("Site closed [O before Jan]. [P Helen] {h will introduce us}.", None),
        ("On hold [O until Mar]. [P Helen] {h will introduce us}.", None),
        ("[U By Friday] [P Helen] {h will introduce us}.", FRIDAY),
        ("[P Helen] {h will introduce us} [U by Friday].", FRIDAY),
        ("[U by Friday], [P Helen] {h promised to introduce us}.", FRIDAY),
        ("Met [P Helen]. She'll {h set up a call in wk 2 of Jan}", date(2027, 1, 14)),
        ("Met [P Helen]. She'll {h set up a call in week 3 of February}", date(2027, 2, 21)),
        ("Met [P Helen]. She'll {h arrange a demo in week 1 of March}", date(2027, 3, 7)),
    ],
)
def test_a_day_of_other_words_is_no_due_day(understand: Understand, marked: str, due: date | None) -> None:
    [promise] = understand(marked).promises

    assert (promise.whom, promise.due_on) == ("Helen", due)


@pytest.mark.parametrize(
    "aside",
    [
        "Also there: [P Colm Byrne] (her CTO).",
        "Also present: [P Colm Byrne].",
        "Also in the room: [P Colm Byrne], skeptical.",
        "Also on the call: [P Lars] and [P Colm Byrne].",
        "Also joining: [P Colm Byrne].",
        "Also attending, [P Colm Byrne].",
        "Also there was [P Colm Byrne] - quiet.",
        "Also with us: [P Lars], [P Colm Byrne].",
    ],
)
def test_who_was_only_there_gets_no_promise(understand: Understand, aside: str) -> None:
    [promise] = understand(f"Meeting with [P Yara] today. {aside} Next step: {{m I share the doc}}").promises

    assert promise.whom == "Yara"


def test_what_is_mine_in_minutes_goes_to_the_first_of_those_who_met(understand: Understand) -> None:
    text = "[P Priya] + [P Lars] joint call. [P Marek]: {h checks the id}. Me: {m draft the plan}"

    assert [one.whom for one in understand(text).promises] == ["Marek", "Priya"]


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("[C Sofia + Gunnar] go way back", ["Sofia", "Gunnar"]),
        ("[P Sofia Lind + Gunnar] go way back", ["Sofia Lind", "Gunnar"]),
        ("lunch with [C Sofia + Gunnar + Priya]", ["Sofia", "Gunnar", "Priya"]),
        ("[C Anna + Peter] came along", ["Anna", "Peter"]),
        ("met [C Maria Costa + John Reed]", ["Maria Costa", "John Reed"]),
        ("call w/ [P Anna + Peter] today", ["Anna", "Peter"]),
        ("[C Sofia Lind + Gunnar Eklund] joined", ["Sofia Lind", "Gunnar Eklund"]),
        ("[C Peter + Sofia] wants a demo", ["Peter", "Sofia"]),
        ("met [C Endress + Hauser]", []),
        ("met [C Kuehne + Nagel]", []),
    ],
)
def test_what_a_plus_joins_are_people(understand: Understand, marked: str, people: list[str]) -> None:
    known = ("Sofia Lind", "Gunnar Eklund", "Priya Nair")
    found = understand(marked, people=known)

    assert [one.written for one in found.mentions] == people


@pytest.mark.parametrize(
    "points", [" -> now ", " -> ", "-> new ", " \u2192 now ", " => ", " = ", " = now ", " is now "]
)
def test_a_sign_points_to_the_job(understand: Understand, points: str) -> None:
    [person] = understand(f"[P Paul Winter]{points}[T Head of Ops] (was PM)").mentions

    assert person.job == "Head of Ops"
