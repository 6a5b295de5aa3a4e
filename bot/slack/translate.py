"""What Slack sent, as commands: pure, and tolerant of anything that is missing or of another shape.

`None` means that there is nothing to do. A value that was cut, changed or written by another version gives
None too, with a log line that names only ids.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import structlog

from bot.core.commands import AttachedFile, Command, Origin, Said, Surface, Typed
from bot.core.ports.errors import Unreadable
from bot.features.assessment.commands import ComposeAction
from bot.features.home.commands import HomeOpened
from bot.features.notes.commands import ComposeNote, MessageDeleted, MessageEdited
from bot.slack.formvalues import with_values
from bot.slack.markup import NO_NAMES, find_mentions, readable, without_mention
from bot.slack.values import read_metadata, read_value

Payload = Mapping[str, Any]
Translated = tuple[Command, Origin]
OPENED = "opened_view"
"""Beside what Slack sent: the external id of the form that the intake opened for this request."""
_SAYING = frozenset({None, "file_share", "thread_broadcast", "me_message"})
_log = structlog.get_logger(__name__)


def translate(payload: Payload, names: Mapping[str, str] = NO_NAMES) -> Translated | None:
    """Return the command and where it came from; `names` gives the names of mentioned people."""
    try:
        found = _translate(payload, names)
        opened = payload.get(OPENED)
        if found is None or not isinstance(opened, str):
            return found
        return found[0], dataclasses.replace(found[1], view=opened)
    except Unreadable as problem:
        _log.warning("slack.unreadable", problem=str(problem), about=payload.get("type", "command"))
    except (KeyError, TypeError, AttributeError, IndexError) as problem:
        _log.warning("slack.malformed", problem=type(problem).__name__, about=str(payload.get("type"))[:40])
    return None


def people_in(payload: Payload) -> set[str]:
    """Return ids of the people that the text of a payload mentions, whose names `translate` can use."""
    event = _record(payload.get("event"))
    texts = [event, _record(event.get("message")), _record(payload.get("message")), payload]
    return set().union(
        *(find_mentions(found) for part in texts if isinstance(found := part.get("text"), str))
    )


def _translate(payload: Payload, names: Mapping[str, str]) -> Translated | None:
    match payload.get("type"):
        case "event_callback":
            return _event(payload, names)
        case "block_actions":
            return _action(payload)
        case "view_submission":
            return _submission(payload)
        case "message_action" | "shortcut":
            return _shortcut(payload, names)
        case None if payload.get("command"):
            return _typed(payload, names)
        case _:
            return None


# -- events ------------------------------------------------------------------------------------------------


def _event(payload: Payload, names: Mapping[str, str]) -> Translated | None:
    event = payload["event"]
    match event["type"]:
        case "message" if event.get("channel_type", "im") == "im":
            return _message(event, names)
        case "app_mention":
            return _mention(event, _bot_user(payload), names)
        case "app_home_opened" if (tab := event.get("tab")) in ("home", "messages"):
            surface = Surface.HOME if tab == "home" else Surface.DIRECT
            return HomeOpened(tab), Origin(surface=surface, conversation=event.get("channel"))
        case _:
            return None


def _message(event: Payload, names: Mapping[str, str]) -> Translated | None:
    subtype = event.get("subtype")
    if subtype in _SAYING and not event.get("bot_id"):
        origin = Origin(
            surface=Surface.DIRECT,
            conversation=event["channel"],
            message=event["ts"],
            thread=event.get("thread_ts") or event["ts"],
        )
        said = Said(readable(str(event.get("text") or ""), names), _files(event.get("files")))
        return (said, origin) if said.text.strip() or said.files else None
    if subtype == "message_changed":
        return _changed(event, names)
    if subtype == "message_deleted":
        return _deleted(event, event.get("deleted_ts"), event.get("previous_message"))
    return None


def _changed(event: Payload, names: Mapping[str, str]) -> Translated | None:
    now, before = event["message"], _record(event.get("previous_message"))
    if now.get("subtype") == "tombstone":
        return _deleted(event, now.get("ts"), before)
    text = str(now.get("text") or "")
    if now.get("bot_id") or text == before.get("text"):
        return None
    return MessageEdited(now["ts"], readable(text, names)), _place(event, now)


def _deleted(event: Payload, ts: object, before: object) -> Translated | None:
    message = _record(before)
    if not isinstance(ts, str) or message.get("bot_id"):
        return None
    return MessageDeleted(ts), _place(event, {"ts": ts, "thread_ts": message.get("thread_ts")})


def _place(event: Payload, message: Payload) -> Origin:
    ts = message["ts"]
    thread = message.get("thread_ts") or ts
    return Origin(surface=Surface.DIRECT, conversation=event["channel"], message=ts, thread=thread)


def _mention(event: Payload, bot_user: str | None, names: Mapping[str, str]) -> Translated | None:
    if event.get("bot_id"):
        return None
    text = readable(without_mention(str(event.get("text") or ""), bot_user), names)
    origin = Origin(
        surface=Surface.CHANNEL,
        conversation=event["channel"],
        message=event["ts"],
        thread=event.get("thread_ts"),
    )
    return Said(text, _files(event.get("files"))), origin


def _bot_user(payload: Payload) -> str | None:
    for authorization in payload.get("authorizations") or []:
        if authorization.get("is_bot"):
            return str(authorization["user_id"])
    return None


def _files(files: object) -> tuple[AttachedFile, ...]:
    if not isinstance(files, list):
        return ()
    return tuple(
        AttachedFile(
            id=str(file["id"]),
            name=str(file.get("name") or ""),
            mimetype=str(file.get("mimetype") or ""),
            size=int(file.get("size") or 0),
            url=str(file.get("url_private") or ""),
        )
        for file in files
        if isinstance(file, dict) and file.get("id") and file.get("mode") != "tombstone"
    )


# -- commands, shortcuts, actions, forms -------------------------------------------------------------------


def _typed(payload: Payload, names: Mapping[str, str]) -> Translated:
    text = str(payload.get("text") or "")
    people = tuple((names.get(id, id).removeprefix("@"), id) for id in sorted(find_mentions(text)))
    return Typed(readable(text, names).strip(), people), Origin(
        surface=Surface.SLASH, conversation=payload.get("channel_id")
    )


def _shortcut(payload: Payload, names: Mapping[str, str]) -> Translated | None:
    match callback := payload.get("callback_id"):
        case "save_note" | "test_action":
            message = payload["message"]
            text = readable(str(message.get("text") or ""), names)
            origin = Origin(
                surface=Surface.SHORTCUT,
                conversation=_record(payload.get("channel")).get("id"),
                message=message.get("ts"),
                thread=message.get("thread_ts"),
            )
            note = ComposeNote(text, _permalink(payload))
            return (note if callback == "save_note" else ComposeAction(text)), origin
        case "new_note":
            return ComposeNote(), Origin(surface=Surface.SHORTCUT)
        case _:
            return None


def _permalink(payload: Payload) -> str | None:
    """Build the message's address from what Slack sends along, without a call."""
    domain = _record(payload.get("team")).get("domain")
    channel, ts = _record(payload.get("channel")).get("id"), payload["message"].get("ts")
    if not (domain and channel and ts):
        return None
    thread = payload["message"].get("thread_ts")
    suffix = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{suffix}"


