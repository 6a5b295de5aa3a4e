"""Which addresses may be read: https to the public internet, and nothing inside of our own networks."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from unicodedata import normalize
from urllib.parse import SplitResult, urlsplit

from bot.core.ports.feeds import FeedFlaw, FeedTrouble

Ip = IPv4Address | IPv6Address
PORTS = frozenset((443, 8443))
"""Ports that calendars are served on."""
_LONGEST = 2_000
_NAT64 = IPv6Network("64:ff9b::/96")
_INSIDE_BY_RULE = (IPv4Network("100.64.0.0/10"), IPv4Network("192.0.0.0/24"))
"""Shared by providers, and kept for protocols: Pythons differ in whether they call these global."""
_INSIDE = re.compile(
    r"(?:^|\.)(?:arpa|consul|corp|dhcp|docker|domain|fritz\.box|home|intern|internal|intra|intranet|kubernetes|lan"
    r"|local|localdomain|localhost|localnet|onion|priv|private|router|svc|workgroup)$"
)
"""Below these nobody on the internet has a name, or only the nearest router does."""
_NUMBER = re.compile(r"\d+|0x[\da-f]*", re.IGNORECASE)
_NAME = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*\.?")


def is_public(ip: Ip) -> bool:
    """Return whether an address belongs to the internet: not private, loopback, link-local, multicast or
    reserved, also where such an address is wrapped into one of IPv6."""
    if isinstance(ip, IPv6Address):
        wrapped = _wrapped(ip)
        if wrapped is not None:
            return is_public(wrapped)
        if ip.is_site_local:
            return False
    elif any(ip in network for network in _INSIDE_BY_RULE):
        return False
    return ip.is_global and not (
        ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
    )


def _wrapped(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to by mapping, 6to4, Teredo or NAT64."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def literal_ip(host: str) -> Ip | None:
    """Return the address that a is written as; None for a name."""
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def checked(address: str, ports: Collection[int] = PORTS) -> SplitResult:
    """Return the parts of an address that may be asked, as far as it tells by itself; raises FeedTrouble."""
    try:
        parts = urlsplit(address)
        port = parts.port or 443
    except ValueError:
        raise FeedTrouble(FeedFlaw.ODD) from None
    if parts.scheme.casefold() != "https":
        raise FeedTrouble(FeedFlaw.NOT_HTTPS)
    if "@" in parts.netloc:
        raise FeedTrouble(FeedFlaw.WITH_USER)
    host = parts.hostname or ""
    if not host or len(address) > _LONGEST or any(c.isspace() or ord(c) < 32 for c in address):
        raise FeedTrouble(FeedFlaw.ODD)
    if literal_ip(host) is None:
        _check_name(host)
    if port not in ports:
        raise FeedTrouble(FeedFlaw.NOT_ALLOWED)
    return parts


def _check_name(host: str) -> None:
    """Raise FeedTrouble for what is no name of a server: numbers in an odd way, which a system or a proxy may
    read as an address all the same, and letters that become others on the way."""
    plain = normalize("NFKC", host).replace("\u3002", ".")
    if _NUMBER.fullmatch(plain.rstrip(".").rpartition(".")[2]):
        raise FeedTrouble(FeedFlaw.NUMBERS)
    if plain.casefold() != host.casefold() or not _NAME.fullmatch(host):
        raise FeedTrouble(FeedFlaw.ODD)


def is_inside_name(host: str) -> bool:
    """Return whether a name is one of a local network: without a dot, or below a domain that nobody owns."""
    name = host.casefold().rstrip(".")
    return "." not in name or _INSIDE.search(name) is not None
