"""Takes in what Slack sends: durable in the inbox before anything is acknowledged.

It runs as Bolt's first middleware after the signature check, before any authorization, so that an event is
never lost to a call that failed. Slack sends an event again when it is not acknowledged; all other kinds come
once only, so for them a failure is told to the member within the request.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
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
from bot.core.ports.queues import Acceptor
from bot.features.notes.commands import ComposeNote
from bot.metrics import ACKNOWLEDGED
from bot.slack import words
from bot.slack.answering import acknowledge, field_errors, open_waiting, refuse_at_once, tell
from bot.slack.clients import Clients
from bot.slack.envelope import Arrival, Malformed, PayloadKind, kind_of, read_arrival
from bot.slack.refusals import TROUBLE
from bot.slack.render.fields import option_objects
from bot.slack.translate import OPENED, opens_form, translate

Validate = Callable[[FormCommand], Mapping[str, str]]
"""Errors of a form that was sent, by field name; empty when it can be worked on."""
Immediate = Callable[[Mapping[str, Any]], Awaitable[None]]
"""What an event does at once, with nothing stored: forgetting a cached profile, a revoked token."""
Suggest = Callable[[WorkspaceId, MemberId, str, str], Awaitable[Sequence[Option]]]
"""Options for a menu: workspace, member, the menu's name, what was typed."""
Prepare = Callable[[], Awaitable[None]]
"""Returns when forms and commands can be read and checked, which takes a while after a start."""
_FOR_STORING = 0.4
"""The share of the time that is left for storing after a form was opened."""
_log = structlog.get_logger(__name__)


def no_errors(_: FormCommand) -> Mapping[str, str]:
    """Find no errors in any form."""
    return {}


async def is_prepared() -> None:
    """Be prepared at once."""


def always_opens_form(command: Command) -> bool:
    """Return whether it is the one command that opens a form wherever it comes from."""
    return isinstance(command, ComposeNote)


