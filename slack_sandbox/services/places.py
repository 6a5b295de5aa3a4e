"""Who acts and where, and how Slack says so in the payload of an interaction."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sandbox.workspace.manifest import AppConfig
from slack_sandbox.workspace.state import Channel, Json, Message, Team, User, View


@dataclass(frozen=True)
class Place:
    """Where an element is: in a message of a channel, or in a view."""

    channel: Channel | None = None
    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        """The blocks there."""
        if self.view is not None:
            return list(self.view.body["blocks"])
        return self.spot()[1].blocks

    def spot(self) -> tuple[Channel, Message]:
        """The message and its channel; only for places that are no view."""
        assert self.channel is not None
        assert self.message is not None
        return self.channel, self.message


def channel_name(channel: Channel) -> str:
    """The name of a conversation in payloads."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def container(place: Place) -> Json:
    """The `container` of a payload."""
    if place.view is not None:
        return {"type": "view", "view_id": place.view.id}
    channel, message = place.spot()
    found: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    return found | ({"thread_ts": message.thread_ts} if message.is_reply else {})


def person_fields(app: AppConfig, team: Team, user: User) -> Json:
    """What the payload of an action, a shortcut or a submission says of the person, the team and the app."""
    return {
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "team": {"id": team.id, "domain": team.domain},
        "api_app_id": app.app_id,
        "token": app.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command_fields(app: AppConfig, team: Team, channel: Channel, user: User) -> Json:
    """The same for a slash command, whose payload is flat."""
    return {
        "token": app.verification_token,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
    }
