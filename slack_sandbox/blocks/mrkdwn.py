"""What Slack's client does to typed text before it is sent: escaping, mentions, links."""

from __future__ import annotations

import re

from slack_sandbox.workspace.state import Json, Team

_KNOWN = re.compile(r"<(@[UW][A-Z0-9]+|#C[A-Z0-9]+(?:\|[^<>|]*)?)>")
_LINK = re.compile(r"(?<![\w<|])(https?://[^\s<>|]+[^\s<>|.,;:!?)\]])")
_MAIL = re.compile(r"(?<![\w<|:/])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_BROADCAST = re.compile(r"(?<!\S)@(channel|here|everyone)\b")
_HOLD = "\ue000{}\ue001"


def escaped(text: str) -> str:
    """Returns text with Slack's three escapes: `&amp;` `&lt;` `&gt;`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Returns mrkdwn as a person reads it, without escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def from_typed(text: str, team: Team) -> str:
    """Typed text as Slack's mrkdwn: escaped, with `@name`, `#channel`, links and addresses as tokens."""
    held: list[str] = []

    def hold(token: str) -> str:
        held.append(token)
        return _HOLD.format(len(held) - 1)

    def known(match: re.Match[str]) -> str:
        target = match[1][1:].split("|")[0]
        return hold(match[0]) if target in team.users or target in team.channels else match[0]

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = _KNOWN.sub(known, text)
    text = _LINK.sub(lambda m: hold(f"<{escaped(m[1])}>"), text)
    text = _MAIL.sub(lambda m: hold(f"<mailto:{m[1]}|{m[1]}>"), text)
    text = _BROADCAST.sub(lambda m: hold(f"<!{m[1]}>"), text)
    text = _mentions(text, team, hold)
    text = escaped(text)
    for index, token in enumerate(held):
        text = text.replace(_HOLD.format(index), token)
    return text


def _mentions(text: str, team: Team, hold: object) -> str:
    assert callable(hold)
    names = {name.lower(): user.id for user in team.users.values() for name in (user.name, user.real_name)}
    rooms = {c.name.lower(): c for c in team.channels.values() if c.kind == "channel"}
    if "@" in text and names:
        choices = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        text = re.sub(
            rf"(?<!\w)@({choices})(?!\w)", lambda m: hold(f"<@{names[m[1].lower()]}>"), text, flags=re.I
        )
    if "#" in text and rooms:
        choices = "|".join(re.escape(name) for name in sorted(rooms, key=len, reverse=True))
        text = re.sub(
            rf"(?<!\w)#({choices})(?![\w-])",
            lambda m: hold(f"<#{rooms[m[1].lower()].id}|{rooms[m[1].lower()].name}>"),
            text,
            flags=re.I,
        )
    return text


_TOKEN = re.compile(
    r"<(?:@([UW][A-Z0-9]+)|#(C[A-Z0-9]+)[^>]*|!(channel|here|everyone)|((?:https?|mailto):[^|>]+)(?:\|([^>]*))?)>"
)


def rich_text(text: str) -> Json:
    """The rich_text block that Slack's client sends along with a typed message."""
    parts: list[Json] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            parts.append({"type": "text", "text": unescaped(text[at : match.start()])})
        user, channel, broadcast, link, label = match.groups()
        if user:
            parts.append({"type": "user", "user_id": user})
        elif channel:
            parts.append({"type": "channel", "channel_id": channel})
        elif broadcast:
            parts.append({"type": "broadcast", "range": broadcast})
        else:
            parts.append(
                {"type": "link", "url": unescaped(link), **({"text": unescaped(label)} if label else {})}
            )
        at = match.end()
    if at < len(text) or not parts:
        parts.append({"type": "text", "text": unescaped(text[at:])})
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}
