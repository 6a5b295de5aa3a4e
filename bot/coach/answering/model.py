"""The answer model behind its port: loaded on first use, in one worker thread (B2)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from bot.coach.answering import files
from bot.coach.answering.network import AnswerNetwork
from bot.core.coaching.understanding import Excerpt
from bot.core.ports.errors import Unavailable
from bot.threads import one_thread


class LocalAnswerModel:
    """Satisfies ports.AnswerModel by the learned network on this machine."""

    def __init__(self, path: Path = files.ANSWERING, sha256: str = files.ANSWERING_SHA256) -> None:
        self._path, self._sha256 = path, sha256
        self._worker = one_thread("answering")

    async def weigh(self, question: str, excerpts: Sequence[Excerpt]) -> list[float]:
        """Return for each excerpt the logarithm of the odds that it answers; raises Unavailable."""
        pairs = [(describe(each), each.text) for each in excerpts]
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._weigh, question, pairs)

    def close(self) -> None:
        """End the worker thread."""
        self._worker.shutdown(cancel_futures=True)

    def _weigh(self, question: str, pairs: Sequence[tuple[str, str]]) -> list[float]:
        try:
            return [self._network.weigh(question, head, text) for head, text in pairs]
        except Unavailable:
            raise
        except Exception as error:
            raise Unavailable("the answer model failed") from error

    @cached_property
    def _network(self) -> AnswerNetwork:
        """Return the network; called in the worker thread alone, so that it is loaded once."""
        return AnswerNetwork(self._path, self._sha256)


def describe(excerpt: Excerpt) -> str:
    """Return whom a note is about and its day, as the model learned to read them before the note."""
    day = f"{excerpt.occurred_on.day} {excerpt.occurred_on:%b %Y}"
    return f"{', '.join(excerpt.people)} · {day} · " if excerpt.people else f"{day} · "


@cache
def local_answer_model() -> LocalAnswerModel:
    """Return the answer model that comes with the bot: one a process."""
    return LocalAnswerModel()
