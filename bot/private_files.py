"""Keeps the data folder for the bot's own user alone: folders 0700, files 0600, whatever the umask."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog

from bot.config import BadSettings, Settings

_log = structlog.get_logger(__name__)
_FOLDER, _FILE, _OTHERS = 0o700, 0o600, 0o077
_LOCK_AGAIN_SECONDS = 0.05
_OURS = ("tactegic.db*", "tactegic.key", "lock", "*.sock", "chroma", "chroma.damaged-*", "backups", "scratch")
"""What the bot puts into the data folder. Whatever else lies there is left alone."""


class AlreadyRunning(Exception):
    """Another process works in the same data folder."""


@contextmanager
def alone_in(folder: Path, *, patience_seconds: float = 0.0) -> Iterator[None]:
    """Hold a data folder for this process alone; raises AlreadyRunning, BadSettings.

    Who held it may be ending just now, and is waited for as long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        held = os.open(folder / "lock", flags, 0o600)
    except OSError as error:
        raise BadSettings(unusable(folder, error)) from None
    until = time.monotonic() + patience_seconds
    with os.fdopen(held, "r+") as lock:
        while not _is_locked(lock.fileno()):
            if time.monotonic() >= until:
                raise AlreadyRunning(
                    f"Another Tactegic works in {folder}. Stop it, or use PostgreSQL and a Chroma server "
                    "(TACTEGIC_DATABASE_URL, TACTEGIC_CHROMA_URL) to run several."
                )
            time.sleep(_LOCK_AGAIN_SECONDS)
        yield


def _is_locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def keep_private(settings: Settings) -> int:
    """Let nobody else read what is kept on this machine; return how many files and folders were mended.

    From now on this process and its children make files that are their user's alone, sockets too. What stands
    there with wider rights gets narrower ones, and the log says so. Raises BadSettings where that cannot be
    done, since the files belong to somebody else, or since the folder is one for everybody.
    """
    os.umask(_OTHERS)
    mended = 0
    if settings.database_url is None or settings.chroma_url is None:
        with _usable(settings.data_dir):
            _refuse_shared(settings.data_dir)
            settings.data_dir.mkdir(parents=True, exist_ok=True, mode=_FOLDER)
            mended += _mend(settings.data_dir.resolve())
            mended += sum(map(_mend, _kept_in(settings.data_dir)))
        _check_usable(settings.data_dir)
    mended += sum(map(_mend, _database_files(settings.database_url)))
    if mended:
        _log.warning("data.was_open_to_others", mended=mended)
    return mended


def _refuse_shared(folder: Path) -> None:
    """Refuse a folder whose rights are not the bot's to change: /tmp, a home, the root of the machine."""
    place = folder.expanduser().resolve()
    is_sticky = place.is_dir() and place.stat().st_mode & stat.S_ISVTX
    if is_sticky or place == Path(place.anchor) or place == Path(os.path.expanduser("~")).resolve():
        raise BadSettings(
            f"TACTEGIC_DATA_DIR is {folder}, which others use, too: name a folder that is the bot's alone."
        )


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    """Turn what the system says against a data folder into one sentence."""
    try:
        yield
    except OSError as error:
        raise BadSettings(unusable(folder, error)) from None


def unusable(folder: Path, error: OSError) -> str:
    """Say why a data folder cannot be used, e.g. "… is a file" or "… lies on a disk that is read-only"."""
    reasons = {
        errno.EEXIST: "a file or a link that leads nowhere stands in its place",
        errno.ENOTDIR: "a file stands in the place of a folder",
        errno.EROFS: "its disk is read-only",
        errno.ENOSPC: "no space is left on its disk",
        errno.ELOOP: "a link stands where the bot's own file or folder should be",
        errno.EACCES: f"user {os.geteuid()}, who runs the bot, may not enter or write it",
        errno.EPERM: f"user {os.geteuid()}, who runs the bot, may not change it",
    }
    reason = reasons.get(error.errno or 0, f"the system says {error.strerror}")
    return f"TACTEGIC_DATA_DIR {folder} cannot be used: {reason}. Mend that, or name another folder."


def may_access(path: Path, mode: int) -> bool:
    """Return whether this process may do so with a file, as the user that it acts as."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _check_usable(folder: Path) -> None:
    """Raise BadSettings where the folder or one of the bot's files in it cannot be read and written."""
    if not may_access(folder, os.R_OK | os.W_OK | os.X_OK):
        read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
        raise BadSettings(unusable(folder, OSError(errno.EROFS if read_only else errno.EACCES, "")))
    for path in _kept_in(folder):
        needed = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
        if path.exists() and not may_access(path, needed):
            raise BadSettings(
                f"TACTEGIC_DATA_DIR {folder} cannot be used: user {os.geteuid()}, who runs the bot, may not "
                f"read and write {path.name} in it, which belongs to user {path.lstat().st_uid}."
            )


def _kept_in(folder: Path) -> Iterator[Path]:
    """Yield what the bot keeps there; raises BadSettings for a link in the place of one of its files."""
    for pattern in _OURS:
        for found in sorted(folder.glob(pattern)):
            if found.is_symlink():
                raise BadSettings(
                    f"TACTEGIC_DATA_DIR {folder} cannot be used: {found.name} in it is a link, and the bot "
                    "follows none. Put the file itself there, or name another folder."
                )
            yield found
            if found.is_dir():
                yield from (each for each in sorted(found.rglob("*")) if not each.is_symlink())


def _database_files(url: str | None) -> Iterator[Path]:
    """The files of a SQLite database that lies elsewhere."""
    if url is None or not url.startswith("sqlite:///"):
        return
    path = Path(url.removeprefix("sqlite:///").partition("?")[0])
    yield from (each for each in sorted(path.parent.glob(f"{path.name}*")) if each.is_file())


def _mend(path: Path) -> bool:
    """Narrow the rights of a file or folder where they are too wide; tell whether they were."""
    try:
        found = path.lstat()
    except FileNotFoundError:  # a log that SQLite removed meanwhile
        return False
    if stat.S_ISLNK(found.st_mode) or not found.st_mode & _OTHERS:
        return False
    try:
        _change_mode(path, _FOLDER if stat.S_ISDIR(found.st_mode) else _FILE)
    except FileNotFoundError:
        return False
    except PermissionError:
        raise BadSettings(
            f"{path} can be read by others and belongs to another user (id {found.st_uid}), so its rights "
            f"cannot be changed. Give it to the user who runs the bot (id {os.geteuid()}), or name another "
            "folder in TACTEGIC_DATA_DIR."
        ) from None
    return True


def _change_mode(path: Path, mode: int) -> None:
    """Change the rights of exactly this file, even where a link took its place meanwhile."""
    if not hasattr(os, "O_PATH"):
        path.lchmod(mode)
        return
    held = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if not stat.S_ISLNK(os.fstat(held).st_mode):
            os.chmod(f"/proc/self/fd/{held}", mode)
    finally:
        os.close(held)
