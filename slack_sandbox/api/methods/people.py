"""users.*, dnd.*, team.*, bots.*, emoji.*: who is there."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.shapes.people import channel_json, user_json
from slack_sandbox.workspace.state import Json, User


def _user(call: Call, name: str = "user") -> User:
    wanted = call.args.text(name)
    found = call.team.users.get(wanted)
    if found is None and _shares_a_channel(call, wanted):
        found = call.world.user(wanted)
    if found is None:
        raise SlackError("user_not_found")
    return found


def _shares_a_channel(call: Call, user: str) -> bool:
    """Whether somebody of another organization is in a channel that the app is in, too."""
    return any(
        channel.shared_with and {user, call.bot} <= set(channel.members)
        for channel in call.team.channels.values()
    )


async def users_info(call: Call) -> Json:
    """Answers users.info."""
    user = _user(call)
    return {"user": user_json(call.world, user, call.installation.scopes, call.args.flag("include_locale"))}


async def users_list(call: Call) -> Json:
    """Answers users.list."""
    people = list(call.team.users.values())
    page, cursor = call.page(people, 1000, 1000)
    locale = call.args.flag("include_locale")
    listed = [user_json(call.world, user, call.installation.scopes, locale) for user in page]
    now = int(call.world.clock.epoch())
    return {"members": listed, "cache_ts": now, "response_metadata": {"next_cursor": cursor}}


async def users_lookup_by_email(call: Call) -> Json:
    """Answers users.lookupByEmail."""
    email = call.args.text("email").lower()
    for user in call.team.users.values():
        if user.email and user.email.lower() == email:
            return {"user": user_json(call.world, user, call.installation.scopes)}
    raise SlackError("users_not_found")


async def users_get_presence(call: Call) -> Json:
    """Answers users.getPresence."""
    return {"presence": _user(call).presence}


async def users_profile_get(call: Call) -> Json:
    """Answers users.profile.get."""
    name = call.args.maybe("user") or call.bot
    user = call.team.users.get(name)
    if user is None:
        raise SlackError("user_not_found")
    return {"profile": user_json(call.world, user, call.installation.scopes)["profile"]}


async def users_conversations(call: Call) -> Json:
    """Answers users.conversations: where the app itself is a member."""
    kinds = {"public_channel": "channel", "private_channel": "private", "im": "im", "mpim": "mpim"}
    wanted = {kinds.get(kind, "") for kind in call.args.items("types") or ["public_channel"]}
    found = [c for c in call.team.channels.values() if c.kind in wanted and call.bot in c.members]
    for channel in found:
        call.need_read(channel)
    page, cursor = call.page(found, 999)
    listed = [channel_json(channel, call.bot) for channel in page]
    return {"channels": listed, "response_metadata": {"next_cursor": cursor}}


def _dnd(call: Call, user: User) -> Json:
    now = call.world.clock.epoch()
    if user.dnd_on(now) and user.dnd_until is not None:
        return {
            "dnd_enabled": True,
            "next_dnd_start_ts": int(now) - 1,
            "next_dnd_end_ts": int(user.dnd_until),
        }
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


async def dnd_info(call: Call) -> Json:
    """Answers dnd.info."""
    name = call.args.maybe("user") or call.bot
    if name not in call.team.users:
        raise SlackError("user_not_found")
    return _dnd(call, call.team.users[name])


async def dnd_team_info(call: Call) -> Json:
    """Answers dnd.teamInfo."""
    names = call.args.items("users")
    if not names:
        raise SlackError("invalid_arguments", ["missing required field: users"])
    return {"users": {name: _dnd(call, call.team.users[name]) for name in names if name in call.team.users}}


async def team_info(call: Call) -> Json:
    """Answers team.info."""
    team = call.team
    body = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"team": body}


async def bots_info(call: Call) -> Json:
    """Answers bots.info."""
    install = call.installation
    if call.args.text("bot") != install.bot_id:
        raise SlackError("bot_not_found")
    bot = {
        "id": install.bot_id,
        "deleted": False,
        "name": call.world.app.name,
        "updated": 0,
        "app_id": call.world.app.app_id,
        "user_id": install.bot_user,
        "icons": {},
    }
    return {"bot": bot}


async def emoji_list(call: Call) -> Json:
    """Answers emoji.list: the workspace has no emoji of its own."""
    return {"emoji": {}, "cache_ts": str(int(call.world.clock.epoch()))}


METHODS = {
    "users.info": Method(users_info, 4, ("users:read",)),
    "users.list": Method(users_list, 2, ("users:read",)),
    "users.lookupByEmail": Method(users_lookup_by_email, 3, ("users:read.email",)),
    "users.getPresence": Method(users_get_presence, 3, ("users:read",)),
    "users.profile.get": Method(users_profile_get, 4, ("users.profile:read",)),
    "users.conversations": Method(users_conversations, 3),
    "dnd.info": Method(dnd_info, 3, ("dnd:read",)),
    "dnd.teamInfo": Method(dnd_team_info, 2, ("dnd:read",)),
    "team.info": Method(team_info, 3, ("team:read",)),
    "bots.info": Method(bots_info, 3, ("users:read",)),
    "emoji.list": Method(emoji_list, 2, ("emoji:read",)),
}
