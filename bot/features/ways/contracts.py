"""What others may ask of ways: whether words ask for one, or take an acquaintance back (B4)."""

from __future__ import annotations

import re

from bot.core.commands import Command
from bot.features.ways.commands import ShowWay, TakeBackAcquaintance

_AT = r"(?:at|of|from|in|with) (?P<company>.+?)"
_SOMEBODY = r"(?:somebody|someone|anybody|anyone|people)"
_TO = (
    r"(?:how (?:do|can|could|would) (?:i|we) (?:get(?: in touch)?|get through|find a way) (?:to|with)|"
    r"how (?:do|can|could) (?:i|we) reach|who knows|"
    r"who (?:can|could) (?:introduce (?:me|us) to|put (?:me|us) in touch with|get (?:me|us) to))"
)
_AT_COMPANY = re.compile(
    rf"(?:who (?:here )?knows {_SOMEBODY}|does {_SOMEBODY}(?: here)? know {_SOMEBODY}) {_AT}", re.IGNORECASE
)
_BY_ROLE = re.compile(rf"{_TO} (?P<who>the [^?]{{2,40}}?) {_AT}", re.IGNORECASE)
_BY_NAME = re.compile(rf"(?i:{_TO}) (?P<who>[A-Z]\S+(?: [A-Z]\S+){{0,3}}) (?i:{_AT})")
_TAKE_BACK = re.compile(
    r"(?:please )?(?:do not|don't|stop|no longer) "
    r"(?:share|sharing|tell(?:ing)? (?:others|colleagues|anybody|people)|"
    r"let(?:ting)? (?:others|colleagues|my colleagues|anybody|people) know) that i know (?P<who>.+?)"
    r"(?: any ?more| any longer| from now on)?",
    re.IGNORECASE,
)


def ways_asked(text: str) -> Command | None:
    """The command that a whole message asks for; None for any other message."""
    words = " ".join(text.replace("\u2019", "'").split()).rstrip(" .!?")
    if len(words) > 160:
        return None
    if found := _TAKE_BACK.fullmatch(words):
        return TakeBackAcquaintance(name=found["who"])
    if found := _AT_COMPANY.fullmatch(words):
        return ShowWay("", found["company"])
    if found := _BY_ROLE.fullmatch(words) or _BY_NAME.fullmatch(words):
        return ShowWay(found["who"], found["company"])
    return None
