"""Names of many cultures, companies and job titles, which stand in for the placeholders of a template."""

from __future__ import annotations

import random
import re
from functools import cache

from faker import Faker

from tools.reader.company_names import named_by_family, named_by_place
from tools.reader.lists import listed

_PLACES = listed(
    "en_US en_GB en_IN en_IE de_DE de_AT fr_FR it_IT es_ES es_MX pt_BR pt_PT pl_PL cs_CZ sv_SE fi_FI nl_NL "
    "tr_TR hu_HU ro_RO hr_HR no_NO da_DK sk_SK sl_SI et_EE lt_LT lv_LV id_ID fil_PH vi_VN yo_NG zu_ZA "
    "tw_GH ga_IE en_NZ",
    " ",
)
_FROM_EACH = 250
_MORE_FIRST = listed(
    "Wei Ming Xiuying Jun Lei Hao Yuki Haruto Sakura Kenji Akira Min-jun Seo-yeon Jihoon Arjun Rahul "
    "Ananya Deepak Lakshmi Sunil Neha Vikram Mohammed Ahmed Fatma Yusuf Omar Layla Khalid Amira Hassan "
    "Noura Chidi Ngozi Kofi Ama Abena Sipho Thabo Aoife Siobhan Niamh Ciaran Giulia Jean-Pierre "
    "Marie-Claire Anne-Sophie Hans-Peter Karl-Heinz Zoë Björn Søren Åsa Łukasz Małgorzata João Inês José "
    "Iñigo Çağla Özge Şebnem Dmitri Svetlana Olena Taras Ioana Zsófia April May June Will Mark Bill Rose "
    "Grace Faith Hope Art Chase Hunter Drew Frank Rich Grant Summer Autumn Sue Pat Jack Rob Dean Cliff "
    "Penny Dawn Joy Ivy Iris Ray Max Sky Paris Austin Chelsea Sydney Jan Sol Bo Al Ed Jo Li",
    " ",
)
_MORE_LAST = listed(
    "Chen Wang Li Zhang Nguyen Tran Kim Park Lee Tanaka Sato Suzuki Yamamoto Patel Sharma Gupta Iyer "
    "Krishnan Reddy Al-Farsi Haddad Mansour O'Connor O'Brien McAllister van_der_Berg de_Vries von_Stein "
    "van_den_Heuvel da_Silva di_Marco Le_Goff El-Sayed bin_Rashid Okonkwo Adeyemi Mensah Dlamini Müller "
    "Kovács Nowak Dvořák Şahin Öztürk Popescu Petrov Ivanova Kowalczyk Mensah-Boateng Garcia-Lopez "
    "Smith-Jones",
    " ",
)
_PLAIN_FIRST = listed(
    "Dev Blessing Grace Hope Rose Will Mark Patience Prince Major Chance Faith Rich Bill Art Sunny Summer "
    "Joy Mercy Charity Comfort Precious Gift Goodness Favour Peace Wisdom Happiness Victory Marvellous "
    "Lucky Sunday Monday Friday Fortune Divine Angel Star Sky Rain Forest River Ocean Brook Dale Glen "
    "Heath Cliff Ford Rusty Sandy Misty Stormy Sonny Buddy Skip Chip Chase Hunter Drew Frank Grant Earl "
    "Duke Baron King Queenie Judge Bishop Dean Pearl Ruby Jade Amber Coral Opal Ivy Iris Lily Daisy Violet "
    "Holly Hazel Heather Fern Olive Ginger Basil Sage Bay May June April August Dawn Eve Autumn Winter "
    "Harmony Melody Carol Viola Penny Bob Jack Rob Sue Pat Nick Miles Max Ray Guy Gene Les Stew Wade Lance "
    "Pierce Rock Stone Reed Rush Trip Crew Colt Wolf Robin Martin Jay Raven Birdie Fox Buck Bear Case "
    "Price Noble Royal Loyal Earnest Constant True Anu Ash Jo Al Ed Bo Li An In Do My Can Kit Teddy Honey "
    "Candy Cherry Brandy Sherry Porsche Mercedes Paris London Sydney Florence Chelsea Austin Dallas "
    "Georgia India Asia Kenya Savannah Israel Jordan Lourdes Asha Daya Mukti Shanti Maya Raja Rani Veer Om "
    "Sagar Akash Badal Kiran Moon Noor Nur Iman Salam Amen",
    " ",
)
_PLAIN_LAST = listed(
    "Engineer Contractor Merchant Doctor Driver Lawyer Broker Captain Master Major Mills Waters Banks "
    "Steel Wood Woods Stone Marsh Field Fields Glass Bell Ford Cooper Porter Carter Brewer Baker Cook "
    "Butler Miller Smith Taylor Tanner Potter Mason Carpenter Fisher Hunter Shepherd Farmer Gardener Price "
    "Cash Case Day Weeks Winter Sommer Frost Snow Rain Gale Storm Wind Light Bright Sharp Short Long "
    "Little Young Strong Swift Quick Best Good Love Friend Moody Noble King Prince Bishop Pope Abbott "
    "Knight Page Read Reed Bush Rose Lane Street Park Hill Dale Brook Pool Lake Rivers Shore Beach Cliff "
    "Moor Heath Church Temple Castle Hall House Chambers Gates Bridge Port Haven Sale Bond Grant Trust "
    "Power Speed Drive Walker Rider Ryder Sailor Adler Falk Wolf Fuchs Haas Vogel Berg Stern Sonntag "
    "Freitag Herbst Klein Gross Lang Kurz Schwarz Weiss",
    " ",
)
_WHOLE = listed(
    "Noor Hidayah binti Rashid;Ahmad Faizal bin Osman;Tan Mei Ling;Goh Kah Wai;Lim Boon Keng;Ng Siew Hoon;"
    "Trần Thị Mai;Phạm Quốc Bảo;Md. Rezaul Karim;Mohd Azlan Shah;K. S. Raghavan;P. V. Narasimhan;"
    "Muthu Kumar S. R.;Anand T. N.;Maria del Carmen Ortiz;João Pedro da Costa;Abdul Rahman Al-Rashidi;"
    "Siti Aminah;Chukwuemeka Obi-Nwosu;Adaobi Nwankwo;Oluwaseun Bakare;Kwame Boateng-Asare;Eilidh MacAskill;"
    "Ruairi Mac Giolla;Catrin ap Rhys;Iain MacSween;Mhairi Ogilvie;Shuggie Baillie;Fionnuala Devlin;"
    "Van Thi Bich;Seo Hye-jin;Kang Dong-hyun;Chan Tai Man;Wong Ka Yan;Ana-Maria Popa;Karl Theodor zu Lehn;"
    "Jasvinder Kaur;Gurmeet Singh Sandhu;Fatima-Zahra Bennani;Ayse Nur Kaya;Thandeka Zwane;Pham Van Duc",
    ";",
)
_OTHER_SCRIPTS = listed(
    "田中 健一;王小明;李娜;김민준;박서연;"
    "Анна Иванова;Дмитрий Соколов;محمد علي;Γιώργος Παπαδόπουλος;山本 さくら;陳大文;"
    "Олена Шевченко",
    ";",
)
_COMPANY_HEADS = listed(
    "Nord Sud West Ost Blue Red Green Silver Gold Iron Stone River Oak Elm Pine Alpha Omni Tele Med Bio "
    "Agro Hydro Solar Metro Euro Trans Inter Pan Neo Vita Terra Aqua Aero Data Cyber Quant Logi Rail Port "
    "Harbour Bay Hill Cliff Lake Fern Moss Wolf Bear Falcon Hawk Crown Royal Summit Peak Apex Vertex Nova "
    "Luna Astro Orion Vega Kappa Sigma Delta Zen Kern Hart Lind Berg Wald Feld Stern Kron Brand Grün "
    "Schwarz Weiss Bright Clear True Pure Swift Rapid Steel Copper Carbon Graph Poly Flex Ever",
    " ",
)
_COMPANY_TAILS = listed(
    "wind bridge field brook stone works tec tech mark port point land gate ford bury ham stead berg feld "
    "haus werk chem pharma soft net com link line wave sys logic data med gen dyn ron lux dent via ora is "
    "ex io um ia",
    " ",
)
_TRADES = listed(
    "Bank Logistics Foods Energy Systems Chemicals Insurance Partners Industries Engineering Retail Steel "
    "Motors Airlines Hospital University Brewery Textiles Packaging Dairy Water Freight Shipping Labs "
    "Media Telecom Pharma Group Holding Solutions Ventures Capital Bakery Mills Paper Tools Robotics "
    "Health Clinics Optics Plastics Cold Storage Chain Transport Cargo Marine Machinery Automation Log "
    "Port Chem Tech Pack Print Agri Fresh Express Lines Works Ports Consulting Trading Electric Power Gas "
    "Denki Motor Aero Rail Auto Build Construction",
    " ",
)
_LEGAL = listed(
    "GmbH,AG,Ltd,Ltd.,Inc,Inc.,LLC,plc,S.A.,SA,SE,BV,B.V.,NV,SpA,S.p.A.,Srl,Oy,AB,A/S,AS,KG,GmbH & Co. KG,"
    "SAS,Pty Ltd,Corp,Co.,Group,Holding,e.V.,Sp. z o.o.",
    ",",
)
_LED = ("Banque", "Groupe", "Stadtwerke", "Banco", "Casa", "Hotel", "City of", "University of", "Port of")
JOBS = listed(
    "CFO;CEO;CTO;COO;CIO;CPO;CISO;head of procurement;head of purchasing;head of IT;head of logistics;"
    "VP sales;VP Ops;VP Engineering;plant manager;buyer;purchasing manager;project manager;PM;site lead;"
    "controller;managing director;MD;director of operations;chief engineer;team lead;sales director;"
    "legal counsel;general counsel;finance director;supply chain manager;quality manager;HR director;"
    "head of HR;procurement lead;category manager;chief of staff;product owner;CDO;head of digital;"
    "Geschäftsführer;Einkaufsleiter;board member;chairwoman;partner;IT manager;facility manager;"
    "marketing director;CMO;head of sustainability;regional manager;SVP;EVP;data protection officer;"
    "works council chair;architect;lab manager;maintenance manager;VP Supply;IT dir;ops lead;depot manager;"
    "operations manager;head of R&D;chief buyer;fleet manager;account manager;head of operations;"
    "commercial director",
    ";",
)


