"""Sorts what a model's server answers instead of a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

_ABOUT_THE_QUESTION = (400, 413, 422)
"""HTTP codes that speak of what was asked and not of the server."""
_NOT_THIS_WAY = (400, 404, 405, 415, 422, 501)
"""HTTP codes by which a server may say that it does not know this way of asking."""
_WORTH_ANOTHER = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_NO_MONEY = re.compile(r"insufficient_quota|billing|credit balance", re.IGNORECASE)
_NO_MODEL = re.compile(r"model_not_found|model .{0,80}(?:not found|does not exist)", re.IGNORECASE)


NOT_ALLOWED = "not_allowed"
"""The code of a question that was not asked, as the member or an admin no longer wants it."""


class ModelTrouble(Exception):
    """A question that brought no draft; `code` is a short word for the log, and quotes nobody."""

    def __init__(
        self,
        code: str,
        *,
        is_away: bool = False,
        may_repeat: bool = False,
        may_climb_down: bool = False,
        after_seconds: float | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(code)
        self.code = code
        self.tokens = (0, 0)
        """What it cost all the same, in and out."""
        self.is_away = is_away
        """Whether it speaks of the server, and not of what was asked or how it was answered."""
        self.may_repeat = may_repeat
        self.may_climb_down = may_climb_down
        """Whether another way of asking may bring a draft."""
        self.after_seconds = after_seconds
        """How long the server asked to wait."""
        self.complaint = complaint
        """The server's words, to be searched and never shown or logged: they may quote the question."""


def unfit(code: str = "unfit") -> ModelTrouble:
    """Return the trouble of an answer that is none of the shape that was asked for."""
    return ModelTrouble(code, may_climb_down=True)


def cut_off(tokens: tuple[int, int] = (0, 0)) -> ModelTrouble:
    """Return the trouble of an answer that ended before it was whole: what is missing is unknown."""
    trouble = ModelTrouble("cut_off")
    trouble.tokens = tokens
    return trouble


def sorted_out(error: Exception) -> ModelTrouble:
    """Return the trouble that an error of the client stands for."""
    from openai import (
        APIConnectionError,
        APIStatusError,
        ContentFilterFinishReasonError,
        LengthFinishReasonError,
    )

    if isinstance(error, ModelTrouble):
        return error
    known = _of_the_client(error)
    if isinstance(known, LengthFinishReasonError):
        usage = known.completion.usage
        return cut_off((usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0))
    if isinstance(known, ContentFilterFinishReasonError):
        return ModelTrouble("filtered")
    if isinstance(known, APIStatusError):
        return _by_status(known.status_code, known.response.headers, f"{known.message} {known.body}")
    if isinstance(known, (TimeoutError, OSError, APIConnectionError)):
        late = isinstance(known, TimeoutError) or "Timeout" in type(known).__name__
        return ModelTrouble("too_late" if late else "no_connection", is_away=True, may_repeat=True)
    return ModelTrouble(type(known).__name__, may_climb_down=True)


def _by_status(status: int, headers: Mapping[str, str], complaint: str) -> ModelTrouble:
    has_model = not (status in (400, 404) and _NO_MODEL.search(complaint))
    return ModelTrouble(
        f"status_{status}",
        is_away=status not in _ABOUT_THE_QUESTION,
        may_repeat=status in _WORTH_ANOTHER and not _NO_MONEY.search(complaint),
        may_climb_down=status in _NOT_THIS_WAY and has_model,
        after_seconds=_seconds_asked(headers),
        complaint=complaint if status in _NOT_THIS_WAY else "",
    )


def _seconds_asked(headers: Mapping[str, Any]) -> float | None:
    """Return how long the server asks to wait: Retry-After in seconds or as a date, or in milliseconds."""
    milliseconds, written = headers.get("retry-after-ms"), headers.get("retry-after")
    try:
        if milliseconds is not None:
            return max(0.0, float(milliseconds) / 1000)
        return None if written is None else max(0.0, float(written))
    except ValueError:
        return _until(str(written), headers.get("date"))


def _until(written: str, now: str | None) -> float | None:
    """Return the seconds from the server's own date to another one; None where one of them is no date."""
    try:
        return max(0.0, (parsedate_to_datetime(written) - parsedate_to_datetime(now or "")).total_seconds())
    except (ValueError, TypeError):
        return None


def _of_the_client(error: BaseException) -> BaseException:
    """Return the client's own error where another one was made of it on its way here."""
    from openai import OpenAIError

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OpenAIError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return error
