"""`make soak`: a hundred kills over five thousand actions on each database; writes docs/soak.md.

`python -m tests.soak --actions 400 --kills 30 --database sqlite --out page.md` for less. What was found
on one database is kept in `--results`, so that each can be run by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.soak.living import Outcome, Plan, live
from tests.soak.page import NAMES, page, summary

os.environ.setdefault("TACTEGIC_TEST_POSTGRES_DURABLE", "1")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--members", type=int, default=24)
    parser.add_argument("--database", choices=(*NAMES, "both"), default="both")
    parser.add_argument("--pause", type=float, help="mean seconds between kills, else by the first start")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("docs/soak.md"))
    parser.add_argument("--results", type=Path, default=Path("var/soak.json"))
    given = parser.parse_args()
    wrong = 0
    for name in NAMES if given.database == "both" else (given.database,):
        plan = Plan(
            database=name,
            actions=given.actions,
            kills=given.kills,
            members=given.members,
            seed=given.seed,
            pause=given.pause,
        )
        outcome = _lived(plan)
        wrong += len(outcome.wrong)
        results = _read(given.results) | {name: summary(outcome)}
        given.results.parent.mkdir(parents=True, exist_ok=True)
        given.results.write_text(json.dumps(results, indent=1), encoding="utf-8")
        given.out.write_text(page(results), encoding="utf-8")
        sys.stdout.write(f"{NAMES[name]}: {outcome.wrong or 'all held'}: {given.out}\n")
    raise SystemExit(1 if wrong else 0)


def _lived(plan: Plan) -> Outcome:
    def tell(line: str) -> None:
        sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {NAMES[plan.database]}: {line}\n")

    with tempfile.TemporaryDirectory(prefix="tactegic-soak-") as folder:
        return asyncio.run(live(plan, Path(folder), tell))


def _read(results: Path) -> dict[str, Any]:
    return dict(json.loads(results.read_text(encoding="utf-8"))) if results.exists() else {}


if __name__ == "__main__":
    main()
