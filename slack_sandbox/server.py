"""The sandbox as one server on one loopback port."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

from aiohttp import web

from slack_sandbox import control
from slack_sandbox.api import links, oauth
from slack_sandbox.api.dispatch import handle
from slack_sandbox.client import clock, files, forwarding, interactions, push, reads, writes
from slack_sandbox.delivery.http import NotVerified
from slack_sandbox.seed import ACCOUNTS, fernhill, harbor
from slack_sandbox.services.manifests import refuse_bad
from slack_sandbox.services.wiring import Services, build_services
from slack_sandbox.serving import keep_services
from slack_sandbox.testing.driver import Driver
from slack_sandbox.workspace.clock import Clock
from slack_sandbox.workspace.faults import Faults
from slack_sandbox.workspace.manifest import read_manifest
from slack_sandbox.workspace.rate_limits import RateLimits
from slack_sandbox.workspace.state import Json, Role, Team, User
from slack_sandbox.workspace.tour import TourStop
from slack_sandbox.workspace.traffic import Traffic
from slack_sandbox.workspace.world import DeliveryTimes, World

HOST = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
_MAX_REQUEST = 64 * 1024 * 1024


class Sandbox:
    """An embedded Slack workspace for one app, described by its manifest."""

    def __init__(
        self,
        manifest: Json,
        *,
        teams: list[Team] | None = None,
        installed: bool = True,
        clock: Clock | None = None,
        granted: frozenset[str] | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.world = World(read_manifest(refuse_bad(manifest)), teams or [fernhill(), harbor()], self.clock)
        self.services: Services = build_services(self.world)
        self._drivers: list[Driver] = []
        self._runner: web.AppRunner | None = None
        self._scheduler: asyncio.Task[None] | None = None
        if installed:
            self._install_first(self.world.app.bot_scopes if granted is None else granted)
        self.clock.on_move(lambda: self.world.feed.push("clock", None, clock=self.clock.as_json()))

    def _install_first(self, scopes: frozenset[str]) -> None:
        team = next(iter(self.world.teams.values()))
        admin = next((u.id for u in team.users.values() if u.role in ("admin", "owner")), "")
        install = self.world.install(team, scopes, admin)
        if ACCOUNTS in team.channels:
            team.channels[ACCOUNTS].members.append(install.bot_user)

    def offer(self, *stops: TourStop) -> None:
        """Offers things to try on the page."""
        self.world.tour = stops

    @property
    def base_url(self) -> str:
        """The page's address, without a slash at the end."""
        return self.world.base_url

    @property
    def api_url(self) -> str:
        """The Web API's base address for an SDK."""
        return f"{self.world.base_url}/api/"

    @property
    def authorize_url(self) -> str:
        """The OAuth page's address."""
        return f"{self.world.base_url}/oauth/v2/authorize"

    @property
    def bot_token(self) -> str:
        """The bot token of the first team; RuntimeError when the app is not installed there."""
        install = next(iter(self.world.teams.values())).installation
        if install is None:
            raise RuntimeError("the app is not installed in the first team")
        return install.bot_token

    @property
    def app_token(self) -> str:
        """The app-level token for Socket Mode."""
        return self.world.app_token

    @property
    def config_token(self) -> str:
        """The token with which manifests are checked."""
        return self.world.config_token

    @property
    def signing_secret(self) -> str:
        """The secret that signs HTTP requests."""
        return self.world.app.signing_secret

    @property
    def client_id(self) -> str:
        """The app's OAuth client id."""
        return self.world.app.client_id

    @property
    def client_secret(self) -> str:
        """The app's OAuth client secret."""
        return self.world.app.client_secret

    @property
    def bot_user(self) -> str:
        """The app's bot user in the first team."""
        install = next(iter(self.world.teams.values())).installation
        return install.bot_user if install else ""

    @property
    def faults(self) -> Faults:
        """The faults that tests ask for."""
        return self.world.faults

    @property
    def limits(self) -> RateLimits:
        """The rate limits, which tests may change."""
        return self.world.limits

    @property
    def times(self) -> DeliveryTimes:
        """How long Slack waits for acknowledgements and before retries, and how long a trigger lives."""
        return self.world.times

    @property
    def traffic(self) -> Traffic:
        """The latest requests between the workspace and the app, in both directions."""
        return self.world.traffic

    @property
    def sockets(self) -> int:
        """How many Socket Mode connections are open."""
        return self.services.sockets.count

    def driver(self, user: str) -> Driver:
        """A person, by id or name, who acts over HTTP as the page does."""
        found = self.world.user(user) or next((u for u in self.world.users() if u.name == user), None)
        if found is None:
            raise KeyError(user)
        made = Driver(self.base_url, found.id, after=0)
        self._drivers.append(made)
        return made

    def set_standing(self, user: str, *, role: Role | None = None, deleted: bool | None = None) -> None:
        """Promotes, demotes, deactivates or brings back a member, by id."""
        found = self.world.user(user)
        if found is None:
            raise KeyError(user)
        self.services.people.set_standing(found, role=role, deleted=deleted)

    def revoke(self) -> None:
        """Revokes the bot token of the first team, and tells the app so."""
        self.services.installs.revoke(self._first)

    def uninstall(self) -> None:
        """Uninstalls the app from the first team, and tells the app so."""
        self.services.installs.uninstall(self._first)

    def reinstall(self, *, without: Collection[str] = ()) -> str:
        """Installs the app in the first team again, without some scopes on wish; returns its token."""
        team = self._first
        owner = next(user.id for user in team.users.values() if not user.is_bot)
        return self.world.install(team, self.world.app.bot_scopes - {*without}, owner).bot_token

    @property
    def _first(self) -> Team:
        return next(iter(self.world.teams.values()))

    def add_member(self, user: User) -> User:
        """Adds a member to their team."""
        self.services.people.add(user)
        return user

    async def set_request_url(self, url: str) -> None:
        """HTTP mode: verifies the URL by Slack's challenge and sends everything there; raises NotVerified."""
        await self.services.http.verify(url)
        self.world.set_url(url)

    async def disconnect_sockets(self, action: str = "refresh") -> int:
        """Disconnects Socket Mode connections: `warning`, `refresh` or `drop`."""
        return await self.services.sockets.disconnect(action)

    def redeliver(self, event_id: str | None = None) -> str | None:
        """Sends an acknowledged event (default: the last) once more."""
        return self.services.delivery.redeliver(event_id)

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1; port 0 takes a free one."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.world.base_url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        self._scheduler = asyncio.create_task(self.services.scheduler.run())

    async def stop(self) -> None:
        """Stops everything that it started."""
        for driver in self._drivers:
            await driver.close()
        if self._scheduler is not None:
            self._scheduler.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._scheduler
        await self.services.delivery.stop()
        await self.services.sockets.close()
        await self.services.http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[_guard], client_max_size=_MAX_REQUEST)
        keep_services(app, self.services)
        push.keep_sockets(app)
        app.on_shutdown.append(_close_push)
        app.router.add_route("*", "/api/{method}", handle)
        app.router.add_get("/link/", self.services.sockets.handle)
        for module in (links, oauth, reads, writes, forwarding, interactions, files, clock, push, control):
            app.router.add_routes(module.routes())
        app.router.add_get("/", _index)
        if PAGE.is_dir():
            app.router.add_static("/", PAGE)
        return app


