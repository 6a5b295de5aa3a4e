"""The time that rules see, and the public holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """The time that rules see; leases and pace use the monotonic clock instead."""

    def now(self) -> datetime:
        """Aware UTC time."""


class Calendars(Protocol):
    """Public holidays of countries."""

    def countries(self) -> Mapping[str, str]:
        """Names of the countries by their ISO code."""

    def country_of(self, zone: str) -> str:
        """The ISO code of the country that an IANA time zone suggests; empty where it suggests none."""

    def holidays(self, country: str, first: date, last: date) -> frozenset[date]:
        """A country's public holidays from one date to another; none for an unknown country."""
