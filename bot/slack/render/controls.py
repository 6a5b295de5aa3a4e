"""Buttons and menus. Each carries its command in its value; its action id is only a readable name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.core.cards import Button, Confirm, Style
from bot.slack.render.plain import Block, plain_text
from bot.slack.values import OPTION_LIMIT, button_value, write_value

_BUTTONS_A_BLOCK = 25
_OPTIONS_A_MENU = 5
_HUMP = re.compile(r"(?<!^)(?=[A-Z])")


class Names:
    """Readable action ids, each once in a message or view: `undo`, `undo.2`, `menu`."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def new(self, name: str) -> str:
        """Return the name, numbered from its second use on."""
        self._seen[name] += 1
        count = self._seen[name]
        return name if count == 1 else f"{name}.{count}"

    def of(self, button: Button) -> str:
        """Return a name made of the button's command."""
        return self.new(_HUMP.sub("_", type(button.command).__name__).lower())


def button_element(button: Button, names: Names) -> Block:
    """Return a button; raises CannotRender where its command is too long for Slack to keep."""
    element: Block = {
        "type": "button",
        "action_id": names.of(button),
        "text": plain_text(button.label, 75),
        "value": button_value(button.command, opens_form=button.opens_form),
    }
    if button.style is not Style.PLAIN:
        element["style"] = button.style.value
    if button.confirm is not None:
        element["confirm"] = _confirm(button.confirm, button.style)
    return element


def controls(buttons: Sequence[Button], menu: Sequence[Button], names: Names) -> list[Block]:
    """Buttons, then the menu. What Slack's menu cannot hold (a question, a long command) becomes a button."""
    inside, outside = _for_menu(menu)
    elements = [button_element(button, names) for button in (*buttons, *outside)]
    return [*elements, _overflow(inside, names)] if inside else elements


def actions(elements: Sequence[Block]) -> list[Block]:
    """`actions` blocks for any number of elements."""
    return [
        {"type": "actions", "elements": list(elements[start : start + _BUTTONS_A_BLOCK])}
        for start in range(0, len(elements), _BUTTONS_A_BLOCK)
    ]


def _for_menu(menu: Sequence[Button]) -> tuple[list[Button], list[Button]]:
    inside: dict[str, Button] = {}
    outside: list[Button] = []
    for item in menu:
        value = write_value(item.command, opens_form=item.opens_form)
        fits = item.confirm is None and len(value) <= OPTION_LIMIT and len(inside) < _OPTIONS_A_MENU
        if fits and value not in inside:
            inside[value] = item
        elif value not in inside:
            outside.append(item)
    return list(inside.values()), outside


def _overflow(items: Sequence[Button], names: Names) -> Block:
    return {
        "type": "overflow",
        "action_id": names.new("menu"),
        "options": [
            {
                "text": plain_text(item.label, 75),
                "value": write_value(item.command, opens_form=item.opens_form),
            }
            for item in items
        ],
    }


def _confirm(confirm: Confirm, style: Style) -> Block:
    question: Block = {
        "title": plain_text(confirm.title, 100),
        "text": plain_text(confirm.text, 300),
        "confirm": plain_text(confirm.yes, 30),
        "deny": plain_text(confirm.no, 30),
    }
    if style is Style.DANGER:
        question["style"] = "danger"
    return question
