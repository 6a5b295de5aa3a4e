"""Rich text as Slack's: `rich_text` elements, and escaped mrkdwn where those are not allowed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from itertools import groupby

from bot.core.rich import Bold, Code, Italic, Link, Rich, Span, Timestamp, plain
from bot.slack.emoji import named_in
from bot.slack.render.plain import Block, clean, cut

_MARKERS = {"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"}
_MARKER = re.compile(r"(?<![^\W_])[*_~`]|[*_~`](?![^\W_])")
_QUOTE = re.compile(r"^(\s*)&gt;", re.MULTILINE)
_WORD_JOINER = "\u2060"
_ZERO_SPACE = "\u200b"
_URL_LIMIT = 3000
_MOMENT = "{date_long_pretty} at {time}"


def escape(text: str) -> str:
    """Cleaned words that mrkdwn shows as they are: no mention, no link, no formatting, no quotation."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _QUOTE.sub(rf"\1{_WORD_JOINER}&gt;", _MARKER.sub(lambda match: _MARKERS[match[0]], safe))


def mrkdwn(text: Rich, limit: int) -> tuple[str, bool]:
    """Return the text as mrkdwn of at most `limit` characters, and whether it was cut."""
    out = ""
    for span in text:
        room = limit - len(out) - len(_around(span)) - 2 * len(_ZERO_SPACE)
        words, was_cut = cut(clean(plain((span,))), max(room, 1), lambda piece: len(escape(piece)))
        if room < 1:
            return f"{out[: limit - 1].rstrip()}\u2026" if out else "", True
        out = _joined(out, _styled(span, words))
        if was_cut:
            return out, True
    return out, False


def text_object(text: Rich, limit: int) -> tuple[Block | None, bool]:
    """Return a text object: plain where nothing is styled, else mrkdwn; None where there are no words."""
    if not plain(text).strip():
        return None, False
    if all(isinstance(span, str) for span in text):
        words, was_cut = cut(clean(plain(text)), limit)
        return ({"type": "plain_text", "text": words, "emoji": False} if words.strip() else None), was_cut
    words, was_cut = mrkdwn(text, limit)
    return ({"type": "mrkdwn", "text": words, "verbatim": True} if words.strip() else None), was_cut


def elements(text: Rich, limit: int) -> tuple[list[Block], bool]:
    """Return the elements of a `rich_text_section`, of at most `limit` characters together."""
    out: list[Block] = []
    left = limit
    spans = list(_merged(text))
    for span in spans:
        words, was_cut = cut(clean(plain((span,))), left)
        if words:
            out += _drawn(words) if isinstance(span, str) else [_element(span, words)]
            left -= len(words)
        if was_cut or left < 1:
            return out, was_cut or span is not spans[-1]
    return out, False


def usable(url: str) -> bool:
    """Return whether an address may be linked: a web page, short, with nothing that ends the link."""
    return (
        url.startswith(("http://", "https://")) and len(url) <= _URL_LIMIT and not re.search(r"[\s<>|]", url)
    )


def _merged(text: Rich) -> Iterator[Span]:
    """Yield the spans, neighbouring plain strings as one."""
    for is_plain, group in groupby(text, key=lambda span: isinstance(span, str)):
        if is_plain:
            yield "".join(map(str, group))
        else:
            yield from group


def _drawn(words: str) -> list[Block]:
    """Return plain words with the emoji that they name as elements, which mrkdwn would draw by itself."""
    out: list[Block] = []
    at = 0
    for name, tone, start, end in named_in(words):
        if start > at:
            out.append({"type": "text", "text": words[at:start]})
        out.append({"type": "emoji", "name": name, **({"skin_tone": tone} if tone else {})})
        at = end
    return [*out, {"type": "text", "text": words[at:]}] if at < len(words) else out


def _element(span: Span, words: str) -> Block:
    match span:
        case Bold():
            return {"type": "text", "text": words, "style": {"bold": True}}
        case Italic():
            return {"type": "text", "text": words, "style": {"italic": True}}
        case Code():
            return {"type": "text", "text": words, "style": {"code": True}}
        case Link(url=url) if usable(url):
            return {"type": "link", "url": url, "text": words}
        case Timestamp() if span.at.timestamp() >= 0:
            return {
                "type": "date",
                "timestamp": calendar.timegm(span.at.utctimetuple()),
                "format": _MOMENT,
                "fallback": words,
            }
        case _:
            return {"type": "text", "text": words}


def _around(span: Span) -> str:
    """Return what a span's markup takes beside its words."""
    match span:
        case Bold() | Italic() | Code():
            return "**"
        case Link(url=url) if usable(url):
            return f"<{url.replace('&', '&amp;')}|>"
        case Timestamp():
            return f"<!date^{10**11}^{_MOMENT}|>"
        case _:
            return ""


def _styled(span: Span, words: str) -> str:
    safe = escape(words)
    match span:
        case Bold():
            return _wrapped("*", safe)
        case Italic():
            return _wrapped("_", safe)
        case Code():
            return _wrapped("`", safe)
        case Link(url=url) if usable(url) and safe.strip():
            return f"<{url.replace('&', '&amp;')}|{' '.join(safe.split()).replace('|', '/')}>"
        case Timestamp() if span.at.timestamp() >= 0:
            return f"<!date^{calendar.timegm(span.at.utctimetuple())}^{_MOMENT}|{safe.replace('|', '/')}>"
        case _:
            return safe


def _joined(before: str, after: str) -> str:
    """Two pieces with an invisible space where a mark would touch a letter, and so not be read as one."""
    if not (before and after):
        return before + after
    left, right = before[-1] in _MARKERS, after[0] in _MARKERS
    touching = (left and (right or after[0].isalnum())) or (right and before[-1].isalnum())
    return f"{before}{_ZERO_SPACE}{after}" if touching else before + after


def _wrapped(mark: str, safe: str) -> str:
    """Return words between two marks; Slack reads the marks only where the words touch them, in one line."""
    words = " ".join(safe.split())
    return f"{mark}{words}{mark}" if words else safe


def section(parts: list[Block]) -> Block:
    """Return one `rich_text` block with one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}
