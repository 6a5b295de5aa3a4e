"""Writes commands and deliveries down as JSON values, and reads them back, checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args

from cattrs import ClassValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter

import bot.features  # noqa: F401  registers every command
from bot.core.commands import Command, FieldValue, FormCommand, Origin
from bot.core.deliveries import NOTHING, Delivery, PublishHome, Revise, Show
from bot.core.ports.errors import Unreadable
from bot.core.wellformed import flaw_of

T = TypeVar("T")


def write(value: object) -> Any:
    """Write a command, delivery, card or any other frozen dataclass as a JSON value."""
    return _converter().unstructure(value)


def read(data: Any, as_type: type[T]) -> T:
    """Read a value of this type from JSON; raises Unreadable."""
    try:
        return _converter().structure(data, as_type)
    except (ClassValidationError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"not a {getattr(as_type, '__name__', as_type)}") from error


def read_command(data: Any) -> Command:
    """Read a command from JSON, and check its values; raises Unreadable."""
    return read(data, Command)


def read_delivery(data: Any) -> Delivery:
    """Read a delivery from JSON; raises Unreadable."""
    return read(data, Delivery)  # type: ignore[arg-type]


def write_job(command: Command, origin: Origin) -> dict[str, object]:
    """Return the payload of an envelope whose source is "command"."""
    return {"command": write(command), "origin": write(origin)}


def read_job(payload: Mapping[str, object]) -> tuple[Command, Origin]:
    """Read a command and its origin from what `write_job` wrote; raises Unreadable."""
    return read_command(payload.get("command")), read(payload.get("origin"), Origin)


@cache
def _exact_converter() -> Converter:
    """The converter for commands, which come from outside: nothing is made a text that is a number there."""
    converter = _new_converter()
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    return converter


def _exactly(kind: type[Any]) -> Any:
    def structure(data: Any, wanted: Any) -> Any:
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return wanted(data)
        if type(data) is not kind:
            raise TypeError(f"not a {kind.__name__}")
        return data

    return structure


@cache
def _converter() -> Converter:
    return _new_converter()


def _new_converter() -> Converter:
    converter = make_converter(forbid_extra_keys=True)
    converter.register_structure_hook_func(
        lambda kind: kind in (Command, FormCommand), lambda data, kind: _read_command(data, kind)
    )
    converter.register_unstructure_hook_func(_is_command, lambda command: _write_command(converter, command))
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_structure_hook(time, lambda data, _: time.fromisoformat(data))
    for kind in (Revise, Show, PublishHome):
        converter.register_structure_hook(kind, _reader_with_default(converter, kind, about=NOTHING))
    converter.register_structure_hook(FieldValue, lambda data, _: _field_value(data))
    converter.register_structure_hook_factory(
        _is_marked_union, lambda union: _marked_reader(converter, union)
    )
    return converter


def _reader_with_default(converter: Converter, kind: type[Any], **missing: Any) -> Any:
    """Return a reader that fills in fields which older rows do not have."""
    read_whole = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
    return lambda data, _: read_whole({**missing, **data}, kind)


def _is_marked_union(kind: Any) -> bool:
    members = [member for member in get_args(kind) if member is not str]
    return isinstance(kind, UnionType) and len(members) > 1 and all(_mark(member) for member in members)


def _mark(kind: Any) -> str:
    """Return the value of a dataclass's field `kind`, which tells the members of a union apart."""
    own = getattr(kind, "__dataclass_fields__", {}).get("kind")
    return own.default if own is not None and isinstance(own.default, str) else ""


def _marked_reader(converter: Converter, union: Any) -> Any:
    by_mark = {_mark(member): member for member in get_args(union) if member is not str}
    with_text = str in get_args(union)

    def structure(data: Any, _: Any) -> Any:
        if with_text and isinstance(data, str):
            return data
        return converter.structure(data, by_mark[data["kind"]])

    return structure


def _is_command(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Command)


def _write_command(converter: Converter, command: Command) -> dict[str, Any]:
    name = type(command).__name__
    return {"command": name, **_fields_writer(converter, name)(command)}


def _read_command(data: Any, base: type[Command]) -> Command:
    fields = dict(data)
    name = fields.pop("command")
    kind = Command.registry[name]
    if not issubclass(kind, base):
        raise TypeError(f"{kind.__name__} is no {base.__name__}")
    command: Command = _fields_reader(name)(fields, kind)
    if flaw := flaw_of(command):
        raise ValueError(f"{name}.{flaw}")
    return command


# Kept, for making one generates and compiles code.
@cache
def _fields_reader(command: str) -> Any:
    kind = Command.registry[command]
    return make_dict_structure_fn(kind, _exact_converter(), _cattrs_forbid_extra_keys=True)


@cache
def _fields_writer(converter: Converter, command: str) -> Any:
    return make_dict_unstructure_fn(Command.registry[command], converter, _cattrs_omit_if_default=True)


def _field_value(data: Any) -> FieldValue:
    if data is None or isinstance(data, str):
        return data
    return tuple(_exactly(str)(item, str) for item in data)
