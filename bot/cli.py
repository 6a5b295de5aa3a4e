"""The command line: `tactegic --help` lists what it can do.

Each command imports what it needs: `serve` has to start its two processes before anything that takes long.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from bot.service.parts import ServicePart

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.service.only import Family

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
def serve(
    only: Annotated[
        ServicePart | None,
        typer.Option(help="Run one of the two processes alone; with PostgreSQL they may be spread."),
    ] = None,
    link: Annotated[str, typer.Option(hidden=True)] = "",
) -> None:
    """Run the bot in a real workspace, as the environment says: its intake and its worker, a process each."""
    if only is None:
        asyncio.run(_serve())
        return
    from bot.freeing import begin_loading, keep_one_heap

    keep_one_heap()
    begin_loading()
    from bot.service.only import Family

    family = Family.of(link)
    _run(_serve_only, only, family, refuse=family.parent.refuse if family else _say)


@app.command()
def migrate(
    to: Annotated[
        str,
        typer.Option(
            envvar="TACTEGIC_MIGRATE_TO",
            help="postgresql://user:password@host/name, or - to read that from standard input: move "
            "everything there from SQLite.",
        ),
    ] = "",
) -> None:
    """Bring the database up to date (`serve` does so by itself), or move it to PostgreSQL."""
    if to:
        from bot.operating import move_to

        _run(partial(move_to, _settings(), _address(to), say=print, show=_show), log_level="warning")
    else:
        _run(_migrate)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
) -> None:
    """Write everything but the vectors into one file, while the bot runs or not."""
    from bot.operating import back_up
    from bot.system_clock import SystemClock

    _run(partial(back_up, _settings(), SystemClock(), file.absolute(), print), log_level="warning")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    force: Annotated[bool, typer.Option("--force", help="Also over what is newer than the backup.")] = False,
    receipts: Annotated[
        list[Path] | None, typer.Option(help="Newer backups, or tactegic.db.receipts of a lost disk.")
    ] = None,
) -> None:
    """Put a backup back, without what was erased since; the bot must be stopped."""
    from bot.operating import put_back
    from bot.system_clock import SystemClock

    work = partial(put_back, _settings(), SystemClock(), file, force=force, receipts=receipts or [])
    _run(partial(work, say=print), log_level="warning")


@app.command()
def reindex() -> None:
    """Build the vector index anew from the notes."""
    from bot.operating import build_index
    from bot.system_clock import SystemClock

    _run(partial(build_index, _settings(), SystemClock(), say=print, show=_show))


@app.command()
def doctor(
    replay: Annotated[str, typer.Option(help="Key of a dead letter to try again.")] = "",
    model: Annotated[
        bool,
        typer.Option("--model", help="Try the language model instead: what works, how fast, what it costs."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show the state of settings, database, queue, dead letters and index."""
    from bot.operating import show_model, show_state, try_again
    from bot.system_clock import SystemClock

    if model:
        if not _run(partial(show_model, _settings(), as_json=as_json, say=print), log_level="warning"):
            raise typer.Exit(1)
    elif replay:
        _run(partial(try_again, _settings(), SystemClock(), replay, print), log_level="warning")
    else:
        work = partial(show_state, _settings(), SystemClock(), as_json=as_json, say=print)
        _run(work, log_level="warning")


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
def rehearse(
    member: Annotated[str, typer.Option(help="The member's Slack id; not needed for a single one.")] = "",
    weeks: Annotated[int, typer.Option(min=1, max=26, help="How many weeks ahead.")] = 12,
) -> None:
    """Print every message that would come to a member by itself; nothing of it is sent or kept."""
    from bot.rehearsing.asked import rehearse_for
    from bot.system_clock import SystemClock
    from bot.wiring import NotNamed

    try:
        print(_run(rehearse_for, _settings(), SystemClock(), member, weeks, log_level="warning"))
    except NotNamed as error:
        _stop(str(error))


