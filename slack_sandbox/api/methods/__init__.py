"""The Web API: every method that the sandbox knows, by name."""

from __future__ import annotations

from slack_sandbox.api.calls import Method
from slack_sandbox.api.methods import (
    apps,
    assistant,
    chat,
    conversations,
    files,
    people,
    reactions,
    sessions,
    streams,
    views,
)

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **assistant.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **reactions.METHODS,
    **sessions.METHODS,
    **streams.METHODS,
    **views.METHODS,
}
