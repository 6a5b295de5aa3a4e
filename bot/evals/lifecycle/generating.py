"""Makes stories by seed, from made-up people, companies and facts; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.evals.lifecycle.stories import Expected, Story, StoryStep

SEED = 13
OF_EACH_KIND = 20
_FIRST_DAY = date(2026, 1, 12)
_FIRST = ("Alba", "Boris", "Carmen", "Dario", "Edda", "Fenja", "Gustav", "Hilda", "Ivo", "Jolanda", "Kasper")
_LAST = (
    *("Arkwright", "Birkland", "Coppersmith", "Dunmore", "Elderfield", "Fennwick", "Glasswater", "Hollowell"),
    *("Ironside", "Juniper", "Kettleby", "Larkmoor", "Millbrook", "Nettleton", "Oakhurst", "Pebblewood"),
)
_COMPANIES = (
    "Amberline",
    "Bluefen",
    "Cloudmill",
    "Driftwood Labs",
    "Eastgate Foods",
    "Fernwood Rail",
    "Greywater",
    "Hartline",
    "Icefield Logistics",
    "Juniper Cables",
    "Kestrelworks",
    "Lumenta",
)


@dataclass(frozen=True, slots=True)
class _Topic:
    """Something that can be told of somebody, with wordings for telling, changing and asking."""

    values: Callable[[Random], Sequence[str]]
    """Two different ones."""
    tell: tuple[str, ...]
    change: tuple[str, ...]
    correct: tuple[str, ...]
    ask: tuple[str, ...]


def _amounts(random: Random) -> Sequence[str]:
    return [f"{number},000 euros" for number in random.sample(range(110, 990), 2)]


def _numbers(random: Random) -> Sequence[str]:
    return [str(number) for number in random.sample(range(13, 98), 2)]


def _of(*values: str) -> Callable[[Random], Sequence[str]]:
    return lambda random: random.sample(values, 2)


_TOPICS = (
    _Topic(
        _amounts,
        (
            "Met {who} from {at}, the budget for the pilot is {value}.",
            "{who} ({at}) has a pilot budget of {value}.",
        ),
        (
            "Call with {who}: the budget for the pilot is {value} now.",
            "{who} says the pilot budget is {value} now.",
        ),
        ("Correction: the pilot budget of {who} is {value}, not {old}.",),
        ("What is {who}'s budget for the pilot?", "How large is the pilot budget of {who}?"),
    ),
    _Topic(
        _of("Lisbon", "Tallinn", "Graz", "Bergen", "Porto", "Ghent", "Turku", "Cork"),
        (
            "{who} of {at} wants to hold the workshop in {value}.",
            "Lunch with {who} ({at}). The workshop will be in {value}.",
        ),
        ("{who} called, the workshop will be in {value} now.", "The workshop with {who} moves to {value}."),
        ("Correction: the workshop with {who} is in {value}, not in {old}.",),
        ("Where will the workshop with {who} be?", "In which city is the workshop with {who}?"),
    ),
    _Topic(
        _numbers,
        (
            "{who} from {at} told me that they have {value} service vans.",
            "Visited {at}: {who} runs {value} service vans.",
        ),
        ("{who} says that they have {value} service vans now.", "News from {who}: {value} service vans now."),
        ("Correction: {who} has {value} service vans, not {old}.",),
        ("How many service vans does {who} have?", "How many service vans are there at {who}'s company?"),
    ),
    _Topic(
        _of("Northpaw", "Silverleaf", "Tinwhistle", "Redcap", "Moonraker", "Goldcrest"),
        (
            "{who} ({at}) buys the sensors from {value}.",
            "Coffee with {who} of {at}, their sensor supplier is {value}.",
        ),
        (
            "{who} switched, the sensors come from {value} now.",
            "{who} told me that the sensor supplier is {value} now.",
        ),
        ("Correction: the sensors of {who} come from {value}, not from {old}.",),
        ("Who supplies the sensors to {who}?", "From whom does {who} buy the sensors?"),
    ),
    _Topic(
        _of("pottery", "rowing", "chess", "beekeeping", "fencing", "astronomy"),
        ("{who} from {at} spends the weekends with {value}.", "{who} ({at}) told me about a hobby: {value}."),
        ("{who} has a new hobby now: {value}.", "{who} gave the old hobby up, it is {value} now."),
        ("Correction: the hobby of {who} is {value}, not {old}.",),
        ("What is {who}'s hobby?", "What does {who} do on weekends, which hobby?"),
    ),
)
_NOT_TOLD = (
    "When is {who}'s birthday?",
    "Where did {who} study?",
    "How old is {who}?",
    "What is {who}'s phone number?",
    "Which car does {who} drive?",
)


def generate_stories(seed: int = SEED, of_each: int = OF_EACH_KIND) -> list[Story]:
    """Return so many stories of each kind; the same seed makes the same ones."""
    random = Random(seed)  # noqa: S311  made-up stories, no secret
    return [
        Story(f"{kind}-{number:02d}", kind, tuple(make(_Scene.of(random))))
        for kind, make in _KINDS.items()
        for number in range(1, of_each + 1)
    ]


@dataclass(frozen=True, slots=True)
class _Scene:
    """Whom a story is about, what changes in it, and when it begins."""

    who: str
    at: str
    topic: _Topic
    old: str
    new: str
    random: Random
    day: date

    @classmethod
    def of(cls, random: Random) -> _Scene:
        topic = random.choice(_TOPICS)
        old, new = topic.values(random)
        who = f"{random.choice(_FIRST)} {random.choice(_LAST)}"
        day = _FIRST_DAY + timedelta(days=random.randrange(60))
        return cls(who, random.choice(_COMPANIES), topic, old, new, random, day)

    def say(self, wordings: Sequence[str], value: str, after: int = 0, who: str = "mira") -> StoryStep:
        words = self.random.choice(wordings).format(who=self.who, at=self.at, value=value, old=self.old)
        return StoryStep(who=who, on=self.day + timedelta(days=after), say=words, name=f"{who}-{after}")

    def ask(self, after: int, expected: Expected, who: str = "mira") -> StoryStep:
        words = self.random.choice(self.topic.ask).format(who=self.who)
        return StoryStep(who=who, on=self.day + timedelta(days=after), ask=words, expected=expected)


def _write(scene: _Scene) -> Iterator[StoryStep]:
    yield scene.say(scene.topic.tell, scene.old)
    yield scene.ask(40, Expected(says=(scene.old,), dates=(scene.day,)))


def _contradict(scene: _Scene) -> Iterator[StoryStep]:
    yield scene.say(scene.topic.tell, scene.old)
    yield scene.say(scene.topic.change, scene.new, 30)
    yield scene.ask(45, Expected(wins=scene.new, over=scene.old))


def _supersede(scene: _Scene) -> Iterator[StoryStep]:
    yield scene.say(scene.topic.tell, scene.old)
    yield scene.ask(1, Expected(says=(scene.old,)))
    yield scene.say(scene.topic.correct, scene.new, 2)
    yield scene.ask(20, Expected(wins=scene.new, over=scene.old))


def _forget(scene: _Scene) -> Iterator[StoryStep]:
    told = scene.say(scene.topic.tell, scene.old)
    yield told
    yield scene.ask(5, Expected(says=(scene.old,)))
    yield StoryStep(who="mira", on=scene.day + timedelta(days=6), forget=told.name)
    yield scene.ask(7, Expected(never=(scene.old,), abstains=True))


def _abstain(scene: _Scene) -> Iterator[StoryStep]:
    yield scene.say(scene.topic.tell, scene.old)
    words = scene.random.choice(_NOT_TOLD).format(who=scene.who)
    on = scene.day + timedelta(days=10)
    yield StoryStep(who="mira", on=on, ask=words, expected=Expected(abstains=True))


def _leak(scene: _Scene) -> Iterator[StoryStep]:
    yield scene.say(scene.topic.tell, scene.old)
    yield scene.ask(3, Expected(never=(scene.old,), abstains=True), "theo")
    yield scene.say(scene.topic.tell, scene.new, 4, "theo")
    yield scene.ask(8, Expected(says=(scene.new,), never=(scene.old,)), "theo")
    yield scene.ask(8, Expected(says=(scene.old,), never=(scene.new,)))


_KINDS: dict[str, Callable[[_Scene], Iterator[StoryStep]]] = {
    "write": _write,
    "contradict": _contradict,
    "supersede": _supersede,
    "forget": _forget,
    "abstain": _abstain,
    "leak": _leak,
}
