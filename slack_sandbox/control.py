"""The control interface: what tests change about the workspace, and the faults that they ask for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aiohttp import web

from slack_sandbox.client.requests import Act, Malformed, answering
from slack_sandbox.delivery.http import NotVerified
from slack_sandbox.delivery.sockets import connection_json
from slack_sandbox.errors import ClientError
from slack_sandbox.shapes.people import member_json
from slack_sandbox.workspace.state import Json, Team, User


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    posts = {
        "sockets": sockets,
        "redeliver": redeliver,
        "limits": limits,
        "delivery": delivery,
        "request_url": request_url,
        "install": install,
        "uninstall": uninstall,
        "revoke": revoke,
        "event": event,
        "members": members,
        "connect": connect,
        "standing": standing,
    }
    gets = {"info": info, "health": health, "deliveries": deliveries}
    found = [web.post(f"/control/{name}", answering(handler)) for name, handler in posts.items()]
    found += [web.get(f"/control/{name}", answering(handler)) for name, handler in gets.items()]
    for who in ("control", "client"):
        found += [
            web.get(f"/{who}/faults", answering(list_faults)),
            web.post(f"/{who}/faults", answering(add_fault)),
            web.delete(f"/{who}/faults", answering(clear_faults)),
        ]
    for_the_page = {"standing": standing, "install": install, "uninstall": uninstall, "revoke": revoke}
    found += [web.post(f"/client/{name}", answering(handler)) for name, handler in for_the_page.items()]
    return found


async def health(act: Act) -> Json:
    """Says that the workspace runs, and how many sockets are open."""
    return {"sockets": act.services.sockets.count}


async def info(act: Act) -> Json:
    """Returns what an app in another process needs: addresses, tokens and secrets."""
    world = act.world
    first = next(iter(world.teams.values()))
    token = first.installation.bot_token if first.installation else None
    return {
        "api_url": f"{world.base_url}/api/",
        "bot_token": token,
        "app_token": world.app_token,
        "config_token": world.config_token,
        "signing_secret": world.app.signing_secret,
        "client_id": world.app.client_id,
        "client_secret": world.app.client_secret,
        "authorize_url": f"{world.base_url}/oauth/v2/authorize",
        "request_url": world.app.request_url,
        "users": {user.name: user.id for user in first.users.values()},
        "channels": {c.name: c.id for c in first.channels.values() if c.name},
    }


async def list_faults(act: Act) -> Json:
    """Lists the faults that wait for their call."""
    return {"faults": act.world.faults.as_json()}


async def add_fault(act: Act) -> Json:
    """Makes a later call fail."""
    names = ("method", "kind", "times", "retry_after", "error", "seconds", "when", "having", "block")
    chosen = {name: act.fields[name] for name in names if name in act.fields}
    return {"id": act.world.faults.add(**chosen)}


async def clear_faults(act: Act) -> Json:
    """Removes all faults that wait."""
    act.world.faults.clear()
    return {}


async def sockets(act: Act) -> Json:
    """Disconnects Socket Mode connections."""
    how = act.text("action")
    if how not in ("warning", "refresh", "drop"):
        raise Malformed("action must be warning, refresh or drop")
    return {"disconnected": await act.services.sockets.disconnect(how)}


async def redeliver(act: Act) -> Json:
    """Sends an acknowledged event again."""
    sent = None
    for _ in range(act.number("count", 1)):
        sent = act.services.delivery.redeliver(act.maybe("event_id"))
    if sent is None:
        raise ClientError("event_not_found", "No such event was acknowledged.")
    return {"event_id": sent}


async def limits(act: Act) -> Json:
    """Changes rate limits."""
    rates = act.world.limits
    rates.message_per_second = float(act.fields.get("message_per_second", rates.message_per_second))
    rates.burst = act.number("burst", rates.burst)
    rates.tiers = bool(act.fields.get("tiers", rates.tiers))
    rates.enforced = bool(act.fields.get("enforced", rates.enforced))
    return {}


async def delivery(act: Act) -> Json:
    """Changes Slack's waiting times."""
    times = act.world.times
    times.ack_timeout = float(act.fields.get("ack_timeout", times.ack_timeout))
    times.trigger_lifetime = float(act.fields.get("trigger_lifetime", times.trigger_lifetime))
    times.retry_delays = tuple(float(entry) for entry in act.fields.get("retry_delays", times.retry_delays))
    return {}


