"""Starting the server, and the parts of a start, beside importing Django alone.

    python bench/bench_start.py [--quick]

The server is gunicorn on an empty database of its own, timed until ``/salud/viva/`` first answers 200.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from house import QUICK_CASES, free_port, network
from house import serve as serving
from measure import ROOT, median, options, table, use_folder

BASELINE = 'python -c "import django"'
COMMAND = "from cauce.site.cli import main; main()"
PARTS = {
    BASELINE: "import django",
    "the settings": "import cauce.site.settings.run",
    "Django set up, every application": "import django; django.setup()",
    "the content of the edition": "from cauce.content.loader import load_edition as l; l()",
    "every address of the house": "import cauce.site.wsgi; import cauce.site.urls",
}


def python(code: str, *words: str) -> None:
    """Run a line of Python in a process of its own, in the folder of the repository."""
    subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def serve() -> None:
    """Start the server as ``./run`` does, wait for the first answer, stop it."""
    server = serving(free_port())
    server.terminate()
    server.wait()


def main() -> None:
    quick = options(__doc__).quick
    times = 1 if quick else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        use_folder(folder)
        if quick:
            network(folder, QUICK_CASES)
        else:
            python(COMMAND, "migrate", "-v0")
        rows = {name: median(lambda code=code: python(code), times) for name, code in PARTS.items()}
        rows["cauce check --help"] = median(lambda: python(COMMAND, "check", "--help"), times)
        rows["the server, until it answers"] = median(serve, times)
    milliseconds = {name: value * 1000 for name, value in rows.items()}
    table(f"Starting, medians of {times}", "ms", milliseconds, BASELINE)


if __name__ == "__main__":
    main()
