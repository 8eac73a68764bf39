"""The list of components (SBOM) of a running server, in CycloneDX 1.6, from the lock and its licences.

    python scripts/sbom.py [FILE]     standard output when no file is named

The same lock gives the same bytes: no clock, no network, nothing of this machine.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+))?", re.IGNORECASE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^\s+#\s+(?:via\s+)?([a-z0-9][a-z0-9._-]*)(\s|$)", re.IGNORECASE)


def licences() -> dict[str, str]:
    """The licence of each package of the lock, in SPDX; of several that are offered, the one that we take."""
    with (ROOT / "requirements/licences.csv").open(encoding="utf-8", newline="") as rows:
        return {row["package"]: row["licence"] for row in csv.DictReader(rows)}


def packages(lock: str) -> list[dict[str, Any]]:
    """Each package of a lock: name, version, marker, the hashes it may have, who asks for it."""
    found: list[dict[str, Any]] = []
    for line in lock.splitlines():
        if head := _PACKAGE.match(line):
            name, version, marker = head.groups()
            found.append(
                {
                    "name": name,
                    "version": version,
                    "marker": (marker or "").strip(),
                    "hashes": [],
                    "asked_by": [],
                }
            )
        elif found and (held := _HASH.search(line)):
            found[-1]["hashes"].append(held.group(1))
        elif found and (via := _VIA.match(line)) and via.group(1) != "via":
            found[-1]["asked_by"].append(via.group(1))
    return found


def _ref(package: dict[str, Any]) -> str:
    return f"pkg:pypi/{package['name']}@{package['version']}"


def _component(package: dict[str, Any], licence: str) -> dict[str, Any]:
    # A lock names every file that may be installed; CycloneDX's own field means one file.
    told = [{"name": "cauce:lock:sha256", "value": one} for one in package["hashes"]]
    if package["marker"]:
        told.append({"name": "cauce:lock:marker", "value": package["marker"]})
    return {
        "type": "library",
        "bom-ref": _ref(package),
        "name": package["name"],
        "version": package["version"],
        "purl": _ref(package),
        "scope": "required",
        "licenses": [{"expression": licence}],
        "properties": told,
    }


def bill(lock: str, name: str, version: str) -> dict[str, Any]:
    """The whole document for a lock; ``name`` and ``version`` are those of the program."""
    held, under = packages(lock), licences()
    refs = {one["name"]: _ref(one) for one in held}
    root = f"pkg:generic/{name}@{version}"
    asks: dict[str, list[str]] = {ref: [] for ref in (root, *refs.values())}
    for one in held:
        for by in one["asked_by"]:
            asks[root if by == name else refs[by]].append(_ref(one))
    digest = hashlib.sha256(lock.encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": name, "version": version},
            "properties": [{"name": "cauce:lock:file-sha256", "value": digest}],
        },
        "components": [_component(one, under[one["name"]]) for one in held],
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in asks.items()],
    }


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements/run.txt").read_text("utf-8")
    text = json.dumps(bill(lock, project["name"], project["version"]), indent=1) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, "utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
