"""B1, B2: whose promises a question asks for; the stored commitments answer it better than notes do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.core.notes import Promiser
from bot.language.asking import KnownPerson, read_question

_PROMISING = frozenset({"promis", "commit", "owe", "open", "outstand", "give", "gave", "send", "agre"})
"""Stems of the words that such a question may have beside names: with more in it, the notes answer."""
_BY_MEMBER = re.compile(
    r"\bwhat (?:did|have|had|do) (?:i|we) (?:ever |still |already )?"
    r"(?:promised?|owed?|commit(?:ted)? to|agreed? to)\b"
    r"|\bdo (?:i|we) (?:still )?owe\b|^what(?:['\u2019]s| is) promised\b",
    re.IGNORECASE,
)
_BY_CONTACT = re.compile(
    r"\bwhat (?:did|has|have|had) (?!i\b|we\b).{1,60}? promised?\b"
    r"|\bwhat (?:does|do) (?!i\b|we\b).{1,60}? owe (?:me|us)\b|\bwho (?:still )?owes (?:me|us)\b",
    re.IGNORECASE,
)
_BY_EITHER = re.compile(
    r"\b(?:any|which|what)\b.{0,20}\b(?:open|outstanding) (?:promises|commitments)\b", re.IGNORECASE
)


def promises_asked(question: str, known: Sequence[KnownPerson], today: date) -> frozenset[Promiser]:
    """The sides whose promises a question asks for, and for nothing else; none for any other question."""
    if not read_question(question, known, today).terms <= _PROMISING:
        return frozenset()
    if _BY_EITHER.search(question):
        return frozenset(Promiser)
    if _BY_MEMBER.search(question):
        return frozenset({Promiser.MEMBER})
    return frozenset({Promiser.CONTACT}) if _BY_CONTACT.search(question) else frozenset()