@cache
def first_names() -> tuple[str, ...]:
    """Return given names of many cultures, in a fixed order."""
    return _names("first_names", _MORE_FIRST)


@cache
def last_names() -> tuple[str, ...]:
    """Return family names of many cultures, in a fixed order."""
    return _names("last_names", _MORE_LAST)


def full_in_other_script(chance: random.Random) -> str:
    """Return a whole name that is not in Latin letters."""
    return chance.choice(_OTHER_SCRIPTS)


def first_name(chance: random.Random) -> str:
    """Return a given name, now and then one that is a plain word too."""
    return chance.choice(_PLAIN_FIRST) if chance.random() < 0.07 else chance.choice(first_names())


def last_name(chance: random.Random) -> str:
    """Return a family name, now and then one that is a plain word too."""
    return chance.choice(_PLAIN_LAST) if chance.random() < 0.06 else chance.choice(last_names())


def whole_name(chance: random.Random) -> str:
    """Return a name whose parts are more than a given and a family name."""
    return chance.choice(_WHOLE)


def _names(kind: str, more: list[str]) -> tuple[str, ...]:
    chance = random.Random(kind)
    found: set[str] = {name.replace("_", " ") for name in more}
    for place in _PLACES:
        provider = next(p for p in Faker(place).get_providers() if "person" in p.__provider__)
        names = sorted(set(getattr(provider, kind, ())))
        chance.shuffle(names)
        found.update(name.strip() for name in names[:_FROM_EACH])
    return tuple(sorted(name for name in found if re.fullmatch(r"[A-Za-zÀ-ɏ'\u2019 -]{2,}", name)))


