"""Files of a member's own data on this machine (B6)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def new_private_file(path: Path | str) -> BinaryIO:
    """Open a new file to be written, which only the bot's own user can read; raises FileExistsError."""
    return open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
