"""Finds sentences for people that stand outside the modules that are meant to hold them.

    python -m tools.sentences [FOLDER]      prints file, line, function and sentence of each

Words that members read are written in the card modules alone, so that they can be read, changed and tested
in one place. This tool reads the code as Python parses it and leaves out what nobody is shown: docstrings,
annotations, log calls, errors for developers, regular expressions, SQL, word banks and keys.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

PLACES: dict[str, str] = {
    "bot/features/*/cards.py": "the words and forms of a feature",
    "bot/features/*/cards/*.py": "the words and forms of a feature, in several modules",
    "bot/features/*/subcommands.py": "the help texts of a subcommand, and what its parser asks for",
    "bot/features/*/contracts/cards.py": "parts of cards that several features show",
    "bot/conversation/cards/*.py": "the words of the conversation itself",
    "bot/conversation/own_subcommands.py": "the help text of the help",
    "bot/core/common_cards.py": "cards that every feature says, such as who is meant",
    "bot/core/hours_form.py": "the fields of working hours, which several forms have",
    "bot/core/words.py": "how numbers, lists and times are said in every card",
    "bot/core/paging.py": "how every long list is turned over",
    "slack_sandbox/*": "a package of its own that stands in for Slack",
    "bot/slack/words.py": "the few sentences that the Slack adapter says by itself",
    "bot/slack/manifest.py": "the names and descriptions that Slack shows for the app",
    "bot/cli.py": "what the operator reads in a terminal",
    "bot/backup/*.py": "what the operator reads in a terminal",
    "bot/control/*.py": "what the operator reads in a terminal",
    "bot/operating.py": "what the operator reads in a terminal",
    "bot/doctor.py": "what the operator reads in a terminal",
    "bot/trying.py": "what the operator reads in a terminal",
    "bot/metrics.py": "what the operator reads of each metric",
    "bot/rehearsing/*.py": "what is read of a rehearsal in a terminal",
    "bot/core/ports/work.py": "the one label on whatever comes by itself",
    "bot/config.py": "what the operator reads about settings",
    "bot/private_files.py": "what the operator reads about a data folder that cannot be used",
    "bot/store/writability.py": "what the operator reads about a database that cannot be written",
    "bot/store/*.py": "SQL, no words for people",
    "bot/evals/*.py": "what the operator reads about measurements",
    "bot/coach/model/*.py": "words for the language model, beside the prompts",
    "bot/core/card_words.py": "words for the language model, beside the prompts",
    "bot/conversation/agent/tools.py": "words for the language model, beside the prompts",
    "bot/conversation/agent/sources.py": "words for the language model, beside the prompts",
}
"""The modules that may hold sentences for people, as patterns of paths, and why each may."""

ERRORS = {
    "AlreadyRunning", "AssertionError", "BadFile", "BadKnowledge", "BadPrompt", "BadRow", "BadRows",
    "BadSettings", "BadToken", "BeingBuilt", "CannotRender", "ChildRefused", "FolderInUse", "IndexLost",
    "KeyError", "LookupError", "Malformed", "NeedsUrl", "NoHandler", "NotFound", "NotImplementedError",
    "NotNamed", "OutOfScope", "RetryLater", "RuntimeError", "TimeoutError", "TypeError", "Unavailable",
    "Undeliverable", "Unfounded", "Unreadable", "ValueError", "WrongModel", "WrongModelFile",
}  # fmt: skip
"""Errors whose text a developer or an operator reads; a member reads a card in their place."""

NOT_SHOWN: dict[str, str] = {
    "handed over by": "the stored key of who gave a note",
    "rules after failure": "the stored value of an enum",
    "rules after refusal": "the stored value of an enum",
    "somebody else's benefit": "the value of an enum, which is compared",
    "<<data {}>>\n{}\n<<end {}>>": "the marks around data in a prompt",
    "{date_long_pretty} at {time}": "Slack's own format of a time",
    "weeks are 1 to {}": "the flaw of a command that was forged or damaged",
    "{} ended by itself": "the text of an error that is logged",
    "{} is left alone for a while ({})": "the text of an error that is logged",
    "leases not renewed": "a trouble that the health page names",
    "what did I note about": "a member's own question, as it is read in full",
    "what is open": "a member's own question, as it is read in full",
    "what is open with {}": "a member's own question, as it is read in full",
    "Abandoned {} times": "the error that is kept with a dead letter",
}
"""Texts that read like sentences and are none, and what they are."""

_REGEX = re.compile(r"\\[bswdWS]|\(\?|\[\^|\w\?\||\|\w+\||\(\w+\|")
_SQL = re.compile(r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|FROM|CREATE|DROP|VACUUM)\b")
_WORD = re.compile(r"\{\}|[^\W\d_][\w'\u2019.-]*")
_BANKS = {"frozenset", "set", "word_set", "telling_words", "split"}
"""Calls that make sets of words to look up; "a b c".split() is one."""
_MATCHING = {
    "startswith", "endswith", "removeprefix", "removesuffix", "replace", "partition", "rpartition", "strip",
    "compile", "search", "match", "fullmatch", "sub", "findall", "finditer", "strftime",
}  # fmt: skip
"""Methods whose arguments are compared with what people write, never shown to them."""
_CARDS = {
    "Button",
    "Card",
    "Choices",
    "Confirm",
    "Facts",
    "Field",
    "Form",
    "Home",
    "Option",
    "Passage",
    "Row",
}
"""The parts of cards and forms: even a single word that they are given is shown."""
_CARD_MODULE = re.compile(r"^(?:texts|cards|forms|\w+_(?:texts|cards|forms))$")
_KEYWORDS_OF_KEYS = {"name", "value", "values", "kind", "style", "picture_id", "command", "change"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in the code; `text` has {} where a value is put in."""

    path: str
    line: int
    function: str
    text: str


