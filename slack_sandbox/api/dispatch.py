"""The Web API over HTTP: arguments, tokens, scopes, limits, faults, and then the method."""

from __future__ import annotations

import asyncio
import base64
import time

from aiohttp import web

from slack_sandbox.api.calls import Args, Call, Method
from slack_sandbox.api.methods import METHODS
from slack_sandbox.errors import SlackError
from slack_sandbox.services.wiring import Services
from slack_sandbox.serving import services_of
from slack_sandbox.workspace.faults import Fault
from slack_sandbox.workspace.state import Installation, Json


async def handle(request: web.Request) -> web.StreamResponse:
    """Answers one call of the Web API."""
    services, name = services_of(request), request.match_info["method"]
    started = time.perf_counter()
    arguments = await _arguments(request)
    fault = services.world.faults.take(name, arguments)
    if fault is not None and fault.when == "before":
        body, status, headers = await _spoiled(fault)
    else:
        body, status, headers = await _answer(request, services, name, arguments)
        if fault is not None:
            body, status, headers = await _spoiled(fault)
    ms = (time.perf_counter() - started) * 1000
    error = None if body.get("ok") else str(body.get("error"))
    services.world.traffic.add("from_app", "api", name, arguments, body, error=error, ms=ms)
    if error == "connection_dropped":
        drop(request)
    return web.json_response(body, status=status, headers=headers)


def drop(request: web.Request) -> None:
    """Cuts the connection with no answer."""
    if request.transport is not None:
        request.transport.abort()


async def _arguments(request: web.Request) -> Json:
    values: Json = dict(request.query)
    if request.method != "POST":
        return values
    if request.content_type == "application/json":
        if not await request.read():
            return values  # Slack's synchronous client calls JSON what has no arguments at all.
        try:
            body = await request.json()
        except ValueError:
            return {"__invalid": "invalid_json"}
        return {**values, **body} if isinstance(body, dict) else {"__invalid": "json_not_object"}
    form = await request.post()
    return {**values, **{name: value for name, value in form.items() if isinstance(value, str)}}


async def _answer(
    request: web.Request, services: Services, name: str, arguments: Json
) -> tuple[Json, int, dict[str, str]]:
    try:
        body = await _call(request, services, name, arguments)
    except SlackError as refused:
        if refused.code == "ratelimited":
            wait = str(refused.extra.get("retry_after", 1))
            return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": wait}
        return refused.body(), 200, {}
    return {"ok": True, **body}, 200, _granted(request, services, arguments)


def _granted(request: web.Request, services: Services, arguments: Json) -> dict[str, str]:
    """The header by which Slack tells with every answer what the token may do."""
    install = services.world.tokens.get(_token(request, arguments) or "")
    return {"x-oauth-scopes": ",".join(sorted(install.scopes))} if install else {}


def _token(request: web.Request, arguments: Json) -> str | None:
    header = request.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return header.removeprefix("Bearer ").strip()
    given = arguments.get("token")
    return str(given) if given else None


async def _call(request: web.Request, services: Services, name: str, arguments: Json) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if "__invalid" in arguments:
        raise SlackError(arguments["__invalid"])
    install = _authenticated(request, services, method, arguments)
    call = Call(services, name, Args(_with_client(request, arguments)), install)
    if install is not None:
        call.need(*method.scopes)
        wait = services.world.limits.wait_for_method(install.team, name, method.tier)
        if wait:
            raise SlackError("ratelimited", retry_after=wait)
    return await method.handler(call)


def _with_client(request: web.Request, arguments: Json) -> Json:
    header = request.headers.get("Authorization", "")
    if not header.startswith("Basic "):
        return arguments
    try:
        login, _, password = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    except ValueError:
        raise SlackError("invalid_auth") from None
    return {"client_id": login, "client_secret": password, **arguments}


def _authenticated(
    request: web.Request, services: Services, method: Method, arguments: Json
) -> Installation | None:
    if method.access == "none":
        return None
    token = _token(request, arguments)
    if not token:
        raise SlackError("not_authed")
    if method.access == "config" or token == services.world.config_token:
        if token != services.world.config_token or method.access != "config":
            raise SlackError("not_allowed_token_type")
        return None
    if token == services.world.app_token:
        if method.access != "app":
            raise SlackError("not_allowed_token_type")
        return None
    install = services.world.tokens.get(token)
    if install is None:
        raise SlackError("invalid_auth")
    if install.gone:
        raise SlackError(install.gone)
    if method.access == "app":
        raise SlackError("not_allowed_token_type")
    return install


async def _spoiled(fault: Fault) -> tuple[Json, int, dict[str, str]]:
    if fault.kind == "429":
        return {"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(fault.retry_after)}
    if fault.kind in ("500", "503"):
        code = "internal_error" if fault.kind == "500" else "service_unavailable"
        return {"ok": False, "error": code}, int(fault.kind), {}
    if fault.kind == "error":
        return {"ok": False, "error": fault.error}, 200, {}
    if fault.kind == "stall":
        await asyncio.sleep(fault.seconds)
    return {"ok": False, "error": "connection_dropped"}, 503, {}


async def spoil(request: web.Request, name: str) -> web.Response | None:
    """Carries out the fault that waits for an `upload`, `download` or `response_url`, if there is one."""
    fault = services_of(request).world.faults.take(name)
    if fault is None:
        return None
    body, status, headers = await _spoiled(fault)
    if body["error"] == "connection_dropped":
        drop(request)
    return web.json_response(body, status=status, headers=headers)
