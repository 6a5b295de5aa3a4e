"""What the processes of the bot are called."""

from __future__ import annotations

from enum import StrEnum


class ServicePart(StrEnum):
    """What a process of its own does."""

    INTAKE = "intake"
    WORKER = "worker"
