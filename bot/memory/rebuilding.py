"""Makes a collection anew without what was deleted from it: Chroma keeps deleted vectors in its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

NEW = ".new"
PAGE = 500
"""Records a call."""

HNSW = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 32,
        "max_neighbors": 8,
        "batch_size": 32,
        "sync_threshold": 32,
    }
}
"""Nobody asks Chroma's graph, so it need not be good; what waits to enter it makes each write dearer."""


def collection(client: ClientAPI, name: str) -> Collection:
    """Return the collection of this name, made if need be, which is given vectors and never makes any."""
    return client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration=HNSW,  # type: ignore[arg-type]
    )


def find_collection(client: ClientAPI, name: str) -> Collection | None:
    """Return the collection of this name, if there is one."""
    from chromadb.errors import NotFoundError

    try:
        return client.get_collection(name, embedding_function=None)
    except NotFoundError:
        return None


def rebuild(client: ClientAPI, name: str) -> None:
    """Copy what is left of a collection into a new one, which then takes its name."""
    old = find_collection(client, name)
    if old is None:
        return
    new = collection(client, name + NEW)
    offset = 0
    while True:
        page = old.get(limit=PAGE, offset=offset, include=["embeddings", "metadatas"])
        if not page["ids"]:
            break
        new.upsert(ids=page["ids"], embeddings=page["embeddings"], metadatas=page["metadatas"])
        offset += len(page["ids"])
    client.delete_collection(name)
    new.modify(name=name)


def recover(client: ClientAPI) -> None:
    """Finish or drop copies that a crash left behind."""
    names = {found.name for found in client.list_collections()}
    for name in names:
        if not name.endswith(NEW):
            continue
        if name.removesuffix(NEW) in names:
            client.delete_collection(name)
        else:
            collection(client, name).modify(name=name.removesuffix(NEW))
