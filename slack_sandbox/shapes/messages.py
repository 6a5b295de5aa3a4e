"""How messages, files and views look as Slack's JSON."""

from __future__ import annotations

from slack_sandbox.workspace.state import Channel, File, Json, Message, View
from slack_sandbox.workspace.world import World


def file_json(world: World, file: File, viewer: str | None = None) -> Json:
    """A file object; `viewer` adds the address for the page."""
    private = f"{world.base_url}/files/{file.team}/{file.id}/{file.name}"
    body: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rsplit(".", 1)[-1].lower() if "." in file.name else "binary",
        "user": file.user,
        "user_team": file.team,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": private,
        "url_private_download": f"{private}?download=1",
        "permalink": f"{world.base_url}/files/{file.team}/{file.id}/{file.name}",
        "channels": list(file.channels),
    }
    if file.spoken is not None:
        body |= _clip(file, private)
    if file.alt_txt:
        body["alt_txt"] = file.alt_txt
    if viewer:
        body["client_url"] = f"/client/file/{file.id}?as={viewer}"
    return body


_PREVIEW = 300
"""Characters of a transcript that stand in the file's record; the whole is in its captions."""


def _clip(file: File, private: str) -> Json:
    kind = "slack_audio" if file.mimetype.startswith("audio/") else "slack_video"
    spoken = file.spoken or ""
    if not spoken:
        return {"subtype": kind, "transcription": {"status": "processing"}}
    preview = {"content": spoken[:_PREVIEW], "has_more": len(spoken) > _PREVIEW}
    return {
        "subtype": kind,
        "vtt": f"{private}?captions=1",
        "transcription": {"status": "complete", "locale": "en-US", "preview": preview},
    }


def _bot_fields(world: World, message: Message) -> Json:
    team = next((t for t in world.teams.values() if message.user in t.users), None)
    profile = {
        "id": message.bot_id,
        "app_id": world.app.app_id,
        "name": message.username or world.app.name,
        "icons": message.icons or {},
        "deleted": False,
        "team_id": team.id if team else "",
    }
    return {"bot_id": message.bot_id, "app_id": world.app.app_id, "bot_profile": profile}


def _thread_fields(channel: Channel, message: Message) -> Json:
    if message.thread_ts is None:
        return {}
    fields: Json = {"thread_ts": message.thread_ts}
    if message.is_reply:
        root = channel.messages.get(message.thread_ts)
        return fields | ({"parent_user_id": root.user} if root else {})
    replies = channel.thread(message.ts)
    users = list(dict.fromkeys(reply.user for reply in replies))
    latest = {"latest_reply": replies[-1].ts} if replies else {}
    return {
        **fields,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        **latest,
    }


def _file_in(world: World, channel: Channel, file: File) -> Json:
    """A file of a message; of one of another organization Slack tells the app nothing but where to ask."""
    if not channel.shared_with or file.team == world.acting_team(channel).id:
        return file_json(world, file)
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "mode": "file_access",
        "file_access": "check_file_info",
        "user": file.user,
        "user_team": file.team,
    }


def message_json(world: World, channel: Channel, message: Message, metadata: bool = False) -> Json:
    """A message as the Web API and events give it."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": channel.team,
    }
    if channel.shared_with:
        author = world.user(message.user)
        home = author.team if author else channel.team
        body |= {"team": home, "user_team": home, "source_team": home}
    if message.subtype:
        body["subtype"] = message.subtype
    if message.client_msg_id:
        body["client_msg_id"] = message.client_msg_id
    if message.bot_id:
        body |= _bot_fields(world, message)
    body |= _thread_fields(channel, message)
    optional = {
        "blocks": message.blocks,
        "attachments": message.attachments,
        "edited": message.edited,
        "username": message.username,
        "icons": message.icons,
        "metadata": message.metadata if metadata else None,
    }
    body |= {name: value for name, value in optional.items() if value}
    if message.files:
        files = [world.files[name] for name in message.files if name in world.files]
        body["files"] = [_file_in(world, channel, file) for file in files]
        body["upload"] = message.bot_id is None
    if message.reactions:
        body["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return body | message.extra


def client_message(world: World, channel: Channel, message: Message, viewer: str) -> Json:
    """A message as the page gets it."""
    body = message_json(world, channel, message, metadata=True)
    body["channel"] = channel.id
    if message.ephemeral_to:
        body["is_ephemeral"] = True
    if message.streaming:
        body["streaming"] = True
    if message.chunks:
        body["chunks"] = message.chunks
    for file in body.get("files", []):
        file["client_url"] = f"/client/file/{file['id']}?as={viewer}"
    return body


def view_json(world: World, view: View) -> Json:
    """A view object as Slack gives it."""
    install = world.teams[view.team].installation
    return {
        "id": view.id,
        "team_id": view.team,
        "type": view.type,
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "close": None,
        "submit": None,
        "title": None,
        "clear_on_close": False,
        "notify_on_close": False,
        **view.body,
        "state": {"values": view.values},
        "hash": view.hash,
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": world.app.app_id,
        "app_installed_team_id": view.team,
        "bot_id": install.bot_id if install else "",
    }
