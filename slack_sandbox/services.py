"""The working parts around the state, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sandbox.delivery import Delivery
from slack_sandbox.events import Events
from slack_sandbox.httpevents import HttpEvents
from slack_sandbox.installs import Installs
from slack_sandbox.interact import Interactions
from slack_sandbox.modals import Modals
from slack_sandbox.people import People
from slack_sandbox.postbox import Postbox
from slack_sandbox.scheduler import Scheduler
from slack_sandbox.socketmode import Sockets
from slack_sandbox.world import World


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
        """Something was scheduled."""
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
