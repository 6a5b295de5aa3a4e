"""Finds what can be pressed in a message, and the fields of a form with what is put into them."""

from __future__ import annotations

from typing import Any


def is_reply(message: dict[str, Any]) -> bool:
    """Return whether a message stands in a thread below another one."""
    return bool(message.get("thread_ts", message["ts"]) != message["ts"])


def pressable(block: dict[str, Any]) -> set[str]:
    """The labels of all buttons and options of a part of a message."""
    elements = [*block.get("elements", []), *block.get("actions", [])]
    elements += [block["accessory"]] if block.get("accessory") else []
    found: set[str] = set()
    for element in elements:
        if isinstance(element.get("text"), dict):
            found.add(element["text"]["text"])
        found |= {option["text"]["text"] for option in element.get("options", [])}
    return found


def _block(form: dict[str, Any], name: str) -> dict[str, Any]:
    for block in form["blocks"]:
        if block.get("block_id") == name:
            found: dict[str, Any] = block
            return found
    there = [block.get("block_id") for block in form["blocks"] if block["type"] == "input"]
    raise LookupError(f"no field {name}; there is {there}")


def element(form: dict[str, Any], name: str) -> dict[str, Any]:
    """The element of a field; raises LookupError where the form has none of that name."""
    found: dict[str, Any] = _block(form, name)["element"]
    return found


def label(form: dict[str, Any], name: str) -> str:
    """How the form calls a field."""
    return str(_block(form, name)["label"]["text"])


def written(form: dict[str, Any], name: str, words: str) -> str:
    """What was put into a field, as the form shows it."""
    options = element(form, name).get("options", [])
    if words.startswith("#"):
        return str(options[int(words[1:]) - 1]["text"]["text"])
    return next((str(each["text"]["text"]) for each in options if each["value"] == words), words)
