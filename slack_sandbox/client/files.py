"""The page's interface: files that a person uploads and reads."""

from __future__ import annotations

import mimetypes

from aiohttp import web

from slack_sandbox.blocks.mrkdwn import from_typed, rich_text
from slack_sandbox.client.requests import Act, Malformed, told
from slack_sandbox.client.writes import share
from slack_sandbox.serving import services_of
from slack_sandbox.shapes.messages import file_json
from slack_sandbox.workspace.state import File, Json, Message, User
from slack_sandbox.workspace.world import World


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [
        web.post("/client/upload", upload),
        web.get("/client/file/{file}", download),
    ]


async def upload(request: web.Request) -> web.Response:
    """Takes files from a person, and shares them in the channel that is named."""
    form = await request.post()
    parts = [part for part in form.getall("file", []) if isinstance(part, web.FileField)]
    act = Act(services_of(request), {name: value for name, value in form.items() if isinstance(value, str)})
    return await told(lambda: _upload(act, parts))


async def _upload(act: Act, parts: list[web.FileField]) -> Json:
    if not parts:
        raise Malformed("file is missing")
    files = [_stored(act, part) for part in parts]
    answer: Json = {"files": [file_json(act.world, file, act.user.id) for file in files]}
    if act.maybe("channel"):
        answer["ts"] = _shared(act, [file.id for file in files])
    return answer


def _stored(act: Act, part: web.FileField) -> File:
    kind = mimetypes.guess_type(part.filename)[0] or part.content_type or "application/octet-stream"
    created = int(act.world.clock.epoch())
    file = File(act.world.new_id("F"), act.team.id, act.user.id, part.filename, part.filename, kind, created)
    file.content, file.uploaded, file.completed = part.file.read(), True, True
    spoken = act.fields.get("spoken")
    file.spoken = spoken if isinstance(spoken, str) else None
    act.world.files[file.id] = file
    return file


def _shared(act: Act, files: list[str]) -> str:
    channel = act.channel()
    typed = from_typed(act.maybe("text") or "", act.team)
    made = Message(act.world.stamp(), channel.id, act.user.id, typed, thread_ts=act.maybe("thread_ts"))
    made.blocks = [{**rich_text(typed), "block_id": act.world.new_id("b")}] if typed else []
    share(act, made, files)
    return act.services.postbox.post(channel, made).ts


async def download(request: web.Request) -> web.Response:
    """Returns a file's bytes to somebody who sees it."""
    services = services_of(request)
    file = services.world.files.get(request.match_info["file"])
    user = services.world.user(request.query.get("as", ""))
    if file is None or user is None or not _is_visible_to(services.world, file, user):
        return web.Response(status=404, text="file_not_found")
    return web.Response(body=file.content, content_type=file.mimetype)


def _is_visible_to(world: World, file: File, user: User) -> bool:
    """As in Slack: who uploaded a file sees it, and who sees a conversation that it was shared with."""
    if not file.uploaded or file.team != user.team or user.deleted:
        return False
    channels = world.teams[file.team].channels
    shared = (channels[name] for name in file.channels if name in channels)
    return file.user == user.id or any(user.id in world.audience(channel) for channel in shared)
