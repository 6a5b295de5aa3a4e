"""Fits a JSON object to the shape of a draft: more than the model's slips of form is never put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

Draft = TypeVar("Draft", bound=BaseModel)

_EMPTY: Mapping[type, Any] = {str: "", bool: False, list: []}
"""What a null or a missing field means; a number or a choice that was not made means nothing."""


def fitted(values: Sequence[dict[str, Any]], shape: type[Draft]) -> Draft | None:
    """Return the last of these objects that is a draft of this shape, or None.

    Keys too many are dropped, choices are found whatever their capitals, a null text or list is an empty
    one, and an object that is wrapped in another is taken out of it.
    """
    for value in reversed(values):
        try:
            return shape.model_validate(_loosened(_unwrapped(value, shape), shape))
        except ValidationError:
            continue
    return None


def _unwrapped(value: dict[str, Any], shape: type[BaseModel]) -> dict[str, Any]:
    """Return the object itself, or the only thing in it where that holds the shape's fields instead."""
    for _ in range(3):
        inner = next(iter(value.values())) if len(value) == 1 else None
        if _known(value, shape) or not isinstance(inner, dict):
            break
        value = inner
    return value


def _known(value: Mapping[str, Any], shape: type[BaseModel]) -> dict[str, Any]:
    """Return the fields of the shape that an object has, by their right names."""
    names = {_plain(name): name for name in shape.model_fields}
    written = {names[_plain(key)]: given for key, given in value.items() if _plain(key) in names}
    return written | {name: value[name] for name in shape.model_fields if name in value}


def _loosened(value: Any, wanted: Any) -> Any:
    """Return a value as near to its type as its form can be put right; pydantic refuses the rest."""
    origin = get_origin(wanted) or wanted
    if value is None:
        empty = _EMPTY.get(origin, None)
        return list(empty) if isinstance(empty, list) else empty
    if origin is list:
        return _list(value, get_args(wanted)[0])
    if origin is Literal:
        return _chosen(value, get_args(wanted))
    if isinstance(origin, type) and issubclass(origin, BaseModel) and isinstance(value, dict):
        known = _known(value, origin)
        if not known:
            return value
        fields = origin.model_fields.items()
        loose = {name: _loosened(known.get(name), field.annotation) for name, field in fields}
        return {name: given for name, given in loose.items() if not isinstance(given, NoneType)}
    return value


def _list(value: Any, of: Any) -> list[Any]:
    if not isinstance(value, list):
        value = [] if value == "" else [value]
    return [_loosened(each, of) for each in value if each is not None]


def _chosen(value: Any, choices: Sequence[Any]) -> Any:
    if not isinstance(value, str):
        return value
    return {_plain(str(each)): each for each in choices}.get(_plain(value), value)


def _plain(name: str) -> str:
    """Return a name without what its spelling may differ in: "smallTalk" and "Small_talk" are one."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
