"""Tells whom a written name means: accents, titles, initials, nicknames and companies (B1)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.coaching.understanding import Mention
from bot.core.contacts import Account, Contact, ContactId, Standing, is_sample
from bot.core.matching import SAME_FULL, Match, NamesRead, best_match, fits, written_names
from bot.language.addresses import read_address
from bot.language.legal_forms import is_legal_form, without_legal_form
from bot.language.names import fold, is_job, word_set
from bot.language.unseen import latinized, mixes_scripts

_SMALL = word_set("of the and for a in at & de der")
_AND = re.compile(r"\s+(?:and|und|et|y|\+)\s+")
_TOP_LEVEL = re.compile(r"\.(?:com|net|org|io|ai|co|app|dev|eu|de|at|ch|fr|uk|nl|it|es|us)$")
_SAY_LITTLE = word_set(
    "university bank hotel institute city port group international national general united american "
    "european german deutsche first global federal state royal central north south east west new grupo "
    "banco universidad ministry department school hospital clinic college museum"
)
"""Words that many companies begin with: "Deutsche" alone is neither the bank nor the railway."""
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


def resolve(
    mention: Mention,
    contacts: Sequence[Contact],
    accounts: Sequence[Account],
    in_focus: Sequence[ContactId] = (),
    read: NamesRead | None = None,
    *,
    is_told: bool = False,
) -> Resolution:
    """Whom a mention means; a full name beats a first name, a company decides between two of one name.

    Between people whom the name fits equally, the company decides, then the job, then who is in focus.
    A sample is meant where no real person may be. What is told, rather than asked, is filed on a sample only
    by its full name (or where it is in focus), and at no company but its own; else the member is asked.
    `read` keeps the names of contacts as they were read, for who asks about several mentions.
    """
    real = [contact for contact in contacts if not is_sample(contact.id)]
    if len(real) < len(contacts) and not mention.is_pronoun:
        found = _resolve(mention, real, accounts, in_focus, read)
        if isinstance(found, One) or (is_told and isinstance(found, Several)):
            return found
    found = _resolve(mention, contacts, accounts, in_focus, read)
    if is_told and not mention.is_pronoun and isinstance(found, One) and is_sample(found.contact.id):
        is_clear = _names_sample(mention, found.contact, accounts, in_focus)
        return found if is_clear else Several((found.contact,))
    return found


def _names_sample(
    mention: Mention, contact: Contact, accounts: Sequence[Account], in_focus: Sequence[ContactId]
) -> bool:
    """Whether a sample person is named in full, or is spoken of; and no company but theirs is named."""
    mention = named(mention)
    match = best_match(written_names(mention), contact, NamesRead())
    if contact.id not in in_focus and (match is None or match.rank < SAME_FULL):
        return False
    company = next((each.name for each in accounts if each.id == contact.account_id), "")
    return not mention.company or same_company(company_key(company), company_key(mention.company))


def _resolve(
    mention: Mention,
    contacts: Sequence[Contact],
    accounts: Sequence[Account],
    in_focus: Sequence[ContactId],
    read: NamesRead | None,
) -> Resolution:
    if mention.is_pronoun:
        return _by_pronoun(mention, contacts, in_focus)
    read = NamesRead() if read is None else read
    mention = named(mention)
    written = written_names(mention)
    if not written:
        return Nobody()
    if len(written[0].key) == 1 and not written[0].title:
        return _by_initial(written[0].key, contacts, in_focus, read)
    companies: dict[str | None, str] = {account.id: account.name for account in accounts}
    wanted = company_key(mention.company)
    matches = [match for contact in contacts if (match := best_match(written, contact, read)) is not None]
    if not matches and (alike := _find_lookalikes(mention, contacts)):
        return Several(alike)
    job = " ".join(part for part in (mention.job, mention.title) if is_job(part))
    return _decide(
        matches, wanted, lambda contact: company_key(companies.get(contact.account_id, "")), in_focus, job
    )


def named(mention: Mention) -> Mention:
    """Return a mention with the name that its mail address or handle says, and the address's company."""
    address = read_address(mention.written)
    if address is None:
        return mention
    return replace(mention, written=address.name, company=mention.company or address.company)


