from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.cards.topics import GROUPS, PLAIN, TOPICS
from bot.conversation.subcommands import SUBCOMMANDS, Unfinished, Unknown, parse_line
from bot.core.commands import Command, Help, ListContacts, NextSteps, ShowAccount, Undo
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import ListNotes, TakeNote
from bot.features.people.commands import (
    DeleteContact,
    ListCommitments,
    LogTouch,
    MergeContacts,
    Neglected,
    RenameContact,
    SetAccount,
    ShowContact,
)
from bot.features.recall.commands import Ask


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("", NextSteps()),
        ("note Met Ana\nand Lars", TakeNote("Met Ana\nand Lars")),
        ("NOTE Met Ana", TakeNote("Met Ana")),
        ("ask What does Ana want?", Ask("What does Ana want?")),
        ("brief Ana", Brief("Ana")),
        ("brief “Ana Ruiz”", Brief("Ana Ruiz")),
        ("contacts", ListContacts()),
        ("contacts northwind page 2", ListContacts("northwind", 1)),
        ("contact Ana", ShowContact("Ana")),
        ("rename Ana to Anna Ruiz", RenameContact("Ana", "Anna Ruiz")),
        ('rename "Ana to Go" "Ana Ruiz"', RenameContact("Ana to Go", "Ana Ruiz")),
        ("merge Ana, Anna Ruiz", MergeContacts("Ana", "Anna Ruiz")),
        ('merge "Ana" and "Anna Ruiz"', MergeContacts("Ana", "Anna Ruiz")),
        ("touch Ana", LogTouch("Ana")),
        ("touch Ana yesterday by phone", LogTouch("Ana", "yesterday", how="phone")),
        ("touch Ana Ruiz last Thursday", LogTouch("Ana Ruiz", "last Thursday")),
        ("touch Ana on 3 March by e-mail", LogTouch("Ana", "on 3 March", how="email")),
        ("touch Ana 2026-03-03", LogTouch("Ana", "2026-03-03")),
        ('touch "Ana Ruiz" today', LogTouch("Ana Ruiz", "today")),
        ("account Northwind", ShowAccount("Northwind")),
        ("account", ShowAccount()),
        ("account Ana Northwind", ShowAccount("Ana Northwind")),
        ("account Ana Ruiz to Northwind Energy", SetAccount("Ana Ruiz", "Northwind Energy")),
        ('account "Ana Ruiz" Northwind Energy', SetAccount("Ana Ruiz", "Northwind Energy")),
        ("notes Ana", ListNotes("Ana")),
        ("promises", ListCommitments()),
        ("delete Ana", DeleteContact("Ana")),
        ("neglected", Neglected()),
        ("undo", Undo("")),
        ("help", Help()),
        ("help contacts", Help("contacts")),
    ],
)
def test_a_line_asks_for_its_command(line: str, command: Command) -> None:
    assert parse_line(line) == command


@pytest.mark.parametrize(
    "line",
    ["note", "ask  ", "brief", "rename Ana", "merge Ana", "touch", "delete", 'contact ""'],
)
def test_a_line_with_something_missing_says_what_is_missing(line: str) -> None:
    parsed = parse_line(line)
    assert isinstance(parsed, Unfinished)
    assert parsed.problem.endswith((".", "?"))


def test_a_misspelt_command_finds_the_one_that_was_meant() -> None:
    parsed = parse_line("contcats northwind")
    assert isinstance(parsed, Unknown)
    assert parsed.near[0].name in ("contacts", "contact")
    assert len(parsed.near) == 3


def test_nonsense_is_answered_with_the_most_useful_commands() -> None:
    parsed = parse_line("qqqq")
    assert isinstance(parsed, Unknown)
    assert [each.name for each in parsed.near] == ["note", "ask", "help"]


@pytest.mark.parametrize("subcommand", SUBCOMMANDS, ids=lambda each: each.name)
def test_every_example_is_understood_as_its_own_command(subcommand: object) -> None:
    from bot.core.subcommand import Subcommand

    assert isinstance(subcommand, Subcommand)
    parsed = parse_line(subcommand.example)
    assert isinstance(parsed, Command)
    assert type(parsed) is type(subcommand.parse(subcommand.example.partition(" ")[2]))
    assert subcommand.topic in TOPICS


def test_names_and_aliases_are_used_once() -> None:
    names = [name for each in SUBCOMMANDS for name in (each.name, *each.aliases)]
    assert len(names) == len(set(names))


@given(st.text(max_size=200))
def test_any_line_is_read_without_failing(line: str) -> None:
    assert isinstance(parse_line(line), (Command, Unknown, Unfinished))


def test_b4_every_topic_is_in_one_group_and_can_be_said_in_plain_words() -> None:
    grouped = [topic for _, _, topics in GROUPS for topic in topics]

    assert sorted([*grouped, "help"]) == sorted(TOPICS) == sorted(PLAIN)