async def _close_push(app: web.Application) -> None:
    sockets = app[push.SOCKETS]
    for ws in list(sockets):
        await ws.close()


async def _index(_: web.Request) -> web.StreamResponse:
    index = PAGE / "index.html"
    if not index.is_file():
        return web.Response(text="The page is not part of this installation.")
    return web.FileResponse(index, headers={"Cache-Control": "no-cache"})


@web.middleware
async def _guard(request: web.Request, handler: Any) -> web.StreamResponse:
    """Loopback only: a page elsewhere must not drive this server through somebody's browser."""
    host = request.host.rsplit(":", 1)[0]
    origin = request.headers.get("Origin")
    if host not in (HOST, "localhost") or (origin is not None and origin != f"http://{request.host}"):
        return web.json_response(
            {"ok": False, "error": "forbidden_origin", "message": "Not from here."}, status=403
        )
    answer: web.StreamResponse = await handler(request)
    return answer


@contextlib.asynccontextmanager
async def running_sandbox(
    manifest: Json,
    port: int = 0,
    *,
    teams: list[Team] | None = None,
    installed: bool = True,
    clock: Clock | None = None,
    granted: frozenset[str] | None = None,
) -> AsyncIterator[Sandbox]:
    """Starts a workspace for the app of a manifest, and stops it at the end.

    `granted` are the scopes of its installation, where those are not the manifest's: it was installed before
    the manifest got its present scopes. Raises ValueError for a manifest that Slack would refuse.
    """
    sandbox = Sandbox(manifest, teams=teams, installed=installed, clock=clock, granted=granted)
    await sandbox.start(port)
    try:
        yield sandbox
    finally:
        await sandbox.stop()


__all__ = ["NotVerified", "Sandbox", "running_sandbox"]
