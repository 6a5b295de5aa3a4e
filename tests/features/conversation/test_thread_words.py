"""B4: few words in the thread of an answer, as hurried people write them, without a language model."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOLD = (
    "Met Ana Ruiz from Northwind. She worries about carbon reporting. I promised her the storage paper.",
    "Call with Lars Holm from Tesseract. He promised me the site list by 4 December.",
    "Met Helen Carter from Northwind. Helen worries about the budget for the pilot. She reports to Ana Ruiz. "
    "Helen promised to send the budget sheet by Monday.",
    "Call with Ibrahim Nasser from Tollgate. I promised Ibrahim a price list by Thursday.",
    "Lunch with Olga Stein from Tollgate. She likes tea.",
)
PROMISED = "What did people promise me?"
OWED = "what did I promise?"
WORRY = "What worries Helen?"
COMPARED = "compare Olga and Ibrahim"
BRIEF = "brief me on Ana"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mira(office: Office) -> Driver:
    """A seller who told of five people."""
    person = await greeted(office.member("mira"))
    for each in TOLD:
        await said(person, each)
    return person


async def said(person: Driver, text: str, under: dict[str, Any] | None = None) -> dict[str, Any]:
    """Say something, in the thread of an answer where one is given, and return what comes back."""
    thread = under.get("thread_ts") or under["ts"] if under else None
    await person.dm(text, thread_ts=thread) if thread else await person.dm(text)
    return await person.next_message()


async def followed(person: Driver, first: str, words: str) -> str:
    return text_of(await said(person, words, await said(person, first)))


@pytest.mark.parametrize(
    ("first", "words", "shown", "left_out"),
    [
        (PROMISED, "just Northwind pls", "budget sheet", "site list"),
        (PROMISED, "only from Lars", "site list", "budget sheet"),
        (PROMISED, "Tesseract only", "site list", "budget sheet"),
        (PROMISED, "ok only helen", "budget sheet", "site list"),
        (PROMISED, "only Tollgate", "Nothing is open with Tollgate", "sheet"),
        (OWED, "only Tollgate", "price list", "storage paper"),
        (OWED, "just the ones for Ana", "storage paper", "price list"),
        ("open promises", "only Northwind", "storage paper", "price list"),
        ("who did I meet this week?", "only Tollgate", "Ibrahim Nasser", "Lars Holm"),
        (COMPARED, "only Olga", "Before you talk to Olga Stein", "Ibrahim"),
    ],
)
async def test_an_answer_is_kept_to_a_person_or_a_company(
    mira: Driver, first: str, words: str, shown: str, left_out: str
) -> None:
    answer = await followed(mira, first, words)

    assert shown in answer
    assert left_out not in answer


@pytest.mark.parametrize(
    "words", ["who else?", "anybody else?", "and who else", "anything else?", "what else"]
)
async def test_where_notes_name_nobody_else_it_says_so(mira: Driver, words: str) -> None:
    assert "your notes don't say" in await followed(mira, "who worries about budget?", words)


@pytest.mark.parametrize("words", ["anyone else?", "who else?", "more?", "any others?"])
async def test_a_whole_list_has_nobody_else(mira: Driver, words: str) -> None:
    assert "all I have on record" in await followed(mira, PROMISED, words)


async def test_what_else_is_known_of_somebody_are_their_notes(mira: Driver) -> None:
    assert "Notes about Ana Ruiz" in await followed(mira, BRIEF, "anything else on her?")


async def test_else_goes_on_to_other_notes_and_then_ends(mira: Driver) -> None:
    await said(mira, "Lars Holm told me that he worries about the budget for the pilot, too.")
    first = await said(mira, "who worries about the budget?")

    said_so_far = text_of(first)
    second = text_of(await said(mira, "who else?", first))
    third = text_of(await said(mira, "who else?", first))

    names = {"Helen Carter", "Lars Holm"}
    assert names <= {name for name in names if name in said_so_far + second}
    assert "your notes don't say" in third


@pytest.mark.parametrize(
    ("first", "words", "open_promise"),
    [
        (WORRY, "next steps?", "budget sheet"),
        (BRIEF, "what's next?", "storage paper"),
        (BRIEF, "so what now?", "storage paper"),
        (COMPARED, "next step", "price list"),
        ("brief me on Tollgate", "what should I do next?", "price list"),
        (PROMISED, "what now", "site list"),
    ],
)
async def test_next_steps_are_what_is_open_there(
    mira: Driver, first: str, words: str, open_promise: str
) -> None:
    assert open_promise in await followed(mira, first, words)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (WORRY, "since when?"),
        (WORRY, "how long already?"),
        (BRIEF, "since when"),
        (PROMISED, "and since when?"),
        ("who's Helen's boss?", "when was that?"),
    ],
)
async def test_since_when_is_the_day_of_the_earliest_note(mira: Driver, first: str, words: str) -> None:
    assert "As far as I know since 24 November 2026" in await followed(mira, first, words)


async def test_since_when_of_people_is_the_day_they_were_added(mira: Driver) -> None:
    answer = await followed(mira, "who do I know at Northwind?", "since when?")

    assert "Ana Ruiz and Helen Carter stand in your contacts since 24 November 2026" in answer


@pytest.mark.parametrize(
    ("first", "words", "shown"),
    [
        (COMPARED, "and Helen?", "Olga Stein, Ibrahim Nasser and Helen Carter, side by side"),
        (COMPARED, "what about Lars?", "Olga Stein, Ibrahim Nasser and Lars Holm, side by side"),
        (
            "compare Northwind and Tollgate",
            "and Tesseract?",
            "Northwind, Tollgate and Tesseract, side by side",
        ),
        (BRIEF, "and Helen?", "Before you talk to Helen Carter"),
        (PROMISED, "n helen?", "1 open promise with Helen Carter"),
    ],
)
async def test_somebody_is_added_to_what_was_shown(mira: Driver, first: str, words: str, shown: str) -> None:
    assert shown in await followed(mira, first, words)


@pytest.mark.parametrize(
    ("first", "words", "kept", "left_out"),
    [
        (BRIEF, "make it shorter", "You promised Ana Ruiz: the storage paper", "What you noted"),
        (BRIEF, "too long, shorter", "You promised Ana Ruiz: the storage paper", "What you noted"),
        (COMPARED, "shorter please", "You owe Ibrahim Nasser 1 promise", "Known since"),
        (PROMISED, "in short?", "budget sheet", "Not kept"),
        (WORRY, "tl;dr", "That is as short as I can say it", "Open the note"),
    ],
)
async def test_an_answer_is_said_in_short_or_plainly_not(
    mira: Driver, first: str, words: str, kept: str, left_out: str
) -> None:
    answer = (await followed(mira, first, words)).replace("*", "")

    assert kept in answer
    assert left_out not in answer


@pytest.mark.parametrize(
    "words",
    [
        "blah foo the bar thing",
        "hmm green or so",
        "no the othr one",
        "the thing w the stuff",
        "less of that more this",
    ],
)
async def test_words_that_mean_nothing_there_are_not_kept_and_are_told_what_can_be_asked(
    mira: Driver, words: str
) -> None:
    answer = await followed(mira, WORRY, words)

    assert f"I couldn't tell what “{words}” asks here. You can say" in answer
    assert "Nothing was kept" in answer


async def test_the_thread_goes_on_after_a_short_answer(mira: Driver) -> None:
    first = await said(mira, WORRY)
    await said(mira, "since when?", first)

    assert "I read it as “What worries Ana?”" in text_of(await said(mira, "and Ana?", first))


async def test_a_boss_is_asked_for_and_then_what_was_promised(mira: Driver) -> None:
    first = await said(mira, "who's Helen's boss?")
    assert "Helen Carter reports to Ana Ruiz" in text_of(first)

    assert "budget sheet" in text_of(await said(mira, "what did she promise?", first))
