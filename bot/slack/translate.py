"""What Slack sent, as commands: pure, and tolerant of anything that is missing or of another shape.

`None` means that there is nothing to do. A value that was cut, changed or written by another version gives
None too, with a log line that names only ids.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import structlog

from bot.core.attending import StopAnswering
from bot.core.commands import Command, FormCommand, Origin, Said, Surface, Typed
from bot.core.ports.errors import Unreadable
from bot.core.wellformed import flaw_of
from bot.features.assessment.commands import ComposeAction
from bot.features.home.commands import HomeOpened
from bot.features.notes.commands import ComposeNote, MessageDeleted, MessageEdited
from bot.features.reminders.commands import OpenReminder
from bot.slack.content import Payload, all_words, said_in
from bot.slack.formvalues import with_values
from bot.slack.markup import NO_NAMES, find_mentions, readable, without_mention
from bot.slack.payloads import record, records
from bot.slack.typed import without_marks
from bot.slack.values import read_metadata, read_value

Translated = tuple[Command, Origin]
OPENED = "opened_view"
"""Beside what Slack sent: the external id of the form that the intake opened for this request."""
_REMINDED = 300
"""Characters of a message that a reminder of it begins with."""
_SAYING = frozenset({None, "file_share", "thread_broadcast", "me_message"})
_log = structlog.get_logger(__name__)


def translate(payload: Payload, names: Mapping[str, str] = NO_NAMES) -> Translated | None:
    """Return the command and where it came from; `names` gives the names of mentioned people."""
    try:
        found = _translate(payload, names)
        if found and (flaw := flaw_of(found[0]) or flaw_of(found[1])):
            raise Unreadable(flaw)
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
    event = record(payload.get("event"))
    messages = [event, record(event.get("message")), record(payload.get("message")), payload]
    parts = [*messages, *(each for message in messages for each in records(message.get("forwarded")))]
    return set().union(
        *(find_mentions(found) for part in parts if isinstance(found := part.get("text"), str))
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
        case "message" if event.get("channel_type") == "im":
            return _message(event, _bot_user(payload), names)
        case "app_mention":
            return _mention(event, _bot_user(payload), names)
        case "app_home_opened" if (tab := event.get("tab")) in ("home", "messages"):
            surface = Surface.HOME if tab == "home" else Surface.DIRECT
            return HomeOpened(tab), Origin(surface=surface, conversation=event.get("channel"))
        case "agent_session_stopped":  # envelope.STOPS
            return StopAnswering(), _place(event, {"ts": event["thread_ts"]})
        case _:
            return None


def _message(event: Payload, bot_user: str | None, names: Mapping[str, str]) -> Translated | None:
    subtype = event.get("subtype")
    if subtype in _SAYING and not event.get("bot_id"):
        origin = Origin(
            surface=Surface.DIRECT,
            conversation=event["channel"],
            message=event["ts"],
            thread=event.get("thread_ts") or event["ts"],
        )
        text = str(event.get("text") or "")
        said = said_in(event, without_mention(text, bot_user) if bot_user else text, names)
        holds_something = text.strip() or said != Said("") or event.get("forwarded")
        return (said, origin) if holds_something else None  # a forward without words is answered, too
    if subtype == "message_changed":
        return _changed(event, bot_user, names)
    if subtype == "message_deleted":
        return _deleted(event, event.get("deleted_ts"), event.get("previous_message"))
    return None


def _changed(event: Payload, bot_user: str | None, names: Mapping[str, str]) -> Translated | None:
    now, before = event["message"], record(event.get("previous_message"))
    if now.get("subtype") == "tombstone":
        return _deleted(event, now.get("ts"), before)
    text = str(now.get("text") or "")
    if now.get("bot_id") or now.get("forwarded") or text == before.get("text"):
        return None
    words = readable(without_mention(text, bot_user) if bot_user else text, names)
    return MessageEdited(now["ts"], words), _place(event, now)


def _deleted(event: Payload, ts: object, before: object) -> Translated | None:
    message = record(before)
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
    said = said_in(event, without_mention(str(event.get("text") or ""), bot_user), names)
    origin = Origin(
        surface=Surface.CHANNEL,
        conversation=event["channel"],
        message=event["ts"],
        thread=event.get("thread_ts"),
    )
    return said, origin


def _bot_user(payload: Payload) -> str | None:
    for authorization in payload.get("authorizations") or []:
        if authorization.get("is_bot"):
            return str(authorization["user_id"])
    return None


# -- commands, shortcuts, actions, forms -------------------------------------------------------------------


def _typed(payload: Payload, names: Mapping[str, str]) -> Translated:
    text = str(payload.get("text") or "")
    people = tuple((names.get(id, id).removeprefix("@"), id) for id in sorted(find_mentions(text)))
    return Typed(readable(without_marks(text), names).strip(), people), Origin(
        surface=Surface.SLASH,
        conversation=payload.get("channel_id"),
        reply_url=payload.get("response_url"),
    )


def _shortcut(payload: Payload, names: Mapping[str, str]) -> Translated | None:
    match callback := payload.get("callback_id"):
        case "save_note" | "test_action" | "remind_me":
            message = payload["message"]
            text = all_words(message, names)
            origin = Origin(
                surface=Surface.SHORTCUT,
                conversation=record(payload.get("channel")).get("id"),
                message=message.get("ts"),
                thread=message.get("thread_ts"),
            )
            match callback:
                case "save_note":
                    return ComposeNote(text, _permalink(payload)), origin
                case "remind_me":
                    return OpenReminder(text=text[:_REMINDED], permalink=_permalink(payload)), origin
                case _:
                    return ComposeAction(text), origin
        case "new_note":
            return ComposeNote(), Origin(surface=Surface.SHORTCUT)
        case _:
            return None


def _permalink(payload: Payload) -> str | None:
    """Build the message's address from what Slack sends along, without a call."""
    domain = record(payload.get("team")).get("domain")
    channel, ts = record(payload.get("channel")).get("id"), payload["message"].get("ts")
    if not (domain and channel and ts):
        return None
    thread = payload["message"].get("thread_ts")
    suffix = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{suffix}"


def _action(payload: Payload) -> Translated | None:
    action = payload["actions"][0]
    value = action.get("value") or record(action.get("selected_option")).get("value")
    command, _ = read_value(value)
    container, view = record(payload.get("container")), record(payload.get("view"))
    if view:
        surface = Surface.HOME if view.get("type") == "home" else Surface.FORM
        if isinstance(command, FormCommand):  # a button that takes along what was typed
            command = with_values(command, view)
        return command, Origin(surface=surface, view=view.get("external_id") or None)
    message = record(payload.get("message"))
    ephemeral = bool(container.get("is_ephemeral"))
    return command, Origin(
        surface=Surface.BUTTON,
        conversation=container.get("channel_id") or record(payload.get("channel")).get("id"),
        message=None if ephemeral else container.get("message_ts") or message.get("ts"),
        thread=container.get("thread_ts") or message.get("thread_ts"),
    )


def opens_form(payload: Payload) -> bool:
    """Return whether a pressed button or menu item says that it opens a form; raises Unreadable."""
    action = payload["actions"][0]
    return read_value(action.get("value") or record(action.get("selected_option")).get("value"))[1]


def _submission(payload: Payload) -> Translated:
    view = payload["view"]
    command = read_metadata(view.get("private_metadata"))
    origin = Origin(surface=Surface.FORM, view=view.get("external_id") or None)
    return with_values(command, view), origin
