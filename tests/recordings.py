"""`make recordings`: records what a model answers in measurements; tests/evals/test_recordings.py replays it.

Without OPENAI_BASE_URL or OPENAI_API_KEY the model is the stand-in of tests/support/standin_model.py.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

from bot.config import Settings, load_settings
from bot.evals.measuring.asked import ModelUse
from bot.evals.running import evaluate
from tests.support.standin_model import standin_model

HERE = Path(__file__).parent / "evals"
INTO = HERE / "recorded"
STAND_IN = "stand-in"
RECORDED = {"messages": "messages-dev.jsonl", "actions": "actions-hard.jsonl"}
"""What is measured, and on which rows. What is looked up is no part of these questions: their recordings stay
good however notes are ranked."""


async def record_all(settings: Settings, into: Path) -> list[str]:
    """Record each measurement; returns what the model did not answer, a sentence each."""
    complaints = []
    for what, rows in RECORDED.items():
        use, file = ModelUse(), into / f"{what}.jsonl"
        found = await evaluate(what, HERE / rows, settings, use=use, record=file)
        head, *answers = file.read_text(encoding="utf-8").splitlines()
        told = json.loads(head) | {"answered": use.by_model, "intervals": found["intervals"]}
        file.write_text("\n".join([json.dumps(told), *answers, ""]), encoding="utf-8")
        complaints += [complaint] if (complaint := use.complaint()) else []
    return complaints


async def main() -> None:
    async with AsyncExitStack() as stack:
        settings = load_settings()
        if not settings.has_model:
            url = await stack.enter_async_context(standin_model())
            settings = settings.model_copy(update={"openai_base_url": url, "model": STAND_IN})
        INTO.mkdir(exist_ok=True)
        if complaints := await record_all(settings, INTO):
            raise SystemExit("\n".join(complaints))


if __name__ == "__main__":
    asyncio.run(main())
