"""Logs without anybody's words in them, and counters."""

from __future__ import annotations

import logging
import re
import sys
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SECRETS = re.compile(r"\b(xox[a-z]-|xapp-|sk-)[A-Za-z0-9-]+|(://[^:/\s]+:)[^@\s]+@")
_PRIVATE_KEYS = frozenset({"text", "note", "question", "name", "names", "payload", "body", "answer", "token"})
_NOISY = (
    "httpx",
    "httpcore",
    "openai",
    "chromadb",
    "apscheduler",
    "slack_sdk",
    "slack_bolt",
    "aiohttp.access",
    "alembic",
)


def configure_logging(style: Literal["console", "json"], level: str) -> None:
    """Send every log line, of libraries too, through one formatter without private words and secrets."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_private_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _failure_by_place,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def without_private_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop fields that could hold somebody's words, and blank out tokens and passwords."""
    return {
        key: "[left out]" if key in _PRIVATE_KEYS else _without_secrets(value) for key, value in event.items()
    }


def _without_secrets(value: object) -> object:
    return (
        _SECRETS.sub(lambda m: f"{m[2]}[secret]@" if m[2] else "[secret]", value)
        if isinstance(value, str)
        else value
    )


def _failure_by_place(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and where it was raised: its text may quote what it was given."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
        event["at"] = _places(info[2])
    return event


def _places(traceback: object) -> str:
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code  # type: ignore[attr-defined]
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno}")  # type: ignore[attr-defined]
        traceback = traceback.tb_next  # type: ignore[attr-defined]
    return " < ".join(reversed(places[-6:]))
