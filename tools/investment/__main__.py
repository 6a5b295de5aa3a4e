"""Trains the investment model: templates and exemplars to a network, to one file (`make investment`).

    python -m tools.investment                train, write bot/coach/investment/investment.onnx and its hash
    python -m tools.investment --repeats 1    a quick try

Needs the dependency group `reader` (torch, onnx, faker), which the bot itself never does.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path

import torch
import yaml

from bot.coach.investment import files
from bot.coach.investment.labels import PIECES, TESTS
from bot.coach.sentence_model import open_tokenizer, packaged_model
from tools.investment.network import InvestmentNetwork
from tools.investment.samples import SampleMaker
from tools.investment.templates import Labels, Template, read_context, read_templates, read_words
from tools.investment.training import encode, export, seeded, train
from tools.reader.backbone import read_backbone

FOLDER = Path(__file__).resolve().parents[2] / "knowledge" / "investment-tests"
CONTRASTS = FOLDER / "contrasts"
_WORDS, _CONTEXT = CONTRASTS / "words.txt", CONTRASTS / "context.txt"
_SEED = 20261130


def main() -> None:
    """Train and write the investment model."""
    given = _arguments()
    seeded(_SEED, given.threads)
    templates, exemplars = read_contrasts(), read_exemplars()
    maker = SampleMaker(read_words(_WORDS), _SEED, read_context(_CONTEXT))
    samples = maker.samples(templates, exemplars, given.repeats)
    print(f"{len(templates)} templates, {len(exemplars)} exemplars, {len(samples)} samples", flush=True)
    tokenizer = open_tokenizer()
    tokenizer.enable_truncation(PIECES)
    backbone, table = read_backbone(packaged_model())
    network = InvestmentNetwork(backbone)
    train(network, torch.tensor(table), encode(tokenizer, samples))
    export(network, given.out, {"templates": len(templates), "exemplars": len(exemplars)})
    digest = hashlib.sha256(given.out.read_bytes()).hexdigest()
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    if given.out == files.INVESTMENT:
        source = Path(files.__file__)
        text = source.read_text(encoding="utf-8")
        text = re.sub(r'INVESTMENT_SHA256 = "\w*"', f'INVESTMENT_SHA256 = "{digest}"', text)
        source.write_text(text, encoding="utf-8")


def read_contrasts() -> list[Template]:
    """Return the labelled templates; raises ValueError where a label or a %word is unknown."""
    files_of = sorted(set(CONTRASTS.glob("*.txt")) - {_WORDS, _CONTEXT})
    return read_templates(files_of, read_words(_WORDS))


def read_exemplars() -> list[Template]:
    """Return the labelled exemplars; they say nothing of reasons that a network could learn."""
    found = []
    for path in sorted(FOLDER.glob("*-*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["exemplars"]:
            verdicts = [int(bool(row[test])) for test in TESTS]
            found.append(Template(str(row["action"]), Labels((verdicts[0], verdicts[1], verdicts[2]))))
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=files.INVESTMENT)
    return parser.parse_args()


if __name__ == "__main__":
    main()
