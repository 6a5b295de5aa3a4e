"""Leaves Slack alone while it is away: the whole of it, or one of its methods."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.core.guarding import Guard
from bot.core.ports.errors import Dependency
from bot.slack.codes import LIMITED_CODES, error_code, http_status, is_trouble


class SlackLeftAlone(ConnectionError):
    """A call was not made, since Slack did not answer the calls before."""

    def __init__(self, what: str, wait_seconds: float | None) -> None:
        """`wait_seconds` is when a call may go again; None where somebody looks after it meanwhile."""
        super().__init__(what)
        self.wait_seconds = wait_seconds


class MethodGuards:
    """A guard for each method that was called, beside that of all Slack."""

    def __init__(self, slack: Guard | None = None) -> None:
        self._slack = slack or Guard(Dependency.SLACK.value)
        self._methods: dict[str, Guard] = {}
        self._slack.on_return.append(self._methods.clear)

    @contextmanager
    def watching(self, method: str) -> Iterator[None]:
        """Make one call inside of it; raises SlackLeftAlone where it is not to be made."""
        guard = self._methods.setdefault(method, Guard(f"{Dependency.SLACK.value} {method}"))
        for each in (self._slack, guard):
            if not each.may_call():
                raise SlackLeftAlone(each.name, None if each.is_watched else each.wait_seconds)
        try:
            yield
        except SlackApiError as refused:
            if not is_trouble(refused):
                self._answered(guard)
            elif http_status(refused) != 429 and error_code(refused) not in LIMITED_CODES:
                self._failed(guard, error_code(refused))
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            self._failed(guard, type(problem).__name__)
            raise
        self._answered(guard)

    def _answered(self, guard: Guard) -> None:
        self._slack.succeeded()
        guard.succeeded()

    def _failed(self, guard: Guard, code: str) -> None:
        self._slack.failed(code)
        guard.failed(code)
