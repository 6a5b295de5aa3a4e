"""What inbox and outbox promise, as a few lines over a list: the yardstick of the state machine."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Row:
    """An envelope as the model sees it."""

    key: str
    ordering_key: str
    due: float
    state: str = "waiting"
    not_before: float = 0.0
    lease_until: float = 0.0
    lease: str = ""
    attempts: int = 0
    abandoned: int = 0
    waits_for: str | None = None
    finished_by: str = ""


@dataclass
class InboxModel:
    """Envelopes in the order of their acceptance; `elapsed` and `ruled` are the two clocks, in seconds."""

    rows: list[Row] = field(default_factory=list)
    elapsed: float = 0.0
    ruled: float = 0.0

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def accept(self, key: str, ordering_key: str, due: float) -> bool:
        if self.row(key):
            return False
        self.rows.append(Row(key, ordering_key, due))
        return True

    def claimable(self) -> list[Row]:
        return [row for row in self.rows if self._may_be_claimed(row)]

    def _may_be_claimed(self, row: Row) -> bool:
        if row.state == "claimed":
            return row.lease_until <= self.elapsed
        if row.state != "waiting" or row.due > self.ruled or row.not_before > self.elapsed:
            return False
        ordering_key = [
            other for other in self.rows if other.ordering_key == row.ordering_key and other is not row
        ]
        if any(other.state == "claimed" for other in ordering_key):
            return False
        earlier = self.rows[: self.rows.index(row)]
        return not any(
            other.ordering_key == row.ordering_key and other.state == "waiting" and other.due <= self.ruled
            for other in earlier
        )

    def claim(self, row: Row, lease: str, until: float) -> None:
        if row.state == "claimed":
            row.abandoned += 1
        else:
            row.attempts += 1
        row.state, row.lease, row.lease_until, row.waits_for = "claimed", lease, until, None

    def wake(self, dependency: str) -> int:
        waiting = [row for row in self.rows if row.state == "waiting" and row.waits_for == dependency]
        for row in waiting:
            row.not_before, row.waits_for = 0.0, None
        return len(waiting)

    def holds(self, key: str, lease: str) -> Row | None:
        row = self.row(key)
        return row if row and row.state == "claimed" and row.lease == lease else None

    def counts(self) -> dict[str, int]:
        states = [row.state for row in self.rows]
        return {f"inbox {state}": states.count(state) for state in sorted(set(states))}
