"""Intake and worker as two real processes: each may die or be busy, and nothing is lost or done twice."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import aiohttp
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.slack.manifest import manifest
from slack_sandbox import Sandbox, User, running_sandbox
from slack_sandbox.seed import TEAM
from tests.faults.serving import Served, answers, environment, served, started, until
from tests.support.databases import database_maker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
PEOPLE, ROUNDS = 4, 5


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The setting of a database of each kind; the file in the data folder is made by the bot itself."""
    if request.param == "sqlite":
        yield {}
        return
    with database_maker("postgres", tmp_path) as make:
        yield {"TACTEGIC_DATABASE_URL": make()}


async def say_things(sandbox: Sandbox, random: Random) -> set[str]:
    """Everybody writes some notes, with pauses of their own; the messages' places."""
    sent: set[str] = set()

    async def one(number: int) -> None:
        user = User(f"U0KILL{number}", TEAM, f"kim{number}", f"Kim Number{number}", "Europe/Berlin")
        sandbox.add_member(user)
        person = sandbox.driver(user.id)
        for turn in range(ROUNDS):
            text = f"Met Person Number{turn} from Company{turn}, case {user.id} {turn}."
            sent.add(await person.dm(text))
            await asyncio.sleep(random.uniform(0.1, 0.8))

    await asyncio.gather(*map(one, range(PEOPLE)))
    return sent


async def kill_again_and_again(bot: Served, name: str, random: Random, times: int) -> int:
    """Kill a child at random times, also while it starts; how often it was."""
    killed: set[int] = set()
    while len(killed) < times:
        await until(lambda: bot.children().get(name, 0) not in {0, *killed})
        await asyncio.sleep(random.uniform(0.0, 1.5))
        if name in bot.children():
            killed.add(bot.kill(name))
    return len(killed)


def deliveries(sandbox: Sandbox) -> list[tuple[str | None, int]]:
    """How each event's delivery to the app ended, and the how-manieth attempt it was."""
    entries = sandbox.traffic.since(0, 500)
    return [(each["error"], each["attempt"]) for each in entries if each["kind"] == "event"]


async def test_a_worker_that_is_killed_again_and_again_delays_no_acknowledgement_and_loses_nothing(
    tmp_path: Path, database: dict[str, str]
) -> None:
    random = Random(20261130)
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        async with served(sandbox, tmp_path / "data", **database) as bot:
            killing = asyncio.create_task(kill_again_and_again(bot, "worker", random, 3))
            sent = await say_things(sandbox, random)
            assert await killing == 3
            await until(lambda: len(answers(sandbox, sent)) == len(sent), 180)
            assert len(bot.said("intake.ready")) == 1
            assert len(bot.said("process.ended")) == 3
        assert answers(sandbox, sent) == Counter(sent)
        assert len(sent) == PEOPLE * ROUNDS
        found = deliveries(sandbox)
        assert len(found) >= len(sent)
        assert set(found) == {(None, 0)}


async def test_an_intake_that_is_killed_again_and_again_gets_what_slack_sends_again(
    tmp_path: Path, database: dict[str, str]
) -> None:
    random = Random(11302026)
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        sandbox.times.retry_delays = tuple([0.5] * 200)
        async with served(sandbox, tmp_path / "data", **database) as bot:
            killing = asyncio.create_task(kill_again_and_again(bot, "intake", random, 3))
            sent = await say_things(sandbox, random)
            assert await killing == 3
            await until(lambda: len(answers(sandbox, sent)) == len(sent), 180)
            assert len(bot.said("worker.ready")) == 1
        assert answers(sandbox, sent) == Counter(sent)


