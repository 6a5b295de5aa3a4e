"""Who works where, in messages by many hands: all the way from the words to what would be kept."""

from __future__ import annotations

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.evals.messages.predicting import predict
from bot.memory.embedding import local_embedder
from bot.wiring import data_root

Known = list[tuple[str, str]]


@pytest.fixture(scope="module")
def coach() -> RulesCoach:
    return RulesCoach(local_embedder(), data_root("knowledge"))


async def people_of(text: str, coach: RulesCoach, known: Known) -> dict[str, str]:
    row = {"id": "1", "today": "2026-12-03", "text": text, "known": [list(one) for one in known]}
    return dict((await predict(row, coach, zone="Europe/Berlin")).people)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Grace at Tindall Mutual says the board meets on the 9th", {"Grace": "Tindall Mutual"}),
        ("Mr Contractor of Sahyadri Valves asked for a longer warranty.", {"Contractor": "Sahyadri Valves"}),
        ("Spoke to Cash Okafor, Enugu Bottling. He'll pay in March", {"Cash Okafor": "Enugu Bottling"}),
        ("Mr. Obi and Ms. Adeyemi of Lekki Ports met us", {"Obi": "Lekki Ports", "Adeyemi": "Lekki Ports"}),
        ("Havel Optik told us no. Jitka Horáková apologised.", {"Jitka Horáková": "Havel Optik"}),
        (
            "Ines Prado - Casa Lumbre, Rui Teles - Porto Cortiça, both say yes to the 12th",
            {"Ines Prado": "Casa Lumbre", "Rui Teles": "Porto Cortiça"},
        ),
        (
            "Delgado Hermanos (Inés, Tomás) are coming to the plant on Friday",
            {"Inés": "Delgado Hermanos", "Tomás": "Delgado Hermanos"},
        ),
        ("Rossi Carta visit. Paola, Dario and a trainee", {"Paola": "Rossi Carta", "Dario": "Rossi Carta"}),
        ("Silva Madeiras cancelled. Their Mr. Brandão says budget.", {"Brandão": "Silva Madeiras"}),
        ("Kaiser Gewürze said no to the pilot", {}),
        ("Franz Huber & Söhne want two machines", {}),
    ],
)
async def test_a_name_is_somebodys_or_a_companys(
    text: str, people: dict[str, str], coach: RulesCoach
) -> None:
    assert await people_of(text, coach, []) == people
