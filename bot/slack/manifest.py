"""The Slack app manifest: one description of the app for both ways of connecting it."""

from __future__ import annotations

from typing import Any, Literal

from bot.slack.http import EVENTS_PATH

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "im:history",
    "im:write",
    "users:read",
)
AGENT_SCOPES = frozenset({"assistant:write"})
"""What only an app with the agent view is granted."""
EVENTS = (
    "agent_session_stopped",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.im",
    "tokens_revoked",
    "user_change",
)
AGENT_EVENTS = frozenset({"agent_session_stopped"})
"""What only an app with the agent view is sent."""
PROMPTS = (
    ("Begin in two minutes", "start"),
    ("Ask my notes", "What did I promise, and to whom?"),
    ("See who waits for me", "Who have I not talked to for a while?"),
    ("See what I can do", "help"),
)
"""What Slack offers to click; one click sends the words, so none of them may tell of anybody."""


class NeedsUrl(ValueError):
    """The manifest for signed HTTP events needs the address under which Slack reaches the bot."""


def manifest(
    mode: Literal["socket", "http"] = "socket", url: str | None = None, *, agent_view: bool = True
) -> dict[str, Any]:
    """Return the app's manifest; "http" needs `url`, the bot's public https address, else raises NeedsUrl.

    Without the agent view it is for workspaces on a plan that has none: the bot is written to all the same.
    """
    if mode == "http" and not url:
        raise NeedsUrl("the public address of the bot, such as https://bot.example.com")
    request_url = f"{str(url).rstrip('/')}{EVENTS_PATH}" if mode == "http" else None
    events = [each for each in EVENTS if agent_view or each not in AGENT_EVENTS]
    address = {"request_url": request_url} if request_url else {}
    return {
        "display_information": {
            "name": "Tactegic",
            "description": "Remembers your relationships, and coaches you on the ones that matter next.",
            "background_color": "#1f3a4d",
        },
        "features": _features({"url": request_url} if request_url else {}, agent_view),
        "oauth_config": {
            "scopes": {"bot": [scope for scope in SCOPES if agent_view or scope not in AGENT_SCOPES]}
        },
        "settings": {
            "event_subscriptions": {**address, "bot_events": events},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _features(command_address: dict[str, str], agent_view: bool) -> dict[str, Any]:
    agent = {
        "agent_description": "Tell me about the people you meet; ask me before you meet them again.",
        "suggested_prompts": [{"title": title, "message": message} for title, message in PROMPTS],
    }
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        **({"agent_view": agent} if agent_view else {}),
        "bot_user": {"display_name": "Tactegic", "always_online": True},
        "shortcuts": [
            {
                "name": "Save as a private note",
                "type": "message",
                "callback_id": "save_note",
                "description": "Keep this message as a private note",
            },
            {
                "name": "Remind me about this",
                "type": "message",
                "callback_id": "remind_me",
                "description": "Come back with this message at a time you choose",
            },
            {
                "name": "Test an action",
                "type": "message",
                "callback_id": "test_action",
                "description": "Hold what it proposes against the three tests",
            },
            {
                "name": "New relationship note",
                "type": "global",
                "callback_id": "new_note",
                "description": "Write a private note about somebody",
            },
        ],
        "slash_commands": [
            {
                "command": "/tactegic",
                "description": "Your relationships: notes, answers, briefs",
                "usage_hint": "note … | ask … | brief NAME | contacts | help",
                "should_escape": True,
                **command_address,
            }
        ],
    }
