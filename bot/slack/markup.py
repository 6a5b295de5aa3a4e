"""Slack's message markup read as plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"<((?:@[UWB][A-Z0-9]+|#[CGD][A-Z0-9]+|![a-z]+|[a-z][a-z0-9+.-]*:)[^<>\n]*)>")
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
NO_NAMES: Mapping[str, str] = {}


def find_mentions(text: str) -> set[str]:
    """Return ids of the people mentioned in a text."""
    return set(_USER.findall(text))


def readable(text: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return a message as plain words: mentions by name, links by label and address, nothing escaped."""
    return unescape(_TOKEN.sub(lambda match: _token(match[1], names), text))


def without_mention(text: str, user: str | None) -> str:
    """Remove the mentions of one user, or only the first mention where the user is not known."""
    if user is None:
        return _USER.sub("", text, count=1).strip()
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>[:,]?", "", text).strip()


def unescape(text: str) -> str:
    """Text without Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _token(inside: str, names: Mapping[str, str]) -> str:
    target, _, label = inside.partition("|")
    match target[:1]:
        case "@":
            name = names.get(target[1:]) or label or target[1:]
            return f"@{name.removeprefix('@')}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return _special(target[1:], label)
        case _:
            return _link(target, label)


def _special(target: str, label: str) -> str:
    if target.startswith(("date^", "subteam^")):
        return label
    return label or f"@{target}"


def _link(target: str, label: str) -> str:
    address = target.removeprefix("mailto:").removeprefix("tel:")
    bare = re.sub(r"^https?://", "", address).rstrip("/")
    return address if not label or label in (address, bare) else f"{label} ({address})"
