"""How each kind of row is stored: in a table of its own, or among the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Date, RowMapping, Table

from bot import codec
from bot.core.contacts import Account, Contact, touch_due_at
from bot.core.feature import Record
from bot.core.members import Member
from bot.core.notes import Commitment, Note, Touch
from bot.core.records import RECORDS
from bot.features.listing import FEATURES
from bot.store import tables
from bot.store.types import UtcTime, storable

T = TypeVar("T")
_NEVER = object()
_COMMON = frozenset({"id", "workspace", "space", "created_at"})
Body = dict[str, Any]
"""A value as JSON: what the journal keeps, and what every row can be made from."""


@dataclass(frozen=True, kw_only=True)
class StoredKind(Generic[T]):
    """One kind of value and where its rows are."""

    type: type[T]
    table: Table
    links: tuple[str, ...] = ()
    """Fields with several ids, that rows are found by."""
    lookups: Mapping[str, str] = field(default_factory=dict)
    """For records: which fields are kept in an indexed column, too."""
    derived: Mapping[str, Callable[[T], Any]] = field(default_factory=dict)
    """Columns beside those of the fields, that rows are searched by: what follows from the value."""
    later: Mapping[str, Any] = field(default_factory=dict)
    """Fields that came after the first release, with what they hold by default. A body leaves those out, so
    that it equals what was written down of the same row before the field was there, and an undo finds it
    unchanged."""
    journalled: bool = True
    """Whether changes can be undone; what is not journalled leaves no copy of its content (S1)."""
    stored_as: str = ""
    """The name under which its rows were written before the class was renamed, and still are."""
    comes_back: bool = True
    """Whether a member's export brings its rows back: not what rests on an agreement with somebody else."""
    withheld: tuple[str, ...] = ()
    """Fields that a member's export leaves out."""
    opens_space: str = ""
    """The field with the members to whom a row opens a space of its own; empty where it opens none."""
    kept_days: int = 0
    """How many days its rows are kept after the newest of the same subject; 0 for ever."""
    outlives_owner: bool = True
    """Whether what is shared of it stays when its owner leaves or erases everything else."""

    @property
    def name(self) -> str:
        """The name under which the kind is written down."""
        return self.stored_as or self.type.__name__

    @property
    def fields(self) -> frozenset[str]:
        """The names of the value's fields."""
        return _fields(cast(Any, self.type))

    @property
    def is_record(self) -> bool:
        """Whether its rows are among the records."""
        return self.table is tables.records

    def body(self, item: T) -> Body:
        """The value as JSON, with its times in UTC."""
        body = storable(codec.write(item))
        for name in self.fields:
            value = getattr(item, name)
            if isinstance(value, datetime):
                body[name] = _utc(value).isoformat()
        return self._without_later(cast(Body, body))

    def row(self, body: Body) -> dict[str, Any]:
        """The columns of a value."""
        if not self.is_record:
            values = {name: self.column_value(name, self._of(body, name)) for name in self.fields}
            if self.derived:
                item = self.item(body)
                values |= {name: follows(item) for name, follows in self.derived.items()}
            return values
        common = {name: self.column_value(name, body[name]) for name in ("id", "workspace", "space")}
        found = {column: self.column_value(column, body.get(name)) for name, column in self.lookups.items()}
        created_at = self.column_value("created_at", body["created_at"])
        return {**common, **found, "created_at": created_at, "kind": self.name, "body": body}

    def body_of(self, row: RowMapping | Mapping[str, Any]) -> Body:
        """The value's JSON, from its columns."""
        if self.is_record:
            return {name: value for name, value in row["body"].items() if name in self.fields}
        return self._without_later({name: _json(row[name]) for name in self.fields})

    def _of(self, body: Body, name: str) -> Any:
        return body.get(name, self.later[name]) if name in self.later else body[name]

    def _without_later(self, body: Body) -> Body:
        return {name: value for name, value in body.items() if self.later.get(name, _NEVER) != value}

    def item(self, body: Body) -> T:
        """The value itself; raises Unreadable."""
        return codec.read(body, self.type)

    def column_value(self, column: str, value: Any) -> Any:
        """A JSON value as its column takes it."""
        kind = self.table.c[column].type
        if isinstance(value, str) and isinstance(kind, UtcTime):
            return _utc(datetime.fromisoformat(value))
        if isinstance(value, str) and isinstance(kind, Date):
            return date.fromisoformat(value)
        return value

    def lookup(self, field: str, types: frozenset[Any]) -> ColumnElement[Any]:
        """The column, or the place in the record's body, that holds a field; `types` those of its values."""
        if not self.is_record or field in _COMMON:
            return self.table.c[field]
        if field in self.lookups:
            return self.table.c[self.lookups[field]]
        place: Any = self.table.c.body[field]
        if types == {bool}:
            found = place.as_boolean()
        else:
            found = place.as_integer() if types == {int} else place.as_string()
        return cast(ColumnElement[Any], found)

    def comparable(self, field: str, value: Any) -> Any:
        """A JSON value as it is compared with `lookup`."""
        if not self.is_record or field in _COMMON:
            return self.column_value(field, value)
        return self.column_value(self.lookups[field], value) if field in self.lookups else value

    @staticmethod
    def write_value(value: object) -> Any:
        """A field's value as JSON."""
        return codec.write(_utc(value) if isinstance(value, datetime) else value)


