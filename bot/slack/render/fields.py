"""Fields of forms as input blocks; block id and action id are the field's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.core.cards import Field, FieldKind, Option
from bot.slack import words
from bot.slack.render.parts import context_line
from bot.slack.render.plain import Block, clean, plain_text
from bot.slack.values import OPTION_LIMIT, CannotRender

TEXT_LIMIT = 3000
_OPTIONS = 100
_OPTIONS_IN_SIGHT = 10
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_NUMBER = re.compile(r"-?\d+")
_MEMBER = re.compile(r"[UW][A-Z0-9]+")
_CHOSEN = (FieldKind.SELECT, FieldKind.RADIO, FieldKind.MULTI, FieldKind.CHECKS)


def field_block(field: Field) -> Block:
    """Return an input; raises CannotRender where what it holds already is longer than Slack's input."""
    if field.kind in _CHOSEN and not field.options:
        return context_line(f"{field.label}: {words.NOTHING_TO_CHOOSE}")
    block: Block = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(field.label, 150),
        "optional": field.optional,
        "element": {"action_id": field.name, **_element(field)},
    }
    hint = _hint(field)
    return block | {"hint": plain_text(hint, 2000)} if hint else block


def option_objects(options: Sequence[Option]) -> list[Block]:
    """Return options of a menu that asks for them, at most a hundred."""
    return [_option(option) for option in options[:_OPTIONS]]


def _hint(field: Field) -> str:
    total = len(field.options)
    more = words.SHOWN_OF.format(shown=_OPTIONS, total=total) if total > _OPTIONS else ""
    return " ".join(part for part in (field.hint.strip(), more) if part)


def _element(field: Field) -> Block:
    match field.kind:
        case FieldKind.LINE | FieldKind.LINES:
            return _text_input(field)
        case FieldKind.NUMBER:
            first = {"initial_value": field.value} if _NUMBER.fullmatch(field.value) else {}
            return _asking(field, {"type": "number_input", "is_decimal_allowed": False, **first})
        case FieldKind.DATE:
            first = {"initial_date": field.value} if _is_date(field.value) else {}
            return _asking(field, {"type": "datepicker", **first})
        case FieldKind.TIME:
            first = {"initial_time": field.value} if _TIME.fullmatch(field.value) else {}
            return _asking(field, {"type": "timepicker", **first})
        case FieldKind.MEMBER:
            first = {"initial_user": field.value} if _MEMBER.fullmatch(field.value) else {}
            return _asking(field, {"type": "users_select", **first})
        case FieldKind.MEMBERS:
            chosen = [id for id in dict.fromkeys(field.values) if _MEMBER.fullmatch(id)]
            those: Block = {"initial_users": chosen} if chosen else {}
            return _asking(field, {"type": "multi_users_select", **those})
        case FieldKind.FILE:
            return {"type": "file_input", "max_files": 1}
        case _:
            return _choice(field)


def _asking(field: Field, element: Block) -> Block:
    return element | {"placeholder": plain_text(field.placeholder, 150)} if field.placeholder else element


def _text_input(field: Field) -> Block:
    most = min(field.max_length or TEXT_LIMIT, TEXT_LIMIT)
    value = clean(field.value)
    if len(value) > TEXT_LIMIT:
        raise CannotRender(f"{field.name} holds {len(value)} characters, over {TEXT_LIMIT}")
    element: Block = {"type": "plain_text_input", "max_length": max(most, len(value), 1)}
    if field.kind is FieldKind.LINES:
        element["multiline"] = True
    else:
        value = " ".join(value.split())
    if value:
        element["initial_value"] = value
    return _asking(field, element)


def _choice(field: Field) -> Block:
    several = field.kind in (FieldKind.MULTI, FieldKind.CHECKS)
    in_sight = field.kind in (FieldKind.RADIO, FieldKind.CHECKS) and len(field.options) <= _OPTIONS_IN_SIGHT
    chosen = {*field.values, *([field.value] if field.value else [])}
    options = _options(field.options, chosen)
    first = [option for option in options if option["value"] in chosen]
    element: Block = {"options": options}
    if several:
        element["type"] = "checkboxes" if in_sight else "multi_static_select"
        element |= {"initial_options": first} if first else {}
    else:
        element["type"] = "radio_buttons" if in_sight else "static_select"
        element |= {"initial_option": first[0]} if first else {}
    return element if in_sight else _asking(field, element)


def _options(options: Sequence[Option], chosen: set[str]) -> list[Block]:
    """Return at most a hundred options, those that are chosen already among them."""
    unique = {option.value: option for option in options}
    if len(unique) > _OPTIONS:
        first = [option for option in unique.values() if option.value in chosen]
        rest = [option for option in unique.values() if option.value not in chosen]
        unique = {option.value: option for option in (*first, *rest)[:_OPTIONS]}
    return [_option(option) for option in unique.values()]


def _option(option: Option) -> Block:
    if not 0 < len(option.value) <= OPTION_LIMIT:
        raise CannotRender(f"an option's value is {len(option.value)} characters long")
    shown: Block = {"text": plain_text(option.label, 75), "value": option.value}
    return shown | {"description": plain_text(option.hint, 75)} if option.hint.strip() else shown


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False
