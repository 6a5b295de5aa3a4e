"""Makes one reader of several that were trained on from one another, by the mean of their weights.

python -m tools.reader.averaging NEW.onnx FIRST.onnx SECOND.onnx ...
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from bot.coach.sentence_model import packaged_model
from tools.reader.backbone import read_backbone
from tools.reader.export import export
from tools.reader.joining import join
from tools.reader.network import ReaderNetwork
from tools.reader.resuming import facts_of, resume

_NETWORKS = 2


def average(readers: Sequence[Path], out: Path) -> None:
    """Write a reader whose networks have the mean weights of the given ones, and the facts of the last.

    Only readers of one line can be averaged: their networks stand for the same things in the same places.
    """
    torch.set_num_threads(1)
    facts = facts_of(readers[-1])
    if any(facts_of(each)["commands"] != facts["commands"] for each in readers):
        raise ValueError("readers that know different subcommands cannot be averaged")
    with tempfile.TemporaryDirectory() as folder:
        made = [Path(folder) / f"{number}.onnx" for number in range(_NETWORKS)]
        for number, file in enumerate(made):
            networks = [_network(each, number, len(facts["commands"])) for each in readers]
            with torch.no_grad():
                for name, parameter in networks[0].named_parameters():
                    parameter.copy_(torch.stack([each.get_parameter(name) for each in networks]).mean(0))
            export(networks[0], file, facts)
        join(made, out)


def _network(reader: Path, number: int, commands: int) -> ReaderNetwork:
    network = ReaderNetwork(read_backbone(packaged_model())[0], commands)
    resume(network, reader, number)
    return network


if __name__ == "__main__":
    average([Path(each) for each in sys.argv[2:]], Path(sys.argv[1]))
