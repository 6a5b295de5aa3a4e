"""Words that companies are named by: a place and what they do, in several languages."""

from __future__ import annotations

import random

from tools.reader.lists import listed

_PLACES = listed(
    "Rhine Danube Elbe Oder Weser Isar Inn Enns Drau Sava Vistula Neva Volga Dnipro Tisza Loire Garonne "
    "Rhone Meuse Scheldt Ebro Tagus Douro Minho Po Arno Tiber Adige Thames Severn Trent Mersey Humber Tyne "
    "Tay Forth Spey Don Dee Ness Wye Usk Shannon Liffey Boyne Lagan Foyle Glomma Torne Vantaa Daugava "
    "Neman Ganga Yamuna Krishna Cauvery Narmada Tapti Sutlej Beas Chenab Ravi Mahanadi Brahmaputra Teesta "
    "Hooghly Padma Meghna Mekong Salween Irrawaddy Perak Pahang Kelantan Yangtze Nile Niger Benue Volta "
    "Congo Zambezi Limpopo Orange Vaal Murray Darling Waikato Tasman Yukon Hudson Ohio Missouri Wabash "
    "Potomac Colorado Parana Orinoco Magdalena Kent Devon Cornwall Norfolk Suffolk Fife Angus Moray "
    "Lothian Galloway Ayr Arran Mull Islay Skye Orkney Shetland Caithness Sutherland Argyll Antrim Down "
    "Tyrone Mayo Clare Kerry Cork Galway Donegal Tipperary Bavaria Saxony Swabia Baden Franconia Tyrol "
    "Styria Carinthia Silesia Pomerania Masovia Bohemia Moravia Slavonia Istria Dalmatia Transylvania "
    "Bukovina Lombardy Liguria Umbria Puglia Calabria Sicilia Toscana Emilia Picardie Bretagne Normandie "
    "Alsace Provence Savoie Auvergne Galicia Asturias Navarra Aragon Andalucia Alentejo Algarve Madeira "
    "Skane Gotland Dalarna Jutland Fyn Bornholm Lofoten Troms Nordland Telemark Uusimaa Karelia Lapland "
    "Kerala Konkan Malwa Deccan Coromandel Malabar Gujarat Punjab Assam Bihar Odisha Vidarbha Marwar Mewar "
    "Awadh Mysore Nilgiri Vindhya Aravalli Satpura Himalaya Sahyadri Kutch Goa Madurai Nashik Surat Jaipur "
    "Indore Lagos Ibadan Kano Abuja Enugu Jos Calabar Accra Kumasi Tema Nairobi Mombasa Kisumu Kampala "
    "Lusaka Harare Durban Natal Karoo Cairo Luxor Sahara Atlas Rif Anatolia Cappadocia Izmir Bursa Thrace "
    "Levant Gulf Oman Johor Penang Sabah Sarawak Borneo Java Bali Sumatra Luzon Mindanao Cebu Saigon Hanoi "
    "Formosa Kansai Hokkaido Kyushu Busan Jeju Patagonia Andes Pampas Cordoba Bahia Minas Goias Yucatan "
    "Sonora Oaxaca Dakota Montana Nebraska Alberta Ontario Quebec Acadia Pacific Atlantic Baltic Adriatic "
    "Aegean Iberia Balkan Caucasus Nordic Alpine Highland Lowland Borders Pennine Cheviot Cotswold "
    "Chiltern Mendip Dartmoor Exmoor Solent Wirral Furness",
    " ",
)
_BUSINESS = listed(
    "Grain Feeds Seeds Farms Dairy Creamery Meats Seafood Salmon Shellfish Fishery Mills Flour Bakery "
    "Sugar Tea Coffee Spices Rice Cocoa Beverages Brewing Distillers Malt Cider Bottling Water Ice Cold "
    "Salt Oils Timber Veneers Sawmill Paper Board Packaging Cartons Print Labels Textiles Weaving Wool "
    "Linen Garments Leather Carpets Ropeworks Ropeways Cables Wire Castings Forge Foundry Plating Bearings "
    "Gears Pumps Valves Boilers Turbines Motors Tractors Cranes Lifts Rigs Fabrication Tubes Steel Alloys "
    "Copper Zinc Aluminium Mines Minerals Quarries Aggregates Cement Concrete Bricks Tiles Ceramics Glass "
    "Slate Granites Marble Coatings Paints Polymers Rubber Tyres Plastics Chemicals Gases Fertilisers "
    "Pharma Labs Optics Diagnostics Hospitals Clinics Dental Biotech Power Grid Hydro Solar Wind Energy "
    "Gas Petroleum Refinery Lighting Batteries Semicon Electronics Instruments Robotics Telecom Mobile "
    "Fibre Networks Data Cloud Software Soft Systems Analytics Games Media Press Films Bank Finance "
    "Capital Insurance Mutual Leasing Credit Realty Homes Estates Build Builders Roofing Scaffold Roads "
    "Rail Ferries Ports Shipping Shipyard Boats Marine Dredging Freight Haulage Logistics Couriers Storage "
    "Aviation Aero Airways Airports Buses Fleet Plant Hire Waste Recycling Environmental Facilities "
    "Catering Hotels Resorts Leisure Golf Travel Schools College Academy Books Toys Furniture Kitchens "
    "Retail Stores Markets Trading Exports Imports Jewels Watches Cosmetics Sports Cycles Saddlery Garden "
    "Nurseries Vineyards Orchards Forestry",
    " ",
)
_ABROAD = listed(
    "Kabel Draht Stahl Guss Glas Holz Papier Druck Bau Tiefbau Anlagen Maschinen Werkzeuge Pumpen Getriebe "
    "Labor Technik Elektronik Netze Strom Wasser Spedition Lager Lebensmittel Molkerei Brauerei Mühle "
    "Textil Möbel Fenster Dach Versicherung Sparkasse Klinik Apotheke Verlag Datasenter Kraft Fisk Sjømat "
    "Skog Bygg Varme Rederi Fjernvarme Mejeri Energi Verkstad Papper Stål Trafik Kemi Sähkö Metsä Konepaja "
    "Transportes Obras Vinos Aceites Conservas Cementos Papelera Hierros Seguros Puertos Frutas Azulejos "
    "Energia Vidros Moldes Cortiça Acciai Officine Vetro Tessuti Motori Molini Trasporti Gomma Carta "
    "Cantieri Ceramiche Transports Chimie Acier Verre Bois Papeteries Laiterie Assurances Chantiers Routes "
    "Fromages Tekstil Çelik Gida Otomotiv Enerji Insaat Huta Stal Szkło Meble Drewno Mleko Transport "
    "Budowa Stroj Sklo Ocel Papir Udyog Bhandar Niaga Maju Jaya Bumi Pangan Denki Kogyo Seiko Shoji",
    " ",
)
_PAIRED = listed(
    "Bros,Brothers,& Sons,& Daughters,& Co,& Partner,& Partners,& Cie,& Figli,y Hijos,et Fils,& Söhne,"
    "Associates,Family Office,Enterprises,Works,Trust,Board,Authority,Co-op,House,Collective,Studio",
    ",",
)


def named_by_place(chance: random.Random) -> str:
    """Return a company that is called by a place and a trade: "Tyrol Pumpen", "Clare Grain"."""
    place = chance.choice(_PLACES)
    kind = chance.random()
    if kind < 0.62:
        return f"{place} {chance.choice(_BUSINESS)}"
    if kind < 0.84:
        return f"{place} {chance.choice(_ABROAD)}"
    if kind < 0.92:
        return f"{place} {chance.choice(_BUSINESS)} {chance.choice(_BUSINESS)}"
    return f"{chance.choice(_PLACES)} {place} {chance.choice(_BUSINESS)}"


def named_by_family(name: str, chance: random.Random) -> str:
    """Return a company that is called by a family: "Boyle Bros", "Haas Optics", "Ruiz & Partner"."""
    last = chance.choice((chance.choice(_PAIRED), chance.choice(_BUSINESS), chance.choice(_ABROAD)))
    return f"{name} {last}"
