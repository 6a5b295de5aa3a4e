"""The page of metrics: it counts what happens, and holds nobody's words, names or ids."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.guarding import make_guards
from bot.service.link import WorkerSigns
from bot.service.metering import Meter, QueueAge
from bot.store.measuring import QueueFigures
from bot.store.store import open_store
from bot.system_clock import SystemClock
from slack_sandbox.testing import text_of
from tests.features.conftest import greeted, running_office


def figures(oldest: int | None, newest: int) -> QueueFigures:
    return QueueFigures(waiting=0 if oldest is None else 1, newest=newest, oldest=oldest)


async def page(port: int | None) -> tuple[str, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        assert answer.status == 200
        return answer.headers["content-type"], await answer.text()


def values(text: str) -> dict[str, float]:
    """The samples by name and labels; raises where the page is none."""
    families = list(text_string_to_metric_families(text))
    assert len({family.name for family in families}) == len(families)
    return {
        " ".join(
            (sample.name, *(f"{key}={value}" for key, value in sorted(sample.labels.items())))
        ): sample.value
        for family in families
        for sample in family.samples
    }


async def test_it_counts_what_happens_and_tells_of_nobody(tmp_path: Path) -> None:
    async with running_office(tmp_path) as office:
        before = values((await page(office.bot.port))[1])
        person = await greeted(office.member("zelda"))
        await person.dm("Met Quentin Oxblood from Farnsworth about storage.")
        await person.next_message(where=lambda message: "Quentin" in text_of(message), timeout=90)
        kind, text = await page(office.bot.port)

    after = values(text)
    assert kind.startswith("text/plain")
    for name in (
        "tactegic_acknowledgement_seconds_count kind=event outcome=taken",
        "tactegic_work_total outcome=done",
        "tactegic_deliveries_total outcome=delivered",
    ):
        assert after[name] > before.get(name, 0)
    assert after["tactegic_breaker_open dependency=slack"] == 0
    assert after["tactegic_paused"] == 0
    assert "tactegic_queue_waiting queue=index" in after
    private = (
        "zelda",
        "quentin",
        "oxblood",
        "farnsworth",
        "storage",
        person.user.lower(),
        "t0",
        "d0",
        str(tmp_path),
    )
    assert not [word for word in private if word in text.lower()]


async def test_what_waits_and_what_is_left_alone_is_set(tmp_path: Path) -> None:
    clock = SystemClock()
    store = await open_store(f"sqlite:///{tmp_path}/tactegic.db", clock)
    guards = make_guards()
    meter = Meter(lambda: store.measure(clock.now()), clock.now, guards.all(), lambda: True)
    for _ in range(3):
        guards.model.failed("no_answer")
    await meter.look()
    await store.close()
    from bot.metrics import WORKER, page

    found = values(page(WORKER).decode())
    assert found["tactegic_breaker_open dependency=model"] == 1
    assert found["tactegic_paused"] == 1
    assert found["tactegic_queue_oldest_seconds queue=inbox"] == 0


def test_the_age_counts_from_the_first_look_that_saw_the_row() -> None:
    age = QueueAge()

    assert age.look(figures(None, 10), 100) == 0
    assert age.look(figures(11, 12), 110) == 0
    assert age.look(figures(11, 30), 120) == 10
    assert age.look(figures(13, 31), 130) == 10
    assert age.look(figures(None, 31), 140) == 0


@pytest.mark.parametrize("heard", [True, False])
def test_the_silence_of_the_worker_counts_from_when_it_was_heard(heard: bool) -> None:
    time = [0.0]
    signs = WorkerSigns(monotonic=lambda: time[0])
    time[0] = 5.0
    if heard:
        signs.hear({}, {})
        signs.hear_metrics("tactegic_paused 0.0\n")
    time[0] = 7.0

    assert signs.silent_seconds == (2.0 if heard else 7.0)
    assert signs.metrics == (b"tactegic_paused 0.0\n" if heard else b"")
