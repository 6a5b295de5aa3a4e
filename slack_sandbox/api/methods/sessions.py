"""agents.sessions.*: what an agent does in a thread, and the title under which a person finds it again."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.workspace.state import Channel, Json

_STATUSES = ("active", "processing", "suspended", "closed")
_LONGEST_TITLE = 200
_STOPPED = "agent_session_stopped"


def _thread(call: Call) -> tuple[Channel, str]:
    """The thread of a session; there are no channels here that are a session as a whole."""
    if not call.world.app.agent_view:
        raise SlackError("not_allowed")
    channel = call.channel("channel_id", member=True)
    thread_ts = call.args.text("thread_ts")
    if thread_ts not in channel.messages:
        raise SlackError("invalid_thread_ts")
    return channel, thread_ts


def _title(call: Call) -> str:
    title = call.args.text("title")
    if len(title) > _LONGEST_TITLE:
        raise SlackError("invalid_arguments", [f"must be less than {_LONGEST_TITLE + 1} characters: title"])
    return title


async def set_status(call: Call) -> Json:
    """Answers agents.sessions.setStatus: makes a session where there is none; else ignores its title."""
    channel, thread_ts = _thread(call)
    status = call.args.text("status")
    if status not in _STATUSES:
        raise SlackError("invalid_arguments", [f"must be one of {', '.join(_STATUSES)}: status"])
    is_new = thread_ts not in channel.sessions
    title = _title(call) if is_new and call.args.has("title") else ""
    call.services.postbox.set_session(channel, thread_ts, status)
    if title:
        call.services.postbox.set_title(channel, thread_ts, title)
    answer = {"agent_status": status, "title": channel.titles.get(thread_ts, "")}
    if _STOPPED in call.world.app.events:
        return answer
    return {**answer, "warning": f"missing_{_STOPPED}_event_subscription"}


async def rename(call: Call) -> Json:
    """Answers agents.sessions.rename."""
    channel, thread_ts = _thread(call)
    title = _title(call)
    if thread_ts not in channel.sessions:
        raise SlackError("session_not_found")
    call.services.postbox.set_title(channel, thread_ts, title)
    return {"title": title}


METHODS = {
    "agents.sessions.setStatus": Method(set_status, 3, ("chat:write",)),
    "agents.sessions.rename": Method(rename, 3, ("chat:write",)),
}
