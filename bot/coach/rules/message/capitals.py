"""Patterns of words with capitals, in the letters of all languages that are written in Latin ones."""

from __future__ import annotations

UPPER = "A-Z\u00c0-\u00de" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
"""All capital letters, to stand in a class of a pattern."""
CAPITAL = rf"[{UPPER}][\w'\u2019]{{0,30}}(?:-[\w'\u2019]{{1,30}}){{0,3}}"
"""A word that begins with a capital letter, of a length that a search in a long text can bear."""
PARTICLE = r"(?:van|von|de[nrl]?|della|di|da|dos|du|la|le|ter|ten|zu|zur|el|al|bin|binti|ibn|af|av)"
WHOLE_NAME = rf"{CAPITAL}(?:(?: {PARTICLE})* {CAPITAL}){{1,3}}"
"""Two words with capitals or more, with particles between: "Pieter van Wyk"."""
