"""Run the tests in another order: `-p tests.support.ordering --order reversed`, or `--order random:7`.

A test that passes only after another one, or only before it, relies on something that both share. In another
order it fails, and so shows it. The files are put in another order, and the tests inside each file; the tests
of a file stay together, because they share a running bot.
"""

from __future__ import annotations

from itertools import groupby
from random import Random, randrange
from typing import Any

import pytest

_RANDOM = "random"
_SEEDS = 10_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--order", default="reversed", help="reversed, random or random:SEED")


def pytest_configure(config: pytest.Config) -> None:
    """Check the order, and choose a seed where none was given; worker processes are told it."""
    order: str = getattr(config, "workerinput", {}).get("order", config.option.order)
    if order == _RANDOM:
        order = f"{_RANDOM}:{randrange(_SEEDS)}"
    name, _, seed = order.partition(":")
    if name not in ("reversed", _RANDOM) or (name == _RANDOM) != bool(seed):
        raise pytest.UsageError(f"--order {order}: reversed, random or random:SEED")
    config.option.order = order


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker process of pytest-xdist the order, since all of them must come to the same one."""
    node.workerinput["order"] = node.config.option.order


def pytest_report_header(config: pytest.Config) -> str:
    """Name the order, with the seed that repeats it."""
    return f"order: {config.option.order}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    name, _, seed = config.option.order.partition(":")
    if name == "reversed":
        items.reverse()
    else:
        items[:] = _shuffled(items, Random(seed))


def _shuffled(items: list[pytest.Item], chance: Random) -> list[pytest.Item]:
    """The files in a random order, and the tests of each file in a random order."""
    files = [list(tests) for _, tests in groupby(sorted(items, key=_file), key=_file)]
    chance.shuffle(files)
    for tests in files:
        chance.shuffle(tests)
    return [test for tests in files for test in tests]


def _file(item: pytest.Item) -> str:
    return str(item.path)
