"""What is kept of a message: its words as they were typed, what it forwards, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.payloads import only, record, texts
from bot.slack.typed import typed_text, words_of_blocks

_MESSAGE = ("ts", "thread_ts", "user", "bot_id", "subtype")
_EVENT = (*_MESSAGE, "type", "channel", "channel_type", "deleted_ts")
_FILE = ("id", "name", "mimetype", "url_private", "mode", "file_access", "subtype", "vtt")
_MOST_FILES = 20
_MOST_FORWARDED = 10
_NUL = "\x00"


def slim_event(event: Mapping[str, Any]) -> dict[str, object]:
    """Return what is needed of an event."""
    slim = {**texts(event, _EVENT), **_content(event)}
    for name in ("message", "previous_message"):
        if isinstance(event.get(name), Mapping):
            slim[name] = slim_message(event[name])
    if isinstance(event.get("tab"), str):
        slim["tab"] = event["tab"]
    return slim


def slim_message(message: Mapping[str, Any]) -> dict[str, object]:
    """Return what is needed of a message."""
    return {**texts(message, _MESSAGE), **_content(message)}


def clean(value: Any) -> Any:
    """Return a value with no text that a database refuses: no NUL, no half of a surrogate pair."""
    match value:
        case str():
            return value.replace(_NUL, "").encode("utf-8", "ignore").decode("utf-8")
        case Mapping():
            return {clean(str(name)): clean(inner) for name, inner in value.items()}
        case list() | tuple():
            return [clean(inner) for inner in value]
        case _:
            return value


def _content(message: Mapping[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    if "text" in message or "blocks" in message:
        found["text"] = typed_text(message)
    shared = list(_shared(message))
    forwarded = [_forwarded(each) for each in shared][:_MOST_FORWARDED]
    if forwarded:  # one without words, too: the member is told so
        found["forwarded"] = forwarded
    files = [file for holder in (message, *shared) for file in _files(holder)][:_MOST_FILES]
    if files:
        found["files"] = files
    return found


def _shared(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the messages that a message forwards; what Slack shows of a link that was pasted is none."""
    attachments = message.get("attachments")
    for each in attachments if isinstance(attachments, list) else ():
        if isinstance(each, Mapping) and each.get("is_share"):
            yield each


def _forwarded(attachment: Mapping[str, Any]) -> dict[str, str]:
    words = _words_of(attachment)
    author = attachment.get("author_name") or attachment.get("author_subname")
    link = attachment.get("from_url") or attachment.get("original_url")
    found = {"text": words, "author": author, "permalink": link}
    return {name: value for name, value in found.items() if isinstance(value, str) and value}


def _words_of(attachment: Mapping[str, Any]) -> str:
    """Return the words of a forwarded message, out of its blocks where Slack sent them along."""
    blocks = attachment.get("message_blocks")
    parts = []
    for each in blocks if isinstance(blocks, list) else ():
        message = each.get("message") if isinstance(each, Mapping) else None
        if isinstance(message, Mapping):
            inner = message.get("blocks")
            parts.append(words_of_blocks(inner) if isinstance(inner, list) else "")
    whole = "\n".join(part for part in parts if part.strip())
    whole = whole or typed_text({"text": attachment.get("text"), "blocks": attachment.get("blocks")})
    return whole if whole.strip() else typed_text({"text": attachment.get("fallback")})


def _files(message: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    files = message.get("files")
    for file in files if isinstance(files, list) else ():
        if not isinstance(file, Mapping) or not isinstance(file.get("id"), str):
            continue
        slim: dict[str, object] = {**texts(file, _FILE), "size": _size(file.get("size"))}
        spoken = file.get("transcription")
        if isinstance(spoken, Mapping):
            slim["transcription"] = {
                "status": spoken.get("status"),
                "preview": only(record(spoken.get("preview")), ("content", "has_more")),
            }
        yield slim


def _size(value: object) -> int:
    return value if type(value) is int and 0 <= value < 2**40 else 0
