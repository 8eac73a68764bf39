"""What runs beside the code: licences that agree with ours, a written reason for each package."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata

from packaging.requirements import Requirement

from .reading import ROOT

FREE = ("MIT", "BSD", "Apache", "PSF", "ISC", "HPND", "MPL", "Unicode", "Zlib", "CC0")
# Used unchanged, as a library one may replace: what the LGPL asks.
LESSER = {"psycopg", "psycopg-binary", "psycopg-pool"}
# Offered under several licences; we take the one that agrees with ours.
CHOSEN = {"pyphen": "MPL"}
# Say nothing in their metadata; their licence files were read.
READ = {"pyxform": "BSD-2-Clause", "pyrage": "MIT"}


def packages(lock: str) -> list[str]:
    """The packages that this interpreter installs; those for another kind of Python are not."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    wanted = [Requirement(one) for one in re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*)", text, re.M)]
    return [one.name for one in wanted if one.marker is None or one.marker.evaluate()]


def licence(package: str) -> str:
    """What a package says of its licence, in one line."""
    told = metadata(package)
    classes = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    given = told.get("License-Expression") or (told.get("License") or "").split("\n")[0]
    return " · ".join([given, *classes]).strip(" ·") or READ.get(package, "")


def refused(package: str, told: str) -> bool:
    """Whether a package may not run beside Apache-2.0 code: copyleft, or nothing known."""
    if package in CHOSEN:
        return CHOSEN[package] not in told
    if "LGPL" in told:
        return package not in LESSER
    return "GPL" in told or not any(free in told for free in FREE)


def test_no_package_at_run_time_has_a_licence_that_binds_ours():
    found = {name: licence(name) for name in packages("run")}
    assert len(found) > 20
    assert {name: told for name, told in found.items() if refused(name, told)} == {}


def test_it_knows_a_licence_that_would_bind_ours():
    assert refused("x", "AGPL-3.0-only")
    assert refused("x", "GPL-2.0-or-later")
    assert refused("x", "LGPL-3.0-only") and not refused("psycopg", "LGPL-3.0-only")
    assert refused("x", "")
    assert not refused("x", "MIT")
    assert refused("pyphen", "GPL") and not refused("pyphen", "GPL 2.0+/LGPL 2.1+/MPL 1.1")


def direct() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"].values()
    named = [*project["project"]["dependencies"], *(one for group in groups for one in group)]
    return [re.split(r"[\[=<>~! ]", one)[0] for one in named]


def without_reason(names: list[str], page: str) -> list[str]:
    return [name for name in names if f"`{name}`" not in page]


def test_every_direct_dependency_has_a_written_reason():
    page = (ROOT / "docs/decisions/0004-dependencies.md").read_text(encoding="utf-8")
    assert without_reason(direct(), page) == []
    assert without_reason(["left-pad"], page) == ["left-pad"]
