"""How well a written name fits a contact: titles, initials, nicknames, other orders and scripts (B1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.coaching.understanding import Mention
from bot.core.contacts import Contact
from bot.language.addresses import glued_names
from bot.language.name_variants import variants
from bot.language.names import NameParts, fold, is_honorific, one_slip, short_forms

SAME_FULL = 100
_FULL_NICK, _FULL_INITIAL, _LONGER, _FAMILY_SLIP = 90, 85, 84, 80
_SHORT_NAME = 4
"""Letters of a name in which another vowel makes another name rather than a slip."""
_GIVEN, _FAMILY, _NICK, _FULL_FOR_FIRST, _SLIP = 60, 60, 50, 45, 30


@dataclass(frozen=True, slots=True)
class Match:
    """A contact whom a written name may mean."""

    contact: Contact
    rank: int
    """How well the name fits; higher fits better."""
    is_sure: bool = True
    """False where a person should be asked, although nobody else fits."""


@dataclass(frozen=True, slots=True)
class _Rank:
    rank: int
    is_sure: bool = True


class NamesRead(dict[str, tuple[NameParts, ...]]):
    """Names of contacts as they were read, kept for one piece of work and no longer."""

    def __missing__(self, name: str) -> tuple[NameParts, ...]:
        """Read a name that was not asked about before."""
        self[name] = found = variants(name)
        return found


def written_names(mention: Mention) -> tuple[NameParts, ...]:
    """Return the ways to read a mention's name, with its form of address; a job is no part of a name."""
    title = mention.title if is_honorific(mention.title) else ""
    return variants(f"{title} {mention.written}".strip())


def best_match(written: Sequence[NameParts], contact: Contact, read: NamesRead) -> Match | None:
    """Return how well a name fits a contact, in the way of writing that fits best; None where it does not."""
    found = [
        match
        for name in (contact.name, *contact.aliases)
        for known in read[name]
        for one in written
        if (match := _compare(one, known)) is not None
    ]
    if not found:
        return None
    best = max(found, key=lambda match: (match.rank, match.is_sure))
    return Match(contact, best.rank, best.is_sure)


def fits(written: Sequence[NameParts], name: str) -> bool:
    """Whether a name may be the one that was written, in one of the ways of writing it."""
    return any(_compare(one, known) for known in variants(name) for one in written)


def _compare(written: NameParts, known: NameParts) -> _Rank | None:
    if written.key == known.key or sorted(written.words) == sorted(known.words):
        return _Rank(SAME_FULL if len(written.words) > 1 else _GIVEN)
    if len(written.words) == 1:
        return _compare_single(written.words[0], known)
    if len(known.words) == 1:
        if known.words[0] == written.given:
            return _Rank(_FULL_FOR_FIRST)
        return None
    return _compare_full(written, known) or _compare_longer(written, known)


def _compare_full(written: NameParts, known: NameParts) -> _Rank | None:
    if written.family == known.family or _part_of(written.family, known.family):
        if not written.given:
            return _Rank(_FAMILY)
        if written.given == known.given:
            return _Rank(SAME_FULL)
        return _compare_given(written.given, known)
    if written.given != known.given:
        return None
    if len(written.family) == 1 and known.family.startswith(written.family):
        return _Rank(_FULL_INITIAL)
    if not one_slip(written.family, known.family):
        return None
    return _Rank(_FAMILY_SLIP, is_sure=not _differs_by_a_vowel(written.family, known.family))


def _compare_given(given: str, known: NameParts) -> _Rank | None:
    """Compare the given names of two people of one family name."""
    if given in short_forms(known.given):
        return _Rank(_FULL_NICK)
    if given[:1] == known.given[:1] and 1 in (len(given), len(known.given)):
        return _Rank(_FULL_INITIAL)
    if given in _initials(known.given):
        return _Rank(_FULL_INITIAL)
    if known.given.startswith((given + " ", given + "-")):
        return _Rank(_LONGER)
    if short_forms(given) & short_forms(known.given):
        return _Rank(_FULL_NICK, is_sure=False)
    return _Rank(_SLIP, is_sure=False) if one_slip(given, known.given) else None


def _compare_longer(written: NameParts, known: NameParts) -> _Rank | None:
    """Compare names of which one has a family name more: "Ana Ruiz" and "Ana Ruiz López"."""
    shorter, longer = sorted((written.words, known.words), key=len)
    if len(shorter) < len(longer) and longer[: len(shorter)] == shorter:
        return _Rank(_LONGER, is_sure=longer == known.words)
    return _Rank(_SLIP, is_sure=False) if set(shorter) < set(longer) else None


def _compare_single(word: str, known: NameParts) -> _Rank | None:
    if word == known.given or word in known.given.split():
        return _Rank(_GIVEN)
    if word == known.family or _part_of(word, known.family):
        return _Rank(_FAMILY)
    if word in short_forms(known.given):
        return _Rank(_NICK)
    if known.given.startswith(word + "-"):
        return _Rank(_NICK)
    if word in glued_names(known.given, known.family):
        return _Rank(_NICK, is_sure=False)
    if any(one_slip(word, part) for part in known.words):
        return _Rank(_SLIP, is_sure=False)
    return None


def _differs_by_a_vowel(a: str, b: str) -> bool:
    """Whether two short names differ by one vowel for another, as different names do: "Berg" and "Borg"."""
    if len(a) != len(b) or len(a) > _SHORT_NAME:
        return False
    return all({one, other} <= set("aeiouy") for one, other in zip(a, b, strict=True) if one != other)


def _initials(given: str) -> frozenset[str]:
    """Return the letters of a double name, in the ways they are written: "jl", "j-l"."""
    letters = [part[0] for part in fold(given).replace("-", " ").split() if part]
    return frozenset(("".join(letters), "-".join(letters))) if len(letters) > 1 else frozenset()


def _part_of(part: str, family: str) -> bool:
    """Whether it is the last words of a family name: "Berg" for "van der Berg", one half of a double name."""
    return family.endswith((" " + part, "-" + part)) or family.startswith((part + " ", part + "-"))
