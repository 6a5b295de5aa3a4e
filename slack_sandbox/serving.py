"""What every HTTP handler of the workspace shares: its services, and reading JSON."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from slack_sandbox.services.wiring import Services

_SERVICES = web.AppKey("services", Services)


def services_of(request: web.Request) -> Services:
    """The services behind a request."""
    return request.app[_SERVICES]


def keep_services(app: web.Application, services: Services) -> None:
    """Lets handlers find the services."""
    app[_SERVICES] = services


def parsed(text: str) -> Any:
    """JSON, or None where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return None