async def test_it_ends_in_order_and_works_on_what_it_had_taken_in_at_its_next_start(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        person = sandbox.driver("U0SELLER")
        async with served(sandbox, tmp_path / "data") as bot:
            os.kill(bot.children()["worker"], signal.SIGSTOP)
            sent = {await person.dm("Met Ana Example from Northwind today.")}
            await until(lambda: (None, 0) in deliveries(sandbox))
            assert answers(sandbox, sent) == Counter()
            worker = psutil.Process(bot.children()["worker"])
            bot.process.terminate()
            await until(lambda: "intake" not in bot.children())
            assert worker.is_running()
            worker.send_signal(signal.SIGCONT)
            assert await bot.process.wait() == 0
            assert not worker.is_running()
        async with served(sandbox, tmp_path / "data"):
            await until(lambda: answers(sandbox, sent) == Counter(sent))


async def test_a_parent_that_is_killed_takes_both_along_and_another_takes_their_place(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        async with served(sandbox, tmp_path / "data") as bot:
            children = list(bot.children().values())
            bot.process.kill()
            await bot.process.wait()
            async with served(sandbox, tmp_path / "data"):
                assert len(children) == 2
                assert not any(map(psutil.pid_exists, children))
                sent = {await sandbox.driver("U0SELLER").dm("Met Ana Example from Northwind today.")}
                await until(lambda: answers(sandbox, sent) == Counter(sent))


async def test_a_token_that_is_refused_pauses_both_and_one_in_the_file_lets_both_go_on(
    tmp_path: Path,
) -> None:
    token = tmp_path / "token"
    async with running_sandbox(manifest("socket")) as sandbox:
        sandbox.limits.relax()
        token.write_text(sandbox.bot_token)
        file = {"SLACK_BOT_TOKEN": "", "SLACK_BOT_TOKEN_FILE": str(token)}
        async with served(sandbox, tmp_path / "data", **file) as bot:
            await bot.until_page("/ready", ok=True, worker=True, paused="")
            sandbox.revoke()
            await bot.until_page("/ready", ok=False, worker=True)
            await until(
                lambda: {line["process"] for line in bot.said("slack.paused")} == {"intake", "worker"}
            )
            assert (await bot.page("/ready"))["paused"]
            assert (await bot.page("/health"))["ok"]

            token.write_text(sandbox.reinstall())

            await bot.until_page("/ready", ok=True, paused="")
            sent = {await sandbox.driver("U0SELLER").dm("Met Ana Example from Northwind today.")}
            await until(lambda: answers(sandbox, sent) == Counter(sent))


async def until_counted(bot: Served, *names: str) -> None:
    """Wait until `/metrics` of the intake holds these of both processes, each kind of figure once."""
    url = f"http://127.0.0.1:{bot.port}/metrics"
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while True:
            async with session.get(url) as page:
                families = list(text_string_to_metric_families(await page.text()))
            assert len({family.name for family in families}) == len(families)
            if {*names} <= {sample.name for family in families for sample in family.samples}:
                return
            await asyncio.sleep(0.2)


async def test_the_pages_tell_of_a_worker_that_hangs(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox, served(sandbox, tmp_path / "data") as bot:
        await bot.until_page("/ready", status=200, ok=True, worker=True)
        sent = {await sandbox.driver("U0SELLER").dm("Met Ana Example from Northwind today.")}
        await until(lambda: answers(sandbox, sent) == Counter(sent))
        await until_counted(bot, "tactegic_acknowledgement_seconds_count", "tactegic_work_total")
        worker = bot.children()["worker"]
        os.kill(worker, signal.SIGSTOP)

        await bot.until_page("/ready", status=503, ok=False, worker=False)
        assert (await bot.page("/health"))["status"] == 200

        os.kill(worker, signal.SIGCONT)
        await bot.until_page("/ready", status=200, ok=True, worker=True)


async def test_what_both_refuse_at_the_start_is_said_once(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox:
        given = environment(sandbox, tmp_path / "data", SLACK_BOT_TOKEN="xoxb-nobody")
        async with started(**given) as bot:
            assert await bot.process.wait() == 2
        [sentence] = bot.plain
        assert sentence.startswith("SLACK_BOT_TOKEN was refused by Slack (invalid_auth)")


async def test_a_second_one_on_the_same_folder_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox, served(sandbox, tmp_path / "data") as first:
        async with started(**environment(sandbox, tmp_path / "data")) as second:
            assert await second.process.wait() == 2
        [sentence] = second.plain
        assert sentence.startswith(f"Another Tactegic works in {tmp_path / 'data'}.")
        await first.until_page("/ready", ok=True)


async def test_intake_and_worker_run_apart_on_postgresql(tmp_path: Path) -> None:
    with database_maker("postgres", tmp_path) as make:
        async with running_sandbox(manifest("socket")) as sandbox:
            sandbox.limits.relax()
            given = environment(sandbox, tmp_path / "data", TACTEGIC_DATABASE_URL=make())
            async with started("--only", "intake", **given) as intake:
                await until(lambda: intake.said("intake.ready"))
                sent = {await sandbox.driver("U0SELLER").dm("Met Ana Example from Northwind today.")}
                await until(lambda: (None, 0) in deliveries(sandbox))
                async with started("--only", "worker", **given) as worker:
                    await until(lambda: worker.said("worker.ready"))
                    await until(lambda: answers(sandbox, sent) == Counter(sent))
                    assert await worker.end() == 0
                assert await intake.end() == 0


_HEAVY = {"onnxruntime", "chromadb", "sklearn", "langchain", "langchain_core", "langchain_openai", "openai"}
_NOT_ON_SQLITE = {"sqlalchemy", "matplotlib", "numpy", "apscheduler"}
_SERVE = """
import asyncio, os, sys
from bot.cli import main
def leave(*_):
    print(",".join(sorted({name.split(".")[0] for name in sys.modules})), flush=True)
import atexit
atexit.register(leave)
sys.argv = ["tactegic", "serve", "--only", "intake"]
main()
"""


async def test_the_intake_imports_nothing_of_the_workers(tmp_path: Path) -> None:
    async with running_sandbox(manifest("socket")) as sandbox:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _SERVE),
            env=environment(sandbox, tmp_path / "data"),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            await until(lambda: sandbox.sockets == 1)
            person = sandbox.driver("U0SELLER")
            await person.dm("Met Ana Example from Northwind today.")
            await person.global_shortcut("new_note")
            assert await person.next_view()
        finally:
            process.terminate()
            out, _ = await process.communicate()
        loaded = set(out.decode().strip().splitlines()[-1].split(","))
        assert "slack_bolt" in loaded
        assert loaded & (_HEAVY | _NOT_ON_SQLITE) == set()
