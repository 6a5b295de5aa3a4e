"""The topics of the help: what each is called and says, and how they are grouped (B4)."""

from __future__ import annotations

TOPICS: dict[str, tuple[str, str]] = {
    "notes": (
        "Notes",
        "Write what happened, as you would tell a colleague. I pick out the people, the date and what "
        "was promised, "
        "and you can change all of it. What you expect somebody to do is marked as your expectation. "
        "Start with “correction:” to replace what you told me before.",
    ),
    "questions": (
        "Questions and briefs",
        "Ask in your own words. I answer from your notes only, and every sentence names the note it "
        "comes from. "
        "Where they don't say, I tell you. A brief puts together what helps before a talk.",
    ),
    "contacts": (
        "Contacts",
        "Everybody you mention becomes a contact. Names in quotes are taken as one name: "
        "“Ana Ruiz”. Where two people share a name, I ask.",
    ),
    "touches": (
        "Touches",
        "A touch is a day on which you were in touch. Notes that tell of a meeting, a call or a letter "
        "count by "
        "themselves; others you can log.",
    ),
    "promises": (
        "Promises",
        "I keep what you promised and what others promised you, with the date where one was said, until "
        "you tell me "
        "how it went.",
    ),
    "tests": (
        "Tests of an action",
        "Tell me what you are thinking of doing for somebody. I hold it against three tests: does it take "
        "your own time, does it teach you something about them, does it show your usefulness instead of "
        "claiming it? What the words leave open I ask, and where it fails I propose what would pass.",
    ),
    "plans": (
        "Plans and goals",
        "A plan holds what builds a relationship: what you will do, by when, and what came of it. It is no "
        "list of deals. Goals are at most three for a week, a month or a quarter; the fourth needs one to "
        "go, and none is carried over unless you say so.",
    ),
    "meetings": (
        "Meetings and objectives",
        "Before a review meeting I draft an agenda, afterwards a summary that you can send: from promises, "
        "goals, the mutual objective and what came of your plan. Of your notes only the sentences that you "
        "tick go in. I never send anything to people outside.",
    ),
    "portfolio": (
        "Portfolio",
        "One person can care for about a hundred relationships, so choose them. Those you mention are known; "
        "active ones count, strategic ones are chosen by purpose and criteria. You can park and release.",
    ),
    "vision": (
        "Vision",
        "A picture of the future and the steps back from it to today. I read from the steps whom the path "
        "needs, colleagues included, and what is missing. An account team can share one, too.",
    ),
    "fit": (
        "Score and fit",
        "How a relationship stands, each point with the record it comes from; and whether it still fits, "
        "from "
        "both sides: keep, park, hand over or release.",
    ),
    "teams": (
        "Teams and sharing",
        "An account team are the colleagues who work an account with you. They share the account's team "
        "document, and each note that one of you shares with the team; the note's owner can take it back at "
        "any time. Nobody else sees any of it.",
    ),
    "roles": (
        "Roles and reporting lines",
        "Your role changes what I offer first. A reporting line is set by an admin or confirmed by the "
        "seller, never by the manager alone, and either side can end it. Notes stay private along the line.",
    ),
    "rounds": (
        "Looks ahead",
        "Once a week I ask about one or more of your companies, two or three years ahead; leaders get a set "
        "about "
        "their own organization once a month. Answer in the thread or in a form, in parts, late, or not at "
        "all. "
        "The answers come back in briefs and on your plan. Your manager sees only what you share, and you "
        "can "
        "look at exactly that with /tactegic rollup preview.",
    ),
    "nudges": (
        "Nudges",
        "Somebody whom you chose, and promises with a date, come up at their time: never more than you allow "
        "a day and a week, only in your working hours, never twice in the same words. A touch settles it.",
    ),
    "settings": (
        "Settings",
        "Your hours, the day of your round, how many nudges, leave, holidays and the language model. "
        "“pause” stops everything that comes by itself, “resume” lets it come again.",
    ),
    "changes": (
        "Undo and edit",
        "Every card that changed something has Undo. “undo” takes back the latest change, again and again. "
        "A changed note keeps its older wording.",
    ),
    "texts": (
        "Check a text",
        "Paste a plan, a contract summary or a team document, or send me the file with “check this”. "
        "I quote what goes on from today, what works from a future, what is not yours to decide, and what "
        "is left out.",
    ),
    "glossary": (
        "Glossary",
        "Terms that all of you share, with their earlier wordings. I use them when I look for answers.",
    ),
    "focus": (
        "Focus",
        "First yourself, then making others able, then ordinary work. The question for yourself is asked in "
        "a form, and nobody else ever sees the answer.",
    ),
    "lessons": (
        "Lessons",
        "A minute on one thing, where it may help or when you ask. “lesson off” stops the offers.",
    ),
    "privacy": (
        "Privacy",
        "What you tell me is yours alone. I answer in our direct message, also when you mention me in a "
        "channel. "
        "Edit or delete a message of yours, and I ask whether its note shall follow.",
    ),
    "simple mode": (
        "Simple mode",
        "No language model is set up, so I go by rules: I pick out names, dates and promises, and answer in "
        "the "
        "words of your notes. Everything works, with less understanding; check what I say back, and use "
        "Edit. "
        "Whoever runs me can set a model.",
    ),
    "help": ("Help", "Name a topic or a command, and I explain it with an example."),
}
"""What each help topic is called and says; its commands come from the table of subcommands."""

PLAIN: dict[str, str] = {
    "notes": "Met Ana Ruiz from Northwind, I promised her the storage paper by Friday",
    "questions": "What does Ana worry about?",
    "contacts": "Who do I know at Northwind?",
    "touches": "Called Ana yesterday",
    "promises": "Show promises to Ana",
    "tests": "I'm thinking of sending Ana a gift basket",
    "plans": "Show my plan with Ana",
    "meetings": "Prepare a review meeting with Ana",
    "portfolio": "Show my portfolio",
    "vision": "Show my vision",
    "fit": "Does Ana still fit?",
    "teams": "Show the team for Northwind",
    "roles": "What is my role?",
    "rounds": "Look ahead with Northwind",
    "nudges": "What is coming?",
    "settings": "Pause everything",
    "changes": "Undo that",
    "texts": "Check this plan",
    "glossary": "What does ARR mean?",
    "focus": "Sort my focus",
    "lessons": "Give me a lesson on promises",
    "privacy": "What does my manager see?",
    "simple mode": "Who have I not talked to for a while?",
    "help": "What can you do?",
}
"""What can be said instead of typing a command; each works as it stands."""

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Remember",
        "Met Ana Ruiz from Northwind, I owe her a paper by Friday",
        ("notes", "contacts", "touches", "promises"),
    ),
    ("Prepare", "Brief me on Ana", ("questions", "meetings", "lessons")),
    ("Think ahead", "Look ahead with Northwind", ("rounds", "vision", "portfolio", "fit", "focus")),
    ("Act", "I'm thinking of sending Ana a gift basket", ("tests", "plans", "nudges", "texts")),
    ("Share", "Show the team for Northwind", ("teams", "roles", "glossary")),
    ("Settle in", "/tactegic settings", ("settings", "changes", "privacy", "simple mode")),
)
"""Topics by what a person wants to do, each group with one thing to type."""
