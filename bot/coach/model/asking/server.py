"""One model on one server: a question goes out by a way of asking, and comes back as a draft."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar
from urllib.parse import urlsplit

from bot.coach.model.asking.fitting import fitted
from bot.coach.model.asking.purposes import Allowance, Effort
from bot.coach.model.asking.repair import objects_in
from bot.coach.model.asking.rungs import Dialect, RequestField, Rung
from bot.coach.model.asking.troubles import ModelTrouble, cut_off, unfit
from bot.core.coaching.model_call import MayStillAsk
from bot.prompting import Prompt

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_openai import ChatOpenAI
    from openai import AsyncOpenAI, DefaultAsyncHttpxClient
    from pydantic import BaseModel

    Draft = TypeVar("Draft", bound=BaseModel)
else:
    Draft = TypeVar("Draft")

_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")
_OPENAI = "https://api.openai.com/v1"
_KEEPS_ANSWERS = (".openai.com", ".azure.com")
"""Whose servers keep answers unless they are told not to, and offer the Responses interface."""
Make = Literal["auto", "openai", "other"]
"""Whether a server is, or passes on to, one of OpenAI's; `auto` goes by its address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Which model is asked, where, and what is told of it."""

    model: str
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    make: Make = "auto"
    effort: Effort = "auto"
    temperature: float | None = None
    rung: Rung | None = None
    """The only way to ask, where somebody chose one; else it is found."""

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI, Azure's server of the same make, or something that passes on to one."""
        if self.make != "auto":
            return self.make == "openai"
        host = urlsplit(self.base_url).hostname if self.base_url else ".openai.com"
        return bool(host) and f".{host}".endswith(_KEEPS_ANSWERS)

    def dialect(self) -> Dialect:
        """Return what such a server should take, before it was ever asked."""
        return Dialect(has_old_cap=not self.is_openai, keeps_store=self.is_openai)


@dataclass(frozen=True, slots=True)
class ModelQuestion:
    """What is asked: stable words, the words of the moment, and what they may cost."""

    system: str
    user: str
    allowance: Allowance
    reference: str = ""
    """Id, version and hash of the prompt; empty for a small question that holds nothing."""
    may_still_ask: MayStillAsk | None = field(default=None, compare=False, repr=False)
    """Asked before each request; None for a question that holds nothing of a member."""


@dataclass(frozen=True, slots=True)
class DraftReply(Generic[Draft]):
    """A draft as it came, and what it cost in tokens."""

    draft: Draft
    tokens: tuple[int, int]
    """In and out."""


