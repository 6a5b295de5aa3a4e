"""Usual short forms of given names: each group is the full form, then its short ones."""

from __future__ import annotations

SHORT_FORMS = """
alexander alex sasha xander lex; alexandra alex sasha sandra alexa lexi; abigail abby; albert al bert;
alfred al fred; andrew andy drew; andrea andi; angela angie; ann annie; anna ania anya annie; anthony
tony; antonio toni tonio; barbara barb babs; benjamin ben benny; bernard bernie; beatriz bea; beatrice
bea trixie; caroline caro carrie; catherine cathy kate katie cat; katherine kathy kate katie kat;
katarzyna kasia; kathleen kathy; charles charlie chuck chas; charlotte lottie charlie; christian chris;
christina chris tina; christine chris tina; christopher chris kit topher; claudia claudi; cynthia cindy;
daniel dan danny; daniela dani; david dave davy; deborah deb debbie; dmitri dima; donald don donny;
dorothy dot dottie; edward ed eddie ted ned; eleanor ellie nora; elisabeth lisa liz beth betty elli
sissi; elizabeth liz lizzie beth betty eliza lisa; emily em emmy; erik rik; eugene gene; evgeny zhenya;
ewa ewka; felicity flick; fernando nando; florian flo; francis frank; francisco paco pancho; franziska
franzi; frederick fred freddie; friedrich fritz; gabriel gabe; gabriele gabi; george georgie; gerald
gerry jerry; gertrud gerti; giovanni gianni vanni; giuseppe beppe pino; gregory greg; guillermo memo;
hannah hanni; harold harry; heinrich heiner heinz; helena lena; helen nell; henry harry hank; hubert
bert; ignacio nacho; ingrid inga; irina ira; isabel isa bel; isabella bella izzy; jacob jake; jakob
kuba; jakub kuba; james jim jimmy jamie; jan janek; janet jan; jennifer jen jenny; jessica jess jessie;
joachim jo achim; johann hans; johannes hannes jo hans; john jack johnny; jonathan jon johnny; jose
pepe; josef sepp; joseph joe joey; josephine jo josie; joshua josh; judith judy; julia jule; julian
jules; karl kalle; kenneth ken kenny; konstantin kostya; kristina kris tina; lawrence larry; leonard leo
len; leonardo leo; lucas luke; ludmila lyuda; magdalena lena magda; manuel manu; manuela manu; marcus
marc; margaret maggie meg peg peggy; maria mary mia; mariana mari; markus mark; martin marty; martina
tina; matthew matt; matthias matze hias; matteo teo; maximilian max; melanie mel; michael mike mick
mikey michi; michaela michi; michelle shelly; mikhail misha; miguel mick; mohamed mo; mohammed mo;
muhammad mo; nathaniel nate nat; nathan nate; natalia natasha nata; nicholas nick nicky; nicolas nico;
nikolaus klaus niko; olivia liv livvy; oliver olli ollie; pamela pam; patricia pat patty tricia; patrick
pat paddy; pavel pasha; peter pete; philip phil; philipp phil; phillip phil; rachel rach; raymond ray;
rebecca becky becca; reginald reg reggie; ricardo rico; richard rich rick dick ricky; robert rob bob
bobby bert; roberto beto; roger rodge; ronald ron ronnie; rudolf rudi; rosemary rose; samantha sam;
samuel sam sammy; sandra sandy; sebastian seb basti; sergei seryozha; sigrid siri; simon si; sofia sofi;
sophia sophie; stephanie steph steffi; stefanie steffi; stephen steve stevie; stefan stef; steven steve;
susan sue susie; susanne susi; svetlana sveta; tatiana tanya; terence terry; theodore ted teddy theo;
theresa terry tess; thomas tom tommy; timothy tim timmy; tomasz tomek; ulrike uli ulli; ulrich uli;
valentina vale; veronica ronnie vroni; victoria vicky tori; vincent vince vinny; viktor vitya; vladimir
vova volodya; walter walt; wilhelm willi; william will bill billy willie liam; wolfgang wolf; yekaterina
katya; ekaterina katya; zachary zach zack
"""