async def request_url(act: Act) -> Json:
    """Verifies and sets the request URL."""
    url = act.text("url")
    try:
        await act.services.http.verify(url)
    except NotVerified as failure:
        raise ClientError(
            "url_verification_failed", f"The URL did not answer the challenge: {failure}"
        ) from None
    act.world.set_url(url)
    connection = connection_json(act.world, act.services.sockets.count)
    act.world.feed.push("connection", None, connection=connection)
    return {"connection": connection}


def _team(act: Act) -> Team:
    team = act.world.teams.get(act.maybe("team") or next(iter(act.world.teams)))
    if team is None:
        raise ClientError("team_not_found", "There is no such team.")
    return team


async def install(act: Act) -> Json:
    """Installs the app in a team without the OAuth page, with fewer scopes on wish; returns its token."""
    team = _team(act)
    owner = next(user.id for user in team.users.values() if not user.is_bot)
    scopes = act.fields.get("scopes")
    granted = act.world.app.bot_scopes if scopes is None else act.world.app.bot_scopes & {*scopes}
    made = act.world.install(team, granted, owner)
    return {"bot_token": made.bot_token, "bot_user_id": made.bot_user}


async def uninstall(act: Act) -> Json:
    """Uninstalls the app from a team, and tells the app so."""
    act.services.installs.uninstall(_team(act))
    return {}


async def revoke(act: Act) -> Json:
    """Revokes the bot token of a team, and tells the app so."""
    act.services.installs.revoke(_team(act))
    return {}


async def event(act: Act) -> Json:
    """Sends an event as it is, subscribed or not."""
    body = act.fields.get("event")
    if not isinstance(body, dict):
        raise Malformed("event is missing")
    act.services.events.force(_team(act), body)
    return {}


async def deliveries(act: Act) -> Json:
    """Counts the events that wait for the app, were acknowledged, or were given up."""
    state = act.services.delivery
    return {"pending": state.pending, "delivered": state.delivered, "failed": state.failed}


async def members(act: Act) -> Json:
    """Adds a member."""
    zone, role = act.maybe("tz") or "UTC", act.maybe("role") or "member"
    ZoneInfo(zone)
    _check_role(role)
    user = User(
        act.text("id"), _team(act).id, act.text("name"), act.text("real_name"), zone, act.maybe("title") or ""
    )
    user.role = role  # type: ignore[assignment]
    act.services.people.add(user)
    return {"member": member_json(act.world, user)}


async def standing(act: Act) -> Json:
    """Promotes, demotes, deactivates or brings back a member."""
    user = act.world.user(act.text("user"))
    if user is None or user.is_bot:
        raise ClientError("user_not_found", "There is no such member.")
    role, deleted = act.maybe("role"), act.fields.get("deleted")
    if role is not None:
        _check_role(role)
    if deleted not in (None, True, False):
        raise Malformed("deleted must be true or false")
    act.services.people.set_standing(user, role=role, deleted=deleted)  # type: ignore[arg-type]
    return {"member": member_json(act.world, user)}


def _check_role(role: str) -> None:
    if role not in ("member", "admin", "owner", "guest"):
        raise Malformed("role must be member, admin, owner or guest")


async def connect(act: Act) -> Json:
    """Shares a channel of one team with another one, as Slack Connect does."""
    host = _team(act)
    channel = host.channels.get(act.text("channel"))
    guest = act.world.teams.get(act.text("with"))
    if channel is None or guest is None or guest is host or channel.kind not in ("channel", "private"):
        raise ClientError("channel_not_found", "There is nothing to share there.")
    members = act.fields.get("members") or [user.id for user in guest.users.values() if not user.is_bot]
    if not set(members) <= set(guest.users):
        raise Malformed("members must be people of the team that the channel is shared with")
    act.world.share(channel, guest, list(members))
    return {"channel": channel.id, "shared_with": list(channel.shared_with)}
