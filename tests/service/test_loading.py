"""What the processes of a start have to load: counted, for time depends on the machine."""

from __future__ import annotations

import subprocess
import sys

_LOADED = """
import sys
{}
print(*sorted(name for name in sys.modules))
"""
_OF_THE_WORKER = ("alembic", "chromadb", "matplotlib", "numpy", "onnxruntime", "openai", "sqlalchemy", "yaml")


def loaded_by(imports: str) -> list[str]:
    """The modules that a process has once it imported these."""
    code = _LOADED.format(imports)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_the_parent_loads_neither_settings_nor_logging_before_it_starts_the_others() -> None:
    modules = loaded_by("import bot.cli, bot.service.processes")

    tops = {name.partition(".")[0] for name in modules}
    assert not tops & {"pydantic", "structlog", "slack_bolt", "aiohttp", *_OF_THE_WORKER}
    assert len([name for name in modules if name.startswith("bot.")]) <= 5


def test_the_intake_takes_events_in_without_the_features() -> None:
    modules = loaded_by("import bot.service.intake")

    tops = {name.partition(".")[0] for name in modules}
    assert not tops & set(_OF_THE_WORKER)
    features = [name for name in modules if name.startswith("bot.features.") and name.count(".") > 2]
    assert all(name.endswith(".commands") for name in features), features
    assert not [name for name in modules if name.startswith(("bot.conversation", "bot.coach", "bot.memory"))]
    assert len([name for name in modules if name.startswith("bot.")]) <= 110
