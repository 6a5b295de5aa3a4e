"""Answers about the future with the theme that each speaks of, to measure how themes are found (T5).

Written for this project by one hand, which also wrote the words in knowledge/questions/themes.yaml. Those
words had answers like `DEVELOPMENT` in mind; `HELD_BACK` was written after them, and nothing was changed for
it. An answer with an empty theme stands alone.
"""

from __future__ import annotations

DEVELOPMENT: tuple[tuple[str, str], ...] = (
    ("people", "Too few electricians for the cold stores by 2029"),
    ("people", "They cannot find skilled staff, half of the maintenance crew retires until 2028"),
    ("people", "Nobody under 40 in the workshop; they should hire apprentices now"),
    ("people", "Drivers. They lose two a month and hire one."),
    ("climate", "Big retailers want proof of carbon for every pallet"),
    ("climate", "New EU rules on CO2 reporting reach their suppliers, and nobody there can count it"),
    ("climate", "Their bank will ask for emissions per tonne before it lends again"),
    ("energy", "Power prices; nobody there thinks about storing energy"),
    ("energy", "The grid connection is full, they cannot add a single charging point"),
    ("energy", "Gas goes away in 2030 and their ovens all run on gas"),
    ("competition", "A discounter from abroad opens three depots and undercuts them by a fifth"),
    ("competition", "Cheaper imports from Turkey press on their margin"),
    ("competition", "Startups sell the same service with an app and no field force"),
    ("digital", "Everything is in spreadsheets, and their customers want interfaces"),
    ("digital", "Half of the office work will be automated, they have no plan for it"),
    ("digital", "Machines report data nobody reads"),
    ("succession", "The founder is 67 and has named no successor"),
    ("succession", "Private equity owns them since March, it will be sold on in four years"),
    ("supply", "One supplier for all resin; if that one stops they stop"),
    ("supply", "Copper and steel will be short, lead times double already"),
    ("ageing", "Boilers from 1988, spare parts come from scrap yards"),
    ("ageing", "The line breaks down weekly and the replacement is not budgeted"),
    ("trade", "A tariff of 25 percent on what they ship to the States"),
    ("trade", "Sanctions close their second largest market"),
    ("rules", "A directive on product liability, their documentation is not ready"),
    ("rules", "Permits take three years now, they plan as if it were one"),
    ("", "Their head office moves to another city and nobody wants to go"),
    ("", "They still believe that trade fairs bring the orders"),
)

HELD_BACK: tuple[tuple[str, str], ...] = (
    ("people", "Finding welders; the average age on the shop floor is 54"),
    ("people", "The good engineers go to the car maker across the river, which pays a third more"),
    ("people", "Night shifts nobody wants to work any more"),
    ("people", "Whoever knows the old control system retires next year"),
    ("climate", "Their two largest customers will only buy from plants with net zero targets"),
    ("climate", "They have to report scope 3 from 2028 and do not know their numbers"),
    ("climate", "Packaging has to be recyclable, today half of it is not"),
    ("energy", "What happens to a glass maker when electricity costs double?"),
    ("energy", "They need ten megawatts more and the utility offers two"),
    ("energy", "Heat pumps for the whole site, or they pay for carbon and gas"),
    ("competition", "A Chinese maker offers the same pump at half the price"),
    ("competition", "Platforms come between them and their customers and take the margin"),
    ("competition", "New rivals give the hardware away and live on service"),
    ("digital", "Their ERP is from 2003 and the people who wrote it are gone"),
    ("digital", "Customers expect to order online at night, they still take faxes"),
    ("digital", "What artificial intelligence does to their forty planners"),
    ("succession", "Two sisters own it and do not speak; the next generation does not want it"),
    ("succession", "Likely to be bought by the group from Malmo within three years"),
    ("supply", "Milk gets scarce, farms in the region close every month"),
    ("supply", "Chips for the controllers come from a single plant in Taiwan"),
    ("ageing", "The cold store was built in 1979 and leaks ammonia"),
    ("ageing", "Presses so old that the maker no longer services them"),
    ("trade", "If the border closes again their trucks stand for days"),
    ("trade", "Export licences for anything with a camera"),
    ("rules", "The new machinery regulation makes them certify every variant"),
    ("rules", "Audits by every single customer, each with another questionnaire"),
    ("", "The town wants to build flats where the yard is"),
    ("", "The works choir is the only thing that holds the departments together"),
)


def pairs(labelled: tuple[tuple[str, str], ...]) -> set[tuple[int, int]]:
    """Pairs of answers that belong to one theme."""
    return {
        (a, b)
        for a in range(len(labelled))
        for b in range(a + 1, len(labelled))
        if labelled[a][0] and labelled[a][0] == labelled[b][0]
    }
