"""P1, B3: the rhythm that holds for a contact, which tag is meant, and the order of a list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.contacts import Contact, ContactId, Standing
from bot.core.identity import MemberId, WorkspaceId, own_space
from bot.core.rhythms import TagRhythm, count_tags, in_rhythm, rhythm_of, tag_key, tag_rhythm_id
from bot.core.words import every
from bot.features.tags.commands import ListTagged, SetTagRhythm
from bot.features.tags.contracts import tags_asked
from bot.features.tags.rules import count_ruled, find_tagged, tag_meant

ME, SPACE = MemberId("U1"), own_space(MemberId("U1"))
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TAGS = ("board", "key account", "Key Accounts", "press", "")
NAMES = st.sampled_from(TAGS)


def contact(name: str, *tags: str, days: int | None = None, quiet: int = 0, **more: object) -> Contact:
    return Contact(
        id=ContactId(name),
        workspace=WorkspaceId("T1"),
        space=SPACE,
        name=name,
        created_at=NOW - timedelta(days=400),
        tags=tags,
        cadence_days=days,
        last_touch_at=NOW - timedelta(days=quiet),
        **more,  # type: ignore[arg-type]
    )


def rhythm(tag: str, days: int) -> TagRhythm:
    id = tag_rhythm_id(ME, tag)
    return TagRhythm(id=id, workspace=WorkspaceId("T1"), space=SPACE, created_at=NOW, tag=tag, days=days)


@given(
    st.lists(NAMES, max_size=4),
    st.none() | st.integers(1, 700),
    st.lists(st.tuples(NAMES.filter(bool), st.integers(1, 700)), max_size=5),
)
def test_b3_the_nearest_rhythm_holds(
    tags: list[str], own: int | None, set_for: list[tuple[str, int]]
) -> None:
    rules = [rhythm(tag, days) for tag, days in set_for]
    who = contact("Ana Ruiz", *tags, days=own)
    found = rhythm_of(who, rules)
    theirs = [each.days for each in rules if tag_key(each.tag) in {tag_key(tag) for tag in tags if tag}]

    if own is not None:
        assert found is not None
        assert (found.days, found.tag) == (own, "")
    elif theirs:
        assert found is not None
        assert found.days == min(theirs)
        assert found.tag
    else:
        assert found is None
    reckoned = in_rhythm(who, rules)
    assert reckoned.cadence_days == (found.days if found else None)
    assert (reckoned is who) == (found is None or not found.tag)


def test_b3_two_spellings_are_one_tag() -> None:
    assert tag_key("Key  Accounts") == tag_key("key account") == "key account"
    assert tag_key("press") == "press"
    assert tag_rhythm_id(ME, "Board") == tag_rhythm_id(ME, "board")
    assert tag_rhythm_id(ME, "board") != tag_rhythm_id(MemberId("U2"), "board")


def test_p1_tags_are_counted_by_people_the_most_used_first() -> None:
    people = [
        contact("Ana", "board", "key account"),
        contact("Lars", "Key Accounts", "key account"),
        contact("Omar", "key account", ""),
    ]

    assert count_tags(people) == [("key account", 3), ("board", 1)]


@given(st.text(max_size=40))
def test_p1_a_tag_that_is_meant_is_a_known_one(words: str) -> None:
    assert tag_meant(words, TAGS) in TAGS


@pytest.mark.parametrize(
    ("words", "tag"),
    [("board", "board"), ("BOARDS", "board"), ("key", "key account"), ("zebra", ""), ("", "")],
)
def test_p1_words_mean_a_tag_by_its_name_or_its_only_beginning(words: str, tag: str) -> None:
    assert tag_meant(words, ("board", "key account", "press")) == tag


def test_p1_who_is_due_first_stands_first_and_nobody_released_is_listed() -> None:
    people = [
        contact("Ana", "board", quiet=10),
        contact("Bo", "board", quiet=50),
        contact("Cy", "board", days=5, quiet=100),
        contact("Di", "board", standing=Standing.PARKED),
        contact("Ed", "board", standing=Standing.RELEASED),
        contact("Flo", "press"),
    ]
    rules = [rhythm("board", 42)]

    found = find_tagged(people, "Boards", rules)

    assert [each.contact.name for each in found] == ["Cy", "Bo", "Ana", "Di"]
    assert [each.due_at is not None for each in found] == [True, True, True, False]
    assert count_ruled(found, "board") == 3


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("everybody tagged board", ListTagged("board")),
        ("list my key accounts people", ListTagged("key account")),
        ("list board", ListTagged("board")),
        ("who is tagged board?", ListTagged("board")),
        ("who are my key accounts", ListTagged("key account")),
        ("everyone tagged board every 6 weeks", SetTagRhythm("board", 42)),
        ("key accounts monthly", SetTagRhythm("key account", 30)),
        ("see everyone tagged board every six weeks", SetTagRhythm("board", 42)),
        ("call the board people every 2 months", SetTagRhythm("board", 60)),
        ("the rhythm of the tag board is every 90 days", SetTagRhythm("board", 90)),
        ("list everybody tagged zebra", None),
        ("Met the board of Northwind every week", None),
        ("the board met monthly", None),
        ("list my contacts", None),
        ("call Ana every two weeks", None),
        ("board", None),
    ],
)
def test_b4_words_ask_for_a_known_tag_alone(text: str, wanted: object) -> None:
    assert tags_asked(text, ("board", "key account")) == wanted


@given(st.text(max_size=160), st.lists(st.text(max_size=20), max_size=3))
def test_b4_any_words_are_read_without_failing(text: str, tags: list[str]) -> None:
    found = tags_asked(text, tags)
    assert found is None or found.tag in tags


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "every day"),
        (7, "every week"),
        (10, "every 10 days"),
        (30, "every month"),
        (42, "every six weeks"),
        (45, "every 45 days"),
        (60, "every two months"),
        (365, "every year"),
    ],
)
def test_a_rhythm_is_said_in_the_largest_whole_unit(days: int, words: str) -> None:
    assert every(days) == words
