"""Measuring answers: what a member reads is held against the key facts of each question."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.core.cards import Card, Passage
from bot.core.coaching.understanding import Mode
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.notes import Note, NoteId
from bot.core.rich import Rich
from bot.evals.answers.judging import judge
from bot.evals.answers.reading import AskedQuestion, BadThread, KeyFact, NoteOfThread, read_threads
from bot.evals.answers.shown import read_cards
from bot.evals.measuring.asked import ModelUse
from bot.evals.running import evaluate
from bot.features.notes.contracts.cards import note_row
from bot.features.recall.cards.answers import CitedNote, no_notes_yet, says_closest, says_nothing
from bot.features.recall.rules.deciding import Way
from tests.support.standin_model import standin_model

DEV = Path(__file__).parent / "answers-dev.jsonl"
TODAY = date(2026, 11, 30)
OLD = NoteOfThread("n1", "Ana Ruiz has a budget of 400,000 euros.", date(2026, 3, 10), ("Ana Ruiz",))
NEW = NoteOfThread("n2", "Ana Ruiz: budget cut to 250,000 euros.", date(2026, 9, 22), ("Ana Ruiz",))
NOTES = {"old": OLD, "new": NEW}
BUDGET = AskedQuestion(
    "What is Ana's budget?",
    (KeyFact(("250,000", "250k"), frozenset({"n2"})),),
    outdated=(KeyFact(("400,000",), frozenset({"n1"})),),
)


def note(id: str) -> Note:
    told = NOTES[id]
    return Note(
        id=NoteId(id),
        workspace=WorkspaceId("T1"),
        space=own_space(MemberId("U1")),
        text=told.text,
        created_at=datetime(2026, 3, 10, tzinfo=UTC),
        occurred_on=told.told_on,
    )


def card(text: str, *cited: str, beside: Rich = ()) -> Card:
    rows = [note_row(note(id), ("Ana Ruiz",), number) for number, id in enumerate(cited, 1)]
    return Card(text=(text,), parts=(*((Passage(text=beside),) if beside else ()), *rows))


def judged(question: AskedQuestion, *cards: Card) -> tuple[dict[str, float], bool]:
    counted, right = judge(question, read_cards(cards), NOTES, TODAY)
    return {name: part / of for name, (part, of) in counted.items()}, right


def test_an_answer_with_the_new_fact_and_its_note_is_right() -> None:
    counted, right = judged(BUDGET, card("“Ana Ruiz: budget cut to 250,000 euros.” [1]", "new"))

    assert right
    for name in ("complete", "said", "faithful_by_rules", "faithful_by_facts", "newest_wins", "change_said"):
        assert counted[name] == 1.0, name
    assert counted["abstain_wrong"] == 0.0


@pytest.mark.parametrize(
    ("shown", "figure"),
    [
        (card("Her budget is 250,000 euros. [1]", "old"), "faithful_by_facts"),
        (card("Her budget is 250,000 euros. [1]", "old"), "faithful_by_rules"),
        (card("Ana has 400,000 euros [1] and then 250,000 euros. [2]", "old", "new"), "newest_wins"),
        (card("Ana Ruiz has a budget of 400,000 euros. [1]", "old"), "complete"),
        (card("Ana Ruiz: budget cut to 1,250,000 euros. [1]", "old"), "complete"),
        (card("Ana's budget is 250,000 euros. [1]", "new"), "change_said"),
    ],
)  # fmt: skip
def test_what_is_wrong_lowers_its_figure(shown: Card, figure: str) -> None:
    counted, _ = judged(BUDGET, shown)

    assert counted[figure] < 1.0


def test_what_earlier_notes_say_may_stand_below_as_what_was_before() -> None:
    before = ("Earlier, on 10 March, you noted otherwise: “Ana Ruiz has a budget of 400,000 euros.” [2].",)
    counted, right = judged(
        BUDGET, card("“Ana Ruiz: budget of 250,000 euros.” [1]", "new", "old", beside=before)
    )

    assert right
    assert (counted["newest_wins"], counted["change_said"]) == (1.0, 1.0)


def test_an_old_fact_has_to_come_with_its_day() -> None:
    asked = AskedQuestion("?", (KeyFact(("400,000",), frozenset({"n1"})),), dated=frozenset({"n1"}))

    dated, _ = judged(asked, card("It is 400,000 euros. [1]", "old"))
    bare, right = judged(asked, Card(text=("It is 400,000 euros.",)))

    assert (dated["old_is_dated"], bare["old_is_dated"], right) == (1.0, 0.0, False)


def test_what_the_notes_do_not_say_is_to_be_refused() -> None:
    unanswerable = AskedQuestion("How old is Ana?", ())

    refused, right = judged(unanswerable, Card(text=("Your notes don't say.",)))
    sure, wrong = judged(unanswerable, card("She is 52. [1]", "old"))
    asked_back, not_taken = judged(
        unanswerable, Card(text=("I'm not sure what you would like me to do with “How old”.",))
    )

    assert (refused["abstain_right"], right) == (1.0, True)
    assert (sure["abstain_right"], sure["sure_without_answer"], wrong) == (0.0, 1.0, False)
    assert (asked_back["abstain_right"], asked_back["taken_as_question"], not_taken) == (0.0, 0.0, False)


@pytest.mark.parametrize("were_read", [True, False])
def test_the_words_of_the_product_are_told_apart(were_read: bool) -> None:
    nearest = CitedNote(1, note("new"), ("Ana Ruiz",))

    closest = says_closest([nearest], were_read=were_read, mode=Mode.MODEL, degraded=False)
    nothing = says_nothing(nearest, ("Ana Ruiz",), mode=Mode.MODEL, degraded=False)

    assert read_cards([closest]).way is Way.CLOSEST
    assert read_cards([nothing]).way is Way.REFUSED
    assert read_cards([no_notes_yet()]).way is Way.REFUSED
    assert read_cards([card("She sails. [1]", "new")]).way is Way.SURE


def test_our_threads_are_many_and_of_many_kinds() -> None:
    threads = read_threads(DEV)

    assert len(threads) >= 60
    assert len({thread.id for thread in threads}) == len(threads)
    assert len({thread.kind for thread in threads}) >= 10
    questions = [question for thread in threads for question in thread.questions]
    assert sum(not question.facts for question in questions) >= 15
    assert sum(bool(question.outdated) for question in questions) >= 9
    assert sum(bool(question.dated) for question in questions) >= 7
    assert sum(len(thread.questions) > 1 for thread in threads) >= 30


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"notes": []}, "not there"),
        ({"turns": [{"facts": []}]}, "has no ask"),
        ({"today": "soon"}, "no thread of questions"),
        ({"turns": [{"ask": "?", "facts": [], "dated": ["n9"]}]}, "not there"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    row = json.loads(DEV.read_text(encoding="utf-8").splitlines()[0]) | change
    (tmp_path / "bad.jsonl").write_text(json.dumps(row), encoding="utf-8")

    with pytest.raises(BadThread, match=told):
        read_threads(tmp_path / "bad.jsonl")


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A thread of two questions, and one in which the notes changed."""
    lines = DEV.read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"] in ("a01", "a04")]
    (tmp_path / "few.jsonl").write_text("\n".join(chosen), encoding="utf-8")
    return tmp_path / "few.jsonl"


async def test_threads_are_asked_without_a_model(few: Path) -> None:
    found = await evaluate("answers", few, Settings())

    assert (found["threads"], found["questions"], found["right"]) == (2, 3, 1.0)
    assert found["faithful_by_facts"] == found["complete"] == found["newest_wins"] == 1.0
    assert list(found["outcomes"]) == ["a01.1", "a01.2", "a04.1"]
    assert "model" not in found


@pytest.mark.slow
async def test_threads_are_asked_with_a_model(few: Path) -> None:
    use = ModelUse()
    async with standin_model() as url:
        settings = Settings(openai_base_url=url, model="stand-in")
        found = await evaluate("answers", few, settings, use=use)

    assert found["faithful_by_facts"] == 1.0
    assert use.by_model >= 3
    assert not use.complaint()


@pytest.mark.slow
async def test_our_own_threads_do_not_get_worse() -> None:
    found = await evaluate("answers", DEV, Settings())

    assert found["faithful_by_facts"] >= 0.97
    assert found["sure_without_answer"] <= 0.06
    assert found["complete"] >= 0.74
    assert found["abstain_wrong"] <= 0.17
