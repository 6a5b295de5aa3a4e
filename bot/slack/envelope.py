"""What arrives, as an envelope for the inbox: its key, its ordering key, and what is needed of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.core.identity import MemberId, WorkspaceId, derive_id
from bot.core.ports.queues import Envelope
from bot.slack.payloads import only, records, texts
from bot.slack.slimming import clean, slim_event, slim_message

SOURCE = "slack"
STOPS = "agent_session_stopped"
"""The event that ends what goes on in a thread."""
_KEY_LIMIT = 255
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
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
    is_stranger: bool = False
    """Who sent it belongs to another organization, as far as the payload tells."""

    @property
    def view(self) -> str:
        """The external id of the form that this arrival may open."""
        return f"v-{derive_id(self.key, 'view')}"

    @property
    def _lane(self) -> str:
        """The member's own, but for a stop, which must not wait behind what it stops."""
        event = self.payload.get("event")
        stops = isinstance(event, Mapping) and event.get("type") == STOPS
        return f"{self.workspace}:{self.member}" + (":stop" if stops else "")

    def envelope(self, **beside: object) -> Envelope:
        """Return the envelope for the inbox; `beside` is put into the payload."""
        return Envelope(
            key=self.key,
            source=SOURCE,
            workspace=self.workspace,
            member=self.member,
            payload={**self.payload, **beside},
            ordering_key=self._lane,
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
                return _read_event(body)
            case PayloadKind.COMMAND:
                slim: dict[str, object] = {**texts(body, ("command", "text", "channel_id", "response_url"))}
                return _build_arrival(kind, body["trigger_id"], body["team_id"], body["user_id"], slim)
            case PayloadKind.FORM:
                view = only(body["view"], ("id", "external_id", "private_metadata", "state"))
                key = f"{body['view']['id']}:{body['view']['hash']}"
                slim = {"type": body["type"], "view": view}
                return _read_interaction(kind, key, body, slim)
            case PayloadKind.OPTIONS:  # asked within the request, and never stored
                return _read_interaction(kind, "menu", body, {})
            case _:
                return _read_interaction(kind, body["trigger_id"], body, _slim_interaction(body))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as problem:
        raise Malformed(type(problem).__name__) from None


def _read_event(body: Mapping[str, Any]) -> Arrival:
    event = body["event"]
    member = event.get("user") or _author(event)
    workspace = event_workspace(body)
    payload = {
        "type": body["type"],
        "event": slim_event(event),
        "authorizations": [only(one, ("user_id", "is_bot")) for one in records(body.get("authorizations"))],
    }
    stranger = _from_elsewhere(event, workspace)
    return _build_arrival(
        PayloadKind.EVENT, body["event_id"], workspace, member, payload, is_stranger=stranger
    )


def is_id(value: object) -> bool:
    """Return whether it looks like one of Slack's ids."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def event_workspace(body: Mapping[str, Any]) -> object:
    """Return the workspace that an event is for: that of the installation which Slack sends it to.

    The `team_id` around an event is the host's, in a channel that is shared with other organizations.
    """
    authorizations = body.get("authorizations")
    first = authorizations[0] if isinstance(authorizations, list) and authorizations else None
    found = first.get("team_id") if isinstance(first, Mapping) else None
    return found or body.get("context_team_id")


def _from_elsewhere(event: Mapping[str, Any], workspace: object) -> bool:
    """Return whether Slack says that who wrote it belongs to another organization.

    `user_team` and `source_team` stand in messages of shared channels alone. Between workspaces of one
    Enterprise Grid both may be the organization's id; whose people these are the directory knows.
    """
    named = {event.get("user_team"), event.get("source_team")} - {None}
    return bool(named) and workspace not in named and not any(str(one).startswith("E") for one in named)


def _read_interaction(
    kind: PayloadKind, key: object, body: Mapping[str, Any], payload: dict[str, object]
) -> Arrival:
    stranger = _of_another_team(body)
    return _build_arrival(kind, key, _team(body), body["user"]["id"], payload, is_stranger=stranger)


def _author(event: Mapping[str, Any]) -> object:
    for name in ("message", "previous_message"):
        message = event.get(name)
        if isinstance(message, Mapping) and message.get("user"):
            return message["user"]
    raise KeyError("user")


def _slim_interaction(body: Mapping[str, Any]) -> dict[str, object]:
    slim: dict[str, object] = {**texts(body, ("type", "callback_id"))}
    parts = {
        "team": ("id", "domain"),
        "channel": ("id",),
        "container": _CONTAINER,
        "view": ("id", "type", "external_id"),
    }
    for name, fields in parts.items():
        if isinstance(body.get(name), Mapping):
            slim[name] = {**texts(body[name], fields), **only(body[name], ("is_ephemeral",))}
    if isinstance(body.get("message"), Mapping):
        slim["message"] = slim_message(body["message"])
    if body["type"] == "block_actions":
        slim["actions"] = [only(body["actions"][0], ("action_id", "value", "selected_option"))]
    return slim


def _build_arrival(
    kind: PayloadKind,
    key: object,
    team: object,
    member: object,
    payload: dict[str, object],
    *,
    is_stranger: bool = False,
) -> Arrival:
    if not isinstance(key, str) or not 0 < len(key) <= _KEY_LIMIT or not key.isprintable():
        raise Malformed("key")
    for part, name in ((team, "team"), (member, "member")):
        if not is_id(part):
            raise Malformed(name)
    whole = f"{kind}:{team}:{key}"
    return Arrival(kind, whole, WorkspaceId(str(team)), MemberId(str(member)), clean(payload), is_stranger)


def _team(body: Mapping[str, Any]) -> object:
    """Return the workspace in which something was pressed; `team` is null for an organization's app."""
    team = body.get("team")
    return team["id"] if isinstance(team, Mapping) else body["user"]["team_id"]


def _of_another_team(body: Mapping[str, Any]) -> bool:
    """Return whether who pressed something belongs to another organization than where it was pressed."""
    user, team = body["user"], _team(body)
    of = user.get("team_id")
    return isinstance(of, str) and of != team and not of.startswith("E") and not body.get("enterprise")
