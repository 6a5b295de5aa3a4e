"""The form that changes a contact."""

from __future__ import annotations

from bot.domain.contacts import Contact
from bot.messages.cards import Field, Form, Passage
from bot.messages.notes import ChangeContact


def edit(contact: Contact, company: str, card: str | None) -> Form:
    """Name, company, title and other names of a contact."""
    return Form(
        title="Change contact",
        submit=ChangeContact(contact.id, card),
        fields=(
            Field(name="name", label="Name", value=contact.name, max_length=200),
            Field(name="account", label="Company", value=company, optional=True, max_length=200),
            Field(name="title", label="Title", value=contact.title, optional=True, max_length=200),
            Field(
                name="aliases",
                label="Also called",
                value=", ".join(contact.aliases),
                hint="Other names that mean this person, with commas between them",
                optional=True,
                max_length=500,
            ),
        ),
    )


def gone_form() -> Form:
    """The contact is no longer there."""
    return Form(
        title="Change contact", parts=(Passage(text=("That person is no longer in your contacts.",)),)
    )
