"""`python -m slack_sandbox`: a workspace for the app that one is working on, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

import yaml

from slack_sandbox.any_app import any_app
from slack_sandbox.server import Sandbox
from slack_sandbox.workspace.state import Json


def main() -> None:
    """Runs the command line."""
    options = _options()
    try:
        sandbox = Sandbox(_manifest(options))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as wrong:
        sys.exit(f"{options.manifest or 'The manifest'} is no app manifest: {wrong!r}")
    try:
        asyncio.run(_serve(sandbox, options.port))
    except OSError as taken:
        sys.exit(f"Port {options.port} cannot be used: {taken.strerror}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m slack_sandbox", description="Start a Slack workspace on this machine for any app."
    )
    parser.add_argument(
        "--port", type=int, default=0, help="port of the page and the API (default: a free one)"
    )
    parser.add_argument(
        "--manifest", type=Path, help="the app's manifest, JSON or YAML (default: may do all)"
    )
    parser.add_argument("--name", default="App", help="the app's name, without a manifest")
    parser.add_argument(
        "--command", action="append", default=[], metavar="/NAME", help="a slash command, without a manifest"
    )
    parser.add_argument(
        "--http", action="store_true", help="signed HTTP requests and no Socket Mode, without a manifest"
    )
    return parser.parse_args()


def _manifest(options: argparse.Namespace) -> Json:
    if options.manifest is None:
        return any_app(options.name, tuple(options.command), socket_mode=not options.http)
    read: Json = yaml.safe_load(options.manifest.read_text(encoding="utf-8"))
    return read


async def _serve(sandbox: Sandbox, port: int) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await sandbox.start(port)
    sys.stdout.write(_instructions(sandbox))
    sys.stdout.flush()
    await stopped.wait()
    await sandbox.stop()


def _instructions(sandbox: Sandbox) -> str:
    """What somebody needs who starts an app: lines for a shell, the rest as its comments."""
    lines = [
        f"# Open {sandbox.base_url} in a browser; Ctrl-C ends the workspace.",
        "# Your app's SDK takes SLACK_API_URL as its base address: WebClient(base_url=...).",
        f"export SLACK_API_URL={sandbox.api_url}",
        f"export SLACK_BOT_TOKEN={sandbox.bot_token}",
        f"export SLACK_APP_TOKEN={sandbox.app_token}",
        f"export SLACK_SIGNING_SECRET={sandbox.signing_secret}",
    ]
    if not sandbox.world.app.socket_mode:
        body = json.dumps({"url": "http://127.0.0.1:3000/slack/events"})
        lines += [
            "# Once your app listens, say where (with its own port and path):",
            f"# curl {sandbox.base_url}/control/request_url -H 'Content-Type: application/json' -d '{body}'",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
