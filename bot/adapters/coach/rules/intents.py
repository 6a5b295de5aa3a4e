"""What a member wants with a message, by the form of its words (B4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.adapters.coach.rules.plain_words import command_line, without_courtesy
from bot.domain.names import fold
from bot.domain.understanding import Intent

SURE, LIKELY, MAYBE = 0.95, 0.8, 0.55
"""Confidence of a rule that leaves no doubt, of one that seldom errs, and of a default."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An intent with its confidence, 0 to 1; `open` says that examples may still decide otherwise."""

    intent: Intent
    confidence: float
    open: bool = False
    command: str = ""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_I = r"(?:i|we)"
_HELP = _any(
    r"^(?:help|help me|help please|commands|instructions|manual|tutorial|usage|getting started|faq|\?+)$",
    r"^help (?:with|on|about) \w+$",
    r"\bwhat (?:(?:else )?can|could) (?:you|this bot|this app|the bot|tactegic|it) (?:do|help|offer|handle)\b",
    r"\bwhat (?:are|r) you (?:able|capable|for|here for)\b",
    r"\bwhat can i (?:do|ask|say|type|write|use|tell you)\b",
    r"\bhow (?:do|does|can|could|should|would) (?:i |we |one |you )?(?:use|work with|talk to|start with|operate|set ?up) (?:you|this|it|the bot|that|tactegic)\b",
    r"\bhow (?:does|do) (?:this|it|you|the bot|this thing|that|tactegic)(?: bot| thing| app)?(?: all)? work\b",
    r"^how (?:do|can|could|would|should|to) ?(?:i|we|one)? ?(?:add|delete|remove|edit|change|use|share|export|import|undo|merge|rename|set|turn|save|store|create|make|record|log|correct|fix|snooze|stop|get started|start|erase|search|switch|take back|enter|write)\b",
    r"\bhow (?:do|can|should|would) i (?:tell|let|teach|show|ask|give|send|get) you\b",
    r"\bwhere (?:do|should|can) (?:i|we) (?:start|begin)\b",
    r"\b(?:i['\u2019]?m|i am) (?:new|lost|confused)(?: here| to this|,|\.|$)",
    r"\b(?:explain|list|show)(?: me)?(?: all)? (?:the |your |available )?(?:commands|features|options|functions|possibilities)\b",
    r"\bexplain (?:yourself|how (?:you|this|it)(?: \w+)? works?)\b",
    r"\b(?:who|what) are you$|^what(?:['\u2019]s| is) (?:this|tactegic)(?: bot| app| thing)?(?: for)?$",
    r"\b(?:don['\u2019]?t|do not) (?:know|understand) how (?:to use|this|you|it)\b",
    r"\b(?:which|what) commands\b",
    r"\bneed (?:some )?help (?:with (?:this|the) (?:bot|app)|using)\b",
)
_ASSESS = _any(
    rf"(?:^|[,;:.]\s*|\b(?:and|but|so)\s+)(?:{_I}['\u2019]?(?:m|re|ve)?\s*(?:am|are|was|were|have been|been)?\s*)(?:also |now |currently |just |seriously |kind of |sort of )*(?:thinking (?:of|about)|considering|contemplating|toying with|tempted to|wondering (?:if|whether) (?:i|we) (?:should|could|shall)|weighing|debating|pondering)\b",
    r"^(?:thinking (?:of|about)|considering|contemplating|toying with|tempted to|wondering (?:if|whether) (?:i|we|to)|debating|pondering)\b",
    rf"\b(?:should|shall|ought) {_I}\b(?! (?:know|expect|remember|discuss|bring up|talk about|ask|mention|raise|prepare|be (?:aware|prepared))).*\?",
    rf"^(?:should|shall) {_I}\b",
    r"\b(?:would|might|could|will) it (?:\w+ )?(?:be|make|look|seem) (?:\w+ ){0,2}(?:good|smart|wise|ok|okay|fine|worth|sense|weird|too much|pushy|clever|useful|right|appropriate|help|sensible|better|a mistake)\b",
    r"\b(?:is|was) it (?:\w+ )?(?:a )?(?:good|smart|wise|clever|bad|sensible|right|worth|appropriate|stupid|silly|ok|okay) (?:idea |move |thing |time )?(?:to|if|sending|giving|inviting|offering)\b",
    r"\bdoes it make sense (?:to|if|for)\b|\bwould (?:it|that) (?:pass|count|help|fly|work)\b",
    r"\b(?:good|bad|smart|wise|great|dumb|silly|sensible|stupid) (?:idea|move|plan|call|thought|investment)\s*\?",
    r"\b(?:worth (?:it|doing|the (?:time|effort|money))|too much|too pushy|yes or no|make sense|thoughts|any thoughts|your verdict|your take|opinions?)\s*\?*$",
    rf"^(?:{_I} )?(?:was|am|been) thinking,? (?:of|about|{_I} (?:could|might|should|would)|maybe|to|that {_I})\b",
    rf"^(?:would|could|will) .{{2,80}} if {_I}\b.*\?",
    rf"\bwhat if {_I}\b|\bhow about (?:{_I}\b|\w+ing\b)|\bwhat about \w+ing\b|\bwhy don['\u2019]?t i \w+",
    r"\bwhat (?:do|would|did) you (?:think|say|reckon|make) (?:of|about|if)\b|\bwhat do you (?:think|reckon|say)\s*\?*$",
    r"^(?:my |here['\u2019]?s (?:my |an )?|an? |new )?(?:idea|proposal|plan|proposed action|action|thought)\s*:",
    r"\b(?:does|would|will|do) (?:that|this|it|my (?:idea|plan)) (?:pass|count|qualify|meet|survive)\b",
    r"^(?:please )?(?:test|assess|evaluate|judge|rate)(?: (?:this|that|an|my|the|whether|if|how|for me|following))?(?: (?:action|idea|plan|move|gesture|step|investment|proposal))?\s*(?::|\b(?:if|whether|sending|inviting|giving|offering)\b)",
    r"^(?:please )?(?:test|assess|evaluate|judge|rate|grade) (?:this|that|my|the|an) (?:action|idea|plan|move|gesture|step|investment|proposal)\b",
    r"^(?:would|could|will|does|do) \w+ing\b.*\?*$",
    r"\b(?:run|put) (?:this|that|it) (?:past|through|by) (?:the|you|your)\b",
)
_PLAN_ASKED = _any(
    rf"^(?:{_I}['\u2019]?(?:m|d|ll|re)?\s*(?:am |are |would |will |could |might )?(?:want(?:ing)? to|like to|plan(?:ning)? to|intend(?:ing)? to|going to|plan on|hoping to|love to|could|might|may|propose)|planning (?:to|on)|plan(?:ning)?(?: is)? to|going to|want to|might|maybe {_I})\b",
)
_WHO = r"\b(?:who|whom|who['\u2019]s|whos|which (?:of my )?(?:contacts?|people|relationships?|accounts?|clients?|customers?|persons?|ones?)|any ?(?:one|body|contacts?|relationships?|people)|people|contacts?|relationships?|somebody|someone|list)\b"
_NEGLECTED = _any(
    rf"{_WHO}.*\b(?:neglect\w*|overdue|fading|going cold|go cold|gone cold|getting cold|gone (?:quiet|silent)|gone dark|going quiet|forgotten|forgetting|forget(?! to)|reconnect|(?:back )?in touch|out of touch|lost? (?:touch|contact|sight)|losing touch|slip\w*|too long|dropped off|cold|stale|dormant|due (?:for|a)|drifting|been ignoring|ignored?|needs? (?:some )?(?:attention|love|a call)|waiting to hear)\b(?!.*\b(?:said|told|mentioned)\b)",
    rf"{_WHO}.*\b(?:have(?:n['\u2019]?t| not)? {_I}|{_I} (?:have(?:n['\u2019]?t| not)|did(?:n['\u2019]?t| not))|did(?:n['\u2019]?t)? {_I}(?: not)?)\s+(?:not |really |ever )?(?:been )?(?:talk\w*|spok\w*|speak\w*|call\w*|contact\w*|seen|see|met|meet|heard|hear|written|write|wrote|ping\w*|touch\w*|reach\w*|catch|caught|checked|check in|visit\w*|messaged?|emailed)\b(?=.*\b(?:while|long|ages|lately|recently|since|month|months|weeks|week|year|forever|yet|quarter|summer|time|enough)\b)",
    rf"{_WHO}.*\bshould {_I}\b.*\b(?:call(?:ing)?|reaching out|catching up|checking in|contact|reach out|reconnect|talk|write|get in touch|ping|catch up|check in|touch base|see|meet)\b(?!.*\b(?:about|regarding)\b)",
    r"\bneglect(?:ed|ing)? (?:contacts|relationships|people|anyone|somebody|someone)\b|\bam i neglecting\b|\bhave i (?:neglected|forgotten|ignored) (?:any|some)",
    r"^(?:neglected|overdue)(?: contacts| people| relationships)?$",
    r"\b(?:contacts|people|relationships) (?:that |who |whom )?(?:i )?(?:haven['\u2019]?t|have not|didn['\u2019]?t)\b",
)
_READY = r"(?:(?:get|make|have) me (?:\w+ )?(?:ready|prepared|up to (?:speed|date))|prep(?:are)? me|brief me|fill me in|catch me up|bring me up|quick (?:summary|brief|recap|refresher|rundown|overview)|remind me of everything|what(?:['\u2019]s| is) (?:the )?(?:context|background)|what (?:should|do|must|can|could) i (?:need to |have to )?(?:know|discuss|raise|mention|ask|keep in mind|bear in mind|remember|bring up|talk about|prepare|be aware)|any(?:thing)? i (?:should|need to|must) (?:know|remember|keep in mind|bring up|have in mind)|help me (?:prepare|get ready|prep)|talking points|cheat ?sheet|summary please)"
_MEETING = r"(?:meet(?:ing)?s?|see(?:ing)?|call(?:ing)?|lunch|dinner|coffee|breakfast|visit(?:ing)?|talk(?:ing)? (?:to|with)|speaking|appointment|review|interview|walk(?:ing)? into|session|demo|on with|chat(?:ting)?)"
_BRIEF = _any(
    r"^(?:a |the |one )?(?:quick |short |brief )?(?:brief(?:ing)?|prep(?:are)?|rundown|run-down|dossier|cheat ?sheet|refresher|background|overview|summary|profile|lowdown|recap|talking points|backgrounder)\b(?: (?:me|us))?(?: (?:on|about|for|of|with|before|regarding|to meet|to see))? ?",
    rf"\b{_READY}\b",
    r"\b(?:give|get|send|make|write|show|need|want|have|prepare|do)(?: me| us)?(?: an?| the| some| my)?(?: \w+){0,2}? (?:brief(?:ing)?|rundown|run-down|summary|overview|lowdown|low-down|background|recap|refresher|dossier|cheat ?sheet|talking points|prep|sheet) (?:on|of|about|for|before|with|regarding|please)\b",
    r"\b(?:up to (?:speed|date)|ready|prepared?|prep) (?:on|for|with|about|before)\b.*",
    r"\b(?:run|walk|talk|take) me through (?:what|everything|all|who|where)\b|\bbring me up to\b|\brefresh my memory (?:on|about|before)\b",
    rf"\b(?:going into|walking into|before|ahead of) (?:i |my |the |our |a )?(?:\w+ )?{_MEETING}\b.*\?",
)  # fmt: skip
_BRIEF_NOT = _any(
    r"^(?:brief(?:ly)?|quick|short) (?:chat|call|talk|meeting|catch|lunch|coffee|exchange|word|note|one|update from|visit|encounter|email)\b",
    r"^(?:summary|recap|overview|background) of (?:the |our |my |today|yesterday)",
    r"^(?:prep|preparation|review|recap|summary|background)\s*:",
    r"^prep(?:ared|ping)? (?:with|call)\b",
    r"^profile (?:pic|photo)",
)
_AUX = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may|am|isn['\u2019]?t|aren['\u2019]?t|wasn['\u2019]?t|didn['\u2019]?t|doesn['\u2019]?t|hasn['\u2019]?t|haven['\u2019]?t|don['\u2019]?t)"
_WH_ASKED = _any(
    rf"^(?:and |but |so |ok |okay |wait |hm+,? )*(?:what|when|where|why|how|who|whom|which|whose)(?:['\u2019]s|['\u2019]re|['\u2019]d|s)?\s+{_AUX}\b",
    r"^(?:and |but |so )*(?:what|who|where|when|how|why)(?:['\u2019]s|['\u2019]d|['\u2019]re)\b",
    r"^(?:whats|whos|wheres|whens|hows)\b",
    r"^(?:and |so )*(?:how (?:many|much|often|long|old|far|big|well)|what (?:kind|sort|time|date|day|year|else|exactly)|which|whose)\b",
    r"^who (?:(?:at|in|from|of|on) |(?:else |again )?(?:\w+(?:ed|s|t)|knows?|told|said|met|led|runs?|sits?|works?|owns?|wants?|cares?|introduced|mentioned|decides?|gave|made|came|left)\b)",
    r"^(?:and |so )*(?:what|when|why|where|how) (?:did|do|does|was|is) \w+",
)
_RECALL = _any(
    r"^(?:(?:can|could|would|will|do) you )?(?:please )?(?:remind me)\s*(?:again )?,?\s*(?:what|who|whom|when|where|why|how|which|whose|if|whether|of|about)\b",
    r"^(?:(?:can|could|would) you )?(?:please )?tell me (?:again )?(?:about|what|who|whom|when|where|why|how|which|whether|if|everything|anything|all|more|the)\b",
    r"^(?:(?:can|could|would) you )?(?:please )?(?:find|search|look up|look for|look through|dig out|dig up|pull up|retrieve|recall|check)\b(?! (?:in|with|out)\b)",
    r"^(?:show|give|list)(?: me)? (?:my |the |all |any |every )*(?:notes?|things?|everything|anything|what|quotes?|mentions?|entries|places|sources?)\b",
    r"\bdo (?:you|we|i) (?:still )?(?:remember|recall|know|have (?:any|some|a note|notes|something))\b",
    r"^(?:i|we) (?:forgot|forget|can(?:['\u2019]?t|not) (?:remember|recall)|don['\u2019]?t (?:remember|recall)|do not (?:remember|recall)|no longer know)\b",
    r"^(?:any ?thing|any|anybody|anyone|something)\b(?! else to)(?=.*\b(?:on|about|from|of|new|said|mention\w*|regarding|know|knows|news|update|who|that|with|at)\b)",
    r"^(?:latest|last|most recent|news|status|updates?) (?:on|from|about|regarding|of)\b",
    r"\b(?:what|who|when|where|which) was (?:that|the|it) .*\bagain$",
    r"\b(?:i['\u2019]?d like|i want|i need|would like) to know\b|^(?:i wonder|wondering) (?:what|who|when|where|why|how|which)\b",
    r"^(?:everything|all)(?: that)? (?:i|we|you) (?:know|have|noted|wrote|said)\b",
    r"^(?:according to|in) (?:my|the|our) notes?\b",
    r"^(?:what|when|where|who|how) again\b|^(?:name|date|number|reason) of\b.*\?$",
)
_YES_NO = re.compile(
    rf"^(?:and |but |so |ok )*{_AUX}\s+(?:there|i|we|you|he|she|they|it|any(?:one|body|thing)?|somebody|someone|my|our|the|that|this|(?-i:[A-Z])|[^\W\d_]+)\b",
    re.IGNORECASE,
)
_SMALL_TALK = _any(
    r"^(?:hi|hello|hey|hiya|howdy|yo|moin|servus|hallo|good (?:morning|afternoon|evening|day|night)|morning|evening|greetings)(?: (?:there|all|bot|again|tactegic|everyone|team|to you))*$",
    r"^(?:many |ok |okay |great |cool |super |perfect |nice |awesome |wonderful |excellent |amazing )?(?:thanks|thank you|thx|ty|cheers|thanks a (?:lot|million|bunch)|much appreciated|thank you (?:so|very) much|thanks so much|danke|merci|gracias)(?: (?:a lot|so much|very much|again|for (?:that|your help|this|the help)|bot|tactegic|everyone|mate))*$",
    r"^(?:ok|okay|k|kk|cool|great|nice|perfect|super|awesome|fine|good|alright|all right|got it|understood|wow|haha+|hehe+|lol|yes|no|yep|nope|yeah|sure|right|exactly|well done|good job|good bot|nice one|never ?mind|sorry|oops|bye|goodbye|see you|cya|later|good one|amazing|brilliant|lovely)(?: (?:then|bot|thanks|job|work|later|tomorrow|soon|one|that|it|so))*$",
    r"^(?:how are you|how['\u2019]?s it going|how do you do|how is it going|what['\u2019]?s up|sup|are you (?:there|a bot|human|real|ok|okay)|who made you|tell me a joke|how was your (?:day|weekend))(?: (?:doing|today|there|then))*$",
)
_CORRECTION = _any(
    r"^(?:a |small |quick |one )?correction\b", r"^(?:no,? )?(?:wait|sorry|oops|scratch that|my mistake|my bad)[\s,:.!\u2013\u2014-]+(?=.*\b(?:not|is|was|it|meant)\b)",
    r"^(?:no[,:]? )?(?:actually|in fact)[\s,]+(?:it|that|he|she|they|the|its|no|not|i|this|(?-i:[A-Z]))",
    r"\bi (?:was|am|got it|had it|had that|wrote it) (?:wrong|mistaken|mixed up)\b", r"\bi (?:mixed up|confused|misspoke|misheard|misread|mis-?stated|misremembered|stand corrected|meant)\b",
    r"\bit (?:was|is|were)(?:n['\u2019]?t| not) .{2,80}\bbut\b", r"\bnot (?:the )?[\w'\u2019. -]{2,40},? but (?:the )?\w+", r"^(?:no[,:]? )?(?:it|that)(?:['\u2019]s| is| was)(?:n['\u2019]t)? not .{2,60}(?:[,;]|\bit['\u2019]?s\b|\bbut\b)",
    r"\bi take (?:that|it) back\b", r"^not .{2,40}, (?:it|he|she|that|they)(?:['\u2019]s| is| was)\b", r"\b(?:please )?correct (?:that|this|my (?:last )?note)\b", r"^(?:update|edit) to (?:my|the) (?:last|earlier|previous) note\b",
    r"\brather than what i (?:said|wrote)\b", r",\s*not (?:the )?(?-i:[A-Z0-9])[\w'\u2019.]*\s*[.!]?$",
)  # fmt: skip
_TOLD = re.compile(
    r"^(?:had|met|spoke|talked|saw|visited|called|lunch|dinner|coffee|breakfast|drinks|call|meeting|email|phone|ran into|bumped|"
    r"heard|got|gave|sent|told|promised|introduced|spent|just|today|yesterday|quick|good|great|long|nice|fyi|note|reminder|learned|"
    r"asked|agreed|remember(?: that|:)|chat(?:ted)?|caught up|attended|joined|received|owe|need to|must|follow(?:ed)? up|remind me to|"
    r"don['\u2019]?t (?:let me )?forget|dont forget)\b",
    re.IGNORECASE,
)
_LONG = 400
"""Longer messages than this are told, not asked, unless they open with a question."""


