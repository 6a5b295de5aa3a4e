"""B6: what is exported comes back without loss, every kind of row of it, and nothing of it from elsewhere."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.apart.pool import ApartPool
from bot.core.identity import Scope
from bot.core.ports.store import OwnRow, TakenIn
from bot.features.own_data.exporting import Archive, make_archive
from bot.features.own_data.reading import ArchiveFlaw, unpack_archive
from bot.features.own_data.rules.csv_files import neutral, plain_cell
from bot.features.own_data.rules.remapping import remapped
from bot.features.own_data.writing import Exported
from bot.store.kinds import StoredKind, every_kind
from bot.store.store import SqlStore, open_store
from tests.support.databases import database_url, new_database
from tests.support.stores import ANA, BEN, START, HandClock, contact, note, work

__all__ = ["database_url", "new_database"]


def sample(wanted: Any, name: str = "") -> Any:
    """A value of a type, as rows have them; every text says where it stands."""
    wanted = getattr(wanted, "__supertype__", wanted)
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return sample(next(each for each in get_args(wanted) if each is not NoneType), name)
    if origin is tuple:
        inner = [each for each in get_args(wanted) if each is not Ellipsis]
        return tuple(sample(each, name) for each in inner)
    if origin in (frozenset, list):
        return origin([sample(get_args(wanted)[0], name)])
    if origin is not None and issubclass(origin, Mapping):
        key, value = get_args(wanted)
        return {sample(key, name): sample(value, name)}
    if origin is not None:  # Literal
        return get_args(wanted)[0]
    if is_dataclass(wanted):
        return made(wanted)
    plain: dict[Any, Any] = {
        str: f"=text of {name}",
        bool: True,
        int: 3,
        float: 0.5,
        datetime: START,
        date: START.date(),
        time: time(9, 30),
    }
    return list(wanted)[-1] if issubclass(wanted, Enum) else plain[wanted]


def made(kind: Any, **given: Any) -> Any:
    """A value of a dataclass."""
    hints = get_type_hints(kind)
    wanted = [each.name for each in fields(kind) if each.init and each.name not in given]
    return kind(**given, **{name: sample(hints[name], name) for name in wanted})


def row_of(kind: StoredKind[Any]) -> Any:
    """A row of Ana's of a kind, shared with nobody."""
    given = {"id": f"id of {kind.name}", "workspace": ANA.workspace, "space": ANA.own}
    given |= {"shared_with": ()} if "shared_with" in kind.fields else {}
    given |= {"birthday": "1985-04-12"} if "birthday" in kind.fields else {}
    return made(kind.type, **given)


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    opened = await open_store(database_url, HandClock(), migrated=True)
    yield opened
    await opened.close()


async def exported(store: SqlStore, folder: Path, scope: Scope = ANA) -> Archive:
    """An export of all that a member owns, in a new folder."""

    async def told(_: int) -> None:
        return None

    os.mkdir(folder)
    about = Exported(workspace=scope.workspace, member=scope.member, name="Ana", made_at=START)
    async with ApartPool(most=1) as apart:
        return await make_archive(store.read(scope), apart, folder, about, told)


def rows_in(archive: Archive) -> list[dict[str, Any]]:
    return json.loads(zipfile.ZipFile(archive.file).read("everything.json"))["rows"]  # type: ignore[no-any-return]


async def brought_back(
    store: SqlStore, archive: Archive, scope: Scope = ANA, key: str = "back"
) -> list[TakenIn]:
    """What became of each row of an export."""
    spool = archive.file.with_name(f"spool of {key}")
    found = unpack_archive(str(archive.file), str(spool))
    assert found.flaw is None
    lines = [json.loads(line) for line in spool.read_bytes().splitlines()]
    async with store.write(work(scope, key)) as uow:
        return await uow.take_in([OwnRow(kind, values) for kind, values in lines])


