"""What the bot counts about itself, for Prometheus: kinds and outcomes, never a name, an id or a text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Exposition = Callable[[], Awaitable[bytes]]
"""Returns the page of metrics."""

INTAKE, WORKER = CollectorRegistry(), CollectorRegistry()
"""What each of the two processes counts; no name is in both, so that one page can show both."""

_QUICK = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_SLOW = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0)

ACKNOWLEDGED = Histogram(
    "tactegic_acknowledgement_seconds",
    "Until Slack was answered, by kind and by whether it could be taken in.",
    ("kind", "outcome"),
    registry=INTAKE,
    buckets=_QUICK,
)
INTAKE_BREAKER = Gauge(
    "tactegic_intake_breaker_open", "1 while the intake leaves it alone.", ("dependency",), registry=INTAKE
)
WORKER_SILENCE = Gauge(
    "tactegic_worker_silent_seconds", "How long ago the worker said how it is.", registry=INTAKE
)

WORK = Counter("tactegic_work", "Pieces of work, by how a try ended.", ("outcome",), registry=WORKER)
DELIVERIES = Counter("tactegic_deliveries", "Deliveries, by how a try ended.", ("outcome",), registry=WORKER)
MODEL_CALLS = Histogram(
    "tactegic_model_call_seconds",
    "What the language model was asked, by how it ended.",
    ("outcome",),
    registry=WORKER,
    buckets=_SLOW,
)
MODEL_ASKED = Counter(
    "tactegic_model_asked",
    "Questions to the language model, by purpose and how each ended.",
    ("purpose", "outcome"),
    registry=WORKER,
)
MODEL_REPEATS = Counter(
    "tactegic_model_repeats",
    "Requests to the language model beyond the first of a question.",
    registry=WORKER,
)
MODEL_TOKENS = Counter(
    "tactegic_model_tokens", "Tokens of questions to the language model.", ("direction",), registry=WORKER
)
MODEL_DOLLARS = Counter(
    "tactegic_model_dollars",
    "US dollars for questions to the language model, where the price is known.",
    registry=WORKER,
)
APART = Counter(
    "tactegic_apart", "Work in processes of its own, by how it ended.", ("outcome",), registry=WORKER
)
FEEDS = Counter(
    "tactegic_calendars", "Looks at members' calendars, by how they ended.", ("outcome",), registry=WORKER
)
WAITING = Gauge("tactegic_queue_waiting", "Rows that wait, by queue.", ("queue",), registry=WORKER)
OLDEST = Gauge(
    "tactegic_queue_oldest_seconds",
    "How long the oldest row that could be worked on has been waiting, as far as this process saw it.",
    ("queue",),
    registry=WORKER,
)
DEAD = Gauge("tactegic_dead_letters", "What was given up and is still kept.", ("queue",), registry=WORKER)
DUE_LAG = Gauge(
    "tactegic_due_lag_seconds",
    "How long the first scheduled job has been due, or 0.",
    registry=WORKER,
)
BREAKER = Gauge(
    "tactegic_breaker_open", "1 while the worker leaves it alone.", ("dependency",), registry=WORKER
)
PAUSED = Gauge("tactegic_paused", "1 while Slack refuses the bot's token.", registry=WORKER)

ProcessCollector(namespace="tactegic_intake", registry=INTAKE)
ProcessCollector(namespace="tactegic_worker", registry=WORKER)


def page(*registries: CollectorRegistry) -> bytes:
    """Return what these count, as a page."""
    return b"".join(generate_latest(each) for each in registries)
