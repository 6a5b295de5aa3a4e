"""What time it is where somebody is, by the place that is written of them: "Leeds, United Kingdom"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.language.names import fold

_FILE = Path(__file__).with_name("places.txt")
_FAR_LARGER = 8
"""A city so many times as large as others of its name is meant, where the words do not say which."""
_SPLIT = re.compile(r"\s*[,/;()]\s*")
_FILLERS = re.compile(
    r"^(?:greater|near|area of|city of)\s+|\s+(?:bay area|area|metropolitan area|region|city)$"
)


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The local time at a place, and the place as it is written."""

    at: datetime
    place: str
    zone: str


@dataclass(frozen=True, slots=True)
class _City:
    zone: str
    country: str
    states: tuple[str, ...]
    """The name and the code of the state, where the country's states tell cities of one name apart."""
    people: int


@dataclass(frozen=True, slots=True)
class _Places:
    cities: dict[str, tuple[_City, ...]]
    countries: dict[str, str]
    """Codes by folded names and codes."""
    codes: frozenset[str]
    """The two letters of countries, which mean one only beside a city."""
    zones: dict[str, str]
    """The one zone of each country that has just one."""
    states: frozenset[str]


def local_time_in(place: str, now: datetime) -> LocalTime | None:
    """The time at a place; None where the place is not known, or may be in several zones."""
    zone = zone_of(place)
    return None if zone is None else LocalTime(now.astimezone(ZoneInfo(zone)), " ".join(place.split()), zone)


def hours_apart(there: LocalTime, here: datetime) -> float:
    """By how many hours the clocks at a place are ahead of those here (aware times); negative for behind."""
    offset, own = there.at.utcoffset(), here.utcoffset()
    return ((offset - own).total_seconds() / 3600) if offset is not None and own is not None else 0.0


def zone_of(place: str) -> str | None:
    """The time zone of a place, or of a zone's own name; None where it is not known, or ambiguous."""
    written = place.strip()
    if re.fullmatch(r"[A-Z]\w+/[\w/+-]+", written):
        try:
            return ZoneInfo(written).key
        except (ZoneInfoNotFoundError, ValueError):
            return None
    parts = [_FILLERS.sub("", fold(part)).strip() for part in _SPLIT.split(written) if part.strip()]
    if not parts or len(written) > 200:
        return None
    known = _places()
    regions = [part for part in parts[1:] if part in known.countries or part in known.states]
    for part in parts:
        if part in known.cities and part not in known.countries:
            return _meant(_in_regions(known.cities[part], regions, known))
    countries = {
        known.countries[part] for part in parts if part in known.countries and part not in known.codes
    }
    if parts[0] in known.cities and len(countries) != 1:
        return _meant(_in_regions(known.cities[parts[0]], regions[1:], known))
    return known.zones.get(next(iter(countries))) if len(countries) == 1 else None


def is_place(written: str) -> bool:
    """Return whether words name a city, a state or a country that is known, in whatever zone."""
    known = _places()
    parts = [_FILLERS.sub("", fold(part)).strip() for part in _SPLIT.split(written)[:1]]
    return any(
        part in known.cities or part in known.states or (part in known.countries and part not in known.codes)
        for part in parts
    )


def _in_regions(cities: Sequence[_City], regions: Sequence[str], known: _Places) -> list[_City]:
    """The cities that are in all of the countries and states that are written beside them."""
    return [
        city
        for city in cities
        if all(known.countries.get(each) == city.country or each in city.states for each in regions)
    ]


def _meant(cities: Sequence[_City]) -> str | None:
    """The zone of the cities of one name: the one zone of all, or that of one which is far larger."""
    largest: dict[str, int] = defaultdict(int)
    for city in cities:
        largest[city.zone] = max(largest[city.zone], city.people)
    if not largest:
        return None
    ranked = sorted(largest, key=lambda zone: -largest[zone])
    is_clear = len(ranked) == 1 or largest[ranked[0]] >= _FAR_LARGER * largest[ranked[1]]
    return ranked[0] if is_clear else None


@cache
def _places() -> _Places:
    """The places of the file, read when the first one is looked for."""
    cities: dict[str, list[_City]] = defaultdict(list)
    countries: dict[str, str] = {}
    codes: set[str] = set()
    zones: dict[str, set[str]] = defaultdict(set)
    states: set[str] = set()
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("="):
            code, names = line[1:].split("|")
            codes.add(fold(code))
            countries |= {fold(name): code for name in (code, *names.split(","))}
            continue
        zone, country, state, named = line.split("|")
        zones[country].add(zone)
        of_state = tuple(fold(each) for each in state.split("/") if each)
        states |= set(of_state)
        for one in named.split(","):
            name, _, people = one.partition("=")
            cities[fold(name)].append(_City(zone, country, of_state, int(people)))
    return _Places(
        {name: tuple(found) for name, found in cities.items()},
        countries,
        frozenset(codes) - {"uk"},
        {country: next(iter(found)) for country, found in zones.items() if len(found) == 1},
        frozenset(states),
    )
