"""Whatever was indexed, moved, forgotten and erased before: a scope gets its own notes and nobody else's."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, Space, WorkspaceId, own_space, team_space
from bot.memory import open_memory
from tests.memory.memory_support import WordEmbedder, chroma_server, entry

WORKSPACES = [WorkspaceId("T1"), WorkspaceId("T2"), WorkspaceId("T1/m:U1")]
MEMBERS = [MemberId("U1"), MemberId("U2")]
TEAMS = [team_space("a"), team_space("b")]
SPACES: list[Space] = [*map(own_space, MEMBERS), *TEAMS, WORKSPACE_SPACE]
NOTES = ["n1", "n2", "n3"]

spaces = st.frozensets(st.sampled_from(SPACES), max_size=3)
workspaces = st.sampled_from(WORKSPACES)
notes = st.sampled_from(NOTES)
steps = st.lists(
    st.tuples(st.just("index"), workspaces, notes, spaces)
    | st.tuples(st.just("forget"), workspaces, notes, spaces)
    | st.tuples(st.just("erase"), workspaces, notes, st.just(frozenset())),
    max_size=12,
)
scopes = [
    Scope(workspace, member, frozenset(teams))
    for workspace in WORKSPACES
    for member in MEMBERS
    for teams in ([], TEAMS[:1], TEAMS)
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with chroma_server(tmp_path_factory.mktemp("server") / "data") as url:
        yield url


@pytest.fixture(params=["embedded", pytest.param("server", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest) -> str | None:
    return request.getfixturevalue("server") if request.param == "server" else None


@given(steps)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_scope_ever_gets_another_ones_note(
    url: str | None, steps: list[tuple[str, WorkspaceId, str, frozenset[Space]]]
) -> None:
    expected: dict[tuple[WorkspaceId, str], frozenset[Space]] = {}
    with tempfile.TemporaryDirectory() as folder:
        memory = open_memory(WordEmbedder(uuid.uuid4().hex), folder=Path(folder), url=url)
        for kind, workspace, note, where in steps:
            if kind == "index":
                await memory.index(workspace, [entry(note, "carbon", *where)])
                expected[workspace, note] = where
            elif kind == "forget":
                await memory.forget(workspace, [note], where)
                expected[workspace, note] = expected.get((workspace, note), frozenset()) - where
            else:
                await memory.erase(workspace, [note])
                expected[workspace, note] = frozenset()
        for scope in scopes:
            hits = await memory.nearest(scope, "carbon", limit=10)
            visible = {
                note
                for (workspace, note), where in expected.items()
                if workspace == scope.workspace and where & scope.spaces
            }
            assert sorted(hit.note_id for hit in hits) == sorted(visible)
        assert await memory.all_ids() == {key: where for key, where in expected.items() if where}
        await memory.close()
