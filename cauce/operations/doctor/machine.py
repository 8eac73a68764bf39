"""What systemd says of this machine; nothing where systemd does not run it."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

from cauce.content.errors import BadInputs, Bilingual

bad_input = BadInputs(__file__)

RUNNING = Path("/run/systemd/system")
UNITS = ("cauce.socket", "cauce.service", "cauce-tick.service", "cauce-backup.timer")


def _says(*words: str) -> list[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()


def units(at: dt.datetime) -> Iterator[Bilingual]:
    """The units that do not run; none where none is installed."""
    if not RUNNING.is_dir() or _says("systemctl", "is-enabled", UNITS[1])[:1] in ([], ["not-found"]):
        return
    states = _says("systemctl", "is-active", *UNITS)
    for unit, state in zip(UNITS, states, strict=True):
        if state != "active":
            yield bad_input("a_unit_does_not_run", where=unit, unit=unit)


def clock(at: dt.datetime) -> Iterator[Bilingual]:
    """Whether the clock of this machine follows another one."""
    if RUNNING.is_dir() and _says("timedatectl", "show", "-p", "NTPSynchronized", "--value") == ["no"]:
        yield bad_input("the_clock_follows_nobody", where="timedatectl")
