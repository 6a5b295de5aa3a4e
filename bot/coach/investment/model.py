"""The investment model, ready to be asked: loaded on first use, in one worker thread (R3)."""

from __future__ import annotations

import asyncio
from functools import cache, cached_property
from pathlib import Path

from bot.coach.investment import files
from bot.coach.investment.network import InvestmentNetwork
from bot.coach.investment.opinion import Opinion
from bot.core.coaching.investment import InvestmentTest
from bot.core.ports.errors import Unavailable
from bot.threads import one_thread


class InvestmentModel:
    """Says what the learned network on this machine thinks of an action."""

    def __init__(self, path: Path = files.INVESTMENT, sha256: str = files.INVESTMENT_SHA256) -> None:
        self._path, self._sha256 = path, sha256
        self._worker = one_thread("investment")

    async def judge(self, action: str) -> dict[InvestmentTest, Opinion]:
        """Return an opinion per test of an action, whose names stand for anybody's; raises Unavailable."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._judge, action)

    def close(self) -> None:
        """End the worker thread."""
        self._worker.shutdown(cancel_futures=True)

    def _judge(self, action: str) -> dict[InvestmentTest, Opinion]:
        try:
            return self._network.judge(action)
        except Unavailable:
            raise
        except Exception as error:
            raise Unavailable("the investment model failed") from error

    @cached_property
    def _network(self) -> InvestmentNetwork:
        """Return the network; called in the worker thread alone, so that it is loaded once."""
        return InvestmentNetwork(self._path, self._sha256)


@cache
def packaged_model() -> InvestmentModel:
    """Return the investment model that comes with the bot: one a process."""
    return InvestmentModel()
