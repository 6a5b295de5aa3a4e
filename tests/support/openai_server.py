"""A scripted server that speaks the OpenAI chat protocol over real HTTP."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from aiohttp import web

PROBE = "This only tests whether a program can read what you write."
"""Words by which a probe is known."""
PROBED = {
    "hue": "green",
    "first": {"limbs": 4, "cover": "fur"},
    "second": {"limbs": 2, "cover": "feathers"},
    "certainty": 0.9,
}
Fault = Literal["500", "429", "stall", "drop", "cut off", "not json"]


@dataclass(frozen=True)
class _Held:
    """A draft that waits until a test lets it go."""

    draft: dict[str, Any]


@dataclass
class ScriptedModel:
    """Answers each request with the next scripted draft; without one it refuses with a 400, loudly."""

    base_url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    probes: list[dict[str, Any]] = field(default_factory=list)
    """What was asked to find out by which way it answers; each is answered as its schema says."""
    _replies: deque[dict[str, Any] | Fault | _Held] = field(default_factory=deque)
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _may_answer: asyncio.Event = field(default_factory=asyncio.Event)

    def reply(self, *drafts: dict[str, Any] | Fault) -> None:
        """Queue drafts, or faults, in the order in which requests will come."""
        self._replies.extend(drafts)

    def reply_later(self, draft: dict[str, Any]) -> None:
        """Queue a draft that is given only after `go_on`."""
        self._may_answer.clear()
        self._replies.append(_Held(draft))

    def go_on(self) -> None:
        """Give the drafts that wait."""
        self._may_answer.set()

    def forget(self) -> None:
        """Drop what was scripted and not asked for, so that it answers no other test's requests."""
        self._replies.clear()

    @property
    def is_empty(self) -> bool:
        """Whether everything that was scripted has been asked for."""
        return not self._replies

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if PROBE in str(body["messages"]):
            self.probes.append(body)
            return web.json_response(completion(json.dumps(PROBED), "stop"))
        self.requests.append(body)
        reply = self.reply_to(body)
        if reply is None:
            return web.json_response({"error": {"message": "nothing scripted"}}, status=400)
        if isinstance(reply, _Held):
            await self._may_answer.wait()
            reply = reply.draft
        if isinstance(reply, dict):
            return web.json_response(completion(json.dumps(reply), "stop"))
        return await self._fault(reply, request)

    def reply_to(self, body: dict[str, Any]) -> dict[str, Any] | Fault | _Held | None:
        """What a request is answered with; None where nothing is scripted for it."""
        return self._replies.popleft() if self._replies else None

    async def _fault(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        match fault:
            case "500" | "429":
                return web.json_response(
                    {"error": {"message": "no"}}, status=int(fault), headers={"retry-after": "0"}
                )
            case "stall":
                await self._released.wait()
                return web.Response(status=503)
            case "drop":
                assert request.transport is not None
                request.transport.close()
                return web.Response()
            case "cut off":
                return web.json_response(completion('{"statements": [{"text": "She wa', "length"))
            case "not json":
                return web.json_response(completion("I would rather chat", "stop"))

    def prompt_text(self, index: int = -1) -> str:
        """All text of one request's messages."""
        return "\n".join(str(message["content"]) for message in self.requests[index]["messages"])


Script = TypeVar("Script", bound=ScriptedModel)


@asynccontextmanager
async def scripted_model() -> AsyncIterator[ScriptedModel]:
    """A scripted model on a free port of loopback."""
    async with served(ScriptedModel()) as script:
        yield script


@asynccontextmanager
async def served(script: Script) -> AsyncIterator[Script]:
    """A scripted model that answers on a free port of loopback."""
    async with answering(script.handle) as base_url:
        script.base_url = base_url
        try:
            yield script
        finally:
            script._released.set()


@asynccontextmanager
async def answering(handle: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """Chat Completions on a free port of loopback, answered by a function; gives the address."""
    app = web.Application()
    app.router.add_post("/v1/chat/completions", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    finally:
        await runner.cleanup()


def completion(content: str, finish_reason: str) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [
            {"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}
        ],
        "usage": {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12},
    }
