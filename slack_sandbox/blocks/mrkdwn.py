"""What Slack's client does to typed text before it is sent: escaping, mentions, links."""

from __future__ import annotations

import re

from slack_sandbox.blocks.emoji import NAMED, named, unicode_of
from slack_sandbox.workspace.state import Json, Team

_KNOWN = re.compile(r"<(@[UW][A-Z0-9]+|#C[A-Z0-9]+(?:\|[^<>|]*)?)>")
_LINK = re.compile(r"(?<![\w<|])(https?://[^\s<>|]+[^\s<>|.,;:!?)\]])")
_BARE = re.compile(
    r"(?<![\w<|:/@.-])((?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|io|de|co|eu|ai|dev|app|uk|fr|info|biz)"
    r"(?:/[^\s<>|]*[^\s<>|.,;:!?)\]])?)(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w+])(\+[1-9][0-9](?:[ -]?[0-9]){6,13})(?!\w)")
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
    """Typed text as Slack's mrkdwn: escaped, with mentions, links and emoji as Slack sends them."""
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
    text = _BARE.sub(lambda m: hold(f"<http://{m[1]}|{m[1]}>"), text)
    text = _PHONE.sub(lambda m: hold(f"<tel:{re.sub('[ -]', '', m[1])}|{m[1]}>"), text)
    text = _BROADCAST.sub(lambda m: hold(f"<!{m[1]}>"), text)
    text = _mentions(text, team, hold)
    text = named(escaped(text))
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
    r"<(?:@([UW][A-Z0-9]+)|#(C[A-Z0-9]+)[^>]*|!(channel|here|everyone)"
    r"|((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?)>"
)
_STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}
_STYLED = re.compile(
    r"(?<![\w*_~`])(?:(?P<mark>[*_~])(?=[^\s*_~`])(?P<words>[^*_~`\n<>]*?)(?<=[^\s*_~`])(?P=mark)"
    r"|`(?P<code>[^`\n<>]+)`)(?![\w*_~`])"
)


def rich_text(text: str) -> Json:
    """The rich_text block that Slack's client sends along with a typed message: marks are styles there."""
    parts: list[Json] = []
    at = 0
    for match in _TOKEN.finditer(text):
        parts += _words(text[at : match.start()])
        parts.append(_token(match))
        at = match.end()
    parts += _words(text[at:])
    return {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": parts or [{"type": "text", "text": unescaped(text)}]}
        ],
    }


def _token(match: re.Match[str]) -> Json:
    user, channel, broadcast, link, label = match.groups()
    if user:
        return {"type": "user", "user_id": user}
    if channel:
        return {"type": "channel", "channel_id": channel}
    if broadcast:
        return {"type": "broadcast", "range": broadcast}
    return {"type": "link", "url": unescaped(link), **({"text": unescaped(label)} if label else {})}


def _words(text: str) -> list[Json]:
    """The words between tokens: plain ones, styled ones, and emoji."""
    parts: list[Json] = []
    at = 0
    for match in _STYLED.finditer(text):
        parts += _drawn(text[at : match.start()])
        style = {"style": {_STYLES[match["mark"] or "`"]: True}}
        inside = [_plain(match["code"])] if match["code"] else _drawn(match["words"])
        parts += [{**part, **style} for part in inside]
        at = match.end()
    return parts + _drawn(text[at:])


def _drawn(text: str) -> list[Json]:
    parts: list[Json] = []
    at = 0
    for match in NAMED.finditer(text):
        points = unicode_of(match[1], int(match[2] or 0))
        if not points:
            continue
        if match.start() > at:
            parts.append(_plain(text[at : match.start()]))
        tone = {"skin_tone": int(match[2])} if match[2] else {}
        parts.append({"type": "emoji", "name": match[1], "unicode": points, **tone})
        at = match.end()
    if at < len(text):
        parts.append(_plain(text[at:]))
    return parts


def _plain(text: str) -> Json:
    return {"type": "text", "text": unescaped(text)}
