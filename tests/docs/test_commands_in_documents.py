"""Every command that a document names is there, with its options, and works where it can run."""

from __future__ import annotations

import asyncio
import importlib.util
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.config import REPOSITORY
from bot.conversation.cards.topics import TOPICS
from bot.conversation.subcommands import SUBCOMMANDS, find_subcommand, parse_line
from bot.core.commands import Command
from slack_sandbox.testing import text_of
from tests.docs.commands import is_usage, said_in_plain_words, typed_in_a_shell, typed_in_slack
from tests.features.conftest import greeted, running_office
from tests.features.conversation.test_help import informed_seller, refused, typed

SHELL = typed_in_a_shell()
MEMBER = "U0123456789"
"""The member whom the documents name."""
NOT_RUN = {
    "serve": "it needs the tokens of a real workspace; tests/service runs it",
    "try": "it runs until it is ended; every flow test runs what it starts",
    "eval": "it measures for minutes; tests/evals runs it on a few examples",
    "health": "it asks a bot that runs in a process of its own; tests/service runs it",
    "rehearse": "tests/features/rehearsal runs it",
    "migrate": "to move, it needs an empty PostgreSQL; tests/backup runs that",
}
"""Commands of the bot that are not run here, and why."""
NOT_RUN_WITH = {
    "--replay": "it needs a dead letter; tests/store runs it",
    "--model": "it asks a language model",
    "--receipts": "it needs a second backup; tests/backup runs it",
    "--url": "printing for HTTP is run in tests/slack",
}
"""Options with which a command is not run here, and why."""
TAKES_TIME = "it takes minutes, or trains"
OF_PYTHON = {
    "python": "the program alone",
    "python -m pytest": TAKES_TIME,
}
NOT_SAID = {
    "label": (
        "Things to try|Create New App|From a manifest|Install to Workspace|Basic Information|"
        "App-Level Tokens|Apps|Edit|Undo|Take it all away|Columns|Change them all|Save as a private note|"
        "simple mode|Your notes don't say|[sample]|That was a question|Keep it as a note instead|"
        "I'll do it"
    ),
    "a part of a sentence": (
        "when|how many|who|last Thursday|by the 30th|in two weeks|a week from Friday|the last Friday in May|"
        "EOD tomorrow|her husband Piet"
    ),
    "an answer in a thread; tests/features/conversation and notes run such": (
        "not Ana, Anna Berg|that paper is for Priya, not Tom|it was Tuesday|that was a call, not a meeting|"
        "I promised it to Priya, not Tom|moved to Tuesday|she cancelled|not yet|save this about Ana|"
        "and Lars?|what about the budget?|and last month?|the second one|"
        "put it on my plan for Tuesday|make it shorter|only Northwind|who else?|since when?|next steps?|"
        "and Helen?"
    ),
}
"""Words in italics that are not said to the bot as they stand, by why."""
NOT_SPOKEN = {words for group in NOT_SAID.values() for words in group.split("|")}


@pytest.mark.parametrize("line", sorted(each for each in SHELL if each.startswith("make")))
def test_what_is_made_is_in_the_makefile(line: str) -> None:
    targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = [word for word in shlex.split(line)[1:] if "=" not in word]
    assert set(named) <= set(targets)


def test_make_says_what_can_be_made() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout
    assert all(f"make {name}" in shown for name in ("try", "test", "screenshots"))


def variants(line: str) -> list[list[str]]:
    """The arguments of a line, once for each choice that it writes as "one|other"."""
    words = shlex.split(line)[1:]
    choice = next((word for word in words if "|" in word), None)
    if choice is None:
        return [words]
    return [[each if word == choice else word for word in words] for each in choice.split("|")]


@pytest.mark.parametrize("line", sorted(each for each in SHELL if each.startswith("tactegic")))
def test_a_command_of_the_bot_is_there_with_its_options(line: str) -> None:
    for words in variants(line):
        command: Any = typer.main.get_command(app)
        while words and hasattr(command, "commands"):
            assert words[0] in command.commands
            command, words = command.commands[words[0]], words[1:]
        known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("line", sorted(each for each in SHELL if each.startswith("python")))
