"""What the exporters make of sixty hostile cells, opened by LibreOffice: how many formulas stand in each
kind.

    .venv/bin/python scripts/office.py        outside CI: soffice (Debian: libreoffice-calc) is not in the
    lock

The files are those that ``tests/security/test_hostile_cells.py`` makes. A table as text is opened twice: as a
person does who looks at nothing, and with every option that makes more of a cell, formulas included. A file
that is plainly hostile is opened too: if nothing is found in it, nothing was looked at. An e-mail, a log and
a PDF are no tables; their parsers stand in the tests.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = "tests/security/test_hostile_cells.py"
CONTROL = '=1+1,"=HYPERLINK(""a"")",x\n'
# Comma, quotes, UTF-8, from the first row; not every quoted cell a text, numbers looked for, formulas worked
# out.
TEXT = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1,true"
WAYS = {"csv": ("", TEXT), "xlsx": ("",), "ics": (TEXT,)}


def opened(files: list[Path], way: str, folder: Path) -> list[int]:
    """The formulas of each file, as LibreOffice writes it down again."""
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(folder)]
    asked = [f"--infilter={way}"] if way else []
    subprocess.run([*words, *asked, *map(str, files)], check=True, capture_output=True)
    written = [folder / f"{file.stem}.fods" for file in files]
    return [len(re.findall("table:formula=", file.read_text("utf-8"))) for file in written]


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        made.mkdir()
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", TESTS],
            cwd=ROOT,
            env=os.environ | {"HOSTILE_FILES": str(made)},
            check=True,
            stdout=sys.stderr,
        )
        (made / "control.csv").write_text(CONTROL, encoding="utf-8")
        found, count = Counter[str](), Counter[str]()
        for end, ways in WAYS.items():
            files = [one for one in sorted(made.glob(f"*.{end}")) if one.stem != "control"]
            for number, way in enumerate(ways):
                folder = Path(name) / f"{end}{number}"
                found[end] += sum(opened(files, way, folder))
                count[end] += len(files)
        [control] = opened([made / "control.csv"], TEXT, Path(name) / "control")
    for end in WAYS:
        print(f"{end:5} {count[end]:4} opened  {found[end]} formulas")
    print(f"plainly hostile: {control} formulas of 2")
    return int(control != 2 or sum(found.values()) > 0)


if __name__ == "__main__":
    sys.exit(main())