@app.command("export")
def export_(
    file: Annotated[Path, typer.Argument(help="The zip to write; it must not be there yet.")],
    member: Annotated[str, typer.Option(help="The member's Slack id; not needed for a single one.")] = "",
) -> None:
    """Write everything that one member owns into one zip, while the bot runs or not."""
    from bot.operating import export_for
    from bot.system_clock import SystemClock
    from bot.wiring import NotNamed

    work = partial(export_for, _settings(), SystemClock(), member, file.absolute(), say=print, show=_show)
    try:
        _run(work, log_level="warning")
    except NotNamed as error:
        _stop(str(error))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV, vCard or iCalendar file.")],
    member: Annotated[str, typer.Option(help="The member's Slack id; not needed for a single one.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask the member first.")] = False,
) -> None:
    """Hand a file of contacts or meetings in for a member, who sees what it would bring and confirms it."""
    from bot.operating import import_for
    from bot.system_clock import SystemClock
    from bot.wiring import NotNamed

    work = partial(import_for, _settings(), SystemClock(), member, file.absolute())
    try:
        _run(partial(work, confirmed=yes, say=print), log_level="warning")
    except NotNamed as error:
        _stop(str(error))


@app.command()
def manifest(
    mode: Annotated[str, typer.Option(help="socket or http.")] = "socket",
    url: Annotated[str | None, typer.Option(help="The bot's public address, for http.")] = None,
    agent_view: Annotated[
        bool, typer.Option(help="Leave the agent view out for a workspace whose plan has none.")
    ] = True,
) -> None:
    """Print the manifest to create the Slack app from; refuse to print one that Slack would not take."""
    from bot.slack.manifest import NeedsUrl
    from bot.slack.manifest import manifest as made
    from bot.trying import refusals_of

    if mode not in ("socket", "http"):
        _stop(f"--mode is socket or http, not {mode}.")
    try:
        described = made(mode, url, agent_view=agent_view)  # type: ignore[arg-type]
    except NeedsUrl as error:
        _stop(f"--mode http needs --url: {error}.")
    if problems := refusals_of(described):
        _stop("Slack would refuse this manifest: " + "; ".join(problems))
    print(json.dumps(described, indent=2))


