"""Slack's short codes for what it refuses, and what they say of the token and of Slack itself."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

TOKEN_REFUSED = frozenset(
    {"token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired"}
)
"""Slack's error codes for a token that is no longer valid."""

TROUBLE_CODES = frozenset(
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
"""Slack's codes for trouble of its own, which passes."""
LIMITED_CODES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
"""Slack's codes for too many calls."""


def is_trouble(error: SlackApiError) -> bool:
    """Return whether a refusal tells of Slack's own state and not of what was asked, so that it passes."""
    status = http_status(error)
    if status == 429 or status >= 500:
        return True
    code = error_code(error)
    return code in TROUBLE_CODES or code in LIMITED_CODES or code.startswith("http_")


def error_code(error: SlackApiError) -> str:
    """Slack's short code of a refusal, or `http_503` and the like where there was no answer to read."""
    response = error.response
    data = getattr(response, "data", response)
    if isinstance(data, dict) and isinstance(data.get("error"), str):
        return str(data["error"])
    return f"http_{http_status(error)}"


def http_status(error: SlackApiError) -> int:
    """Return the HTTP status of a refusal, 0 where there was none."""
    response = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    return status if isinstance(status, int) else 0
