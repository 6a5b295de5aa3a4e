"""Logs without anybody's words in them, whatever the level and whoever writes the line."""

from __future__ import annotations

import logging
import re
import sys
import threading
import warnings
from types import TracebackType
from typing import Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

_SPEAKING = "bot"
"""Only loggers of our own speak. Of a library's line we show who wrote it, where, and the kind of error: its
words may quote what it was given (aiosqlite writes every statement with its values, asyncio results)."""
_SECRETS = re.compile(r"\b(xox[a-z]-|xapp-|sk-)[A-Za-z0-9-]+|(://[^:/\s]+:)[^@\s]+@")
_PRIVATE_KEYS = frozenset({"text", "note", "question", "name", "names", "payload", "body", "answer", "token"})
_CODE = re.compile(r"[\w.:;,+@/#?=&%|<>()\[\]'-]{0,200}")
"""What a value may look like: an id, a key, a kind of error, an address. Sentences have spaces."""
_SENTENCES = frozenset({"event", "problem", "timestamp"})
"""Fields that may hold a sentence of our own; a value of somebody else never stands in them."""
_OF_THE_RECORD = frozenset({"exc_info", "_record", "_from_structlog"})
"""What structlog needs to format a line; `_failure_by_place` and the renderer take it out."""


def configure_logging(style: Literal["console", "json"], level: str) -> None:
    """Send every line, uncaught errors too, through one formatter without private words and secrets."""
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
            foreign_pre_chain=[_without_their_words, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _failure_by_place,
                renderer,
            ],
        )
    )
    handler.addFilter(_may_be_seen)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    # Below a warning nothing of a library is even put together.
    root.setLevel(logging.WARNING)
    logging.getLogger(_SPEAKING).setLevel(level.upper())
    _catch_the_uncaught()


def _may_be_seen(record: logging.LogRecord) -> bool:
    """Tell whether a line is ours or a warning; some libraries set the level of their loggers themselves."""
    return _is_ours(record.name) or record.levelno >= logging.WARNING


def _is_ours(name: str) -> bool:
    return name == _SPEAKING or name.startswith(f"{_SPEAKING}.")


def _without_their_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace what a library says by where it says so; its parameters were never formatted."""
    record: logging.LogRecord = event["_record"]
    event["event"] = "library.line"
    event["at"] = f"{record.pathname.rsplit('/', 1)[-1]}:{record.lineno}"
    return event


def _catch_the_uncaught() -> None:
    """Have errors that nobody caught, and warnings, logged by kind and place: Python writes their words."""
    log = structlog.get_logger(f"{_SPEAKING}.uncaught")

    def ended(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("process.failed", exc_info=(kind, error, traceback))

    def thread_ended(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None and not issubclass(failed.exc_type, SystemExit):
            log.error("thread.failed", exc_info=(failed.exc_type, failed.exc_value, failed.exc_traceback))

    def unraisable(failed: object) -> None:
        error = getattr(failed, "exc_value", None)
        log.error("error.ignored", exc_info=(type(error), error, error.__traceback__) if error else None)

    def warned(_: object, category: type[Warning], path: str, line: int, *__: object, **___: object) -> None:
        place = f"{path.rsplit('/', 1)[-1]}:{line}"
        log.warning("python.warning", kind=category.__name__, place=place)

    sys.excepthook, threading.excepthook, sys.unraisablehook = ended, thread_ended, unraisable
    warnings.showwarning = warned  # type: ignore[assignment]


def without_private_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Leave out what could be somebody's words, and blank out tokens and passwords."""
    return {key: _shown(key, value) for key, value in event.items()}


def _shown(key: str, value: object) -> object:
    """Return a value that may be shown under this key: numbers, codes, and sentences of our own.

    >>> _shown("reference", "7F3K"), _shown("reason", "Ana is ill"), _shown("name", "Ana")
    ('7F3K', '[left out]', '[left out]')
    """
    if key in _OF_THE_RECORD or value is None or isinstance(value, (bool, int, float)):
        return value
    if key in _PRIVATE_KEYS:
        return "[left out]"
    if isinstance(value, dict):
        return {str(name): _shown(str(name), part) for name, part in value.items()}
    if not isinstance(value, str):
        return "[left out]"
    blanked = _SECRETS.sub(lambda m: f"{m[2]}[secret]@" if m[2] else "[secret]", value)
    return blanked if key in _SENTENCES or _CODE.fullmatch(blanked) else "[left out]"


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
