"""The two ways in which the workspace refuses: a call of the app, and an act of a person."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """A refusal of a Web API method: Slack's short code and what goes with it in the answer."""

    def __init__(self, code: str, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages or []
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The answer that Slack gives."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["errors"] = self.messages
            answer["response_metadata"] = {"messages": [f"[ERROR] {line}" for line in self.messages]}
        return answer


class ClientError(Exception):
    """A refusal toward a person: a code, and the sentence that Slack's client would show."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message or code.replace("_", " ").capitalize() + "."
