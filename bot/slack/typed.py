"""What a member typed, out of what Slack made of it.

Slack sends a message twice: as `text`, in which styles have become marks and addresses have become links,
and as `rich_text` blocks, in which words and styles are apart. The blocks are read where there are some. What
comes out is a text in which only mentions and Slack's three escapes are left (see `markup.readable`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.emoji import emoji, from_code_points, with_emoji
from bot.slack.markup import TOKEN, link_words

_HELD = re.compile("\ue000(\\d+)\ue001")
_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_PAIRS = tuple(
    re.compile(rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]*?)(?<=[^\s{mark}]){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~")
)
_LABELS = re.compile(r"<([#!][^<>|\s]+)\|([^<>|]*)>")
_DEPTH = 8


def typed_text(message: Mapping[str, Any]) -> str:
    """Return what was typed in a message, escaped, with mentions as Slack's tokens."""
    text = message.get("text")
    text = text if isinstance(text, str) else ""
    blocks = message.get("blocks")
    if isinstance(blocks, list) and (words := _read_blocks(blocks, dict(_LABELS.findall(text)))).strip():
        return words
    if not text.strip() and isinstance(blocks, list):
        return words_of_blocks(blocks)
    return without_marks(text)


def words_of_blocks(blocks: list[Any]) -> str:
    """Return the words of blocks of any kind, as apps post them; buttons and pictures have none."""
    return "\n".join(words for block in blocks if (words := _words_of_block(block).strip()))


def _words_of_block(block: Any) -> str:
    if not isinstance(block, Mapping):
        return ""
    match block.get("type"):
        case "rich_text":
            return _read_blocks([block], {})
        case "section" | "header":
            fields = block.get("fields")
            texts = [block.get("text"), *(fields if isinstance(fields, list) else ())]
        case "context":
            elements = block.get("elements")
            texts = list(elements) if isinstance(elements, list) else []
        case "markdown":
            text = block.get("text")
            return escape(text) if isinstance(text, str) else ""
        case _:
            return ""
    return "\n".join(words for each in texts if (words := _text_object(each)))


def _text_object(value: Any) -> str:
    """Return the words of a text object: plain ones as they stand, others without Slack's marks."""
    text = value.get("text") if isinstance(value, Mapping) else None
    if not isinstance(text, str):
        return ""
    return without_marks(text) if value.get("type") == "mrkdwn" else escape(with_emoji(text))


def without_marks(text: str) -> str:
    """Return Slack's mrkdwn without the marks of bold, italic, struck and code words, its emoji drawn."""
    held: list[str] = []

    def hold(words: str) -> str:
        held.append(words)
        return f"\ue000{len(held) - 1}\ue001"

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = TOKEN.sub(lambda match: hold(match[0]), text)
    text = _CODE.sub(lambda match: hold(match[1] or match[2]), text)
    text = with_emoji(text)
    for pair in (*_PAIRS, *_PAIRS):
        text = pair.sub(r"\1", text)
    for _ in range(_DEPTH):
        text = _HELD.sub(lambda match: held[int(match[1])] if int(match[1]) < len(held) else "", text)
        if "\ue000" not in text:
            break
    return text


def escape(text: str) -> str:
    """Return words with Slack's three escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _read_blocks(blocks: list[Any], labels: Mapping[str, str]) -> str:
    parts = [
        part
        for block in blocks
        if isinstance(block, Mapping) and block.get("type") == "rich_text"
        for part in _parts(block.get("elements"), labels)
    ]
    return _join(parts)


def _parts(elements: object, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield the paragraphs, lists, quotations and code of a rich text."""
    counts: dict[int, int] = {}
    for element in elements if isinstance(elements, list) else ():
        if not isinstance(element, Mapping):
            continue
        match element.get("type"):
            case "rich_text_list":
                yield _list(element, labels, counts)
                continue
            case "rich_text_quote":
                yield "\n".join(f"&gt; {line}" for line in _inline(element, labels).split("\n"))
            case _:
                yield _inline(element, labels)
        counts.clear()


def _join(parts: list[str]) -> str:
    """Join paragraphs, each on a line of its own."""
    text = ""
    for part in parts:
        text += part if not text or text.endswith("\n") else f"\n{part}"
    return text


def _list(element: Mapping[str, Any], labels: Mapping[str, str], counts: dict[int, int]) -> str:
    indent = element.get("indent")
    indent = min(max(indent, 0), _DEPTH) if isinstance(indent, int) else 0
    offset = element.get("offset")
    begun = offset if isinstance(offset, int) and 0 <= offset < 10_000 else counts.get(indent, 0)
    ordered = element.get("style") == "ordered"
    items = [item for item in element.get("elements") or () if isinstance(item, Mapping)]
    counts[indent] = begun + len(items)
    marks = (f"{begun + number}." if ordered else "-" for number in range(1, len(items) + 1))
    pairs = zip(marks, items, strict=True)
    return "\n".join(f"{'  ' * indent}{mark} {_inline(item, labels)}" for mark, item in pairs)


def _inline(section: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    found = section.get("elements")
    return (
        "".join(_leaf(leaf, labels) for leaf in found if isinstance(leaf, Mapping))
        if isinstance(found, list)
        else ""
    )


def _leaf(leaf: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    def words(*names: str) -> str:
        return next((value for name in names if isinstance(value := leaf.get(name), str) and value), "")

    match leaf.get("type"):
        case "user":
            return f"<@{escape(words('user_id'))}>"
        case "channel":
            return _token(f"#{words('channel_id')}", labels)
        case "usergroup":
            return _token(f"!subteam^{words('usergroup_id')}", labels)
        case "broadcast":
            return f"<!{escape(words('range'))}>"
        case "link":
            return escape(link_words(words("url"), words("text")))
        case "emoji":
            return _emoji(leaf, words("name"))
        case _:
            return escape(words("text", "fallback", "value"))


def _token(target: str, labels: Mapping[str, str]) -> str:
    label = labels.get(target, "")
    return f"<{escape(target)}|{label}>" if label else f"<{escape(target)}>"


def _emoji(leaf: Mapping[str, Any], name: str) -> str:
    tone, points = leaf.get("skin_tone"), leaf.get("unicode")
    drawn = from_code_points(points) if isinstance(points, str) else ""
    return drawn or emoji(name, tone if isinstance(tone, int) else 0) or escape(f":{name}:")
