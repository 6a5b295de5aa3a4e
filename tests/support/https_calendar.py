"""A calendar on a local https server with an authority of its own, for tests."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.feeds.addresses import Ip
from bot.feeds.fetching import FeedBounds, HttpsFeeds, Resolve

HOST = "calendar.example.com"
LOCAL = ipaddress.ip_address("127.0.0.1")
Respond = Callable[[web.Request], Awaitable[web.StreamResponse]]


@cache
def certificate(*names: str) -> tuple[bytes, bytes]:
    """A self-made authority's certificate, and that of a server of these names with its key, in PEM."""
    now = dt.datetime.now(dt.UTC)

    def builder(name: str, issuer: str, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        made = (
            x509.CertificateBuilder().serial_number(x509.random_serial_number()).public_key(key.public_key())
        )
        made = made.subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        made = made.issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        day = dt.timedelta(days=1)
        return made.not_valid_before(now - day).not_valid_after(now + day)

    root, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    identifier = x509.SubjectKeyIdentifier.from_public_key(root.public_key())
    authority = (
        builder("Test Authority", "Test Authority", root)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(identifier, critical=False)
        .add_extension(
            x509.KeyUsage(False, False, False, False, False, True, True, False, False), critical=True
        )
        .sign(root, hashes.SHA256())
    )
    server = (
        builder(names[0], "Test Authority", own)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
        )
        .sign(root, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return authority.public_bytes(pem), server.public_bytes(pem) + key


def server_context(*names: str) -> ssl.SSLContext:
    """What a server of these names shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "server.pem"
        file.write_bytes(certificate(*names)[1])
        context.load_cert_chain(file)
    return context


def client_context(*names: str) -> ssl.SSLContext:
    """Trust in the authority of the server of these names, and in no other."""
    return ssl.create_default_context(cadata=certificate(*names)[0].decode())


@dataclass
class CalendarServer:
    """A server whose answers a test chooses; `asked` has each request's headers."""

    port: int = 0
    respond: Respond | None = None
    content: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The secret address of the calendar."""
        return f"https://{HOST}:{self.port}/private-0123456789abcdef/basic.ics"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What the test chose, else the content with its version."""
        self.asked.append(dict(request.headers))
        if self.respond is not None:
            return await self.respond(request)
        version = f'"{hash(self.content)}"'
        if request.headers.get("If-None-Match") == version:
            return web.Response(status=304)
        return web.Response(text=self.content, content_type="text/calendar", headers={"ETag": version})


@asynccontextmanager
async def calendar_server(*names: str) -> AsyncIterator[CalendarServer]:
    """A server on this machine, with a certificate for these names."""
    served = CalendarServer()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", served.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=server_context(*(names or (HOST,))))
        await site.start()
        served.port = runner.addresses[0][1]
        yield served
    finally:
        await runner.cleanup()


async def to_this_machine(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return [str(LOCAL)]


def local_feeds(
    *ports: int,
    bounds: FeedBounds | None = None,
    resolve: Resolve = to_this_machine,
    may_reach: Callable[[Ip], bool] = lambda ip: ip == LOCAL,
) -> HttpsFeeds:
    """Feeds that may reach this machine, and nothing else."""
    return HttpsFeeds(
        bounds or FeedBounds(seconds=5),
        may_reach=may_reach,
        ports=ports,
        resolve=resolve,
        trust=client_context(HOST),
    )
