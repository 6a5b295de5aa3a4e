"""What goes to a language model, in the same words wherever members and admins read it (B7)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Passage, Style
from bot.core.rich import Bold, Code, rich
from bot.features.settings.commands import AllowModel

WHAT_IT_GETS = (
    "It gets what you write or forward to me, in messages and forms, with the names of people you know whom "
    "the words may mean or we spoke of last, today's date and your time zone. For an answer, a draft, a test "
    "or an idea it gets what that needs: what we said before in the thread, notes of yours or shared with "
    "you, and lines of what I keep, such as facts, promises, plans and goals. A paper goes to it when you "
    "have me check it, and answers that you share with your manager when I look for themes in them."
)
WHAT_IT_NEVER_GETS = (
    "It never gets your private reflections, what nobody shared with you, or the address of your calendar."
)


def about_model_card(provider: str) -> Card:
    """Say what goes to a model provider, and let the member choose."""
    return Card(
        text=rich(
            "One thing you should know: a language model helps me read and answer, at ", Bold(provider), "."
        ),
        parts=(Passage(text=(WHAT_IT_GETS,)), Passage(text=(WHAT_IT_NEVER_GETS,))),
        context=rich("You can change this at any time: ", Code("/tactegic settings")),
        buttons=(
            Button(label="Fine", command=AllowModel(True), style=Style.PRIMARY),
            Button(label="Rules only", command=AllowModel(False)),
        ),
    )


def model_passages(provider: str, *, for_all: bool) -> tuple[Passage, ...]:
    """The same for the settings, of a member or of everybody; nothing where there is no model."""
    if not provider:
        return ()
    whose = " Each member is told this once, and may choose rules only:" if for_all else ""
    intro = rich("A language model helps me read and answer, at ", Bold(provider), f".{whose}")
    never = f"{WHAT_IT_GETS} {WHAT_IT_NEVER_GETS}"
    return (Passage(heading="Language model", text=intro), Passage(text=(never,)))
