"""What the rules understand of a message (B1, B2, B4, B7, R2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances, Intent, Mode
from bot.core.notes import Promiser
from bot.core.ports.errors import Unavailable


def people(found: object) -> list[str]:
    return [mention.written for mention in found.mentions if not mention.is_pronoun]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("show my contacts", "contacts"),
        ("Please list the people at Northwind", "contacts Northwind"),
        ("rename Ana to Anna Ruiz", "rename Ana to Anna Ruiz"),
        ("merge Ana Ruiz and A. Ruiz", "merge Ana Ruiz, A. Ruiz"),
        ("could you delete Omar Haddad please?", "delete Omar Haddad"),
        ("undo that", "undo"),
        ("log a call with Ana yesterday", "touch"),
        ("show me my notes on Lars", "notes Lars"),
        ("what are my open promises?", "promises"),
        ("set Ana's company to Northwind", "account Ana to Northwind"),
    ],
)
async def test_plain_words_become_the_equal_command(
    coach: RulesCoach, seller: Circumstances, message: str, line: str
) -> None:
    found = await coach.understand(message, seller)
    assert (found.intent, found.command) == (Intent.COMMAND, line)


@pytest.mark.parametrize(
    "message",
    [
        "I called Ana yesterday",
        "Had lunch with Lars, what a day",
        "When I met Ana she had just started",
        "Ana asked: who decides?",
        "Brief chat with Omar about steel",
    ],
)
async def test_what_is_told_stays_a_note(coach: RulesCoach, seller: Circumstances, message: str) -> None:
    assert (await coach.understand(message, seller)).intent is Intent.NOTE


async def test_people_are_found_with_title_and_company(coach: RulesCoach, stranger: Circumstances) -> None:
    text = "Met Dr. Priya Natarajan (Helvetia Grid) and J. P. Mercier, CFO of Atlas Verre, near Łódź."
    found = await coach.understand(text, stranger)
    assert [(m.written, m.company) for m in found.mentions] == [
        ("Priya Natarajan", "Helvetia Grid"),
        ("J. P. Mercier", "Atlas Verre"),
    ]
    assert [(m.title, m.job) for m in found.mentions] == [("Dr.", ""), ("", "CFO")]
    assert all(text[m.start : m.end] == m.written for m in found.mentions)


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("Coffee with Siobhán O'Brien and Jan van der Berg", ["Siobhán O'Brien", "Jan van der Berg"]),
        ("王伟 asked for a visit to our lab", ["王伟"]),
        ("lunch w/ kofi mensah from bluefin robotics", ["kofi mensah"]),
        ("In March the Board met in Berlin; I used Salesforce and LinkedIn.", []),
        ("Ana Ruiz called. Ana wants paper.", ["Ana Ruiz"]),
        ("omarr haddad was there", ["omarr haddad"]),
        ("Rose said yes, sales rose by a third", ["Rose"]),
        ("LARS HOLM IS LEAVING", ["LARS HOLM"]),
        ("May Wong may join in May", ["May Wong"]),
        ("Khalid bin Salman and Hye-jin Park agreed", ["Khalid bin Salman", "Hye-jin Park"]),
    ],
)
async def test_names_of_many_shapes(
    coach: RulesCoach, seller: Circumstances, message: str, names: list[str]
) -> None:
    assert people(await coach.understand(message, seller)) == names


async def test_a_plus_between_two_names_parts_them(coach: RulesCoach, seller: Circumstances) -> None:
    found = await coach.understand("Lunch w Ana + Lars; Lars says 20k budget approved", seller)
    assert [mention.written for mention in found.mentions] == ["Ana", "Lars"]


async def test_a_thing_behind_a_name_is_no_surname(coach: RulesCoach, seller: Circumstances) -> None:
    found = await coach.understand("I'm not sending Ana flowers, that would be silly", seller)
    assert [mention.written for mention in found.mentions] == ["Ana"]


async def test_a_pronoun_counts_only_when_nobody_was_named_before(
    coach: RulesCoach, seller: Circumstances
) -> None:
    follow_up = await coach.understand("She also wants to meet Lars", seller)
    assert [(m.written, m.is_pronoun) for m in follow_up.mentions] == [("She", True), ("Lars", False)]
    told = await coach.understand("Ana called. She wants paper.", seller)
    assert [m.written for m in told.mentions] == ["Ana"]


@pytest.mark.parametrize(
    ("message", "by", "what", "whom", "due"),
    [
        (
            "I promised her the storage paper by Friday",
            Promiser.MEMBER,
            "the storage paper",
            "her",
            date(2026, 11, 27),
        ),
        (
            "I'll introduce Ana to Lars by Friday",
            Promiser.MEMBER,
            "introduce Ana to Lars",
            "Ana",
            date(2026, 11, 27),
        ),
        (
            "need to get back to omar next week",
            Promiser.MEMBER,
            "get back to omar",
            "omar",
            date(2026, 11, 27),
        ),
        ("told Lars I'd look into it", Promiser.MEMBER, "look into it", "Lars", None),
        (
            "Ana will send the numbers by the 30th.",
            Promiser.CONTACT,
            "send the numbers",
            "Ana",
            date(2026, 11, 30),
        ),
        (
            "He promised to call me back on Tuesday",
            Promiser.CONTACT,
            "call me back",
            "He",
            date(2026, 11, 24),
        ),
        (
            "Lars offered to introduce me to his boss",
            Promiser.CONTACT,
            "introduce me to his boss",
            "Lars",
            None,
        ),
    ],
)
async def test_promises_both_ways(
    coach: RulesCoach,
    seller: Circumstances,
    message: str,
    by: Promiser,
    what: str,
    whom: str,
    due: date | None,
) -> None:
    found = await coach.understand(message, seller)
    [promise] = found.promises
    assert (promise.by, promise.what, promise.whom, promise.due_on) == (by, what, whom, due)
    assert promise.quote in message


@pytest.mark.parametrize(
    ("message", "by", "what", "due"),
    [
        ("Met Lars. AI: send case study by 27/11", Promiser.MEMBER, "send case study", date(2026, 11, 27)),
        ("Met Lars. I owe him the manuals (by 30/11).", Promiser.MEMBER, "the manuals", date(2026, 11, 30)),
        (
            "Lars promised the supplier list by Monday",
            Promiser.CONTACT,
            "the supplier list",
            date(2026, 11, 23),
        ),
    ],
)
async def test_promises_in_the_short_form_of_minutes(
    coach: RulesCoach, seller: Circumstances, message: str, by: Promiser, what: str, due: date
) -> None:
    found = await coach.understand(message, seller)
    assert [(p.by, p.what, p.due_on) for p in found.promises] == [(by, what, due)]


async def test_what_is_promised_for_a_day_is_due_then(coach: RulesCoach, seller: Circumstances) -> None:
    [promise] = (await coach.understand("Lars promised the supplier list for Monday", seller)).promises
    assert promise.due_on == date(2026, 11, 23)


async def test_two_promises_in_one_sentence_are_two(coach: RulesCoach, seller: Circumstances) -> None:
    text = "I'll send Ana the deck tomorrow and I'll call Lars on Tuesday."
    found = await coach.understand(text, seller)
    assert [(p.what, p.due_on) for p in found.promises] == [
        ("send Ana the deck", date(2026, 11, 23)),
        ("call Lars", date(2026, 11, 24)),
    ]


@pytest.mark.parametrize(
    ("message", "quote"),
    [
        ("Good talk, they sign in May.", "they sign in May"),
        ("Delta Ports will buy in Q2", "Delta Ports will buy in Q2"),
        ("Ana called, we'll win this one", "we'll win this one"),
        ("Budget gets approved next week, Omar says.", "Budget gets approved next week"),
    ],
)
async def test_a_buyers_future_told_as_fact_is_an_assumption(
    coach: RulesCoach, seller: Circumstances, message: str, quote: str
) -> None:
    found = await coach.understand(message, seller)
    [assumption] = found.assumptions
    assert assumption.quote == quote
    assert message[assumption.start :].startswith(quote)
    assert found.promises == ()


@pytest.mark.parametrize(
    "message",
    [
        "She hopes to sign in May",
        "They might buy in Q2",
        "If they sign in May, we are fine.",
        "They signed in May.",
        "Ana will send the numbers by the 30th.",
        "I will visit them in May",
        "Ana will be on leave until January.",
    ],
)
async def test_hedged_past_own_and_promised_acts_are_none(
    coach: RulesCoach, seller: Circumstances, message: str
) -> None:
    assert (await coach.understand(message, seller)).assumptions == ()


@pytest.mark.parametrize(
    ("message", "day"),
    [
        ("Met Ana last Thursday", date(2026, 11, 19)),
        ("Spoke to Omar on Tuesday, he'll call on Friday", date(2026, 11, 17)),
        ("Ana leaves on Friday", None),
        ("Ana's birthday is on 5 May", None),
        ("Ana is away until Monday", None),
    ],
)
async def test_when_it_happened_is_told_apart_from_when_it_is_due(
    coach: RulesCoach, seller: Circumstances, message: str, day: date | None
) -> None:
    assert (await coach.understand(message, seller)).occurred_on == day


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What did Ana say since March?", date(2026, 3, 1), None),
        ("What did Ana say last month?", date(2026, 10, 1), date(2026, 10, 31)),
        ("What did Ana say this year about 2028?", date(2026, 1, 1), date(2026, 12, 31)),
        ("What did Ana say about carbon?", None, None),
    ],
)
async def test_a_question_says_which_time_it_asks_about(
    coach: RulesCoach, seller: Circumstances, question: str, since: date | None, until: date | None
) -> None:
    found = await coach.understand(question, seller)
    assert (found.intent, found.since, found.until) == (Intent.RECALL, since, until)


@pytest.mark.parametrize(
    "message",
    [
        "Correction: it was Lars",
        "Actually it's the 3rd, not the 10th",
        "I was wrong about Ana, she stays",
        "not Ana but Lars told me that",
    ],
)
async def test_corrections_are_recognized(coach: RulesCoach, seller: Circumstances, message: str) -> None:
    assert (await coach.understand(message, seller)).is_correction
    assert not (await coach.understand("Met Ana. All good.", seller)).is_correction


async def test_it_says_that_rules_answered(coach: RulesCoach, seller: Circumstances) -> None:
    assert (await coach.understand("hello", seller)).provenance.mode is Mode.RULES


class NoEmbedder:
    identity = "none"
    dimensions = 1

    async def embed(self, texts: object) -> list[list[float]]:
        raise Unavailable("no model")


async def test_rules_go_on_where_nothing_can_be_embedded(seller: Circumstances) -> None:
    found = await RulesCoach(NoEmbedder()).understand("Met Ana yesterday", seller)
    assert found.intent is Intent.NOTE


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
async def test_any_text_is_read_and_every_quote_stands_in_it(coach: RulesCoach, text: str) -> None:
    moment = Circumstances(today=date(2026, 11, 22), zone="UTC", known_people=("Ana Ruiz",))
    found = await coach.understand(text, moment)
    assert all(text[m.start : m.end] == m.written or " " in m.written for m in found.mentions)
    assert all(promise.quote in text for promise in found.promises)
    assert all(text[a.start : a.start + len(a.quote)] == a.quote for a in found.assumptions)
    assert 0 <= found.confidence <= 1


async def test_a_month_in_what_is_taken_for_granted_is_not_when_the_note_happened(
    coach: RulesCoach, stranger: Circumstances
) -> None:
    note = "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday. They sign in May."

    found = await coach.understand(note, stranger)

    assert found.occurred_on is None
    assert [each.quote for each in found.assumptions] == ["They sign in May"]


async def test_what_others_will_do_is_no_promise(coach: RulesCoach, stranger: Circumstances) -> None:
    told = "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday. They sign in May."

    found = await coach.understand(told, stranger)

    assert [(each.by.value, each.what) for each in found.promises] == [("member", "the storage paper")]
    assert [each.quote for each in found.assumptions] == ["They sign in May"]


async def test_a_shorter_answer_is_no_pause(coach: RulesCoach, stranger: Circumstances) -> None:
    assert "pause" not in (await coach.understand("make it shorter", stranger)).command
