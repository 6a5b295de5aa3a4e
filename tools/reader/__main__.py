"""Trains the reader: templates to samples, samples to a network, the network to one file (`make reader`).

    python -m tools.reader                       train, calibrate, write reader.onnx and its hash
    python -m tools.reader --samples 2000        a quick try
    python -m tools.reader --start bot/coach/reader/reader.onnx --stress notes-new --samples 12000
                                                 go on with new templates, in a fifth of the time

Needs the dependency group `reader` (torch, onnx, faker), which the bot itself never does.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bot.coach.reader import files
from tools.reader.joining import join
from tools.reader.making import Start, make_network

ROOT = Path(__file__).resolve().parent.parent.parent
_SEED = 20261130


def main() -> None:
    """Train the networks and write them as one reader."""
    given = _arguments()
    start = Start(given.start, tuple(given.stress)) if given.start else None
    with tempfile.TemporaryDirectory() as folder:
        networks = [Path(folder) / f"{number}.onnx" for number in range(given.networks)]
        with ProcessPoolExecutor(given.jobs, get_context("spawn"), max_tasks_per_child=1) as pool:
            for done in [
                pool.submit(make_network, given.templates, given.samples, given.seed + number, file, start)
                for number, file in enumerate(networks)
            ]:
                done.result()
        join(networks, given.out)
    digest = hashlib.sha256(given.out.read_bytes()).hexdigest()
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    if given.out == files.READER:
        source = Path(files.__file__)
        text = re.sub(
            r'READER_SHA256 = "\w*"', f'READER_SHA256 = "{digest}"', source.read_text(encoding="utf-8")
        )
        source.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=60_000)
    parser.add_argument("--networks", type=int, default=2, help="trained with different draws, and averaged")
    parser.add_argument("--jobs", type=int, default=2, help="networks trained at the same time")
    parser.add_argument("--templates", type=Path, default=ROOT / "knowledge" / "reader")
    parser.add_argument("--start", type=Path, help="go on from the networks of this reader")
    parser.add_argument("--stress", nargs="*", default=(), help="template files that count more, going on")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--out", type=Path, default=files.READER)
    return parser.parse_args()


if __name__ == "__main__":
    main()
