"""The commands that the documents name: what is typed in a shell, after `/tactegic`, and in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.config import REPOSITORY

DOCUMENTS = (
    *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "slack_sandbox/README.md")),
    *sorted((REPOSITORY / "docs").glob("*.md")),
)
TO_MEMBERS = tuple(REPOSITORY / name for name in ("README.md", "docs/guide.md"))
"""Documents whose words in italics a member may write."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ITALIC = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_SHELL = ("", "sh", "bash", "shell", "console")
_PROGRAM = re.compile(r"(?:\.venv/bin/)?(make|tactegic|python)(?= |$)")
_PLACEHOLDER = re.compile(r"[A-Z]{3,}|\[|\u2026|\.\.\.")


def typed_in_a_shell() -> dict[str, set[str]]:
    """Every line that begins with make, tactegic or python, and the documents that name it."""
    found: dict[str, set[str]] = {}
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for line in (*_fenced(text), *_CODE.findall(_FENCE.sub("", text))):
            words = line.split(" #")[0].strip()
            if program := _PROGRAM.match(words):
                words = program[1] + words[program.end() :]
                found.setdefault(words, set()).add(_name(document))
    return found


def _fenced(text: str) -> Iterator[str]:
    for language, block in _FENCE.findall(text):
        if language in _SHELL:
            yield from block.splitlines()


def typed_in_slack() -> dict[str, set[str]]:
    """What follows `/tactegic` wherever a document says it, and the documents."""
    found: dict[str, set[str]] = {}
    for document in DOCUMENTS:
        for code in _CODE.findall(document.read_text(encoding="utf-8")):
            if code == "/tactegic" or code.startswith("/tactegic "):
                line = code.removeprefix("/tactegic").replace("\\|", "|").strip()
                found.setdefault(line, set()).add(_name(document))
    return found


def is_usage(line: str) -> bool:
    """Whether a line says with placeholders what can be typed, instead of being typed as it stands."""
    return _PLACEHOLDER.search(line) is not None


def said_in_plain_words() -> list[str]:
    """The words in italics of what members read, in their order, each once."""
    found: dict[str, None] = {}
    for document in TO_MEMBERS:
        text = _PICTURE.sub("", _FENCE.sub("", document.read_text(encoding="utf-8")))
        found |= dict.fromkeys(" ".join(words.split()) for words in _ITALIC.findall(text))
    return list(found)


def _name(document: Path) -> str:
    return document.relative_to(REPOSITORY).as_posix()
