"""Statements as SQLite's driver takes them: compiled once, with how values go in and how rows come out.

SQLAlchemy says a statement in SQL and knows the types of its values and columns. Executing it is left to the
driver: SQLAlchemy's own way there takes several times as long as SQLite.
"""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import CompoundSelect, Executable, Select
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Raw = list[tuple[Any, ...]]
Values = Mapping[str, Any]
Process = Callable[[Any], Any]
_KEPT = 500
_FEW = 20
"""Rows that are added in less time than going to another thread takes, or about that."""
_LENGTHS = 200
"""How many different numbers of values in lists a statement is kept for."""
DIALECT = SQLiteDialect_aiosqlite()


class Call(NamedTuple):
    """A statement as the driver takes it, with each of its sets of values."""

    sql: str
    values: Raw


class Returned(NamedTuple):
    """What the driver returned of a call."""

    description: Any
    rows: Raw
    rowcount: int


class PreparedStatement:
    """One compiled statement."""

    def __init__(self, compiled: SQLCompiler) -> None:
        self._compiled = compiled
        self._is_reading = isinstance(compiled.statement, Select | CompoundSelect)  # text may do anything
        self.was_long = False
        """Whether it once took many steps; who executes it says so."""
        self._is_adding = compiled.isinsert and _adds_values(compiled.string)
        names = {name: bind for bind, name in compiled.bind_names.items()}
        self._defaults = _defaults(compiled)
        self._has_own_values = any(
            not bind.required and bind.key not in self._defaults for bind in names.values()
        )
        """Whether values stand in the statement itself, besides those that it is executed with."""
        called = {name: name if self._has_own_values else bind.key for name, bind in names.items()}
        self._places = [
            (called[name], names[name].expanding, _writer(names[name])) for name in compiled.positiontup or ()
        ]
        self._lists = [called[name] for name, bind in names.items() if bind.expanding]
        self._by_lengths: dict[tuple[int, ...], str] = {}
        columns = compiled._result_columns
        self._readers = [
            (place, read)
            for place, column in enumerate(columns)
            if (read := _reader(column.type)) is not None
        ]
        self._keys = tuple(column.keyname for column in columns)
        self._row_types: dict[tuple[str, ...], Any] = {}

    def call(self, several: Sequence[Values], own: Any) -> Call:
        """The statement with each of these values; `own` are the values that stand in it."""
        if self._has_own_values:
            given: list[Values] = [
                self._compiled.construct_params(each, extracted_parameters=own) for each in several
            ]
        else:
            given = [{**self._defaults, **each} for each in several] if self._defaults else list(several)
        return Call(self._sql(given[0]), [self._in_order(each) for each in given])

    def is_short(self, call: Call, *, in_write: bool) -> bool:
        """Whether it takes no longer than going to another thread: it reads what was never much, or it adds
        a few rows in a transaction that holds the file for writing already."""
        if self._is_adding:
            return in_write and len(call.values) <= _FEW
        return self._is_reading and not self.was_long

    def rows(self, returned: Returned) -> Rows:
        """What the driver returned, with the values that the columns' types say."""
        keys = self._keys or tuple(column[0] for column in returned.description or ())
        row_type = self._row_types.get(keys)
        if row_type is None:
            row_type = self._row_types[keys] = namedtuple("Row", keys, rename=True)
        return Rows(keys, row_type, self._read(returned.rows), returned.rowcount)

    def _read(self, raw: Raw) -> Raw:
        if not self._readers:
            return raw
        found = []
        for each in raw:
            row = list(each)
            for place, read in self._readers:
                row[place] = read(row[place])
            found.append(tuple(row))
        return found

    def _sql(self, values: Values) -> str:
        if not self._lists:
            return self._compiled.string
        lengths = tuple(len(values[name]) for name in self._lists)
        sql = self._by_lengths.get(lengths)
        if sql is None:
            sql = self._compiled.construct_expanded_state(dict(values)).statement
            if len(self._by_lengths) < _LENGTHS:
                self._by_lengths[lengths] = sql
        return sql

    def _in_order(self, values: Values) -> tuple[Any, ...]:
        found: list[Any] = []
        for name, is_list, write in self._places:
            value = values[name]
            if is_list:
                for each in value:
                    if isinstance(each, tuple):
                        found.extend(each)
                    else:
                        found.append(each if write is None else write(each))
            else:
                found.append(value if write is None else write(value))
        return tuple(found)


