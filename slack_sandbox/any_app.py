"""A manifest for an app that has none at hand: every scope and event that the workspace knows."""

from __future__ import annotations

from slack_sandbox.workspace.state import Json

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "chat:write.public",
    "commands",
    "dnd:read",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users.profile:read",
    "users:read.email",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "dnd_updated_user",
    "file_shared",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "reaction_removed",
    "team_join",
    "tokens_revoked",
    "user_change",
)

_LATER = "https://app.invalid/slack/events"


def any_app(name: str = "App", commands: tuple[str, ...] = (), *, socket_mode: bool = True) -> Json:
    """The manifest of an app that may do everything, with these slash commands (`"/hello"`).

    Without Socket Mode its addresses are placeholders until one is set and verified.
    """
    address = {} if socket_mode else {"request_url": _LATER}
    listed = [
        {"command": each, "description": each, **({} if socket_mode else {"url": _LATER})}
        for each in commands
    ]
    return {
        "display_information": {"name": name},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": name},
            **({"slash_commands": listed} if listed else {}),
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **address},
            "interactivity": {"is_enabled": True, **address},
            "socket_mode_enabled": socket_mode,
        },
    }
