"""What a person does with the app: commands, shortcuts, actions, submissions; payloads out, answers in."""

from __future__ import annotations

from typing import Any

from slack_sandbox.blocks.mrkdwn import from_typed
from slack_sandbox.blocks.surfaces import completed, problems
from slack_sandbox.blocks.values import (
    action_of,
    as_value,
    find_element,
    initial_values,
    input_errors,
    kept_values,
    merged,
)
from slack_sandbox.delivery.delivery import Delivery, EnvelopeType, Outgoing, Undelivered
from slack_sandbox.errors import ClientError, SlackError
from slack_sandbox.services.modals import Modals
from slack_sandbox.services.places import Place, channel_name, command_fields, container, person_fields
from slack_sandbox.services.postbox import Postbox, bot_message
from slack_sandbox.shapes.messages import message_json, view_json
from slack_sandbox.workspace.state import Channel, Json, Message, Team, User, View
from slack_sandbox.workspace.world import World

_NOT_ANSWERED = {"timeout": "operation_timeout"}


class Interactions:
    """Sends interactions to the app and carries out its answers."""

    def __init__(self, world: World, delivery: Delivery, postbox: Postbox, modals: Modals) -> None:
        self._world = world
        self._delivery = delivery
        self._postbox = postbox
        self._modals = modals
        self._message_values: dict[tuple[str, str, str], Json] = {}

    async def command(self, user: User, channel: Channel, line: str) -> Message | None:
        """Runs a slash command; returns the message that the acknowledgement made."""
        name, _, text = line.strip().partition(" ")
        command = self._world.app.command(name)
        team = self._team(user)
        if command is None:
            raise ClientError("invalid_command", f"{name} is not a valid command.")
        text = from_typed(text.strip(), team) if command.should_escape else text.strip()
        payload = command_fields(self._world.app, team, channel, user) | {
            "command": name,
            "text": text,
            "response_url": self._world.new_hook(channel, user.id, None, None),
            "trigger_id": self._world.new_trigger(user.id, team.id),
        }
        answer = await self._send("slash_commands", "command", name, payload, name)
        body = {"text": answer} if isinstance(answer, str) else answer
        if not isinstance(body, dict) or not (body.get("text") or body.get("blocks")):
            return None
        return self.say(channel, user.id, body, f"{name} failed")

    async def shortcut(self, user: User, callback_id: str, place: Place | None) -> None:
        """Runs a global shortcut, or a message shortcut on the message of a place."""
        shortcut = self._world.app.shortcut(callback_id)
        wanted = "message" if place else "global"
        if shortcut is None or shortcut.type != wanted:
            raise ClientError("shortcut_not_found", f"There is no {wanted} shortcut {callback_id}.")
        payload = self._person(user) | {
            "type": "shortcut",
            "callback_id": callback_id,
            "action_ts": self._world.stamp(),
            "trigger_id": self._world.new_trigger(user.id, user.team),
        }
        if place is not None:
            channel, message = place.spot()
            payload |= {
                "type": "message_action",
                "channel": {"id": channel.id, "name": channel_name(channel)},
                "message_ts": message.ts,
                "message": message_json(self._world, channel, message),
                "response_url": self._world.new_hook(channel, user.id, None, message.thread_ts),
            }
        await self._send("interactive", "shortcut", callback_id, payload, shortcut.name)

    async def action(
        self, user: User, place: Place, action_id: str, block_id: str | None, value: Any, state: Json
    ) -> None:
        """Presses a button or picks something in a message, modal or Home."""
        block, element = find_element(place.blocks, action_id, block_id)
        values = merged(place.blocks, self._values(user, place), state, self._world.files)
        action = action_of(block, element, value, self._world.stamp(), self._world.files)
        if element["action_id"] in values.get(block["block_id"], {}):
            values[block["block_id"]][element["action_id"]] = as_value(element, value, self._world.files)
        self._keep(user, place, values)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return
        payload = self._person(user, place) | {
            "type": "block_actions",
            "container": container(place),
            "trigger_id": self._world.new_trigger(user.id, user.team, place.view.id if place.view else None),
            "actions": [action],
        }
        payload |= self._where(user, place, values)
        await self._send("interactive", "action", action_id, payload, "This")

    async def suggest(
        self, user: User, place: Place, action_id: str, block_id: str | None, query: str
    ) -> Json:
        """Asks the app for the options of an external select."""
        block, element = find_element(place.blocks, action_id, block_id)
        if not element["type"].endswith("external_select"):
            raise ClientError("not_external", f"{action_id} has its options already.")
        payload = self._person(user) | {
            "type": "block_suggestion",
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": query,
            "container": container(place),
        }
        payload |= self._where(user, place, self._values(user, place), hook=False)
        answer = await self._send("interactive", "options", action_id, payload, "This menu")
        if isinstance(answer, dict):
            for name in ("options", "option_groups"):
                if isinstance(answer.get(name), list):
                    return {name: answer[name][:100]}
        raise ClientError("invalid_options", "The app's options could not be read.")

    async def submit(self, user: User, view: View, state: Json) -> Json:
        """Submits a modal and carries out the app's `response_action`."""
        view.values = merged(view.body["blocks"], view.values, state, self._world.files)
        errors = input_errors(view.body["blocks"], view.values)
        if errors:
            return {"result": "errors", "errors": errors}
        payload = self._person(user) | {
            "type": "view_submission",
            "trigger_id": self._world.new_trigger(user.id, user.team, view.id),
            "view": view_json(self._world, view),
            "response_urls": [],
        }
        answer = await self._send(
            "interactive", "submission", view.body.get("callback_id", ""), payload, "This form"
        )
        return self._respond(user, view, answer)

    async def closed(self, user: User, view: View, cleared: bool) -> None:
        """Tells the app that a view was closed, if it wanted to know."""
        if not view.body.get("notify_on_close"):
            return
        payload = self._person(user) | {
            "type": "view_closed",
            "view": view_json(self._world, view),
            "is_cleared": cleared,
        }
        await self._send("interactive", "closed", view.body.get("callback_id", ""), payload, "This")

    def say(
        self, channel: Channel, user: str, body: Json, what: str, thread_ts: str | None = None
    ) -> Message:
        """A message that came back as an acknowledgement or through a response_url."""
        blocks = body.get("blocks") or []
        wrong = problems(blocks, "message") if blocks else []
        if wrong:
            raise ClientError("invalid_blocks", f"{what}: {wrong[0]}")
        thread_ts = body.get("thread_ts") or thread_ts
        message = bot_message(
            self._world,
            channel,
            text=str(body.get("text", "")),
            blocks=completed(blocks),
            thread_ts=thread_ts,
        )
        if body.get("response_type") == "in_channel":
            return self._postbox.post(channel, message)
        message.ephemeral_to = user
        return self._postbox.post_ephemeral(channel, message)

    def _respond(self, user: User, view: View, answer: Any) -> Json:
        if not answer:
            self._modals.close(user.id, view.id, whole=False)
            return {"result": "closed"}
        action = answer.get("response_action") if isinstance(answer, dict) else None
        team = self._team(user)
        try:
            if action == "errors":
                return self._errors(user, view, answer.get("errors"))
            if action == "clear":
                self._modals.close(user.id, view.id, whole=True)
                return {"result": "cleared"}
            if action == "update":
                self._modals.update(view, answer.get("view"), None, team)
                return {"result": "updated"}
            if action == "push":
                checked = self._modals.checked(answer.get("view"), team, "modal")
                self._modals.pushed(user.id, team, checked)
                return {"result": "pushed"}
        except SlackError as refused:
            detail = "; ".join(refused.messages) or refused.code
            raise ClientError(
                "invalid_response_action", f"The app's answer could not be used: {detail}"
            ) from None
        raise ClientError(
            "invalid_response_action", "The app's answer could not be used: no known response_action"
        )

    def _errors(self, user: User, view: View, errors: Any) -> Json:
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
            raise SlackError("invalid_errors", ["errors must name input blocks of this view"])
        self._world.feed.push("view_errors", view.team, frozenset({user.id}), view_id=view.id, errors=errors)
        return {"result": "errors", "errors": errors}

    def _values(self, user: User, place: Place) -> dict[str, dict[str, Json]]:
        if place.view is not None:
            return place.view.values
        channel, message = place.spot()
        kept = self._message_values.get((channel.id, message.ts, user.id), {})
        return kept_values(place.blocks, kept) if kept else initial_values(place.blocks)

    def _keep(self, user: User, place: Place, values: dict[str, dict[str, Json]]) -> None:
        if place.view is not None:
            place.view.values = values
        else:
            channel, message = place.spot()
            self._message_values[(channel.id, message.ts, user.id)] = values

    def _where(self, user: User, place: Place, values: Json, hook: bool = True) -> Json:
        if place.view is not None:
            return {"view": view_json(self._world, place.view)}
        channel, message = place.spot()
        fields: Json = {
            "channel": {"id": channel.id, "name": channel_name(channel)},
            "state": {"values": values},
        }
        if not message.ephemeral_to:
            fields["message"] = message_json(self._world, channel, message)
        if hook:
            fields["response_url"] = self._world.new_hook(channel, user.id, message.ts, message.thread_ts)
        return fields

    def _person(self, user: User, place: Place | None = None) -> Json:
        """Who acts, in which team: in a channel shared with others, the team that has the app."""
        if place is not None and place.channel is not None and place.channel.shared_with:
            return person_fields(self._world.app, self._world.acting_team(place.channel), user)
        return person_fields(self._world.app, self._team(user), user)

    def _team(self, user: User) -> Team:
        team = self._world.teams[user.team]
        if team.installation is None or team.installation.gone:
            raise ClientError("app_not_installed", f"{self._world.app.name} is not installed here.")
        return team

    async def _send(self, kind: EnvelopeType, what: str, name: str, payload: Json, shown: str) -> Any:
        try:
            return await self._delivery.interaction(Outgoing(kind, what, name, payload))
        except Undelivered as failure:
            code = _NOT_ANSWERED.get(failure.reason, "dispatch_failed")
            raise ClientError(
                code, f'{shown} failed because the app did not respond (error "{code}").'
            ) from None
