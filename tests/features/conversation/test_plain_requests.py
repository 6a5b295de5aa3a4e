"""B4: requests as hurried people write them, without a language model: done or answered, never kept."""

from __future__ import annotations

import pytest
import pytest_asyncio

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOLD = (
    "Met Ana Ruiz from Northwind. She worries about carbon reporting. I promised her the storage paper.",
    "Call with Ibrahim Nasser from Tollgate. He is sceptical about it. I promised Ibrahim a price list.",
    "Lunch with Olga Stein from Tollgate. Olga is a lawyer who knows energy contracts.",
    "Met Priya Nair from Denholm. We decided to start the pilot in March.",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mira(office: Office) -> Driver:
    """A seller who told of four people."""
    person = await greeted(office.member("mira"))
    for each in TOLD:
        await answered(person, each)
    return person


async def answered(person: Driver, words: str) -> str:
    await person.dm(words)
    return text_of(await person.next_message())


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("can I get a brief about Northwind?", "You know 1 person at Northwind"),
        ("could we have a quick rundown on Tollgate pls", "You know 2 people at Tollgate"),
        ("i need a brief on Olga before lunch", "Before you talk to Olga Stein"),
        ("prep me for QBR w/ Northwind next Tuesday", "QBR with Northwind"),
        ("QBR pack for Northwind on 10 December", "QBR with Northwind"),
        ("prep for the Northwind QBR on 10 Dec", "QBR with Northwind"),
        ("need the QBR pack Northwind by Monday", "QBR with Northwind"),
        ("qbr northwind 10 dec", "QBR with Northwind"),
        ("QBR w/ Northwind is on Tuesday, prep me", "QBR with Northwind"),
        ("Olga & Ibrahim - differences?", "You owe Ibrahim Nasser 1 promise, and Olga Stein none"),
        ("diff Olga Ibrahim", "side by side"),
        ("what sets Olga and Ibrahim apart?", "Your notes tell of doubts of Ibrahim Nasser"),
        ("Northwind and Tollgate: what's different?", "Northwind and Tollgate, side by side"),
        ("Olga or Ibrahim - who's closer to me?", "side by side"),
        ("what did we decide at Denholm?", "What was decided with Denholm"),
        ("any decisions with Priya?", "“We decided to start the pilot in March.”"),
        ("what was agreed with Denholm so far", "We decided to start the pilot"),
        ("what's a slip?", "Nobody here has said yet what slip means"),
        ("define slippage", "Nobody here has said yet what slippage means"),
        ("what did I promise Tollgate?", "a price list"),
        ("looking for a lawyer who knows energy contracts", "Olga is a lawyer who knows energy contracts"),
        ("remind me weekdays at 17:30", "What shall I remind you of"),
        ("fridays at 4 remind me to send the report", "Then every Friday"),
        ("remind me weekdays at 17:30 to write notes", "Then every working day"),
        ("delete all my contacts", "I delete no contacts all at once"),
        ("get rid of everyone at Tollgate", "everybody at Tollgate is still there"),
        ("wipe my contact list pls", "I delete no contacts all at once"),
        ("goal: sign Northwind by March", "March 2027: sign Northwind by March (until 31 March 2027)"),
        ("goal win Tollgate by end of April", "April 2027: win Tollgate by end of April"),
        ("who answered the round?", "Nobody reports to you here"),
        ("did everybody answer this week?", "Nobody reports to you here"),
        ("who have I neglected", "Nobody is waiting"),
        ("how balanced is my portfolio?", "Your portfolio"),
        ("list everyone at Denholm", "Priya Nair"),
        ("who did I meet last week", "nobody you were in touch with from 16 November"),
    ],
)
async def test_a_request_is_done_or_answered(mira: Driver, words: str, shown: str) -> None:
    assert shown in await answered(mira, words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Northwind signs in March, and they want the pilot to start after", "Northwind signs in March"),
        ("Tollgate goes live in April", "Tollgate goes live in April"),
        ("Olga thinks the board approves it in January", "Olga thinks the board approves it in January"),
        ("Ibrahim says they go live in Q2", "Ibrahim says they go live in Q2"),
        ("board decides in February, Olga thinks", "board decides in February"),
        ("Denholm renews next year", "Denholm renews next year"),
    ],
)
async def test_what_others_will_do_is_taken_as_an_expectation(
    mira: Driver, words: str, expected: str
) -> None:
    noted = await answered(mira, words)

    assert f"I took “{expected}” as" in noted
    assert "expectation, not a fact" in noted


@pytest.mark.parametrize(
    "words",
    [
        "Olga hopes Tollgate signs in March",
        "if Tollgate signs in March we need two people",
        "We go live in April",
    ],
)
async def test_what_is_hoped_for_or_ones_own_is_no_expectation_of_others(mira: Driver, words: str) -> None:
    assert "expectation, not a fact" not in await answered(mira, words)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("quiet mornings please", "12:00 and 18:00"),
        ("leave me alone in the mornings", "12:00 and 18:00"),
        ("no pings in the evening", "08:00 and 17:00"),
    ],
)
async def test_a_part_of_the_day_stays_free_of_messages(seller: Driver, words: str, hours: str) -> None:
    assert f"I write between {hours}" in await answered(seller, words)


async def test_who_knows_what_is_looked_for_is_introduced_both_ways(seller: Driver) -> None:
    await answered(seller, TOLD[2])
    await answered(seller, "Met Priya Nair from Denholm.")
    await answered(seller, "Priya is looking for a lawyer who knows energy contracts")

    for asked, other in (("Priya", "Olga Stein"), ("Olga", "Priya Nair")):
        shown = await answered(seller, f"who should I introduce {asked} to?")
        assert other in shown
        assert "Olga is a lawyer who knows energy contracts" in shown
        assert "looking for a lawyer who knows energy contracts" in shown
