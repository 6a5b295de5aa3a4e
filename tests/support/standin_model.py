"""A stand-in for a language model behind real HTTP: it quotes what it was shown, by rules of a few lines.

It understands little and invents nothing. Measurements with it say that the way to a model works and what its
checks let through, and nothing of how well a model writes.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.support.openai_server import PROBE, PROBED, answering, completion

_DATA = re.compile(r"<<data ([0-9a-f]+)>>\n(.*?)\n<<end \1>>", re.DOTALL)
_SOURCE = re.compile(r"^\[(\w+)\](.*?)(?=\n+\[\w+\]|\Z)", re.DOTALL | re.MULTILINE)
_HEAD = re.compile(r"^\s*(?:\(about [^)]*\))?\s*(?:[^:\n]*\d{4}[^:\n]*:)?\s*")
"""Whom a source is about and when it was told, before its words."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and are at did do does for from has have he her his how i in is it me my of on she so that the "
        "their them they to was what when where which who whom why will with you your many much now",
    )
)
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_TESTS = ("invests", "learns", "illustrates")

Answerer = Callable[[str, list[str]], dict[str, Any] | None]
"""Writes an answer for a shape, from the data of a question; None to refuse it."""


def quoting(shape: str, data: list[str]) -> dict[str, Any] | None:
    """Answer by the sentence of a source that has most of the question's words; the later source wins."""
    match shape:
        case "UnderstandingDraft":
            return _understood(data[-1])
        case "ConversedDraft":  # about, earlier, sources, message, refused
            return {**_NO_STEP, "sentences": _quoted(data[3], data[2], refused=data[4])}
        case "AnswerDraft":  # question, excerpts, refused
            found = _quoted(data[0], data[1], refused=data[2])
            return {
                "statements": [{"text": s["text"], "cites": [int(id) for id in s["cites"]]} for s in found]
            }
        case "AssessmentDraft":
            unclear = {"verdict": "unclear", "why": "The words leave it open.", "quotes": []}
            return dict.fromkeys(_TESTS, unclear) | {"network": "client"}
        case _:
            return None


_NO_STEP: dict[str, Any] = {"look_ups": [], "sentences": [], "proposals": [], "question": ""}


def _understood(message: str) -> dict[str, Any]:
    asks = message.strip().endswith("?")
    people = [
        {"written": name, "title": "", "company": "", "is_pronoun": False}
        for name in dict.fromkeys(_NAME.findall(message))
    ]
    return {
        "intent": "recall" if asks else "note",
        "confidence": 0.9,
        "command": "",
        "people": people,
        "companies": [],
        "occurred_on": "",
        "promises": [],
        "assumptions": [],
        "is_correction": message.startswith("Correction"),
        "since": "",
        "until": "",
    }


def _quoted(question: str, sources: str, *, refused: str) -> list[dict[str, Any]]:
    wanted = set(_WORD.findall(question.lower())) - _SMALL
    best: tuple[int, str, str] | None = None
    for id, text in _SOURCE.findall(sources):
        for sentence in _SENTENCE.findall(_HEAD.sub("", text, count=1)):
            words = sentence.strip()
            shared = len(wanted & set(_WORD.findall(words.lower())))
            if words and words not in refused and shared > 1 and (best is None or shared > best[0]):
                best = (shared, words, id)
    return [{"text": best[1], "cites": [best[2]]}] if best else []


@asynccontextmanager
async def standin_model(answer: Answerer = quoting) -> AsyncIterator[str]:
    """The stand-in on a free port of loopback; gives its address."""

    async def handle(request: web.Request) -> web.Response:
        body = await request.json()
        if PROBE in str(body["messages"]):
            return web.json_response(completion(json.dumps(PROBED), "stop"))
        shape = body["response_format"]["json_schema"]["name"]
        said = body["messages"][-1]["content"]
        written = answer(shape, [text for _, text in _DATA.findall(said)])
        if written is None:
            return web.json_response({"error": {"message": f"no answer for {shape}"}}, status=400)
        return web.json_response(completion(json.dumps(written), "stop"))

    async with answering(handle) as base_url:
        yield base_url
