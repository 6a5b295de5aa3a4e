"""Which single term a message asks to have explained: "what's a slip?", "what does QBR mean?" (F6)."""

from __future__ import annotations

import re

from bot.language.courtesy import bare_line

_TERM = r"[\"'\u201c]?(?P<term>[\w&/-]+(?: [\w&/-]+){0,2}?)[\"'\u201d]?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"what(?:'s| is|s| are) (?:an?|the) (?:term |word )?{_TERM}(?: here| for us| for you)?",
        rf"what (?:does|do) (?:an? |the )?(?:term |word )?{_TERM} (?:mean|stand for)"
        r"(?: here| for us| exactly)?",
        rf"(?:explain|define) (?:the )?(?:term |word )?{_TERM}(?: to me)?",
        rf"(?:what(?:'s| is) )?(?:the )?(?:meaning|definition) of (?:an? |the )?{_TERM}",
    )
)
_NO_TERM = re.compile(
    r"(?:me|it|that|this|yourself|everything|you|help|commands?|point|matter|plan|status|deal|time|weather"
    r"|difference|problem|best|next|first|last|most|way|latest)\b",
    re.IGNORECASE,
)
"""How words begin that ask for no term: "what's the plan with Ana", "explain that"."""


def term_asked(text: str) -> str:
    """Return the term whose meaning is asked for; empty where something else is."""
    words = bare_line(text)
    found = next((match for form in _FORMS if (match := form.fullmatch(words))), None)
    return found["term"] if found and not _NO_TERM.match(found["term"]) else ""
