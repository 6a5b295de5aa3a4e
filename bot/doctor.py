"""Finds how the bot stands, for `tactegic doctor`: in ids, counts and kinds of error, never in texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.coach.model.asking.rungs import Learnt
from bot.config import Settings
from bot.core.guarding import Guard
from bot.core.identity import WorkspaceId
from bot.core.ports.errors import Unavailable
from bot.slack.clients import NO_CONNECTION, BadToken, identify, no_answer, open_session, web_client
from bot.slack.codes import error_code, is_trouble
from bot.slack.manifest import SCOPES
from bot.slack.words import refused_app_token, slack_cannot_say
from bot.wiring import Parts

_LISTED = 20
_ERASING = "unfinished on disk: another program reads the database; it is finished when that one ends"
_SLACK_SECONDS = 5.0


async def examine(settings: Settings, parts: Parts) -> dict[str, Any]:
    """Return all findings as one JSON object."""
    letters = await parts.store.dead_letters(_LISTED)
    return {
        "settings": _settings(settings),
        "database": await _database(parts),
        "queue": await parts.store.counts(),
        "dead_letters": [asdict(letter) | {"died_at": letter.died_at.isoformat()} for letter in letters],
        "index": await _index(parts),
        "model": _model(parts.model.learnt) | await _asked_for(parts) if parts.model else {},
        "away": {guard.name: _left_alone(guard) for guard in parts.guards.all() if guard.is_open},
        "erasure": _ERASING if parts.store.is_erasing else "finished on disk",
        "calendars": await _calendars(parts),
        "slack": await _slack(settings),
    }


def sentences(findings: dict[str, Any]) -> list[str]:
    """Return the findings as lines for people to read."""
    lines = ["Settings"]
    lines += [f"  {name}: {value}" for name, value in findings["settings"].items()]
    lines += [f"Database: {findings['database']}", "Queue"]
    lines += [f"  {state}: {count}" for state, count in sorted(findings["queue"].items())] or ["  empty"]
    lines += ["Index", *(f"  {name}: {value}" for name, value in findings["index"].items())]
    if findings["model"]:
        lines += ["Model", *(f"  {name}: {value}" for name, value in findings["model"].items())]
    lines += [f"Left alone: {name}, {how}" for name, how in findings["away"].items()]
    lines += [f"Erasure: {findings['erasure']}", f"Calendars: {findings['calendars']}"]
    lines += ["Slack", *(f"  {name}: {value}" for name, value in findings["slack"].items())]
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
        "slack": "bot token set" if settings.bot_token() else "SLACK_BOT_TOKEN is missing",
    }


def _model(learnt: Learnt) -> dict[str, str]:
    """Tell what is known of the model's server: nothing until it was asked, or by `doctor --model`."""
    left_out = sorted(each.value for each in learnt.dialect.dropped)
    return {
        "asked by": learnt.rung.value if learnt.rung else "not known yet: tactegic doctor --model",
        "left out of requests": ", ".join(left_out) or "nothing",
    }


async def _asked_for(parts: Parts) -> dict[str, str]:
    """Tell for whom it is asked, where admins decided: in how many workspaces by which rule."""
    found = await parts.store.count_records("WorkspaceDefaults", "model")
    rules = [f"{rule}: {count}" for rule, count in sorted(found.items()) if rule]
    return {"asked for, as admins decided": ", ".join(rules) or "everybody who did not choose rules only"}


async def _database(parts: Parts) -> str:
    """Tell whether the database can be written: on a full disk nothing is taken in."""
    try:
        await parts.store.check_writing(at_once=True)
    except Unavailable as problem:
        return str(problem)
    if await parts.store.is_damaged():
        return "damaged: docs/operations.md has the way back"
    return "can be written"


async def _calendars(parts: Parts) -> str:
    """Tell how many members connected a calendar, and how many of these cannot be read, by the cause."""
    connected = sum((await parts.store.count_records("CalendarLink", "host")).values())
    flaws = await parts.store.count_records("CalendarReading", "flaw")
    causes = ", ".join(f"{flaw}: {count}" for flaw, count in sorted(flaws.items()) if flaw)
    if not connected:
        return "none is connected"
    return f"{connected} connected" + (
        f", of which cannot be read now ({causes})" if causes else ", all are read"
    )


def _left_alone(guard: Guard) -> str:
    return f"for {guard.open_seconds:.0f} s ({guard.problem}); it is used again when it answers"


async def _slack(settings: Settings) -> dict[str, str]:
    """Ask Slack whether it takes the tokens, and what the bot token may do."""
    token = settings.bot_token()
    if token is None:
        in_file = settings.slack_bot_token is None and settings.slack_bot_token_file is not None
        return {"bot token": settings.no_token_in_file if in_file else "missing, or more than one word"}
    async with open_session(_SLACK_SECONDS) as session:
        client = web_client(token, settings.slack_api_url, session, repeats=False)
        found = {"bot token": await _bot_token(client)}
        if settings.slack_app_token is not None:
            app_token = settings.slack_app_token.get_secret_value()
            found["app token"] = await _app_token(client, app_token)
    return found


async def _bot_token(client: AsyncWebClient) -> str:
    try:
        identity = await identify(client)
    except BadToken as refused:
        return f"refused ({refused.reason}): what is queued waits for a new token"
    except Unavailable as trouble:
        return slack_cannot_say(str(trouble))
    if missing := identity.missing_scopes(SCOPES):
        return f"taken, but without the scopes {', '.join(missing)}: install the app again"
    return f"taken by workspace {identity.workspace}"


async def _app_token(client: AsyncWebClient, token: str) -> str:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as refused:
        code = error_code(refused)
        return slack_cannot_say(code) if is_trouble(refused) else refused_app_token(code)
    except NO_CONNECTION as problem:
        return slack_cannot_say(no_answer(problem))
    return "taken"


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