def is_correction(text: str) -> bool:
    """Whether a note corrects an earlier one."""
    return _CORRECTION.search(text[:_LONG].strip()) is not None


def guess(text: str) -> Guess:
    """What a message wants, by its form alone."""
    stripped = text.strip()
    if not any(c.isalnum() for c in stripped):
        if stripped and set(stripped) <= set("?! "):
            return Guess(Intent.HELP, LIKELY)
        return Guess(Intent.NOTE, 0.3) if stripped else Guess(Intent.UNKNOWN, SURE)
    line = command_line(stripped)
    if line:
        return Guess(Intent.COMMAND, LIKELY, command=line)
    head = stripped[:_LONG]
    asked = without_courtesy(head) or head
    if stripped.endswith("?") and not asked.endswith("?"):
        asked += "?"
    short = asked.rstrip(" ?!.")
    if _SMALL_TALK.search(short) or _SMALL_TALK.search(head.rstrip(" ?!.,")):
        return Guess(Intent.SMALL_TALK, LIKELY)
    if len(stripped) > _LONG:
        return _asked_at_length(asked)
    return _asked(asked, short, stripped.endswith("?"))


def _asked(asked: str, short: str, question: bool) -> Guess:
    told = _TOLD.search(asked) is not None
    if is_correction(asked) and not question:
        return Guess(Intent.NOTE, LIKELY)
    if _HELP.search(short) and len(short) < 120:
        return Guess(Intent.HELP, SURE)
    if (
        _NEGLECTED.search(asked)
        and not told
        and (question or len(asked) < 120)
        and _asks_or_orders(asked, question)
    ):
        return Guess(Intent.NEGLECTED, SURE)
    if _ASSESS.search(asked) and not (told and not question):
        return Guess(Intent.ASSESS, SURE)
    if _BRIEF.search(asked) and not _BRIEF_NOT.search(asked):
        return Guess(Intent.BRIEF, SURE)
    if question and _PLAN_ASKED.search(asked):
        return Guess(Intent.ASSESS, LIKELY)
    return _recalled(asked, question, told)


