"""Who works where, in messages by many hands: all the way from the words to what would be kept."""

from __future__ import annotations

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.evals.messages.predicting import predict
from bot.memory.embedding import local_embedder
from bot.wiring import data_root

Known = list[tuple[str, str]]


@pytest.fixture(scope="module")
def coach() -> RulesCoach:
    return RulesCoach(local_embedder(), data_root("knowledge"))


async def people_of(text: str, coach: RulesCoach, known: Known) -> dict[str, str]:
    row = {"id": "1", "today": "2026-12-03", "text": text, "known": [list(one) for one in known]}
    return dict((await predict(row, coach, zone="Europe/Berlin")).people)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Grace at Tindall Mutual says the board meets on the 9th", {"Grace": "Tindall Mutual"}),
        ("Will from Harkness Paving is on holiday till Monday", {"Will": "Harkness Paving"}),
        ("Mr Contractor of Sahyadri Valves asked for a longer warranty.", {"Contractor": "Sahyadri Valves"}),
        (
            "Patience Owusu and Gift Banda, both Copperline Transport, joined the demo",
            {"Patience Owusu": "Copperline Transport", "Gift Banda": "Copperline Transport"},
        ),
        (
            "Attendees: Max Ng, Joy Pereira, Art Lindholm (all Baltic Pellet), me",
            {"Max Ng": "Baltic Pellet", "Joy Pereira": "Baltic Pellet", "Art Lindholm": "Baltic Pellet"},
        ),
        ("Bo Xu phoned from Kelp & Co, can't make Thursday", {"Bo Xu": "Kelp & Co"}),
        (
            "Mr. Miller and Mrs. Baker of Quayside Bakeries came by",
            {"Miller": "Quayside Bakeries", "Baker": "Quayside Bakeries"},
        ),
        (
            "Spoke to Cash Okafor, Enugu Bottling. He'll pay the March invoice",
            {"Cash Okafor": "Enugu Bottling"},
        ),
        (
            "Havel Optik told us they go elsewhere. Jitka Horáková apologised.",
            {"Jitka Horáková": "Havel Optik"},
        ),
        (
            "Ines Prado - Casa Lumbre, Rui Teles - Porto Cortiça, both say yes to the 12th",
            {"Ines Prado": "Casa Lumbre", "Rui Teles": "Porto Cortiça"},
        ),
        ("Tatra Nabytok\nMilan Kováč, Einkauf\nwants 30 chairs", {"Milan Kováč": "Tatra Nabytok"}),
        ("Silva Madeiras cancelled. Their Mr. Brandão says budget.", {"Brandão": "Silva Madeiras"}),
        ("Hartmann Prüftechnik wants a second quote, ask Frau Deuser", {"Deuser": "Hartmann Prüftechnik"}),
        (
            "Delgado Hermanos (Inés, Tomás) are coming to the plant on Friday",
            {"Inés": "Delgado Hermanos", "Tomás": "Delgado Hermanos"},
        ),
        (
            "van Houten Logistiek: Joost en Marieke were both there",
            {"Joost": "van Houten Logistiek", "Marieke": "van Houten Logistiek"},
        ),
        ("Kaiser Gewürze said no to the pilot", {}),
        ("Franz Huber & Söhne want two machines", {}),
        (
            "Rossi Carta visit. Paola, Dario and somebody from the warehouse",
            {"Paola": "Rossi Carta", "Dario": "Rossi Carta"},
        ),
        (
            "Mr. Obi and Ms. Adeyemi of Lekki Ports met us at the stand",
            {"Obi": "Lekki Ports", "Adeyemi": "Lekki Ports"},
        ),
        (
            "Had dinner with Leila Haddad and her colleague Omar (Cedar Telecom)",
            {"Leila Haddad": "Cedar Telecom", "Omar": "Cedar Telecom"},
        ),
        (
            "At Maple Ridge Dairy I met Colleen Burke and her son Declan Burke, he runs the farm shop",
            {"Colleen Burke": "Maple Ridge Dairy", "Declan Burke": "Maple Ridge Dairy"},
        ),
        (
            "Andreea Popa, Mihai Ionescu (Carpat Textil) - second meeting. Mihai decides",
            {"Andreea Popa": "Carpat Textil", "Mihai Ionescu": "Carpat Textil"},
        ),
        (
            "Sit-down with the Glenfarg Seeds pair, Isla Moffat and Hamish Rae",
            {"Isla Moffat": "Glenfarg Seeds", "Hamish Rae": "Glenfarg Seeds"},
        ),
        (
            "Kick-off at Bergmann Glas\nTeilnehmer: Jutta Bergmann, Kai Rohde\nKai sends drawings",
            {"Jutta Bergmann": "Bergmann Glas", "Kai Rohde": "Bergmann Glas"},
        ),
        (
            "Participants Lyra Shipping: Aristea Kouri, Petros Manos. Ours: Ben",
            {"Aristea Kouri": "Lyra Shipping", "Petros Manos": "Lyra Shipping", "Ben": ""},
        ),
        (
            "Giulia Conti <g.conti@fratelli-bassi.it> asks for the certificate",
            {"Giulia Conti": "Fratelli Bassi"},
        ),
        (
            "pasting:\n> Decided in week 51.\n> Marek Dvořák\n> Head of Purchasing\n> Moravia Brakes a.s.",
            {"Marek Dvořák": "Moravia Brakes a.s."},
        ),
        ("Signature says: Lucía Ferrer | Compras | Aceros Levante", {"Lucía Ferrer": "Aceros Levante"}),
        ("mail from wanjiru@kilimo-seeds.co.ke: wants a demo next week", {"wanjiru": "Kilimo Seeds"}),
        (
            "Raúl Vega at Minera Sur says his counterpart Elsa at Puerto Claro got promoted",
            {"Raúl Vega": "Minera Sur", "Elsa": "Puerto Claro"},
        ),
        (
            "Met Rosalind Achebe at the Hannover fair, she is with Ibadan Ceramics",
            {"Rosalind Achebe": "Ibadan Ceramics"},
        ),
        (
            "Pulled strings via Edda Jónsdóttir, she knows everyone at Reykja Fish. Their MD is Gunnar Páls",
            {"Edda Jónsdóttir": "Reykja Fish", "Gunnar Páls": "Reykja Fish"},
        ),
        (
            "just out of a meeting with Tenzin Dorje and team Lhotse Trek, tenzin-la is keen, wants training",
            {"Tenzin Dorje": "Lhotse Trek"},
        ),
        ("Sam Tully knows the CFO of Ardent Bearings and will make the intro", {"Sam Tully": ""}),
        ("I told Ewa Nowak what Polmet Stal pays for the same thing", {"Ewa Nowak": ""}),
        ("Marcus compared us with Zeltron and Quivo", {"Marcus": ""}),
        ("First call: Henk Visser / Zuider Tulpen", {"Henk Visser": "Zuider Tulpen"}),
        (
            "Ada Eze - Onitsha Oil, Chidi Obi - Aba Shoes: both on the list for Thursday",
            {"Ada Eze": "Onitsha Oil", "Chidi Obi": "Aba Shoes"},
        ),
        (
            "Weber Maschinen\nUlrike Stein, CFO\nneeds an answer by Friday",
            {"Ulrike Stein": "Weber Maschinen"},
        ),
        ("Johann Gruber & Partner want an offer", {}),
        (
            "Nadia El Amrani @ Rif Olives, Karim Tazi @ Fes Leather: invite both",
            {"Nadia El Amrani": "Rif Olives", "Karim Tazi": "Fes Leather"},
        ),
        (
            "About Halden Papir: talked to Gro Vik, her boss Stian Moe says no",
            {"Gro Vik": "Halden Papir", "Stian Moe": "Halden Papir"},
        ),
        ("Mirela Dinu <mirela@cluj-mobili.ro> needs the packing list", {"Mirela Dinu": "Cluj Mobili"}),
        ("Jiří Kolář (ex Brno Ložiska) now buys for Zlín Guma", {"Jiří Kolář": "Zlín Guma"}),
        ("Met Ayesha Malik at the Dubai expo, she works for Indus Rugs", {"Ayesha Malik": "Indus Rugs"}),
        ("Lost Vardø Laks to Fjordex. Reason given by Ms Aune: price", {"Aune": "Vardø Laks"}),
        ("Theo Marsh can introduce me to the COO of Pike Valves", {"Theo Marsh": ""}),
        ("Rahel benchmarks us against Trivelo", {"Rahel": ""}),
        ("Grace period at Tindall Mutual ends on Friday", {}),
        ("Bill from Quayside Bakeries is overdue", {}),
        ("Project Blue Harbor / Phase Two: kick-off moved to 12 Dec", {}),
        ("Key Account Plan - North Region, Sales Review - South Region: both due Friday", {}),
        ("Anna Stahl and Max Bau want a joint workshop", {"Anna Stahl": "", "Max Bau": ""}),
        ("Their CFO left, no successor yet", {}),
    ],
)
async def test_a_name_is_somebodys_or_a_companys(
    text: str, people: dict[str, str], coach: RulesCoach
) -> None:
    assert await people_of(text, coach, []) == people


