"""What Slack's refusals and a broken connection mean for a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.core.ports.errors import Dependency, Disconnected, Outage, RetryLater, Unavailable, Undeliverable
from bot.slack.codes import LIMITED_CODES, TOKEN_REFUSED, TROUBLE_CODES, error_code, http_status
from bot.slack.methods import SlackLeftAlone

TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError, Undeliverable)
"""The errors that a call to Slack may raise."""
BAD_PICTURE = frozenset({"invalid_blocks", "slack_file_not_found"})
"""Slack's codes for a message that names a file which it does not take."""
_NOT_THE_CONTENT = frozenset(
    {
        "cannot_dm_bot",
        "cannot_reply_to_message",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "edit_window_closed",
        "enterprise_is_restricted",
        "expired_trigger_id",
        "hash_conflict",
        "is_archived",
        "message_not_found",
        "message_not_in_streaming_state",
        "missing_scope",
        "no_permission",
        "not_enabled",
        "not_found",
        "not_in_channel",
        "restricted_action",
        "streaming_state_conflict",
        "team_access_not_granted",
        "thread_not_found",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "view_not_found",
    }
)
"""Codes that speak of the place or of a right: other content would be refused, too."""
_TROUBLE_SECONDS = 2.0
_MOST_SECONDS = 600.0


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what goes wrong with a call into RetryLater, Outage, Disconnected, or Undeliverable."""
    try:
        yield
    except SlackApiError as refused:
        raise classify(refused) from None
    except SlackLeftAlone as alone:
        raise _outage(alone) from None
    except (aiohttp.ClientError, TimeoutError, OSError):
        raise RetryLater(_TROUBLE_SECONDS) from None


def classify(refused: SlackApiError) -> RetryLater | Disconnected | Undeliverable:
    """Return what a refusal means for the delivery that met it."""
    code, status = error_code(refused), http_status(refused)
    if code in TOKEN_REFUSED:
        return Disconnected(code)
    if status == 429 or code in LIMITED_CODES:
        return RetryLater(_retry_after(refused), asked=status == 429)
    if status >= 500 or code in TROUBLE_CODES:
        return RetryLater(_TROUBLE_SECONDS)
    return Undeliverable(code)


def helps_in_words(refused: SlackApiError) -> bool:
    """Return whether the same may be taken in words: Slack refuses its content, or by an unknown code."""
    if not isinstance(classify(refused), Undeliverable):
        return False
    return error_code(refused) not in _NOT_THE_CONTENT and http_status(refused) < 400


def problem_code(problem: Exception) -> str:
    """Return a short word for a log: Slack's code of a refusal, else the name of the error."""
    return error_code(problem) if isinstance(problem, SlackApiError) else type(problem).__name__


def unavailable(problem: Exception) -> Unavailable:
    """Return what trouble with a question to Slack means for the work that asked."""
    code = problem_code(problem)
    if isinstance(problem, SlackLeftAlone):
        return _outage(problem)
    return Disconnected(code) if code in TOKEN_REFUSED else Unavailable(code, of=Dependency.SLACK)


def _outage(alone: SlackLeftAlone) -> Outage:
    return Outage(Dependency.SLACK, str(alone), after_seconds=alone.wait_seconds)


def _retry_after(refused: SlackApiError) -> float:
    headers = getattr(refused.response, "headers", None) or {}
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    try:
        return min(max(float(found), 0.1), _MOST_SECONDS)
    except ValueError:
        return 1.0
