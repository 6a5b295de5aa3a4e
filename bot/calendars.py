"""Public holidays, out of the library `holidays`, which is imported when a country is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files


class PublicHolidays:
    """Calendars of the countries that the library knows."""

    def countries(self) -> Mapping[str, str]:
        """Return names of the countries by their two-letter ISO code, by name."""
        return _countries()

    def country_of(self, zone: str) -> str:
        """Return the ISO code of the country that a time zone lies in, empty where that is not one alone."""
        code = _countries_by_zone().get(zone, "")
        return code if code in _countries() else ""

    def holidays(self, country: str, first: date, last: date) -> frozenset[date]:
        """Return a country's public holidays from one date to another; none for an unknown country."""
        if not country or country not in _countries():
            return frozenset()
        years = range(first.year, last.year + 1)
        return frozenset(day for year in years for day in _of_year(country, year) if first <= day <= last)


@cache
def _countries() -> Mapping[str, str]:
    from holidays.registry import COUNTRIES

    found = {str(row[1]): _spaced(str(row[0])) for row in COUNTRIES.values()}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _spaced(name: str) -> str:
    """ "UnitedStates" as "United States"."""
    return "".join(f" {c}" if c.isupper() and i and name[i - 1].islower() else c for i, c in enumerate(name))


@cache
def _countries_by_zone() -> Mapping[str, str]:
    """The tables of the time zone database: each zone with its country, and the older names of zones."""
    folder = files("tzdata") / "zoneinfo"
    rows = (line.split("\t") for line in (folder / "zone.tab").read_text(encoding="utf-8").splitlines())
    found = {row[2]: row[0] for row in rows if len(row) > 2 and not row[0].startswith("#")}
    links = (line.split() for line in (folder / "tzdata.zi").read_text(encoding="utf-8").splitlines())
    older = {link[2]: found[link[1]] for link in links if link[:1] == ["L"] and link[1] in found}
    return older | found


@cache
def _of_year(country: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))
