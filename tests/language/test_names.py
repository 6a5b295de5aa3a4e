"""The parts of written names, other ways to write them, addresses and legal forms (B1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.addresses import NamedAddress, glued_names, read_address
from bot.language.name_variants import plain_name, variants
from bot.language.names import fold, is_honorific, is_job, split_name


@pytest.mark.parametrize(
    ("written", "given_name", "family"),
    [
        ("Ana Ruiz", "ana", "ruiz"),
        ("Ruiz, Ana", "ana", "ruiz"),
        ("Ingram, V", "v", "ingram"),
        ("John W. Ingram, V", "john", "ingram"),
        ("Tiptree, James, Jr.", "james", "tiptree"),
        ("JOHN DOE M.D.", "john", "doe"),
        ("Eva Klein, Ph.D.", "eva", "klein"),
        ("Dipl.-Ing. Anna Huber, MBA", "anna", "huber"),
        ("Tan Sri Lim Wei", "lim", "wei"),
        ("Mr. Holm", "", "holm"),
        ("CFO Lars Holm", "lars", "holm"),
        ("Vice President Lars Holm", "lars", "holm"),
        ("Lars Holm, Head of Procurement", "lars", "holm"),
        ("Josep Carod i Rovira", "josep", "carod i rovira"),
        ("Jan van der Berg", "jan", "van der berg"),
        ("María de la Cruz", "maria", "de la cruz"),
        ('William "Bill" Carter', "william", "carter"),
        ("Jenny Baker (Johnson)", "jenny", "baker"),
        ("Will Mark", "will", "mark"),
        ("April Jones", "april", "jones"),
        ("דוד לוי", "דוד", "לוי"),
        ("王伟", "王伟", ""),
    ],
)
def test_a_name_is_split_into_given_and_family_name(written: str, given_name: str, family: str) -> None:
    parts = split_name(written)
    assert (parts.given, parts.family) == (given_name, family)


@pytest.mark.parametrize(
    ("written", "name", "others"),
    [
        ("Tiptree, James, Jr.", "James Tiptree", ()),
        ("John W. Ingram, V", "John W. Ingram", ()),
        ("Jenny Baker (Johnson)", "Jenny Baker", ("Jenny Johnson",)),
        ('William "Bill" Carter', "William Carter", ("Bill Carter",)),
        ("Robert (Bob) Carter", "Robert Carter", ("Bob Carter",)),
        ("田中 健一 (Kenichi Tanaka)", "田中 健一", ("Kenichi Tanaka",)),
        ("JOHN DOE M.D.", "JOHN DOE", ()),
        ("de la Cruz, Ana", "Ana de la Cruz", ()),
        ("Ana Ruiz, Northwind", "Ana Ruiz, Northwind", ()),
        ("Lars Holm, Head of Procurement", "Lars Holm", ()),
        ("Gökçe Şahin", "Gökçe Şahin", ()),
        ("دانا الخطيب", "دانا الخطيب", ()),
        ("Ana", "Ana", ()),
    ],
)
def test_a_new_contact_is_called_by_the_plain_name(written: str, name: str, others: tuple[str, ...]) -> None:
    assert plain_name(written) == (name, others)


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers_of_names(written: str) -> None:
    name, _ = plain_name(written)
    assert bool(name.strip(" ,")) == bool(written.strip(" ,")) or not name
    for parts in variants(written):
        assert parts.words
    read_address(written)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ana.ruiz@northwind.com", NamedAddress("Ana Ruiz", "Northwind")),
        ("<mailto:ana.ruiz@northwind.com>", NamedAddress("Ana Ruiz", "Northwind")),
        ("lars_holm2@delta-ports.co.uk", NamedAddress("Lars Holm", "Delta Ports")),
        ("ana.ruiz+slack@mail.northwind.com", NamedAddress("Ana Ruiz", "Northwind")),
        ("aruiz@northwind.com", NamedAddress("Aruiz", "Northwind", is_one_word=True)),
        ("ana.ruiz@gmail.com", NamedAddress("Ana Ruiz", "")),
        ("info@northwind.com", NamedAddress("", "Northwind")),
        ("@anna.b", NamedAddress("Anna B")),
        ("@ana", NamedAddress("Ana", is_one_word=True)),
    ],
)
def test_an_address_says_a_name_and_a_company(written: str, address: NamedAddress) -> None:
    assert read_address(written) == address


@pytest.mark.parametrize("written", ["Ana Ruiz", "ana at northwind.com", "3 @ 5", "a@b", ""])
def test_other_words_are_no_address(written: str) -> None:
    assert read_address(written) is None


def test_names_are_glued_as_in_addresses() -> None:
    assert {"aruiz", "anar", "anaruiz", "ruiza", "ruizana"} == glued_names("ana", "ruiz")


@pytest.mark.parametrize(
    "words", ["VP Supply", "head of procurement", "CFO", "Sr. Buyer", "R&D lead", "IT director"]
)
def test_a_job_is_told_from_a_form_of_address(words: str) -> None:
    assert is_job(words)
    assert not is_honorific(words)


@pytest.mark.parametrize("words", ["Mr.", "Dr.", "Prof. Dr.", "Frau"])
def test_a_form_of_address_is_no_job(words: str) -> None:
    assert is_honorific(words)
    assert not is_job(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jörg Müller", "Joerg Mueller"),
        ("Sinéad O'Connell", "Sinead OConnell"),
        ("Jean-Luc Moreau", "Jean Luc Moreau"),
        ("Анна Иванова", "Anna Ivanova"),
        ("Tham Jun Hoe", "Jun Hoe Tham"),
    ],
)
def test_two_ways_to_write_a_name_share_one_form(one: str, other: str) -> None:
    assert {parts.words for parts in variants(one)} & {parts.words for parts in variants(other)}


def test_a_word_of_two_scripts_is_not_read_as_latin() -> None:
    assert [parts.key for parts in variants("\u0410na Ruiz")] == [fold("\u0410na Ruiz")]
