"""Words that questions and notes use for the same thing: data of `bot/language/asking.py`, in lower case.

Each line is one thing. A question that asks with one word of a line is answered by a note with any of them;
where the notes have none of them, they do not speak of it.
"""

from __future__ import annotations

_THINGS = """
    birthday born birth turns turned birthdate
    age old aged turns turned born birthday
    married marry wife husband spouse wedding partner fiance fiancee divorced divorce honeymoon
    child children kid kids son sons daughter daughters baby boy girl toddler twins grandchild
    grandchild grandchildren grandson granddaughter grandparent
    family parent parents father mother dad mum mom brother sister uncle aunt cousin sibling wife husband
    pet dog cat horse puppy
    hobby hobbies pastime spare collect collects collecting garden gardening paint painting sail sailing chess
    sport sports football soccer tennis golf cycle cycles cycling bike running marathon ski skiing swim gym
    football soccer club team match league
    music concert band opera choir piano guitar violin jazz
    eat eats food meal diet vegetarian vegan allergy allergic allergies restaurant dish cook nuts fish meat
    drink drinks wine beer alcohol tea coffee whisky sober
    live lives home house flat apartment address moved resident
    phone telephone mobile number cell
    email mail address inbox
    salary earn earns wage pay bonus income
    study studies studied student university college degree school phd doctorate graduate graduated educated
    school university college pupil kindergarten
    language speak speaks speaking fluent french german english spanish italian arabic chinese japanese polish
    religion church mosque faith prays fasting ramadan
    holiday holidays vacation leave trip travel away
    health ill illness sick surgery operation hospital injury recover recovering disease
    politics election vote party minister government war
    hotel stay stays staying room
    car drive drives vehicle
    favourite favorite prefer prefers like likes love loves fond enjoys
    dislike dislikes hate hates annoyed complained complaint complain unhappy bothers bother
    boss manager report reports superior line supervisor head
    deputy second stand substitute assistant
    ceo chief executive president
    executive ceo chief president director
    cfo finance chief treasurer
    cto technology technical chief
    chairman chair chairwoman board president
    founder founded cofounder co-founder
    owner owns owned shareholder shareholders shares belongs
    secretary assistant
    lawyer law legal counsel attorney firm
    accountant auditor audit bookkeeping
    consultant consultants consulting adviser advisor advises
    competitor competitors rival rivals competition competing undercut undercuts alternative
    supplier suppliers vendor vendors source supply supplies
    customer customers client clients buyer buyers
    partner partners alliance together joint
    investor investors fund funding financing raised round loan capital lender
    bank lender loan finances financing credit
    insurer insurance insure insures insured cover
    successor succeed replaces replacement replace follows takes taking successor heir
    cover covers covering stand stands replacement substitute
    retire retires retired retiring retirement pension stop
    leave leaves leaving left quit quits resign resigned moves
    job role position post title promoted career appointed hired
    hire hired hiring recruit recruits recruiting recruitment vacancy
    employee employees staff people headcount workforce workers crew team
    team group crew colleagues department unit
    fire fired dismiss dismissed redundancy redundancies layoff layoffs cut cuts
    office offices headquarters hq branch site location seat based
    headquarters hq based seat head-office
    site sites plant plants factory factories works location
    move moves moved moving relocate relocates relocation
    size big large small
    biggest largest main most
    revenue turnover sales income earnings
    profit margin margins earnings loss
    budget money funds spend spending sum amount funding
    price prices pricing cost costs fee fees rate rates charge quote expensive cheap
    discount discounts rebate reduction
    bill bills invoice invoices invoicing billing
    pay pays paid payment payments settle settled
    buy buys bought purchase purchased purchases order orders ordered acquire acquired
    sell sells sold sale sale selling
    contract contracts agreement agreements deal deals frame signed lease
    sign signs signed signature
    tender tenders bid bids rfp tendered award awarded
    win wins won awarded
    lose loses lost defeat
    deadline due latest closes close until
    renew renewal renews extend extended extension prolong
    proposal proposals offer offers offered quote pitch
    trial trials pilot pilots test tests tested poc proof experiment
    result results outcome came turned found showed
    threshold target targets limit goal minimum least
    goal goals aim aims target targets objective objectives want wants
    plan plans planning planned intend intends going
    risk risks danger threat exposure
    fear fears afraid worry worries worried concern concerns concerned anxious nervous scared troubles
    problem problems issue issues trouble difficulty difficulties challenge bottleneck lack obstacle
    limit limits bottleneck constraint short
    angry annoyed upset frustrated furious unhappy disappointed amused
    happy pleased glad delighted thrilled relieved satisfied proud
    opinion opinions view views think thinks thought believe believes feels attitude
    decide decides decided decision decisions chose choose chosen approve approved
    approve approves approved approval sign-off signed
    cancel cancels cancelled canceled called off
    delay delays delayed late postpone postponed behind
    begin begins began start starts started kick-off launch launched first
    end ends ended finish finished over expire expires expiry
    open opens opened opening
    close closes closed closing shut shuts closure closes
    meet meets met meeting meetings call lunch dinner coffee visit
    visit visits visited toured tour came
    event conference fair forum exhibition congress summit
    introduce introduced introduction introductions intro connect connected together brought
    promise promised promises owe owes owed commit committed said agreed
    help helps helped support supports supported favour
    need needs needed require requires want wants looking short
    want wants wanted wish wishes would like asked needs
    ask asks asked request requests requested question
    complain complains complained complaint complaints
    agree agrees agreed yes accept accepted
    disagree disagrees argue argued dispute against wants
    against opposed oppose opposes reject rejected
    refuse refuses refused reject rejects rejected declined decline no
    convince convinced persuade persuaded
    trust trusts trusted reliable
    secret confidential confidence private public
    reach contact call message answers answer reply
    reply replied answer answered answers respond responded response
    software system systems tool tools crm erp application app platform
    crm salesforce hubspot dynamics software system
    app application software
    security cyber firewall breach hacked
    artificial intelligence ai machine learning
    electric battery charging ev
    emission emissions carbon co2 scope climate
    energy power electricity gas diesel generator generators fuel
    generator generators diesel backup emergency
    water river flood floods
    truck trucks lorry lorries vehicles fleet
    vehicle vehicles car cars fleet truck trucks rickshaws vans
    ship ships vessel vessels boat boats barge barges
    container containers
    train trains rail railway
    store warehouse stock stocktaking storage
    machine machines equipment device devices
    product products offering range
    quality defects defect damage
    safety accident accidents injury incident
    strike strikes union unions
    merger merge merged acquisition takeover joint venture
    restructure restructuring reorganisation reorganization merger cut
    train training trained course courses teach workshop
    workshop workshops session seminar
    document documents paper report template manual drawings deck
    paper article study report
    measure measures metric metrics criteria criterion kpi indicator indicators
    industry industries sector sectors market markets branch priorities focus
    focus priority priorities concentrate
    regulation regulations rule rules law laws regulatory mandatory compliance permit
    permit permits licence license approval allowed
    certificate certificates certification certified certify standard
    tariff tariffs customs duty duties
    deal contract order
    share percent percentage proportion part
    often frequency daily weekly monthly hourly
    duration long length months years weeks days
    country countries abroad
    city cities town towns
    region regions area
    weekday monday tuesday wednesday thursday friday saturday sunday mondays thursdays fridays
    winter december january february
    summer june july august
    spring march april may
    autumn fall september october november
    stop stops stopped end ends quit retire
    change changes changed new
    improve improves improved better improvement
    reduce reduces reduced reduction cut save saved saving savings
    grow grows growth expand expands expansion
    build builds built building construct construction
    reason reasons because why
    idea ideas suggestion suggestions suggested proposed
    advice advise recommends recommendation recommended
    gift gifts present presents
    colour color colours colors red blue green
    nickname called
    grew grow up childhood raised hometown
    working works work job starts moved joined
    status news state progress update
    conflict argument dispute fight quarrel disagree
    avoid avoids allergic dislike never
    capacity percent utilisation utilization
"""

_KINDS = """
    birthday born age old married wife husband spouse child children kid kids son sons daughter daughters
    grandchildren family brother sister father mother pet dog cat hobby sport football tennis golf music
    food drink live lives phone telephone email salary earn earns study studied university college school
    language religion church vacation holiday hotel car favourite favorite boss deputy chairman ceo cfo
    cto founder founded owner secretary lawyer accountant consultant consultants competitor competitors
    investor investors bank insurer employee employees headquarters revenue turnover profit budget price
    cost discount deadline renewal crm software app birthdate divorced grow colour color surname nickname
    gift
"""


def _read(lines: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines.strip().splitlines():
        words = frozenset(line.split())
        for word in words:
            found[word] = found.get(word, frozenset()) | words
    return found


SAME = _read(_THINGS)
"""Per word, those that speak of the same thing."""

KINDS = frozenset(_KINDS.split())
"""Words for a fact of a plain kind, which a note states with one of a few words or not at all."""
