"""What operators read of backups, restoring and moving."""

from __future__ import annotations


class BadBackup(Exception):
    """A backup that cannot be taken or used; the text is a whole sentence for the operator."""


class NotReplaced(Exception):
    """What is there would be lost; the text is a whole sentence for the operator."""
