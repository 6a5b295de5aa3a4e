"""The form of settings as a member meets it: opened, read and sent."""

from __future__ import annotations

from typing import Any

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import opened_form


def words(message: dict[str, Any]) -> str:
    return text_of(message).replace("*", "")


async def form_of(person: Driver, line: str = "settings") -> dict[str, Any]:
    await person.command("/tactegic", line)
    return await opened_form(person)


def held(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the form holds, as a member would send it unchanged."""
    state: dict[str, dict[str, Any]] = {}
    for block in form["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        state[block["block_id"]] = {element["action_id"]: _value(element)}
    return state


def _value(element: dict[str, Any]) -> Any:
    if "initial_options" in element:
        return [option["value"] for option in element["initial_options"]]
    if "initial_option" in element:
        return element["initial_option"]["value"]
    for key in ("initial_value", "initial_time", "initial_date"):
        if key in element:
            return element[key]
    return None


async def save(person: Driver, form: dict[str, Any], **changed: Any) -> dict[str, Any]:
    state = {key: value for key, value in held(form).items() if next(iter(value.values())) is not None}
    state |= {name: {name: value} for name, value in changed.items()}
    return await person.submit(form, state)
