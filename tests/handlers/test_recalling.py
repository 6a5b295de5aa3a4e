from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.coaching.understanding import (
    Answer,
    AnswerStatement,
    Circumstances,
    Excerpt,
    Mode,
    Provenance,
    Understanding,
)
from bot.core.ports.memory import Embedder
from tests.handlers.office import Office, open_office

NOTES = (
    "Met Ana Ruiz from Northwind. Her carbon reporting has to be audited from 2027.",
    "Called Lars Berg at Fabrikam, his successor starts in autumn.",
    "Ana Ruiz prefers short papers with a table on the first page.",
)


async def told(office: Office) -> None:
    for note in NOTES:
        await office.type(f"note {note}")


async def test_an_answer_names_its_sources_and_each_opens_its_note(office: Office) -> None:
    await told(office)
    seen = await office.say("What does Ana Ruiz prefer?")
    assert "short papers with a table" in seen.first
    assert "[1]" in seen.first
    assert "In the words of your notes · simple mode" in seen.text
    form = (await office.press(seen, "Open")).form
    assert form.title == "Note"


async def test_waiting_is_shown_with_what_is_read(office: Office) -> None:
    await told(office)
    await office.say("When is the carbon reporting of Ana audited?")
    assert any(status.startswith("reading ") and "Ana Ruiz" in status for status in office.status.heard)


async def test_where_the_notes_do_not_say_the_last_one_on_the_person_is_shown(office: Office) -> None:
    await told(office)
    seen = await office.type("ask What is Lars Berg's shoe size?")
    assert seen.first.startswith("Your notes don't say")
    assert "successor" in seen.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did Omar say?", "The latest you noted on Omar Haddad:"),
        ("What does Omar's wife do?", "Your notes don't say"),
    ],
)
async def test_an_open_question_gets_the_latest_on_whom_it_names(
    office: Office, question: str, first: str
) -> None:
    await office.type("note Met Omar Haddad from Contoso, I promised him the price list by Friday.")
    seen = await office.type(f"ask {question}")
    assert seen.first.startswith(first)
    assert "price list" in seen.text
    assert "Open" in seen.labels


async def test_a_note_that_is_quoted_whole_is_shown_once(office: Office) -> None:
    await office.type("note Omar Haddad from Contoso collects old stamps.")
    seen = await office.type("ask What does Omar collect?")
    assert seen.text.count("old stamps") == 1
    assert "Omar Haddad" in seen.text


async def test_simple_mode_is_explained_once(office: Office) -> None:
    first = await office.say("Met Omar Haddad from Contoso.")
    second = await office.say("Met Lars Berg from Fabrikam.")
    assert "simple mode: no language model is asked" in first.text
    assert "simple mode" in second.text
    assert "no language model" not in second.text


async def test_a_brief_on_a_company_offers_whom_the_member_knows_there(office: Office) -> None:
    await office.type("note Met Omar Haddad from Contoso.")
    seen = await office.type("brief Contoso")
    assert seen.first == "You know 1 person at Contoso."
    assert "Brief me" in seen.labels


async def test_a_question_before_the_first_note_tells_how_to_begin(office: Office) -> None:
    seen = await office.type("ask What does Ana want?")
    assert "You haven't told me anything yet" in seen.first


async def test_a_correction_is_what_the_answer_goes_by_and_it_says_so(office: Office) -> None:
    await office.say("Ana Ruiz from Northwind wants the pilot plant in May.")
    await office.say("correction: Ana Ruiz wants the pilot plant in June.")
    seen = await office.type("ask When does Ana Ruiz want the pilot plant?")
    assert "June" in seen.first
    assert "May" not in seen.first
    assert "corrects what you had told me before" in seen.text


async def test_without_the_search_by_meaning_words_still_find_and_the_answer_says_so(office: Office) -> None:
    await told(office)
    office.memory.away = True
    seen = await office.type("ask What about carbon reporting for Ana Ruiz?")
    assert "carbon reporting" in seen.first
    assert "I can only search by words just now" in seen.text


async def test_notes_of_another_member_are_never_found(office: Office) -> None:
    await told(office)
    office.member = "U2"
    await office.type("note Met Omar Haddad from Contoso.")
    seen = await office.type("ask What about carbon reporting at Northwind?")
    assert "carbon" not in seen.text.replace("carbon reporting at Northwind", "")
    assert "Ana" not in seen.text


class Inventing:
    """Satisfies ports.Coach: answers with sentences that it was told to, whatever the notes say."""

    def __init__(self, *statements: AnswerStatement) -> None:
        self.statements = statements

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        from bot.core.coaching.understanding import Intent

        return Understanding(intent=Intent.NOTE, confidence=1, provenance=Provenance(Mode.MODEL))

    async def answer(self, question: str, excerpts: list[Excerpt], circumstances: Circumstances) -> Answer:
        return Answer(statements=self.statements, provenance=Provenance(Mode.MODEL))


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        (AnswerStatement("Her reporting is audited from 2027.", (1,)), True),
        (AnswerStatement("She said “audited from 2027”.", (1,)), True),
        (AnswerStatement("She said “I will sign tomorrow”.", (1,)), False),
        (AnswerStatement("She loves sailing.", (77,)), False),
        (AnswerStatement("She loves sailing.", ()), False),
    ],
)
async def test_only_what_retrieved_notes_carry_is_shown(
    tmp_path: Path, embedder: Embedder, statement: AnswerStatement, shown: bool
) -> None:
    async with open_office(tmp_path, embedder, Inventing(statement)) as office:
        await office.type(f"note {NOTES[0]}")
        seen = await office.type("ask When is the carbon reporting audited?")
        assert (statement.text in seen.first) is shown
        assert seen.first.startswith("Your notes don't say") is not shown


async def test_a_brief_puts_together_what_is_known(office: Office) -> None:
    await told(office)
    await office.say(
        "Met Ana Ruiz today, I promised to send her the storage paper by Friday. They sign in May."
    )
    seen = await office.say("Brief me on Ana Ruiz")
    assert seen.card.header == "Before you talk to Ana Ruiz"
    assert "You were last in touch today" in seen.first
    assert "send the storage paper, due tomorrow" in seen.text
    assert "[1] 5 March 2026" in seen.text
    assert "Expected, not known" in seen.text
    assert "What they do there" in seen.text
    assert "Lars" not in seen.text


async def test_a_brief_on_somebody_unknown_offers_who_comes_close(office: Office) -> None:
    await told(office)
    seen = await office.type("brief Annna Ruis")
    assert "I don't know anybody called Annna Ruis" in seen.first
    brief = await office.press(seen, "Ana Ruiz (Northwind)")
    assert brief.card.header == "Before you talk to Ana Ruiz"
