"""Fetches a calendar over https: from the address that was checked, in bounded time and size."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urljoin

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.core.ports.feeds import FeedContent, FeedFlaw, FeedTrouble, FeedVersion
from bot.feeds.addresses import PORTS, Ip, checked, is_inside_name, is_public, literal_ip
from bot.feeds.unpacking import unpacked
from bot.metrics import FEEDS

_log = structlog.get_logger(__name__)
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 3
_PIECE = 65_536
_LONGEST_VERSION = 300
_PAGES = ("text/html", "application/xhtml+xml", "application/json", "image/", "video/", "audio/")
"""Kinds of content that are no calendar, whatever the address says: a page to sign in, above all."""
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Returns the numeric addresses of a name; raises OSError."""


async def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system knows of a name; raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedBounds:
    """How much a calendar may be, and how long it may take."""

    megabytes: int = 10
    seconds: float = 20.0
    minutes_between: int = 45


class HttpsFeeds:
    """Satisfies ports.Feeds.

    A name is resolved once for each request. All of its addresses must be public, and the connection goes to
    one of exactly these, while the certificate is checked against the name: a name that leads elsewhere a
    moment later changes nothing.
    """

    def __init__(
        self,
        bounds: FeedBounds | None = None,
        *,
        proxy: str = "",
        may_reach: Callable[[Ip], bool] = is_public,
        ports: Collection[int] = PORTS,
        resolve: Resolve = system_resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """Through a `proxy` names are resolved there, and it decides what may be reached.

        What follows it is for tests alone, which serve calendars on this machine: no setting reaches it.
        """
        self._bounds = bounds or FeedBounds()
        self._proxy = proxy
        self._may_reach = may_reach
        self._ports = ports
        self._resolve = resolve
        self._trust = trust

    @property
    def minutes_between(self) -> int:
        """Minutes between two looks at the same calendar."""
        return self._bounds.minutes_between

    async def fetch(self, address: str, known: FeedVersion) -> FeedContent:
        """Return what an https address holds now; raises FeedTrouble, which names no address."""
        try:
            async with asyncio.timeout(self._bounds.seconds):
                found = await self._follow(address, known)
        except FeedTrouble as trouble:
            FEEDS.labels(trouble.flaw.value.replace(" ", "_")).inc()
            raise
        except TimeoutError:
            raise self._counted(FeedFlaw.TOO_SLOW) from None
        except (aiohttp.ClientSSLError, ssl.SSLError):
            raise self._counted(FeedFlaw.NOT_TRUSTED) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # Its words may hold the address, which is a secret.
            _log.info("feed.no_answer", error=type(error).__name__)
            raise self._counted(FeedFlaw.NO_ANSWER) from None
        FEEDS.labels("unchanged" if found.content is None else "read").inc()
        return found

    def _counted(self, flaw: FeedFlaw) -> FeedTrouble:
        FEEDS.labels(flaw.value.replace(" ", "_")).inc()
        return FeedTrouble(flaw)

    async def _follow(self, address: str, known: FeedVersion) -> FeedContent:
        """Ask, and follow a few redirects, each of which is checked as the first address was."""
        connector = aiohttp.TCPConnector(
            resolver=None if self._proxy else _CheckedResolver(self._resolve, self._may_reach),
            ssl=self._trust or True,
            use_dns_cache=False,
            force_close=True,
            limit=1,
        )
        timeout = aiohttp.ClientTimeout(total=self._bounds.seconds, sock_read=self._bounds.seconds / 2)
        async with aiohttp.ClientSession(
            connector=connector,
            timeout=timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        ) as session:
            for _ in range(_MOST_REDIRECTS + 1):
                self._check(address)
                found = await self._ask(session, address, known)
                if isinstance(found, FeedContent):
                    return found
                address = urljoin(address, found)
        raise FeedTrouble(FeedFlaw.REDIRECTS)

    def _check(self, address: str) -> None:
        """Raise FeedTrouble for an address that may not be asked, as far as it tells by itself."""
        host = checked(address, self._ports).hostname or ""
        literal = literal_ip(host)
        if literal is not None and not self._may_reach(literal):
            raise FeedTrouble(FeedFlaw.NOT_ALLOWED)
        if literal is None and self._may_reach is is_public and is_inside_name(host):
            raise FeedTrouble(FeedFlaw.NOT_ALLOWED)

    async def _ask(
        self, session: aiohttp.ClientSession, address: str, known: FeedVersion
    ) -> FeedContent | str:
        """Return the content, or where the answer sends us."""
        headers = {"Accept": "text/calendar", "Accept-Encoding": "gzip", "User-Agent": "Tactegic"}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        async with session.get(
            URL(address, encoded=True), headers=headers, allow_redirects=False, proxy=self._proxy or None
        ) as answer:
            if answer.status in _REDIRECTS:
                return answer.headers.get("Location", "")
            if answer.status == 304 and (known.etag or known.modified):
                return FeedContent(None, known)
            _check_status(answer.status)
            kind = answer.headers.get("Content-Type", "").casefold()
            if kind.startswith(_PAGES):
                raise FeedTrouble(FeedFlaw.NO_CALENDAR)
            most = self._bounds.megabytes * 1_000_000
            encoding = answer.headers.get("Content-Encoding", "")
            content = await unpacked(answer.content.iter_chunked(_PIECE), encoding, most)
            version = FeedVersion(_short(answer, "ETag"), _short(answer, "Last-Modified"))
            return FeedContent(content, version)


class _CheckedResolver(AbstractResolver):
    """Resolves a name once, and gives its addresses to the connection where every one may be reached."""

    def __init__(self, resolve: Resolve, may_reach: Callable[[Ip], bool]) -> None:
        self._resolve = resolve
        self._may_reach = may_reach

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002
    ) -> list[ResolveResult]:
        """Return the addresses to connect to; raises FeedTrouble."""
        try:
            found = await self._resolve(host, port)
        except OSError:
            raise FeedTrouble(FeedFlaw.NO_SUCH_HOST) from None
        addresses = [ip_address(each.partition("%")[0]) for each in found]
        if not addresses:
            raise FeedTrouble(FeedFlaw.NO_SUCH_HOST)
        if not all(self._may_reach(each) for each in addresses):
            raise FeedTrouble(FeedFlaw.NOT_ALLOWED)
        return [
            ResolveResult(
                hostname=host,
                host=str(each),
                port=port,
                family=socket.AF_INET if each.version == 4 else socket.AF_INET6,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for each in addresses
        ]

    async def close(self) -> None:
        """Close nothing."""


def _check_status(status: int) -> None:
    if status in (401, 403):
        raise FeedTrouble(FeedFlaw.REFUSED, status)
    if status in (404, 410):
        raise FeedTrouble(FeedFlaw.GONE, status)
    if status != 200:
        raise FeedTrouble(FeedFlaw.SERVER, status)


def _short(answer: aiohttp.ClientResponse, name: str) -> str:
    value = answer.headers.get(name, "")
    return value if len(value) <= _LONGEST_VERSION and value.isprintable() else ""
