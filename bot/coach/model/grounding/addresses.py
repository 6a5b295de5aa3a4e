"""Links, mail addresses, sites and pings that nobody gave (B2)."""

from __future__ import annotations

import re

from bot.language.unseen import even

# Each begins where a run of letters begins and gives none of them back: a long run costs its length once.
_REST = r"[^\s<>()\[\]|\"\u201c\u201d]*"
_LINK = re.compile(
    rf"(?<!\w)\w++://{_REST}|(?:mailto|tel):\S*|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*(?:\?{_REST})?"
)
_SITE = re.compile(rf"(?<![\w@.:/-])[\w-]++(?:\.[\w-]++)*\.[^\W\d_]{{2,}}(?![\w-])(?::\d+)?(?:[/?#]{_REST})?")
_SCHEME = re.compile(r"^(?:\w+://|mailto:|tel:)?(?:www\.)?")
_HOST = re.compile(r"[^/?#:]+")
_PING = re.compile(r"<[!@#][^>]*>?|(?<![\w.])@\w[\w.-]*")
_ENDS = ".,;:!?*_`'\u2019/"
"""What stands behind an address and is no part of it."""


def has_foreign_address(text: str, known: str) -> bool:
    """Return whether a text has a link, an e-mail address, a site's name or a ping that was not given.

    An address has to be given as a whole: whoever may add to one, or cut it, can have it carry words away. Of
    a site that was given its bare name may be said.

    >>> has_foreign_address("see site.example/what-she-said", "we have https://site.example")
    True
    """
    text, known = even(text).casefold(), even(known).casefold()
    if any(found[0].rstrip(_ENDS) not in known for found in _PING.finditer(text)):
        return True
    given = _addresses(known)
    sites = {host[0] for address in given if (host := _HOST.match(address))}
    return any(
        address not in given and not any(site == address or site.endswith(f".{address}") for site in sites)
        for address in _addresses(text)
    )


def _addresses(text: str) -> set[str]:
    """All addresses of a text, each as a whole and without its scheme."""
    found = (match[0] for pattern in (_LINK, _SITE) for match in pattern.finditer(text))
    return {_SCHEME.sub("", address.rstrip(_ENDS)) for address in found}
