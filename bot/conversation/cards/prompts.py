"""What is offered to click above the conversation: a title, and the words that a click sends."""

from __future__ import annotations

Prompt = tuple[str, str]
_HELP = ("See what I can do", "help")


def prompts_for(*, promised: int, silent: int) -> tuple[Prompt, ...]:
    """What fits a day with so many open promises, and people not talked to for long."""
    found: list[Prompt] = []
    if promised:
        title = "See my open promise" if promised == 1 else f"See my {promised} open promises"
        found.append((title, "What did I promise, and to whom?"))
    if silent:
        found.append(("See where it has been quiet", "Who have I not talked to for a while?"))
    return (*found, _HELP) if found else ()
