"""Finds the PostgreSQL whose programs the tests start, and says in words which one it is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path


class NoPostgres(RuntimeError):
    """No PostgreSQL server could be started here; the text says why."""


@cache
def programs() -> Path:
    """Return the folder with `initdb` and `postgres`: the system's, else the package's; raises NoPostgres."""
    for folder in (*_of_system(), *_of_package()):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres(
        "initdb and postgres are neither in /usr/lib/postgresql nor where pg_config says, and the package "
        "pgserver, which has no build for Python 3.13 and newer, is not installed: "
        "install PostgreSQL (scripts/install-system does)"
    )


def described() -> str:
    """Say in one line which PostgreSQL the tests use, or why there is none."""
    if os.environ.get("TACTEGIC_TEST_POSTGRES_URL"):
        return "PostgreSQL: the server that TACTEGIC_TEST_POSTGRES_URL names"
    try:
        folder = programs()
    except NoPostgres as error:
        return f"PostgreSQL: none ({error})"
    whose = "the package pgserver's" if folder in _of_package() else "the system's"
    return f"PostgreSQL: {whose}, from {folder}"


def _of_system() -> list[Path]:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if shutil.which("pg_config"):
        found = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(found.stdout.strip()))
    return folders


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


def _of_package() -> list[Path]:
    packaged = importlib.util.find_spec("pgserver")
    if packaged is None or packaged.origin is None:
        return []
    return [Path(packaged.origin).parent / "pginstall" / "bin"]
