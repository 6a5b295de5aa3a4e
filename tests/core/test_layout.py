"""From another feature only its commands and its contracts are used; what is left stands here."""

from __future__ import annotations

import ast

from bot.config import REPOSITORY
from bot.features.listing import FEATURES

FOLDER = REPOSITORY / "bot" / "features"


def used() -> set[tuple[str, str]]:
    """The features and what they use of others, apart from commands and contracts."""
    found = set()
    for path in FOLDER.glob("*/**/*.py"):
        feature = path.relative_to(FOLDER).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("bot.features."):
                continue
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                file = REPOSITORY / f"{whole.replace('.', '/')}.py"
                module = whole if file.exists() or file.with_suffix("").is_dir() else str(node.module)
                other, _, rest = module.removeprefix("bot.features.").partition(".")
                if other != feature and rest.partition(".")[0] not in ("commands", "contracts"):
                    found.add((feature, f"{other}.{rest}"))
    return found


def test_features_use_only_commands_and_contracts_of_one_another() -> None:
    assert used() == set()


def test_every_folder_is_listed() -> None:
    folders = {path.name for path in FOLDER.iterdir() if (path / "feature.py").exists()}

    assert {feature.name for feature in FEATURES} == folders
