"""How secrets of members are sealed, and with which key (B9)."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config import BadSettings, Settings, load_settings
from bot.core.ports.feeds import CannotUnseal
from bot.sealing import KEY_FILE, FernetSealer, open_sealer

SECRET = "https://calendar.example.com/private-0123456789abcdef/basic.ics"


def key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def settings(folder: Path, **others: object) -> Settings:
    return load_settings().model_copy(update={"data_dir": folder, "database_url": None, **others})


def test_what_is_sealed_shows_nothing_and_opens_for_its_owner_alone(tmp_path: Path) -> None:
    sealer = open_sealer(settings(tmp_path))

    sealed = sealer.seal(SECRET, "U1")

    assert "0123456789abcdef" not in sealed
    assert sealer.unseal(sealed, "U1") == SECRET
    for owner, broken in (("U2", sealed), ("U1", sealed[:-4] + "AAA="), ("U1", ""), ("U1", "no token")):
        with pytest.raises(CannotUnseal):
            sealer.unseal(broken, owner)


def test_the_key_is_made_once_in_the_data_folder_for_its_user_alone(tmp_path: Path) -> None:
    sealed = open_sealer(settings(tmp_path)).seal(SECRET, "U1")

    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert open_sealer(settings(tmp_path)).unseal(sealed, "U1") == SECRET


def test_a_key_file_that_is_none_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("no key")
    with pytest.raises(CannotUnseal):
        open_sealer(settings(tmp_path)).seal(SECRET, "U1")
    assert (tmp_path / KEY_FILE).read_text() == "no key"

    (tmp_path / KEY_FILE).unlink()
    (tmp_path / KEY_FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotUnseal):
        open_sealer(settings(tmp_path)).seal(SECRET, "U1")


def test_a_key_is_replaced_by_putting_a_new_one_first(tmp_path: Path) -> None:
    old, new = key(), key()
    sealed = open_sealer(settings(tmp_path, secret_key=SecretStr(old))).seal(SECRET, "U1")
    both = open_sealer(settings(tmp_path, secret_key=SecretStr(f"{new}, {old}")))

    assert both.unseal(sealed, "U1") == SECRET
    assert not both.is_current(sealed)
    again = both.seal(SECRET, "U1")
    assert both.is_current(again)
    assert open_sealer(settings(tmp_path, secret_key=SecretStr(new))).unseal(again, "U1") == SECRET
    assert not (tmp_path / KEY_FILE).exists()


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    sealed = FernetSealer(lambda: (key(),)).seal(SECRET, "U1")

    with pytest.raises(CannotUnseal):
        FernetSealer(lambda: (key(),)).unseal(sealed, "U1")


def test_postgresql_needs_a_key_that_is_set(tmp_path: Path) -> None:
    with pytest.raises(CannotUnseal):
        open_sealer(settings(tmp_path, database_url="postgresql://x/y")).seal(SECRET, "U1")


@pytest.mark.parametrize(
    "written", ["short", "x" * 44, f"{key()},short"], ids=["short", "no base64", "second"]
)
def test_a_key_that_is_none_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TACTEGIC_SECRET_KEY", written)

    with pytest.raises(BadSettings) as refused:
        load_settings()

    assert "TACTEGIC_SECRET_KEY is not usable: each key is 32 random bytes" in str(refused.value)
    assert written not in str(refused.value)
