"""Carrying an attack out, and gathering all that came of it."""

from __future__ import annotations

from tests.injection.attacks import Attack, all_attacks
from tests.injection.scene import KNOWN, Scene
from tests.injection.watching import Evidence, flaws_in, reached
from tests.injection.ways import (
    ASKS,
    FILES,
    carry_out,
    follow_up,
    may_store,
    may_store_afterwards,
    prepare,
)


async def withstood(scene: Scene, attack: Attack) -> None:
    """Carry an attack out; AssertionError says what came of it that must not."""
    evidence = await attacked(scene, attack)
    flaws = flaws_in(evidence, attack, may_store(attack), may_store_afterwards(attack))
    assert not flaws, "\n".join(flaws)
    was = "reached the model" if reached(evidence.requests, attack) else "did not reach the model"
    assert reached(evidence.requests, attack) is attack.reaches, f"the order {was}"


async def attacked(scene: Scene, attack: Attack) -> Evidence:
    """Carry an attack out, and gather all that came of it."""
    await prepare(scene, attack.way)
    await scene.settled()
    before, asked, sent = scene.rows(), len(scene.model.requests), scene.office.sandbox.traffic.last
    scene.model.obey(attack)
    try:
        await carry_out(scene, attack)
        planted = scene.rows()
        await follow_up(scene, attack)
    finally:
        scene.model.obey(None)
    victim = await scene.victim(attack.way)
    own = [await each.dm_channel() for each in (victim, scene.colleague, scene.manager)]
    written = (part for each in all_attacks() for part in (each.text, *each.more, each.asks))
    return Evidence(
        posts=scene.posts(sent),
        requests=scene.model.requests[asked:],
        before=before,
        planted=planted,
        after=scene.rows(),
        permalinks=f"{scene.office.sandbox.base_url}/archives/",
        channels=frozenset(own),
        known="\n".join((KNOWN, ASKS, *FILES, *written)),
    )
