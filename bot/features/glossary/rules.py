"""F6: common terms of a workspace, looked up, used in questions, and watched for in drafts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import MemberId, Space, WorkspaceId, derive_id
from bot.features.glossary.contracts.values import Term
from bot.language.likeness import CLOSE, likeness

LONGEST_TERM, LONGEST_DEFINITION = 60, 600
"""In characters."""
_ACRONYM = re.compile(r"(?<![\w&.-])[A-Z][A-Z0-9]{1,5}(?:&[A-Z])?(?![\w&-])")
_ROMAN = re.compile(r"^(?:[IVX]+|Q[1-4]|H[12]|FY\d*|\w\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTerm:
    """A word that a member was asked about once and will not be again. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    key: str


def key_of(term: str) -> str:
    """What two spellings of a term have in common."""
    return " ".join(term.casefold().split()).strip(" .?!\"'\u201c\u201d")


def term_id(workspace: WorkspaceId, term: str) -> str:
    """The id of a term in its workspace, the same however it is spelled."""
    return derive_id(workspace, "term", key_of(term))


def asked_id(workspace: WorkspaceId, member: MemberId, word: str) -> str:
    """The id under which it is kept that a member was asked about a word."""
    return term_id(workspace, f"{member} {word}")


def near(key: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Known terms that look like this one, the most alike first."""
    scored = [(likeness(key, key_of(term)), term) for term in known]
    return [term for score, term in sorted(scored, reverse=True)[:limit] if score >= CLOSE]


def has_word(text: str, term: str) -> bool:
    """Whether a text holds a term as whole words; an acronym counts only in capitals."""
    flags = 0 if term.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, flags) is not None


def acronyms(text: str) -> list[str]:
    """Short words in capitals, in their order and each once; quarters, years and numerals are none."""
    if text.isupper():
        return []
    return list(dict.fromkeys(word for word in _ACRONYM.findall(text) if not _ROMAN.match(word)))


def unknown_acronyms(text: str, known: Collection[str]) -> list[str]:
    """Acronyms of a text that nobody explained; `known` are keys of terms, names and everyday short words."""
    explained = {match[1] for match in re.finditer(r"\(([A-Z][A-Z0-9&]{1,6})\)", text)}
    return [word for word in acronyms(text) if word not in explained and key_of(word) not in known]


@dataclass(frozen=True, slots=True)
class OutsiderWord:
    """A word of a draft that people outside may not know; `meaning` is empty where nobody defined it."""

    word: str
    meaning: str


def outsider_words(
    text: str, terms: Sequence[Term], everyday: Collection[str], inside: Sequence[str] = ()
) -> list[OutsiderWord]:
    """Words of a draft that people outside would not know (F6).

    These are the workspace's own terms, the method's words in `inside`, and acronyms that are not `everyday`
    (keys of short words that anybody knows). A term whose meaning stands in the draft is fine.
    """
    own = [term for term in terms if has_word(text, term.term) and not has_word(text, term.definition)]
    found = [OutsiderWord(term.term, term.definition) for term in own if term.key not in everyday]
    known = {key_of(term.term) for term in terms} | {key_of(each) for each in everyday}
    found += [OutsiderWord(word, "") for word in inside if has_word(text, word)]
    return found + [OutsiderWord(word, "") for word in unknown_acronyms(text, known)]
