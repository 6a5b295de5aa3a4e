"""Recognizes what is pasted and is no note: contact lists, calendars, and long papers (B1, B4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class PasteKind(StrEnum):
    """What a pasted text or a file is."""

    VCARD = "vcard"
    CALENDAR = "calendar"
    TABLE = "table"
    """Lines with the same number of columns: a CSV, or cells copied from a sheet."""
    LIST = "list"
    """Many lines that each hold a name or an address, and nothing else."""
    INVITE = "invite"
    """An invitation to a meeting, copied from a calendar."""
    PAPER = "paper"
    """A plan, a contract or another long text."""


@dataclass(frozen=True, slots=True)
class Paste:
    """What was pasted, and how many entries it has: contacts, events, rows, lines, or words of a paper."""

    kind: PasteKind
    size: int


LISTS = frozenset((PasteKind.VCARD, PasteKind.CALENDAR, PasteKind.TABLE, PasteKind.LIST))
"""What holds people or meetings, and is imported."""
_ROWS = 3
_HEADED = 2
"""Names of columns that make a line the heading of a table."""
_LIST_LINES = 6
_PAPER_WORDS = 450
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_HEADING = re.compile(
    r"^\s*(?:#{1,4}\s+\S|\d{1,2}(?:\.\d{1,2})*[.)]\s+[^\W\d_]|[IVX]{1,4}\.\s)", re.MULTILINE
)
_PAPER = re.compile(
    r"\b(?:account plan|business plan|strategy paper|hereinafter|the parties|this agreement|"
    r"terms and conditions|"
    r"executive summary|table of contents|statement of work|governing law|whereas|"
    r"objectives? for (?:20\d\d|fy)|"
    r"purchase agreement|service levels?|liability|confidentiality)\b",
    re.IGNORECASE,
)
_COLUMNS = re.compile(
    r"\b(?:first ?name|last ?name|full ?name|name|e-?mail|company|organi[sz]ation|position|title|"
    r"phone|mobile|"
    r"connected on|url|account|address|city|country)\b",
    re.IGNORECASE,
)
_COLUMN_NAME = re.compile(
    rf"(?:{_COLUMNS.pattern})(?: (?:name|address|number))?|vorname|nachname|firma|unternehmen|kontakt|"
    r"e-?mail-?adresse|telefon|stadt|ort|role|birthday|tags?|notes?|mail",
    re.IGNORECASE,
)
"""A cell that names a column, and holds nothing else."""
_RECIPIENT = re.compile(r"([^<>;\n]{0,80})<\s*(?:mailto:)?([\w.+-]{1,80}@[\w-]+\.[\w.-]+)\s*>")
_HEADER = re.compile(r"(?:to|cc|bcc|from|an|von)\s*:\s*", re.IGNORECASE)
_AROUND = " \t,;\"'"
_NAME_WORDS = 5
_LONGEST_RECIPIENTS = 200_000
_TELLS = re.compile(
    r"(?:i|we|met|call(?:ed)?|spoke|talked|mail(?:ed)?|e-?mail(?:ed)?|wrote|sent|ask(?:ed)?|with|and|introduce[ds]?|"
    r"remind|lunch|coffee|dinner|please|add|invite[ds]?)\b",
    re.IGNORECASE,
)
"""Words with which a message begins that tells of somebody or asks for something."""

_WHEN = re.compile(r"(?:^|[\n;,.|])[ \t>*]*(?:when|date and time|time)[ \t]*:\*?[ \t]*\S", re.IGNORECASE)
_INVITED = re.compile(
    r"(?:^|[\n;,.|])[ \t>*]*(?:(?:required |optional )?attendees?|invitees|invited|guests|organi[sz]er|where|"
    r"join (?:zoom|teams|with google meet|on your computer))\b[^\n:;]{0,30}:",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:met|discussed|agreed|promised|decided|actions?|next steps|minutes|told|said|notes)\b",
    re.IGNORECASE,
)
_KINDS_OF_FILES = {
    ".csv": PasteKind.TABLE,
    ".tsv": PasteKind.TABLE,
    ".vcf": PasteKind.VCARD,
    ".vcard": PasteKind.VCARD,
    ".ics": PasteKind.CALENDAR,
    ".ical": PasteKind.CALENDAR,
}
LIST_ENDINGS = tuple(_KINDS_OF_FILES)
"""Endings of files that hold contacts or meetings, and never a note."""


def recognize_file(name: str, text: str) -> Paste | None:
    """What a file is, where it is rather a list, a calendar or a paper than a note: its name counts first."""
    found = recognize_paste(text)
    ending = name[name.rfind(".") :].casefold() if "." in name else ""
    kind = _KINDS_OF_FILES.get(ending)
    if kind is None or (found is not None and found.kind is kind):
        return found
    lines = [line for line in text.splitlines() if line.strip()]
    headed = bool(lines) and len(_COLUMNS.findall(lines[0])) >= _HEADED
    return Paste(kind, max(1, len(lines) - headed) if kind is PasteKind.TABLE else 1)


def is_invite(text: str) -> bool:
    """Whether a text is an invitation to a meeting, which tells nothing of how the meeting went."""
    return bool(_WHEN.search(text) and _INVITED.search(text)) and _TOLD.search(text) is None


def recognize_paste(text: str) -> Paste | None:
    """What a text is, where it is rather a list, a calendar or a paper than a note; None for all others."""
    if "BEGIN:VCARD" in text[:2000].upper():
        return Paste(PasteKind.VCARD, max(1, text.upper().count("BEGIN:VCARD")))
    if "BEGIN:VCALENDAR" in text[:2000].upper() or "BEGIN:VEVENT" in text[:2000].upper():
        return Paste(PasteKind.CALENDAR, max(1, text.upper().count("BEGIN:VEVENT")))
    if is_invite(text[:2000]):
        return Paste(PasteKind.INVITE, 1)
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if recipients := split_recipients(text):
        return Paste(PasteKind.LIST, len(recipients))
    if (rows := _table_rows(lines)) >= _ROWS or (rows := _rows_below_names(lines)):
        return Paste(PasteKind.TABLE, rows)
    if len(lines) >= _LIST_LINES and sum(_is_entry(line) for line in lines) >= 0.8 * len(lines):
        return Paste(PasteKind.LIST, len(lines))
    words = len(text.split())
    marks = len(_HEADING.findall(text)) + 2 * len(_PAPER.findall(text))
    if words >= 2 * _PAPER_WORDS or (words >= _PAPER_WORDS // 3 and marks >= 4):
        return Paste(PasteKind.PAPER, words)
    return None


def split_recipients(text: str) -> list[str]:
    """Return the people of a line of recipients, "Ana Ruiz <ana@northwind.test>; …"; none for other texts."""
    if len(text) > _LONGEST_RECIPIENTS:
        return []
    found = [(each[1].strip(_AROUND), each[2]) for each in _RECIPIENT.finditer(text)]
    names = [_HEADER.sub("", name).strip(_AROUND) for name, _ in found]
    told = any(len(name.split()) > _NAME_WORDS or _TELLS.match(name) for name in names)
    if len(found) < _HEADED or told or _RECIPIENT.sub("", text).strip(_AROUND + "\n"):
        return []
    return [f"{name} <{found[number][1]}>" for number, name in enumerate(names)]


def _rows_below_names(lines: list[str]) -> int:
    """How many rows stand below a line that has nothing but the names of columns; 0 for no such table."""
    if len(lines) < _HEADED:
        return 0
    for cut in (",", ";", "\t", "|"):
        cells = [cell.strip(' "*_') for cell in lines[0].split(cut)]
        known = sum(_COLUMN_NAME.fullmatch(cell) is not None for cell in cells)
        all_short = all(len(cell.split()) <= 3 for cell in cells)
        rows = lines[1:]
        even = all(row.count(cut) >= len(cells) - 1 for row in rows)
        sure = len(cells) > _HEADED or any(map(_MAIL.search, rows))
        if len(cells) >= _HEADED and known >= max(_HEADED, 0.5 * len(cells)) and all_short and even and sure:
            return len(rows)
    return 0


def _table_rows(lines: list[str]) -> int:
    """How many lines below the heading are rows of one table; 0 where the lines form none."""
    if len(lines) < _ROWS:
        return 0
    for cut in (",", ";", "\t", "|"):
        counts = [line.count(cut) for line in lines]
        columns = counts[0]
        same = sum(count >= columns for count in counts)
        headed = len(_COLUMNS.findall(lines[0])) >= 2
        many = columns >= (1 if headed and cut != "," else 2)
        if (
            many
            and same >= 0.9 * len(lines)
            and (headed or sum(bool(_MAIL.search(each)) for each in lines) >= 0.5 * len(lines))
        ):
            return len(lines) - headed
    return 0


def _is_entry(line: str) -> bool:
    """Whether a line is a name with an address or a number, and no sentence."""
    if len(line) > 120 or line.endswith((".", "?", "!")):
        return False
    return _MAIL.search(line) is not None or re.search(r"\+?\d[\d ()/-]{6,}$", line) is not None
