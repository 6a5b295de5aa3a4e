"""Commands as they are written into buttons, menus and forms, and read back from there.

A value is the command's compact JSON; a leading "+" says that pressing it opens a form, which the intake
must know without asking anybody, because Slack's trigger lives for three seconds.
"""

from __future__ import annotations

import json

from bot import codec
from bot.core.commands import Command, FormCommand
from bot.core.ports.errors import Unreadable

OPENS_FORM = "+"
BUTTON_LIMIT = 2000
OPTION_LIMIT = 150
METADATA_LIMIT = 3000


class CannotRender(ValueError):
    """A card or form that Slack cannot show without losing something that must not be lost."""


def write_value(command: Command, *, opens_form: bool = False) -> str:
    """Return the command as a button's or option's value."""
    compact = json.dumps(codec.write(command), ensure_ascii=False, separators=(",", ":"))
    return f"{OPENS_FORM}{compact}" if opens_form else compact


def button_value(command: Command, *, opens_form: bool = False) -> str:
    """Return the command as a button's value; raises CannotRender where it is too long for Slack."""
    value = write_value(command, opens_form=opens_form)
    if len(value) > BUTTON_LIMIT:
        raise CannotRender(f"{type(command).__name__} is {len(value)} characters long, over {BUTTON_LIMIT}")
    return value


def metadata(command: FormCommand) -> str:
    """Return the command as a form's private metadata; raises CannotRender where it is too long for Slack."""
    value = write_value(command)
    if len(value) > METADATA_LIMIT:
        raise CannotRender(f"{type(command).__name__} is {len(value)} characters long, over {METADATA_LIMIT}")
    return value


def read_value(value: object) -> tuple[Command, bool]:
    """Return the command of a button or option, and whether it opens a form; raises Unreadable."""
    if not isinstance(value, str):
        raise Unreadable("not a written command")
    opens = value.startswith(OPENS_FORM)
    return codec.read_command(_json(value[1:] if opens else value)), opens


def read_metadata(value: object) -> FormCommand:
    """Return the command that a form was opened for; raises Unreadable."""
    if not isinstance(value, str):
        raise Unreadable("not a written command")
    return codec.read(_json(value), FormCommand)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
