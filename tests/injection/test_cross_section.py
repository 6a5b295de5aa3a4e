"""A few attacks of each way with the fast tests; `test_attacks.py` has them all."""

from __future__ import annotations

import pytest

from tests.injection.attacking import withstood
from tests.injection.attacks import Attack, all_attacks
from tests.injection.scene import Scene
from tests.injection.ways import WAYS

_FEWEST = 120


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "attack", [each for each in all_attacks() if each.fast], ids=lambda each: f"{each.way}-{each.id}"
)
async def test_nothing_comes_of_an_attack(scene: Scene, attack: Attack) -> None:
    await withstood(scene, attack)


def test_there_are_attacks_of_every_way_and_each_wants_something() -> None:
    attacks = all_attacks()
    assert len(attacks) >= _FEWEST
    assert len({(each.way, each.id) for each in attacks}) == len(attacks)
    assert {each.way for each in attacks} == WAYS.keys()
    assert {each.way for each in attacks if each.fast} == WAYS.keys() - {"answers"}
    for each in attacks:
        wants = (each.writes, each.proposes, each.looks_up, each.command, each.promises, each.people)
        assert any(wants) or each.corrects or each.way == "shortcuts", each.id
