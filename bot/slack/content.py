"""What a message holds, as values: its words, what it forwards, its files. It was slimmed before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.commands import AttachedFile, Forwarded, Said
from bot.core.wellformed import is_address
from bot.slack.clips import words_spoken
from bot.slack.markup import readable
from bot.slack.payloads import records

Payload = Mapping[str, Any]


def said_in(event: Payload, text: str, names: Mapping[str, str]) -> Said:
    """Build what was said: a clip with a transcript is its words, the same as if they had been typed."""
    files = [file for file in records(event.get("files")) if file.get("mode") != "tombstone"]
    spoken = [words_spoken(file) for file in files]
    words = [readable(text, names).strip(), *(each for each in spoken if each)]
    attached = tuple(_file(file) for file in files if not words_spoken(file))
    return Said("\n\n".join(each for each in words if each), attached, forwarded_in(event, names))


def forwarded_in(message: Payload, names: Mapping[str, str]) -> tuple[Forwarded, ...]:
    """Return the messages that a message forwards, those without words left out."""
    return tuple(
        Forwarded(
            text=words,
            author=str(each.get("author") or ""),
            permalink=_address(each.get("permalink")),
        )
        for each in records(message.get("forwarded"))
        if (words := readable(str(each.get("text") or ""), names).strip())
    )


def _address(link: object) -> str:
    """Return a link where it is one: words are not lost because the address beside them is none."""
    return link if isinstance(link, str) and is_address(link) else ""


def all_words(message: Payload, names: Mapping[str, str]) -> str:
    """Return a message's words, and those that it forwards with their authors."""
    own = readable(str(message.get("text") or ""), names)
    others = (
        f"{each.author}: {each.text}" if each.author else each.text for each in forwarded_in(message, names)
    )
    return "\n\n".join(words for words in (own, *others) if words.strip())


def _file(file: Payload) -> AttachedFile:
    size = file.get("size")
    return AttachedFile(
        id=str(file["id"]),
        name=str(file.get("name") or ""),
        mimetype=str(file.get("mimetype") or ""),
        size=size if isinstance(size, int) else 0,
        url=str(file.get("url_private") or ""),
    )