class Rows:
    """What a statement returned."""

    __slots__ = ("_keys", "_row_type", "_rows", "rowcount")

    def __init__(self, keys: Sequence[str], row_type: Any, rows: Raw, rowcount: int) -> None:
        self._keys = keys
        self._row_type = row_type
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        """Each row, with its columns by place and by name."""
        return map(self._row_type._make, self._rows)

    def all(self) -> list[Any]:
        """All rows."""
        return list(self)

    def first(self) -> Any:
        """The first row; None where there is none."""
        return next(iter(self), None)

    def one(self) -> Any:
        """The only row; raises LookupError where there is none, or another."""
        if len(self._rows) != 1:
            raise LookupError(f"{len(self._rows)} rows, and not one")
        return self.first()

    def scalar(self) -> Any:
        """The first column of the first row; None where there is none."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:
        """The first column of the only row; raises LookupError where there is none, or another."""
        return self.one()[0]

    def scalars(self) -> Scalars:
        """The first column of each row."""
        return Scalars([row[0] for row in self._rows])

    def mappings(self) -> Mappings:
        """Each row by the names of its columns."""
        keys = self._keys
        return Mappings([dict(zip(keys, row, strict=True)) for row in self._rows])


class Scalars(list[Any]):
    """One value of each row."""

    def all(self) -> list[Any]:
        """All of them."""
        return self

    def first(self) -> Any:
        """The first one; None where there is none."""
        return self[0] if self else None


class Mappings(list[dict[str, Any]]):
    """Rows by the names of their columns."""

    def all(self) -> list[dict[str, Any]]:
        """All of them."""
        return self

    def first(self) -> Any:
        """The first one; None where there is none."""
        return self[0] if self else None


class PreparedStatements:
    """Keeps what was compiled: by the statement itself where it is kept, else by its form, without values."""

    def __init__(self) -> None:
        self._by_form: OrderedDict[Any, tuple[PreparedStatement, Any]] = OrderedDict()
        self._kept: WeakKeyDictionary[Any, dict[Any, tuple[PreparedStatement, Any]]] = WeakKeyDictionary()

    def prepare(
        self, statement: Executable, values: Values | None, *, several: bool
    ) -> tuple[PreparedStatement, Any]:
        """The statement compiled for values with these names, and the values that stand in it."""
        names = tuple(values) if values and getattr(statement, "is_dml", False) else ()
        by_names = self._kept.get(statement)
        if by_names is None:
            by_names = self._kept[statement] = {}
        if (found := by_names.get((names, several))) is None:
            found = by_names[names, several] = self._by_its_form(statement, names, several=several)
        return found

    def _by_its_form(
        self, statement: Any, names: tuple[str, ...], *, several: bool
    ) -> tuple[PreparedStatement, Any]:
        key = statement._generate_cache_key()
        if key is None:
            return PreparedStatement(_compiled(statement, names, None, several=several)), None
        place = (key.key, names, several)
        if place in self._by_form:
            self._by_form.move_to_end(place)
            prepared, _ = self._by_form[place]
        else:
            prepared = PreparedStatement(_compiled(statement, names, key, several=several))
            self._by_form[place] = (prepared, None)
            if len(self._by_form) > _KEPT:
                self._by_form.popitem(last=False)
        return prepared, key.bindparams


def _compiled(statement: Any, names: Sequence[str], key: Any, *, several: bool) -> SQLCompiler:
    made = DIALECT.statement_compiler(
        DIALECT, statement, cache_key=key, column_keys=list(names), for_executemany=several
    )
    assert isinstance(made, SQLCompiler)
    return made


def _adds_values(sql: str) -> bool:
    """Whether an INSERT adds the rows that it is given, and none that it would have to find first."""
    return " VALUES " in sql and "SELECT" not in sql


def _defaults(compiled: SQLCompiler) -> dict[str, Any]:
    """What the columns of new rows hold where nothing is given; only plain values are known here."""
    found: dict[str, Any] = {}
    for column in compiled.insert_prefetch if compiled.isinsert else ():
        if not isinstance(column.default, ScalarElementColumnDefault):
            raise TypeError(f"{column} has a default that is no plain value")
        found[column.key] = column.default.arg
    return found


def _writer(bind: Any) -> Process | None:
    return None if bind.type._is_tuple_type else bind.type.dialect_impl(DIALECT).bind_processor(DIALECT)


def _reader(kind: Any) -> Process | None:
    found: Process | None = kind.dialect_impl(DIALECT).result_processor(DIALECT, None)
    return found
