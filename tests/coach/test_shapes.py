"""R3, B7: advice without a model comes in many shapes, each a whole sentence, and none twice in a month."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.coach.rules.assessing import RulesAssessor
from bot.coach.rules.noun_phrases import noun_phrase
from bot.coach.rules.shapes import Shapes
from bot.coach.rules.topics import Topics
from bot.config import data_root
from bot.core.coaching.investment import Network, Proposal, Verdict, Whom, whole
from bot.core.coaching.understanding import Excerpt
from bot.memory.embedding import local_embedder

VALUES = yaml.safe_load(
    (data_root("knowledge") / "investment-tests/rewrites.yaml").read_text(encoding="utf-8")
)
SHAPES = Shapes.read(VALUES)
TOPICS = Topics.read(VALUES)
SLOTS = re.compile(r"\{(\w+)\}")
TITLES = (
    "",
    "CFO",
    "Head of Operations",
    "HR lead",
    "CTO",
    "Procurement manager",
    "CEO",
    "Sales director",
    "General counsel",
    "Head of R&D",
    "Beekeeper",
)
PHASES = ("creation", "bridge", "capitalization")


def note(text: str, people: Sequence[str] = ("Ana Ruiz",), number: int = 1) -> Excerpt:
    return Excerpt(
        number=number,
        note_id=f"n{number}",
        text=text,
        occurred_on=date(2027, 1, number),
        people=tuple(people),
    )


def topics_of(*texts: str, company: str = "Northwind", people: Sequence[str] = ("Ana Ruiz",)) -> list[str]:
    notes = [note(text, people, number) for number, text in enumerate(texts, 1)]
    return [found.words for found in TOPICS.find(notes, "Ana Ruiz", company)]


def test_there_are_many_shapes_and_each_slot_is_known() -> None:
    known = {"name", "they", "them", "their", "company", "topic", "thing", "deed", "kept"}
    said = [shape.text for shape in SHAPES.shapes]

    assert len(SHAPES.shapes) >= 60
    assert len({shape.id for shape in SHAPES.shapes}) == len(said) == len(set(said))
    for shape in SHAPES.shapes:
        used = set(SLOTS.findall(shape.text))
        assert "name" in used
        assert used <= known
        assert used - {"name", "they", "them", "their"} == shape.needs
        assert shape.roles <= set(SHAPES.roles)
        assert shape.phases <= set(PHASES)


def test_shapes_differ_in_more_than_a_word() -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"[a-z]{4,}", SLOTS.sub("", text.lower())))

    for one, other in itertools.combinations(
        [shape for shape in SHAPES.shapes if "kept" not in shape.needs], 2
    ):
        a, b = words(one.text), words(other.text)
        assert len(a & b) / len(a | b) < 0.7, (one.id, other.id)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        (
            "Met Ana Ruiz. She worries about carbon reporting from 2029 and has no experts.",
            ["carbon reporting from 2029"],
        ),
        (
            "Met Ana Ruiz. They want to double the bakery by 2029 and lack drivers.",
            ["the lack of drivers", "the plan to double the bakery by 2029"],
        ),
        (
            "Met Ana Ruiz and her CFO. They see energy prices as the greatest risk until 2030.",
            ["energy prices"],
        ),
        (
            "Called Ana Ruiz. Northwind looks for a second supplier of batteries.",
            ["the search for a second supplier of batteries"],
        ),
        (
            "Ana struggles with late deliveries from two of her suppliers",
            ["late deliveries from two of her suppliers"],
        ),
        (
            "Ana told me that Northwind plans to move its lab to Lyon in 2030.",
            ["the plan to move their lab to Lyon in 2030"],
        ),
        ("Ana is worried about losing drivers right now.", ["losing drivers"]),
    ],
)
def test_what_is_on_their_mind_is_a_whole_phrase(text: str, topics: list[str]) -> None:
    assert topics_of(text) == topics


@pytest.mark.parametrize(
    "text",
    [
        "Met Ana Ruiz. She is no longer worried about the workshop.",
        "Ana doesn't need a new system.",
        "Ana is worried about the workshop anymore",
        "Ana thinks about who succeeds her as head of design.",
        "Ana asked for a discount",
        "Ana wants to see our demo",
        "Her boss is worried about costs",
        "I am worried about Ana's budget",
        "Ana is worried about it",
        "Ana is worried about Lars Berg",
        "Ana needs to decide soon",
        "Ana needs help asap",
        "Ana is worried that nobody comes",
        "Ana is interested in [topic]",
    ],
)
def test_what_is_denied_cut_off_somebody_elses_or_a_sale_is_no_topic(text: str) -> None:
    assert topics_of(text) == []


def test_what_another_person_of_the_note_has_on_their_mind_is_not_taken() -> None:
    text = "Met Ana Ruiz and Lars Berg. Lars laughed. He is worried about noise in the hall."

    assert topics_of(text, people=("Ana Ruiz", "Lars Berg")) == []


def test_a_plan_is_no_trouble_that_shows_at_work() -> None:
    plan = note("Ana wants to double the bakery by 2029")
    proposal = Proposal(action="Be in touch", contact="Ana Ruiz", excerpts=(plan,))

    filled = list(SHAPES.fill(proposal, Network.CLIENT, keeps=False))

    assert "the plan to double the bakery by 2029" in filled[0].text
    assert not {each.shape for each in filled} & {"topic-desk", "topic-elsewhere", "topic-operations"}


def test_nobody_is_sent_the_same_shape_twice_within_what_was_told() -> None:
    base = Proposal(action="Be in touch with Ana", contact="Ana Ruiz", whom=Whom(phase="creation"))
    told: list[str] = []
    for _ in range(12):
        first = next(SHAPES.fill(replace(base, told=frozenset(told)), Network.CLIENT, keeps=False))
        told.append(first.shape)

    assert len(set(told)) == 12


def test_what_the_same_person_was_thought_of_with_before_comes_last() -> None:
    base = Proposal(action="Be in touch with Ana", contact="Ana Ruiz", excerpts=(note("Ana lacks drivers"),))
    every = [each.shape for each in SHAPES.fill(base, Network.CLIENT, keeps=False)]
    before = frozenset(every[:5])

    again = [
        each.shape for each in SHAPES.fill(replace(base, told_before=before), Network.CLIENT, keeps=False)
    ]

    assert set(again[-5:]) == before
    assert set(again) == set(every)


def test_people_never_met_are_not_visited_at_their_desk() -> None:
    base = Proposal(action="Be in touch", contact="Ana Ruiz", whom=Whom(is_met=False, company="Northwind"))

    shapes = {filled.shape for filled in SHAPES.fill(base, Network.CLIENT, keeps=False)}

    assert len(shapes) >= 4
    assert all(shape.startswith("unmet-") for shape in shapes)


CUES = (
    "is worried about",
    "struggles with",
    "needs",
    "is looking for",
    "asked me about",
    "wants to",
    "lacks",
    "is not worried about",
    "no longer cares about",
    "never needs",
    "thinks about",
    "sees",
)
PIECES = (
    "the new hall",
    "carbon reporting",
    "drivers",
    "her",
    "anymore",
    "Lars Berg",
    "[gap]",
    "2029",
    "and",
    "of",
    "double",
    "the",
    "now",
    "who left",
    "a demo",
    "energy prices",
    "as the greatest risk",
    "really",
    "costs",
    "suppliers delayed the parts",
    "quickly",
    "{name}",
    "to",
    "with",
    "which",
    "it",
)
NOTES = st.builds(
    lambda who, cue, pieces, end: f"Met Ana Ruiz. {who} {cue} {' '.join(pieces)}{end}",
    st.sampled_from(("She", "Ana", "They", "Northwind", "Her boss", "Lars", "I")),
    st.sampled_from(CUES),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.sampled_from((".", "", ", she said.", " anymore.", " but not today.")),
)
PROMISES = st.sampled_from(
    ("", "the storage paper", "send her the paper", "it", "the price list", "[x]", "our map")
)


@given(
    notes=st.lists(NOTES, max_size=3),
    title=st.sampled_from(TITLES),
    phase=st.sampled_from(PHASES),
    promised=PROMISES,
    network=st.sampled_from(Network),
    keeps=st.booleans(),
    action=st.sampled_from(
        ("Send a basket", "I'm thinking of visiting Ana", "Not going there", "[do it]", "hm")
    ),
    pronouns=st.sampled_from(("", "she/her", "he/him", "they/them", "xe")),
    seed=st.text(max_size=4),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_sentence_is_whole_whatever_is_known(
    notes: list[str],
    title: str,
    phase: str,
    promised: str,
    network: Network,
    keeps: bool,
    action: str,
    pronouns: str,
    seed: str,
) -> None:
    proposal = Proposal(
        action=action,
        contact="Ana Ruiz",
        excerpts=tuple(note(text, number=number) for number, text in enumerate(notes, 1)),
        whom=Whom(title=title, company="Northwind", phase=phase, promised=promised, pronouns=pronouns),
        seed=seed,
    )
    filled = list(SHAPES.fill(proposal, network, keeps=keeps))

    assert filled
    for each in filled:
        assert re.match(r"[A-Z]", each.text)
        assert not re.search(r"[\[\]{}]|  |\b(?:anymore|demo|price list)\b|\bno longer\b", each.text)
        assert len(each.text) < 400
    for found in TOPICS.find(proposal.excerpts, "Ana Ruiz", "Northwind"):
        assert noun_phrase(found.words.removeprefix("the plan to ")) or found.words.startswith("the plan to ")
        assert not re.search(r"\b(?:not|never|who|which|it|anymore)\b", found.words)


@pytest.mark.slow
@pytest.mark.parametrize("topic", ["carbon reporting from 2029", "the lack of drivers"])
async def test_nearly_every_shape_passes_the_three_tests(topic: str) -> None:
    assessor = RulesAssessor(local_embedder())
    values = {
        "name": "Ana Ruiz",
        "they": "she",
        "them": "her",
        "their": "her",
        "company": "Northwind",
        "topic": topic,
        "thing": "the storage paper",
        "deed": "send the storage paper",
        "kept": "Spend half a day in the warehouse watching returns",
    }
    failed = []
    for shape in SHAPES.shapes:
        judged = await assessor.assess(Proposal(action=shape.text.format(**values)))
        if whole(each.verdict for each in judged.judgements) is not Verdict.PASS:
            failed.append(shape.id)

    assert len(failed) <= 3, failed
