"""A class is found by its name alone: each name exists once in the whole bot."""

import ast
from collections import defaultdict
from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent


def test_a_class_name_exists_once() -> None:
    """Nested and private classes count too."""
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert len(places) > 500, "the package was read"
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
