"""Links, mail addresses, sites and pings that nobody gave (B2)."""

from __future__ import annotations

import re

from bot.language.unseen import even

# Each begins where a run of letters begins and gives none of them back: a long run costs its length once.
_LINK = re.compile(
    r"(?<!\w)\w++://[^\s<>()\[\]|\"]*|(?:mailto|tel):\S*|www\.|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*"
)
_SITE = re.compile(r"(?<![\w@.-])[\w-]++(?:\.[\w-]++)*\.[^\W\d_]{2,}(?![\w-])")
_PING = re.compile(r"<[!@#][^>]*>?|(?<![\w.])@\w[\w.-]*")


def has_foreign_address(text: str, known: str) -> bool:
    """Return whether a text has a link, an e-mail address, a site's name or a ping that was not given."""
    text, known = even(text).casefold(), even(known).casefold()
    sites = {found[0] for found in _SITE.finditer(known)}
    if any(
        found[0].rstrip(".,;:!?") not in known for found in (*_LINK.finditer(text), *_PING.finditer(text))
    ):
        return True
    return any(
        not any(site == found[0] or site.endswith(f".{found[0]}") for site in sites)
        for found in _SITE.finditer(text)
    )