def _asks_or_orders(asked: str, question: bool) -> bool:
    first = fold(asked).split()[0]
    return question or first in (
        "who", "whom", "who's", "whos", "which", "any", "anyone", "anybody", "show", "list", "tell", "give", "neglected",
        "overdue", "am", "have", "contacts", "people", "relationships", "where", "remind", "find", "what", "is", "did",
    ) or first.startswith(("who", "neglect"))  # fmt: skip


def _recalled(asked: str, question: bool, told: bool) -> Guess:
    if _RECALL.search(asked):
        return Guess(Intent.RECALL, LIKELY, open=not question)
    if _WH_ASKED.search(asked):
        return Guess(Intent.RECALL, LIKELY if question or not told else MAYBE, open=True)
    sentences = re.split(r"(?<=[.!?])\s+", asked.strip())
    if question and len(sentences) == 1:
        return Guess(Intent.RECALL, LIKELY if _YES_NO.search(asked) else MAYBE + 0.1, open=True)
    if question and not told and (_YES_NO.search(sentences[-1]) or _WH_ASKED.search(sentences[-1])):
        return Guess(Intent.RECALL, MAYBE, open=True)
    words = asked.split()
    if told or len(words) > 25:
        return Guess(Intent.NOTE, LIKELY)
    return Guess(Intent.NOTE, MAYBE + 0.05, open=True)


def _asked_at_length(asked: str) -> Guess:
    """A long message is a note, unless its very first sentence asks for something."""
    opening = re.split(r"(?<=[.!?:])\s+|\n", asked.strip(), maxsplit=1)[0]
    if len(opening) < 160:
        found = _asked(opening, opening.rstrip(" ?!."), opening.endswith("?"))
        if found.intent in (Intent.ASSESS, Intent.BRIEF) and found.confidence >= SURE:
            return Guess(found.intent, LIKELY)
    return Guess(Intent.NOTE, LIKELY)
