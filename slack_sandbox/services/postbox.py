"""Posting, changing and deleting messages: the state, the page's feed and the app's events in one place."""

from __future__ import annotations

import re
from dataclasses import replace

from slack_sandbox.delivery.events import CHANNEL_TYPE, Events
from slack_sandbox.shapes.messages import client_message, message_json
from slack_sandbox.workspace.state import Channel, Json, Message
from slack_sandbox.workspace.world import World

MAX_TEXT = 40_000


class Postbox:
    """Changes messages and tells everybody who is concerned."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def post(self, channel: Channel, message: Message) -> Message:
        """Puts a new message into a channel."""
        channel.messages[message.ts] = message
        if message.is_reply and message.thread_ts:
            channel.replies.setdefault(message.thread_ts, []).append(message.ts)
            root = channel.messages.get(message.thread_ts)
            if root is not None:
                root.thread_ts = root.ts
                self._changed(channel, root)
            self.clear_status(channel, message)
        elif message.bot_id is None:
            channel.last_read[message.user] = message.ts
        self._push(channel, "message", message)
        team = self._world.acting_team(channel)
        event = message_json(self._world, channel, message, metadata=True)
        event |= {"channel": channel.id, "event_ts": message.ts, "channel_type": CHANNEL_TYPE[channel.kind]}
        self._events.emit(team, event, channel)
        self._mention(channel, message, event)
        for name in message.files:
            self._shared(channel, message, name)
        return message

    def post_ephemeral(self, channel: Channel, message: Message) -> Message:
        """Shows a message to one person; nobody else and no event hears of it."""
        assert message.ephemeral_to is not None
        channel.ephemerals[message.ts] = message
        self._push(channel, "message", message)
        return message

    def change(self, channel: Channel, message: Message, previous: Message) -> None:
        """Tells of a message that was edited or updated (`previous` is a copy from before)."""
        if message.ephemeral_to:
            self._push(channel, "message_changed", message)
            return
        self._changed(channel, message)
        body = message_json(self._world, channel, message, metadata=True)
        before = message_json(self._world, channel, previous, metadata=True)
        self._hidden(channel, "message_changed", {"message": body, "previous_message": before})

    def progress(self, channel: Channel, message: Message) -> None:
        """Tells the page alone that a stream has grown."""
        self._changed(channel, message)

    def end_stream(self, channel: Channel, message: Message) -> None:
        """Ends a stream without the app; what was not done in it stays so."""
        message.streaming = False
        self._changed(channel, message)

    def delete(self, channel: Channel, message: Message) -> None:
        """Removes a message; a root with replies leaves a tombstone as in Slack."""
        if message.ephemeral_to:
            self.drop_ephemeral(channel, message)
            return
        before = message_json(self._world, channel, message)
        if channel.thread(message.ts):
            channel.messages[message.ts] = replace(
                message,
                text="This message was deleted.",
                blocks=[],
                files=[],
                subtype="tombstone",
                metadata=None,
            )
            self._changed(channel, channel.messages[message.ts])
        else:
            del channel.messages[message.ts]
            extra = {"thread_ts": message.thread_ts} if message.is_reply else {}
            self._tell(channel, "message_deleted", ts=message.ts, **extra)
            if message.is_reply and message.thread_ts:
                channel.replies[message.thread_ts].remove(message.ts)
                root = channel.messages.get(message.thread_ts)
                if root is not None:
                    self._changed(channel, root)
        self._hidden(channel, "message_deleted", {"deleted_ts": message.ts, "previous_message": before})

    def drop_ephemeral(self, channel: Channel, message: Message) -> None:
        """Takes an ephemeral message from the one who sees it."""
        channel.ephemerals.pop(message.ts, None)
        audience = frozenset({message.ephemeral_to or ""})
        self._world.feed.push(
            "ephemeral_deleted", self._world.feed_team(channel), audience, channel=channel.id, ts=message.ts
        )

    def react(self, channel: Channel, message: Message, name: str, user: str, added: bool) -> bool:
        """Adds or removes a reaction; False when that changes nothing."""
        users = message.reactions.setdefault(name, [])
        if (user in users) == added:
            if not users:
                del message.reactions[name]
            return False
        if added:
            users.append(user)
        else:
            users.remove(user)
        if not users:
            del message.reactions[name]
        self._tell(channel, "reaction", ts=message.ts, name=name, user=user, added=added)
        self._changed(channel, message)
        item = {"type": "message", "channel": channel.id, "ts": message.ts}
        kind = "reaction_added" if added else "reaction_removed"
        event = {"type": kind, "user": user, "reaction": name, "item_user": message.user, "item": item}
        self._events.emit(
            self._world.acting_team(channel), {**event, "event_ts": self._world.stamp()}, channel
        )
        return True

    def set_status(self, channel: Channel, thread_ts: str, status: str, loading: list[str]) -> None:
        """Shows or clears the assistant's status in a thread."""
        if status:
            channel.statuses[thread_ts] = {"status": status, "loading_messages": loading}
        else:
            channel.statuses.pop(thread_ts, None)
        extra = {"loading_messages": loading} if loading else {}
        self._tell(channel, "status", thread_ts=thread_ts, status=status, **extra)

    def set_session(self, channel: Channel, thread_ts: str, status: str) -> None:
        """Sets what an agent does in a thread; while it is processing, the page shows how to stop it."""
        channel.sessions[thread_ts] = status
        can_stop = status == "processing" and "agent_session_stopped" in self._world.app.events
        self._tell(channel, "session", thread_ts=thread_ts, status=status, can_stop=can_stop)

    def set_title(self, channel: Channel, thread_ts: str, title: str) -> None:
        """Names a thread."""
        channel.titles[thread_ts] = title
        self._tell(channel, "thread_title", thread_ts=thread_ts, title=title)

    def clear_status(self, channel: Channel, message: Message) -> None:
        """An answer of the app ends the status in its thread."""
        if message.bot_id and message.thread_ts in channel.statuses:
            self.set_status(channel, message.thread_ts, "", [])

    def _mention(self, channel: Channel, message: Message, event: Json) -> None:
        team = self._world.acting_team(channel)
        bot = self._world.bot_of(team)
        if bot is None or channel.kind == "im" or message.user == bot.id:
            return
        if re.search(rf"<@{bot.id}(\|[^>]*)?>", message.text):
            kept = {name: value for name, value in event.items() if name not in ("channel_type", "subtype")}
            self._events.emit(team, {**kept, "type": "app_mention"}, channel)

    def _shared(self, channel: Channel, message: Message, name: str) -> None:
        file = self._world.files[name]
        if channel.id not in file.channels:
            file.channels.append(channel.id)
        event = {
            "type": "file_shared",
            "file_id": file.id,
            "user_id": message.user,
            "file": {"id": file.id},
            "channel_id": channel.id,
            "event_ts": message.ts,
        }
        self._events.emit(self._world.acting_team(channel), event, channel)

    def _hidden(self, channel: Channel, subtype: str, fields: Json) -> None:
        ts = self._world.stamp()
        event = {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel.id,
            "channel_type": CHANNEL_TYPE[channel.kind],
            "ts": ts,
            "event_ts": ts,
            **fields,
        }
        self._events.emit(self._world.acting_team(channel), event, channel)

    def _changed(self, channel: Channel, message: Message) -> None:
        self._push(channel, "message_changed", message)

    def _push(self, channel: Channel, kind: str, message: Message) -> None:
        audience = (
            frozenset({message.ephemeral_to}) if message.ephemeral_to else self._world.audience(channel)
        )
        body = client_message(self._world, channel, message, "")
        for file in body.get("files", []):
            file["client_url"] = f"/client/file/{file['id']}"
        self._world.feed.push(
            kind, self._world.feed_team(channel), audience, channel=channel.id, message=body
        )

    def _tell(self, channel: Channel, kind: str, **fields: object) -> None:
        self._world.feed.push(
            kind, self._world.feed_team(channel), self._world.audience(channel), channel=channel.id, **fields
        )


def bot_message(world: World, channel: Channel, **fields: object) -> Message:
    """A new message by the app in a channel."""
    install = world.acting_team(channel).installation
    assert install is not None
    return Message(world.stamp(), channel.id, install.bot_user, bot_id=install.bot_id, **fields)  # type: ignore[arg-type]
