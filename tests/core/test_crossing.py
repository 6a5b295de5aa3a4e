"""What crosses between features: few imports, no foreign records, and nothing that rules should not know."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.config import REPOSITORY
from bot.features.listing import FEATURES

BOT = REPOSITORY / "bot"
MOST_PAIRS = 130
"""So many modules of one feature may import a module of another one (commands not counted)."""
WRITES = ("put", "remove")
OF_LANGUAGE = {"anyascii", "bot.language", "cleanco", "rapidfuzz"}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports anything of."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                inside = REPOSITORY / f"{node.module}.{name.name}".replace(".", "/")
                is_module = inside.with_suffix(".py").exists() or inside.is_dir()
                yield f"{node.module}.{name.name}" if is_module else str(node.module)


def pairs() -> set[tuple[str, str]]:
    """Modules of one feature, and those of another one that they import; commands and feature.py apart."""
    found = set()
    for path in (BOT / "features").glob("*/**/*.py"):
        feature, *inside = path.relative_to(BOT / "features").parts
        for module in imported(path) if inside != ["feature.py"] else ():
            other, _, rest = module.removeprefix("bot.features.").partition(".")
            if module.startswith("bot.features.") and other != feature and rest != "commands":
                found.add((str(path), module))
    return found


def written() -> set[tuple[str, str]]:
    """Each feature, and the records of other features that its code puts or removes itself."""
    owners = {record.type.__name__: feature.name for feature in FEATURES for record in feature.records}
    found = set()
    for path in (BOT / "features").glob("*/**/*.py"):
        feature = path.relative_to(BOT / "features").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(
                        value=ast.Call(func=ast.Attribute(attr="of"), args=[ast.Name(id=kind)]), attr=write
                    )
                ) if write in WRITES and owners.get(kind, feature) != feature:
                    found.add((feature, kind))
    return found


def test_few_modules_of_a_feature_import_those_of_another() -> None:
    assert 0 < len(pairs()) <= MOST_PAIRS


def test_each_kind_of_record_has_one_owner() -> None:
    kinds = [record.type for feature in FEATURES for record in feature.records]

    assert len(kinds) == len(set(kinds))


def test_only_its_owner_writes_a_record() -> None:
    assert written() == set()


def outside(files: list[Path]) -> set[str]:
    """What files import besides the standard library: libraries by name, and the rooms of the bot."""
    modules = [module.split(".") for path in files for module in imported(path)]
    return {
        ".".join(parts[:2]) if parts[0] == "bot" else parts[0]
        for parts in modules
        if parts[0] not in sys.stdlib_module_names
    }


def test_reading_english_needs_the_standard_library_and_three_small_ones() -> None:
    assert outside([*(BOT / "language").rglob("*.py")]) == OF_LANGUAGE


def test_rules_need_no_more_than_values_language_and_a_measure_of_likeness() -> None:
    features = BOT / "features"
    rules = [*features.glob("*/rules.py"), *features.glob("*/rules/*.py")]

    assert outside(rules) <= {"bot.core", "bot.features", "bot.language", "rapidfuzz"}


def defined(tree: ast.Module) -> set[str]:
    """The names that a module defines itself."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def passed_on() -> set[tuple[str, str, str]]:
    """A module, and a name that it imports from one which only imports it, too."""
    files = {".".join(path.relative_to(REPOSITORY).with_suffix("").parts): path for path in BOT.rglob("*.py")}
    trees = {
        name.removesuffix(".__init__"): ast.parse(path.read_text(encoding="utf-8"))
        for name, path in files.items()
    }
    own = {name: defined(tree) for name, tree in trees.items()}
    return {
        (name, node.module, each.name)
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in trees
        for each in node.names
        if each.name not in own[node.module] and f"{node.module}.{each.name}" not in trees
    }


@pytest.mark.slow
def test_names_are_imported_from_where_they_are_defined() -> None:
    assert passed_on() == set()
