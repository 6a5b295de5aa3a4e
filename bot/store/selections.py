"""The statements on rows of one kind, each made once: making one takes longer than running it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Executable,
    Select,
    and_,
    any_,
    bindparam,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.core.identity import Scope
from bot.store.inserting import insert_new
from bot.store.kinds import StoredKind, kind_named
from bot.store.tables import links


class FieldFilter(NamedTuple):
    """A field that rows are found by: the types of the values looked for, and whether it may have none."""

    field: str
    types: frozenset[type]
    or_nothing: bool


def gate_values(scope: Scope) -> dict[str, Any]:
    """Return the values that `visible` needs."""
    return {"gate_workspace": scope.workspace, "gate_spaces": sorted(scope.spaces)}


@lru_cache(maxsize=2048)
def selection(kind_name: str, shape: tuple[FieldFilter, ...], order: str, postgresql: bool) -> Select[Any]:
    """Rows by their fields ("oldest" or "newest" first, ", some" of them), or their "count".

    Its values are those of `gate_values`, `any_` and the field's name for each field, `limit` and `offset`.
    """
    kind = kind_named(kind_name)
    c = kind.table.c
    gate = visible(kind, postgresql=postgresql)
    conditions = (gate, *(_equals(kind, each, postgresql=postgresql) for each in shape))
    if order == "count":
        return select(func.count()).select_from(kind.table).where(*conditions)
    newest = order.startswith("newest")
    by = (c.created_at.desc(), c.id.desc()) if newest else (c.created_at, c.id)
    statement = select(kind.table).where(*conditions).order_by(*by)
    if not order.endswith("some"):
        return statement
    limit, offset = bindparam("limit", type_=BigInteger()), bindparam("offset", type_=BigInteger())
    return statement.limit(limit).offset(offset)


@cache
def one_row(kind_name: str, change: str, postgresql: bool = False) -> Executable:
    """Change the row `with_id` `in_workspace`, whoever owns it: "lock", "insert", "update" or "delete".

    "insert new" leaves a row alone that is there; "lock several" locks the rows `with_ids`.
    """
    kind = kind_named(kind_name)
    table = kind.table
    mine = and_(table.c.workspace == bindparam("in_workspace"), table.c.id == bindparam("with_id"))
    here = and_(mine, table.c.kind == kind.name) if kind.is_record else mine
    several = and_(table.c.workspace == bindparam("in_workspace"), table.c.id.in_(_several("with_ids")))
    these = and_(several, table.c.kind == kind.name) if kind.is_record else several
    changes: dict[str, Executable] = {
        "lock": select(table).where(here).with_for_update(),
        "lock several": select(table).where(these).with_for_update(),
        "insert": insert(table),
        "insert new": insert_new(table, postgresql=postgresql),
        "update": update(table).where(here),
        "delete": delete(table).where(here),
    }
    return changes[change]


def visible(kind: StoredKind[Any], *, postgresql: bool) -> ColumnElement[bool]:
    """Return the access gate: rows of the scope's workspace, in its spaces or shared with one of them."""
    c = kind.table.c
    here = and_(c.workspace == _workspace(), c.kind == kind.name if kind.is_record else true())
    if "shared_with" not in kind.links:
        return and_(here, c.space.in_(_several("gate_spaces")))
    if postgresql:
        found = is_linked(kind, "shared_with", "gate_spaces", postgresql=True)
        return and_(here, or_(c.space.in_(_several("gate_spaces")), found))
    # SQLite would answer the OR by reading the whole workspace.
    own = kind.table.alias("own").c
    mine = select(own.id).where(
        own.workspace == _workspace(),
        own.kind == kind.name if kind.is_record else true(),
        own.space.in_(_several("gate_spaces")),
    )
    return and_(here, c.id.in_(mine.union_all(_link_ids(kind, "shared_with", "gate_spaces"))))


def is_linked(kind: StoredKind[Any], field: str, values: str, *, postgresql: bool) -> ColumnElement[bool]:
    """Rows whose field with several ids holds one of those that are given under a name."""
    ids = _link_ids(kind, field, values)
    if postgresql:  # beside an OR, it looks a list up in the index, but a subquery only row by row
        return kind.table.c.id == any_(func.array(ids.scalar_subquery()))
    return kind.table.c.id.in_(ids)


def _link_ids(kind: StoredKind[Any], field: str, values: str) -> Select[Any]:
    return select(links.c.id).where(
        links.c.workspace == _workspace(),
        links.c.kind == kind.name,
        links.c.field == field,
        links.c.value.in_(_several(values)),
    )


def _equals(kind: StoredKind[Any], asked: FieldFilter, *, postgresql: bool) -> ColumnElement[bool]:
    given = f"any_{asked.field}"
    if asked.field in kind.links:
        return is_linked(kind, asked.field, given, postgresql=postgresql)
    column = kind.lookup(asked.field, asked.types)
    return or_(column.is_(None) if asked.or_nothing else false(), column.in_(_several(given)))


def _several(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


def _workspace() -> BindParameter[Any]:
    return bindparam("gate_workspace")