def _action(payload: Payload) -> Translated | None:
    action = payload["actions"][0]
    value = action.get("value") or _record(action.get("selected_option")).get("value")
    command, _ = read_value(value)
    container, view = _record(payload.get("container")), _record(payload.get("view"))
    if view:
        surface = Surface.HOME if view.get("type") == "home" else Surface.FORM
        return command, Origin(surface=surface, view=view.get("external_id") or None)
    message = _record(payload.get("message"))
    ephemeral = bool(container.get("is_ephemeral"))
    return command, Origin(
        surface=Surface.BUTTON,
        conversation=container.get("channel_id") or _record(payload.get("channel")).get("id"),
        message=None if ephemeral else container.get("message_ts") or message.get("ts"),
        thread=container.get("thread_ts") or message.get("thread_ts"),
    )


def opens_form(payload: Payload) -> bool:
    """Return whether a pressed button or menu item says that it opens a form; raises Unreadable."""
    action = payload["actions"][0]
    return read_value(action.get("value") or _record(action.get("selected_option")).get("value"))[1]


def _submission(payload: Payload) -> Translated:
    view = payload["view"]
    command = read_metadata(view.get("private_metadata"))
    origin = Origin(surface=Surface.FORM, view=view.get("external_id") or None)
    return with_values(command, view), origin


def _record(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
