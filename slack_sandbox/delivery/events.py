"""Event envelopes: which events the app is subscribed to, may see, and gets."""

from __future__ import annotations

from slack_sandbox.delivery.delivery import Delivery
from slack_sandbox.workspace.state import Channel, Json, Team
from slack_sandbox.workspace.world import World

_MESSAGE_EVENT = {
    "channel": ("message.channels", "channels:history"),
    "private": ("message.groups", "groups:history"),
    "im": ("message.im", "im:history"),
    "mpim": ("message.mpim", "mpim:history"),
}
CHANNEL_TYPE = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
_SCOPES: dict[str, str] = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "dnd_updated_user": "dnd:read",
}


class Events:
    """Wraps what happened into Slack's envelopes and hands them to delivery."""

    def __init__(self, world: World, delivery: Delivery) -> None:
        self._world = world
        self._delivery = delivery

    def emit(self, team: Team, event: Json, channel: Channel | None = None) -> None:
        """Sends an event if the app is installed, subscribed, has the scope and is in the channel."""
        install = team.installation
        if install is None or (install.gone and event["type"] not in ("tokens_revoked", "app_uninstalled")):
            return
        if event["type"] == "message":
            if channel is None or install.bot_user not in channel.members:
                return
            subscription, scope = _MESSAGE_EVENT[channel.kind]
        else:
            subscription, scope = event["type"], _SCOPES.get(event["type"], "")
            if channel is not None and install.bot_user not in channel.members:
                return
            if scope == "channels:read" and channel is not None and channel.kind == "private":
                scope = "groups:read"
        if subscription not in self._world.app.events or (scope and scope not in install.scopes):
            return
        self.force(team, event, channel if channel is not None and channel.shared_with else None)

    def force(self, team: Team, event: Json, shared: Channel | None = None) -> None:
        """Sends an event as it is; one of a `shared` channel says that it comes from the channel's host."""
        install = team.installation
        event_id = self._world.new_id("Ev")
        authorization = {
            "enterprise_id": None,
            "team_id": team.id,
            "user_id": install.bot_user if install else "",
            "is_bot": True,
            "is_enterprise_install": False,
        }
        payload = {
            "token": self._world.app.verification_token,
            "team_id": shared.team if shared else team.id,
            "context_team_id": team.id,
            "context_enterprise_id": None,
            "api_app_id": self._world.app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(self._world.clock.epoch()),
            "authorizations": [authorization],
            "is_ext_shared_channel": shared is not None,
            "event_context": f"4-{event_id}",
        }
        subtype = f" {event['subtype']}" if event.get("subtype") else ""
        self._delivery.event(f"{event.get('type', '?')}{subtype}", payload)
