"""Learns the investment-test classifier (R3) and writes knowledge/investment-tests/model.json.

    python tools/learn_investment_tests.py               learn, write, measure on the development set
    python tools/learn_investment_tests.py --check       only say whether model.json is stale
    python tools/learn_investment_tests.py --measure FILE   only measure the present model on labelled actions

Needs scikit-learn, which is a development dependency; the bot itself reads the weights with numpy alone.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.coach.rules.investment import InvestmentClassifier  # noqa: E402
from bot.coach.rules.investment_cues import PAIRS, compile_cue, cue_features  # noqa: E402
from bot.coach.rules.lexicon import lexicon  # noqa: E402
from bot.coach.rules.nameless import nameless  # noqa: E402
from bot.core.coaching.investment import InvestmentTest, Verdict  # noqa: E402
from bot.evals.actions import evaluate_actions  # noqa: E402
from bot.memory.embedding import local_embedder  # noqa: E402

FOLDER = ROOT / "knowledge" / "investment-tests"
MODEL = FOLDER / "model.json"
DEVELOPMENT = ROOT / "tests" / "evals" / "actions-dev.jsonl"

SEED = 20261122
FOLDS = 10
STRENGTH = 0.3
"""The C of the logistic regression: smaller holds the weights closer to zero."""
VECTOR_SCALE = 4.0
"""Lifts the vector's small numbers to the size of the cue features, so that one penalty suits both."""
LEFT_UNCLEAR = 0.09
"""The share of exemplars, judged by folds that have not seen them, that the thresholds leave unclear."""

Floats = NDArray[np.float64]


def vectors_of(texts: Sequence[str]) -> Floats:
    """Vectors by the local embedder, one text a run: in int8 the texts of a batch sway each other."""

    async def each() -> list[list[float]]:
        return [(await embedder.embed([text]))[0] for text in texts]

    embedder = local_embedder()  # the process's own one, which others may use after this
    return np.array(asyncio.run(each()), dtype=np.float64)


def read_exemplars() -> list[dict[str, Any]]:
    """All labelled exemplars, sorted by id."""
    rows: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*-*.yaml")):
        rows += yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["exemplars"]
    return sorted(rows, key=lambda row: str(row["id"]))


def read_cues() -> list[dict[str, Any]]:
    """The groups of cues.yaml with their parts put in, as name, pattern and what they speak for."""
    source = yaml.safe_load((FOLDER / "cues.yaml").read_text(encoding="utf-8"))
    parts: dict[str, str] = {}
    for name, pattern in source["parts"].items():
        parts[name] = _filled(pattern, parts)
    return [
        {
            "name": cue["name"],
            "pattern": "|".join(word.strip() for word in _filled(cue["wordings"], parts).split(" / ")),
            "speaks": cue.get("speaks", {}),
        }
        for cue in source["cues"]
    ]


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


def exemplars_hash(rows: Sequence[Mapping[str, Any]]) -> str:
    """A hash of what is learned from: id, action and labels, in the order of ids."""
    facts = [[row["id"], row["action"], *(row[test] for test in InvestmentTest)] for row in rows]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def cues_hash(cues: Sequence[Mapping[str, Any]]) -> str:
    """A hash of everything that cue features are made from."""
    return hashlib.sha256(json.dumps([list(cues), PAIRS], sort_keys=True).encode()).hexdigest()


def learn() -> dict[str, Any]:
    """The whole model as model.json holds it; the same exemplars and machine give the same numbers."""
    rows, cue_rows = read_exemplars(), read_cues()
    cues = [compile_cue(row["name"], row["pattern"], row["speaks"]) for row in cue_rows]
    actions = [nameless(str(row["action"]), lexicon()) for row in rows]
    features = np.array([cue_features(cues, action) for action in actions])
    vectors = vectors_of(actions)
    both = np.hstack([vectors * VECTOR_SCALE, features])
    strata = ["".join(str(int(row[test])) for test in InvestmentTest) for row in rows]
    labels = {test: np.array([bool(row[test]) for row in rows]) for test in InvestmentTest}
    width = vectors.shape[1]
    return {
        "embedder": {"identity": local_embedder().identity, "dimensions": width},
        "exemplars": {"count": len(rows), "sha256": exemplars_hash(rows)},
        "cues_sha256": cues_hash(cue_rows),
        "cues": cue_rows,
        "with_vector": {
            test: learn_test(both, labels[test], strata, vectors.shape[1]) for test in InvestmentTest
        },
        "without_vector": {test: learn_test(features, labels[test], strata, 0) for test in InvestmentTest},
    }


