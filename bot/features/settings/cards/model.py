"""What goes to a language model, in the same words wherever members and admins read it (B7)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.cards import Button, Card, Option, Passage, Style
from bot.core.common_cards import undo_button
from bot.core.rich import Bold, Code, rich
from bot.core.settings import ModelRule
from bot.features.settings.commands import AllowModel, SetModelRule

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


ON, OFF = "on", "off"
"""The values of the choice in the form of settings."""
_RULES = {
    ModelRule.OFFERED: "for everybody who did not choose rules only",
    ModelRule.AGREED: "only for those who say yes to it themselves",
    ModelRule.OFF: "for nobody: rules answer everybody",
}
_SET = {
    ModelRule.OFFERED: "Ask for everybody",
    ModelRule.AGREED: "Only with a yes",
    ModelRule.OFF: "Off for everybody",
}
_YES = "Yes, it may help"
_KEPT = "What each member chose stays kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """How a member stands to the language model: the workspace's rule, and their own choice."""

    provider: str
    """Where it is asked, in words for members; empty where there is none."""
    rule: ModelRule = ModelRule.OFFERED
    allowed: bool = True
    agreed: bool = False

    @property
    def is_wished(self) -> bool:
        """Whether the member lets it help, as far as they were asked; the workspace may have it off."""
        return self.allowed and (self.agreed or self.rule is not ModelRule.AGREED)


def rule_words(rule: ModelRule) -> str:
    """For whom the language model is asked, as a sentence."""
    return f"The language model is asked {_RULES[rule]}."


def rule_options() -> tuple[Option, ...]:
    """The rules that an admin may set, as options of a form."""
    return tuple(Option(each.value, f"Asked {words}") for each, words in _RULES.items())


def about_model_card(provider: str, rule: ModelRule = ModelRule.OFFERED) -> Card:
    """Say what goes to a model provider, and let the member choose."""
    asks = rule is ModelRule.AGREED
    helps = "can help" if asks else "helps"
    first = rich(f"One thing you should know: a language model {helps} me read and answer, at ")
    waits = ". It is asked only for those who say yes; until you do, I go by rules." if asks else "."
    return Card(
        text=rich(*first, Bold(provider), waits),
        parts=(Passage(text=(WHAT_IT_GETS,)), Passage(text=(WHAT_IT_NEVER_GETS,))),
        context=rich("You can change this at any time: ", Code("/tactegic settings")),
        buttons=(
            Button(
                label="Yes, it may help" if asks else "Fine", command=AllowModel(True), style=Style.PRIMARY
            ),
            Button(label="Rules only", command=AllowModel(False)),
        ),
    )


def rule_changed_card(view: ModelView) -> Card:
    """Say once what an admin changed for everybody, and what follows for this member."""
    match view.rule:
        case ModelRule.OFF:
            changed = (
                "An admin turned the language model off for everybody: nothing that you write goes to it, "
                "and I go by rules. Your own choice stays kept."
            )
        case ModelRule.AGREED:
            changed = "An admin changed something for everybody: a language model is asked only with a yes."
        case ModelRule.OFFERED:
            changed = (
                "An admin changed something for everybody: a language model is asked again for all who did "
                "not choose rules only."
            )
    if view.rule is ModelRule.OFF:
        return Card(text=(changed,))
    return Card(
        text=(f"{changed} {_own_words(view)}",),
        parts=(Passage(text=(f"{WHAT_IT_GETS} {WHAT_IT_NEVER_GETS}",)),),
        context=rich(
            "It is asked at ", Bold(view.provider), ". Change this with ", Code("/tactegic settings")
        ),
        buttons=_own_buttons(view),
    )


def choice_card(view: ModelView, *, is_admin: bool) -> Card:
    """Say whether a language model is asked for the member, and let them, and admins for all, change it."""
    if not view.provider:
        return Card(text=("No language model is set up here: I go by rules, and nothing leaves for one.",))
    others = [each for each in ModelRule if each is not view.rule] if is_admin else []
    return Card(
        text=rich(
            "A language model can help me read and answer, at ", Bold(view.provider), f". {_now(view)}"
        ),
        parts=(Passage(text=(f"{WHAT_IT_GETS} {WHAT_IT_NEVER_GETS}",)),),
        context=("As an admin you can change it for everybody.",) if is_admin else (),
        buttons=(
            *_own_buttons(view),
            *(Button(label=_SET[each], command=SetModelRule(each.value)) for each in others),
        ),
    )


def rule_set_card(rule: ModelRule, change: str) -> Card:
    """Say to an admin what holds for everybody from now on."""
    return Card(
        text=(f"From now on: {_lower_first(rule_words(rule))}",),
        context=(f"Members read it when they next write or click. {_KEPT}.",),
        buttons=(undo_button(change),),
    )


def rule_holds_card(rule: ModelRule) -> Card:
    """Say to an admin that the rule holds already."""
    return Card(text=(f"It is like that already. {rule_words(rule)}",))


def model_chosen_card(view: ModelView, change: str) -> Card:
    """Say that the choice about the language model is kept, and what holds where an admin has it off."""
    said = (
        "Fine: the language model may help with what you write to me."
        if view.allowed
        else "Rules only: nothing you write goes to a language model. I am simpler that way, and say so."
    )
    if view.allowed and view.rule is ModelRule.OFF:
        said = (
            "I keep that you let the language model help. An admin has it off for everybody now, so I go by "
            "rules until that changes."
        )
    return Card(text=(said,), buttons=(undo_button(change),))


def home_words(view: ModelView) -> str:
    """What the Home tab says of the language model; empty where it is as the member was told first."""
    if not view.provider or (view.rule is ModelRule.OFFERED and view.allowed):
        return ""
    return _now(view)


def model_passages(view: ModelView, *, for_all: bool) -> tuple[Passage, ...]:
    """The same for the settings, of a member or of everybody; nothing where there is no model."""
    if not view.provider:
        return ()
    whose = " Each member is told this once, and may choose rules only:" if for_all else f" {_now(view)}"
    intro = rich("A language model helps me read and answer, at ", Bold(view.provider), f".{whose}")
    never = f"{WHAT_IT_GETS} {WHAT_IT_NEVER_GETS}"
    return (Passage(heading="Language model", text=intro), Passage(text=(never,)))


def _now(view: ModelView) -> str:
    """What holds for the member at this moment."""
    if view.rule is ModelRule.OFF:
        wish = "let it help" if view.allowed else "rules only"
        return f"An admin has it off for everybody, so I go by rules. Your own choice, {wish}, stays kept."
    asked = " It is asked here only for those who say yes." if view.rule is ModelRule.AGREED else ""
    return f"{_own_words(view)}{asked}"


def _own_words(view: ModelView) -> str:
    if not view.allowed:
        return "You chose rules only, and that holds."
    if view.is_wished:
        return "You said yes, so it is asked for you." if view.agreed else "It is asked for you."
    return "You have not said yes, so I go by rules, and nothing that you write goes to it."


def _own_buttons(view: ModelView) -> tuple[Button, ...]:
    yes = Button(label=_YES, command=AllowModel(True))
    no = Button(label="Rules only", command=AllowModel(False))
    if not view.allowed:
        return (yes,)
    return (no,) if view.is_wished else (yes, no)


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
