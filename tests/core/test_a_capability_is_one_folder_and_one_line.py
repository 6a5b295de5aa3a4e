"""A capability is one folder and one line: a tiny one is put beside the others and used as a member would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.config import REPOSITORY

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parent / "one_folder"
LIST = Path("features") / "listing.py"


def linked(source: Path, target: Path, *, but: Path) -> None:
    """Make a folder of links to everything in another one; along the way to `but` folders are made anew."""
    target.mkdir()
    for each in source.iterdir():
        if each.name == but.parts[0]:
            if len(but.parts) > 1:
                linked(each, target / each.name, but=but.relative_to(but.parts[0]))
        elif each.name != "__pycache__":
            (target / each.name).symlink_to(each)


def with_one_more_line(listed: str) -> str:
    """The list of capabilities with one more."""
    before, end, after = listed.partition('    "undo",\n')
    assert end
    return f'{before}{end}    "thanks",\n{after}'


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a member saw of the capability in a bot that has it: this one, with a folder and a line more."""
    checkout = tmp_path_factory.mktemp("checkout")
    linked(REPOSITORY / "bot", checkout / "bot", but=LIST)
    (checkout / "bot" / "features" / "thanks").symlink_to(EXAMPLE / "thanks")
    listed = with_one_more_line((REPOSITORY / "bot" / LIST).read_text(encoding="utf-8"))
    (checkout / "bot" / LIST).write_text(listed, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, EXAMPLE / "use_it.py", tmp_path_factory.mktemp("data")],
        env=os.environ | {"PYTHONPATH": f"{checkout}{os.pathsep}{REPOSITORY}"},
        capture_output=True,
        text=True,
        timeout=150,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    assert Path(found["bot"]).is_relative_to(checkout)
    return found


def test_its_command_is_typed_and_its_card_is_seen(used: dict[str, Any]) -> None:
    assert "You want to thank Ana Ruiz for the map." in used["thanked"]
    assert "*Ana Ruiz* for the map" in used["listed"]


def test_the_help_knows_it(used: dict[str, Any]) -> None:
    assert "write down what you want to thank somebody for" in used["helped"]


def test_its_rows_are_stored_and_undone(used: dict[str, Any]) -> None:
    assert used["stored"] == ["the map"]
    assert used["undone"] == []


def test_what_follows_from_a_change_is_done(used: dict[str, Any]) -> None:
    """Erasing a contact erases what the capability holds of them."""
    assert used["kept"] == ["the tea"]
    assert used["erased"] == []
    assert "nobody to thank" in used["empty"]