def company_key(name: str) -> str:
    """Return a company's name for comparison: folded, without its legal form ("bar" for "Bar S.p.A.").

    Where a word of it mixes Latin letters with others that look like them, they count as the Latin ones.
    """
    seen = [latinized(word) if mixes_scripts(word) else word for word in html.unescape(name).split()]
    folded = _AND.sub(" & ", " ".join(fold(" ".join(seen)).split()))
    key = without_legal_form(folded)
    rest = key.removeprefix("the ")
    return key if not rest or is_legal_form(rest) else rest


def same_company(a: str, b: str) -> bool:
    """Whether two company keys agree: equal, or one is the first words of the other; "x.com" is "x"."""
    a, b = _TOP_LEVEL.sub("", a), _TOP_LEVEL.sub("", b)
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return a == b or (longer.startswith(shorter + " ") and shorter not in _SAY_LITTLE)


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


def _by_initial(
    letter: str, contacts: Sequence[Contact], in_focus: Sequence[ContactId], read: NamesRead
) -> Resolution:
    """Whom a single letter means: the one person in focus whose name begins with it ("S. is the new CFO")."""
    near = [contact for contact in contacts if contact.id in in_focus]
    for part in ("given", "family"):
        meant = [
            contact
            for contact in near
            if any(getattr(name, part).startswith(letter) for name in read[contact.name])
        ]
        if len(meant) == 1:
            return One(meant[0])
    return Nobody()


def _decide(
    matches: list[Match],
    wanted: str,
    company: Callable[[Contact], str],
    in_focus: Sequence[ContactId],
    job: str,
) -> Resolution:
    if not matches:
        return Nobody()
    if wanted:
        agreeing = [match for match in matches if same_company(company(match.contact), wanted)]
        if agreeing:
            return _pick(agreeing, in_focus, job, is_sure=True)
        matches = [_doubted(match) if company(match.contact) else match for match in matches]
    return _pick(matches, in_focus, job)


def _doubted(match: Match) -> Match:
    if match.rank >= SAME_FULL:
        return match
    return Match(match.contact, match.rank, is_sure=False)


def _pick(
    matches: list[Match], in_focus: Sequence[ContactId], job: str, *, is_sure: bool = False
) -> Resolution:
    present = [match for match in matches if match.contact.standing is not Standing.RELEASED] or matches
    top = max(match.rank for match in present)
    best = [match for match in present if match.rank == top]
    if len(best) > 1 and job:
        working = [match for match in best if _same_job(match.contact.title, job)]
        best = working if len(working) == 1 else best
    if len(best) > 1 and top < SAME_FULL:
        focused = [match for match in best if match.contact.id in in_focus]
        best = focused if len(focused) == 1 else best
    if len(best) == 1 and (best[0].is_sure or is_sure):
        return One(best[0].contact)
    order = {id: place for place, id in enumerate(in_focus)}
    best.sort(key=lambda match: (order.get(match.contact.id, len(order)), fold(match.contact.name)))
    return Several(tuple(match.contact for match in best))


def _find_lookalikes(mention: Mention, contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Contacts whose names look the same, though other letters stand in them: the member is asked, always.

    A name with a Cyrillic A for the first letter of Ana Ruiz is either hers, or somebody's who wants to be
    taken for her.
    """
    seen = written_names(replace(mention, written=latinized(mention.written)))
    return tuple(
        contact
        for contact in contacts
        if any(
            fits(seen, latinized(name))
            for name in (contact.name, *contact.aliases)
            if not (mention.written.isascii() and name.isascii())
        )
    )


def _same_job(title: str, job: str) -> bool:
    words = set(fold(job).replace(".", "").split()) - _SMALL
    return bool(words & set(fold(title).replace(".", "").split()))
