"""Loads, checks and renders the prompts in prompts/: no prompt text lives in Python."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta

Trust = Literal["trusted", "untrusted"]
_KEYS = {"id", "version", "purpose", "inputs", "output"}
_PARTS = re.compile(r"^# (system|user)\s*$", re.MULTILINE)
_JINJA = Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701


class BadPrompt(Exception):
    """A prompt file breaks the rules; the error's text names the file and what to do."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt ready to send; `reference` is `id@version#hash` and is stored with every result."""

    system: str
    user: str
    reference: str
    inputs: str = ""
    """A hash of what was filled in: equal for equal questions, whatever the boundaries are."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file. Trusted inputs may stand in both parts, untrusted ones in the user part only."""

    id: str
    version: int
    purpose: str
    inputs: Mapping[str, Trust]
    output: str
    system: str
    user: str

    @property
    def reference(self) -> str:
        """The id, the version and a hash of the text."""
        digest = hashlib.sha256(f"{self.system}\x1f{self.user}".encode()).hexdigest()
        return f"{self.id}@{self.version}#{digest[:10]}"

    def render(
        self, boundary: Callable[[], str] = lambda: secrets.token_hex(8), **values: object
    ) -> Rendered:
        """Fill the prompt in; raises BadPrompt when an input is missing or unknown.

        Each untrusted value stands between two lines with a boundary that its author cannot know, so that
        words in a note stay data. `boundary` makes that line's random part.
        """
        if set(values) != set(self.inputs):
            odd = sorted(set(values) ^ set(self.inputs))
            raise BadPrompt(f"{self.id}: inputs missing or unknown: {', '.join(odd)}")
        trusted = {name: value for name, value in values.items() if self.inputs[name] == "trusted"}
        fenced = {name: _fenced(value, boundary()) for name, value in values.items() if name not in trusted}
        system = _JINJA.from_string(self.system).render(trusted)
        user = _JINJA.from_string(self.user).render(trusted | fenced)
        inputs = "\x1f".join(f"{name}\x1e{value}" for name, value in sorted(values.items()))
        digest = hashlib.sha256(inputs.encode("utf-8", "surrogatepass")).hexdigest()
        return Rendered(system=system.strip(), user=user.strip(), reference=self.reference, inputs=digest)


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """Return all prompts of a folder by id; raises BadPrompt for the first file that breaks a rule."""
    prompts: dict[str, Prompt] = {}
    for path in sorted(folder.glob("*.md")):
        prompt = _parse(path)
        if prompt.id != path.stem:
            raise BadPrompt(f"{path.name}: its id is {prompt.id}; name the file and the id alike")
        prompts[prompt.id] = prompt
    return prompts


def _parse(path: Path) -> Prompt:
    head, body = _front_matter(path)
    odd = set(head) ^ _KEYS
    if odd:
        raise BadPrompt(f"{path.name}: front matter keys missing or unknown: {', '.join(sorted(odd))}")
    pieces = _PARTS.split(body)
    if list(pieces[1::2]) != ["system", "user"]:
        raise BadPrompt(f"{path.name}: needs '# system' and then '# user'")
    prompt = Prompt(system=pieces[2].strip(), user=pieces[4].strip(), **head)
    _check_variables(path, prompt)
    return prompt


def _front_matter(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text(encoding="utf-8")
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise BadPrompt(f"{path.name}: begins with no front matter between lines of ---")
    values = yaml.safe_load(parts[1])
    if not isinstance(values, dict):
        raise BadPrompt(f"{path.name}: its front matter is no list of keys")
    return values, parts[2]


def _check_variables(path: Path, prompt: Prompt) -> None:
    bad = {trust for trust in prompt.inputs.values() if trust not in ("trusted", "untrusted")}
    if bad:
        raise BadPrompt(f"{path.name}: inputs are trusted or untrusted, not {', '.join(sorted(bad))}")
    system, user = _variables(path, prompt.system), _variables(path, prompt.user)
    if (system | user) != set(prompt.inputs):
        odd = sorted((system | user) ^ set(prompt.inputs))
        raise BadPrompt(f"{path.name}: declared and used inputs differ: {', '.join(odd)}")
    leaked = sorted(name for name in system if prompt.inputs[name] == "untrusted")
    if leaked:
        raise BadPrompt(f"{path.name}: untrusted inputs in the system part: {', '.join(leaked)}")


def _variables(path: Path, template: str) -> set[str]:
    try:
        return meta.find_undeclared_variables(_JINJA.parse(template))
    except TemplateSyntaxError as error:
        raise BadPrompt(f"{path.name}: line {error.lineno}: {error.message}") from None


def _fenced(value: object, boundary: str) -> str:
    text = str(value).replace(boundary, "")
    return f"<<data {boundary}>>\n{text}\n<<end {boundary}>>"
