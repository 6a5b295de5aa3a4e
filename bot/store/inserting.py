"""An INSERT that leaves rows alone that are there already, in the words of either database."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite


@cache
def insert_new(table: Table, *, postgresql: bool) -> Any:
    """Return an INSERT that leaves rows alone that are there already, and returns nothing of its own."""
    insert: Any = insert_postgresql if postgresql else insert_sqlite
    return insert(table).on_conflict_do_nothing().inline()
