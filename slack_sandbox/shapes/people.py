"""How people, teams and channels look as JSON."""

from __future__ import annotations

from slack_sandbox.workspace.state import Channel, Json, Team, User
from slack_sandbox.workspace.world import World

_OF_THE_ACTIVE = (
    "is_admin",
    "is_owner",
    "is_primary_owner",
    "is_restricted",
    "is_ultra_restricted",
    "locale",
)


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
    if user.deleted:  # of somebody deactivated Slack tells neither a zone nor a standing
        for name in (*_OF_THE_ACTIVE, *(name for name in body if name.startswith("tz"))):
            body.pop(name, None)
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
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
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


def team_json(team: Team) -> Json:
    """A team as the page sees it."""
    return {"id": team.id, "name": team.name, "domain": team.domain}
