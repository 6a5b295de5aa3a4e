"""api.*, auth.*, apps.*, oauth.*: the app itself, its tokens and its installations."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.services.manifests import manifest_problems
from slack_sandbox.workspace.state import Json


async def api_test(call: Call) -> Json:
    """Answers api.test."""
    error = call.args.maybe("error")
    if error:
        raise SlackError(error)
    return {"args": {}}


async def auth_test(call: Call) -> Json:
    """Answers auth.test."""
    team, install = call.team, call.installation
    return {
        "url": f"{call.world.base_url}/",
        "team": team.name,
        "user": call.world.app.name.lower(),
        "team_id": team.id,
        "user_id": install.bot_user,
        "bot_id": install.bot_id,
        "app_id": call.world.app.app_id,
        "is_enterprise_install": False,
    }


async def auth_revoke(call: Call) -> Json:
    """Answers auth.revoke."""
    if call.args.flag("test"):
        return {"revoked": False}
    call.services.installs.revoke(call.team)
    return {"revoked": True}


async def connections_open(call: Call) -> Json:
    """Answers apps.connections.open."""
    if not call.world.app.socket_mode:
        raise SlackError("not_allowed_token_type")
    if "connections:write" not in call.world.app_token_scopes:
        provided = ",".join(sorted(call.world.app_token_scopes))
        raise SlackError("missing_scope", needed="connections:write", provided=provided)
    return {"url": call.services.sockets.open_url()}


async def event_authorizations_list(call: Call) -> Json:
    """Answers apps.event.authorizations.list: every installed team, whatever the context."""
    call.args.text("event_context")
    found = [
        {
            "enterprise_id": None,
            "team_id": team.id,
            "user_id": team.installation.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        for team in call.world.teams.values()
        if team.installation and not team.installation.gone
    ]
    return {"authorizations": found}


async def uninstall(call: Call) -> Json:
    """Answers apps.uninstall."""
    app = call.world.app
    if call.args.maybe("client_id") != app.client_id:
        raise SlackError("invalid_client_id")
    if call.args.maybe("client_secret") != app.client_secret:
        raise SlackError("bad_client_secret")
    call.services.installs.uninstall(call.team)
    return {}


async def oauth_access(call: Call) -> Json:
    """Answers oauth.v2.access."""
    app = call.world.app
    if call.args.maybe("client_id") != app.client_id:
        raise SlackError("invalid_client_id")
    if call.args.maybe("client_secret") != app.client_secret:
        raise SlackError("bad_client_secret")
    grant = call.world.codes.pop(call.args.text("code", ""), None)
    if grant is None:
        raise SlackError("invalid_code")
    team_id, user, scopes, redirect = grant
    given = call.args.maybe("redirect_uri")
    if given is not None and given != redirect:
        raise SlackError("bad_redirect_uri")
    team = call.world.teams[team_id]
    install = call.world.install(team, scopes, user)
    return {
        "app_id": app.app_id,
        "authed_user": {"id": user},
        "scope": ",".join(sorted(install.scopes)),
        "token_type": "bot",
        "access_token": install.bot_token,
        "bot_user_id": install.bot_user,
        "team": {"id": team.id, "name": team.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


async def manifest_validate(call: Call) -> Json:
    """Answers apps.manifest.validate."""
    manifest = call.args.json("manifest", "invalid_manifest")
    problems = manifest_problems(manifest)
    if problems:
        found = [line.removesuffix("]").split(" [json-pointer:") for line in problems]
        errors = [{"message": message, "pointer": pointer} for message, pointer in found]
        raise SlackError("invalid_manifest", errors=errors)
    return {"errors": []}


METHODS = {
    "apps.manifest.validate": Method(manifest_validate, 4, access="config"),
    "api.test": Method(api_test, 5, access="none"),
    "auth.test": Method(auth_test, 5),
    "auth.revoke": Method(auth_revoke, 3),
    "apps.connections.open": Method(connections_open, 5, access="app"),
    "apps.event.authorizations.list": Method(event_authorizations_list, 4, access="app"),
    "apps.uninstall": Method(uninstall, 5),
    "oauth.v2.access": Method(oauth_access, 4, access="none"),
}
