"""Puts the workspace's services together, each given what it works with."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sandbox.delivery.delivery import Delivery
from slack_sandbox.delivery.events import Events
from slack_sandbox.delivery.http import HttpEvents
from slack_sandbox.delivery.sockets import Sockets
from slack_sandbox.services.installs import Installs
from slack_sandbox.services.interactions import Interactions
from slack_sandbox.services.modals import Modals
from slack_sandbox.services.people import People
from slack_sandbox.services.postbox import Postbox
from slack_sandbox.services.scheduler import Scheduler
from slack_sandbox.workspace.world import World


@dataclass(frozen=True)
class Services:
    """What handlers of the Web API, the client and the control interface work with."""

    world: World
    sockets: Sockets
    http: HttpEvents
    delivery: Delivery
    events: Events
    postbox: Postbox
    modals: Modals
    interactions: Interactions
    people: People
    installs: Installs
    scheduler: Scheduler

    def wake_scheduler(self) -> None:
        """Has the scheduler look again, since something was scheduled."""
        self.scheduler.wake()


def build_services(world: World) -> Services:
    """Wires the parts for one world."""
    sockets, http = Sockets(world), HttpEvents(world)
    delivery = Delivery(world, sockets, http)
    events = Events(world, delivery)
    postbox, modals = Postbox(world, events), Modals(world)
    interactions = Interactions(world, delivery, postbox, modals)
    return Services(
        world,
        sockets,
        http,
        delivery,
        events,
        postbox,
        modals,
        interactions,
        People(world, events, postbox),
        Installs(world, events),
        Scheduler(world, postbox),
    )
