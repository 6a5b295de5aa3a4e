"""Faults on demand: what a test or the page asked to go wrong."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal, get_args

FaultKind = Literal["429", "500", "503", "error", "stall", "drop"]
When = Literal["before", "after"]


@dataclass
class Fault:
    """One fault; `times` -1 lasts until cleared."""

    id: int
    method: str
    kind: FaultKind
    times: int
    retry_after: int
    error: str
    seconds: float
    when: When
    having: str = ""
    """Only a call that gives this argument, such as `blocks` or `view`, meets the fault."""
    block: str = ""
    """Only a call with a block whose type begins so, such as `data_`, meets the fault."""

    def meets(self, method: str, arguments: Mapping[str, object]) -> bool:
        """Whether a call of this method with these arguments meets the fault."""
        if self.times == 0 or self.method not in ("*", method):
            return False
        if self.block and f'"type":"{self.block}' not in _written(arguments.get("blocks")):
            return False
        return not self.having or arguments.get(self.having) not in (None, "", "[]", [], {})


def _written(blocks: object) -> str:
    """Blocks as JSON without spaces, however they came."""
    text = blocks if isinstance(blocks, str) else json.dumps(blocks)
    return text.replace(" ", "")


class Faults:
    """The faults that wait for their call."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)

    def add(
        self,
        method: str = "*",
        kind: FaultKind = "500",
        times: int = 1,
        retry_after: int = 1,
        error: str = "internal_error",
        seconds: float = 5.0,
        when: When = "before",
        having: str = "",
        block: str = "",
    ) -> int:
        """Asks for a fault and returns its id; raises ValueError for an unknown kind."""
        if kind not in get_args(FaultKind) or when not in get_args(When):
            raise ValueError(f"unknown fault {kind!r} {when!r}")
        fault = Fault(next(self._ids), method, kind, times, retry_after, error, seconds, when, having, block)
        self._faults.append(fault)
        return fault.id

    def take(self, method: str, arguments: Mapping[str, object] | None = None) -> Fault | None:
        """The fault that the next call of a method meets, counted down."""
        for fault in self._faults:
            if fault.meets(method, arguments or {}):
                if fault.times > 0:
                    fault.times -= 1
                self._faults = [kept for kept in self._faults if kept.times != 0]
                return fault
        return None

    def clear(self) -> None:
        """Forgets all faults."""
        self._faults.clear()

    def as_json(self) -> list[dict[str, object]]:
        """The faults that wait."""
        return [asdict(fault) for fault in self._faults]
