"""The local embedding model, as it comes inside its packages."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import pytest

from bot.core.ports.errors import Unavailable
from bot.memory.embedding import embedder_from, local_embedder, onnx_folder_embedder
from bot.memory.onnx import ModelFiles, OnnxEmbedder, WrongModel


def near(a: list[float], b: list[float]) -> float:
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


async def test_vectors_are_of_unit_length_in_the_order_given_and_near_in_meaning() -> None:
    embedder = local_embedder()
    long, asked, other = await embedder.embed(
        ["Ana is troubled by the coming duty to report emissions. " * 3, "What worries her?", "tennis"]
    )
    assert {len(vector) for vector in (long, asked, other)} == {embedder.dimensions}
    assert near(long, long) == pytest.approx(1.0, abs=1e-4)
    assert near(long, asked) > near(long, other) + 0.1


async def test_odd_texts_have_vectors_too() -> None:
    embedder = local_embedder()
    vectors = await embedder.embed(["", "\ud800", "\x00\x07", "日本語 🎉", "word " * 5000])
    assert all(near(vector, vector) == pytest.approx(1.0, abs=1e-3) for vector in vectors)
    assert await embedder.embed([]) == []


async def test_callers_at_once_share_one_model_and_the_loop_goes_on() -> None:
    embedder = local_embedder()
    turns = 0

    async def turning() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(turning())
    one, two = await asyncio.gather(embedder.embed(["carbon"] * 40), embedder.embed(["carbon"]))
    ticking.cancel()
    assert near(one[0], two[0]) > 0.99
    assert turns > 20


async def test_a_model_other_than_the_checked_one_is_refused(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("something else")
    files = ModelFiles("m", tmp_path / "model.onnx", tmp_path / "tokenizer.json", ("0" * 64, "0" * 64))
    with pytest.raises(WrongModel, match="not those that were checked"):
        await OnnxEmbedder(files).embed(["x"])


async def test_a_folder_of_ones_own_works_and_its_identity_follows_its_files(tmp_path: Path) -> None:
    files = local_embedder()._files
    (tmp_path / "model.onnx").write_bytes(files.model.read_bytes())
    (tmp_path / "tokenizer.json").write_bytes(files.tokenizer.read_bytes())
    own = embedder_from(f"onnx:{tmp_path}")
    assert own.dimensions == 384
    [vector] = await own.embed(["carbon"])
    [local] = await local_embedder().embed(["carbon"])
    assert near(vector, local) > 0.999
    assert own.identity.startswith(f"{tmp_path.name}@")
    (tmp_path / "tokenizer.json").write_text("{}")
    assert onnx_folder_embedder(tmp_path).identity != own.identity


async def test_a_broken_model_is_unavailable(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(Unavailable):
        await onnx_folder_embedder(tmp_path).embed(["x"])


@pytest.mark.parametrize("setting", ["openai", "remote", ""])
def test_an_unknown_or_incomplete_setting_is_named(setting: str) -> None:
    with pytest.raises(ValueError, match="TACTEGIC_EMBEDDINGS"):
        embedder_from(setting)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongModel, match=r"model\.onnx"):
        embedder_from(f"onnx:{tmp_path / 'nowhere'}")
