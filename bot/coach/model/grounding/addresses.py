"""Links, mail addresses, sites and pings that nobody gave (B2)."""

from __future__ import annotations

import re

from bot.coach.model.grounding.spelled import with_marks
from bot.language.unseen import even

# Each begins where a run of letters begins and gives none of them back: a long run costs its length once.
_REST = r"[^\s<>()\[\]|\"\u201c\u201d]*"
_SCHEMES = r"mailto|tel|sms|callto|javascript|vbscript|data|file"
_LINK = re.compile(
    rf"(?<!\w)\w++://{_REST}|(?<![\w:/])//(?=[\w-]+\.){_REST}|(?<!\w)(?:{_SCHEMES}):(?=\S){_REST}|"
    rf"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*(?:\?{_REST})?"
)
_SITE = re.compile(
    rf"(?<![\w@.:/-])[\w-]++(?:\.[\w-]++)*\.(?:xn--[a-z0-9-]+|[^\W\d_]{{2,}})(?![\w-])(?::\d+)?(?:[/?#]{_REST})?"
)
_MACHINE = re.compile(
    rf"(?<![\w.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\w.]*\w)(?::\d+)?(?:[/?#]{_REST})?|"
    rf"(?<![\w.:/-])[a-z][\w-]*+:\d{{2,5}}/{_REST}"
)
"""A machine by its number, or a name with a port."""
_SCHEME = re.compile(r"^(?:\w+://|//|mailto:|tel:)?(?:www\.)?")
_HOST = re.compile(r"[^/?#:]+")
_PING = re.compile(r"<[!@#][^>]*>?|(?<![\w.])@\w[\w.-]*")
_LOOSE = re.compile(r"(?<![\w.])(?:www|https?)\b(?![.:]\w|://)(?=\W+\w)")
"""The beginning of an address, with the rest left for the reader to put together."""
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00?)?\d[\d\s()/.\u2010-\u2015-]{5,}\d(?!\w)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
_SHORTEST_PHONE = 7
_ENDS = ".,;:!?*_`'\u2019/"
"""What stands behind an address and is no part of it."""


def has_foreign_address(text: str, known: str) -> bool:
    """Return whether a text has a link, an e-mail address, a site's name or a ping that was not given.

    An address has to be given as a whole: whoever may add to one, or cut it, can have it carry words away. Of
    a site that was given its bare name may be said. One that is spelled out ("site dot example") is one, too.

    >>> has_foreign_address("see site.example/what-she-said", "we have https://site.example")
    True
    """
    text, known = _marked(text), _marked(known)
    if any(found[0].rstrip(_ENDS) not in known for found in _PING.finditer(text)):
        return True
    if any(found[0] not in known for found in _LOOSE.finditer(text)):
        return True
    given = _addresses(known)
    sites = {host[0] for address in given if (host := _HOST.match(address))}
    return any(
        address not in given and not any(site == address or site.endswith(f".{address}") for site in sites)
        for address in _addresses(text)
    )


def sends_elsewhere(text: str, own: str) -> bool:
    """Return whether a text has an address or a telephone number that the member did not write.

    For what a model writes of its own, such as a reason: there even an address that a note holds is none of
    the member's, who may take it for advice.

    >>> sends_elsewhere("Call +49 151 234 5678 first.", "Call Ana first")
    True
    """
    if has_foreign_address(text, own):
        return True
    own_phones = _phones(own)
    return any(phone not in own_phones for phone in _phones(text))


def _marked(text: str) -> str:
    return with_marks(even(text)).casefold()


def _addresses(text: str) -> set[str]:
    """All addresses of a text, each as a whole and without its scheme."""
    found = (match[0] for pattern in (_LINK, _SITE, _MACHINE) for match in pattern.finditer(text))
    return {_SCHEME.sub("", address.rstrip(_ENDS)) for address in found}


def _phones(text: str) -> set[str]:
    """The digits of everything that may be dialled."""
    without_days = _DAY.sub(" ; ", _marked(text))
    found = (re.sub(r"\D", "", match[0]) for match in _PHONE.finditer(without_days))
    return {digits for digits in found if len(digits) >= _SHORTEST_PHONE}
