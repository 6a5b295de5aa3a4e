"""The blocks of a message, modal or Home: what is wrong with them, and what Slack adds to them."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterator
from typing import Any

from slack_sandbox.blocks import data
from slack_sandbox.blocks.checks import (
    Report,
    array,
)
from slack_sandbox.blocks.elements import (
    INTERACTIVE,
)
from slack_sandbox.blocks.rules import MARKDOWN_LIMIT, SURFACES, Surface

Block = dict[str, Any]
MAX_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}


def walk(blocks: list[Block]) -> Iterator[tuple[Block, Block]]:
    """Every interactive element with the block that holds it."""
    for block in blocks:
        nested = block.get("elements"), [block.get("accessory")], [block.get("element")], block.get("actions")
        for group in nested:
            for element in group or []:
                if not isinstance(element, dict):
                    continue
                if element.get("type") == "card":
                    yield from walk([element])
                elif element.get("type") in INTERACTIVE:
                    yield block, element
        yield from walk(block.get("child_blocks") or [])


def problems(blocks: Any, surface: Surface, at: str = "/blocks") -> list[str]:
    """Slack's error lines for the blocks of a message, modal or Home; empty when they are right."""
    report = Report()
    array(SURFACES[surface], MAX_BLOCKS[surface], 0)(blocks, at, report)
    if not report.errors:
        _check_ids(blocks, at, report)
        _check_totals(blocks, at, report)
    return report.errors


def _check_ids(blocks: list[Block], at: str, report: Report) -> None:
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id in seen:
            report.add(f"`block_id` {block_id} already exists", f"{at}/{index}/block_id")
        if block_id:
            seen.add(block_id)
        actions = [element["action_id"] for _, element in walk([block]) if element.get("action_id")]
        if len(actions) != len(set(actions)):
            report.add("`action_id` must be unique within its block", f"{at}/{index}")


def _check_totals(blocks: list[Block], at: str, report: Report) -> None:
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > MARKDOWN_LIMIT:
        report.add(f"markdown blocks must be less than {MARKDOWN_LIMIT + 1} characters together", at)
    if sum(block["type"] == "table" for block in blocks) > 1:
        report.add("only one table block allowed", at)
    data.check_totals(blocks, at, report)


def files_in(blocks: list[Block]) -> list[str]:
    """Ids of the Slack files that image blocks and image elements show."""
    found: list[str] = []
    for block in blocks:
        parts = [block, block.get("accessory"), *(block.get("elements") or [])]
        for part in parts:
            if isinstance(part, dict) and part.get("type") == "image" and part.get("slack_file"):
                found.append(str(part["slack_file"].get("id") or part["slack_file"].get("url")))
    return found


def completed(blocks: list[Block]) -> list[Block]:
    """A copy with the ids and defaults that Slack adds."""
    full = copy.deepcopy(blocks)
    for block in full:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        _complete_texts(block)
    for _, element in walk(full):
        element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return full


def _complete_texts(value: Any) -> None:
    if isinstance(value, list):
        for entry in value:
            _complete_texts(entry)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for entry in value.values():
            _complete_texts(entry)
