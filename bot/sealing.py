"""Seals short secrets of members with a key that is not in the database (ADR 38)."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import Settings, read_keys
from bot.core.ports.feeds import CannotUnseal

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

KEY_FILE = "tactegic.key"
_KEY_BYTES = 32


class FernetSealer:
    """Satisfies ports.Sealer: authenticated encryption, with the owner inside of what is sealed.

    Of several keys the first one seals, and all of them unseal, so that a key can be replaced.
    """

    def __init__(self, keys: Callable[[], Sequence[str]]) -> None:
        """`keys` gives the keys when they are first needed; it raises CannotUnseal where there is none."""
        self._keys = keys

    @cached_property
    def _fernets(self) -> list[Fernet]:
        from cryptography.fernet import Fernet  # loads a large library, which most members never need

        return [Fernet(key.encode()) for key in self._keys()]

    def seal(self, secret: str, owner: str) -> str:
        """Return a secret sealed for its owner; raises CannotUnseal where there is no key."""
        return self._fernets[0].encrypt(json.dumps([owner, secret]).encode()).decode()

    def unseal(self, sealed: str, owner: str) -> str:
        """Return the secret that was sealed for this owner; raises CannotUnseal."""
        for fernet in self._fernets:
            if (content := _opened(fernet, sealed)) is not None:
                whose, secret = json.loads(content)
                if whose != owner:
                    break
                return str(secret)
        raise CannotUnseal

    def is_current(self, sealed: str) -> bool:
        """Return whether it is sealed with the newest key."""
        return _opened(self._fernets[0], sealed) is not None


def _opened(fernet: Fernet, sealed: str) -> bytes | None:
    from cryptography.fernet import InvalidToken

    try:
        return fernet.decrypt(sealed.encode())
    except InvalidToken:
        return None


def open_sealer(settings: Settings) -> FernetSealer:
    """Return the sealer with the keys that are set, or with the key in the data folder, made when needed."""
    return FernetSealer(lambda: _keys_of(settings))


def _keys_of(settings: Settings) -> Sequence[str]:
    if settings.secret_key is not None:
        return read_keys(settings.secret_key.get_secret_value())
    if settings.database_url is not None:  # other processes elsewhere would each have a key of their own
        raise CannotUnseal
    return (_key_in(settings.data_dir / KEY_FILE),)


def _key_in(file: Path) -> str:
    """Return the key of a file, which is made where there is none yet; raises CannotUnseal."""
    try:
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w"
        ) as new:
            new.write(base64.urlsafe_b64encode(os.urandom(_KEY_BYTES)).decode() + "\n")
            new.flush()
            os.fsync(new.fileno())
    except FileExistsError:
        pass
    except OSError:
        raise CannotUnseal from None
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW)) as kept:
            [key] = read_keys(kept.read().strip())
    except (OSError, ValueError):
        raise CannotUnseal from None
    return key
