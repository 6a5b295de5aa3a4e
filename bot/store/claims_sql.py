"""The statements that claim rows of a queue, however many stand behind a row that is held.

Each lane (the rows with one ordering key) gives its first row that is due, unless one of its rows is held.
Of the rows that wait, the oldest few are looked at one by one: mostly most of them are first in their lane.
Where that is not enough, as behind a long lane that is blocked, it goes from lane to lane instead, by the
index. Both look at a lane by its index only, so that its other rows cost nothing. PostgreSQL skips rows that
another transaction holds, and looks again at those that it has locked.

docs/decisions/0027 says why nothing is written down about who is first.
"""

from __future__ import annotations

_LIVE = "{0}.state IN ('waiting', 'claimed')"
_DUE = " AND ({0}.due IS NULL OR {0}.due <= :due_by)"
_COLUMNS = {
    "inbox": "seq, id, source, workspace, member, payload, lane, due, attempts, abandoned",
    "outbox": "seq, id, workspace, member, delivery, lane, paced, attempts, abandoned, unsure",
}


def claim_inbox(clock: str, *, sqlite: bool) -> str:
    """Hold the oldest rows of the inbox that may be claimed; `clock` is the database's time as SQL."""
    q = _Queue("inbox", clock, sqlite=sqlite)
    waits = f"FROM inbox AS w {q.waiting} WHERE w.state = 'waiting'"
    first, last = "(SELECT seq FROM oldest)", "(SELECT seq FROM oldest) + :window"
    heads = (
        f"SELECT min(w.seq) {waits} AND {q.may_go_of('w')} AND w.seq >= {first} AND w.seq <= {last} "
        "GROUP BY w.workspace, w.lane"
    )
    # SQLite reads row by row and stops early; PostgreSQL goes on behind what other workers just lock.
    nearby = f"q.seq >= {first} AND q.seq <= {last}" if sqlite else q.among(heads)
    scarce = (
        "(SELECT count(*) FROM near) + (SELECT count(*) FROM lapsed) < :most "
        f"AND EXISTS (SELECT 1 {waits} AND w.seq > {last})"
    )
    return f"""
WITH RECURSIVE lapsed AS {q.once} ({q.lapsed} ORDER BY q.seq LIMIT :most {q.locked}),
oldest AS {q.once} (SELECT w.seq {waits} AND {q.may_go_of("w")} ORDER BY w.seq LIMIT 1),
near AS {q.once} (
  SELECT q.seq FROM inbox AS q {q.waiting} WHERE q.state = 'waiting' AND {nearby}
  AND {q.may_go} AND {q.is_first}
  ORDER BY q.seq LIMIT :most - (SELECT count(*) FROM lapsed) {q.locked}),
lanes (seq) AS ({q.first_lane} WHERE {scarce} UNION ALL {q.next_lane}),
far AS {q.once} (
  SELECT q.seq FROM inbox AS q {q.by_number} WHERE {q.among(q.free_lanes)} AND q.state = 'waiting'
  AND {q.may_go} AND q.seq NOT IN (SELECT seq FROM near)
  ORDER BY q.seq LIMIT :most - (SELECT count(*) FROM lapsed) - (SELECT count(*) FROM near) {q.locked})
{q.hold("SELECT seq FROM lapsed UNION ALL SELECT seq FROM near UNION ALL SELECT seq FROM far")}
"""


def claim_outbox(clock: str, *, sqlite: bool) -> str:
    """Hold deliveries: the first of each lane, one workspace after the other, at the pace of each.

    What is not `paced` goes at once; :burst and :a_second are the pace of a workspace.
    """
    q = _Queue("outbox", clock, sqlite=sqlite)
    ahead_by = f"CASE WHEN whole.next_at > {clock} THEN whole.next_at - {clock} ELSE 0 END"
    return f"""
WITH RECURSIVE lanes (seq) AS ({q.first_lane} UNION ALL {q.next_lane}),
firsts AS (
  SELECT q.seq, q.workspace, q.lane, q.paced FROM outbox AS q {q.by_number} WHERE {q.among(q.free_lanes)}
  UNION ALL SELECT q.seq, q.workspace, q.lane, q.paced FROM outbox AS q {q.held} WHERE {q.has_lapsed}),
fair AS (
  SELECT firsts.seq, firsts.paced, :burst - ({ahead_by}) * :a_second AS allowed,
  row_number() OVER (PARTITION BY firsts.workspace, firsts.paced ORDER BY firsts.seq) AS turn FROM firsts
  LEFT JOIN paces AS own ON own.workspace = firsts.workspace AND own.lane = firsts.lane
  LEFT JOIN paces AS whole ON whole.workspace = firsts.workspace AND whole.lane = ''
  WHERE NOT firsts.paced OR own.next_at IS NULL OR own.next_at <= {clock}),
picked AS {q.once} (
  SELECT q.seq FROM outbox AS q {q.by_number} WHERE {q.among(q.chosen)}
  AND (q.state = 'waiting' OR ({q.has_lapsed})) {q.locked})
{q.hold("SELECT seq FROM picked")}
"""


