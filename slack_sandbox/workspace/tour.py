"""Things to try that whoever starts the workspace may offer on its page, each with one click."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from slack_sandbox.workspace.state import Json


@dataclass(frozen=True)
class TourStop:
    """One thing to try: words to say to the app, a slash command, the Home tab, or somebody to be."""

    title: str
    detail: str
    does: Literal["say", "command", "home", "become"]
    what: str = ""

    def as_json(self) -> Json:
        """The stop as the page takes it."""
        return asdict(self)
