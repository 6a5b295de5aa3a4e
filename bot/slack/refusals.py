"""What Slack's refusals and a broken connection mean for a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.core.ports.errors import RetryLater, Undeliverable
from bot.slack.clients import error_code, http_status

_LATER = frozenset(
    {
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "accesslimited",
        "rollup_error",
        "ekm_access_denied",
    }
)
_LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_TROUBLE_SECONDS = 2.0
_MOST_SECONDS = 600.0


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what goes wrong with a call into RetryLater, or into Undeliverable with Slack's code."""
    try:
        yield
    except SlackApiError as refused:
        raise classify(refused) from None
    except (aiohttp.ClientError, TimeoutError, OSError):
        raise RetryLater(_TROUBLE_SECONDS) from None


def classify(refused: SlackApiError) -> RetryLater | Undeliverable:
    """Return what a refusal means for the delivery that met it."""
    code, status = error_code(refused), http_status(refused)
    if status == 429 or code in _LIMITED:
        return RetryLater(_retry_after(refused))
    if status >= 500 or code in _LATER:
        return RetryLater(_TROUBLE_SECONDS)
    return Undeliverable(code)


def _retry_after(refused: SlackApiError) -> float:
    headers = getattr(refused.response, "headers", None) or {}
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return min(max(float(found), 0.1), _MOST_SECONDS)
    except ValueError:
        return 1.0
