"""Messages to copy without a language model: a template, filled with words of the notes (B3, B7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.coach.rules.templates import Templates, promise_in
from bot.config import data_root
from bot.core.coaching.drafting import Drafted
from bot.core.coaching.understanding import Excerpt, Mode, Provenance


class RulesDrafter:
    """Drafts from the templates of knowledge/nudges/wordings.yaml."""

    def __init__(self, knowledge: Path | None = None) -> None:
        self._folder = knowledge or data_root("knowledge")

    def draft(self, name: str, excerpts: Sequence[Excerpt]) -> Drafted:
        """Return the first template whose needs the notes meet; what they do not say stays a gap."""
        promise, topic = promise_in(excerpts), self._templates.topic_in(excerpts)
        have = {"promise": promise.words if promise else "", "topic": topic.words if topic else ""}
        fitting = next(each for each in self._drafts if all(have[need] for need in each["needs"]))
        first = name.split()[0] if name.split() else "[name]"
        return Drafted(str(fitting["text"]).format(first=first, **have), Provenance(Mode.RULES))

    @cached_property
    def _drafts(self) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self._read("nudges/wordings.yaml")["drafts"]
        return rows

    @cached_property
    def _templates(self) -> Templates:
        return Templates.read(self._read("investment-tests/rewrites.yaml"))

    def _read(self, name: str) -> Mapping[str, Any]:
        values: Mapping[str, Any] = yaml.safe_load((self._folder / name).read_text(encoding="utf-8"))
        return values
