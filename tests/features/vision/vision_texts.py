"""Steps of made-up visions with whom each needs: name or role, company or "inside" (P4, P6).

Written for this project by one hand, which also wrote the rules; they show what is told apart, and measure
nothing. Known companies are Northwind, Kestrel, Volt Rail and Tarn Foods.
"""

from __future__ import annotations

COMPANIES = ("Northwind", "Kestrel", "Volt Rail", "Tarn Foods")
PEOPLE = ("Ana Ruiz", "Mira Holt", "Omar Haddad", "Lars Berg")

TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "In three years Northwind runs every cold store on our storage; their COO asks us first",
        ("COO, Northwind",),
    ),
    ("Win Ana Ruiz and the CFO of Northwind as sponsors", ("Ana Ruiz, Northwind", "CFO, Northwind")),
    (
        "Our own counsel writes a frame contract that Kestrel's legal team signs",
        ("Counsel, inside", "Legal team, Kestrel"),
    ),
    (
        "Get to know the head of procurement at Volt Rail and their sustainability lead",
        ("Head of procurement, Volt Rail", "Sustainability lead, Volt Rail"),
    ),
    ("Lars Berg opens the door to the board of Fjord Ferries", ("Lars Berg", "Board, Fjord Ferries")),
    (
        "A university partner, such as the Technical University of Munich, tests our cells",
        ("University partner", "A contact, Technical University of Munich"),
    ),
    (
        "With Siemens Energy and a regional grid operator we build a pilot",
        ("Regional grid operator",),
    ),
    ("I need a mentor who has led a start-up through an IPO", ("Mentor",)),
    ("Our head of service Mira Holt trains ten technicians", ("Mira Holt",)),
    (
        "The Federal Network Agency accepts storage as a grid asset",
        ("A contact, Federal Network Agency",),
    ),
    (
        "Meet Prof. Jonas Wieland from ETH Zurich and a journalist of Handelsblatt",
        ("Jonas Wieland, ETH Zurich", "Journalist, Handelsblatt"),
    ),
    (
        "Product management gives us a roadmap; Ines Prado and her team present it at Tarn Foods",
        ("Ines Prado, Tarn Foods",),
    ),
    ("Somebody in the ministry of economy who knows the subsidy rules", ("Ministry of economy",)),
    ("Become the trusted advisor to three plant managers at Kestrel", ("Plant managers, Kestrel",)),
    (
        "By 2028 the works council and the union support shift work with robots",
        ("Works council", "Union"),
    ),
    ("An investor and two board members with experience in Asia", ("Investor", "Board members")),
    ("Convince Omar, who runs logistics at Northwind, to host a reference visit", ("Omar, Northwind",)),
    ("Hand small accounts to inside sales and win a partner for Poland", ("Partner for Poland",)),
    ("Petra Vance becomes CEO of Kestrel and calls us before she decides", ("Petra Vance, Kestrel",)),
    (
        "A customer advisory board with the COOs of Northwind, Tarn Foods and Volt Rail",
        ("Customer advisory board", "COO, Northwind", "COO, Tarn Foods", "COO, Volt Rail"),
    ),
)
