"""What runs beside the code: licences that agree with ours, a written reason for each package."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata

from packaging.requirements import Requirement

from scripts import notices
from scripts.sbom import licences
from scripts.sbom import packages as locked

from .reading import ROOT

LOCK = (ROOT / "requirements/run.txt").read_text(encoding="utf-8")
EXPRESSION = re.compile(r"[A-Z0-9][\w.-]*(?: (?:AND|OR|WITH) [A-Z0-9][\w.-]*)*")
FAMILIES = ("MIT", "BSD", "Apache", "PSF", "MPL", "LGPL", "Zlib")

FREE = {
    *(
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "Apache-2.0",
        "PSF-2.0",
        "MPL-1.1",
        "MPL-2.0",
    ),
    *(
        "Zlib",
        "CC0-1.0",
        "Apache-2.0 WITH LLVM-exception",
        "LicenseRef-Public-Domain",
        "LicenseRef-xlrd-Giffin",
    ),
}
# Used unchanged, as a library one may replace: what the LGPL asks.
LESSER = {"psycopg", "psycopg-binary", "psycopg-pool"}


def packages(lock: str) -> list[str]:
    """The packages that this interpreter installs; those for another kind of Python are not."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    wanted = [Requirement(one) for one in re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*)", text, re.M)]
    return [one.name for one in wanted if one.marker is None or one.marker.evaluate()]


def told_by(package: str) -> str:
    """What a package says of its licence: an expression of SPDX, or other words; '' for nothing."""
    told = metadata(package)
    classes = [c for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    return told.get("License-Expression") or " · ".join(
        [(told.get("License") or "").split("\n")[0], *classes]
    )


def refused(package: str, licence: str) -> bool:
    """Whether a package may not run beside Apache-2.0 code: copyleft, or nothing known."""
    if package in LESSER and licence == "LGPL-3.0-only":
        return False
    return not all(set(one.split(" OR ")) & FREE for one in licence.split(" AND "))


def test_no_package_at_run_time_has_a_licence_that_binds_ours():
    held, table = [one["name"] for one in locked(LOCK)], licences()
    assert len(held) > 20 and list(table) == held, "a row for each package of the lock, in its order"
    assert {name: told for name, told in table.items() if refused(name, told)} == {}
    for name in packages("run"):
        said = told_by(name)
        if EXPRESSION.fullmatch(said):
            assert said == table[name], name
        families = {word for word in FAMILIES if word in table[name]}
        assert not said.strip(" ·") or any(word in said for word in families), (name, said)


def test_what_others_made_is_told_with_the_texts_of_its_licences():
    assert notices.TARGET.read_text("utf-8") == notices.written(LOCK), "make notices"
    told = dict(notices.texts("pyphen"))
    assert list(told) == ["COPYING.MPL", "LICENSE"], "of three licences, the text of the one that we take"
    without = {name for name in packages("run") if not list(notices.texts(name))}
    assert without == set(), "a package that brings no text of its licence"


def test_it_knows_a_licence_that_would_bind_ours():
    assert refused("x", "AGPL-3.0-only")
    assert refused("x", "GPL-2.0-or-later")
    assert refused("x", "LGPL-3.0-only") and not refused("psycopg", "LGPL-3.0-only")
    assert refused("x", "") and refused("x", "MIT AND GPL-3.0-only")
    assert not refused("x", "MIT") and not refused("x", "MIT OR GPL-3.0-only")


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
