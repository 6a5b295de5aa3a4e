"""Which accounts a round picks, which questions it asks first, and in which words (T1, T2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.contacts import Account, AccountId, Contact, ContactId, Tier
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.notes import Note, NoteId, NoteKind
from bot.features.rounds.cards.round import round_card
from bot.features.rounds.cards.views import RoundAccountView, RoundQuestionView, RoundView
from bot.features.rounds.contracts.picture import label, labels, own_words_of, picture_of
from bot.features.rounds.contracts.values import (
    ORGANIZATION,
    AnswerOutcome,
    Round,
    RoundAnswer,
    RoundId,
    RoundKind,
    number_period,
    period_of,
)
from bot.features.rounds.rules.accounts import pick, rank_by_need
from bot.features.rounds.rules.pace import WHOLE, fit_pace
from bot.features.rounds.rules.questions import (
    COMPANIONS,
    choose_wording,
    find_said_before,
    order_questions,
    shorten_round,
)
from bot.features.rounds.rules.replies import asks_back, is_filler, put_off_until, puts_off, says_nothing
from bot.features.rounds.rules.steps import find_step_day, plans_step
from bot.files.knowledge import FileKnowledge

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
W, S = WorkspaceId("T1"), Space("m:U1")
NORTHWIND = AccountId("northwind")
KNOWLEDGE = FileKnowledge(data_root("knowledge"))
QUESTIONS = KNOWLEDGE.tactegic.questions
IDS = [each.id for each in QUESTIONS]


def account(id: str) -> Account:
    return Account(id=AccountId(id), workspace=W, space=S, name=id.capitalize(), created_at=NOW)


def contact(id: str, at: str, *, strategic: bool = False) -> Contact:
    tier = Tier.STRATEGIC if strategic else Tier.FUNCTIONAL
    return Contact(
        id=ContactId(id), workspace=W, space=S, name=id, created_at=NOW, account_id=AccountId(at), tier=tier
    )


ROUND = Round(
    id=RoundId("r1"),
    workspace=W,
    space=S,
    created_at=NOW,
    kind=RoundKind.TACTEGIC,
    period="2026-W48",
    account_ids=(NORTHWIND,),
)


def answer(question: str, days_ago: int, words: str = "Too few electricians", at: str = "northwind") -> Note:
    lead = f"{at.capitalize()}, {question}: "
    said = NOW - timedelta(days=days_ago)
    return Note(
        id=NoteId(f"{at}-{question}-{days_ago}"),
        workspace=W,
        space=S,
        text=lead + words,
        created_at=said,
        occurred_on=said.date(),
        kind=NoteKind.ANSWER,
        account_ids=(AccountId(at),),
        about=labels(ROUND, AccountId(at), next(q for q in QUESTIONS if q.id == question), len(lead)),
    )


def telling(text: str) -> Note:
    return Note(
        id=NoteId(text[:20]),
        workspace=W,
        space=S,
        text=text,
        created_at=NOW,
        occurred_on=TODAY,
        account_ids=(NORTHWIND,),
    )


def order(picture_notes: list[Note], notes: list[Note]) -> list[str]:
    asked = order_questions(QUESTIONS, NORTHWIND, picture_of(picture_notes), notes, TODAY)
    return [each.question.id for each in asked]


def test_t2_what_nothing_is_known_of_comes_before_the_oldest_answers() -> None:
    known = [answer("challenges", 20), answer("market-shifts", 60)]

    assert order(known, []) == [
        "whom-on-challenges",
        "ought-to-think",
        "provoke",
        "whom-on-shifts",
        "market-shifts",
        "challenges",
    ]


def test_t2_what_notes_speak_of_comes_after_what_is_wide_open() -> None:
    told = [telling("They worry about running short of people by 2029.")]

    assert order([], told)[:2] == ["ought-to-think", "provoke"]
    assert order([], told)[-2:] == ["challenges", "whom-on-challenges"]


@given(st.sets(st.sampled_from(IDS)), st.dictionaries(st.sampled_from(IDS), st.integers(0, 400)))
def test_t2_every_question_is_asked_once_and_follows_what_it_asks_on_about(
    noted: set[str], days: dict[str, int]
) -> None:
    known = [answer(question, ago) for question, ago in days.items()]
    notes = [telling(f"Their {question} worry us by 2031, customers too") for question in noted]

    found = order(known, notes)

    assert sorted(found) == sorted(IDS)
    for question, first in COMPANIONS.items():
        if question in found and first in found and first not in days:
            assert found.index(first) < found.index(question)
    unknown = [question for question in found if question not in days]
    late = [q for q in found if q in days and COMPANIONS.get(q, q) in days]
    assert all(found.index(a) < found.index(b) for a in unknown for b in late if COMPANIONS.get(a) != b)


def test_t2_no_change_makes_an_answer_young_again() -> None:
    note = answer("challenges", 60)
    same = RoundAnswer(
        id="a",
        workspace=W,
        space=S,
        created_at=NOW,
        round_id=ROUND.id,
        account_id=NORTHWIND,
        question_id="challenges",
        given=AnswerOutcome.UNCHANGED,
        note_id=note.id,
    )

    known = picture_of([note], [same])["northwind", "challenges"]

    assert known.confirmed_at == NOW
    assert known.note == note


def test_t3_a_superseded_answer_is_in_no_picture() -> None:
    old, new = answer("challenges", 30, "Old"), answer("challenges", 2, "New")

    picture = picture_of([replace(old, superseded_by=new.id), new])

    assert own_words_of(picture["northwind", "challenges"].note) == "New"


def test_t1_an_answers_own_words_are_told_from_its_heading() -> None:
    note = answer("provoke", 1, "Show them: a night without power")

    assert own_words_of(note) == "Show them: a night without power"
    assert label(note, "horizon") == "0-1"
    assert own_words_of(replace(note, text="something else entirely, without that heading")) != ""


def needed(
    *accounts: str, strategic: str = "", asked_last: str = "", notes: list[Note] | None = None
) -> list[str]:
    contacts = [contact(f"c-{each}", each, strategic=each == strategic) for each in accounts]
    ordered = rank_by_need(
        [account(each) for each in accounts],
        contacts,
        set(),
        picture_of(notes or []),
        QUESTIONS,
        now=NOW,
        asked_last={asked_last} if asked_last else (),
    )
    return [each.account.id for each in pick(ordered)]


def test_t1_strategic_contacts_and_missing_pictures_come_first() -> None:
    known = [answer(question, 7, at="a") for question in IDS]

    assert needed("a", "b", notes=known) == ["b"]
    assert needed("b", "c", strategic="c") == ["c"]


def test_t1_an_account_that_was_asked_about_last_gives_way() -> None:
    assert needed("a", "b", asked_last="a") == ["b"]


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True), st.sampled_from("abcdefgh"))
def test_t1_a_round_has_one_to_three_accounts_the_same_ones_each_time(ids: list[str], strategic: str) -> None:
    found = needed(*ids, strategic=strategic)

    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
    assert found == needed(*reversed(ids), strategic=strategic)
    assert strategic not in ids or found[0] == strategic


@given(
    st.sampled_from([*QUESTIONS, *KNOWLEDGE.stratical.questions]),
    st.text(min_size=1, max_size=12),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(list(RoundKind)),
)
def test_t1_two_periods_in_a_row_never_use_the_same_words(
    question: object, member: str, day: date, kind: RoundKind
) -> None:
    one = period_of(kind, day)
    step = timedelta(days=7) if kind is RoundKind.TACTEGIC else timedelta(days=31)
    other = period_of(kind, day.replace(day=1) + step if kind is RoundKind.STRATICAL else day + step)

    def words(period: str) -> str:
        return choose_wording(question, MemberId(member), "a", period, "Northwind")  # type: ignore[arg-type]

    assert number_period(other) == number_period(one) + 1
    assert words(one) != words(other)
    assert words(one) == words(one)
    assert "{account}" not in words(one)


def test_a_round_speaks_of_its_accounts_and_of_the_notes_beside_its_question() -> None:
    known = [answer(question, 30) for question in ("challenges", "whom-on-challenges")]
    asked = order_questions(QUESTIONS, NORTHWIND, picture_of(known), [], TODAY)
    question = next(each for each in asked if each.question.id == "whom-on-challenges")
    view = RoundView(
        round=ROUND,
        accounts=[RoundAccountView(id=NORTHWIND, name="Northwind", done=0, questions=6)],
        question=RoundQuestionView(asked=question, name="Northwind", words="Whom?", today=TODAY),
    )

    shown = str(round_card(view))
    assert all(own_words_of(note) in shown for note in known)
    assert set(view.about) == {ROUND.id, NORTHWIND, *(note.id for note in known)}


def test_t2_each_round_begins_with_another_question_until_all_had_their_turn() -> None:
    firsts = [
        order_questions(QUESTIONS, NORTHWIND, {}, [], TODAY, earlier=number)[0].question.id
        for number in range(6)
    ]

    heads = [each.id for each in QUESTIONS if each.id not in COMPANIONS]
    assert firsts == [*heads, *heads][:6]


@pytest.mark.parametrize(
    "text",
    [
        "idk",
        "IDK.",
        "no idea",
        "I don't know yet",
        "n/a",
        "???",
        "not sure",
        "Skip",
        "no idea, skip",
        "not sure, pass",
        "Next question please",
        "hmm, hard to say … pass",
        "I'd rather skip this one",
        "no idea, skip that for today",
    ],
)
def test_t2_idk_is_no_answer(text: str) -> None:
    assert says_nothing(text)
    assert not puts_off(text)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("that's it for today", "tomorrow"),
        ("stop for today please", "tomorrow"),
        ("Later", "tomorrow"),
        ("enough for now", "tomorrow"),
        ("no idea, let's stop here, thanks", "tomorrow"),
        ("can we stop for today?", "tomorrow"),
        ("ask me again later today", "today"),
        ("the rest next week", "week"),
    ],
)
def test_t1_who_has_enough_is_not_taken_to_answer(text: str, until: str) -> None:
    assert puts_off(text)
    assert put_off_until(text) == until
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text",
    ["Stop the trucks", "Later deliveries", "Enough drivers", "No more drivers by 2029", "Ask Ana tomorrow"],
)
def test_t1_an_answer_with_such_words_in_it_is_an_answer(text: str) -> None:
    assert not puts_off(text)
    assert not says_nothing(text)
    assert not is_filler(text)


@pytest.mark.parametrize(
    "text", ["Nothing but drivers", "They don't know who succeeds her", "Next year's law"]
)
def test_t2_a_sentence_that_begins_so_is_an_answer(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "what do you mean by provoke?",
        "Sorry, what does that mean?",
        "Such as?",
        "can you give me an example?",
        "Why do you ask?",
        "I don't understand the question",
        "what's a growth mindset?",
    ],
)
def test_t1_a_question_back_is_told_from_an_answer(text: str) -> None:
    assert asks_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "What did I promise Ana?",
        "They don't understand the question of storage yet",
        "Why not ask their head of facilities?",
        "Who is at Northwind?",
        "Explaining the new law to them takes a year",
        "Such as it is, the cold store leaks",
    ],
)
def test_t1_an_answer_or_another_question_is_no_question_back(text: str) -> None:
    assert not asks_back(text)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("In March 2027 I want to sit with Pieter", date(2027, 3, 1)),
        ("They move depots in March 2027", None),
        ("I want to see what they run out of by 2029", None),
        ("Ask her on 3 December", date(2026, 12, 3)),
    ],
)
def test_t3_a_step_is_on_the_day_that_is_planned_for_it(text: str, on: date | None) -> None:
    assert find_step_day(text, TODAY) == on
    assert plans_step(text, TODAY) == (on is not None and "I want" in text)


PERIODS = [f"2026-W{week:02d}" for week in range(20, 10, -1)]


@given(st.lists(st.booleans(), max_size=8))
def test_t1_who_answers_little_is_asked_less_and_shorter_until_they_answer(answered: list[bool]) -> None:
    before = list(zip(PERIODS, answered, strict=False))

    pace = fit_pace(before, "2026-W21")

    if answered[:1] == [True] or sum(answered[:4]) > 1 or len(answered) < 3:
        assert pace == WHOLE
    else:
        assert (pace.most_accounts, pace.most_questions) == (1, 2)
        assert pace.comes == any(answered[:4])
    assert fit_pace(before, "2026-W22").comes


def test_t1_a_short_round_asks_two_questions_and_keeps_those_that_were_answered() -> None:
    asked = order_questions(QUESTIONS, NORTHWIND, {}, [], TODAY)
    first = (NORTHWIND, asked[0].question.id)

    assert shorten_round(asked, {}, 2) == asked[:2]
    assert shorten_round([*asked[1:], asked[0]], {first: None}, 2) == [asked[0], asked[1]]
    assert shorten_round(asked, {first: None}, 0) == asked


def test_t1_the_vision_and_strategic_contacts_come_before_companies_of_one_call() -> None:
    def ranked(**more: object) -> list[str]:
        people = [contact("c-a", "a", strategic=False), contact("c-b", "b", strategic=False)]
        known = picture_of([answer(question, 7, at="b") for question in IDS])
        found = rank_by_need(
            [account("a"), account("b")],
            people,
            set(),
            known,
            QUESTIONS,
            now=NOW,
            **more,  # type: ignore[arg-type]
        )
        return [each.account.id for each in found]

    assert ranked() == ["a", "b"]
    assert ranked(on_path={"b"}) == ["b", "a"]
    assert ranked(on_path={"b"}, asked_last={"b"}) == ["a", "b"]  # all is told anew: the other has a turn


def test_t4_a_leader_who_answers_one_question_a_month_gets_another_first_one_each_month() -> None:
    questions = KNOWLEDGE.stratical.questions
    firsts = [
        order_questions(questions, ORGANIZATION, {}, [], TODAY, earlier=month)[0].question.id
        for month in range(5)
    ]
    assert len(set(firsts)) == 5

    known = picture_of(
        replace(
            answer("challenges", 3),
            id=NoteId(question.id),
            about=labels(ROUND, ORGANIZATION, question, 0),
        )
        for question in questions
    )
    again = [
        order_questions(questions, ORGANIZATION, known, [], TODAY, earlier=month)[0].question.id
        for month in range(5)
    ]
    assert len(set(again)) > 1  # also where all was answered long ago and nobody answers any more


def test_t2_what_was_said_in_the_round_before_is_found_and_what_was_passed_is_not() -> None:
    said, passed = answer("challenges", 8), answer("provoke", 8)

    def given(note: Note, outcome: AnswerOutcome, question: str, round_id: str) -> RoundAnswer:
        return RoundAnswer(
            id=f"{question}{round_id}",
            workspace=W,
            space=S,
            created_at=note.created_at,
            round_id=RoundId(round_id),
            account_id=NORTHWIND,
            question_id=question,
            given=outcome,
            note_id=note.id,
        )

    answers = [
        given(said, AnswerOutcome.UNCHANGED, "challenges", "old"),
        given(passed, AnswerOutcome.PASSED, "provoke", "newer"),
    ]
    picture = picture_of([said, passed])

    assert find_said_before(picture, answers, ["newer", "old"], {NORTHWIND}) == (said,)
    assert find_said_before(picture, answers, ["newer", "old"], {"other"}) == ()


def test_t1_a_company_where_nobody_is_known_comes_by_the_vision_alone() -> None:
    def picked(*on_path: str) -> list[str]:
        both = [account("a"), account("b")]
        people = [contact("c-b", "b")]
        ordered = rank_by_need(both, people, {"a"}, picture_of([]), QUESTIONS, now=NOW, on_path=on_path)
        return [each.account.id for each in pick(ordered)]

    assert picked() == ["b"]
    assert picked("a") == ["a"]