def new_reference() -> str:
    """Return a short id that the member sees and the log has."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTVWXYZ") for _ in range(5))


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What the intake needs; `seconds` is how long it may take in all, of Slack's three."""

    inbox: Acceptor
    clients: Clients
    prepare: Prepare = is_prepared
    validate: Validate = no_errors
    opens_form: Callable[[Command], bool] = always_opens_form
    immediate: Mapping[str, Immediate] = field(default_factory=dict)
    suggest: Suggest | None = None
    seconds: float = 2.5
    _telling: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    """What goes on after the answer: storing that takes long, and telling members."""

    async def take(self, body: Mapping[str, Any]) -> BoltResponse:
        """Answer one payload; raises what the inbox raised when an event could not be stored."""
        kind, began, outcome = kind_of(body), time.perf_counter(), "failed"
        try:
            answer = await self._take(kind, body)
            outcome = "taken"
            return answer
        finally:
            ACKNOWLEDGED.labels(kind.value, outcome).observe(time.perf_counter() - began)

    async def _take(self, kind: PayloadKind, body: Mapping[str, Any]) -> BoltResponse:
        until = asyncio.get_running_loop().time() + self.seconds
        if kind is PayloadKind.OTHER:
            _log.info("slack.unmatched", kind=str(body.get("type"))[:40])
            return acknowledge()
        if kind is PayloadKind.EVENT and (at_once := self.immediate.get(_event_type(body))):
            async with asyncio.timeout_at(until):
                await at_once(body)
            return acknowledge()
        try:
            arrival = read_arrival(kind, body)
        except Malformed as problem:
            reference = new_reference()
            _log.warning("slack.malformed", kind=kind, missing=str(problem), reference=reference)
            return acknowledge()
        if self._is_nobody_here(arrival):
            _log.info("slack.stranger", kind=kind)
            return acknowledge()
        match kind:
            case PayloadKind.EVENT:
                return await self._event(arrival, until)
            case PayloadKind.OPTIONS:
                return await self._options(arrival, body, until)
            case _:
                return await self._interaction(arrival, body, until)

    async def finish(self) -> None:
        """Let what is being told to members reach them."""
        if self._telling:
            await asyncio.wait(self._telling, timeout=self.seconds)

    def _is_nobody_here(self, arrival: Arrival) -> bool:
        """Return whether it comes from the bot itself, from another organization, or from elsewhere."""
        own = self.clients.own_user(arrival.workspace)
        return own is None or arrival.member == own or arrival.is_stranger

    async def _event(self, arrival: Arrival, until: float) -> BoltResponse:
        if translate(arrival.payload) is None:
            return acknowledge()
        async with asyncio.timeout_at(until):
            fresh = await self.inbox.accept(arrival.envelope())
        if not fresh:
            _log.info("slack.duplicate", key=arrival.key)
        return acknowledge()

    async def _interaction(self, arrival: Arrival, body: Mapping[str, Any], until: float) -> BoltResponse:
        known = arrival.kind is PayloadKind.SHORTCUT  # of the few that stand in the code
        if not known and not await self._prepared(until - self.seconds * _FOR_STORING):
            sentence = words.not_stored(self._reference("slack.not_prepared", arrival))
            return self._refuse(arrival, body, sentence, opened=False)
        translated = translate(arrival.payload)
        if translated is None:
            if not _pressed_ours(body):
                return acknowledge()
            return self._refuse(arrival, body, words.OLD_BUTTON, opened=False)
        command, _ = translated
        sent = isinstance(command, FormCommand) and arrival.kind is PayloadKind.FORM
        if sent and (errors := self._errors(cast(FormCommand, command), arrival)):
            return field_errors(body, errors)
        opens = not sent and (self._opens(command, arrival) or _says_it_opens(arrival))
        if opens and not await self._opened(arrival, body, until - self.seconds * _FOR_STORING):
            sentence = words.not_opened(self._reference("slack.form_not_opened", arrival))
            return self._refuse(arrival, body, sentence, opened=False)
        beside = {OPENED: arrival.view} if opens else {}
        storing = asyncio.create_task(self._stored(arrival, beside))
        await asyncio.wait({storing}, timeout=max(0.0, until - asyncio.get_running_loop().time()))
        if not storing.done():
            self._go_on(self._settle(storing, arrival, body, opened=opens))
            _log.warning("slack.storing_takes_long", key=arrival.key, kind=arrival.kind)
            return self._refuse(arrival, body, words.NOT_SURE_YET, opened=opens, closes=True)
        if not storing.result():
            sentence = words.not_stored(self._reference("slack.not_stored", arrival))
            return self._refuse(arrival, body, sentence, opened=opens)
        return acknowledge({"response_action": "clear"} if arrival.kind is PayloadKind.FORM else None)

    async def _prepared(self, until: float) -> bool:
        try:
            async with asyncio.timeout_at(until):
                await self.prepare()
        except TimeoutError:
            return False
        return True

    def _errors(self, command: FormCommand, arrival: Arrival) -> Mapping[str, str]:
        """Return what is wrong with a form; values that no check can read are refused as a whole."""
        try:
            return self.validate(command)
        except Exception as problem:
            _log.error("slack.odd_form", key=arrival.key, problem=type(problem).__name__)
            return {"": words.ODD_FORM}

    def _opens(self, command: Command, arrival: Arrival) -> bool:
        try:
            return self.opens_form(command)
        except Exception as problem:
            _log.error("slack.odd_command", key=arrival.key, problem=type(problem).__name__)
            return False

    def _refuse(
        self,
        arrival: Arrival,
        body: Mapping[str, Any],
        sentence: str,
        *,
        opened: bool,
        closes: bool = False,
    ) -> BoltResponse:
        """Say it within the answer where there is room for it; else while the answer is on its way.

        A form stays as it was filled in, to be sent again, unless it `closes`.
        """
        answer = refuse_at_once(arrival, body, sentence, closes=closes)
        if answer is not None:
            return answer
        self._go_on(tell(self.clients, arrival, body, sentence, opened=opened))
        return acknowledge()

    async def _settle(
        self, storing: asyncio.Task[bool], arrival: Arrival, body: Mapping[str, Any], *, opened: bool
    ) -> None:
        """Wait for storing that took too long to be answered, and say so where it failed in the end."""
        if not await storing:
            sentence = words.not_stored(self._reference("slack.not_stored", arrival))
            await tell(self.clients, arrival, body, sentence, opened=opened)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _stored(self, arrival: Arrival, beside: Mapping[str, object]) -> bool:
        """Whether it is stored; False only where it certainly is not."""
        try:
            await self.inbox.accept(arrival.envelope(**beside))
        except Exception as problem:
            _log.error("slack.inbox_failed", key=arrival.key, problem=type(problem).__name__)
            return False
        return True

    async def _opened(self, arrival: Arrival, body: Mapping[str, Any], until: float) -> bool:
        try:
            async with asyncio.timeout_at(until):
                await open_waiting(self.clients, arrival, body)
        except TROUBLE as problem:
            _log.warning("slack.no_form", key=arrival.key, problem=type(problem).__name__)
            return False
        return True

    async def _options(self, arrival: Arrival, body: Mapping[str, Any], until: float) -> BoltResponse:
        menu, typed = body.get("action_id"), body.get("value")
        found: Sequence[Option] = ()
        if self.suggest and isinstance(menu, str) and isinstance(typed, str):
            try:
                async with asyncio.timeout_at(until):
                    found = await self.suggest(arrival.workspace, arrival.member, menu, typed)
            except Exception as problem:
                _log.error("slack.no_options", problem=type(problem).__name__)
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


def _says_it_opens(arrival: Arrival) -> bool:
    try:
        return arrival.kind is PayloadKind.ACTION and opens_form(arrival.payload)
    except Unreadable:
        return False


def _pressed_ours(body: Mapping[str, Any]) -> bool:
    """Return whether what was pressed or sent holds a command: not a link, nor an input alone."""
    if body.get("type") == "view_submission":
        return True
    actions = body.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    if not isinstance(action, Mapping):
        return False
    chosen = action.get("selected_option")
    return bool(action.get("value") or (isinstance(chosen, Mapping) and chosen.get("value")))
