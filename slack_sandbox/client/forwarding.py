"""The page's interface: forwarding a message to another conversation, as Slack shows it there."""

from __future__ import annotations

import copy

from aiohttp import web

from slack_sandbox.blocks.mrkdwn import from_typed, rich_text
from slack_sandbox.client.requests import Act, answering
from slack_sandbox.errors import ClientError
from slack_sandbox.services.postbox import MAX_TEXT
from slack_sandbox.shapes.messages import client_message, file_json
from slack_sandbox.workspace.state import Channel, Json, Message


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [web.post("/client/forward", answering(forward))]


async def forward(act: Act) -> Json:
    """Forwards a message; what the person writes beside it is the new message's own text."""
    source = act.channel(member=False)
    found = act.message(source)
    if found.ephemeral_to or found.subtype == "tombstone":
        raise ClientError("message_not_found", "That message cannot be forwarded.")
    target = Act(act.services, {**act.fields, "channel": act.text("to")}).channel()
    comment = act.maybe("text") or ""
    if len(comment) > MAX_TEXT:
        raise ClientError("msg_too_long", "The message is too long.")
    typed = from_typed(comment, act.team)
    made = Message(act.world.stamp(), target.id, act.user.id, typed, client_msg_id=act.world.new_id("m"))
    made.blocks = [{**rich_text(typed), "block_id": act.world.new_id("b")}] if typed else []
    made.attachments = [_share(act, source, found)]
    act.services.postbox.post(target, made)
    return {"ts": made.ts, "message": client_message(act.world, target, made, act.user.id)}


def _share(act: Act, source: Channel, message: Message) -> Json:
    """The attachment in which Slack sends the forwarded message."""
    author = act.world.user(message.user)
    name = author.real_name if author else message.user
    link = f"{act.world.base_url}/archives/{source.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={source.id}"
    body = {"blocks": copy.deepcopy(message.blocks)}
    share: Json = {
        "id": 1,
        "ts": message.ts,
        "author_id": message.user,
        "author_name": name,
        "author_subname": name,
        "channel_id": source.id,
        "channel_team": source.team,
        "is_msg_unfurl": True,
        "is_share": True,
        "text": message.text,
        "fallback": f"{name}: {message.text}",
        "from_url": link,
        "original_url": link,
        "mrkdwn_in": ["text"],
        "footer": f"Posted in #{source.name}" if source.kind == "channel" else "Slack conversation",
        "message_blocks": [{"team": source.team, "channel": source.id, "ts": message.ts, "message": body}],
    }
    files = [file_json(act.world, act.world.files[each]) for each in message.files if each in act.world.files]
    return share | ({"files": files} if files else {})
