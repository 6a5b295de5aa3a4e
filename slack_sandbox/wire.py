"""How people, channels, messages, files and views look as Slack's JSON."""

from __future__ import annotations

from slack_sandbox.state import Channel, File, Json, Message, Team, User, View
from slack_sandbox.world import World


def user_json(world: World, user: User, scopes: frozenset[str], locale: bool = False) -> Json:
    """A user object as `users.info` gives it."""
    now = world.clock.now()
    profile: Json = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "team": user.team,
        "first_name": user.real_name.split(" ")[0],
        "last_name": user.real_name.split(" ")[-1],
    }
    if "users:read.email" in scopes and user.email:
        profile["email"] = user.email
    if user.bot_id:
        profile |= {"bot_id": user.bot_id, "api_app_id": world.app.app_id}
    body: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "deleted": user.deleted,
        "color": user.color,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset(now),
        "profile": profile,
        "is_admin": user.role in ("admin", "owner"),
        "is_owner": user.role == "owner",
        "is_primary_owner": user.role == "owner",
        "is_restricted": user.role == "guest",
        "is_ultra_restricted": user.role == "guest",
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
        "who_can_share_contact_card": "EVERYONE",
    }
    if locale:
        body["locale"] = user.locale
    return body


def member_json(world: World, user: User) -> Json:
    """A person as the page sees them."""
    now = world.clock.now()
    local = now.timestamp() + user.tz_offset(now)
    on = user.dnd_on(world.clock.epoch())
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "title": user.title,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset(now),
        "locale": user.locale,
        "role": user.role,
        "is_bot": user.is_bot,
        "presence": user.presence,
        "dnd": {"on": on, "until": user.dnd_until if on else None},
        "local_time": now.fromtimestamp(local, now.tzinfo).strftime("%a %H:%M"),
        "color": user.color,
        "deleted": user.deleted,
    }


def channel_json(channel: Channel, viewer: str, count: bool = False) -> Json:
    """A conversation object as `conversations.info` gives it to the app."""
    if channel.kind == "im":
        other = next((member for member in channel.members if member != viewer), viewer)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": channel.team,
            "user": other,
            "is_user_deleted": False,
            "is_open": True,
            "priority": 0,
        }
    body: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": viewer in channel.members,
        "created": channel.created,
        "creator": channel.creator,
        "context_team_id": channel.team,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
    }
    if count:
        body["num_members"] = len(channel.members)
    return body


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
    if file.alt_txt:
        body["alt_txt"] = file.alt_txt
    if viewer:
        body["client_url"] = f"/client/file/{file.id}?as={viewer}"
    return body


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


def message_json(world: World, channel: Channel, message: Message, metadata: bool = False) -> Json:
    """A message as the Web API and events give it."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": channel.team,
    }
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
        body["files"] = [file_json(world, world.files[name]) for name in message.files if name in world.files]
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


def team_json(team: Team) -> Json:
    """A team as the page sees it."""
    return {"id": team.id, "name": team.name, "domain": team.domain}
