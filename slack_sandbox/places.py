"""Where a person acts, and how Slack names that place in a payload."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sandbox.state import Channel, Json, Message, View


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
