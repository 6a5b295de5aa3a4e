"""A model server that knows some ways of asking only, and refuses fields as real servers do."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.coach.model.asking.rungs import Rung
from tests.support.openai_server import PROBE, PROBED

CHAT = "Grass is green, and a dog has four legs."
SHAPE_IN_WORDS = "field of this JSON schema"


@dataclass
class PickyServer:
    """Answers each question with `draft`, and each probe as it should be, by the ways that it knows."""

    draft: dict[str, Any]
    knows: frozenset[Rung] = frozenset(Rung)
    refuses_unknown: bool = True
    """Whether a way that it does not know is refused with a 400; else it is ignored, and the model chats."""
    refuses: Mapping[str, str] = field(default_factory=dict)
    """Fields that it refuses, with what it says then."""
    writes: Callable[[str], str] = str
    """What its model makes around the JSON of an answer that nobody holds it to."""
    failing: deque[tuple[int, dict[str, str]]] = field(default_factory=deque)
    """Status and headers of the next requests, which all fail."""
    says: str = "no"
    """The words of these failures."""
    silent: int = 0
    """So many of the next requests get no answer."""
    ends_on: str | None = None
    base_url: str = ""
    paths: list[str] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    holds_probes: bool = False
    """Whether probes get no answer until `released`."""
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def complete(self, request: web.Request) -> web.StreamResponse:
        """Answer a request to Chat Completions or Responses."""
        body = await request.json()
        self.paths.append(request.path)
        self.requests.append(body)
        is_probe = PROBE in json.dumps(body)
        if self.silent or (self.holds_probes and is_probe):
            self.silent = max(0, self.silent - 1)
            await self.released.wait()
        if self.failing:
            status, headers = self.failing.popleft()
            return _error(status, self.says, headers)
        for name, words in self.refuses.items():
            if name in body:
                return _error(400, words, {})
        is_responses = request.path.endswith("/responses")
        rung = _asked_by(body)
        if rung in self.knows:
            answer = json.dumps(PROBED if is_probe else self.draft)
            if rung is Rung.TOOL:
                return web.json_response(_called(answer, body, is_responses))
            text = self.writes(answer) if rung is Rung.PLAIN else answer
        elif self.refuses_unknown and rung is not Rung.PLAIN:
            return _error(400, "This server cannot do what you ask for.", {})
        else:
            text = CHAT
        return web.json_response(_responded(text) if is_responses else _completed({"content": text}))

    async def describe(self, request: web.Request) -> web.StreamResponse:
        """Describe the model."""
        id = request.match_info["id"]
        described = {"id": id, "object": "model", "created": 0, "owned_by": "nobody"}
        return web.json_response(described | ({"shutdown_date": self.ends_on} if self.ends_on else {}))


@asynccontextmanager
async def serving(server: PickyServer) -> AsyncIterator[PickyServer]:
    """Serve it on a free port of loopback."""
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.complete)
    app.router.add_post("/v1/responses", server.complete)
    app.router.add_get("/v1/models/{id}", server.describe)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield server
    finally:
        server.released.set()
        await runner.cleanup()


def _asked_by(body: Mapping[str, Any]) -> Rung:
    """Return the way by which a request asks."""
    form = body.get("response_format") or (body.get("text") or {}).get("format") or {}
    if body.get("tools"):
        return Rung.TOOL
    if form.get("type") == "json_schema":
        return Rung.SCHEMA
    if form.get("type") == "json_object":
        assert SHAPE_IN_WORDS in json.dumps(body), "nothing says what to answer with"
    return Rung.JSON if form.get("type") == "json_object" else Rung.PLAIN


def _error(status: int, words: str, headers: Mapping[str, str]) -> web.Response:
    return web.json_response({"error": {"message": words}}, status=status, headers=headers)


def _completed(message: dict[str, Any]) -> dict[str, Any]:
    said = {"role": "assistant", "content": None} | message
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "picky",
        "choices": [{"index": 0, "finish_reason": "stop", "message": said}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
    }


def _called(answer: str, body: Mapping[str, Any], is_responses: bool) -> dict[str, Any]:
    if is_responses:
        name = body["tools"][0]["name"]
        return _response({"type": "function_call", "call_id": "c1", "name": name, "arguments": answer})
    name = body["tools"][0]["function"]["name"]
    call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": answer}}
    return _completed({"tool_calls": [call]})


def _responded(text: str) -> dict[str, Any]:
    said = {"type": "output_text", "text": text, "annotations": []}
    return _response({"type": "message", "role": "assistant", "status": "completed", "content": [said]})


def _response(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 0,
        "status": "completed",
        "model": "picky",
        "output": [{"id": "i1"} | item],
        "parallel_tool_calls": False,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": 100,
            "output_tokens": 10,
            "total_tokens": 110,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
    }
