"""Joins trained networks into one file whose answers are the mean of theirs: two err less than either."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, compose, helper

_PIECES = ("names", "clauses")
"""Answers for each word piece, as logarithms of probabilities; the others are logits of the whole text."""
_WHOLE = ("intent", "command", "touch")


def join(networks: Sequence[Path], file: Path) -> None:
    """Write the networks, which take the same inputs and know the same subcommands, as one."""
    models = [onnx.load(str(each)) for each in networks]
    facts = [json.loads(model.metadata_props[0].value) for model in models]
    if any(each["commands"] != facts[0]["commands"] for each in facts):
        raise ValueError("networks that know different subcommands cannot be joined")
    parts = [
        compose.add_prefix(model, f"n{number}_", rename_inputs=False).graph
        for number, model in enumerate(models)
    ]
    constants = [helper.make_tensor("share", TensorProto.FLOAT, [], [1 / len(models)])]
    nodes = [node for part in parts for node in part.node]
    nodes += [node for name in _PIECES for node in _mean_of_shares(name, len(models))]
    nodes += [node for name in _WHOLE for node in _mean(name, [f"n{n}_{name}" for n in range(len(models))])]
    graph = helper.make_graph(
        nodes,
        "reader",
        list(models[0].graph.input),
        list(models[0].graph.output),
        [*(each for part in parts for each in part.initializer), *constants],
    )
    opsets = {each.domain: each.version for model in models for each in model.opset_import}
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid(domain, version) for domain, version in sorted(opsets.items())],
        ir_version=models[0].ir_version,
    )
    helper.set_model_props(made, {"facts": json.dumps(_mean_facts(facts), sort_keys=True)})
    file.write_bytes(made.SerializeToString(deterministic=True))


def _mean_of_shares(name: str, count: int) -> list[Any]:
    """Return the nodes for the logarithm of the mean of probabilities that are given as logarithms."""
    shares = [helper.make_node("Exp", [f"n{n}_{name}"], [f"n{n}_{name}_share"]) for n in range(count)]
    mean = _mean(f"{name}_share", [f"n{n}_{name}_share" for n in range(count)])
    return [*shares, *mean, helper.make_node("Log", [f"{name}_share"], [name])]


def _mean(name: str, inputs: list[str]) -> list[Any]:
    return [
        helper.make_node("Sum", inputs, [f"{name}_sum"]),
        helper.make_node("Mul", [f"{name}_sum", "share"], [name]),
    ]


def _mean_facts(facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "commands": facts[0]["commands"],
        "temperature": round(float(np.mean([each["temperature"] for each in facts])), 3),
        "transitions": {
            name: np.round(np.mean([each["transitions"][name] for each in facts], axis=0), 3).tolist()
            for name in facts[0]["transitions"]
        },
    }
