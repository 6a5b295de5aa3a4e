"""Lists what is installed with the bot and under which licence, from the lock and the environment.

`python -m tools.sbom` prints a bill of materials (CycloneDX 1.6, JSON). `python -m tools.sbom check` ends
with 1 where a package of the lock has a licence that pyproject.toml does not allow. Neither needs a network.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.config import REPOSITORY

LOCK = REPOSITORY / "requirements" / "runtime.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)\s*(?:;\s*([^\\]+?))?\s*\\?$", re.M)

_PLAIN_NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "ISC License": "ISC",
}
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True)
class Component:
    """A package of the lock; `licence` is an SPDX expression, empty where the package names none."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package's name among all kinds of packages."""
        return f"pkg:pypi/{self.name}@{self.version}"


class NotInstalled(Exception):
    """The environment lacks a package that the lock names for it, or holds another version."""


def read_lock(text: str) -> dict[str, str]:
    """Return name and version of what a lock file names for this Python and system."""
    return {
        canonicalize_name(name): version
        for name, version, marker in _PINNED.findall(text)
        if not marker or Marker(marker.strip()).evaluate()
    }


def read_components(lock: Mapping[str, str]) -> list[Component]:
    """Return what the lock names as it is installed, by name; raises NotInstalled."""
    return [_component(name, version, lock) for name, version in sorted(lock.items())]


def _component(name: str, version: str, lock: Collection[str]) -> Component:
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        raise NotInstalled(f"{name} {version} is in the lock and not installed") from None
    if found.version != version:
        raise NotInstalled(f"{name} is installed as {found.version}, and the lock names {version}")
    needs = {canonicalize_name(Requirement(each).name) for each in found.requires or () if _applies(each)}
    return Component(name, version, read_licence(found.metadata), tuple(sorted(needs & set(lock))))


def _applies(requirement: str) -> bool:
    marker = Requirement(requirement).marker
    return marker is None or marker.evaluate({"extra": ""})


def read_licence(fields: metadata.PackageMetadata) -> str:
    """Return the licence that a package names as an SPDX expression, else what its classifiers say."""
    headers: Any = fields
    for stated in (headers.get("License-Expression"), headers.get("License")):
        short = (stated or "").strip().partition("\n")[0].strip()  # some give the whole text of a licence
        try:
            return str(canonicalize_license_expression(_PLAIN_NAMES.get(short, short)))
        except (InvalidLicenseExpression, ValueError):
            continue
    classifiers = (each.rsplit(" :: ", 1)[-1] for each in headers.get_all("Classifier") or ())
    return " OR ".join(dict.fromkeys(_CLASSIFIERS[each] for each in classifiers if each in _CLASSIFIERS))


def is_allowed(expression: str, allowed: Collection[str]) -> bool:
    """Tell whether a licence expression can be met by allowed licences alone.

    "MPL-2.0 AND (GPL-2.0-only OR MIT)" is met where MPL-2.0 and MIT are allowed.
    """
    words = expression.replace("(", " ( ").replace(")", " ) ").split()
    terms = {"AND": "and", "OR": "or", "(": "(", ")": ")"}
    formula = " ".join(terms.get(word, str(word in allowed)) for word in words)
    return bool(formula) and bool(eval(formula, {"__builtins__": {}}))  # of True, False, and, or alone


def refuse(components: Collection[Component], rules: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each component whose licence is not allowed, and for each needless exception."""
    excepted: Mapping[str, str] = rules["exceptions"]
    for each in components:
        if each.name not in excepted and not is_allowed(each.licence, rules["allowed"]):
            yield f"{each.name} {each.version} is under {each.licence or 'no licence that it names'}."
    for name in sorted(set(excepted) - {each.name for each in components}):
        yield f"The exception for {name} is no longer needed."


def make_bill(components: Collection[Component], version: str) -> dict[str, Any]:
    """Return the bill of materials; the same components give the same bill."""
    root = f"pkg:pypi/tactegic@{version}"
    purls = {each.name: each.purl for each in components}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": "tactegic", "version": version}
        },
        "components": [_entry(each) for each in components],
        "dependencies": [{"ref": root, "dependsOn": sorted(purls.values())}]
        + [
            {"ref": each.purl, "dependsOn": [purls[name] for name in each.needs if name in purls]}
            for each in components
        ],
    }


def _entry(component: Component) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": component.purl,
        "name": component.name,
        "version": component.version,
        "purl": component.purl,
    }
    return entry | ({"licenses": [{"expression": component.licence}]} if component.licence else {})


def main(arguments: list[str]) -> int:
    """Print the bill, or with `check` what is not allowed."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    components = read_components(read_lock(LOCK.read_text(encoding="utf-8")))
    if arguments == ["check"]:
        problems = list(refuse(components, project["tool"]["tactegic"]["licences"]))
        print("\n".join(problems) or f"The licences of {len(components)} packages are allowed.")
        return 1 if problems else 0
    print(json.dumps(make_bill(components, project["project"]["version"]), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
