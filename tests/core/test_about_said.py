"""Every card says what it is about, so that it can be found when that is withdrawn or erased."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import bot

SENDS = frozenset({"answer", "reply", "update", "show", "fill", "put_at", "reply_in", "receipt"})
"""The Turn's ways to send a card or a form."""
CARRIES = frozenset({"Say", "Replace", "Revise", "Amend", "Show", "PublishHome"})
"""The deliveries that carry what a member reads."""
A_TURN = re.compile(r"(self|turn)(\.\w+\(.*\))?", re.DOTALL)


def sends_a_card(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in CARRIES
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in SENDS and A_TURN.fullmatch(ast.unparse(call.func.value)) is not None
    return False


def test_no_card_is_sent_without_saying_what_it_is_about() -> None:
    [folder] = bot.__path__
    calls = [
        (f"{file.relative_to(folder)}:{node.lineno}", node)
        for file in sorted(Path(folder).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and sends_a_card(node)
    ]
    assert len(calls) > 200
    assert [place for place, call in calls if all(each.arg != "about" for each in call.keywords)] == []


def test_no_placeholder_stands_for_what_a_card_is_about() -> None:
    [folder] = bot.__path__
    named = [
        str(file.relative_to(folder))
        for file in sorted(Path(folder).rglob("*.py"))
        if "UNSAID" in file.read_text(encoding="utf-8")
    ]
    assert named == []
