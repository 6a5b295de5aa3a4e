"""Makes one network: samples from the templates, training, calibration, and its file."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from bot.coach.sentence_model import packaged_model, packaged_tokenizer
from bot.core.coaching.understanding import Intent
from tools.reader.backbone import read_backbone
from tools.reader.calibration import accuracy, temperature
from tools.reader.encoding import Encoder
from tools.reader.export import export, transitions
from tools.reader.network import ReaderNetwork
from tools.reader.resuming import facts_of, resume
from tools.reader.samples import SampleMaker
from tools.reader.templates import Template, read_templates
from tools.reader.training import train

_HELD_BACK = 0.06
"""The share of the templates that only the calibration sees."""
_FOR_CALIBRATION = 1500
_STRESS = 3
_GOING_ON = {"rate": 1e-4, "head_rate": 5e-4}
"""How fast a network learns on that has learned before."""
_FEWEST = 3
"""A subcommand with fewer templates is not learned."""


@dataclass(frozen=True, slots=True)
class Start:
    """A reader from whose networks training goes on, instead of from the sentence model."""

    file: Path
    stressed: tuple[str, ...]
    """The names of template files that count four times, since the reader has not seen them."""


def make_network(folder: Path, count: int, seed: int, file: Path, start: Start | None = None) -> None:
    """Train one network on samples of its own, calibrate it on templates it has not seen, and write it.

    Where training goes on from a reader, it has seen most templates, and its temperature is kept.

    One thread, in a process of its own, in which nothing was drawn before: only so is the sum of rounding
    errors the same each time, and with it the file.
    """
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    files_read = sorted(folder.glob("*.txt"))
    templates = read_templates(files_read)
    learned, held_back = (templates, []) if start else _parted(templates, seed)
    commands = facts_of(start.file)["commands"] if start else _commands(templates)
    encoder = Encoder(Tokenizer.from_file(str(packaged_tokenizer())), commands)
    if start:
        learned = learned + _STRESS * read_templates(
            [one for one in files_read if one.stem in start.stressed]
        )
    samples = [encoder.encode(each) for each in SampleMaker(learned, seed).samples(count)]
    print(
        f"{len(learned)} templates, {len(held_back)} held back, {len(commands)} subcommands, {count} samples"
    )
    backbone, words = read_backbone(packaged_model())
    table = torch.tensor(words)
    network = ReaderNetwork(backbone, len(commands))
    if start:
        resume(network, start.file, int(file.stem))
    train(network, table, samples, **(_GOING_ON if start else {}))
    divisor = (
        facts_of(start.file)["temperature"]
        if start
        else _calibrated(network, table, encoder, held_back, seed)
    )
    export(
        network,
        file,
        {"commands": commands, "temperature": divisor, "transitions": transitions(samples[:6000])},
    )


def _commands(templates: list[Template]) -> list[str]:
    counts = Counter(each.command for each in templates if each.intent is Intent.COMMAND)
    return sorted(name for name, count in counts.items() if count >= _FEWEST)


def _calibrated(
    network: ReaderNetwork, table: torch.Tensor, encoder: Encoder, held_back: list[Template], seed: int
) -> float:
    unseen = [encoder.encode(each) for each in SampleMaker(held_back, seed).samples(_FOR_CALIBRATION)]
    divisor = temperature(network, table, unseen)
    right = accuracy(network, table, unseen)
    print(f"intent right on templates held back: {right:.3f}, temperature {divisor}")
    return divisor


def _parted(templates: list[Template], seed: int) -> tuple[list[Template], list[Template]]:
    """Return the templates to learn from, and some of every intent that are held back."""
    mixed = list(templates)
    random.Random(seed).shuffle(mixed)
    held = {id(each) for each in mixed[: int(_HELD_BACK * len(mixed))]}
    return [each for each in templates if id(each) not in held], [
        each for each in templates if id(each) in held
    ]
