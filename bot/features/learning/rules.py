"""S7: which short lesson helps now: just enough, just in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.identity import Space, WorkspaceId
from bot.core.knowledge.basics import Lesson, LessonMoment


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonShown:
    """A lesson that a member was shown. Times are UTC."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    lesson_id: str


def choose_lesson(
    moment: LessonMoment | None, lessons: Sequence[Lesson], history: Sequence[str]
) -> Lesson | None:
    """The lesson of a moment that was shown longest ago, or never; `history` has the latest id last.

    Never the one that was shown last. Without a moment any lesson will do.
    """
    fitting = [each for each in lessons if moment is None or moment in each.moments]
    last = history[-1] if history else ""
    shown = {id: place for place, id in enumerate(history, 1)}
    free = [each for each in fitting if each.id != last]
    return min(free, key=lambda each: (shown.get(each.id, 0), each.id), default=None)


def lessons_about(topic: str, lessons: Sequence[Lesson]) -> list[Lesson]:
    """Lessons on a topic: by rule, moment, or words of title and text, the best first."""
    words = [word for word in topic.casefold().replace("-", " ").split() if len(word) > 1]
    if not words:
        return list(lessons)

    def score(lesson: Lesson) -> int:
        title = lesson.title.casefold()
        named = {rule.casefold() for rule in lesson.rules}
        where = " ".join([lesson.id.replace("-", " "), *(m.replace("-", " ") for m in lesson.moments)])
        body = lesson.body.casefold()
        return sum(
            5 * (word in named) + 3 * (word in title) + 3 * (word in where) + (word in body) for word in words
        )

    scored = [(score(each), each) for each in lessons]
    return [each for points, each in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)) if points]
