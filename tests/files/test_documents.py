"""Documents are read within limits, in worker threads; each refusal is a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.ports.errors import UnreadableDocument
from bot.features.text_check.cards.refusals import describe_flaw
from bot.files.documents import MOST_BYTES, FileDocuments


async def refused(name: str, content: bytes, documents: FileDocuments | None = None) -> str:
    with pytest.raises(UnreadableDocument) as problem:
        await (documents or FileDocuments()).read(name, content)
    return describe_flaw(problem.value.flaw, problem.value.has, problem.value.limit)


async def test_text_keeps_its_lines() -> None:
    document = await FileDocuments().read("Plan.MD", b"\xef\xbb\xbfone\r\ntwo")

    assert document.pages == ("one\ntwo",)


async def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * 60_000_000)

    assert "unpacks to far more" in await refused("bomb.docx", packed.getvalue())


async def test_a_large_file_is_refused_unread() -> None:
    assert "larger than 5 megabytes" in await refused("plan.txt", b"a" * (MOST_BYTES + 1))


async def test_a_long_text_is_refused_with_its_length() -> None:
    assert "300,000 characters" in await refused("plan.txt", b"a" * 300_000)


async def test_what_takes_too_long_is_given_up() -> None:
    from docx import Document

    kept = io.BytesIO()
    document = Document()
    document.add_paragraph("Some words.")
    document.save(kept)

    assert "too long" in await refused("plan.docx", kept.getvalue(), FileDocuments(seconds=0.0))


@settings(max_examples=40, deadline=None)
@given(
    content=st.binary(max_size=400),
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]),
    name=st.sampled_from(["a.pdf", "a.docx", "a.txt", "a"]),
)
async def test_any_bytes_are_read_or_refused(content: bytes, head: bytes, name: str) -> None:
    told = ""
    try:
        document = await FileDocuments().read(name, head + content)
    except UnreadableDocument as problem:
        told = describe_flaw(problem.flaw, problem.has, problem.limit)

    assert told.endswith(".") if told else document.text