async def test_every_kind_that_a_member_owns_comes_back_without_loss(store: SqlStore, tmp_path: Path) -> None:
    kinds = [kind for kind in every_kind() if kind.comes_back]
    assert len(kinds) > 25
    async with store.write(work(key="all")) as uow:
        for kind in kinds:
            await uow.of(kind.type).put(row_of(kind))
    before = await exported(store, tmp_path / "before")
    assert {row["kind"] for row in rows_in(before)} == {kind.name for kind in kinds}
    async with store.write(work(key="erase")) as uow:
        await uow.erase_own()
    assert rows_in(await exported(store, tmp_path / "nothing")) == []

    assert set(await brought_back(store, before)) == {TakenIn.ADDED}

    assert rows_in(await exported(store, tmp_path / "after")) == rows_in(before)
    assert set(await brought_back(store, before, key="again")) == {TakenIn.THERE}


async def test_what_rests_on_others_does_not_come_back_nor_who_read_it(
    store: SqlStore, tmp_path: Path
) -> None:
    async with store.write(work(key="all")) as uow:
        await uow.of(type(note())).put(note(text="told to Ben", shared_with=(BEN.own,)))
        for kind in every_kind():
            if not kind.comes_back and kind.name != "Member":
                await uow.of(kind.type).put(row_of(kind))
    archive = await exported(store, tmp_path / "shared")
    async with store.write(work(key="erase")) as uow:
        await uow.of(type(note())).remove("n1")
        await uow.erase_own()

    taken = await brought_back(store, archive)

    assert sorted(set(taken)) == [TakenIn.ADDED, TakenIn.UNKNOWN]
    async with store.read(BEN) as reader:
        assert await reader.of(type(note())).find() == []
    async with store.read(ANA) as reader:
        [back] = await reader.of(type(note())).find()
    assert (back.text, back.shared_with) == ("told to Ben", ())


async def test_ids_that_others_have_are_known_and_become_others(store: SqlStore, tmp_path: Path) -> None:
    async with store.write(work(key="k")) as uow:
        await uow.of(type(contact())).put(contact(id="c1"))
    await exported(store, tmp_path / "of-ana")
    async with store.read(BEN) as reader:
        assert await reader.find_ids_of_others("Contact", ["c1", "c2"]) == {"c1"}
    row = {"id": "n1", "contact_ids": ["c1", "c2"], "text": "c1 in a sentence", "space": ANA.own}
    assert remapped(row, {"c1": "new", ANA.own: BEN.own}) == {
        "id": "n1",
        "contact_ids": ["new", "c2"],
        "text": "c1 in a sentence",
        "space": BEN.own,
    }


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        ({"other.txt": "x"}, ArchiveFlaw.NO_EXPORT),
        ({"everything.json": '{"format": "another"}'}, ArchiveFlaw.NO_EXPORT),
        ({"everything.json": "{"}, ArchiveFlaw.DAMAGED),
        ({"everything.json": "[" * 100_000}, ArchiveFlaw.DAMAGED),
        ({"everything.json": '{"format": "tactegic-export", "version": 2}'}, ArchiveFlaw.NEWER),
        (
            {"everything.json": '{"format": "tactegic-export", "version": 1, "rows": [{"kind": 3}]}'},
            ArchiveFlaw.DAMAGED,
        ),
    ],
)
def test_a_zip_that_is_no_whole_export_is_told_by_its_flaw(
    tmp_path: Path, content: dict[str, str], flaw: ArchiveFlaw
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, words in content.items():
            archive.writestr(name, words)

    assert unpack_archive(str(tmp_path / "a.zip"), str(tmp_path / "spool")).flaw is flaw


@given(st.text() | st.from_regex(r"[ ']*[=+\-@\t\r\n'].*"))
def test_no_cell_is_a_formula_and_each_is_found_again(text: str) -> None:
    cell = neutral(text)

    assert plain_cell(cell) == text
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
