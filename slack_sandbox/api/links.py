"""What answers of the Web API point to: response_url, upload and download addresses, links to messages."""

from __future__ import annotations

import copy
from typing import Any

from aiohttp import web

from slack_sandbox.api.dispatch import spoil
from slack_sandbox.blocks.surfaces import completed, problems
from slack_sandbox.errors import ClientError
from slack_sandbox.services.wiring import Services
from slack_sandbox.serving import parsed, services_of
from slack_sandbox.workspace.state import Channel, Json, Message
from slack_sandbox.workspace.world import RESPONSE_URL_USES, Hook


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [
        web.post("/response/{hook}", respond),
        web.post("/upload/{file}", upload),
        web.get("/files/{team}/{file}/{name}", download),
        web.get("/archives/{channel}/{stamp}", archive),
    ]


async def respond(request: web.Request) -> web.Response:
    """A response_url: good for 5 uses within 30 minutes."""
    spoiled = await spoil(request, "response_url")
    if spoiled is not None:
        return spoiled
    services = services_of(request)
    body = parsed(await request.text())
    if body is None and request.content_type != "application/json":
        form = await request.post()
        body = parsed(str(form.get("payload", "")))
    error = _respond(services, services.world.hooks.get(request.match_info["hook"]), body)
    services.world.traffic.add("from_app", "response_url", "response_url", body, error or "ok", error=error)
    if error is None:
        return web.Response(text="ok")
    return web.json_response({"ok": False, "error": error}, status=404 if error.endswith("_url") else 400)


def _respond(services: Services, hook: Hook | None, body: Any) -> str | None:
    if hook is None or services.world.clock.epoch() > hook.expires:
        return "expired_url"
    if hook.uses >= RESPONSE_URL_USES:
        return "used_url"
    if not isinstance(body, dict):
        return "invalid_payload"
    wrong = problems(body["blocks"], "message") if body.get("blocks") else []
    if wrong:
        return "invalid_blocks"
    channel = services.world.teams[hook.team].channels[hook.channel]
    original = channel.find(hook.message_ts) if hook.message_ts else None
    if body.get("delete_original"):
        hook.uses += 1
        return _delete(services, channel, original)
    if not (body.get("text") or body.get("blocks") or body.get("attachments")):
        return "no_text"
    hook.uses += 1
    if body.get("replace_original") and original is not None:
        _replace(services, channel, original, body)
        return None
    try:
        services.interactions.say(channel, hook.user, body, "response_url", hook.thread_ts)
    except ClientError as refused:
        return refused.code
    return None


def _delete(services: Services, channel: Channel, original: Message | None) -> str | None:
    if original is None:
        return "message_not_found"
    services.postbox.delete(channel, original)
    return None


def _replace(services: Services, channel: Channel, original: Message, body: Json) -> None:
    before = copy.deepcopy(original)
    original.text = str(body.get("text", ""))
    original.blocks = completed(body.get("blocks") or [])
    original.edited = {"user": original.user, "ts": services.world.stamp()}
    services.postbox.change(channel, original, before)


async def upload(request: web.Request) -> web.Response:
    """The address that `files.getUploadURLExternal` gave: takes the bytes, raw or as a form."""
    spoiled = await spoil(request, "upload")
    if spoiled is not None:
        return spoiled
    services = services_of(request)
    file = services.world.files.get(request.match_info["file"])
    if file is None or file.uploaded:
        return web.Response(status=404, text="file_not_found")
    if request.content_type.startswith("multipart/"):
        parts = [part async for part in _parts(request)]
        content = parts[0] if parts else b""
    else:
        content = await request.read()
    if len(content) != file.expected:
        return web.Response(status=400, text="length_mismatch")
    file.content, file.uploaded = content, True
    services.world.traffic.add("from_app", "upload", file.name, {"bytes": len(content)}, "OK")
    return web.Response(text=f"OK - {len(content)}")


async def _parts(request: web.Request) -> Any:
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            yield value.file.read()
        else:
            yield value.encode() if isinstance(value, str) else bytes(value)


async def download(request: web.Request) -> web.Response:
    """`url_private`: the bytes, for a token that may read files of a conversation the app is in."""
    spoiled = await spoil(request, "download")
    if spoiled is not None:
        return spoiled
    services = services_of(request)
    world = services.world
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    install, file = world.tokens.get(token), world.files.get(request.match_info["file"])
    if install is None or install.gone or "files:read" not in install.scopes:
        # Slack answers a stranger with its sign-in page, not with an error status.
        return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
    team = world.teams[install.team]
    reachable = file is not None and any(
        install.bot_user in team.channels[c].members for c in file.channels if c in team.channels
    )
    if file is None or not (reachable or file.user == install.bot_user):
        return web.Response(status=404, text="file_not_found")
    if "captions" in request.query and file.spoken:
        return web.Response(text=_captions(file.spoken), content_type="text/vtt")
    return web.Response(body=file.content, content_type=file.mimetype)


def _captions(spoken: str) -> str:
    """A transcript as WebVTT, one sentence a line."""
    lines = spoken.replace(". ", ".\n").split("\n")
    cues = [f"{at}\n00:00:{at:02d}.000 --> 00:00:{at + 1:02d}.000\n{line}" for at, line in enumerate(lines)]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


async def archive(request: web.Request) -> web.Response:
    """A link to a message: opens the page there."""
    digits = request.match_info["stamp"].removeprefix("p")
    where = f"/?channel={request.match_info['channel']}&ts={digits[:-6]}.{digits[-6:]}"
    if thread := request.query.get("thread_ts"):
        where += f"&thread_ts={thread}"
    raise web.HTTPFound(where)
