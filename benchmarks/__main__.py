"""`make bench`: every measurement, or the ones named; prints one JSON object a measurement."""

from __future__ import annotations

import asyncio
import json
import platform
import sys

from benchmarks import acknowledge, recall, rounds, startup, sweep

_MEASUREMENTS = {
    "acknowledge": acknowledge.measure,
    "startup": startup.measure,
    "recall": recall.measure,
    "sweep": sweep.measure,
    "rounds": rounds.measure,
}


def main() -> None:
    unknown = sorted(set(sys.argv[1:]) - set(_MEASUREMENTS))
    if unknown:
        sys.exit(f"Nothing is measured as {', '.join(unknown)}: name any of {', '.join(_MEASUREMENTS)}.")
    print(json.dumps({"machine": platform.platform(), "python": platform.python_version()}))
    for name in sys.argv[1:] or _MEASUREMENTS:
        print(json.dumps({name: asyncio.run(_MEASUREMENTS[name]())}, indent=2), flush=True)


if __name__ == "__main__":
    main()
