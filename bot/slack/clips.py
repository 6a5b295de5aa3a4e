"""The words of audio and video clips, where Slack has written them down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

CLIPS = frozenset({"slack_audio", "slack_video"})
_TIMES = re.compile(r"-->")
_TAG = re.compile(r"<[^<>\n]*>")


def is_clip(file: Mapping[str, Any]) -> bool:
    """Return whether a file was recorded in Slack: sound or a video with somebody talking."""
    return file.get("subtype") in CLIPS or isinstance(file.get("transcription"), Mapping)


def words_spoken(file: Mapping[str, Any]) -> str:
    """Return the transcript that stands in a file's record; "" where there is none yet."""
    spoken = file.get("transcription")
    if not isinstance(spoken, Mapping) or spoken.get("status") != "complete":
        return ""
    preview = spoken.get("preview")
    content = preview.get("content") if isinstance(preview, Mapping) else None
    return content.strip() if isinstance(content, str) else ""


def is_cut(file: Mapping[str, Any]) -> bool:
    """Return whether the record holds only the beginning of the transcript."""
    preview = (file.get("transcription") or {}).get("preview")
    return isinstance(preview, Mapping) and bool(preview.get("has_more"))


def words_of_captions(captions: str) -> str:
    """Return the words of a WebVTT file, without its times and marks."""
    words = []
    for block in re.split(r"\n\s*\n", captions.replace("\r\n", "\n")):
        lines = block.strip().split("\n")
        at = next((number for number, line in enumerate(lines) if _TIMES.search(line)), None)
        if at is not None:
            words += [_TAG.sub("", line).strip() for line in lines[at + 1 :]]
    return " ".join(word for word in words if word)
