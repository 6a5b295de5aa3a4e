"""What changes about people: membership, profile, Do Not Disturb, reading."""

from __future__ import annotations

from slack_sandbox.delivery.events import Events
from slack_sandbox.services.postbox import Postbox
from slack_sandbox.shapes.people import member_json, user_json
from slack_sandbox.workspace.state import Channel, Json, Message, Role, User
from slack_sandbox.workspace.world import World


class People:
    """Changes people and memberships and tells everybody who is concerned."""

    def __init__(self, world: World, events: Events, postbox: Postbox) -> None:
        self._world = world
        self._events = events
        self._postbox = postbox

    def join(self, channel: Channel, user: str, inviter: str | None) -> None:
        """Puts a member into a channel."""
        if user in channel.members:
            return
        channel.members.append(user)
        team = self._world.acting_team(channel)
        self._notice(channel, user, "channel_join", f"<@{user}> has joined the channel")
        event = self._membership("member_joined_channel", channel, user)
        self._events.emit(team, event | ({"inviter": inviter} if inviter else {}), channel)

    def leave(self, channel: Channel, user: str) -> None:
        """Takes a member out of a channel."""
        if user not in channel.members:
            return
        event = self._membership("member_left_channel", channel, user)
        self._events.emit(self._world.acting_team(channel), event, channel)
        channel.members.remove(user)
        self._notice(channel, user, "channel_leave", f"<@{user}> has left the channel")

    def set_standing(self, user: User, *, role: Role | None = None, deleted: bool | None = None) -> None:
        """Promotes, demotes, deactivates or brings back a person, and sends `user_change`."""
        if role is not None:
            user.role = role
        if deleted is not None:
            user.deleted = deleted
        self.change(user)

    def change(self, user: User, **fields: str) -> None:
        """Changes a person's profile and sends `user_change`."""
        for name, value in fields.items():
            setattr(user, name, value)
        user.updated = int(self._world.clock.epoch())
        self.tell(user)
        team = self._world.teams[user.team]
        scopes = team.installation.scopes if team.installation else frozenset()
        body = user_json(self._world, user, scopes, locale=True)
        event = {
            "type": "user_change",
            "user": body,
            "cache_ts": user.updated,
            "event_ts": self._world.stamp(),
        }
        self._events.emit(team, event)

    def set_dnd(self, user: User, until: float | None) -> None:
        """Turns Do Not Disturb on until a time of the sandbox's clock, or off."""
        user.dnd_until = until
        self.tell(user)
        status = {
            "dnd_enabled": until is not None,
            "next_dnd_start_ts": 1,
            "next_dnd_end_ts": int(until or 1),
        }
        event = {
            "type": "dnd_updated_user",
            "user": user.id,
            "dnd_status": status,
            "event_ts": self._world.stamp(),
        }
        self._events.emit(self._world.teams[user.team], event)

    def add(self, user: User) -> None:
        """A new member, with their direct messages with the app, in every public channel named general."""
        team = self._world.teams[user.team]
        team.users[user.id] = user
        for channel in team.channels.values():
            if channel.name == "general":
                channel.members.append(user.id)
        bot = self._world.bot_of(team)
        if bot is not None:
            self._world.direct(team, user.id, bot.id)
        self.tell(user)
        event: Json = {"type": "team_join", "user": user_json(self._world, user, frozenset())}
        self._events.emit(team, {**event, "cache_ts": user.updated, "event_ts": self._world.stamp()})

    def tell(self, user: User) -> None:
        """Pushes a member's new state to the page."""
        self._world.feed.push("member", user.team, member=member_json(self._world, user))

    def _membership(self, kind: str, channel: Channel, user: str) -> Json:
        letter = "G" if channel.kind == "private" else "C"
        return {
            "type": kind,
            "user": user,
            "channel": channel.id,
            "channel_type": letter,
            "team": channel.team,
            "event_ts": self._world.stamp(),
        }

    def _notice(self, channel: Channel, user: str, subtype: str, text: str) -> None:
        person = self._world.user(user)
        bot_id = person.bot_id if person else None
        message = Message(self._world.stamp(), channel.id, user, text, subtype=subtype, bot_id=bot_id)
        self._postbox.post(channel, message)
