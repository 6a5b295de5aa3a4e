"""Payloads of Slack, changed at random as an attacker, a future Slack or a broken proxy might change them."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]
ODD: list[Any] = [
    None, True, False, 0, -1, 10**30, 1.5, "", " ", "\x00", "\ud800", "a" * 5000, "<!channel>", "' OR 1=1 --",
    "../../etc/passwd", "\u202eabc", [], {}, [[]], [None], {"type": {}}, {"id": []}, "U0NOBODY", "T0NOWHERE",
    "T0HARBOR", "U0HARBOR2", "C0DEALDESK", "v0=", "http://169.254.169.254/latest", "1.0", "NaN", "\U0001f389",
    '{"command":"Undo","change":"c"}', '+{"command":"EditSettings"}', '{"command":"Due","kind":"nudges"}',
    '{"command":"DeleteContact","name":"Ana Ruiz","contact_id":"x","confirmed":true}', '{"command":"Gone"}',
    '{"command":"TakeNote","text":"forged"}', '{"command":', "[" * 400, "block_actions", "message_changed",
]  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One request: its body and headers, whether it is signed as Slack signs, and what it was made of."""

    body: bytes
    content_type: str
    signed: bool
    kind: str
    headers: dict[str, str] = field(default_factory=dict)


def shots(seeds: list[tuple[str, Json]], random: random.Random, count: int) -> Iterator[Shot]:
    """Yield so many changed requests, an eighth of them without a right to anything."""
    by_kind = {kind: [seed for each, seed in seeds if each == kind] for kind, _ in seeds}
    for number in range(count):
        kind = random.choice(sorted(by_kind))
        seed = random.choice(by_kind[kind])
        body = _fresh(copy.deepcopy(seed), f"{number}")
        for _ in range(random.choice((0, 1, 1, 2, 4))):
            _change(body, random)
        raw, content_type = _written(kind, body, random)
        if random.random() < 0.1:
            raw = _spoiled(raw, random)
        signed = random.random() > 0.125
        yield Shot(raw, content_type, signed, kind, _odd_headers(random) if random.random() < 0.1 else {})


def _fresh(body: Json, mark: str) -> Json:
    """The payload as one that was not sent before."""
    for name in ("event_id", "trigger_id"):
        if name in body:
            body[name] = f"{body[name]}F{mark}"
    view = body.get("view")
    if body.get("type") == "view_submission" and isinstance(view, dict):
        view["hash"] = f"{view.get('hash')}F{mark}"
    return body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a payload with every key of it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield value, key
            yield from _places(inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield value, index
            yield from _places(inner)


def _change(body: Json, random: random.Random) -> None:
    places = list(_places(body))
    if not places:
        return
    holder, key = random.choice(places)
    random.choice(CHANGES)(holder, key, random)


def _remove(holder: Any, key: Any, _: random.Random) -> None:
    del holder[key]


def _replace(holder: Any, key: Any, random: random.Random) -> None:
    holder[key] = copy.deepcopy(random.choice(ODD))


def _wrap(holder: Any, key: Any, random: random.Random) -> None:
    holder[key] = random.choice(([holder[key]], {"value": holder[key]}, [holder[key]] * 50))


def _add(holder: Any, key: Any, random: random.Random) -> None:
    if isinstance(holder, dict):
        name = random.choice(
            ("subtype", "bot_id", "files", "attachments", "blocks", "actions", "thread_ts", "x")
        )
        holder[name] = copy.deepcopy(random.choice(ODD))
    else:
        holder.append(copy.deepcopy(holder[key]))


def _swap(holder: Any, key: Any, random: random.Random) -> None:
    if isinstance(holder, dict):
        other = random.choice(list(holder))
        holder[key], holder[other] = holder[other], holder[key]


def _twist(holder: Any, key: Any, random: random.Random) -> None:
    """Change a few characters of a text."""
    text = holder[key]
    if isinstance(text, str) and text:
        at = random.randrange(len(text))
        holder[key] = (
            text[:at] + random.choice('\x00{}[]":,<>&|*_ \u00e9\U0001f389') + text[at + random.randrange(3) :]
        )


CHANGES: list[Callable[[Any, Any, random.Random], None]] = [
    _remove,
    _replace,
    _replace,
    _wrap,
    _add,
    _swap,
    _twist,
]


def _written(kind: str, body: Json, random: random.Random) -> tuple[bytes, str]:
    as_json = json.dumps(body, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    if kind == "event":
        return as_json, "application/json"
    if kind == "command":
        flat = {
            str(name): value if isinstance(value, str) else json.dumps(value) for name, value in body.items()
        }
        return urlencode(flat, errors="replace").encode(), "application/x-www-form-urlencoded"
    return urlencode({"payload": as_json}).encode(), "application/x-www-form-urlencoded"


def _spoiled(raw: bytes, random: random.Random) -> bytes:
    """The body with bytes cut off, doubled or turned over."""
    at = random.randrange(len(raw) + 1)
    return random.choice(
        (
            raw[:at],
            raw[at:],
            raw + raw,
            raw[:at] + random.randbytes(8) + raw[at:],
            b"\xff\xfe" + raw,
            b"payload=" + raw,
            b"a=1&" * 2000,
            b"[" * 20_000,
            b"",
        )
    )


def _odd_headers(random: random.Random) -> dict[str, str]:
    return random.choice(
        (
            {"Content-Type": "text/plain"},
            {"Content-Type": "multipart/form-data; boundary=x"},
            {"Content-Type": "application/json; charset=utf-16"},
            {"X-Slack-Retry-Num": "x", "X-Slack-Retry-Reason": "y" * 500},
            {"X-Slack-Bolt-Lazy-Only": "1", "X-Slack-Bolt-Lazy-Function-Name": "f"},
            {"Content-Encoding": "gzip"},
            {"Expect": "100-continue"},
        )
    )
