"""The size and shape of the code, measured: the table in docs/architecture.md, for any checkout.

    python -m tools.structure                       the table for this checkout
    python -m tools.structure CHECKOUT              the table for another one
    python -m tools.structure --note-time CHECKOUT  and the time that a note takes
    python -m tools.structure compare OLD NEW       both tables side by side, and the time that a note takes

A checkout is a folder, or a commit of this repository, which is then checked out for the time being. It may
have either layout: features are the folders of bot/features, or else the packages of bot/usecases.
The embedded workspace is left out wherever it lies.

What the figures mean:
- modules, lines, statements: of bot/. A statement is a node of Python's syntax tree, so that longer comments
  or other line breaks change nothing.
- class names in several modules: how many names of classes stand in more than one module.
- imports inside / between features: names imported from modules of the same feature, and of another one.
  Another feature's `commands` are not counted, since buttons carry one another's commands.
- importing pairs: pairs of modules of different features, one of which imports the other.
- knots: sets of features that import one another in a circle, by how many features are in each; once more
  with the modules that stand beside the features' folders as features of one module.
- the four walks: what the running bot does for a note, an action held against the tests, a click on Undo and
  a nudge, seen from outside while it runs (see tools/walks.py): modules and functions of bot/ called;
  read transactions; reads of the repository; SQL statements, without BEGIN and COMMIT.
- a note at 600 contacts: seconds from the commit that takes it in until the commit that holds its card, so
  without embedding and without Slack. The median of several; pairs of processes take turns, so that what else
  the machine does falls on both.
"""

from __future__ import annotations

import argparse
import ast
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
_WALKS = ("note", "action", "nudge", "undo")
_PAIRS, _NOTES = 3, 15
Figures = dict[str, Any]
Graph = Mapping[str, set[str]]


@dataclass(frozen=True)
class Module:
    """One module of the bot, parsed."""

    name: str
    lines: int
    tree: ast.Module


def modules_of(checkout: Path) -> dict[str, Module]:
    """Every module of bot/ by its dotted name, without the embedded workspace."""
    found = {}
    for path in sorted((checkout / "bot").rglob("*.py")):
        parts = path.relative_to(checkout).with_suffix("").parts
        if parts[1:2] == ("sandbox",):
            continue
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found[name] = Module(name, text.count("\n"), ast.parse(text))
    return found


def size(modules: Mapping[str, Module]) -> Figures:
    """Modules, lines, statements, and class names that stand in several modules."""
    statements = sum(isinstance(node, ast.stmt) for each in modules.values() for node in ast.walk(each.tree))
    places: dict[str, set[str]] = defaultdict(set)
    for each in modules.values():
        for node in ast.walk(each.tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].add(each.name)
    return {
        "modules": len(modules),
        "lines": sum(each.lines for each in modules.values()),
        "statements": statements,
        "class names in several modules": sum(len(where) > 1 for where in places.values()),
    }


