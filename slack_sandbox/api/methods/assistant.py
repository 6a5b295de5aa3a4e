"""assistant.threads.*: status, title and suggested prompts of the agent view."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.workspace.state import Channel, Json

_MAX_PROMPTS = 4


def _channel(call: Call) -> Channel:
    channel = call.channel("channel_id", member=True)
    if channel.kind not in ("im", "channel", "private"):
        raise SlackError("invalid_arguments", ["channel_id must be a direct message or channel"])
    return channel


def _thread(call: Call, channel: Channel) -> str:
    thread_ts = call.args.text("thread_ts")
    if thread_ts not in channel.messages:
        raise SlackError("invalid_thread_ts")
    return thread_ts


async def set_status(call: Call) -> Json:
    """Answers assistant.threads.setStatus."""
    channel = _channel(call)
    if not ({"assistant:write", "chat:write"} & call.installation.scopes):
        call.need("assistant:write")
    if not call.args.has("status"):
        raise SlackError("invalid_arguments", ["missing required field: status"])
    loading = call.args.json("loading_messages") or []
    if not isinstance(loading, list) or len(loading) > 10:
        raise SlackError("invalid_arguments", ["no more than 10 items allowed: loading_messages"])
    call.services.postbox.set_status(channel, _thread(call, channel), call.args.text("status", ""), loading)
    return {}


async def set_title(call: Call) -> Json:
    """Answers assistant.threads.setTitle."""
    channel = _channel(call)
    thread_ts, title = _thread(call, channel), call.args.text("title")
    call.services.postbox.set_title(channel, thread_ts, title)
    return {}


async def set_suggested_prompts(call: Call) -> Json:
    """Answers assistant.threads.setSuggestedPrompts."""
    channel = _channel(call)
    prompts = call.args.json("prompts")
    well_formed = isinstance(prompts, list) and all(
        isinstance(entry, dict) and entry.get("title") and entry.get("message") for entry in prompts
    )
    if not well_formed or not prompts:
        raise SlackError("invalid_arguments", ["missing required field: prompts"])
    if len(prompts) > _MAX_PROMPTS:
        raise SlackError("too_many_prompts")
    thread_ts = call.args.maybe("thread_ts")
    if thread_ts is None and not call.world.app.agent_view:
        raise SlackError("invalid_arguments", ["missing required field: thread_ts"])
    if thread_ts is not None:
        _thread(call, channel)
    shown = {"title": call.args.maybe("title"), "prompts": prompts}
    channel.prompts[thread_ts or ""] = shown
    extra = {"thread_ts": thread_ts} if thread_ts else {}
    audience = call.world.audience(channel)
    call.world.feed.push("prompts", channel.team, audience, channel=channel.id, **extra, **shown)
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, 4),
    "assistant.threads.setTitle": Method(set_title, 3, ("assistant:write",)),
    "assistant.threads.setSuggestedPrompts": Method(set_suggested_prompts, 3, ("assistant:write",)),
}
