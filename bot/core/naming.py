"""Tells whom a written name means: accents, titles, initials, nicknames and companies (B1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.coaching.understanding import Mention
from bot.core.contacts import Account, Contact, ContactId, Standing
from bot.language.legal_forms import without_legal_form
from bot.language.names import NameParts, fold, one_slip, short_forms, split_name

_PRONOUNS = {
    "she": "she", "her": "she", "hers": "she", "he": "he", "him": "he", "his": "he",
    "they": "they", "them": "they", "their": "they",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class One:
    """The one contact a name means."""

    contact: Contact


@dataclass(frozen=True, slots=True)
class Several:
    """Contacts that a name may mean, the likeliest first: the member is asked, even where it is only one."""

    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Nobody:
    """No contact has this name."""


Resolution = One | Several | Nobody


@dataclass(frozen=True, slots=True)
class _Match:
    contact: Contact
    rank: int
    """How well the name fits; higher fits better."""
    sure: bool = True
    """False where a person should be asked, although nobody else fits."""


def resolve(
    mention: Mention,
    contacts: Sequence[Contact],
    accounts: Sequence[Account],
    in_focus: Sequence[ContactId] = (),
) -> Resolution:
    """Whom a mention means; a full name beats a first name, a company decides between two of one name."""
    if mention.is_pronoun:
        return _by_pronoun(mention, contacts, in_focus)
    written = split_name(f"{mention.title} {mention.written}")
    if not written.words:
        return Nobody()
    companies: dict[str | None, str] = {account.id: company_key(account.name) for account in accounts}
    wanted = company_key(mention.company)
    matches = [match for contact in contacts if (match := _best_match(written, contact)) is not None]
    return _decide(matches, wanted, lambda contact: companies.get(contact.account_id, ""), in_focus)


@lru_cache(maxsize=8192)
def company_key(name: str) -> str:
    """Return a company's name for comparison: folded, without its legal form ("bar" for "Bar S.p.A.")."""
    return without_legal_form(" ".join(fold(name).split()))


def same_company(a: str, b: str) -> bool:
    """Whether two company keys agree: equal, or one is the other's first words."""
    return bool(a and b) and (a == b or a.startswith(b + " ") or b.startswith(a + " "))


def _by_pronoun(mention: Mention, contacts: Sequence[Contact], in_focus: Sequence[ContactId]) -> Resolution:
    by_id = {contact.id: contact for contact in contacts}
    said = _PRONOUNS.get(fold(mention.written), "they")
    for id in in_focus:
        contact = by_id.get(id)
        if contact is not None and _may_be(said, contact.pronouns):
            return One(contact)
    return Nobody()


def _may_be(said: str, pronouns: str) -> bool:
    own = fold(pronouns).split("/")[0].strip()
    return said == "they" or not own or own not in _PRONOUNS or _PRONOUNS[own] in (said, "they")


def _decide(
    matches: list[_Match], wanted: str, company: Callable[[Contact], str], in_focus: Sequence[ContactId]
) -> Resolution:
    if not matches:
        return Nobody()
    if wanted:
        agreeing = [match for match in matches if same_company(company(match.contact), wanted)]
        if agreeing:
            return _pick(agreeing, in_focus, is_sure=True)
        matches = [_doubted(match) if company(match.contact) else match for match in matches]
    return _pick(matches, in_focus)


def _doubted(match: _Match) -> _Match:
    if match.rank >= _SAME_FULL:
        return match
    return _Match(match.contact, match.rank, sure=False)


def _pick(matches: list[_Match], in_focus: Sequence[ContactId], *, is_sure: bool = False) -> Resolution:
    present = [match for match in matches if match.contact.standing is not Standing.RELEASED] or matches
    top = max(match.rank for match in present)
    best = [match for match in present if match.rank == top]
    if len(best) > 1 and top < _SAME_FULL:
        focused = [match for match in best if match.contact.id in in_focus]
        best = focused if len(focused) == 1 else best
    if len(best) == 1 and (best[0].sure or is_sure):
        return One(best[0].contact)
    order = {id: place for place, id in enumerate(in_focus)}
    best.sort(key=lambda match: (order.get(match.contact.id, len(order)), fold(match.contact.name)))
    return Several(tuple(match.contact for match in best))


_SAME_FULL, _FULL_NICK, _FULL_INITIAL, _FAMILY_SLIP = 100, 90, 85, 80
_GIVEN, _FAMILY, _NICK, _FULL_FOR_FIRST, _SLIP = 60, 60, 50, 45, 30


def _names(contact: Contact) -> list[NameParts]:
    return [split_name(name) for name in (contact.name, *contact.aliases)]


def _best_match(written: NameParts, contact: Contact) -> _Match | None:
    found = [match for name in _names(contact) if (match := _compare(written, name)) is not None]
    if not found:
        return None
    best = max(found, key=lambda match: match.rank)
    return _Match(contact, best.rank, best.sure)


@dataclass(frozen=True, slots=True)
class _Rank:
    rank: int
    sure: bool = True


def _compare(written: NameParts, known: NameParts) -> _Rank | None:
    if not known.words:
        return None
    if written.key == known.key or sorted(written.words) == sorted(known.words):
        return _Rank(_SAME_FULL if len(written.words) > 1 else _GIVEN)
    if len(written.words) == 1:
        return _compare_single(written.words[0], known)
    if len(known.words) == 1:
        if known.words[0] == written.given:
            return _Rank(_FULL_FOR_FIRST, sure=False)
        return None
    return _compare_full(written, known)


def _compare_full(written: NameParts, known: NameParts) -> _Rank | None:
    if written.family == known.family or _part_of(written.family, known.family):
        if not written.given:
            return _Rank(_FAMILY)
        if written.given == known.given:
            return _Rank(_SAME_FULL)
        if written.given in short_forms(known.given):
            return _Rank(_FULL_NICK)
        if written.given[:1] == known.given[:1] and 1 in (len(written.given), len(known.given)):
            return _Rank(_FULL_INITIAL)
        if one_slip(written.given, known.given):
            return _Rank(_SLIP, sure=False)
        return None
    if written.given == known.given and one_slip(written.family, known.family):
        return _Rank(_FAMILY_SLIP)
    return None


def _compare_single(word: str, known: NameParts) -> _Rank | None:
    if word == known.given:
        return _Rank(_GIVEN)
    if word == known.family or _part_of(word, known.family):
        return _Rank(_FAMILY)
    if word in short_forms(known.given):
        return _Rank(_NICK)
    if any(one_slip(word, part) for part in known.words):
        return _Rank(_SLIP, sure=False)
    return None


def _part_of(part: str, family: str) -> bool:
    """Whether it is the last words of a family name: "Berg" for "van der Berg", one half of a double name."""
    return family.endswith((" " + part, "-" + part)) or family.startswith((part + " ", part + "-"))