@pytest.mark.parametrize(
    ("text", "known", "people"),
    [
        (
            "Selin's replacement at Bosphorus Yarn is Deniz Aksoy",
            [("Selin Arat", "Bosphorus Yarn")],
            {"Deniz Aksoy": "Bosphorus Yarn", "Selin Arat": "Bosphorus Yarn"},
        ),
        (
            "Owen Pryce used to be at Gower Slate, now has his own shop, Pryce Roofing",
            [("Owen Pryce", "Gower Slate")],
            {"Owen Pryce": "Pryce Roofing"},
        ),
        (
            "Big news: Mei Lin Tan left Straits Cable for Orchid Power",
            [("Mei Lin Tan", "Straits Cable")],
            {"Mei Lin Tan": "Orchid Power"},
        ),
        (
            "Hana Sato has moved on from Kanto Seiki, she's at Izumi Robotics since Monday",
            [("Hana Sato", "Kanto Seiki")],
            {"Hana Sato": "Izumi Robotics"},
        ),
        (
            "Ravi Menon is no longer with Cochin Spice. Joined Malabar Tea last week",
            [("Ravi Menon", "Cochin Spice")],
            {"Ravi Menon": "Malabar Tea"},
        ),
        ("Calder will probably renew in spring", [("Nina Holt", "Calder Steel")], {}),
        (
            "Calder says no. Nina is sorry about it",
            [("Nina Holt", "Calder Steel")],
            {"Nina Holt": "Calder Steel"},
        ),
        (
            "Sibusiso Zulu used to be at Tugela Steel, now his own firm, Zulu Welding",
            [("Sibusiso Zulu", "Tugela Steel")],
            {"Sibusiso Zulu": "Zulu Welding"},
        ),
        (
            "Yara Saleh left Nile Cotton for Luxor Linen",
            [("Yara Saleh", "Nile Cotton")],
            {"Yara Saleh": "Luxor Linen"},
        ),
        (
            "Orla Quinn isn't at Shannon Foam any more, she went to Corrib Pumps",
            [("Orla Quinn", "Shannon Foam")],
            {"Orla Quinn": "Corrib Pumps"},
        ),
        ("Her new assistant is called Mona, great help", [("Ana Ruiz", "Helio Pumps")], {"Mona": ""}),
        (
            "Ana Ruiz told me her husband Karl runs a bakery in Lyon",
            [("Ana Ruiz", "Helio Pumps")],
            {"Ana Ruiz": "Helio Pumps", "Karl": ""},
        ),
        (
            "Ana's supplier Bo Lind (Skane Stal) was there too",
            [("Ana Ruiz", "Helio Pumps")],
            {"Bo Lind": "Skane Stal", "Ana Ruiz": "Helio Pumps"},
        ),
        (
            "Ana Ruiz likes the offer from Skane Stal better",
            [("Ana Ruiz", "Helio Pumps")],
            {"Ana Ruiz": "Helio Pumps"},
        ),
        (
            "Ana Ruiz bought a car from Lars at Volvo",
            [("Ana Ruiz", "Helio Pumps")],
            {"Ana Ruiz": "Helio Pumps", "Lars": "Volvo"},
        ),
        ("Helio's new CFO is Marta Gil", [("Ana Ruiz", "Helio Pumps")], {"Marta Gil": "Helio Pumps"}),
        (
            "Quick one: Ana Ruiz, Marta Gil and me on Thursday at 3",
            [("Ana Ruiz", "Helio Pumps")],
            {"Ana Ruiz": "Helio Pumps", "Marta Gil": ""},
        ),
        (
            "Our manager, Paul Simmons, joins on Tuesday with Ana Ruiz of Helio Pumps",
            [("Ana Ruiz", "Helio Pumps")],
            {"Paul Simmons": "", "Ana Ruiz": "Helio Pumps"},
        ),
        ("both Monday and Tuesday work for Ana", [("Ana Ruiz", "Helio Pumps")], {"Ana Ruiz": "Helio Pumps"}),
    ],
)
async def test_what_is_known_of_somebody_changes_only_where_the_words_say_that_they_moved(
    text: str, known: Known, people: dict[str, str], coach: RulesCoach
) -> None:
    assert await people_of(text, coach, known) == people
