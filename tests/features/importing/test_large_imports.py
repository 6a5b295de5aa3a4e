"""B6: a large file is imported soon, the card says how far it is, and the conversation goes on."""

from __future__ import annotations

import time

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office
from tests.features.importing.test_importing import rows

pytestmark = pytest.mark.asyncio(loop_scope="module")

SECONDS = 20.0
GIVEN = ("Ana", "Bo", "Cleo", "Dario", "Edda", "Farid", "Gwen", "Hiro", "Ines", "Jorn")
FAMILY = ("Ruiz", "Holm", "Tram", "Keller", "Sato", "Okafor", "Lind", "Moreau", "Novak", "Silva")


def connections(count: int) -> bytes:
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for number in range(count):
        given = GIVEN[number % 10]
        family = f"{FAMILY[number // 10 % 10]}{chr(97 + number % 26)}{number // 100}"
        mail = f"p{number}@company{number % 800}.test"
        lines.append(f"{given},{family},,{mail},Company {number % 800},Head of Purchasing,01 Mar 2024")
    return "\n".join(lines).encode()


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_b6_ten_thousand_people_come_in_soon(office: Office, seller: Driver) -> None:
    began = time.process_time()
    await seller.upload("connections.csv", connections(10_000))
    card = await seller.next_message(timeout=200)
    assert "10,000 people" in text_of(card)
    await seller.click(card, "Import 10,000 people")
    told = []
    while "Imported" not in (said := text_of(await seller.next_update(timeout=200))):
        told.append(said)
    spent = time.process_time() - began
    assert any("of 10,800" in each for each in told)
    assert rows(office, seller, "contacts") == 10_000

    await seller.dm("Met Ana Ruiz from Northwind today.")
    await seller.next_message(timeout=200)
    await seller.command("/tactegic", "import")
    listed = await seller.next_message(where=lambda each: "10,000 people ·" in text_of(each), timeout=200)
    await seller.click(listed, "Undo")
    await seller.next_update(timeout=200)
    assert rows(office, seller, "contacts") == 1
    assert spent < SECONDS  # of the processor, whatever else the machine does
