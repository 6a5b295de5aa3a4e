"""Which addresses may be read at all (B9)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ports.feeds import FeedFlaw, FeedTrouble
from bot.feeds.addresses import checked, is_inside_name, is_public, literal_ip

INSIDE = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.0.0.8",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::1",
]


@pytest.mark.parametrize("written", INSIDE)
def test_what_is_inside_a_network_is_not_public(written: str) -> None:
    assert not is_public(ip_address(written))


@pytest.mark.parametrize("written", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_what_is_on_the_internet_is_public(written: str) -> None:
    assert is_public(ip_address(written))


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_when_it_is_mapped(ip: IPv4Address) -> None:
    assert is_public(IPv6Address(f"::ffff:{ip}")) == is_public(ip)
    assert not (is_public(ip) and (ip.is_private or ip.is_loopback or ip.is_multicast))


@pytest.mark.parametrize(
    ("address", "flaw"),
    [
        ("https://user:secret@calendar.example.com/x.ics", FeedFlaw.WITH_USER),
        ("https://user@127.0.0.1/x.ics", FeedFlaw.WITH_USER),
        ("https://calendar.example.com:22/x.ics", FeedFlaw.NOT_ALLOWED),
        ("https://calendar.example.com:99999/x.ics", FeedFlaw.ODD),
        ("https:///x.ics", FeedFlaw.ODD),
        ("https://calendar.example.com/x y.ics", FeedFlaw.ODD),
        ("https://calendar.example.com/" + "x" * 2000, FeedFlaw.ODD),
        ("https://[::1/x.ics", FeedFlaw.ODD),
        ("https://calendar%2eexample.com/x.ics", FeedFlaw.ODD),
        ("https://calendar..example.com/x.ics", FeedFlaw.ODD),
        ("https://\uff43alendar.example.com/x.ics", FeedFlaw.ODD),
    ],
)
def test_odd_addresses_are_refused_with_their_cause(address: str, flaw: FeedFlaw) -> None:
    with pytest.raises(FeedTrouble) as raised:
        checked(address)
    assert raised.value.flaw is flaw


NUMBERS = [
    "127.1",
    "0177.0.0.1",
    "127.000.000.001",
    "127.0.0.1.",
    "127.0.0.1..",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0X7F.0.0.0x1",
    "169.254.43518",
    "10.0.0.256",
    "calendar.example.0x",
    "\uff11\uff12\uff17.0.0.1",
    "127\u30020\u30020\u30021",
    "\u2460\u2461\u2466.1",
]


@pytest.mark.parametrize("host", NUMBERS)
def test_numbers_that_are_no_canonical_address_are_refused(host: str) -> None:
    with pytest.raises(FeedTrouble) as raised:
        checked(f"https://{host}/x.ics")
    assert raised.value.flaw is FeedFlaw.NUMBERS


@given(
    st.lists(
        st.integers(0, 2**32).flatmap(lambda n: st.sampled_from((str(n), hex(n), f"0{n:o}"))),
        min_size=1,
        max_size=5,
    )
)
def test_a_host_of_numbers_is_a_canonical_address_or_refused(parts: list[str]) -> None:
    host = ".".join(parts)
    if literal_ip(host) is not None:
        assert checked(f"https://{host}/x.ics").hostname == host == str(literal_ip(host))
        return
    with pytest.raises(FeedTrouble) as raised:
        checked(f"https://{host}/x.ics")
    assert raised.value.flaw is FeedFlaw.NUMBERS


@pytest.mark.parametrize(
    "host", ["calendar.example.com", "b\u00fccher.example", "a_b.example.com.", "1.example.com"]
)
def test_names_of_servers_may_be_asked(host: str) -> None:
    assert checked(f"https://{host}/x.ics").hostname == host


@pytest.mark.parametrize("address", ["http://calendar.example.com/x.ics", "ftp://a.example/x", "x.ics", ""])
def test_nothing_but_https_is_read(address: str) -> None:
    with pytest.raises(FeedTrouble) as raised:
        checked(address)
    assert raised.value.flaw is FeedFlaw.NOT_HTTPS


@given(st.text(max_size=200))
def test_any_text_is_taken_or_refused(text: str) -> None:
    try:
        parts = checked(text)
    except FeedTrouble:
        return
    assert parts.scheme.casefold() == "https"
    assert parts.hostname


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "intranet", "nas.local", "db.internal", "Printer.LAN.", "localhost.localdomain",
        "api.default.svc", "api.default.svc.cluster.local", "fritz.box", "nas.fritz.box", "db.private",
        "nas.home", "router.home.arpa", "private.", "x.localhost",
    ],
)  # fmt: skip
def test_names_of_a_local_network_are_told(host: str) -> None:
    assert is_inside_name(host)


@pytest.mark.parametrize("host", ["calendar.google.com", "drop.box", "home.example.com", "local.example"])
def test_names_of_the_internet_are_none_of_a_local_network(host: str) -> None:
    assert not is_inside_name(host)
