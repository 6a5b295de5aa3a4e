"""Documents are read within limits, in a process apart; each refusal is a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.apart.pool import ApartPool
from bot.core.ports.apart import Bounds
from bot.core.ports.errors import UnreadableDocument
from bot.features.text_check.cards.refusals import describe_flaw
from bot.files.documents import MOST_BYTES, FileDocuments

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def documents() -> AsyncIterator[FileDocuments]:
    async with ApartPool() as apart:
        yield FileDocuments(apart)


async def refused(name: str, content: bytes, documents: FileDocuments) -> str:
    with pytest.raises(UnreadableDocument) as problem:
        await documents.read(name, content)
    return describe_flaw(problem.value.flaw, problem.value.has, problem.value.limit)


def word_table(rows: int, columns: int) -> bytes:
    from docx import Document

    document, kept = Document(), io.BytesIO()
    document.add_paragraph("Some words.")
    document.add_table(rows=rows, cols=columns)
    document.save(kept)
    return kept.getvalue()


async def test_text_keeps_its_lines(documents: FileDocuments) -> None:
    document = await documents.read("Plan.MD", b"\xef\xbb\xbfone\r\ntwo")

    assert document.pages == ("one\ntwo",)


async def test_a_word_document_comes_back_as_it_is(documents: FileDocuments) -> None:
    document = await documents.read("Plan.docx", word_table(2, 1))

    assert (document.name, document.pages, document.paged) == ("Plan.docx", ("Some words.\n\n",), False)


async def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    documents: FileDocuments,
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 60_000_000)

    assert "unpacks to far more" in await refused("bomb.docx", packed.getvalue(), documents)


async def test_a_large_file_is_refused_unread(documents: FileDocuments) -> None:
    assert "larger than 5 megabytes" in await refused("plan.txt", b"a" * (MOST_BYTES + 1), documents)


async def test_a_page_that_unpacks_to_too_much_is_refused(documents: FileDocuments) -> None:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, StreamObject

    writer, stream = PdfWriter(), StreamObject()
    page = writer.add_blank_page(100, 100)
    stream.set_data(b"BT (a) Tj ET " * 7_000_000)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    kept = io.BytesIO()
    writer.write(kept)
    assert len(kept.getvalue()) < MOST_BYTES

    assert "There are no words in it" in await refused("plan.pdf", kept.getvalue(), documents)


async def test_a_long_text_is_refused_with_its_length(documents: FileDocuments) -> None:
    assert "300,000 characters" in await refused("plan.txt", b"a" * 300_000, documents)


async def test_a_table_that_takes_too_long_is_given_up_in_the_middle(documents: FileDocuments) -> None:
    hurried = FileDocuments(documents.apart, Bounds(processor_seconds=0.3, seconds=60))

    assert "too long" in await refused("plan.docx", word_table(400, 60), hurried)
    assert (await documents.read("plan.docx", word_table(1, 1))).text.startswith("Some words.")


async def test_what_asks_for_more_memory_than_there_is_for_a_text_is_given_up() -> None:
    async with ApartPool(megabytes=30) as apart:
        told = await refused("plan.docx", word_table(1, 1), FileDocuments(apart))

    assert told == "It asks for more than I can give to one text. Send me the part that matters."


@settings(max_examples=40, deadline=None)
@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]),
    name=st.sampled_from(["a.pdf", "a.docx", "a.txt", "a"]),
)
async def test_any_bytes_are_read_or_refused(
    documents: FileDocuments, content: bytes, head: bytes, name: str
) -> None:
    told = ""
    try:
        document = await documents.read(name, head + content)
    except UnreadableDocument as problem:
        told = describe_flaw(problem.flaw, problem.has, problem.limit)

    assert told.endswith(".") if told else document.text
