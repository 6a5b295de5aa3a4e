"""Writes what a person sees in Slack as Markdown: words, small print, tables, and what can be clicked."""

from __future__ import annotations

import re
from typing import Any

from slack_sandbox.blocks.mrkdwn import unescaped
from slack_sandbox.testing import text_of

Json = dict[str, Any]
_LINK = re.compile(r"<(?:[^|>\s]+)\|([^>]+)>")
_MENTION = re.compile(r"<@(\w+)>")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]+)>")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_ITALIC = re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])")
_SPECIAL = re.compile(r"(?<=[\s(])([#<>])|^([#>+-])(?=\s)")
_EMPTY = ("divider",)


def quoted(message: Json, names: dict[str, str], mark: str = "") -> list[str]:
    """A message as a quotation; a mark before its first words."""
    lines = [line for block in parts_of(message, names) for line in (*block, "")]
    while lines and not lines[-1]:
        lines.pop()
    if mark and lines:
        lines.insert(0, f"*{mark}*")
        lines.insert(1, "")
    return [f"> {line}".rstrip() for line in lines]


def parts_of(shown: Json, names: dict[str, str]) -> list[list[str]]:
    """The lines of each part of a message or form."""
    blocks = shown.get("blocks") or []
    found = [_block(block, names) for block in blocks] if blocks else [_lines(text_of(shown), names)]
    found += [[f"(file: {each.get('title') or each.get('name')})"] for each in shown.get("files", [])]
    for attached in shown.get("attachments", []):
        found += parts_of(attached, names)
    return [part for part in found if part]


def _block(block: Json, names: dict[str, str]) -> list[str]:
    match block["type"]:
        case "divider":
            return []
        case "header":
            return [f"**{block['text']['text']}**"]
        case "section":
            lines = _lines((block.get("text") or {}).get("text", ""), names)
            for each in block.get("fields", []):
                lines += _lines(each["text"], names)
            accessory = block.get("accessory")
            return [*lines, *(_buttons([accessory]) if accessory else [])]
        case "context":
            words = " · ".join(_inline(each.get("text", ""), names) for each in block["elements"])
            return [f"<sub>{words}</sub>"]
        case "actions" | "context_actions":
            return _buttons(block["elements"])
        case "table" | "data_table":
            return _table(block, names)
        case "image":
            return [f"(picture: {block.get('alt_text', '')})"]
        case "card":
            return _card(block, names)
        case "rich_text":
            return _lines(text_of({"blocks": [_with_dates(block)]}), names)
        case _:
            return _lines(text_of({"blocks": [block]}), names)


def _with_dates(value: Any) -> Any:
    """Rich text whose times are words, as whoever cannot reckon with zones sees them."""
    if isinstance(value, list):
        return [_with_dates(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "date":
        return {"type": "text", "text": value.get("fallback", "")}
    return {name: _with_dates(each) for name, each in value.items()}


def _card(block: Json, names: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for name in ("title", "subtitle", "body"):
        if block.get(name):
            lines += _lines(text_of({"blocks": [{"type": "section", "text": block[name]}]}), names)
    return [*lines, *_buttons(block.get("actions", []))]


def _table(block: Json, names: dict[str, str]) -> list[str]:
    rows = [
        [
            " ".join(_inline(text_of({"blocks": [cell]}) or str(cell.get("text", "")), names).split())
            for cell in row
        ]
        for row in block.get("rows", [])
    ]
    if not rows:
        return []
    head, *rest = [f"| {' | '.join(each.replace('|', '/') for each in row)} |" for row in rows]
    return [head, f"|{' --- |' * len(rows[0])}", *rest]


def _buttons(elements: list[Json]) -> list[str]:
    shown = [label for element in elements for label in _labels(element)]
    return [" ".join(f"`[{label}]`" for label in shown)] if shown else []


def _labels(element: Json) -> list[str]:
    if options := element.get("options"):
        inside = ", ".join(each["text"]["text"] for each in options)
        return [f"{_plain(element.get('placeholder')) or '…'}: {inside}"]
    return [label] if (label := _plain(element.get("text"))) else []


def _plain(text: Any) -> str:
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def _lines(text: str, names: dict[str, str]) -> list[str]:
    """Lines that Markdown keeps apart."""
    lines = [_inline(line, names) for line in text.splitlines()]
    return [f"{line}  " if line and number < len(lines) else line for number, line in enumerate(lines, 1)]


def _inline(text: str, names: dict[str, str]) -> str:
    text = _MENTION.sub(lambda found: f"@{names.get(found[1], found[1])}", text)
    text = unescaped(_LINK.sub(r"\1", _DATE.sub(r"\1", text)))
    text = re.sub(r"^\s*[•·]\s+", "- ", text)
    return _ITALIC.sub(r"*\1*", _BOLD.sub(r"**\1**", text))