class ModelServer:
    """Speaks to one server over langchain's client; it repeats nothing, and forgets each answer."""

    def __init__(self, settings: ServerSettings, *, form: Prompt, timeout_seconds: float) -> None:
        """`form` is the prompt that says which JSON to answer with, where nothing else says so."""
        self.settings = settings
        self._form = form
        self._timeout = timeout_seconds
        self._chats: Mapping[bool, ChatOpenAI] = {}
        self._http: DefaultAsyncHttpxClient | None = None
        self._opening = asyncio.Lock()
        self.on_reply: list[Callable[[ModelQuestion, str], None]] = []
        """Called with each question and what the model wrote, before anything is put right."""

    async def open(self) -> None:
        """Load the client, which takes a second or more the first time."""
        async with self._opening:
            if not self._chats:
                self._chats = await asyncio.to_thread(self._connect)

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()
        self._http, self._chats = None, {}

    def fields(self, rung: Rung, dialect: Dialect) -> frozenset[RequestField]:
        """Return which fields that it can do without a request has."""
        wanted = {RequestField.STORE, RequestField.OLD_CAP, RequestField.NEW_CAP}
        if self.settings.temperature is not None:
            wanted.add(RequestField.TEMPERATURE)
        if self.settings.effort != "auto" or self.settings.is_openai:
            wanted.add(RequestField.EFFORT)
        if rung in (Rung.SCHEMA, Rung.TOOL):
            wanted.add(RequestField.STRICT)
        if rung is Rung.TOOL:
            wanted |= {RequestField.CHOICE, RequestField.PARALLEL}
        return frozenset(each for each in wanted if dialect.takes(each))

    async def ask(
        self, question: ModelQuestion, shape: type[Draft], rung: Rung, dialect: Dialect
    ) -> DraftReply[Draft]:
        """Ask once; raises ModelTrouble for an answer that is none, and whatever the client raises."""
        await self.open()
        system = question.system
        if rung.tells_the_shape:
            schema = json.dumps(shape.model_json_schema(), ensure_ascii=False)
            system += "\n\n" + self._form.render(schema=schema).system
        # OpenAI's reasoning models take functions by the Responses interface only.
        chat = self._chats[rung is Rung.TOOL and self.settings.is_openai]
        message = await chat.ainvoke(
            [("system", system), ("human", question.user)],
            **self._request(question.allowance, shape, rung, self.fields(rung, dialect)),
        )
        for hear in self.on_reply:
            hear(question, _written(message))
        usage = message.usage_metadata
        tokens = (usage["input_tokens"], usage["output_tokens"]) if usage else (0, 0)
        try:
            return DraftReply(_draft_of(message, shape), tokens)
        except ModelTrouble as trouble:
            trouble.tokens = tokens
            raise

    async def look(self, dialect: Dialect) -> None:
        """See whether the model answers at all; raises what the client raises."""
        await self.open()
        request: dict[str, Any] = {"store": False} if dialect.takes(RequestField.STORE) else {}
        await self._chats[False].ainvoke("Answer with: ok", **request)

    async def ends_on(self) -> str:
        """Return the day on which the provider shuts the model down; empty where it names none."""
        await self.open()
        client: AsyncOpenAI = self._chats[False].root_async_client
        described = await client.models.retrieve(self.settings.model)
        return str(getattr(described, "shutdown_date", None) or "")

    def _request(
        self, allowance: Allowance, shape: type[BaseModel], rung: Rung, fields: frozenset[RequestField]
    ) -> dict[str, Any]:
        request: dict[str, Any] = {}
        if RequestField.STORE in fields:
            request["store"] = False
        if RequestField.NEW_CAP in fields:
            request["max_completion_tokens"] = allowance.tokens
        if RequestField.OLD_CAP in fields:  # the client itself writes only the new name
            request["extra_body"] = {"max_tokens": allowance.tokens}
        if RequestField.EFFORT in fields:
            effort = self.settings.effort
            request["reasoning_effort"] = allowance.effort if effort == "auto" else effort
        if RequestField.TEMPERATURE in fields:
            request["temperature"] = self.settings.temperature
        return request | _form(shape, rung, fields)

    def _connect(self) -> Mapping[bool, ChatOpenAI]:
        # Notes go to the configured server and nowhere else: tracing is off before langchain is imported.
        for name in _TRACING:
            os.environ[name] = "false"
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient
        from pydantic import SecretStr

        self._http = DefaultAsyncHttpxClient(timeout=self._timeout)
        return {
            by_responses: ChatOpenAI(
                model=self.settings.model,
                # A local server needs no key, but the client insists on one.
                api_key=SecretStr(self.settings.api_key or "none"),
                base_url=self.settings.base_url or _OPENAI,
                timeout=self._timeout,
                max_retries=0,
                http_async_client=self._http,
                use_responses_api=by_responses,
            )
            for by_responses in (False, True)
        }


def _form(shape: type[BaseModel], rung: Rung, fields: frozenset[RequestField]) -> dict[str, Any]:
    """Return what a request says of the answer's form."""
    from openai import pydantic_function_tool

    function = dict(pydantic_function_tool(shape)["function"])
    strict = {"strict": True} if RequestField.STRICT in fields else {}
    match rung:
        case Rung.SCHEMA:
            schema = {"name": shape.__name__, "schema": function["parameters"], **strict}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        case Rung.JSON:
            return {"response_format": {"type": "json_object"}}
        case Rung.PLAIN:
            return {}
        case Rung.TOOL:
            function = {name: value for name, value in function.items() if name != "strict"} | strict
            chosen = {"type": "function", "function": {"name": function["name"]}}
            return {
                "tools": [{"type": "function", "function": function}],
                **({"tool_choice": chosen} if RequestField.CHOICE in fields else {}),
                **({"parallel_tool_calls": False} if RequestField.PARALLEL in fields else {}),
            }


def _written(message: AIMessage) -> str:
    calls = [json.dumps(call["args"], ensure_ascii=False) for call in message.tool_calls]
    return "\n".join(calls) or str(message.text)


def _draft_of(message: AIMessage, shape: type[Draft]) -> Draft:
    """Return what the model wrote as a draft; raises ModelTrouble."""
    said = message.response_metadata
    if said.get("finish_reason") == "length" or said.get("status") == "incomplete":
        raise cut_off()
    if message.additional_kwargs.get("refusal"):
        raise unfit("declined")
    written: list[dict[str, Any]] = [dict(call["args"]) for call in message.tool_calls]
    for broken in message.invalid_tool_calls:
        written += objects_in(broken["args"] or "")
    if not written:  # some models write the call down instead of making it
        written = objects_in(str(message.text))
    draft = fitted(written, shape)
    if draft is None:
        raise unfit()
    return draft
