"""What arrives, as an envelope for the inbox: its key, its ordering key, and what is needed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.core.identity import MemberId, WorkspaceId, derive_id
from bot.core.ports.queues import Envelope

SOURCE = "slack"
_EVENT = (
    "type",
    "subtype",
    "channel",
    "channel_type",
    "user",
    "bot_id",
    "text",
    "ts",
    "thread_ts",
    "deleted_ts",
)
_MESSAGE = ("ts", "thread_ts", "user", "bot_id", "subtype", "text")
_FILE = ("id", "name", "mimetype", "size", "url_private", "mode")
_CONTAINER = ("channel_id", "message_ts", "thread_ts", "is_ephemeral")


class PayloadKind(StrEnum):
    """How Slack expects a payload to be answered."""

    EVENT = "event"
    COMMAND = "command"
    ACTION = "action"
    SHORTCUT = "shortcut"
    FORM = "form"
    OPTIONS = "options"
    OTHER = "other"


_KINDS = {
    "event_callback": PayloadKind.EVENT,
    "block_actions": PayloadKind.ACTION,
    "message_action": PayloadKind.SHORTCUT,
    "shortcut": PayloadKind.SHORTCUT,
    "view_submission": PayloadKind.FORM,
    "block_suggestion": PayloadKind.OPTIONS,
}


class Malformed(ValueError):
    """A payload without what every payload of its kind has; the text names the missing part only."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A recognized payload: who sent it, the key under which it is handled once, and its slim form."""

    kind: PayloadKind
    key: str
    workspace: WorkspaceId
    member: MemberId
    payload: dict[str, object]

    @property
    def view(self) -> str:
        """The external id of the form that this arrival may open."""
        return f"v-{derive_id(self.key, 'view')}"

    def envelope(self, **beside: object) -> Envelope:
        """Return the envelope for the inbox; `beside` is put into the payload."""
        return Envelope(
            key=self.key,
            source=SOURCE,
            workspace=self.workspace,
            member=self.member,
            payload={**self.payload, **beside},
            ordering_key=f"{self.workspace}:{self.member}",
        )


def kind_of(body: Mapping[str, Any]) -> PayloadKind:
    """Return what kind of payload this is."""
    if body.get("command") and not body.get("type"):
        return PayloadKind.COMMAND
    kind = body.get("type")
    return _KINDS.get(kind, PayloadKind.OTHER) if isinstance(kind, str) else PayloadKind.OTHER


def read_arrival(kind: PayloadKind, body: Mapping[str, Any]) -> Arrival:
    """Recognize a payload; raises Malformed."""
    try:
        match kind:
            case PayloadKind.EVENT:
                return _event(body)
            case PayloadKind.COMMAND:
                slim = _only(body, ("command", "text", "channel_id"))
                return _arrival(kind, body["trigger_id"], body["team_id"], body["user_id"], slim)
            case PayloadKind.FORM:
                view = _only(body["view"], ("id", "external_id", "private_metadata", "state"))
                key = f"{body['view']['id']}:{body['view']['hash']}"
                slim = {"type": body["type"], "view": view}
                return _arrival(kind, key, _team(body), body["user"]["id"], slim)
            case _:
                return _arrival(kind, body["trigger_id"], _team(body), body["user"]["id"], _pressed(body))
    except (KeyError, TypeError, AttributeError, IndexError) as problem:
        raise Malformed(type(problem).__name__) from None


def _event(body: Mapping[str, Any]) -> Arrival:
    event = body["event"]
    slim = _only(event, _EVENT)
    for name in ("message", "previous_message"):
        if isinstance(event.get(name), Mapping):
            slim[name] = _only(event[name], _MESSAGE)
    if isinstance(event.get("tab"), str):
        slim["tab"] = event["tab"]
    if isinstance(event.get("files"), list):
        slim["files"] = [_only(file, _FILE) for file in event["files"] if isinstance(file, Mapping)]
    member = event.get("user") or _author(event)
    payload = {
        "type": body["type"],
        "event": slim,
        "authorizations": [_only(one, ("user_id", "is_bot")) for one in body.get("authorizations") or []],
    }
    return _arrival(PayloadKind.EVENT, body["event_id"], body["team_id"], member, payload)


def _author(event: Mapping[str, Any]) -> object:
    for name in ("message", "previous_message"):
        message = event.get(name)
        if isinstance(message, Mapping) and message.get("user"):
            return message["user"]
    raise KeyError("user")


def _pressed(body: Mapping[str, Any]) -> dict[str, object]:
    slim: dict[str, object] = _only(body, ("type", "callback_id"))
    parts = {
        "team": ("id", "domain"),
        "channel": ("id",),
        "container": _CONTAINER,
        "message": _MESSAGE,
        "view": ("id", "type", "external_id"),
    }
    for name, fields in parts.items():
        if isinstance(body.get(name), Mapping):
            slim[name] = _only(body[name], fields)
    if body["type"] == "block_actions":
        slim["actions"] = [_only(body["actions"][0], ("action_id", "value", "selected_option"))]
    return slim


def _arrival(
    kind: PayloadKind, key: object, team: object, member: object, payload: dict[str, object]
) -> Arrival:
    for part, name in ((key, "key"), (team, "team"), (member, "member")):
        if not isinstance(part, str) or not part:
            raise Malformed(name)
    return Arrival(kind, f"{kind}:{team}:{key}", WorkspaceId(str(team)), MemberId(str(member)), payload)


def _team(body: Mapping[str, Any]) -> object:
    team = body.get("team")
    return team["id"] if isinstance(team, Mapping) else body["user"]["team_id"]


def _only(record: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record[name] for name in names if record.get(name) is not None}
