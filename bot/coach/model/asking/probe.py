"""The shape of a probe's answer: as demanding for a server as those of real questions, and soon written.

It has objects, choices and a bounded number, whose fields the question does not name. It has no lists: a very
small model may never end one.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ProbedAnimal(BaseModel):
    """What the model says of an animal."""

    model_config = ConfigDict(extra="forbid")

    limbs: int
    cover: Literal["fur", "feathers"]


class ProbeDraft(BaseModel):
    """What the model answers to a probe."""

    model_config = ConfigDict(extra="forbid")

    hue: Literal["red", "green"]
    first: ProbedAnimal
    second: ProbedAnimal
    # The bounds are for the server: one that cannot read them shows it. Few models keep to them unaided.
    certainty: float = Field(json_schema_extra={"minimum": 0, "maximum": 1})