def learn_test(
    features: Floats, labels: NDArray[np.bool_], strata: Sequence[str], dimensions: int
) -> dict[str, Any]:
    """Weights of a test, Platt's calibration folded in, and its thresholds, by out-of-fold scores."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(features, strata)
    unseen = cross_val_predict(
        LogisticRegression(C=STRENGTH, max_iter=5000),
        features,
        labels,
        cv=list(folds),
        method="decision_function",
    )
    platt = LogisticRegression(C=1e6).fit(unseen[:, None], labels)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    final = LogisticRegression(C=STRENGTH, max_iter=5000).fit(features, labels)
    weights = final.coef_[0] * slope
    margin = margin_for(1 / (1 + np.exp(-(unseen * slope + shift))))
    return {
        "vector": [round(float(weight) * VECTOR_SCALE, 3) for weight in weights[:dimensions]],
        "cues": [round(float(weight), 3) for weight in weights[dimensions:]],
        "intercept": round(float(final.intercept_[0]) * slope + shift, 3),
        "low": round(1 - margin, 2),
        "high": round(margin, 2),
    }


def margin_for(probabilities: Floats) -> float:
    """The widest border that leaves at most LEFT_UNCLEAR of the exemplars undecided, 0.5 to 0.95."""
    widest = 0.5
    for margin in np.arange(0.5, 0.951, 0.01):
        unclear = np.mean((probabilities >= 1 - margin) & (probabilities < margin))
        if unclear <= LEFT_UNCLEAR:
            widest = float(margin)
    return round(widest, 2)


def is_current(model: Mapping[str, Any]) -> bool:
    """Whether a model was learned from the present exemplars, cues and embedder."""
    return bool(
        model["exemplars"]["sha256"] == exemplars_hash(read_exemplars())
        and model["cues_sha256"] == cues_hash(read_cues())
        and model["embedder"]["identity"] == local_embedder().identity
    )


def as_text(model: Mapping[str, Any]) -> str:
    """One short line per list of weights, so that a change can be read as a diff."""
    lines = json.dumps(model, ensure_ascii=False, indent=1).splitlines()
    joined: list[str] = []
    numbers: list[str] = []
    for line in lines:
        bare = line.strip().rstrip(",")
        if bare.lstrip("-").replace(".", "", 1).isdigit():
            numbers.append(bare)
            continue
        if numbers:
            joined[-1] += ",".join(numbers) + line.strip()
            numbers = []
        else:
            joined.append(line)
    return "\n".join(joined) + "\n"


def measure(
    model: Mapping[str, Any], path: Path, *, vectors: bool = True
) -> dict[str, dict[str, float | None]]:
    """The figures of a model on a file of labelled actions, with the vector or by the words alone."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    classifier = InvestmentClassifier.from_json(json.dumps(model))
    actions = [str(row["action"]) for row in rows]
    plain = {action: nameless(action, lexicon()) for action in actions}
    known = dict(zip(actions, vectors_of(list(plain.values())), strict=True))

    def assess(action: str) -> dict[InvestmentTest, Verdict]:
        readings = classifier.assess(action, known[action] if vectors else None, plain=plain[action])
        return {test: reading.verdict for test, reading in readings.items()}

    return evaluate_actions(rows, assess)


def show(model: Mapping[str, Any], path: Path) -> None:
    """Print the figures on a file, with the vector and by words alone."""
    for vectors in (True, False):
        print(path.name, "with the vector" if vectors else "by words alone")
        for test, figures in measure(model, path, vectors=vectors).items():
            print(f"  {test:12}", figures)


def main() -> int:
    """Run the command line; 1 when a check finds the model stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="only check that model.json is not stale")
    parser.add_argument("--measure", type=Path, metavar="FILE", help="only measure the present model")
    given = parser.parse_args()
    if given.measure:
        show(json.loads(MODEL.read_text(encoding="utf-8")), given.measure)
        return 0
    if given.check:
        current = is_current(json.loads(MODEL.read_text(encoding="utf-8")))
        print("model.json fits" if current else "model.json is stale: run tools/learn_investment_tests.py")
        return 0 if current else 1
    model = learn()
    MODEL.write_text(as_text(model), encoding="utf-8")
    show(model, DEVELOPMENT)
    return 0


if __name__ == "__main__":
    sys.exit(main())