class _Queue:
    """The parts of a statement on one queue; `q` is the row that is looked at."""

    def __init__(self, table: str, clock: str, *, sqlite: bool) -> None:
        due = _DUE if table == "inbox" else ""
        live = f"{_LIVE}{due}"
        # SQLite, which counts no rows, would take other indexes.
        live_index, self.waiting, self.held = (
            f"INDEXED BY {name}_{table}_{what}" if sqlite else ""
            for name, what in (("ix", "live"), ("ix", "waiting"), ("uq", "held"))
        )
        self._table, self._clock, self._is_sqlite = table, clock, sqlite
        self.by_number = "NOT INDEXED" if sqlite else ""
        self.once = "" if sqlite else "MATERIALIZED"
        self.locked = "" if sqlite else "FOR UPDATE OF q SKIP LOCKED"
        self.has_lapsed = f"q.state = 'claimed' AND q.lease_until <= {clock}"
        self.lapsed = f"SELECT q.seq FROM {table} AS q {self.held} WHERE {self.has_lapsed}"
        self._due = due
        self.may_go = self.may_go_of("q")
        mine = "{0}.workspace = q.workspace AND {0}.lane = q.lane"
        # Compared as values: so the lane's index is asked for each row, and the whole queue never joined.
        self.is_free = (
            f"(SELECT h.seq FROM {table} AS h {self.held} WHERE h.state = 'claimed' AND {mine.format('h')} "
            "LIMIT 1) IS NULL"
        )
        self.is_first = (
            f"{self.is_free} AND q.seq = (SELECT a.seq FROM {table} AS a {live_index} WHERE "
            f"{live.format('a')} AND {mine.format('a')} ORDER BY a.workspace, a.lane, a.seq LIMIT 1)"
        )
        by_lane = "ORDER BY n.workspace, n.lane, n.seq LIMIT 1"
        found = f"SELECT n.seq FROM {table} AS n {live_index} WHERE {live.format('n')}"
        self.first_lane = f"SELECT ({found} {by_lane})"
        self.next_lane = (
            f"SELECT ({found} AND (n.workspace, n.lane) > (l.workspace, l.lane) {by_lane}) "
            f"FROM lanes JOIN {table} AS l ON l.seq = lanes.seq"
        )

        self.free_lanes = (
            f"SELECT lanes.seq FROM lanes WHERE (SELECT q.state = 'waiting' AND {self.may_go} "
            f"AND {self.is_free} FROM {table} AS q WHERE q.seq = lanes.seq)"
        )
        self.chosen = "SELECT seq FROM fair WHERE NOT paced OR turn <= allowed ORDER BY turn, seq LIMIT :most"

    def may_go_of(self, row: str) -> str:
        """Whether a row that waits may be tried by now."""
        return f"{row}.not_before <= {self._clock}{self._due.format(row)}"

    def among(self, rows: str) -> str:
        """Whether it is one of these rows; an array keeps PostgreSQL from joining the whole queue."""
        return f"q.seq IN ({rows})" if self._is_sqlite else f"q.seq = ANY (ARRAY({rows}))"

    def hold(self, picked: str) -> str:
        """Hold the rows that were picked, and return them.

        One that was held by a process that said nothing more: this try takes the place of that one.
        """
        counted = (
            "attempts = attempts + CASE state WHEN 'claimed' THEN 0 ELSE 1 END, "
            "abandoned = abandoned + CASE state WHEN 'claimed' THEN 1 ELSE 0 END, waits_for = NULL"
        )
        return (
            f"UPDATE {self._table} SET state = 'claimed', lease = :new_lease, {counted}, "
            f"lease_until = {self._clock} + :lease_seconds WHERE seq IN ({picked}) "
            f"RETURNING {_COLUMNS[self._table]}"
        )
