"""Runs of words that look like names: capitals, initials, particles between them, scripts without case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.text import Word
from bot.language.legal_forms import is_dotted_form
from bot.language.names import PARTICLES

_LONGEST = 6
_CASELESS = re.compile("^[\u3400-\u9fff]{2,4}$|^[\uac00-\ud7a3]{2,4}$|^[\u3041-\u30ff\u3400-\u9fff]{2,8}$")
_JOINED = re.compile(r"\s*$")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `first` to `last` (inclusive) of the message that may be one name."""

    words: tuple[Word, ...]
    first: int
    last: int
    title: str = ""

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end


def is_caseless_name(word: Word) -> bool:
    """Return whether it may be a name in a script without capitals (Han, Hangul, Kana)."""
    return _CASELESS.match(word.written) is not None


def chunks_of(words: Sequence[Word], taken: frozenset[int], lexicon: Lexicon) -> list[Chunk]:
    """Return every run of name-like words that are not taken already."""
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        end = _run(words, at, taken, lexicon) if _starts(words, at, taken, lexicon) else at
        if end > at:
            chunk = _titled(Chunk(tuple(words[at:end]), at, end - 1), lexicon)
            if chunk is not None:
                found.append(chunk)
        at = max(end, at + 1)
    return found


def _starts(words: Sequence[Word], at: int, taken: frozenset[int], lexicon: Lexicon) -> bool:
    word = words[at]
    if at in taken:
        return False
    if word.folded.rstrip(".") in lexicon.titles and word.folded not in (
        "don",
        "sir",
        "lady",
        "lord",
        "miss",
    ):
        return True
    if is_caseless_name(word):
        return True
    if not word.capital or word.folded in ("i", "w/"):
        return False
    if word.folded in lexicon.family_names and at + 1 < len(words) and words[at + 1].capital:
        return not words[at + 1].first
    return not (word.first and _ordinary(word, lexicon)) and word.folded not in lexicon.products


def _ordinary(word: Word, lexicon: Lexicon) -> bool:
    """Return whether it is an ordinary word whose capital only comes from the start of a sentence."""
    return (
        word.folded in lexicon.common
        and word.folded not in lexicon.names_that_are_words
        and word.folded not in lexicon.given_names
    )


def _run(words: Sequence[Word], at: int, taken: frozenset[int], lexicon: Lexicon) -> int:
    end = at + 1
    if is_caseless_name(words[at]):
        return end
    while end < len(words) and end - at < _LONGEST and not words[end - 1].ending.startswith("'"):
        word = words[end]
        if end in taken or word.sentence != words[at].sentence or not _JOINED.match(word.gap):
            break
        if word.folded in PARTICLES and not word.shouted and _leads_on(words, end, taken):
            end += 1
        elif word.written == "&" and end + 1 < len(words) and words[end + 1].capital and end + 1 not in taken:
            if not _company_like(words[end + 1 : end + 4], lexicon):
                break
            end += 1
        elif is_dotted_form(word.written):
            return end + 1
        elif (word.capital and word.written != "I" and word.folded not in lexicon.products) or (
            words[at].folded.rstrip(".") in lexicon.titles
            and end == at + 1
            and _may_follow_title(word, lexicon)
        ):
            end += 1
        else:
            break
    return end


def _leads_on(words: Sequence[Word], at: int, taken: frozenset[int]) -> bool:
    for place in range(at, min(at + 3, len(words))):
        word = words[place]
        if place in taken or (place > at and not _JOINED.match(word.gap)):
            return False
        if word.capital:
            return True
        if word.folded not in PARTICLES:
            return False
    return False


def _company_like(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return any(word.folded in lexicon.company_words | lexicon.legal_forms for word in words if word.capital)


def _may_follow_title(word: Word, lexicon: Lexicon) -> bool:
    return word.written.isalpha() and word.folded not in lexicon.common


def _titled(chunk: Chunk, lexicon: Lexicon) -> Chunk | None:
    words = list(chunk.words)
    title: list[str] = []
    while words and words[0].folded.rstrip(".") in lexicon.titles:
        title.append(words.pop(0).written)
    if not words:
        return None
    skipped = len(title)
    if not title and len(words) > 1 and _opens_only(words[0], words[1], lexicon):
        words, skipped = words[1:], 1
    return replace(chunk, words=tuple(words), first=chunk.first + skipped, title=" ".join(title))


def _opens_only(first: Word, second: Word, lexicon: Lexicon) -> bool:
    """Return whether a sentence opens with what only looks like part of a name, as in "Will Ana sign"."""
    is_word = first.folded in lexicon.names_that_are_words or first.folded in ("per", "via", "re", "cc")
    return first.first and is_word and second.folded in lexicon.given_names
