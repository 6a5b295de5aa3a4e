"""The parts of cards, forms and Home as blocks, and how many of them a surface holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.cards import Choices, Divider, Facts, Part, Passage, Picture, Row
from bot.core.figures import CharacterBars, DataTable, Diagram
from bot.core.rich import Bold, Rich, plain, rich
from bot.slack import words
from bot.slack.render.controls import Names, actions, button_element, controls
from bot.slack.render.figures import bars_block, diagram_block, diagram_words, table_block, table_words
from bot.slack.render.plain import ELLIPSIS, Block, clean, cut, one_line, plain_text
from bot.slack.render.spans import elements, section, text_object

TEXT_LIMIT = 3000
_FIELD_LIMIT = 2000
_ALT_LIMIT = 2000
NO_FILES: Mapping[str, str] = {}
_FIELDS_A_SECTION = 10
_CHARACTERS_A_SURFACE = 12_000
_DIAGRAMS_A_MESSAGE = 2


@dataclass
class Column:
    """Blocks under each other, up to what the surface holds; what is left out is said in one line."""

    most: int
    names: Names = field(default_factory=Names)
    files: Mapping[str, str] = field(default_factory=dict)
    """Slack's file ids of pictures, by picture id."""
    draws: bool = False
    """Whether the surface takes diagrams and tables; where it does not, their words are shown."""
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False
    _characters: int = 0

    def add(self, blocks: list[Block], was_cut: bool = False) -> None:
        """Append blocks that belong together, or leave all of them out where they do not fit."""
        characters = sum(map(_length, blocks))
        full = len(self.blocks) + len(blocks) > self.most
        if full or self._characters + characters > _CHARACTERS_A_SURFACE:
            self.cut = True
            return
        self.blocks += blocks
        self._characters += characters
        self.cut = self.cut or was_cut

    def parts(self, parts: Iterable[Part]) -> None:
        """Append parts in their order."""
        for part in parts:
            drawn = self._drawn(part) if self.draws else None
            self.add(*(drawn or part_blocks(part, self.names, self.files)))

    def _drawn(self, part: Part) -> tuple[list[Block], bool] | None:
        """Return a diagram or table as Slack's own block; None for what is shown in another way."""
        if isinstance(part, Diagram):
            so_far = sum(block["type"] == "data_visualization" for block in self.blocks)
            block = diagram_block(part) if so_far < _DIAGRAMS_A_MESSAGE else None
            return ([block], False) if block else None
        if isinstance(part, DataTable) and not any(block["type"] == "data_table" for block in self.blocks):
            table, was_cut = table_block(part)
            return ([table], was_cut) if table else None
        return None

    def finished(self, tail: list[Block]) -> list[Block]:
        """Return all blocks with the closing ones, and a line before them where something was left out."""
        note = [context_line(words.CUT_SHORT)] if self.cut else []
        return [*self.blocks, *note, *tail]


def part_blocks(part: Part, names: Names, files: Mapping[str, str] = NO_FILES) -> tuple[list[Block], bool]:
    """Return the blocks of one part, and whether something of it was cut."""
    match part:
        case Passage():
            head = rich(Bold(f"{part.heading}\n")) if part.heading.strip() else ()
            return passage((*head, *part.text))
        case Row():
            return _row(part, names)
        case Facts():
            return _facts(part)
        case Picture():
            return [_picture(part, files)], False
        case Diagram():
            return passage(diagram_words(part))
        case DataTable():
            return passage(table_words(part))
        case CharacterBars():
            return [bars_block(part)], False
        case Choices():
            return actions([button_element(button, names) for button in part.buttons]), False
        case Divider():
            return [{"type": "divider"}], False


def passage(text: Rich) -> tuple[list[Block], bool]:
    """Return a paragraph; no block where there are no words."""
    if not clean(plain(text)).strip():
        return [], False
    found, was_cut = elements(text, TEXT_LIMIT)
    return [section(found)], was_cut


def context(text: Rich) -> list[Block]:
    """Return one quiet line; no block where there are no words."""
    shown, _ = text_object(text, TEXT_LIMIT)
    return [{"type": "context", "elements": [shown]}] if shown else []


def context_line(text: str) -> Block:
    """Return one quiet line of plain words."""
    return {"type": "context", "elements": [plain_text(text, TEXT_LIMIT)]}


def header(text: str) -> list[Block]:
    """Return a large first line; no block where there are no words."""
    return [{"type": "header", "text": plain_text(text, 150)}] if clean(text).strip() else []


def _row(row: Row, names: Names) -> tuple[list[Block], bool]:
    text, was_cut = text_object(row.text, TEXT_LIMIT)
    beside = controls([row.button] if row.button else [], row.menu, names)
    if text is None:
        return actions(beside), was_cut
    block: Block = {"type": "section", "text": text}
    if len(beside) == 1:
        return [block | {"accessory": beside[0]}], was_cut
    return [block, *actions(beside)], was_cut


def _facts(facts: Facts) -> tuple[list[Block], bool]:
    fields, was_cut = [], False
    for label, value in facts.pairs:
        shown = value if clean(plain(value)).strip() else ("\u2013",)
        text, cut_here = text_object(rich(Bold(label), "\n", *shown), _FIELD_LIMIT)
        was_cut = was_cut or cut_here
        if text:
            fields.append(text)
    step = _FIELDS_A_SECTION
    return [{"type": "section", "fields": fields[i : i + step]} for i in range(0, len(fields), step)], was_cut


def _picture(picture: Picture, files: Mapping[str, str]) -> Block:
    """Return the uploaded picture; what it says, in words, where it was not uploaded."""
    if picture.picture_id in files:
        return {
            "type": "image",
            "slack_file": {"id": files[picture.picture_id]},
            "alt_text": cut(one_line(picture.alt), _ALT_LIMIT)[0] or ELLIPSIS,
            **({"title": plain_text(picture.title, _ALT_LIMIT)} if picture.title.strip() else {}),
        }
    said = ": ".join(part for part in (picture.title.strip(), picture.alt.strip()) if part)
    return context_line(cut(said, TEXT_LIMIT)[0] or picture.picture_id)


def _length(value: object) -> int:
    """Return how many characters of visible text a block holds."""
    if isinstance(value, dict):
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(map(_length, value.values()))
    if isinstance(value, list):
        return sum(map(_length, value))
    return 0
