"""The form that changes a contact."""

from __future__ import annotations

from bot.core.cards import Field, Form
from bot.core.contacts import Contact
from bot.core.words import birthday_words
from bot.features.people.commands import ChangeContact
from bot.language.local_times import zone_of

NAME_NEEDED = "A person needs a name."
PLACE_HINT = "City and country, and I can say what time it is there"
PLACE_UNCLEAR = (
    "I can't tell the time zone of this place: add the country, the state, or a larger city nearby"
)
NO_BIRTHDAY = "Write a day, such as 1 April 1980 or 1 April."


def contact_form(contact: Contact, company: str, card: str | None) -> Form:
    """The form for what is kept of a contact."""
    return Form(
        title="Change contact",
        submit=ChangeContact(contact.id, card),
        fields=(
            Field(name="name", label="Name", value=contact.name, max_length=200),
            Field(name="account", label="Company", value=company, optional=True, max_length=200),
            Field(name="title", label="Title", value=contact.title, optional=True, max_length=200),
            Field(
                name="emails",
                label="Mail addresses",
                value=", ".join(contact.emails),
                optional=True,
                max_length=500,
            ),
            Field(
                name="phones",
                label="Phone numbers",
                value=", ".join(contact.phones),
                optional=True,
                max_length=500,
            ),
            Field(
                name="place",
                label="Place",
                value=contact.place,
                hint=PLACE_UNCLEAR if contact.place and zone_of(contact.place) is None else PLACE_HINT,
                optional=True,
                max_length=200,
            ),
            Field(
                name="birthday",
                label="Birthday",
                value=birthday_words(contact.birthday),
                hint="For example 1 April 1980, or 1 April",
                optional=True,
                max_length=60,
            ),
            Field(
                name="tags",
                label="Tags",
                value=", ".join(contact.tags),
                hint="Words to find several people by, with commas between them",
                optional=True,
                max_length=500,
            ),
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
