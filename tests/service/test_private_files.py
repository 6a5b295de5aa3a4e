"""Nobody else on the machine can read what is kept: whatever the umask, and whatever stood there before."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.config import REPOSITORY, BadSettings, load_settings
from bot.private_files import alone_in, keep_private
from bot.trying import trying
from slack_sandbox.testing import text_of
from slack_sandbox.testing.people import newcomer
from tests.features.conftest import NO_PACE
from tests.features.waiting import until


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """A process that would give everybody everything."""
    before = os.umask(0)
    yield
    os.umask(before)


def wide(folder: Path) -> list[str]:
    """What others may read, write or enter, with its rights."""
    paths = [folder, *folder.rglob("*")]
    modes = [(path, stat.S_IMODE(path.lstat().st_mode)) for path in paths]
    return [f"{path.name} {mode:o}" for path, mode in modes if mode & 0o077]


async def test_everything_that_a_running_bot_makes_is_its_users_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with trying(keep_in=data, pace=NO_PACE) as (sandbox, _):
        person = newcomer(sandbox, "mira")
        await person.dm("Met Ana Ruiz from Northwind yesterday, she likes harbours")
        assert "Ana Ruiz" in text_of(await person.next_message(where=lambda m: "Ana" in text_of(m)))
        await until(lambda: any((data / "chroma").glob("*/*.bin")))
        names = {path.name for path in data.rglob("*")}
        assert {"tactegic.db", "tactegic.db-wal", "tactegic.db-shm", "chroma.sqlite3", "lock"} <= names
        assert wide(data) == []
    assert wide(data) == []


def test_wider_rights_of_before_are_mended_and_said(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "chroma" / "segment").mkdir(parents=True, mode=0o755)
    for name in (
        "tactegic.db",
        "tactegic.db-wal",
        "lock",
        "chroma/chroma.sqlite3",
        "chroma/segment/data.bin",
    ):
        (data / name).touch(mode=0o644)
    (data / "somebodys.txt").touch(mode=0o644)
    with socket.socket(socket.AF_UNIX) as control:
        control.bind(str(data / "control.sock"))

    program = """
from bot.config import load_settings
from bot.private_files import keep_private
from bot.telemetry import configure_logging
configure_logging("json", "info")
print(keep_private(load_settings()))
"""
    environment = os.environ | {"TACTEGIC_DATA_DIR": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "9"
    assert '"event": "data.was_open_to_others", "level": "warning"' in done.stderr
    assert '"mended": 9' in done.stderr
    assert wide(data) == ["somebodys.txt 644"], "what is not the bot's is left alone"
    assert keep_private(load_settings(data_dir=data)) == 0


def test_files_of_a_database_elsewhere_are_mended_too(tmp_path: Path) -> None:
    (tmp_path / "else.db").touch(mode=0o644)
    settings = load_settings(data_dir=tmp_path / "data", database_url=f"sqlite:///{tmp_path / 'else.db'}")

    assert keep_private(settings) == 1
    assert wide(tmp_path / "data") == []
    assert stat.S_IMODE((tmp_path / "else.db").stat().st_mode) == 0o600


@pytest.mark.parametrize("folder", ["/", "/tmp", "~"])
def test_a_folder_for_everybody_is_refused_and_left_as_it_is(folder: str) -> None:
    path = Path(folder).expanduser()
    before = path.stat().st_mode

    with pytest.raises(BadSettings, match="name a folder that is the bot's alone"):
        keep_private(load_settings(data_dir=path))

    assert path.stat().st_mode == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
def test_what_belongs_to_somebody_else_is_refused() -> None:
    with TemporaryDirectory(prefix="tactegic-") as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o755)
        data.parent.chmod(0o755)
        settings = load_settings(data_dir=data)
        os.seteuid(65534)
        try:
            with pytest.raises(BadSettings, match=r"belongs to another user \(id 0\)"):
                keep_private(settings)
        finally:
            os.seteuid(0)
        assert stat.S_IMODE(data.stat().st_mode) == 0o755


def test_a_file_or_a_link_that_leads_nowhere_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for place in ("file", "file/below", "nowhere"):
        with pytest.raises(BadSettings, match=r"TACTEGIC_DATA_DIR .* cannot be used"):
            keep_private(load_settings(data_dir=tmp_path / place))


@pytest.mark.parametrize("name", ["tactegic.db", "tactegic.db-wal", "lock", "chroma"])
def test_links_in_the_data_folder_are_followed_nowhere(tmp_path: Path, name: str) -> None:
    data, victim = tmp_path / "data", tmp_path / "victim"
    data.mkdir()
    victim.write_text("mine")
    victim.chmod(0o644)
    (data / name).symlink_to(victim)

    with pytest.raises(BadSettings, match=f"{name} in it is a link"):
        keep_private(load_settings(data_dir=data))
    if name == "lock":
        with pytest.raises(BadSettings, match="a link stands"), alone_in(data):
            pass

    assert (victim.read_text(), stat.S_IMODE(victim.stat().st_mode)) == ("mine", 0o644)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")
@pytest.mark.parametrize("owned", [".", "lock", "tactegic.db"])
def test_what_only_somebody_else_may_open_is_refused_in_one_sentence(owned: str) -> None:
    with TemporaryDirectory(prefix="tactegic-") as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        data.parent.chmod(0o755)
        for name in ("lock", "tactegic.db"):
            (data / name).touch(mode=0o600)
        for path in (data, *data.iterdir()):
            os.chown(path, 0 if path == data / owned else 65534, -1)
        settings = load_settings(data_dir=data)
        os.seteuid(65534)
        try:
            with pytest.raises(BadSettings, match=r"TACTEGIC_DATA_DIR .* cannot be used"):
                keep_private(settings)
        finally:
            os.seteuid(0)


def test_a_read_only_disk_is_named(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro,mode=0700", "tmpfs", data], check=False)
    if mounted.returncode:
        pytest.skip("only root can mount a read-only disk")
    try:
        with pytest.raises(BadSettings, match="its disk is read-only"):
            keep_private(load_settings(data_dir=data))
    finally:
        subprocess.run(["umount", data], check=True)
