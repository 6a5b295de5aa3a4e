"""The page of a run of benchmarks says first what was not reached, not measured, or came to no end."""

from __future__ import annotations

from benchmarks.page import AIMS, Aim, aim_of, figures, page

WANTED = (Aim("claims.*.ratio", 0.6, at_least=True), Aim("startup.seconds", 2))


def test_every_figure_has_its_path() -> None:
    found = {"sqlite": [{"ratio": 0.5}, {"ratio": 1}], "postgresql": {"skipped": "no server"}}

    assert list(figures(found, "claims")) == [
        ("claims.sqlite.1.ratio", 0.5),
        ("claims.sqlite.2.ratio", 1.0),
        ("claims.postgresql.skipped", "no server"),
    ]


def test_what_was_not_reached_stands_first() -> None:
    found = {"claims": {"sqlite": [{"ratio": 0.5}], "postgresql": {"ratio": 0.7}}}

    made = page("Here.", found, {"sweep": "TimeoutError"}, WANTED)

    head, _, tables = made.partition("## Claims")
    assert "- `claims.sqlite.1.ratio` is **0.5**, wanted at least 0.6" in head
    assert "- `startup.seconds` was **not measured**, wanted at most 2" in head
    assert "- `sweep` **came to no end**: TimeoutError" in head
    assert "postgresql" not in head
    assert "| postgresql.ratio | 0.7 | at least 0.6 |" in tables


def test_a_run_that_reached_all_says_so() -> None:
    made = page("Here.", {"claims": {"x": {"ratio": 0.6}}, "startup": {"seconds": 2}}, {}, WANTED)

    assert "Nothing: every aim was reached." in made


def test_a_word_in_the_place_of_a_figure_reaches_nothing() -> None:
    made = page("Here.", {"claims": {"x": {"ratio": "skipped"}}, "startup": {"seconds": 1}}, {}, WANTED)

    assert "- `claims.x.ratio` is **skipped**, wanted at least 0.6" in made


def test_the_aims_name_what_is_measured() -> None:
    at_fifty = aim_of("acknowledge.sqlite.worker busy.tactegic 50/s.p99_ms")

    assert at_fifty in AIMS
    assert at_fifty is not None
    assert at_fifty.words == "at most 50"
    assert aim_of("acknowledge.sqlite.worker busy.bare Bolt 50/s.p99_ms") is None
