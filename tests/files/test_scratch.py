"""Passing files: in a folder of the bot's user alone, gone after use, and after a crash at the next start."""

from __future__ import annotations

from pathlib import Path

from bot.files.scratch import FileScratch


def test_a_folder_is_private_and_gone_after_use_and_what_a_crash_left_goes_at_start(tmp_path: Path) -> None:
    scratch = FileScratch(tmp_path)
    with scratch.folder() as folder:
        (folder / "rows").write_text("what somebody keeps")
        assert [each.stat().st_mode & 0o777 for each in (folder, folder.parent)] == [0o700, 0o700]
    assert not folder.exists()
    left = tmp_path / "scratch" / "left"
    left.mkdir()
    (left / "rows").write_text("what a killed process left")

    scratch.clear()

    assert not (tmp_path / "scratch").exists()
