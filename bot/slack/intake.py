"""Takes in what Slack sends: durable in the inbox before anything is acknowledged.

It runs as Bolt's first middleware after the signature check, before any authorization, so that an event is
never lost to a call that failed. Slack sends an event again when it is not acknowledged; all other kinds come
once only, so for them a failure is told to the member within the request.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import structlog
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.core.cards import Option
from bot.core.commands import Command, FormCommand
from bot.core.identity import MemberId, WorkspaceId
from bot.core.ports.errors import Unreadable
from bot.core.ports.queues import Inbox
from bot.features.notes.commands import ComposeNote
from bot.slack import words
from bot.slack.answering import TROUBLE, acknowledge, field_errors, open_waiting, refuse
from bot.slack.clients import Clients
from bot.slack.envelope import Arrival, Malformed, PayloadKind, kind_of, read_arrival
from bot.slack.render.fields import option_objects
from bot.slack.translate import OPENED, opens_form, translate

Validate = Callable[[FormCommand], Mapping[str, str]]
"""Errors of a form that was sent, by field name; empty when it can be worked on."""
Immediate = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What an event does at once, with nothing stored: forgetting a cached profile, a revoked token."""
Suggest = Callable[[WorkspaceId, MemberId, str, str], Awaitable[Sequence[Option]]]
"""Options for a menu: workspace, member, the menu's name, what was typed."""
_log = structlog.get_logger(__name__)


def no_errors(_: FormCommand) -> Mapping[str, str]:
    """Find no errors in any form."""
    return {}


def always_opens_form(command: Command) -> bool:
    """Return whether it is the one command that opens a form wherever it comes from."""
    return isinstance(command, ComposeNote)


def new_reference() -> str:
    """Return a short id that the member sees and the log has."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTVWXYZ") for _ in range(5))


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What the intake needs; `seconds` is how long the inbox and a form may take, of Slack's three."""

    inbox: Inbox
    clients: Clients
    validate: Validate = no_errors
    opens_form: Callable[[Command], bool] = always_opens_form
    immediate: Mapping[str, Immediate] = field(default_factory=dict)
    suggest: Suggest | None = None
    seconds: float = 2.0

    async def take(self, body: Mapping[str, Any]) -> BoltResponse:
        """Answer one payload; raises what the inbox raised when an event could not be stored."""
        kind = kind_of(body)
        if kind is PayloadKind.OTHER:
            _log.info("slack.unmatched", kind=str(body.get("type"))[:40])
            return acknowledge()
        if kind is PayloadKind.EVENT and (at_once := self.immediate.get(_event_type(body))):
            await at_once(body)
            return acknowledge()
        try:
            if kind is PayloadKind.OPTIONS:
                return await self._options(body)
            arrival = read_arrival(kind, body)
        except Malformed as problem:
            reference = new_reference()
            _log.warning("slack.malformed", kind=kind, missing=str(problem), reference=reference)
            return acknowledge()
        if kind is PayloadKind.EVENT:
            return await self._event(arrival)
        return await self._interaction(arrival, body)

    async def _event(self, arrival: Arrival) -> BoltResponse:
        bots = [one.get("user_id") for one in _authorizations(arrival)]
        if arrival.member in bots or translate(arrival.payload) is None:
            return acknowledge()
        async with asyncio.timeout(self.seconds):
            fresh = await self.inbox.accept(arrival.envelope())
        if not fresh:
            _log.info("slack.duplicate", key=arrival.key)
        return acknowledge()

    async def _interaction(self, arrival: Arrival, body: Mapping[str, Any]) -> BoltResponse:
        translated = translate(arrival.payload)
        if translated is None:
            if not _pressed_ours(body):
                return acknowledge()
            return await refuse(self.clients, arrival, body, words.OLD_BUTTON, opened=False)
        command, _ = translated
        sent = isinstance(command, FormCommand) and arrival.kind is PayloadKind.FORM
        if sent and (errors := self.validate(cast(FormCommand, command))):
            return field_errors(body, errors)
        opens = not sent and (self.opens_form(command) or _says_it_opens(arrival))
        if opens and not await self._opened(arrival, body):
            sentence = words.not_opened(self._reference("slack.form_not_opened", arrival))
            return await refuse(self.clients, arrival, body, sentence, opened=False)
        beside = {OPENED: arrival.view} if opens else {}
        if not await self._stored(arrival, beside):
            sentence = words.not_stored(self._reference("slack.not_stored", arrival))
            return await refuse(self.clients, arrival, body, sentence, opened=opens)
        return acknowledge({"response_action": "clear"} if arrival.kind is PayloadKind.FORM else None)

    async def _stored(self, arrival: Arrival, beside: Mapping[str, object]) -> bool:
        try:
            async with asyncio.timeout(self.seconds):
                await self.inbox.accept(arrival.envelope(**beside))
        except Exception as problem:
            _log.error("slack.inbox_failed", key=arrival.key, problem=type(problem).__name__)
            return False
        return True

    async def _opened(self, arrival: Arrival, body: Mapping[str, Any]) -> bool:
        try:
            async with asyncio.timeout(self.seconds):
                await open_waiting(self.clients, arrival, body)
        except TROUBLE as problem:
            _log.warning("slack.no_form", key=arrival.key, problem=type(problem).__name__)
            return False
        return True

    async def _options(self, body: Mapping[str, Any]) -> BoltResponse:
        try:
            team, member = WorkspaceId(body["team"]["id"]), MemberId(body["user"]["id"])
            menu, typed = str(body["action_id"]), str(body["value"])
        except (KeyError, TypeError) as problem:
            raise Malformed(type(problem).__name__) from None
        found = await self.suggest(team, member, menu, typed) if self.suggest else ()
        return acknowledge({"options": option_objects(found)})

    def _reference(self, what: str, arrival: Arrival) -> str:
        reference = new_reference()
        _log.error(what, key=arrival.key, kind=arrival.kind, reference=reference)
        return reference


class IntakeMiddleware(AsyncMiddleware):
    """The intake as Bolt's middleware; only Slack's check of the request URL goes on to Bolt."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002  Bolt passes it by name
        next: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse | None:
        """Answer the request, or pass it on."""
        if req.body.get("type") == "url_verification":
            return await next()
        return await self._intake.take(req.body)


def _event_type(body: Mapping[str, Any]) -> str:
    event = body.get("event")
    return str(event.get("type")) if isinstance(event, Mapping) else ""


def _authorizations(arrival: Arrival) -> list[Mapping[str, Any]]:
    found = arrival.payload.get("authorizations")
    return found if isinstance(found, list) else []


def _says_it_opens(arrival: Arrival) -> bool:
    try:
        return arrival.kind is PayloadKind.ACTION and opens_form(arrival.payload)
    except Unreadable:
        return False


def _pressed_ours(body: Mapping[str, Any]) -> bool:
    """Return whether what was pressed or sent holds a command: not a link, nor an input alone."""
    if body.get("type") == "view_submission":
        return True
    action = (body.get("actions") or [{}])[0]
    return bool(action.get("value") or (action.get("selected_option") or {}).get("value"))
