"""What every request of the page and of the driver shares: who acts, on what, and how refusals are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from aiohttp import web

from slack_sandbox.errors import ClientError
from slack_sandbox.services.places import Place
from slack_sandbox.services.wiring import Services
from slack_sandbox.serving import parsed, services_of
from slack_sandbox.workspace.state import Channel, Json, Message, Team, User, View
from slack_sandbox.workspace.world import World


class Malformed(Exception):
    """The request is not one that the page or the driver would send; answered with status 400."""


@dataclass(frozen=True)
class Act:
    """One request by a person, with what it names looked up and checked for them."""

    services: Services
    fields: Json

    @property
    def world(self) -> World:
        """The state of the sandbox."""
        return self.services.world

    def text(self, name: str) -> str:
        """A required string; Malformed without it."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise Malformed(f"{name} is missing")
        return value

    def maybe(self, name: str) -> str | None:
        """A string or None."""
        value = self.fields.get(name)
        return str(value) if value not in (None, "") else None

    def number(self, name: str, default: int) -> int:
        """A whole number; Malformed for anything else."""
        try:
            return int(self.fields.get(name, default))
        except (TypeError, ValueError):
            raise Malformed(f"{name} must be a number") from None

    @property
    def user(self) -> User:
        """The acting person."""
        user = self.world.user(self.text("as"))
        if user is None or user.is_bot:
            raise ClientError("user_not_found", "There is no such member.")
        if user.deleted:
            raise ClientError("user_disabled", "This account is deactivated.")
        return user

    @property
    def team(self) -> Team:
        """Their team."""
        return self.world.teams[self.user.team]

    def channel(self, member: bool = True) -> Channel:
        """The channel of the request, if this person may see it."""
        found = self.team.channels.get(self.text("channel"))
        user = self.user
        hidden = found is None or (
            user.id not in found.members and (found.is_private or user.role == "guest")
        )
        if found is None or hidden:
            raise ClientError("channel_not_found", "There is no such conversation.")
        if member and user.id not in found.members:
            raise ClientError("not_in_channel", "Join the channel first.")
        return found

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """The message of the request, if this person sees it."""
        message = channel.find(self.text(name))
        if message is None or message.ephemeral_to not in (None, self.user.id):
            raise ClientError("message_not_found", "That message is gone.")
        return message

    def view(self) -> View:
        """The view of the request, if this person has it before them."""
        view = self.world.views.get(self.text("view_id"))
        if view is None or view.user != self.user.id:
            raise ClientError("view_not_found", "That window is closed already.")
        return view

    def place(self) -> Place:
        """Where the person acts: in a message or a view."""
        if self.maybe("view_id"):
            return Place(view=self.view())
        channel = self.channel(member=False)
        return Place(channel=channel, message=self.message(channel))


ClientHandler = Callable[[Act], Awaitable[Json]]


def answering(handler: ClientHandler) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Makes an aiohttp handler that reads the fields and answers refusals as the page expects them."""

    async def handle(request: web.Request) -> web.Response:
        async def run() -> Json:
            return await handler(Act(services_of(request), await _fields(request)))

        return await told(run)

    return handle


async def told(run: Callable[[], Awaitable[Json]]) -> web.Response:
    """Runs something for a person, and turns its result or its refusal into the answer."""
    try:
        body = await run()
    except ClientError as refused:
        return web.json_response({"ok": False, "error": refused.code, "message": refused.message})
    except (Malformed, ValueError, ZoneInfoNotFoundError) as wrong:
        return web.json_response({"ok": False, "error": "malformed", "message": str(wrong)}, status=400)
    return web.json_response({"ok": True, **body})


async def _fields(request: web.Request) -> Json:
    fields: Json = dict(request.query)
    if request.method in ("POST", "DELETE") and request.can_read_body:
        if request.content_type != "application/json":
            raise Malformed("the body must be JSON")
        body: Any = parsed(await request.text())
        if not isinstance(body, dict):
            raise Malformed("the body must be a JSON object")
        fields |= body
    return fields
