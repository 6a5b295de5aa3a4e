"""Modals as a stack per person, and Home views, with Slack's hashes and limits."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

from slack_sandbox.blocks.surfaces import completed, files_in
from slack_sandbox.blocks.values import initial_values, kept_values
from slack_sandbox.blocks.views import view_problems
from slack_sandbox.errors import SlackError
from slack_sandbox.shapes.messages import view_json
from slack_sandbox.workspace.state import Json, Team, View
from slack_sandbox.workspace.world import Trigger, World

MAX_STACK = 3
MAX_BYTES = 250_000


class Modals:
    """Opens, pushes, updates, publishes and closes views."""

    def __init__(self, world: World) -> None:
        self._world = world

    def trigger(self, trigger_id: str, team: Team) -> Trigger:
        """A trigger that is still good, used up by this; raises Slack's three refusals."""
        trigger = self._world.triggers.get(trigger_id)
        if trigger is None or trigger.team != team.id:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() - trigger.born > self._world.times.trigger_lifetime:
            raise SlackError("expired_trigger_id")
        return trigger

    def open(self, trigger_id: str, body: Any, team: Team) -> View:
        """Shows a modal; one that is already open makes way."""
        trigger = self.trigger(trigger_id, team)
        view = self._make(team, trigger.user, self.checked(body, team, "modal"))
        trigger.used = True
        self._world.stacks[trigger.user] = [view.id]
        self._tell("view_opened", view)
        return view

    def push(self, trigger_id: str, body: Any, team: Team) -> View:
        """Puts a modal on top of the one that the trigger came from."""
        trigger = self.trigger(trigger_id, team)
        checked = self.checked(body, team, "modal")
        if trigger.view is None or trigger.view not in self._world.stacks.get(trigger.user, []):
            raise SlackError("invalid_trigger_id")
        view = self.pushed(trigger.user, team, checked)
        trigger.used = True
        return view

    def pushed(self, user: str, team: Team, checked: Json) -> View:
        """Pushes a view that has been checked."""
        stack = self._world.stacks.get(user, [])
        if len(stack) >= MAX_STACK:
            raise SlackError("push_limit_reached")
        view = self._make(team, user, checked)
        if stack:
            view.previous_id, view.root_id = stack[-1], self._world.views[stack[0]].id
        self._world.stacks.setdefault(user, []).append(view.id)
        self._tell("view_pushed", view)
        return view

    def update(self, view: View, body: Any, expected_hash: str | None, team: Team) -> View:
        """Replaces what a view shows; `hash_conflict` when somebody was faster."""
        checked = self.checked(body, team, view.type, view.id)
        if expected_hash is not None and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        view.body = checked
        view.values = kept_values(checked["blocks"], view.values)
        view.hash = self._hash(checked)
        self._tell("home" if view.type == "home" else "view_updated", view)
        return view

    def publish(self, user: str, body: Any, expected_hash: str | None, team: Team) -> View:
        """Shows a Home view to a person."""
        existing = self._world.homes.get((team.id, user))
        if existing is not None:
            return self.update(existing, body, expected_hash, team)
        checked = self.checked(body, team, "home")
        if expected_hash is not None:
            raise SlackError("hash_conflict")
        view = self._make(team, user, checked)
        self._world.homes[(team.id, user)] = view
        self._tell("home", view)
        return view

    def find(self, view_id: str | None, external_id: str | None, team: Team) -> View:
        """The open view with that id or external id; `not_found` otherwise."""
        for view in self._world.views.values():
            if view.team != team.id or not self._is_up(view):
                continue
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def close(self, user: str, view_id: str, whole: bool) -> list[View]:
        """Takes a view (or the whole stack) away; returns what was closed, top first."""
        stack = self._world.stacks.get(user, [])
        if view_id not in stack:
            return []
        keep = 0 if whole else stack.index(view_id)
        closed = [self._world.views.pop(gone) for gone in reversed(stack[keep:])]
        self._world.stacks[user] = stack[:keep]
        for view in closed:
            self._tell("view_closed", view)
        return closed

    def stack(self, user: str) -> list[View]:
        """The modals before a person, bottom first."""
        return [self._world.views[view_id] for view_id in self._world.stacks.get(user, [])]

    def checked(self, body: Any, team: Team, kind: str, own: str | None = None) -> Json:
        """A view that keeps Slack's rules, with its ids filled in."""
        problems = view_problems(body)
        if problems:
            raise SlackError("invalid_arguments", problems)
        if body["type"] != kind:
            raise SlackError("invalid_arguments", [f"view must be of type {kind} [json-pointer:/view/type]"])
        if len(json.dumps(body)) > MAX_BYTES:
            raise SlackError("view_too_large")
        for name in files_in(body["blocks"]):
            if name not in self._world.files and "/files/" not in name:
                raise SlackError("invalid_arguments", ["invalid slack file [json-pointer:/view/blocks]"])
        external = body.get("external_id")
        taken = [
            v for v in self._world.views.values() if v.team == team.id and self._is_up(v) and v.id != own
        ]
        if external and any(view.body.get("external_id") == external for view in taken):
            raise SlackError("duplicate_external_id")
        return {**body, "blocks": completed(body["blocks"])}

    def _is_up(self, view: View) -> bool:
        return view.type == "home" or view.id in self._world.stacks.get(view.user, [])

    def _make(self, team: Team, user: str, body: Json) -> View:
        view_id = self._world.new_id("V")
        view = View(view_id, team.id, user, body["type"], body, self._hash(body), view_id)
        view.values = initial_values(body["blocks"])
        self._world.views[view_id] = view
        return view

    def _hash(self, body: Json) -> str:
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return f"{self._world.stamp()}.{digest[:8]}"

    def _tell(self, kind: str, view: View) -> None:
        extra: Json = {}
        if view.type == "modal":
            extra["views"] = [view_json(self._world, open_view) for open_view in self.stack(view.user)]
        audience = frozenset({view.user})
        self._world.feed.push(kind, view.team, audience, view=view_json(self._world, view), **extra)
