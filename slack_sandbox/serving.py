"""What every HTTP handler of the workspace shares: its services, and reading JSON."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from slack_sandbox.services.wiring import Services

_SERVICES = web.AppKey("services", Services)


def services_of(request: web.Request) -> Services:
    """Returns the services of the workspace that a request came to."""
    return request.app[_SERVICES]


def keep_services(app: web.Application, services: Services) -> None:
    """Keeps the services on the server, where `services_of` finds them."""
    app[_SERVICES] = services


def parsed(text: str) -> Any:
    """Reads JSON; returns None for what is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None
