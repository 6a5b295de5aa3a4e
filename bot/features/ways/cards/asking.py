"""What is asked for where words leave out whom the way leads to (B4)."""

from __future__ import annotations

TO_WHOM = "To whom shall the way lead? Write the name."
