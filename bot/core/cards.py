"""What the bot shows: cards with buttons, forms with fields, the Home page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from bot.core.charts import Chart
from bot.core.commands import Command, FormCommand
from bot.core.figures import CharacterBars, DataTable, Diagram
from bot.core.rich import Rich


class Style(StrEnum):
    """How a button stands out."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """A question asked before a button acts."""

    title: str
    text: str
    yes: str
    no: str = "Cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button that carries the command it asks for.

    `opens_form` says that pressing it opens a form, which must happen within the request.
    """

    label: str
    command: Command
    style: Style = Style.PLAIN
    confirm: Confirm | None = None
    opens_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a list, with at most one button or an overflow menu beside it."""

    text: Rich
    button: Button | None = None
    menu: tuple[Button, ...] = ()
    kind: Literal["row"] = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph; `heading` is a short bold line above it."""

    text: Rich
    heading: str = ""
    kind: Literal["passage"] = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Short pairs of label and value, side by side where there is room."""

    pairs: tuple[tuple[str, Rich], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of `chart`; `alt` says in a sentence what it shows, `picture_id` is the chart's."""

    picture_id: str
    title: str
    alt: str
    chart: Chart | None = None
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Buttons in the middle of a card: the answers to one question."""

    buttons: tuple[Button, ...]
    kind: Literal["choices"] = "choices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    """A thin line between parts."""

    kind: Literal["divider"] = "divider"


Part = Passage | Row | Facts | Picture | Diagram | DataTable | CharacterBars | Choices | Divider


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One message of the bot: what happened first, then facts, then at most three buttons and a menu.

    `header` is a large first line that lists and briefs have; `text` is the first sentence and also the
    notification. `context` is one quiet last line.
    """

    text: Rich
    header: str = ""
    parts: tuple[Part, ...] = ()
    context: Rich = ()
    buttons: tuple[Button, ...] = ()
    menu: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    value: str
    label: str
    hint: str = ""


class FieldKind(StrEnum):
    """What a field takes."""

    LINE = "line"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    SELECT = "select"
    MULTI = "multi"
    CHECKS = "checks"
    RADIO = "radio"
    NUMBER = "number"
    MEMBER = "member"
    MEMBERS = "members"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form; `value` prefills it (ISO date, option value, member id, or text)."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    hint: str = ""
    placeholder: str = ""
    optional: bool = False
    max_length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A modal. Without `submit` it only shows. `parts` stand above the fields, `buttons` below."""

    title: str
    submit: FormCommand | None = None
    submit_label: str = "Save"
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The App Home tab: a column of parts with rows of buttons between them."""

    header: str
    parts: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = field(default=())
