"""The templates of the learned reader can be read, and what is done to them keeps their labels in place."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import data_root
from bot.conversation.subcommands import find_subcommand
from bot.core.coaching.understanding import Intent
from tools.reader.company_names import named_by_family, named_by_place
from tools.reader.noise import make_noisy
from tools.reader.templates import BadTemplate, choose_alternatives, read_templates

FOLDER = data_root("knowledge") / "reader"


def test_every_template_can_be_read_and_every_intent_has_many() -> None:
    templates = read_templates(sorted(FOLDER.rglob("*.txt")))

    counts = Counter(each.intent for each in templates)
    assert sum(counts.values()) > 5_000
    assert min(counts.values()) > 80
    assert Counter(each.intent is Intent.COMMAND for each in templates if each.command) == {
        True: counts[Intent.COMMAND]
    }


def test_every_subcommand_that_is_learned_leads_somewhere() -> None:
    names = {each.command for each in read_templates(sorted(FOLDER.rglob("commands-*.txt")))}

    for name in names:
        assert find_subcommand(name) is not None, name


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("-|met {m her", "braces do not pair"),
        ("-|{x her}", "no such clause"),
        ("Z|met her", "no heading or no channel"),
    ],
)
def test_a_bad_template_is_named(tmp_path: Path, line: str, sentence: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(f"# note\n{line}\n", encoding="utf-8")

    with pytest.raises(BadTemplate, match=f"bad.txt:2: {sentence}"):
        read_templates([file])


def test_alternatives_are_chosen_from_the_inside() -> None:
    chosen = {choose_alternatives("<a|b<c|d>>", random.Random(seed)) for seed in range(40)}

    assert chosen == {"a", "bc", "bd"}


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_noise_keeps_the_names_where_they_stand(seed: int) -> None:
    text = "Met Ana Ruiz, she will send the deck before Friday; I'll call Lars about pricing."
    names = [(4, 12, "P"), (text.index("Lars"), text.index("Lars") + 4, "P")]
    clauses = [(text.index("send"), text.index("Friday") + 6, "h")]

    noisy, moved, [clause] = make_noisy(text, names, clauses, random.Random(seed))

    assert [len(noisy[start:end].split()) for start, end, _ in moved] == [2, 1]
    assert all(noisy[start - 1] == " " for start, _, _ in moved)
    assert 0 < clause[0] < clause[1] <= len(noisy)


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000))
def test_a_company_is_called_by_a_place_or_a_family_and_what_it_does(seed: int) -> None:
    by_place, by_family = named_by_place(random.Random(seed)), named_by_family("Haas", random.Random(seed))

    assert len(by_place.split()) in (2, 3)
    assert by_family.startswith("Haas ")
    assert named_by_place(random.Random(seed)) == by_place
