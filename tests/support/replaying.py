"""A model server that gives recorded answers over real HTTP, and refuses what was not recorded."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.evals.measuring.recording import Recording, key_of
from tests.support.openai_server import answering, completion


@asynccontextmanager
async def replayed_model(recording: Recording) -> AsyncIterator[str]:
    """A server with the answers of a recording, on a free port of loopback; gives its address."""
    answers: dict[str, deque[str]] = defaultdict(deque)
    for each in recording.answers:
        answers[each.request].append(each.answer)

    async def handle(request: web.Request) -> web.Response:
        asked = (await request.json())["messages"][-1]["content"]
        waiting = answers[key_of(asked)]
        if not waiting:
            return web.json_response({"error": {"message": "this was not recorded"}}, status=400)
        return web.json_response(completion(waiting.popleft(), "stop"))

    async with answering(handle) as base_url:
        yield base_url
