"""reactions.*: adding, removing and reading them."""

from __future__ import annotations

import re

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.shapes.messages import message_json
from slack_sandbox.workspace.state import Channel, Json, Message

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def _target(call: Call) -> tuple[Channel, Message]:
    channel = call.channel(member=True)
    message = channel.messages.get(call.args.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    return channel, message


def _name(call: Call) -> str:
    name = call.args.text("name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


async def add(call: Call) -> Json:
    """Answers reactions.add."""
    name = _name(call)
    channel, message = _target(call)
    if not call.services.postbox.react(channel, message, name, call.bot, added=True):
        raise SlackError("already_reacted")
    return {}


async def remove(call: Call) -> Json:
    """Answers reactions.remove."""
    name = _name(call)
    channel, message = _target(call)
    if not call.services.postbox.react(channel, message, name, call.bot, added=False):
        raise SlackError("no_reaction")
    return {}


async def get(call: Call) -> Json:
    """Answers reactions.get."""
    channel, message = _target(call)
    return {"type": "message", "channel": channel.id, "message": message_json(call.world, channel, message)}


METHODS = {
    "reactions.add": Method(add, 3, ("reactions:write",)),
    "reactions.remove": Method(remove, 2, ("reactions:write",)),
    "reactions.get": Method(get, 3, ("reactions:read",)),
}