def test_what_python_runs_is_there(line: str) -> None:
    words = shlex.split(line)[1:]
    if line in OF_PYTHON or not words:
        return
    if words[0] == "-m":
        assert importlib.util.find_spec(words[1]) is not None
    else:
        assert (REPOSITORY / words[0]).exists()


@pytest.mark.parametrize("line", sorted(typed_in_slack()))
def test_a_line_of_the_slash_command_is_one(line: str) -> None:
    if is_usage(line):
        assert find_subcommand(line.split()[0].casefold()) is not None
    else:
        assert isinstance(parse_line(line), Command)
    if line.startswith("help ") and not is_usage(line):
        assert line.removeprefix("help ") in TOPICS


def of_the_bot() -> list[list[str]]:
    """The arguments of every documented command of the bot."""
    return [words for line in SHELL if line.startswith("tactegic ") for words in variants(line)]


def test_no_exception_is_left_over() -> None:
    assert NOT_SPOKEN - set(said_in_plain_words()) == set()
    assert set(NOT_RUN) - {words[0] for words in of_the_bot()} == set()


def prepared(words: list[str], folder: Path, member: str) -> list[str]:
    """The arguments with the places of the test in place of those of the documents."""
    places = {
        MEMBER: member,
        "ID": member,
        "FILE": str(folder / "file"),
        "connections.csv": str(folder / "connections.csv"),
    }
    return [places.get(word, word.replace("/safe/place", str(folder))) for word in words]


def run(words: list[str], data: Path) -> Result:
    """Run a command of the bot on a data folder."""
    return CliRunner().invoke(app, words, env={"TACTEGIC_DATA_DIR": str(data)})


@pytest.mark.slow
def test_the_commands_of_the_bot_work_as_the_documents_show_them(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    member = asyncio.run(_a_member_in(data))
    (tmp_path / "connections.csv").write_text("Name,Company\nLars Berg,Tesseract\n", encoding="utf-8")
    runnable = [
        words for words in of_the_bot() if words[0] not in NOT_RUN and not NOT_RUN_WITH.keys() & set(words)
    ]
    order = ("manifest", "doctor", "import", "export", "backup", "restore", "reindex")
    runnable.sort(key=lambda words: order.index(words[0]))

    wrong = {}
    for words in runnable:
        result = run(prepared(words, tmp_path, member), data)
        if result.exit_code:
            wrong[" ".join(words)] = result.output[-400:]

    assert {words[0] for words in runnable} == set(order)
    assert wrong == {}


async def _a_member_in(data: Path) -> str:
    """Have a member told the bot in this folder of somebody, and the bot ended again."""
    async with running_office(data) as office:
        person = await greeted(office.member("mira"))
        await person.dm("Met Ana Ruiz from Northwind, I promised her the storage paper by Friday.")
        await person.next_message()
        return person.user


@pytest.mark.slow
async def test_lines_of_the_slash_command_work_as_the_documents_show_them(tmp_path: Path) -> None:
    examples = {each.example for each in SUBCOMMANDS}
    lines = [line for line in typed_in_slack() if line and not is_usage(line) and line not in examples]
    wrong = {}
    async with running_office(tmp_path) as office:
        seller = await informed_seller(office)
        for line in sorted(lines):
            if refused(answer := await typed(seller, line)):
                wrong[line] = answer
    assert wrong == {}


@pytest.mark.slow
async def test_plain_words_of_the_documents_are_understood(tmp_path: Path) -> None:
    wrong = {}
    async with running_office(tmp_path) as office:
        seller = await informed_seller(office)
        for words in said_in_plain_words():
            if words in NOT_SPOKEN:
                continue
            await seller.dm(words)
            answer = text_of(await seller.next_message(timeout=20))
            if refused(answer) and not answer.startswith("I'm not sure that your notes say it"):
                wrong[words] = answer
    assert wrong == {}
