"""P5, R2 and S5: a text is checked, pasted or uploaded, and every finding says where it stands."""

from __future__ import annotations

import io

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
PLAN = """# Northwind next year
We grow revenue by 12 % this year.
- Northwind will sign in May.
- More calls to existing customers.
In three years we want to be the partner for their carbon data.
"""


def word_file(*paragraphs: str) -> bytes:
    from docx import Document

    document, kept = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(kept)
    return kept.getvalue()


def pdf_file(*pages: str) -> bytes:
    """A PDF as small as it can be, with one line of text on each page."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET"
        parts.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    body += f"{head}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body.encode("latin-1")


async def test_p5_a_pasted_plan_is_told_from_a_strategy(seller: Driver) -> None:
    await seller.command("/tactegic", "check")
    form = await opened_form(seller)
    await seller.submit(form, {"text": {"text": PLAN}})
    summary = await seller.next_message()
    assert "more of a plan than a strategy" in text_of(summary)

    await seller.click(summary, "Goes on from today (2)")
    today = text_of(await seller.next_update())
    assert "“We grow revenue by 12 % this year.”" in today
    assert "Line 2: adds a share to last year." in today
    assert "More calls to existing customers" in today

    await seller.click(await seller.message(summary["ts"]), "Back")
    await seller.click(await seller.next_update(), "Works from a future (1)")
    assert "In three years we want to be the partner" in text_of(await seller.next_update())
    await seller.click(await seller.message(summary["ts"]), "Back")
    await seller.click(await seller.next_update(), "Toward a strategy (3)")
    assert "Step back from that year" in text_of(await seller.next_update())


async def test_r2_a_claim_of_control_over_a_buyer_is_quoted_with_its_line(seller: Driver) -> None:
    await seller.upload("plan.md", PLAN.encode(), "check this")
    summary = await seller.next_message()
    assert "1 passage decides for a buyer" in text_of(summary)

    await seller.click(summary, "Theirs to decide (1)")

    told = text_of(await seller.next_update())
    assert "“Northwind will sign in May.”" in told
    assert "Line 3" in told


async def test_s5_what_an_alliance_paper_leaves_out_is_proposed_with_where_it_belongs(seller: Driver) -> None:
    document = word_file(
        "Team document of Contoso and us. How we work together: we meet monthly and decide together.",
        "If a delivery fails, the risk is shared by both.",
        "Each quarter we look at what has to change.",
    )
    await seller.upload("team.docx", document, "please check this")
    summary = await seller.next_message()
    assert "Risk, change and measures of the relationship are there" in text_of(summary)

    await seller.click(summary, "Points left out (6)")
    first = await seller.next_update()
    await seller.click(first, "Next page")
    told = text_of(first) + text_of(await seller.next_update())
    for point in ("Uncertainty", "Ambiguity", "Patience", "Return over years"):
        assert point in told
    assert "We don't know yet [open point]" in told

    await seller.click(await seller.message(summary["ts"]), "Back")
    await seller.click(await seller.next_update(), "What goes where")
    where = text_of(await seller.next_update())
    contract, team = where.split("In the team document")
    assert "There: risk (line 2)" in contract
    assert "who owns what" in contract
    assert "patience" in team


async def test_s5_a_pdf_is_quoted_by_its_page(seller: Driver) -> None:
    await seller.upload(
        "plan.pdf", pdf_file("A quiet first page.", "Northwind will sign in May."), "check this"
    )
    summary = await seller.next_message()

    await seller.click(summary, "Theirs to decide (1)")

    assert "Page 2" in text_of(await seller.next_update())


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.pdf", b"%PDF-1.4 broken", "no PDF that I can open"),
        ("plan.docx", b"PK not a package", "no Word document that I can open"),
        ("plan.xlsx", b"cells", "I read text, Markdown, Word"),
        ("plan.md", b"\xff\xfe\x00", "not in UTF-8"),
        ("plan.txt", b"  \n ", "no words in it"),
        ("long.pdf", pdf_file(*["One page."] * 61), "It has 61 pages"),
    ],
)
async def test_a_file_that_cannot_be_read_gets_a_clear_sentence(
    seller: Driver, name: str, content: bytes, says: str
) -> None:
    await seller.upload(name, content, "check this")

    told = text_of(await seller.next_message())

    assert says in told
    assert "Nothing was kept" in told


async def test_a_check_can_be_forgotten(seller: Driver) -> None:
    await seller.command("/tactegic", "check " + PLAN)
    summary = await seller.next_message()

    await seller.click(summary, "Forget this check")

    assert "Undone" in text_of(await seller.next_update())


async def test_plain_words_for_a_check_offer_the_form(seller: Driver) -> None:
    await seller.dm("check")
    offered = await seller.next_message()

    await seller.click(offered, "Paste a text")

    assert "contract summary" in text_of(await opened_form(seller))


async def test_p5_a_text_of_more_sentences_than_are_checked_is_refused_with_their_number(
    seller: Driver,
) -> None:
    await seller.upload("lines.txt", b"- a\n" * 6000, "check this")

    told = text_of(await seller.next_message())

    assert "It has 6,000 sentences or lines; I check up to 5,000 at once." in told
    assert "Nothing was kept" in told


async def test_a_member_is_answered_while_somebody_elses_huge_text_is_at_work(
    office: Office, seller: Driver
) -> None:
    other = await greeted(office.member("otto"))
    await other.dm("Met Ana Ruiz from Northwind about storage.")
    await other.next_message(timeout=90)
    huge = ("We grow ten percent a year until 2030, and they will sign it. " * 3_100).encode()
    await seller.upload("huge.txt", huge, "check this")

    await other.dm("Met Bo Lind from Contoso about packaging.")
    answered = await other.next_message(where=lambda message: "Bo Lind" in text_of(message), timeout=60)
    checked = await seller.next_message(timeout=60)

    assert "more of a plan than a strategy" in text_of(checked)
    assert float(answered["ts"]) < float(checked["ts"])
