"""Keeps what a model answered, by prompt, so that the same measurement can be run again without the model.

A recording is JSON lines. The first says what was measured with which model; each other line is one answer:
the prompt's id, version and hash of its stable part, a hash of what was filled in, and what the model wrote.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.coach.model.asking.server import ModelQuestion
from bot.prompting import Prompt

_DATA = re.compile(r"<<data ([0-9a-f]+)>>\n(.*?)\n<<end \1>>", re.DOTALL)


class BadRecording(ValueError):
    """A file that is no recording; the text says why."""


@dataclass(frozen=True, slots=True)
class RecordedAnswer:
    """One answer of a model."""

    prompt: str
    """Id, version and hash of the stable part, as `understand@2#0a1b2c3d4e`."""
    request: str
    """The hash of what was filled in that comes from members and notes."""
    answer: str


@dataclass(slots=True)
class Recording:
    """Answers in the order in which they came, and what they are answers to."""

    head: Mapping[str, Any] = field(default_factory=dict)
    answers: list[RecordedAnswer] = field(default_factory=list)

    def hear(self, question: ModelQuestion, answer: str) -> None:
        """Keep an answer."""
        self.answers.append(RecordedAnswer(question.reference, key_of(question.user), answer))

    def write(self, file: Path) -> None:
        """Write it all into a file, one line an answer, sorted by what was asked."""
        lines: list[Mapping[str, Any]] = [self.head]
        lines += [
            {"prompt": each.prompt, "request": each.request, "answer": each.answer}
            for each in sorted(self.answers, key=lambda each: (each.prompt, each.request))
        ]
        file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")

    def outdated(self, prompts: Mapping[str, Prompt]) -> Sequence[str]:
        """Return the prompts that it was made with and that are others by now."""
        made_with = sorted({each.prompt for each in self.answers})
        return [each for each in made_with if each not in {prompt.reference for prompt in prompts.values()}]


def read_recording(file: Path) -> Recording:
    """Return a recording; raises BadRecording."""
    try:
        head, *lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        answers = [RecordedAnswer(each["prompt"], each["request"], each["answer"]) for each in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRecording(f"{file.name} is no recording: {error}.") from None
    return Recording(head, answers)


def key_of(user: str) -> str:
    """Return a hash of what members and notes say in a question, without its random boundaries.

    What else changes from day to day, such as the list of commands, does not make an answer another one.
    """
    said = "\x1f".join(text for _, text in _DATA.findall(user))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]
