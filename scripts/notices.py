"""What others made and a running server holds, with the texts that their licences ask for: THIRD-PARTY.txt.

    make notices      writes it again, from requirements/run.txt and the packages that are installed

``requirements/licences.csv`` says the licence of each package (SPDX); where one is offered under several, the
one that we take, and why. The same environment gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from scripts.sbom import licences, packages

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "THIRD-PARTY.txt"
# Texts of what is no package and lies in the tree.
OURS = (
    ("Atkinson Hyperlegible Next", "cauce/ui/static/ui/fonts/OFL.txt"),
    ("Noto Sans", "cauce/ui/static/ui/fonts/OFL-noto.txt"),
    ("us-atlas", "cauce/ui/data/ISC-us-atlas.txt"),
)
# Of what is offered under several licences, the texts of those that we do not take.
NOT_TAKEN = {"pyphen": ("COPYING.GPL", "COPYING.LGPL")}
_TEXT = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi", ".so")
RULE = "=" * 80


def _is_text(name: str, package: str) -> bool:
    path = PurePosixPath(name)
    if path.suffix in _CODE or path.name in NOT_TAKEN.get(package, ()):
        return False
    inside = any(part in ("licenses", "LICENSES") for part in path.parts[:-1])
    return (
        path.name != "README.md" and "AUTHORS" not in path.name and (inside or bool(_TEXT.match(path.name)))
    )


def texts(package: str) -> Iterator[tuple[str, str]]:
    """Name and text of each licence that a package brings; none where it is not installed here."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return
    for file in sorted(map(str, found.files or ())):
        if _is_text(file, package):
            text = Path(str(found.locate_file(file))).read_text("utf-8", errors="replace")
            yield PurePosixPath(file).name, text


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.expandtabs().splitlines()).strip("\n")


def written(lock: str) -> str:
    """The whole file for a lock. Texts that are the same but for spaces stand once, with all they are of."""
    rows, of, kept = licences(), {}, {}
    listed = [(one["name"], one["version"]) for one in packages(lock)]
    sources = [(f"{name} {version}", found) for name, version in listed for found in texts(name)]
    sources += [(name, (Path(path).name, (ROOT / path).read_text("utf-8"))) for name, path in OURS]
    for source, (name, text) in sources:
        key = "".join(text.split()).lower()
        kept.setdefault(key, _plain(text))
        of.setdefault(key, []).append(f"{source}: {name}")
    head = [
        "What others made and a running Cauce holds, in the versions of requirements/run.txt, each under",
        "its own licence. Written by `make notices`. What is no package is told in NOTICE.",
        "",
    ]
    head += [f"{name} {version}: {rows[name]}" for name, version in listed]
    parts = ["\n".join(head)]
    parts += ["\n".join([RULE, *dict.fromkeys(of[key]), RULE, "", text]) for key, text in kept.items()]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(written((ROOT / "requirements/run.txt").read_text("utf-8")), "utf-8")
