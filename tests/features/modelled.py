"""A bot with a scripted language model behind it, and the drafts that it is scripted with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, informed, running_office
from tests.support.openai_server import ScriptedModel

TESTS = ("invests", "learns", "illustrates")


@asynccontextmanager
async def modelled_office(
    model: ScriptedModel,
    data: Path,
    timeout: str = "20",
    tokens_a_day: str = "1000000",
    remember_seconds: str = "0",
) -> AsyncIterator[Office]:
    """A running bot that asks the scripted model over HTTP, and gives it up after `timeout` seconds."""
    async with AsyncExitStack() as stack:
        with pytest.MonkeyPatch.context() as environment:  # only while it starts: others start beside it
            environment.setenv("OPENAI_BASE_URL", model.base_url)
            environment.setenv("TACTEGIC_MODEL", "scripted")
            environment.setenv("TACTEGIC_MODEL_TIMEOUT_SECONDS", timeout)
            environment.setenv("TACTEGIC_MODEL_TOKENS_A_DAY", tokens_a_day)
            environment.setenv("TACTEGIC_MODEL_REMEMBER_SECONDS", remember_seconds)
            made = await stack.enter_async_context(running_office(data))
        yield made


async def who_knows_ana(office: Office, model: ScriptedModel) -> Driver:
    """A seller who has told of Ana Ruiz from Northwind, who worries about carbon reporting."""
    person = await informed(office.member("mira"))
    model.reply(understood("note", "Ana Ruiz", company="Northwind"))
    await person.dm("Met Ana Ruiz from Northwind. She worries about carbon reporting.")
    await person.next_message(timeout=20)
    return person


def understood(intent: str, *people: str, company: str = "", **more: Any) -> dict[str, Any]:
    """A message as the model reads it, with people by the names that stand in it."""
    named = [{"written": name, "title": "", "company": company, "is_pronoun": False} for name in people]
    dates = dict.fromkeys(("occurred_on", "since", "until"), "")
    lists: dict[str, Any] = {"promises": [], "assumptions": [], "companies": [company] if company else []}
    known = {"intent": intent, "confidence": 0.95, "command": "", "people": named, "is_correction": False}
    return {**known, **dates, **lists, **more}


def judged(verdict: str, *quotes: str) -> dict[str, Any]:
    """The same verdict for each of the three tests, on quotes from the action."""
    found = {"why": "Because of these words.", "verdict": verdict}
    return dict.fromkeys(TESTS, found | {"quotes": [{"text": each, "note": 0} for each in quotes]}) | {
        "network": "client"
    }


def conversed(
    *sentences: tuple[str, str],
    look_ups: tuple[dict[str, str], ...] = (),
    proposals: tuple[str, ...] = (),
    question: str = "",
) -> dict[str, Any]:
    """A step of a conversation as the model writes it; pairs of a sentence and the ids that it cites."""
    return {
        "look_ups": [{"name": "", "words": "", "since": "", "until": "", **each} for each in look_ups],
        "sentences": [{"text": text, "cites": ids.split()} for text, ids in sentences],
        "proposals": list(proposals),
        "question": question,
    }


def stated(*statements: tuple[str, int]) -> dict[str, Any]:
    """An answer as the model writes it; pairs of a sentence and the note that it cites."""
    return {"statements": [{"text": text, "cites": [number]} for text, number in statements]}