def sentences(root: Path) -> Iterator[Sentence]:
    """Every sentence for people in bot/ that stands outside the named places."""
    for path in sorted(root.glob("bot/**/*.py")):
        name = path.relative_to(root).as_posix()
        if not any(fnmatch(name, place) for place in PLACES):
            yield from in_code(path.read_text(encoding="utf-8"), name)


def in_code(code: str, path: str = "") -> Iterator[Sentence]:
    """The sentences for people in one module."""
    tree = ast.parse(code)
    given = {
        id(text) for node in ast.walk(tree) if isinstance(node, ast.Call) for text in _given_to_card(node)
    }
    for node, function in _shown(tree, ""):
        text = _text(node)
        if reads_like_a_sentence(text) or (id(node) in given and _is_label(text)):
            yield Sentence(path, node.lineno, function, text)


def reads_like_a_sentence(text: str) -> bool:
    """Whether a text is written for people: three words, or two with the mark that ends a sentence.

    "no touch for {} days" is, and so is "Which one?"; "hand over", "{} {}" and a regular expression are not.
    """
    if text in NOT_SHOWN or _REGEX.search(text) or _SQL.search(text) or _is_word_bank(text):
        return False
    words = _WORD.findall(text)
    real = [word for word in words if word != "{}"]
    ends = bool(re.search(r"[a-z}][.?!]$", text)) and text[:1].isupper()
    return len(real) >= 2 and " " in text.strip() and (len(words) >= 3 or ends)


def _is_label(text: str) -> bool:
    """Whether a text given to a card is words: "Open", "your manager"; not a key such as "contact_id"."""
    return bool(re.match(r"[A-Z][a-z]", text) or re.search(r"[a-z}] [{a-z]", text))


def _given_to_card(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a part of a card, or of a function of a card module."""
    called = call.func
    owner = called.value if isinstance(called, ast.Attribute) else None
    if _name(call) in _CARDS or (isinstance(owner, ast.Name) and _CARD_MODULE.match(owner.id)):
        yield from call.args
        yield from (each.value for each in call.keywords if each.arg not in _KEYWORDS_OF_KEYS)


def _is_word_bank(text: str) -> bool:
    """Whether it is a block of words to look up, over several lines."""
    return text.startswith("\n") and not re.search(r"[.?!](?:\s|$)", text)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _shown(node: ast.AST, function: str) -> Iterator[tuple[ast.expr, str]]:
    """The texts below a node that may be shown, each with the function that it stands in."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node.name
    for child in _children(node):
        if isinstance(child, ast.JoinedStr) or (
            isinstance(child, ast.Constant) and isinstance(child.value, str)
        ):
            yield child, function
        # The values put into an f-string may be texts themselves, its constant parts are read with it.
        parts = (
            [part for part in child.values if isinstance(part, ast.FormattedValue)]
            if isinstance(child, ast.JoinedStr)
            else [child]
        )
        for part in parts:
            yield from _shown(part, function)


def _children(node: ast.AST) -> Iterable[ast.AST]:
    """What lies below a node, without what is never shown."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.Set() | ast.MatchValue() | ast.Constant():
            return ()
        case ast.Raise(exc=ast.Call() as call) if _name(call) in ERRORS:
            return ()
        case ast.Call() if _name(node) in _BANKS or _is_log(node) or _is_super(node):
            return ()
        case ast.Call(func=ast.Attribute() as called) if called.attr in _MATCHING:
            return [called.value]
        case ast.Dict():
            return [value for value in node.values if value is not None]
        case ast.AnnAssign():
            return [node.value] if node.value is not None else ()
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.body, *node.args.defaults, *(each for each in node.args.kw_defaults if each)]
        case ast.FormattedValue():
            return [node.value]
    return ast.iter_child_nodes(node)


def _name(call: ast.Call) -> str:
    """The last name of what is called: `ValueError` for codec.ValueError(...)."""
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_log(call: ast.Call) -> bool:
    called = call.func
    return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") in ("_log", "log", "logger")


def _is_super(call: ast.Call) -> bool:
    """Whether it is `super().__init__("...")` of an error."""
    called = call.func
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Call)
        and _name(called.value) == "super"
    )


def main() -> None:
    """Print what stands outside the named places."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    for each in sentences(root):
        print(f"{each.path}:{each.line}  {each.function or '-'}  {each.text!r}")


if __name__ == "__main__":
    main()
