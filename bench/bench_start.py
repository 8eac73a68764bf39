"""Starting the server, and the parts of a start, beside importing Django alone.

    python bench/bench_start.py [--quick]

The server is gunicorn on an empty database of its own, timed until ``/vivo/`` first answers 200.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from measure import ROOT, median, options, table, use_folder

BASELINE = 'python -c "import django"'
COMMAND = "from cauce.site.cli import main; main()"
PARTS = {
    BASELINE: "import django",
    "the settings": "import cauce.site.settings.run",
    "Django set up, every application": "import django; django.setup()",
    "the content of the edition": "from cauce.rules.content.loader import load_edition as l; l()",
    "every address of the house": "import cauce.site.wsgi; import cauce.site.urls",
}


def python(code: str, *words: str) -> None:
    """Run a line of Python in a process of its own, in the folder of the repository."""
    subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def serve() -> None:
    """Start the server as ``./run`` does, wait for the first answer, stop it."""
    port = free_port()
    words = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4",
             "--no-control-socket", "--log-level", "critical", "-b", f"127.0.0.1:{port}",
             "cauce.site.wsgi"]  # fmt: skip
    server = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        answer(f"http://127.0.0.1:{port}/vivo/", time.monotonic() + 60)
    finally:
        server.terminate()
        server.wait()


def answer(address: str, until: float) -> None:
    """Ask until there is an answer. Raises ``SystemExit`` when there is none in time."""
    request = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(request, timeout=5) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
    raise SystemExit("The server did not answer.")


def main() -> None:
    times = 3 if options(__doc__).quick else 7
    with tempfile.TemporaryDirectory() as folder:
        use_folder(Path(folder))
        python(COMMAND, "migrate", "-v0")
        rows = {name: median(lambda code=code: python(code), times) for name, code in PARTS.items()}
        rows["cauce check --help"] = median(lambda: python(COMMAND, "check", "--help"), times)
        rows["the server, until it answers"] = median(serve, times)
    milliseconds = {name: value * 1000 for name, value in rows.items()}
    table(f"Starting, medians of {times}", "ms", milliseconds, BASELINE)


if __name__ == "__main__":
    main()
