"""The form that changes a contact."""

from __future__ import annotations

from bot.core.cards import Field, Form
from bot.core.contacts import Contact
from bot.features.people.commands import ChangeContact

NAME_NEEDED = "A person needs a name."


def contact_form(contact: Contact, company: str, card: str | None) -> Form:
    """The form for the name, company, title and other names of a contact."""
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
