"""Settings, read once from the environment and frozen; docs/configuration.md is held to them by a test."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.ports.store import UNDO_DAYS

_TOKEN = re.compile(r"[!-~]+")
_TOKEN_LIMIT = 4096
REPOSITORY = Path(__file__).resolve().parent.parent
_KEY_BYTES = 32


class BadSettings(Exception):
    """Settings that cannot work; the text names each variable and what to do, one a line."""


class Settings(BaseSettings):
    """Everything that can be set from outside. Each field's description is its documentation."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    slack_bot_token: SecretStr | None = Field(
        None,
        description="Bot token of the Slack app, `xoxb-…`, from *OAuth & Permissions* once it is installed.",
    )
    slack_bot_token_file: Path | None = Field(
        None,
        description="File that holds the bot token instead; it is read again when Slack refuses the token, "
        "so that a new one needs no restart.",
    )
    slack_app_token: SecretStr | None = Field(
        None,
        description="App-level token `xapp-…` with `connections:write`; with it the bot uses Socket Mode.",
    )
    slack_signing_secret: SecretStr | None = Field(
        None,
        description="Signing secret of the app; with it and no app token, the bot serves signed HTTP events.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        description="Base address of the Web API; another one points the bot at a stand-in.",
    )
    data_dir: Path = Field(
        Path("var"),
        alias="TACTEGIC_DATA_DIR",
        description="Folder for the SQLite database and the embedded vector index.",
    )
    database_url: str | None = Field(
        None,
        alias="TACTEGIC_DATABASE_URL",
        description="`postgresql://user:password@host/name` to use PostgreSQL instead of SQLite.",
    )
    chroma_url: str | None = Field(
        None,
        alias="TACTEGIC_CHROMA_URL",
        description="`http://host:port` of a Chroma server instead of the embedded index; replicas need it.",
    )
    openai_api_key: SecretStr | None = Field(
        None,
        description="Key for a language model; with it (or `OPENAI_BASE_URL`) the model writes answers.",
    )
    openai_base_url: str | None = Field(
        None, description="Base address of any OpenAI-compatible server, e.g. one that you run yourself."
    )
    model: str = Field(
        "gpt-6.1-terra",
        alias="TACTEGIC_MODEL",
        description="Name of the chat model, as its server knows it; `gpt-6-luna` costs a tenth.",
    )
    model_timeout_seconds: float = Field(
        20.0,
        alias="TACTEGIC_MODEL_TIMEOUT_SECONDS",
        gt=0,
        le=120,
        description="How long a member waits for the model in all, repetitions included, before the rules "
        "answer instead.",
    )
    model_attempt_seconds: float = Field(
        12.0,
        alias="TACTEGIC_MODEL_ATTEMPT_SECONDS",
        gt=0,
        le=120,
        description="How long one request to the model may take; then it is sent once more, if time is left.",
    )
    model_server: Literal["auto", "openai", "other"] = Field(
        "auto",
        alias="TACTEGIC_MODEL_SERVER",
        description="`openai` for a gateway of your own in front of OpenAI or Azure: there `store: false` is "
        "never left out, and functions go by the Responses interface; `auto` goes by the address.",
    )
    model_answers: Literal["auto", "json_schema", "tool_call", "json_mode", "plain_json"] = Field(
        "auto",
        alias="TACTEGIC_MODEL_ANSWERS",
        description="By which way the model's server is asked for its answers; `auto` finds the surest that "
        "works (`tactegic doctor --model` shows which do).",
    )
    model_effort: Literal["auto", "none", "minimal", "low", "medium", "high"] = Field(
        "auto",
        alias="TACTEGIC_MODEL_EFFORT",
        description="How much a reasoning model thinks first; `auto` says it to OpenAI and Azure alone, more "
        "for judging than for reading.",
    )
    model_temperature: float | None = Field(
        None,
        alias="TACTEGIC_MODEL_TEMPERATURE",
        ge=0,
        le=2,
        description="Temperature of the model's answers; without it the server's own is used.",
    )
    model_remember_seconds: float = Field(
        30.0,
        alias="TACTEGIC_MODEL_REMEMBER_SECONDS",
        ge=0,
        le=300,
        description="For so long what the model read for a member stays in memory, so that an equal question "
        "is not paid for twice; 0 keeps nothing.",
    )
    model_tokens_a_day: int = Field(
        1_000_000,
        alias="TACTEGIC_MODEL_TOKENS_A_DAY",
        ge=1,
        description="Tokens of the model that each member may use on a day of theirs, in and out together; "
        "then rules answer until the next day. Each worker counts by itself, from its start.",
    )
    model_price: str | None = Field(
        None,
        alias="TACTEGIC_MODEL_PRICE",
        pattern=r"^\d+(\.\d+)?/\d+(\.\d+)?$",
        description="US dollars for a million tokens, input/output, such as `1/5`; OpenAI's own models of "
        "today are known.",
    )
    embeddings: str = Field(
        "local",
        alias="TACTEGIC_EMBEDDINGS",
        description="`local` (English, nothing leaves the machine), `openai`, or `onnx:/folder` with "
        "`model.onnx` and `tokenizer.json` (for instance a multilingual model).",
    )
    vector_cache_mb: int = Field(
        256,
        alias="TACTEGIC_VECTOR_CACHE_MB",
        ge=1,
        le=65536,
        description="Megabytes of note vectors that are held in memory for those who asked last; 256 hold "
        "about 100,000 notes. Who has more than fits gets the same answers, only slower.",
    )
    http_host: str = Field(
        "127.0.0.1", alias="TACTEGIC_HTTP_HOST", description="Address that HTTP listens on."
    )
    http_port: int = Field(
        3000,
        alias="TACTEGIC_HTTP_PORT",
        ge=0,
        le=65535,
        description="Port for Slack's HTTP events and for `/health`; 0 picks a free one.",
    )
    log_format: Literal["console", "json"] = Field(
        "console", alias="TACTEGIC_LOG_FORMAT", description="`console` to read, `json` to collect."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", alias="TACTEGIC_LOG_LEVEL", description="The least important log line to write."
    )

    content_hours: float = Field(
        24.0,
        alias="TACTEGIC_CONTENT_HOURS",
        gt=0,
        le=30 * 24,
        description="Hours for which what passed through inbox and outbox is kept after it is done; "
        "then only keys and outcomes stay. What was given up stays for 30 days, to be tried again.",
    )

    undo_days: float = Field(
        UNDO_DAYS,
        alias="TACTEGIC_UNDO_DAYS",
        gt=0,
        le=3650,
        description="Days for which a change can be undone; then what the changed rows said before goes.",
    )

    secret_key: SecretStr | None = Field(
        None,
        alias="TACTEGIC_SECRET_KEY",
        description="Key that seals the addresses of members' calendars: 32 random bytes in base64 "
        "(`openssl rand -base64 32`). To replace it, put the new one first and a comma between. Without it, "
        "SQLite has a key in the file `tactegic.key` of the data folder, and PostgreSQL has no calendars.",
    )
    calendar_minutes: int = Field(
        45,
        alias="TACTEGIC_CALENDAR_MINUTES",
        ge=30,
        le=24 * 60,
        description="Minutes between two looks at a member's calendar.",
    )
    calendar_megabytes: int = Field(
        10,
        alias="TACTEGIC_CALENDAR_MEGABYTES",
        ge=1,
        le=50,
        description="Megabytes that a calendar may have, unpacked.",
    )
    calendar_seconds: float = Field(
        20.0,
        alias="TACTEGIC_CALENDAR_SECONDS",
        gt=0,
        le=60,
        description="Seconds in which a calendar must have come.",
    )

    @field_validator("secret_key")
    @classmethod
    def _usable_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            read_keys(value.get_secret_value())
        return value

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, value: str) -> str:
        if value in {"local", "openai"} or value.startswith("onnx:"):
            return value
        raise ValueError("use local, openai or onnx:/folder")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str | None) -> str | None:
        if value is None or value.startswith(("postgresql://", "postgres://", "sqlite:///")):
            return value
        raise ValueError("use postgresql://user:password@host/name, or leave it out for SQLite")

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @property
    def store_url(self) -> str:
        """Where rows are kept: PostgreSQL when it is set, else SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'tactegic.db'}"

    @property
    def chroma_dir(self) -> Path:
        """The folder of the embedded vector index."""
        return self.data_dir / "chroma"

    @property
    def has_model(self) -> bool:
        """Whether a language model is configured."""
        return self.openai_api_key is not None or self.openai_base_url is not None

    @property
    def provider(self) -> str:
        """Where the language model is asked, in words for members; empty where there is none."""
        if not self.has_model:
            return ""
        host = urlsplit(self.openai_base_url).hostname if self.openai_base_url else None
        return host or "OpenAI"

    @property
    def mode(self) -> Literal["socket", "http"]:
        """How Slack reaches the bot; raises BadSettings when neither way is configured."""
        if self.slack_app_token is not None:
            return "socket"
        if self.slack_signing_secret is not None:
            return "http"
        raise BadSettings(
            "SLACK_APP_TOKEN is missing: set it for Socket Mode (xapp-…, from Basic Information, "
            "App-Level Tokens), or set SLACK_SIGNING_SECRET for HTTP events."
        )

    def bot_token(self) -> str | None:
        """The bot token as it is set now, by itself or in its file; None where there is none that can be one.

        What holds a line break, a blank or a control character in its middle is no token.
        """
        if self.slack_bot_token is not None:
            return _token(self.slack_bot_token.get_secret_value())
        if self.slack_bot_token_file is None:
            return None
        try:
            with self.slack_bot_token_file.open("rb") as file:
                return _token(file.read(_TOKEN_LIMIT + 1).decode("utf-8-sig"))
        except (OSError, ValueError):
            return None

    @property
    def no_token_in_file(self) -> str:
        """The sentence about a token file that holds no token, naming the file and not what is in it."""
        return (
            f"SLACK_BOT_TOKEN_FILE holds no token: {self.slack_bot_token_file} cannot be read, is empty, or "
            "holds more than one word on one line."
        )

    def require_slack(self) -> None:
        """Raise BadSettings unless the bot can connect to a workspace."""
        if self.slack_bot_token is None and self.slack_bot_token_file is not None and not self.bot_token():
            raise BadSettings(self.no_token_in_file)
        if self.slack_bot_token is not None and not self.bot_token():
            raise BadSettings("SLACK_BOT_TOKEN is no token: it must be one word on one line, xoxb-….")
        if self.bot_token() is None:
            raise BadSettings(
                "SLACK_BOT_TOKEN is missing: install the app to your workspace and copy the token that "
                "starts with xoxb- from OAuth & Permissions. To try the bot without Slack: tactegic try"
            )
        _ = self.mode


def read_keys(written: str) -> tuple[str, ...]:
    """Keys that commas separate, each 32 bytes in base64; raises ValueError."""
    keys = tuple(each.strip().translate(str.maketrans("+/", "-_")) for each in written.split(","))
    for key in keys:
        try:
            is_key = len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES
        except binascii.Error:
            is_key = False
        if not is_key:
            raise ValueError("each key is 32 random bytes in base64, which has 44 characters")
    return keys


def _token(written: str) -> str | None:
    """Return the token of a text that holds nothing else but blanks around it."""
    token = written.strip()
    return token if len(token) <= _TOKEN_LIMIT and _TOKEN.fullmatch(token) else None


def load_settings(**overrides: object) -> Settings:
    """The settings from the environment; raises BadSettings with one sentence a variable."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadSettings("\n".join(_sentences(error))) from None


def variable_name(field: str) -> str:
    """The environment variable of a settings field."""
    return Settings.model_fields[field].alias or field.upper()


def _sentences(error: ValidationError) -> list[str]:
    by_alias = {info.alias: name for name, info in Settings.model_fields.items() if info.alias}
    sentences = []
    for problem in error.errors():
        field = str(problem["loc"][0])
        field = by_alias.get(field, field)
        message = problem["msg"].removeprefix("Value error, ")
        sentences.append(f"{variable_name(field)} is not usable: {message}.")
    return sentences


def data_root(folder: Literal["prompts", "knowledge"]) -> Path:
    """Where a folder of texts lies: inside the installed package, or beside it in a checkout."""
    packaged = Path(__file__).resolve().parent / "_data" / folder
    return packaged if packaged.is_dir() else REPOSITORY / folder
