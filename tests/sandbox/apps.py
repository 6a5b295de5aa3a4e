"""The manifest of the app that the tests of the sandbox install."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
SCOPES = [
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]
EVENTS = [
    "agent_session_stopped",
    "app_context_changed",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "file_shared",
    "member_joined_channel",
    "message.channels",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "tokens_revoked",
    "user_change",
]


def manifest(
    socket_mode: bool = True, scopes: list[str] | None = None, events: list[str] | None = None, **home: bool
) -> Json:
    """A manifest with everything on, less what a test takes away."""
    address = {} if socket_mode else {"request_url": "https://tester.invalid/events"}
    command_address = {} if socket_mode else {"url": "https://tester.invalid/events"}
    return {
        "display_information": {"name": "Tester"},
        "features": {
            "agent_view": {
                "agent_description": "tests",
                "suggested_prompts": [{"title": "Hi", "message": "hello"}],
            },
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, **home},
            "bot_user": {"display_name": "Tester"},
            "slash_commands": [
                {"command": "/probe", "description": "probes", "usage_hint": "[what]", **command_address}
            ],
            "shortcuts": [
                {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "keeps"},
                {"name": "New thing", "type": "global", "callback_id": "new", "description": "opens"},
            ],
        },
        "oauth_config": {
            "redirect_urls": ["http://127.0.0.1/back"],
            "scopes": {"bot": SCOPES if scopes is None else scopes},
        },
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS if events is None else events, **address},
            "interactivity": {"is_enabled": True, **address},
            "socket_mode_enabled": socket_mode,
        },
    }
