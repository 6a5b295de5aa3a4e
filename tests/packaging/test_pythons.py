"""The versions of Python that are named in several places, and how set-up finds one of them that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

REPOSITORY = Path(__file__).parents[2]
SCRIPT = REPOSITORY / "scripts" / "pythons"
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


def pythons(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script where only the programs of a folder, and what a system always has, are found."""
    kept = {"HOME": str(folder), "PATH": f"{folder}:{folder / 'tools'}"}
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("env", "bash", "cut", "sed", "sort", "ls"):
        target = next(p for p in (Path("/bin") / name, Path("/usr/bin") / name) if p.exists())
        if not (tools / name).exists():
            (tools / name).symlink_to(target)
    return subprocess.run([SCRIPT, *arguments], env=kept, capture_output=True, text=True, check=False)


def program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/usr/bin/env bash\n{script}\n")
    path.chmod(0o755)


def test_one_range_of_versions_holds_everywhere() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    versions = re.findall(r"3\.\d+", re.search(r"versions=\((.*)\)", SCRIPT.read_text())[1])  # type: ignore[index]
    allowed = SpecifierSet(settings["project"]["requires-python"])

    assert [f"3.{minor}" for minor in range(30, 0, -1) if f"3.{minor}" in allowed] == versions
    assert settings["tool"]["mypy"]["python_version"] == versions[-1]
    assert settings["tool"]["ruff"]["target-version"] == f"py{versions[-1].replace('.', '')}"
    assert HERE in versions
    for document in ("README.md", "CONTRIBUTING.md"):
        assert f"{versions[-1]} to {versions[0]}" in (REPOSITORY / document).read_text()


def test_a_program_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "python3.14", "echo 'pyenv: python3.14: command not found' >&2; exit 127")
    program(tmp_path / f"python{HERE}", f'exec "{sys.executable}" "$@"')

    found = pythons(tmp_path).stdout.splitlines()

    assert [line.split()[0] for line in found] == [HERE]
    assert not found[0].startswith(f"{HERE} {tmp_path}"), "the interpreter itself, not what led to it"


def test_a_python_of_another_version_or_without_ensurepip_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "python3", "echo 3.10 /usr/bin/python3.10")
    program(tmp_path / "python3.13", "echo \"No module named 'ensurepip'\" >&2; exit 1")

    assert pythons(tmp_path).stdout == ""
    assert pythons(tmp_path, "newest").stdout == ""
    assert pythons(tmp_path, "check", str(tmp_path / "python3")).returncode == 1
    assert pythons(tmp_path, "check", str(tmp_path / "python3.13")).returncode == 1
    assert pythons(tmp_path, "check", str(tmp_path / "nothing")).returncode == 1


@pytest.mark.parametrize(
    "folder", [".pyenv/versions/3.12.{}", ".local/share/uv/python/cpython-3.12.{}-linux"]
)
def test_pythons_that_tools_keep_elsewhere_are_found_the_newest_patch_first(
    tmp_path: Path, folder: str
) -> None:
    for patch in (9, 11, 2):
        where = tmp_path / folder.format(patch) / "bin" / "python3.12"
        program(where, f"echo 3.12 /kept/3.12.{patch}")
    program(tmp_path / "python3.11", "echo 3.11 /usr/bin/python3.11")

    assert pythons(tmp_path).stdout.splitlines() == ["3.12 /kept/3.12.11", "3.11 /usr/bin/python3.11"]
    assert pythons(tmp_path, "newest").stdout == "/kept/3.12.11\n"
    assert pythons(tmp_path, "oldest").stdout == "/usr/bin/python3.11\n"


def test_an_environment_is_checked_against_the_python_that_was_asked_for(tmp_path: Path) -> None:
    program(tmp_path / "python3.12", "echo 3.12 /usr/bin/python3.12")
    program(tmp_path / "python3.13", "echo 3.13 /usr/bin/python3.13")
    environment = str(tmp_path / "python3.12")

    assert pythons(tmp_path, "check", environment).returncode == 0
    assert pythons(tmp_path, "check", environment, "").returncode == 0
    assert pythons(tmp_path, "check", environment, environment).returncode == 0
    assert pythons(tmp_path, "check", environment, str(tmp_path / "python3.13")).returncode == 1


@pytest.mark.parametrize("name", ["runtime", "dev", "build"])
def test_one_lock_has_one_version_of_a_package_for_all_pythons(name: str) -> None:
    pinned = re.findall(
        r"^([\w.-]+)==", (REPOSITORY / "requirements" / f"{name}.txt").read_text(), re.MULTILINE
    )

    assert len(pinned) > 3
    assert len(pinned) == len(set(pinned))
    assert "://" not in (REPOSITORY / "requirements" / f"{name}.txt").read_text()


def test_the_environment_of_the_tests_is_one_that_set_up_would_choose() -> None:
    done = subprocess.run([SCRIPT, "check", sys.executable], env=os.environ, check=False)

    assert done.returncode == 0
