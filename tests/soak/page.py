"""Writes down what was killed while what was done, and whether all held, as a page."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from typing import Any

from tests.soak.living import RETRIES, Outcome

Summary = dict[str, Any]
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def summary(outcome: Outcome) -> Summary:
    """What the page says of one life, as JSON can keep it."""
    ledger, plan = outcome.ledger, outcome.plan
    refused = ledger.refused
    cores = os.cpu_count() or 1
    return {
        "commit": commit(),
        "day": f"{datetime.now(UTC):%d %B %Y}",
        "machine": f"{cores} cores ({platform.platform()}, Python {platform.python_version()})",
        "load": round(os.getloadavg()[2], 1),
        "checks": outcome.checks,
        "figures": {
            "actions": len(ledger.acts),
            **{f"… {way}": count for way, count in sorted(ledger.counts.items())},
            "kills": outcome.kills.total(),
            **{f"… of {target}": count for target, count in sorted(outcome.kills.items())},
            "… while something of it was being started": outcome.while_starting,
            "members": plan.members,
            "replicas": plan.replicas,
            "starts of the whole": outcome.starts,
            "messages that Slack sent again": outcome.redelivered,
            "… and gave up after four tries": len(ledger.given_up),
            "errors that members were shown": ledger.errors,
            "waits that members broke off, to do something else": ledger.waits_broken_off,
            "commands and forms that they did not try again": len(refused),
            "… of which, or of the messages given up, were done all the same": outcome.got_through,
            "seconds to an answer, median": round(outcome.median_delay, 1),
            "… longest": round(max(outcome.delays, default=0.0), 1),
            "seconds of the first start": round(outcome.beat, 1),
            "seconds between kills, mean": round(outcome.pause, 1),
            "seconds of the last restart": round(outcome.ready_after, 1),
            "seconds from then until all was answered": round(outcome.quiet_after, 1),
            "minutes in all": round(outcome.seconds / 60),
        },
    }


def commit() -> str:
    """The commit that is checked out."""
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or "unknown"


def page(found: dict[str, Summary]) -> str:
    """The report in Markdown, of one life or one on each database."""
    names = [name for name in NAMES if name in found]
    lives = [found[name] for name in names]
    head = ["| | " + " | ".join(NAMES[name] for name in names) + " |", "| --- |" + " ---: |" * len(names)]
    lines = ["# Kills in the middle of life", "", _about(), ""]
    lines += [_setting(NAMES[name], found[name]) for name in names]
    lines += ["", "## What was looked for", "", "How often each of these was found at the end.", "", *head]
    for what in lives[0]["checks"]:
        lines.append(f"| {what} | " + " | ".join(str(len(each["checks"].get(what, []))) for each in lives))
        lines[-1] += " |"
    lines.append("")
    for name in names:
        for what, wrong in found[name]["checks"].items():
            lines += [f"- {NAMES[name]}: {what}: {line}" for line in wrong[:20]]
    lines += ["", "## What happened", "", *head]
    figures = dict.fromkeys(figure for each in lives for figure in each["figures"])
    for figure in figures:
        cells = (str(each["figures"].get(figure, 0)) for each in lives)
        lines.append(f"| {figure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _setting(name: str, life: Summary) -> str:
    return (
        f"- {name}: commit `{life['commit']}`, {life['day']}, on {life['machine']}, with a load of "
        f"{life['load']} over the last quarter of an hour."
    )


def _about() -> str:
    second, third = RETRIES[1:]
    return f"""\
Members write notes, ask questions, type slash commands, fill in forms and press buttons, all at the same
time, while `tactegic serve` is killed (`SIGKILL`) at random times: its parent, its intake, its worker, both,
or all of it, whether it works or is just being started, with no regard to what it does. On PostgreSQL there
are two replicas with one Chroma server. Whatever ended is started again after 0.2 seconds, as a service
manager would. The workspace is the embedded one, over Socket Mode; it sends a message again after 0, at least
{second:.0f} and at least {third:.0f} seconds, and then no more. Commands, forms and buttons are not sent
again: then the member sees an error, and tries forms and buttons again, commands not. What was refused, and a
message that Slack gave up, may have got through or not; what was taken in must have its result once. Slack
shows nobody that it gave a message up, and no bot hears of it, so these are counted below. A member whose
answer or form does not come in two starts' time does something else; whether all of it came is looked at in
the end. After the last action nothing is killed any more but for a whole replica, once.

Written by `make soak` (`tests/soak/`), which is meant for 5,000 actions and 100 kills on each database; what
the last run had is in the second table, and may be less. The slow tests live the same life with 400 actions
and 30 kills on SQLite, 200 and 15 on PostgreSQL, where two replicas start on the same cores
(`tests/faults/test_life_under_kills.py`). How long that takes goes by how long starts take, as the time
between two kills is one and a half of the first start."""