def company(chance: random.Random) -> tuple[str, str]:
    """Return a company's name in full, and as people say it later."""
    said = _company(chance)
    if chance.random() < 0.05:
        said = said.upper() if chance.random() < 0.6 else said.lower()
    return (f"{said} {chance.choice(_LEGAL)}", said) if chance.random() < 0.22 else (said, said)


def _company(chance: random.Random) -> str:
    kind = chance.random()
    head, name = chance.choice(_COMPANY_HEADS), chance.choice((*last_names(), *first_names()))
    if chance.random() < 0.3:
        return named_by_place(chance) if kind < 0.75 else named_by_family(name, chance)
    if kind < 0.05:
        return f"{chance.choice(_LED)} {name}"
    if kind < 0.28:
        return head + chance.choice(_COMPANY_TAILS)
    if kind < 0.36:
        return head
    if kind < 0.46:
        return name
    if kind < 0.54:
        letters = chance.choice((2, 3, 3, 3, 4))
        return "".join(chance.choice("ABCDEFGHIKLMNOPRSTUVWXZ") for _ in range(letters))
    if kind < 0.61:
        joined = chance.choice((" & ", " and ", " + "))
        other = chance.choice((chance.choice(last_names()), "Sons", "Sons", "Söhne", "Partners", "Co"))
        return name + joined + other
    if kind < 0.64:
        return head + chance.choice(_COMPANY_TAILS).capitalize()
    if kind < 0.74:
        return head + chance.choice(_COMPANY_TAILS) + " " + chance.choice(_TRADES)
    return chance.choice((head, name, name)) + " " + chance.choice(_TRADES)
