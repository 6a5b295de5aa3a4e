"""Which accounts a round picks, which questions it asks first, and in which words (T1, T2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.config import data_root
from bot.core.contacts import Account, AccountId, Contact, ContactId, Tier
from bot.core.identity import MemberId, Space, WorkspaceId
from bot.core.notes import Note, NoteId, NoteKind
from bot.features.rounds.cards.round import RoundAccountView, RoundQuestionView, RoundView, round_card
from bot.features.rounds.contracts.picture import label, labels, own_words_of, picture_of
from bot.features.rounds.contracts.values import (
    AnswerOutcome,
    Round,
    RoundAnswer,
    RoundId,
    RoundKind,
    number_period,
    period_of,
)
from bot.features.rounds.rules.accounts import pick, rank_by_need
from bot.features.rounds.rules.questions import COMPANIONS, choose_wording, order_questions
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
    assert needed("b", "c", strategic="c") == ["c", "b"]


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
