"""Every attack against a model that obeys, in one running bot: nothing may come of any."""

from __future__ import annotations

import pytest

from tests.injection.attacking import withstood
from tests.injection.attacks import Attack, all_attacks
from tests.injection.scene import Scene

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize("attack", all_attacks(), ids=lambda each: f"{each.way}-{each.id}")
async def test_nothing_comes_of_an_attack(scene: Scene, attack: Attack) -> None:
    await withstood(scene, attack)