@cache
def _fields(type: type[Any]) -> frozenset[str]:
    return frozenset(each.name for each in fields(type))


def _utc(value: datetime) -> datetime:
    """The same time in UTC; a date alone is its midnight."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def body_hash(body: Body | None) -> str | None:
    """A fingerprint of a row's content; None where there is no row."""
    if body is None:
        return None
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


_KINDS: dict[str, StoredKind[Any]] = {}
_BY_TYPE: dict[type[Any], StoredKind[Any]] = {}


def register(record: Record) -> None:
    """Keep a dataclass with `id, workspace, space, created_at` among the records."""
    columns = {record.subject: "subject_id", record.state: "state", record.due: "due_at"}
    _add(
        StoredKind(
            type=record.type,
            table=tables.records,
            links=record.links,
            lookups={name: column for name, column in columns.items() if name is not None},
            journalled=record.journalled,
            stored_as=record.stored_as,
            opens_space=record.opens_space,
            comes_back=record.comes_back,
            withheld=record.withheld,
            kept_days=record.kept_days,
            outlives_owner=record.outlives_owner,
        )
    )


def _add(kind: StoredKind[Any]) -> None:
    missing = {*_COMMON, *kind.links, *kind.lookups} - kind.fields
    if missing:
        raise TypeError(f"{kind.name} lacks {', '.join(sorted(missing))}")
    if kind.opens_space and kind.opens_space not in kind.links:
        raise TypeError(f"{kind.name} opens a space by {kind.opens_space}, which is not among its links")
    if kind.name in _KINDS:
        raise TypeError(f"two kinds are named {kind.name}")
    _KINDS[kind.name] = _BY_TYPE[kind.type] = kind


def kind_of(type: type[T]) -> StoredKind[T]:
    """How this kind is kept; raises TypeError when nobody registered it."""
    kind = _BY_TYPE.get(type)
    if kind is None:
        raise TypeError(f"{type.__name__} is not registered in bot/store/kinds.py")
    return cast(StoredKind[T], kind)


def kinds_that_open_spaces() -> tuple[StoredKind[Any], ...]:
    """The kinds whose rows open a space of their own to members."""
    return tuple(kind for kind in _KINDS.values() if kind.opens_space)


def every_kind() -> tuple[StoredKind[Any], ...]:
    """Every kind that is kept."""
    return tuple(_KINDS.values())


def find_kind(name: str) -> StoredKind[Any] | None:
    """How the kind with this written name is kept; None for one that is not known."""
    return _KINDS.get(name)


def kind_named(name: str) -> StoredKind[Any]:
    """How the kind with this written name is kept; raises KeyError."""
    return _KINDS[name]


_add(StoredKind(type=Member, table=tables.members, comes_back=False))
_add(StoredKind(type=Account, table=tables.accounts))
_add(
    StoredKind(
        type=Contact,
        table=tables.contacts,
        derived={"touch_due_at": touch_due_at},
        later={name: [] for name in ("more_emails", "more_phones", "tags", "links")}
        | dict.fromkeys(("birthday", "place", "import_id"), ""),
    )
)
_add(StoredKind(type=Note, table=tables.notes, links=("contact_ids", "account_ids", "shared_with")))
_add(StoredKind(type=Touch, table=tables.touches))
_add(StoredKind(type=Commitment, table=tables.commitments))
for _record in (*RECORDS, *(each for feature in FEATURES for each in feature.records)):
    register(_record)
