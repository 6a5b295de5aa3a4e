"""The command line: `tactegic --help` lists what it can do."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer

from bot.config import BadSettings, Settings, load_settings
from bot.telemetry import configure_logging

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Tactegic: a Slack bot that coaches people on strategic relationships.",
)


@app.command("try")
def try_(
    http: Annotated[bool, typer.Option("--http", help="Signed HTTP events instead of Socket Mode.")] = False,
    port: Annotated[int, typer.Option(help="Port of the page; 0 picks a free one.")] = 8710,
    keep: Annotated[Path | None, typer.Option(help="Folder to keep the bot's data in.")] = None,
) -> None:
    """Start the bot with a Slack workspace of its own, and print the page's address."""
    _run(_try, http, port, keep, log_level="warning")


@app.command()
def serve() -> None:
    """Run the bot in a real workspace, as the environment says."""
    _run(_serve)


@app.command()
def migrate() -> None:
    """Bring the database up to date (`serve` does so by itself)."""
    _run(_migrate)


@app.command()
def reindex() -> None:
    """Build the vector index anew from the notes."""
    _run(_reindex)


@app.command()
def doctor(
    replay: Annotated[str, typer.Option(help="Key of a dead letter to try again.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show the state of settings, database, queue, dead letters and index."""
    _run(_doctor, replay, as_json, log_level="warning")


@app.command()
def health() -> None:
    """Ask the running bot whether it is well; exit code 1 when it is not (for container health checks)."""
    from urllib.error import URLError
    from urllib.request import urlopen

    settings = _settings()
    try:
        with urlopen(f"http://127.0.0.1:{settings.http_port}/health", timeout=2) as answer:
            print(answer.read().decode())
    except (URLError, OSError) as error:
        print(f"not well: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def manifest(
    mode: Annotated[str, typer.Option(help="socket or http.")] = "socket",
    url: Annotated[str | None, typer.Option(help="The bot's public address, for http.")] = None,
) -> None:
    """Print the manifest to create the Slack app from."""
    from bot.slack.manifest import NeedsUrl
    from bot.slack.manifest import manifest as made

    if mode not in ("socket", "http"):
        _stop(f"--mode is socket or http, not {mode}.")
    try:
        print(json.dumps(made(mode, url), indent=2))  # type: ignore[arg-type]
    except NeedsUrl as error:
        _stop(f"--mode http needs --url: {error}.")


@app.command("eval")
def eval_(
    what: Annotated[str, typer.Argument(help="recall, messages or actions.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines; see docs/evals.md.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure quality on a file of examples with the coach and the embeddings that are set."""
    from bot.evals.running import BadRows, evaluate

    try:
        figures = _run(evaluate, what, file, _settings(), log_level="warning")
    except BadRows as error:
        _stop(str(error))
    print(json.dumps(figures) if as_json else json.dumps(figures, indent=2))


def main() -> None:
    """Run the command line."""
    app()


async def _try(http: bool, port: int, keep: Path | None) -> None:
    print("Starting a Slack workspace of its own, and the bot in it ...", flush=True)
    from bot.trying import trying

    async with trying(http=http, page_port=port, keep_in=keep) as (sandbox, bot):
        print(f"Open {sandbox.base_url}   (Ctrl-C ends it)", flush=True)
        await _until_stopped(bot.failed)


async def _serve() -> None:
    from bot.service import running
    from bot.wiring import SystemClock

    async with running(_settings(), SystemClock()) as bot:
        await _until_stopped(bot.failed)


async def _migrate() -> None:
    from bot.store.store import open_store
    from bot.wiring import SystemClock

    settings = _settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    store = await open_store(settings.store_url, SystemClock())
    await store.close()
    print("The database is up to date.")


async def _reindex() -> None:
    from bot.indexing import rebuild_index
    from bot.wiring import SystemClock, open_parts

    async def progress(done: int) -> None:
        print(f"\r{done} notes", end="", flush=True)

    async with open_parts(_settings(), SystemClock()) as parts:
        count = await rebuild_index(parts, progress)
    print(f"\rThe index holds {count} notes.")


async def _doctor(replay: str, as_json: bool) -> None:
    from bot.doctor import examine, sentences
    from bot.wiring import SystemClock, open_parts

    settings = _settings()
    async with open_parts(settings, SystemClock()) as parts:
        if replay:
            again = await parts.store.replay(replay)
            print("It will be tried again." if again else f"There is no dead letter with the key {replay}.")
            return
        findings = await examine(settings, parts)
    print(json.dumps(findings, indent=2) if as_json else "\n".join(sentences(findings)))


async def _until_stopped(failed: asyncio.Future[None]) -> None:
    """Wait for Ctrl-C or a polite kill; raises the error of a part that failed."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    failed.add_done_callback(lambda _: stopped.set())
    await stopped.wait()
    if failed.done():
        failed.result()
    print("Stopping ...", flush=True)


def _run(
    work: Callable[..., Coroutine[Any, Any, Any]],
    *arguments: Any,
    log_level: Literal["info", "warning"] = "info",
) -> Any:
    from bot.core.ports.errors import Unavailable
    from bot.wiring import AlreadyRunning

    settings = _settings()
    configure_logging(settings.log_format, log_level if settings.log_level == "info" else settings.log_level)
    try:
        return asyncio.run(work(*arguments))
    except (BadSettings, AlreadyRunning, Unavailable) as error:
        _stop(str(error))


def _settings() -> Settings:
    try:
        return load_settings()
    except BadSettings as error:
        _stop(str(error))


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(2)