@app.command("eval")
def eval_(
    what: Annotated[
        str, typer.Argument(help="recall, messages, actions, answers, lifecycle or grounding; or feedback.")
    ],
    file: Annotated[
        Path | None,
        typer.Argument(dir_okay=False, help="JSON lines; see docs/evals.md. Lifecycle needs none."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object, with what came of each row.")
    ] = False,
    compare: Annotated[Path | None, typer.Option(help="An earlier --json result to compare with.")] = None,
    allow_rules: Annotated[
        float, typer.Option(min=0, max=1, help="The share of a model's questions that the rules may answer.")
    ] = 0.0,
    at_once: Annotated[int, typer.Option(min=1, help="How many questions go out side by side.")] = 4,
    record: Annotated[
        Path | None, typer.Option(help="Write the model's answers into this file, to run without it later.")
    ] = None,
) -> None:
    """Measure quality on a file of examples with the coach and the embeddings that are set.

    Exit code 1: a model is set and did not answer all that it was asked. With feedback, write into a new file
    what members said of answers, of those who allow that it is used.
    """
    from bot.evals.measuring.asked import ModelUse
    from bot.evals.measuring.comparing import NotComparable, read_earlier
    from bot.evals.measuring.comparing import compare as compared
    from bot.evals.running import BadRows, evaluate

    if what == "feedback":
        if file is None:
            _stop("Say into which file the feedback goes.")
        _write_ratings(file.absolute())
        return
    for named in (file, compare):
        if named is not None and not named.exists():
            _stop(f"There is no file {named}.")
    use = ModelUse()
    try:
        earlier = read_earlier(compare, what) if compare else None
        work = partial(evaluate, what, file, _settings(), use=use, at_once=at_once, record=record)
        result = dict(_run(work, log_level="warning"))
    except (BadRows, NotComparable) as error:
        _stop(str(error))
    if earlier is not None:
        result["compared"] = compared(earlier, result)
    if not as_json:
        del result["outcomes"]
    print(json.dumps(result) if as_json else json.dumps(result, indent=2))
    if complaint := use.complaint(allow_rules):
        _say(complaint, 1)
        raise typer.Exit(1)


def _write_ratings(file: Path) -> None:
    from bot.operating import write_ratings
    from bot.system_clock import SystemClock
    from bot.wiring import NotNamed

    try:
        _run(partial(write_ratings, _settings(), SystemClock(), file, say=print), log_level="warning")
    except NotNamed as error:
        _stop(str(error))


def main() -> None:
    """Run the command line."""
    app()


async def _try(http: bool, port: int, keep: Path | None) -> None:
    print("Starting a Slack workspace of its own, and the bot in it ...", flush=True)
    from bot.supervision import until_stopped
    from bot.trying import trying

    async with trying(http=http, page_port=port, keep_in=keep, tour=True) as (sandbox, bot):
        print(f"Open {sandbox.base_url}   (Ctrl-C ends it)", flush=True)
        await until_stopped(bot.failed)
        print("Stopping ...", flush=True)


async def _serve() -> None:
    from bot.service.processes import ChildRefused, supervise

    one = [sys.executable, "-m", "bot", "serve", "--only"]
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    try:
        await supervise(
            {part.value: [*one, part.value] for part in ServicePart},
            stopped,
            make_log=_parents_log,
            on_ready=lambda port: _parents_log().info("bot.ready", port=port),
        )
    except ChildRefused as refused:
        _say(str(refused), refused.code)
        raise typer.Exit(refused.code) from None


@cache
def _parents_log() -> Any:
    """Return the parent's log as it is set; what is wrong with the settings its processes say."""
    import structlog

    from bot.config import BadSettings, load_settings
    from bot.telemetry import configure_logging

    with suppress(BadSettings):
        settings = load_settings()
        configure_logging(settings.log_format, settings.log_level)
    return structlog.get_logger(__name__)


async def _serve_only(part: ServicePart, family: Family | None) -> None:
    from bot.service.only import serve_only
    from bot.system_clock import SystemClock

    await serve_only(_settings(), part, SystemClock(), family)


async def _migrate() -> None:
    from bot.private_files import keep_private
    from bot.store.store import open_store
    from bot.system_clock import SystemClock

    settings = _settings()
    keep_private(settings)
    store = await open_store(settings.store_url, SystemClock())
    await store.close()
    print("The database is up to date.")


def _address(to: str) -> str:
    """Return the address to move to; say so where its password could be seen by others."""
    if to == "-":
        return sys.stdin.readline().strip()
    if "@" in to and any(to in argument for argument in sys.argv):
        _say(
            "Who can list this machine's processes sees this address while the move runs: --to - reads it "
            "from standard input, and TACTEGIC_MIGRATE_TO may hold it.",
            0,
        )
    return to


def _show(line: str) -> None:
    """Show a line in the place of the one before, to whoever looks on."""
    if sys.stdout.isatty():
        print(f"\r\x1b[K{line}\r", end="", flush=True)


def _run(
    work: Callable[..., Coroutine[Any, Any, Any]],
    *arguments: Any,
    log_level: Literal["info", "warning"] = "info",
    refuse: Callable[[str, int], None] | None = None,
) -> Any:
    """Run it, and end with 2 and a sentence for what it cannot work with; `refuse` is told the sentence."""
    from bot.telemetry import configure_logging

    settings = _settings()
    configure_logging(settings.log_format, log_level if settings.log_level == "info" else settings.log_level)
    try:
        return asyncio.run(work(*arguments))
    except _refusals() as error:
        (refuse or _say)(str(error), 2)
        raise typer.Exit(2) from None


def _refusals() -> tuple[type[Exception], ...]:
    """Return the errors that are one sentence for who runs the bot."""
    from bot.backup.words import BadBackup, NotReplaced
    from bot.config import BadSettings
    from bot.control.protocol import RequestRefused
    from bot.core.ports.errors import Unavailable
    from bot.private_files import AlreadyRunning

    return BadSettings, AlreadyRunning, Unavailable, BadBackup, NotReplaced, RequestRefused


def _settings() -> Settings:
    from bot.config import BadSettings, load_settings

    try:
        return load_settings()
    except BadSettings as error:
        _stop(str(error))


def _stop(sentence: str) -> NoReturn:
    _say(sentence, 2)
    raise typer.Exit(2)


def _say(sentence: str, _: int) -> None:
    print(sentence, file=sys.stderr)
