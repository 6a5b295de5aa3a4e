"""The shape of a probe's answer: as demanding for a server as those of real questions, and soon written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@cache
def probe_shape() -> type[BaseModel]:
    """Return a shape with objects, choices and a bounded number, whose fields the question does not name.

    Without lists, which a very small model may never end.
    """
    from typing import Literal

    from pydantic import ConfigDict, Field, create_model

    strict = ConfigDict(extra="forbid")
    animal = create_model(
        "ProbedAnimal", __config__=strict, limbs=(int, ...), cover=(Literal["fur", "feathers"], ...)
    )
    return create_model(
        "ProbeDraft",
        __config__=strict,
        hue=(Literal["red", "green"], ...),
        first=(animal, ...),
        second=(animal, ...),
        # The bounds are for the server: one that cannot read them shows it. Few models keep to them unaided.
        certainty=(float, Field(json_schema_extra={"minimum": 0, "maximum": 1})),
    )