def imports_of(module: Module, known: Mapping[str, Module]) -> Iterator[str]:
    """The modules of the bot that a module imports, one for each name in its import statements."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield node.module


def between_features(modules: Mapping[str, Module]) -> Figures:
    """How the features hang together."""
    home = "bot.features" if "bot.features" in modules else "bot.usecases"
    owners = {name: name.split(".")[2] for name in modules if name.startswith(f"{home}.")}
    packages = {owner for name, owner in owners.items() if name.count(".") > 2}
    crossing = [
        (name, imported)
        for name in owners
        for imported in imports_of(modules[name], modules)
        if imported in owners
        and not ("commands" in imported.split(".")[3:] and owners[name] != owners[imported])
    ]
    inside = [one for one in crossing if owners[one[0]] == owners[one[1]] and owners[one[0]] in packages]
    between = [one for one in crossing if owners[one[0]] != owners[one[1]]]
    of_packages = [one for one in between if {owners[one[0]], owners[one[1]]} <= packages]
    edges = {(owners[one], owners[other]) for one, other in of_packages}
    return {
        "features": len(packages),
        "imports inside features": len(inside),
        "imports between features": len(of_packages),
        "importing pairs of modules between features": len(set(of_packages)),
        "edges between features": len(edges),
        "knots among features": _sizes(edges),
        "knots with modules beside the folders": _sizes({(owners[one], owners[two]) for one, two in between}),
    }


def _sizes(edges: set[tuple[str, str]]) -> str:
    """The sizes of the knots, the largest first."""
    graph: dict[str, set[str]] = defaultdict(set)
    for one, other in edges:
        graph[one].add(other)
    return ", ".join(str(size) for size in sorted(map(len, knots_of(graph)), reverse=True)) or "none"


def knots_of(graph: Graph) -> list[set[str]]:
    """Sets of nodes that reach one another, of two or more."""
    reach = {node: _reached(graph, node) for node in graph}
    found: list[set[str]] = []
    for node in sorted(graph):
        knot = {other for other in reach[node] if node in reach.get(other, ())} | {node}
        if len(knot) > 1 and knot not in found:
            found.append(knot)
    return found


def _reached(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for node in graph.get(waiting.pop(), ()):
            if node not in found:
                found.add(node)
                waiting.append(node)
    return found


def run_walks(checkout: Path, *arguments: str) -> Figures:
    """What `tools.walks` prints for a checkout, in a process of its own."""
    command = [sys.executable, "-m", "tools.walks", str(checkout), *arguments]
    done = subprocess.run(command, cwd=_HERE.parent, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not lines:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    found: Figures = json.loads(lines[-1].removeprefix("RESULT "))
    return found


def table_of(checkout: Path, *, with_walks: bool = True) -> Figures:
    """Every figure of a checkout by its name."""
    modules = modules_of(checkout)
    figures = size(modules) | between_features(modules)
    taken = run_walks(checkout, "counts") if with_walks else {}
    for walk in _WALKS if taken else ():
        figures |= {f"{walk}: {name.replace('_', ' ')}": value for name, value in taken[walk].items()}
    return figures


def note_seconds(checkout: Path) -> float:
    """The median time for a note at 600 contacts, in one fresh process."""
    return float(run_walks(checkout, "note-time", "--notes", str(_NOTES))["median_seconds"])


@contextmanager
def checked_out(name: str) -> Iterator[Path]:
    """The folder of that name, or a temporary work tree of that commit."""
    if (Path(name) / "bot").is_dir():
        yield Path(name).resolve()
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "checkout"
        _git("worktree", "add", "--quiet", "--detach", str(folder), name)
        try:
            yield folder
        finally:
            _git("worktree", "remove", "--force", str(folder))


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-C", str(_HERE.parent), *arguments], check=True)


def compare(old: Path, new: Path, *, with_walks: bool, with_time: bool, pairs: int) -> None:
    """Print both tables side by side, and the ratio of the times."""
    before, after = table_of(old, with_walks=with_walks), table_of(new, with_walks=with_walks)
    if with_time:
        times = [(note_seconds(old), note_seconds(new)) for _ in range(pairs)]
        name = "seconds for a note at 600 contacts"
        before[name], after[name] = (f"{statistics.median(each):.3f}" for each in zip(*times, strict=True))
        ratio = statistics.median(one / other for one, other in times)
        after["times as fast (median of pairs)"] = f"{ratio:.2f}"
        print(f"pairs (old, new): {[(round(one, 3), round(other, 3)) for one, other in times]}\n")
    print_table(
        {name: (before.get(name, ""), after.get(name, "")) for name in {**before, **after}}, "before", "after"
    )


def print_table(rows: Mapping[str, tuple[object, ...]], *titles: str) -> None:
    """A table in Markdown."""
    print("| measured |", " | ".join(titles), "|")
    print("| --- |" + " ---: |" * len(titles))
    for name, values in rows.items():
        print(
            f"| {name} |",
            " | ".join(f"{each:,}" if isinstance(each, int) else str(each) for each in values),
            "|",
        )


def main() -> None:
    """Measure one checkout, or compare two."""
    shown = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="tools.structure", description=__doc__, formatter_class=shown)
    parser.add_argument(
        "what", nargs="*", metavar="[compare] CHECKOUT", help="folder or commit (default: here)"
    )
    parser.add_argument("--static", action="store_true", help="only what is read from the files: runs no bot")
    parser.add_argument("--note-time", action="store_true", help="time a note, too (compare always does)")
    parser.add_argument(
        "--pairs", type=int, default=_PAIRS, help=f"processes of each to time (default {_PAIRS})"
    )
    wanted = parser.parse_args()
    names = wanted.what[1:] if wanted.what[:1] == ["compare"] else wanted.what or [str(_HERE.parent)]
    if len(names) != (2 if wanted.what[:1] == ["compare"] else 1):
        parser.error("name one checkout, or `compare` and two")
    with ExitStack() as stack:
        folders = [stack.enter_context(checked_out(name)) for name in names]
        if len(folders) == 2:
            compare(*folders, with_walks=not wanted.static, with_time=not wanted.static, pairs=wanted.pairs)
            return
        figures = table_of(folders[0], with_walks=not wanted.static)
        if wanted.note_time:
            figures["seconds for a note at 600 contacts"] = f"{note_seconds(folders[0]):.3f}"
        print_table({name: (value,) for name, value in figures.items()}, "now")


if __name__ == "__main__":
    main()
