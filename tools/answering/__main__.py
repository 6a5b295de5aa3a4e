"""Trains the answer model: templates to pairs, to a network, to one file (`make answering`).

    python -m tools.answering                    train, write bot/coach/answering/answering.onnx and its hash
    python -m tools.answering --repeats 1        a quick try

Needs the dependency group `reader` (torch, onnx, faker), which the bot itself never does.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer

from bot.coach import sentence_model
from bot.coach.answering import files
from tools.answering.earlier import read_earlier
from tools.answering.events import read_events, to_notes
from tools.answering.leaks import tells
from tools.answering.names import ManyNames
from tools.answering.network import AnswerNetwork
from tools.answering.samples import Pair, PairMaker
from tools.answering.templates import read_templates
from tools.answering.training import encode, export, logits, train
from tools.reader.backbone import read_backbone

ROOT = Path(__file__).resolve().parent.parent.parent
_T = TypeVar("_T")
_SEED = 20261130
_HELD_BACK = 0.06
"""The share of the notes that are not learned from, to look at afterwards."""


def main() -> None:
    """Train and write the answer model."""
    given = _arguments()
    torch.set_num_threads(given.threads)
    torch.manual_seed(_SEED)
    notes, more = _parted(read_templates(sorted(given.templates.glob("*.txt"))))
    events, more_events = _parted(read_events(sorted((given.templates / "events").glob("*.txt"))))
    learned, held_back = notes + to_notes(events, _SEED), more + to_notes(more_events, _SEED)
    pairs = PairMaker(learned, _SEED, ManyNames()).pairs(given.repeats)[: given.pairs]
    print(f"{len(learned)} notes, {len(held_back)} held back, {len(pairs)} pairs")
    print(
        f"the length of the note alone tells {tells(pairs, lambda pair: len(pair.note)):.3f} (.5 is nothing)",
        flush=True,
    )
    tokenizer = Tokenizer.from_file(str(sentence_model.packaged_tokenizer()))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    backbone, words = read_backbone(sentence_model.packaged_model())
    table = torch.tensor(words)
    network = read_earlier(given.begin) if given.begin else AnswerNetwork(backbone)
    train(network, table, [encode(tokenizer, each) for each in pairs], rate=given.rate)
    unseen = PairMaker(held_back, _SEED, ManyNames()).pairs(1)
    _report(unseen, logits(network, table, [encode(tokenizer, each) for each in unseen]))
    export(network, given.out)
    digest = hashlib.sha256(given.out.read_bytes()).hexdigest()
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    if given.out == files.ANSWERING:
        source = Path(files.__file__)
        text = source.read_text(encoding="utf-8")
        text = re.sub(r'ANSWERING_SHA256 = "\w*"', f'ANSWERING_SHA256 = "{digest}"', text)
        source.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=24_000, help="how many pairs are learned from at most")
    parser.add_argument("--begin", type=Path, help="an earlier answer model to go on from")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="how fast the layers learn")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--templates", type=Path, default=ROOT / "knowledge" / "answering")
    parser.add_argument("--out", type=Path, default=files.ANSWERING)
    return parser.parse_args()


def _parted(all_of_them: Sequence[_T]) -> tuple[list[_T], list[_T]]:
    mixed = list(all_of_them)
    random.Random(_SEED).shuffle(mixed)
    held = int(_HELD_BACK * len(mixed))
    return mixed[held:], mixed[:held]


def _report(pairs: Sequence[Pair], found: np.ndarray) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for pair, logit in zip(pairs, found, strict=True):
        right[pair.kind].append((logit > 0) == pair.answers)
    for kind, each in sorted(right.items()):
        print(f"  {kind}: {np.mean(each):.3f} of {len(each)} right")


if __name__ == "__main__":
    main()
