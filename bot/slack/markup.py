"""Slack's message markup read as plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.language.unseen import without_unseen

TOKEN = re.compile(r"<((?:@[UWB][A-Z0-9]+|#[CGD][A-Z0-9]+|![a-z]+|[a-z][a-z0-9+.-]*:)[^<>\n]*)>")
"""One of Slack's tokens: a mention, or an address that became a link."""
_USER = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
NO_NAMES: Mapping[str, str] = {}


def find_mentions(text: str) -> set[str]:
    """Return ids of the people mentioned in a text."""
    return set(_USER.findall(text))


def readable(text: str, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return a message as plain words: mentions by name, links by label and address, nothing escaped."""
    return unescape(TOKEN.sub(lambda match: _token(match[1], names), text))


def without_mention(text: str, user: str | None) -> str:
    """Remove the mentions of one user, or only the first mention where the user is not known."""
    if user is None:
        return _USER.sub("", text, count=1).strip()
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>[:,]?", "", text).strip()


def unescape(text: str) -> str:
    """Text without Slack's three escapes, and without characters that show nothing."""
    return without_unseen(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


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
            return link_words(target, label)


def _special(target: str, label: str) -> str:
    if target.startswith(("date^", "subteam^")):
        return label or ("@group" if target.startswith("subteam^") else "")
    return label or f"@{target}"


def link_words(target: str, label: str) -> str:
    """Return a link as it was typed: Slack adds a scheme to "northwind.com" and keeps the words as label.

    A label in other words than the address is followed by it.
    """
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label == address:
        return address
    same = _bare(label) == _bare(address) or (
        target.startswith("tel:") and _digits(label) == _digits(address)
    )
    return label if same else f"{label} ({address})"


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.casefold()).rstrip("/")


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)
