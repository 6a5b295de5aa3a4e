"""Settings say what is wrong with them, and their page is true."""

from __future__ import annotations

import pytest

from bot.config import BadSettings, load_settings
from tools.document import PAGES, Page


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "TACTEGIC_EMBEDDINGS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.name)
def test_the_pages_that_follow_from_the_code_are_true(page: Page) -> None:
    """When this fails: python -m tools.document."""
    assert page.path.read_text(encoding="utf-8") == page.renewed()


def test_nothing_needs_to_be_set_to_try_the_bot() -> None:
    settings = load_settings()

    assert settings.store_url == "sqlite:///var/tactegic.db"
    assert not settings.has_model


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
    ],
)
def test_a_missing_variable_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings, match=named):
        load_settings().require_slack()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TACTEGIC_EMBEDDINGS", "magic"),
        ("TACTEGIC_DATABASE_URL", "mysql://somewhere"),
        ("TACTEGIC_HTTP_PORT", "70000"),
        ("TACTEGIC_LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSettings, match=f"{name} is not usable"):
        load_settings()


def test_a_bad_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACTEGIC_DATABASE_URL", "mysql://me:secret@host/db")

    with pytest.raises(BadSettings) as error:
        load_settings()

    assert "secret" not in str(error.value)


def test_secrets_do_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-not-to-be-seen")

    assert "not-to-be-seen" not in repr(load_settings())
