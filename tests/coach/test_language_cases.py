"""Days and names that were once read wrongly, all the way from the words to what would be kept."""

from __future__ import annotations

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.evals.messages.labels import Prediction
from bot.evals.messages.predicting import predict
from bot.memory.embedding import local_embedder
from bot.wiring import data_root

WEDNESDAY = "2026-04-15"


@pytest.fixture(scope="module")
def coach() -> RulesCoach:
    return RulesCoach(local_embedder(), data_root("knowledge"))


async def read(text: str, coach: RulesCoach, zone: str = "Europe/Berlin") -> Prediction:
    return await predict({"id": "1", "today": WEDNESDAY, "text": text}, coach, zone=zone)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("by mid-June", "2026-06-15"),
        ("by 31 April", None),
        ("by July 42nd", None),
        ("by the first Monday of June", "2026-06-01"),
        ("the week after next", "2026-05-01"),
        ("by the last day of July", "2026-07-31"),
        ("by the last Friday in May", "2026-05-29"),
        ("in two weeks' time", "2026-04-29"),
        ("by the coming Monday", "2026-04-20"),
        ("by the 15th next month", "2026-05-15"),
        ("before the end of May", "2026-05-31"),
        ("by May. 9, 2026", "2026-05-09"),
        ("by Friday week", "2026-04-24"),
        ("a week from Friday", "2026-04-24"),
        ("in three business days", "2026-04-20"),
        ("by the third Friday of next month", "2026-05-15"),
        ("by the fifteenth of next month", "2026-05-15"),
        ("by 10 April", "2026-04-10"),
        ("by May eighth", "2026-05-08"),
        ("two weeks from today", "2026-04-29"),
        ("by close of business on Friday", "2026-04-17"),
        ("by the end of the month", "2026-04-30"),
        ("by the beginning of next quarter", "2026-07-01"),
        ("by the end of the week", "2026-04-17"),
        ("within the next two weeks", "2026-04-29"),
        ("by EOD tomorrow", "2026-04-16"),
    ],
)
@pytest.mark.parametrize(
    "promised",
    [
        "I promised Ana Ruiz the storage paper",
        "I will send Ana Ruiz the storage paper",
        "I owe Ana Ruiz the storage paper",
    ],
)
async def test_a_promise_is_due_on_the_day_that_the_words_name(
    coach: RulesCoach, promised: str, words: str, days: str | None
) -> None:
    [promise] = (await read(f"{promised} {words}.", coach)).promises

    assert (promise.by, promise.whom, promise.due) == ("member", "Ana Ruiz", days)
    assert "storage paper" in promise.what


@pytest.mark.parametrize(
    ("zone", "due"), [("Europe/Berlin", "2026-06-05"), ("America/New_York", "2026-05-06")]
)
async def test_a_day_in_figures_is_read_as_the_members_country_writes_it(
    coach: RulesCoach, zone: str, due: str
) -> None:
    [promise] = (await read("I will send Ana Ruiz the storage paper by 5/6.", coach, zone)).promises

    assert promise.due == due


@pytest.mark.parametrize(
    ("named", "people"),
    [
        ("Ana Ruiz from Müller & Söhne GmbH & Co. KG", [("Ana Ruiz", "Müller & Söhne GmbH & Co. KG")]),
        ("Ana Ruiz from Ernst & Young", [("Ana Ruiz", "Ernst & Young")]),
        ("John W. Ingram, V from Northwind", [("John W. Ingram", "Northwind")]),
        ("Tiptree, James, Jr. from Northwind", [("James Tiptree", "Northwind")]),
        ("Jenny Baker (Johnson) from Northwind", [("Jenny Baker", "Northwind")]),
        ("Ana Ruiz from Grupo Norte S.A. de C.V.", [("Ana Ruiz", "Grupo Norte S.A. de C.V.")]),
        (
            "April Jones and June Park from Northwind",
            [("April Jones", "Northwind"), ("June Park", "Northwind")],
        ),
        ("Ana Ruiz from AT&T", [("Ana Ruiz", "AT&T")]),
        ("Ana Ruiz from Booking.com", [("Ana Ruiz", "Booking.com")]),
        ("Tham Jun Hoe from Northwind", [("Tham Jun Hoe", "Northwind")]),
        ("Josep Carod i Rovira from Northwind", [("Josep Carod i Rovira", "Northwind")]),
        ("Ana Ruiz of the University of Vienna", [("Ana Ruiz", "University of Vienna")]),
        ("דוד לוי from Northwind", [("דוד לוי", "Northwind")]),
    ],
)
async def test_names_are_kept_whole_and_nobody_is_made_up(
    coach: RulesCoach, named: str, people: list[tuple[str, str]]
) -> None:
    found = await read(f"Met {named} yesterday.", coach)

    assert sorted(found.people) == sorted(people)
    assert found.occurred_on == "2026-04-14"
