"""Writes the table of docs/configuration.md from the settings: `python -m tools.document_settings`."""

from __future__ import annotations

from pathlib import Path

from pydantic import SecretStr

from bot.config import REPOSITORY, Settings, variable_name

PAGE = REPOSITORY / "docs" / "configuration.md"
_BEGIN, _END = "<!-- settings -->\n", "<!-- end of settings -->\n"


def table() -> str:
    """One row a variable: name, default, description."""
    rows = ["| variable | default | what it does |", "| --- | --- | --- |"]
    for name, info in Settings.model_fields.items():
        default = "" if info.default is None or isinstance(info.default, SecretStr) else f"`{info.default}`"
        rows.append(f"| `{variable_name(name)}` | {default} | {info.description} |")
    return "\n".join(rows) + "\n"


def page_with_table(page: str) -> str:
    """The page with its table replaced by the present one."""
    before, rest = page.split(_BEGIN)
    return before + _BEGIN + table() + _END + rest.split(_END)[1]


def main(page: Path = PAGE) -> None:
    """Bring the page up to date."""
    page.write_text(page_with_table(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
