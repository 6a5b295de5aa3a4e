"""Writes the tables in docs/ that follow from the code: `python -m tools.document`. A test compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from bot.config import REPOSITORY, Settings, variable_name
from bot.conversation.subcommands import SUBCOMMANDS

_DOCS = REPOSITORY / "docs"
_ATTACKS = REPOSITORY / "tests" / "injection" / "attacks"


@dataclass(frozen=True)
class Page:
    """A page with one table between two marks."""

    path: Path
    table: Callable[[], str]

    def renewed(self) -> str:
        """The page with its table as it should be now."""
        page = self.path.read_text(encoding="utf-8")
        before, rest = page.split("<!-- table -->\n")
        return (
            f"{before}<!-- table -->\n{self.table()}<!-- end of table -->\n"
            + rest.split("<!-- end of table -->\n")[1]
        )


def settings_table() -> str:
    """One row a variable: name, default, description."""
    rows = ["| variable | default | what it does |", "| --- | --- | --- |"]
    for name, info in Settings.model_fields.items():
        default = "" if info.default is None else f"`{info.default}`"
        rows.append(f"| `{variable_name(name)}` | {default} | {info.description} |")
    return "\n".join(rows) + "\n"


def commands_table() -> str:
    """All subcommands by topic, as the help knows them."""
    return "\n".join(_command_lines())


def _command_lines() -> Iterator[str]:
    by_topic = sorted(SUBCOMMANDS, key=lambda each: [other.topic for other in SUBCOMMANDS].index(each.topic))
    for topic, members in groupby(by_topic, key=lambda each: each.topic):
        yield f"### {topic.capitalize()}\n"
        yield "| command | what it does | for example |\n| --- | --- | --- |"
        for each in members:
            typed = f"/tactegic {each.name} {each.arguments}".strip().replace("|", "\\|")
            yield f"| `{typed}` | {each.summary} | `/tactegic {each.example}` |"
        yield ""


def attacks_table() -> str:
    """How many orders are hidden in which way, by the files of attacks."""
    rows = [
        "| in | attacks | written as | languages | over several turns |",
        "| --- | ---: | --- | --- | ---: |",
    ]
    every: list[dict[str, object]] = []
    for path in sorted(_ATTACKS.glob("*.yaml")):
        attacks = yaml.safe_load(path.read_text(encoding="utf-8"))
        every += attacks
        rows.append(f"| {path.stem} | {_attack_cells(attacks)} |")
    return "\n".join([*rows, f"| **all** | {_attack_cells(every, listed=False)} |"]) + "\n"


def _attack_cells(attacks: Sequence[Mapping[str, object]], *, listed: bool = True) -> str:
    forms = sorted({str(each.get("encoding", "plain")) for each in attacks})
    languages = sorted({str(each.get("language", "en")) for each in attacks})
    cells = (
        str(len(attacks)),
        ", ".join(forms) if listed else f"{len(forms)} ways",
        ", ".join(languages),
        str(sum("more" in each for each in attacks)),
    )
    return " | ".join(cells)


PAGES = (
    Page(_DOCS / "configuration.md", settings_table),
    Page(_DOCS / "guide.md", commands_table),
    Page(_DOCS / "security.md", attacks_table),
)


def main() -> None:
    """Bring every page up to date."""
    for page in PAGES:
        page.path.write_text(page.renewed(), encoding="utf-8")


if __name__ == "__main__":
    main()
