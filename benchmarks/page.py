"""The page of one run: each figure beside its aim, and first of all what was not reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

Figures = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure is to be; `path` names it with dots, and `*` stands for any part."""

    path: str
    limit: float
    at_least: bool = False

    def is_reached(self, value: float) -> bool:
        """Whether a figure is as it is to be."""
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def words(self) -> str:
        """ "at most 50"."""
        return f"at {'least' if self.at_least else 'most'} {self.limit:g}"


AIMS = (
    Aim("acknowledge.*.worker busy.tactegic 50/s.p99_ms", 50),
    Aim("acknowledge.*.worker busy.tactegic 200/s.p99_ms", 100),
    Aim("acknowledge.*.worker busy.tactegic *.refused", 0),
    Aim("acknowledge.*.worker busy.tactegic *.failed", 0),
    Aim("startup.seconds_to_acknowledging", 2),
    Aim("startup.megabytes_of_intake_and_worker", 400),
    Aim("startup.idle_cpu_percent", 1),
    Aim("messages.note.beside_inference_ms", 15),
    Aim("messages.question.beside_inference_ms", 25),
    Aim("messages.question of promises.beside_inference_ms", 25),
    Aim("surfaces.home.seconds_with_150_contacts", 2),
    Aim("surfaces.import_of_10000.seconds_from_click_to_in", 20),
    Aim("recall*.recall_at_10_of_exact", 0.99, at_least=True),
    Aim("recall*.p50_ratio", 3),
    Aim("claims.*.rows_a_second.*.ratio", 0.6, at_least=True),
    Aim("sweep*.ratio", 1.5),
)
"""What is wanted of the figures that have an aim."""


_ABOUT = """\
Everything is measured while the whole service runs, and beside a bare reference in the same run: a Bolt app
that stores nothing, SQL by the driver alone, numpy over the same vectors. On a machine with other work the
ratios say more than the times. What was learned from profiles, and what was measured at greater length, is
in [benchmarks-notes.md](benchmarks-notes.md)."""
_EXPLAINED = {
    "startup": """\
A start counts until `/ready` says yes and an event is acknowledged (`seconds_to_acknowledging`); the worker,
which answers, is there after `seconds_to_both_ready`. Memory is Pss: what processes share counts once.""",
    "acknowledge": """\
Milliseconds until a request of Slack's is acknowledged, durably stored, with 5,000 messages waiting and the
worker at work. Every tenth request is a slash command.""",
    "messages": """\
Milliseconds of processor time of intake and worker a message, less what idling takes. Inference is what the
threads of the neural models take.""",
    "surfaces": """\
Seconds until the Home tab is shown with 150 contacts and with none, and until a file with 10,000 people is
previewed, and is in after the click.""",
    "recall": """\
The index without the model, and the model by itself; beside a service to which members write.""",
    "claims": """\
Rows a second that are claimed and marked done, both sides as durable; beside a service to which members
write.""",
    "sweep": """\
Milliseconds to find the members for whom something is due; beside a service to which members write.""",
}


def figures(found: object, path: str = "") -> Iterator[tuple[str, float | str]]:
    """Every figure of a result with its path, in the result's order."""
    if isinstance(found, Mapping):
        for name, value in found.items():
            yield from figures(value, f"{path}.{name}" if path else str(name))
    elif isinstance(found, (list, tuple)):
        for number, value in enumerate(found, 1):
            yield from figures(value, f"{path}.{number}")
    elif isinstance(found, (int, float)) and not isinstance(found, bool):
        yield path, float(found)
    else:
        yield path, str(found)


def aim_of(path: str, aims: Sequence[Aim] = AIMS) -> Aim | None:
    """What a figure is to be; None where nothing is said of it."""
    return next((aim for aim in aims if fnmatchcase(path, aim.path)), None)


def page(machine: str, results: Figures, failures: Mapping[str, str], aims: Sequence[Aim] = AIMS) -> str:
    """The whole page; `failures` are measurements that came to no end, with the kind of error."""
    rows = [(path, value, aim_of(path, aims)) for path, value in figures(results)]
    missed = [(path, value, aim) for path, value, aim in rows if aim and not _reached(value, aim)]
    never = [aim for aim in aims if not any(fnmatchcase(path, aim.path) for path, _, _ in rows)]
    lines = [
        "# Speed and size, measured",
        "",
        "`make bench` writes this page. " + machine,
        "",
        _ABOUT,
        "",
        "## Not reached",
        "",
    ]
    lines += [f"- `{path}` is **{_said(value)}**, wanted {aim.words}" for path, value, aim in missed]
    lines += [f"- `{aim.path}` was **not measured**, wanted {aim.words}" for aim in never]
    lines += [f"- `{name}` **came to no end**: {why}" for name, why in failures.items()]
    lines += [] if missed or never or failures else ["Nothing: every aim was reached."]
    for name in results:
        lines += ["", f"## {name.capitalize()}", ""]
        lines += [_EXPLAINED[name], ""] if name in _EXPLAINED else []
        lines += ["| figure | measured | aim |", "| --- | ---: | --- |"]
        lines += [
            f"| {path.removeprefix(f'{name}.')} | {_said(value)} | {aim.words if aim else ''} |"
            for path, value, aim in rows
            if path == name or path.startswith(f"{name}.")
        ]
    return "\n".join(lines) + "\n"


def _reached(value: float | str, aim: Aim) -> bool:
    return isinstance(value, float) and aim.is_reached(value)


def _said(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.4g}"
