"""The index of words: FTS5 on SQLite, full text on PostgreSQL, fed with the same words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from anyascii import anyascii
from sqlalchemy import BigInteger, Double, Executable, TextClause, bindparam, select, text

from bot.core.identity import Scope
from bot.core.notes import Note
from bot.core.ports.store import LexicalHit
from bot.language.asking import stem
from bot.store.connection import DatabaseConnection
from bot.store.kinds import Body, kind_of
from bot.store.selections import gate_values, is_linked, visible
from bot.store.tables import notes

_WORD = re.compile(r"[a-z0-9]+")
_LONGEST = 60
"""Characters of a word that are kept; longer runs are no words."""
_MOST_TERMS = 40
_PREFIX_FROM = 4
"""From this length a word, without its ending, also finds those that begin with it ("budget", "budgets")."""
_COMMON = frozenset(
    """
    a about an and are as at be been but by can could did do does for from had has have he her him
    his how i if in is it its me my not of on or our s say said she so t tell that the their them
    they this to was we were what when where which who whom whose why will with would you your
    """.split()  # noqa: SIM905  a list of quoted words reads worse
)
"""Words of questions that say nothing of their subject; used only where nothing else was said."""


def plain_words(text: str) -> list[str]:
    """Return the words of a text in lower-case ASCII: without accents, other scripts as they sound."""
    return [word[:_LONGEST] for word in _WORD.findall(anyascii(text).lower())]


def _space_word(workspace: str, space: str) -> str:
    """Return a word that stands for a space, so that the index itself passes over the notes of all others."""
    return "x" + hashlib.sha256(f"{workspace}\x1f{space}".encode()).hexdigest()[:24]


class WordIndex:
    """The index of the words of notes, inside one transaction."""

    def __init__(self, connection: DatabaseConnection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"

    async def forget(self, note: Body) -> None:
        """Take a note out, while its row is still there."""
        await self._connection.execute(_FORGET, {"workspace": note["workspace"], "id": note["id"]})

    async def learn(self, note: Body) -> None:
        """Index the words of a note whose row is there, for its own space and those it is shared with."""
        spaces = [_space_word(note["workspace"], each) for each in (note["space"], *note["shared_with"])]
        values = {
            "workspace": note["workspace"],
            "id": note["id"],
            "words": " ".join(plain_words(note["text"])),
            "spaces": " ".join(spaces),
        }
        await self._connection.execute(_LEARN_SQLITE if self._is_sqlite else _LEARN_POSTGRESQL, values)

    async def search_notes(
        self,
        scope: Scope,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str],
        since: date | None,
        until: date | None,
    ) -> list[LexicalHit]:
        """Notes that hold some of the words, those with more and rarer ones first."""
        terms = _terms(words)
        if not terms or limit < 1:
            return []
        spaces = sorted(_space_word(scope.workspace, each) for each in scope.spaces)
        asked = {"these_contacts": list(contact_ids), "since": since, "until": until}
        given = {name: value for name, value in asked.items() if value}
        statement = _search(self._is_sqlite, frozenset(given))
        match = _match_sqlite if self._is_sqlite else _match_postgresql
        values = {**gate_values(scope), **match(terms, spaces), **given, "limit": limit}
        found = await self._connection.execute(statement, values)
        return [LexicalHit(id, float(score)) for id, score in found]


@cache
def _search(is_sqlite: bool, given: frozenset[str]) -> Executable:
    """Notes by their words, and by what else is given: a statement that is made once."""
    hits = _columns(text(_HITS_SQLITE if is_sqlite else _HITS_POSTGRESQL)).subquery("hits")
    kind = kind_of(Note)
    statement = (
        select(notes.c.id, hits.c.score)
        .join_from(notes, hits, notes.c.seq == hits.c.seq)
        .where(visible(kind, postgresql=not is_sqlite))
        .order_by(hits.c.score.desc(), notes.c.created_at.desc(), notes.c.id)
        .limit(bindparam("limit", type_=BigInteger()))
    )
    if "these_contacts" in given:
        these = is_linked(kind, "contact_ids", "these_contacts", postgresql=not is_sqlite)
        statement = statement.where(these)
    if "since" in given:
        statement = statement.where(notes.c.occurred_on >= bindparam("since"))
    if "until" in given:
        statement = statement.where(notes.c.occurred_on <= bindparam("until"))
    return statement


_THIS_NOTE = "FROM notes WHERE workspace = :workspace AND id = :id"
_FORGET = text(f"DELETE FROM note_words WHERE rowid IN (SELECT seq {_THIS_NOTE})")
_LEARN_SQLITE = text(
    f"INSERT INTO note_words (rowid, words, spaces) SELECT seq, :words, :spaces {_THIS_NOTE}"
)
_LEARN_POSTGRESQL = text(
    "INSERT INTO note_words (rowid, words) SELECT seq, setweight(to_tsvector('simple', :words), 'A') "
    f"|| setweight(to_tsvector('simple', :spaces), 'D') {_THIS_NOTE}"
)
_HITS_SQLITE = (
    "SELECT rowid AS seq, -bm25(note_words, 1.0, 0.0) AS score FROM note_words WHERE note_words MATCH :query"
)
_HITS_POSTGRESQL = (
    "SELECT rowid AS seq, ts_rank('{0, 0, 0, 1}', words, to_tsquery('simple', :terms), 1) AS score "
    "FROM note_words WHERE words @@ to_tsquery('simple', :spaces) AND words @@ to_tsquery('simple', :terms)"
)


def _terms(words: str) -> list[str]:
    """Return what to look for: each word once, without those that every question has."""
    found = list(dict.fromkeys(plain_words(words)))
    telling = [word for word in found if word not in _COMMON]
    return (telling or found)[:_MOST_TERMS]


def _beginnings(terms: Iterable[str]) -> list[str]:
    """Return each word without its ending, so that it finds its other forms: "worr" for "worries"."""
    return list(dict.fromkeys(_beginning(term) for term in terms))


def _beginning(term: str) -> str:
    bare = stem(term)
    same = next((place for place in range(len(bare)) if not term.startswith(bare[: place + 1])), len(bare))
    return term[:same] if same >= _PREFIX_FROM else term


def _match_sqlite(terms: Sequence[str], spaces: Iterable[str]) -> dict[str, str]:
    begin = _beginnings(terms)
    asked = " OR ".join(f'"{term}"*' if len(term) >= _PREFIX_FROM else f'"{term}"' for term in begin)
    return {"query": f"words : ({asked}) AND spaces : ({' OR '.join(spaces)})"}


def _match_postgresql(terms: Sequence[str], spaces: Iterable[str]) -> dict[str, str]:
    begin = _beginnings(terms)
    asked = " | ".join(f"{term}:*A" if len(term) >= _PREFIX_FROM else f"{term}:A" for term in begin)
    return {"terms": asked, "spaces": " | ".join(f"{space}:D" for space in spaces)}


def _columns(statement: TextClause) -> Any:
    return statement.columns(seq=BigInteger(), score=Double())
