"""Write all pages anew; `--only NAME` writes one, `--into FOLDER` puts them elsewhere."""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from bot.config import REPOSITORY
from tests.transcripts.playing import play
from tests.transcripts.script import Script, scripts

INTO = REPOSITORY / "docs" / "transcripts"


_HOW = (
    "Played by `make transcripts` through the real bot with the embedded Slack workspace, by rules, without "
    "a language model unless it says so. The people are made up. What Slack would show is written as text: "
    "`[Edit]` is a button, `[…: Edit, Drop]` a menu with what is in it. Words after a "
    "name are what that person writes; a command begins with `/tactegic`."
)


def page_of(script: Script, body: str) -> str:
    """A page: its title, what it is, how to read it, and the conversation."""
    return f"# {script.title}\n\n{script.about}\n\n{_HOW}\n\n{body}"


async def main() -> None:
    """Play what was asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=INTO)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    for script in scripts():
        if chosen.only in ("", script.name):
            played = await play(script)
            (chosen.into / f"{script.name}.md").write_text(page_of(script, played.page), encoding="utf-8")


if __name__ == "__main__":
    for name in list(os.environ):  # nothing that a developer has set for a bot of their own gets in
        if name.startswith(("SLACK_", "TACTEGIC_", "OPENAI_")):
            del os.environ[name]
    asyncio.run(main())
