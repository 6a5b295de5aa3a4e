"""What holds for every test: no settings from outside, loopback without proxies, examples that repeat."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.postgres_programs import described

_OF_TESTS = ("TACTEGIC_TEST_", "TACTEGIC_REQUIRE_", "TACTEGIC_CHROMIUM")

# Nothing that a developer has set for a bot of their own reaches a test, or what a test starts.
for _name in list(os.environ):
    if _name.startswith(("SLACK_", "TACTEGIC_", "OPENAI_")) and not _name.startswith(_OF_TESTS):
        del os.environ[_name]
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

# Databases of tests lie in memory where there is room: a disk that is busy for seconds fails no test then.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# The same examples every time, and none that fails because the machine is busy.
settings.register_profile(
    "tests", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("tests")

# Importing everything makes millions of objects that stay: looking through them for garbage costs seconds.
gc.disable()

_LONG_FIRST = ("simulation", "faults", "browser", "features", "slack", "store", "memory")
"""Folders whose files take longest: begun at the end, one of them would keep one core busy alone."""


def pytest_report_header() -> str:
    return described()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return _LONG_FIRST.index(folder) if folder in _LONG_FIRST else len(_LONG_FIRST)


def pytest_collection_finish(session: pytest.Session) -> None:
    _first_example()
    gc.collect()
    gc.freeze()
    gc.enable()


@given(st.none())
def _first_example(_: None) -> None:
    """Let Hypothesis make its source of randomness, which it does at its first example, before the freeze.

    It warns when nothing refers to that source; on Python 3.14 it cannot see who does once all is frozen.
    """
