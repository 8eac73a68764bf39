"""The press prints beside this process, which keeps nothing of it; killed, it begins again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cauce.protocol.documents import paper
from cauce.protocol.documents.press import Press

PAGE = '<html lang="es"><title>Hoja</title><body><p>{}</p></body></html>'


@pytest.fixture(scope="module")
def press():
    made = Press(paper._folders())
    yield made
    made._running.kill()
    made._leave()


def test_it_prints_what_it_is_told_and_begins_again_after_it_ended(press):
    first = press.print(PAGE.format("ánimo"), "letter")
    assert first.startswith(b"%PDF-") and press.print(PAGE.format("ánimo"), "letter") == first
    running = press._running
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert press.print(PAGE.format("ánimo"), "letter") == first
    assert press._running.pid != running.pid


@pytest.mark.parametrize("asked", ["http://10.0.0.1/a.png", "file:///etc/passwd", "file:///static/../x.svg"])
def test_a_page_that_asks_for_another_file_is_refused_and_the_next_one_printed(press, asked):
    with pytest.raises(ValueError, match="house|not one of our files"):
        press.print(PAGE.format(f'<img alt="x" src="{asked}">'), "letter")
    assert press.print(PAGE.format("sigue")).startswith(b"%PDF-")


def test_it_keeps_its_memory_to_itself(press):
    press.print(PAGE.format("una"))
    limits = Path(f"/proc/{press._running.pid}/limits").read_text()
    assert "cauce.site.press" in Path(f"/proc/{press._running.pid}/cmdline").read_text()
    assert [line.split()[4:6] for line in limits.splitlines() if "core file" in line] == [["0", "0"]]


def test_what_sets_type_is_not_read_by_whoever_prints():
    code = (
        "import django, sys; django.setup()\nfrom cauce.protocol.documents.paper import printed\n"
        f"assert printed({PAGE.format('hola')!r}).startswith(b'%PDF')\n"
        "sys.exit(str([one for one in ('weasyprint', 'fontTools') if one in sys.modules] or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
