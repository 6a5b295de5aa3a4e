"""Settings of a member, defaults of the workspace, a pause, and the choice about the model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.lessons import LessonSetting
from bot.domain.members import Member, Role
from bot.domain.settings import (
    InForce,
    MemberSettings,
    WorkspaceDefaults,
    in_force,
)
from bot.messages.cards import Card
from bot.messages.commands import Command
from bot.messages.deliveries import Say
from bot.messages.settings import (
    AllowModel,
    EditSettings,
    Pause,
    Resume,
    SaveSettings,
    TellAboutModel,
)
from bot.ports import Books, OpenBooks, Work
from bot.texts import settings as texts
from bot.texts import settings_form as form_texts
from bot.usecases.desk import Desk, Handler
from bot.usecases.form_values import text_of
from bot.usecases.learning.lessons import offered, setting_id
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember
from bot.usecases.timing.on_time import own_settings, workspace_defaults
from bot.usecases.timing.wishes import country_of, leave_of, off_of, wishes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is stored, and what holds."""

    situation: Situation
    own: MemberSettings
    defaults: WorkspaceDefaults

    @property
    def in_force(self) -> InForce:
        """What holds for the member."""
        return in_force(self.own, self.defaults)


async def _kept(books: Books, work: Work[Any]) -> _Kept:
    return _Kept(
        situation=await look(books, work),
        own=await own_settings(books, work),
        defaults=await workspace_defaults(books, work),
    )


async def edit_settings(work: Work[EditSettings], desk: Desk) -> None:
    """Fill the form with what holds now; everybody's defaults for admins only."""
    async with desk.ledger.read(work.scope) as books:
        kept = await _kept(books, work)
        lessons = await offered(books, work)
    member, for_all = kept.situation.member, work.command.for_all
    holds = in_force(None, kept.defaults) if for_all else replace(kept.in_force, lessons=lessons)
    form = form_texts.settings_form(
        member,
        holds,
        country=desk.calendars.countries().get(holds.country, ""),
        has_model=bool(desk.provider),
        today=kept.situation.today,
        for_all=for_all,
    )
    otherwise = texts.only_on_form()
    if for_all and not member.is_admin:
        form, otherwise = texts.only_admins_form(), texts.only_admins()
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, member, form, otherwise))


async def save_settings(work: Work[SaveSettings], desk: Desk) -> None:
    """Keep what differs from what holds anyway, so that later defaults still reach the rest."""
    async with desk.ledger.read(work.scope) as books:
        kept = await _kept(books, work)
    situation, for_all, values = kept.situation, work.command.for_all, work.command.values
    if for_all and not situation.member.is_admin:
        await answer(work, desk, situation, texts.only_admins())
        return
    beneath = InForce() if for_all else in_force(None, kept.defaults)
    old = in_force(None, kept.defaults) if for_all else kept.in_force
    country, unknown = country_of(text_of(values, "country"), old, desk)
    shown = form_texts.offered(situation.member.role, for_all=for_all)
    wishes = replace(
        wishes_of(values, country, beneath, for_all=for_all), off=off_of(values, shown, old, beneath)
    )
    own = replace(kept.own, wishes=wishes, leave=leave_of(values, kept.own.leave, situation.today))
    defaults = replace(kept.defaults, wishes=wishes)
    holds = in_force(None, defaults) if for_all else in_force(own, kept.defaults)
    card = texts.saved(
        holds,
        work.change,
        today=situation.today,
        for_all=for_all,
        leads=situation.member.role is Role.LEADER and not for_all,
        country=desk.calendars.countries().get(holds.country, ""),
        unknown_country=unknown,
    )
    async with desk.ledger.write(work) as open_books:
        if for_all:
            await open_books.of(WorkspaceDefaults).put(defaults)
        else:
            await open_books.of(MemberSettings).put(own)
            await _keep_lessons(open_books, work, text_of(values, "lessons") != "off")
            if model := text_of(values, "model"):
                member = replace(situation.member, model_allowed=model == "on", told_about_model=True)
                await open_books.of(Member).put(member)
        await remember(open_books, work)
        open_books.say(*reply(work, situation.member, card))


async def _keep_lessons(books: OpenBooks, work: Work[Any], wanted: bool) -> None:
    if wanted != await offered(books, work):
        await books.of(LessonSetting).put(
            LessonSetting(
                id=setting_id(work),
                workspace=work.scope.workspace,
                space=work.scope.own,
                created_at=work.now,
                offered=wanted,
            )
        )


async def pause(work: Work[Pause], desk: Desk) -> None:
    """Let nothing come by itself."""
    await _set_paused(work, desk, True)


async def resume(work: Work[Resume], desk: Desk) -> None:
    """Let things come by themselves again."""
    await _set_paused(work, desk, False)


async def _set_paused(work: Work[Any], desk: Desk, paused: bool) -> None:
    async with desk.ledger.read(work.scope) as books:
        kept = await _kept(books, work)
    if kept.own.paused == paused:
        same = texts.paused_already() if paused else texts.not_paused()
        await answer(work, desk, kept.situation, same, in_place=True)
        return
    card: Card = texts.paused(work.change) if paused else texts.resumed(work.change)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(MemberSettings).put(replace(kept.own, paused=paused))
        await remember(open_books, work)
        open_books.say(*update(work, kept.situation.member, card))


async def tell_about_model(work: Work[TellAboutModel], desk: Desk) -> None:
    """Say once, plainly, what goes to a model provider."""
    async with desk.ledger.read(work.scope) as books:
        member = await books.of(Member).get(work.scope.member)
    if member.told_about_model or not desk.provider:
        return
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Member).put(replace(member, told_about_model=True))
        open_books.say(Say(card=texts.about_model(desk.provider), subject="about-model"))


async def allow_model(work: Work[AllowModel], desk: Desk) -> None:
    """Keep the member's choice about the model."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    allowed = work.command.allowed
    member = replace(situation.member, model_allowed=allowed, told_about_model=True)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Member).put(member)
        await remember(open_books, work)
        open_books.say(*update(work, situation.member, texts.model_chosen(allowed, work.change)))


SETTINGS: dict[type[Command], Handler] = {
    EditSettings: edit_settings,
    SaveSettings: save_settings,
    Pause: pause,
    Resume: resume,
    TellAboutModel: tell_about_model,
    AllowModel: allow_model,
}
