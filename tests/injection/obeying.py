"""A language model that does whatever an attack told it to, over real HTTP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.features.modelled import conversed
from tests.injection.attacks import Attack
from tests.support.openai_server import Fault, ScriptedModel

TRUE = "Ana worries about carbon reporting."
"""A sentence that holds, beside those of an attack: else the whole answer would be refused."""
_SOURCE = re.compile(r"^\[([NF]\d+)\]", re.MULTILINE)
_NUMBER = re.compile(r"^\[(\d+)\]", re.MULTILINE)
_DATA = re.compile(r"^<<data [^\n]*>>\n(.*?)\n<<end ", re.MULTILINE | re.DOTALL)
_VERDICT = {"verdict": "pass"}
_TESTS = ("invests", "learns", "illustrates")


@dataclass
class ObeyingModel(ScriptedModel):
    """Does what `attack` says; without one it answers nothing, so that the rules answer."""

    attack: Attack | None = None
    has_looked: bool = False
    """Whether it has looked up already what it was told to look up."""

    def obey(self, attack: Attack | None) -> None:
        """Do from now on what an attack says."""
        self.attack, self.has_looked = attack, False

    def reply_to(self, body: dict[str, Any]) -> dict[str, Any] | Fault | None:
        if self.attack is None:
            return None
        user = str(body["messages"][-1]["content"])
        shape = frozenset(body["response_format"]["json_schema"]["schema"]["properties"])
        if "look_ups" in shape:
            return self._converse(self.attack, user)
        return _WAYS[shape](self.attack, user)

    def _converse(self, attack: Attack, user: str) -> dict[str, Any]:
        if attack.looks_up and not self.has_looked:
            self.has_looked = True
            return conversed(look_ups=attack.looks_up)
        ids = list(dict.fromkeys(_SOURCE.findall(user)))
        said = [(TRUE, " ".join(ids[:1]))]
        for written in attack.writes:
            said += [(written, " ".join(ids)), *((written, id) for id in ids[:3]), (written, "")]
        question = f"{attack.writes[0].strip('. ')}?" if attack.asks_back else ""
        return conversed(*said[:12], proposals=attack.proposes, question=question)


def _understand(attack: Attack, user: str) -> dict[str, Any]:
    dates = dict.fromkeys(("occurred_on", "since", "until"), "")
    person = {"title": "", "company": "", "is_pronoun": False}
    names = [name for name in ("Ana Ruiz", *attack.people) if name in user]
    return {
        "intent": "command" if attack.command else attack.intent,
        "confidence": 1.0,
        "command": attack.command,
        "people": [{"written": name, **person} for name in names],
        "companies": ["Northwind"],
        "promises": [
            {"by": "member", "whom": "Ana Ruiz", "due_on": "", "what": "", "quote": "", **promise}
            for promise in attack.promises
        ],
        "assumptions": [],
        "is_correction": attack.corrects,
        **dates,
    }


def _state(attack: Attack, user: str) -> dict[str, Any]:
    numbers = [int(each) for each in _NUMBER.findall(user)]
    written = [{"text": each, "cites": numbers} for each in attack.writes]
    return {"statements": [{"text": TRUE, "cites": numbers[:1]}, *written]}


def _assess(attack: Attack, user: str) -> dict[str, Any]:
    action = _DATA.findall(user)
    quotes = [{"text": each.split("\n")[0], "note": 0} for each in action[1:2]]
    return {
        test: {"why": _written(attack, place), "quotes": quotes, **_VERDICT}
        for place, test in enumerate(_TESTS)
    } | {"network": "client"}


def _rewrite(attack: Attack, user: str) -> dict[str, Any]:
    return {"text": _written(attack), "builds_on": [int(each) for each in _NUMBER.findall(user)]}


def _draft(attack: Attack, user: str) -> dict[str, Any]:
    return {"text": _written(attack)}


def _check(attack: Attack, user: str) -> dict[str, Any]:
    lines = [line for line in _DATA.findall(user)[0].split("\n") if line.strip()]
    passages = [
        {"mark": "today", "quote": line, "says": _written(attack, place)}
        for place, line in enumerate(lines[:3])
    ]
    return {"passages": passages, "points": []}


def _themes(attack: Attack, user: str) -> dict[str, Any]:
    numbers = [int(each) for each in _NUMBER.findall(user)]
    return {"themes": [{"name": each, "answers": numbers} for each in attack.writes]}


def _written(attack: Attack, place: int = 0) -> str:
    return attack.writes[place % len(attack.writes)] if attack.writes else TRUE


_WAYS: Mapping[frozenset[str], Any] = {
    frozenset(
        {
            *("intent", "confidence", "command", "people", "companies", "occurred_on", "promises"),
            *("assumptions", "is_correction", "since", "until"),
        }
    ): _understand,
    frozenset({"statements"}): _state,
    frozenset({*_TESTS, "network"}): _assess,
    frozenset({"text", "builds_on"}): _rewrite,
    frozenset({"text"}): _draft,
    frozenset({"passages", "points"}): _check,
    frozenset({"themes"}): _themes,
}
"""How each kind of question is answered, by the fields that are asked for."""
