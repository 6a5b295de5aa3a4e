"""The OAuth v2 page: somebody of a team allows the app's scopes."""

from __future__ import annotations

import secrets
from html import escape
from urllib.parse import urlencode

from aiohttp import web

from slack_sandbox.services.wiring import Services
from slack_sandbox.serving import services_of


class _Refused(Exception):
    pass


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [web.get("/oauth/v2/authorize", show), web.post("/oauth/v2/authorize", allow)]


def _checked(request: web.Request, services: Services) -> tuple[frozenset[str], str, str]:
    app, query = services.world.app, request.query
    if query.get("client_id") != app.client_id:
        raise _Refused("invalid_client_id")
    scopes = frozenset(filter(None, query.get("scope", "").replace(" ", ",").split(",")))
    if not scopes:
        raise _Refused("no_scopes")
    if not scopes <= app.bot_scopes:
        raise _Refused("invalid_scope")
    redirect = query.get("redirect_uri") or next(iter(app.redirect_urls), "")
    if not redirect or (app.redirect_urls and not redirect.startswith(app.redirect_urls)):
        raise _Refused("bad_redirect_uri")
    return scopes, redirect, query.get("state", "")


async def show(request: web.Request) -> web.Response:
    """The page that asks for permission."""
    services = services_of(request)
    try:
        scopes, _, _ = _checked(request, services)
    except _Refused as refused:
        return web.Response(status=400, text=str(refused))
    people = "".join(
        f'<option value="{escape(user.id)}">{escape(user.real_name)}, {escape(team.name)}</option>'
        for team in services.world.teams.values()
        for user in team.users.values()
        if not user.is_bot and user.role != "guest"
    )
    listed = "".join(f"<li><code>{escape(scope)}</code></li>" for scope in sorted(scopes))
    name = escape(services.world.app.name)
    page = (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Install {name}</title>'
        f"<h1>{name} asks for access</h1><ul>{listed}</ul>"
        f'<form method="post"><label>As <select name="user">{people}</select></label> '
        '<button name="answer" value="allow">Allow</button> '
        '<button name="answer" value="cancel">Cancel</button></form></html>'
    )
    return web.Response(text=page, content_type="text/html")


async def allow(request: web.Request) -> web.Response:
    """Allowed or not: back to the app with a code or an error."""
    services = services_of(request)
    try:
        scopes, redirect, state = _checked(request, services)
    except _Refused as refused:
        return web.Response(status=400, text=str(refused))
    form = await request.post()
    user = services.world.user(str(form.get("user", "")))
    if user is None:
        return web.Response(status=400, text="user_not_found")
    answer = {"error": "access_denied"}
    if form.get("answer") == "allow":
        code = secrets.token_urlsafe(20)
        services.world.codes[code] = (user.team, user.id, scopes, redirect)
        answer = {"code": code}
    joiner = "&" if "?" in redirect else "?"
    raise web.HTTPFound(f"{redirect}{joiner}{urlencode({**answer, 'state': state})}")
