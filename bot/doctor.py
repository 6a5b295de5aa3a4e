"""Finds how the bot stands, for `tactegic doctor`: in ids, counts and kinds of error, never in texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.config import Settings
from bot.core.identity import WorkspaceId
from bot.core.ports.errors import Unavailable
from bot.wiring import Parts

_LISTED = 20


async def examine(settings: Settings, parts: Parts) -> dict[str, Any]:
    """Return all findings as one JSON object."""
    letters = await parts.store.dead_letters(_LISTED)
    return {
        "settings": _settings(settings),
        "queue": await parts.store.counts(),
        "dead_letters": [asdict(letter) | {"died_at": letter.died_at.isoformat()} for letter in letters],
        "index": await _index(parts),
    }


def sentences(findings: dict[str, Any]) -> list[str]:
    """Return the findings as lines for people to read."""
    lines = ["Settings"]
    lines += [f"  {name}: {value}" for name, value in findings["settings"].items()]
    lines += ["Queue"]
    lines += [f"  {state}: {count}" for state, count in sorted(findings["queue"].items())] or ["  empty"]
    lines += ["Index", *(f"  {name}: {value}" for name, value in findings["index"].items())]
    letters = findings["dead_letters"]
    lines += [f"Dead letters: {len(letters) or 'none'}"]
    for letter in letters:
        lines += [
            f"  {letter['key']}  {letter['kind']}  {letter['error']}  tried {letter['attempts']} times, "
            f"given up {letter['died_at']}  (ref {letter['reference']})"
        ]
    if letters:
        lines += ["  Try one again: tactegic doctor --replay KEY"]
    return lines


def _settings(settings: Settings) -> dict[str, str]:
    model = settings.model if settings.has_model else "none: rules answer (simple mode)"
    return {
        "database": "PostgreSQL" if settings.database_url else f"SQLite in {settings.data_dir}",
        "vectors": "Chroma server" if settings.chroma_url else f"embedded in {settings.chroma_dir}",
        "embeddings": settings.embeddings,
        "model": model,
        "slack": "bot token set" if settings.slack_bot_token else "SLACK_BOT_TOKEN is missing",
    }


async def _index(parts: Parts) -> dict[str, Any]:
    """Compare the notes of store and index, by workspace and id."""
    try:
        if await parts.memory.needs_rebuild():
            return {"state": "to be built: tactegic reindex, or the next start"}
        indexed = await parts.memory.all_ids()
    except Unavailable as error:
        return {"state": f"not reachable: {error}"}
    workspaces = {workspace async for workspace, _ in parts.store.member_keys()}
    stored = {(workspace, id) for workspace in workspaces async for _, id in parts.store.note_keys(workspace)}
    return _compared(stored, {(workspace, id) for workspace, id in indexed})


def _compared(stored: set[tuple[WorkspaceId, str]], indexed: set[tuple[WorkspaceId, str]]) -> dict[str, Any]:
    missing, surplus = len(stored - indexed), len(indexed - stored)
    state = "agrees with the notes" if not missing and not surplus else "differs: tactegic reindex"
    return {"state": state, "notes": len(stored), "not indexed": missing, "indexed but gone": surplus}
