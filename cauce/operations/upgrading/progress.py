"""How far an upgrade got: one small file beside the data, written whole before each step begins.

Whoever finds it (the next ``cauce upgrade``, the pages, the loop) knows what was under way, also when the
power went. The copy by which one goes back lies in the same folder, as closed as the data.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from django.conf import settings

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

# What is done, in order. «done»: all of it is; «back»: it is being undone.
Step = Literal["backup", "copy", "migrate", "replan", "verify", "done", "back"]
STEPS: tuple[Step, ...] = get_args(Step)
CHANGES = STEPS[2:5]  # in these the data are no longer as they were


@dataclass
class Progress:
    """``heads``: how each chain of the journal ended when the step began: name, length, seal; from
    «migrate» until «done» as in the copy. ``changes``: how many migrations were lacking. ``backup``: the
    files of the backup that was made or checked, and its pair."""

    step: Step
    begun: str
    changes: int
    heads: dict[str, list[Any]] = field(default_factory=dict)
    backup: dict[str, str] = field(default_factory=dict)


def folder() -> Path:
    """Where the file and the copy lie."""
    return Path(settings.VAR) / "upgrade"


def copied() -> Path:
    """The folder of the copy by which one goes back."""
    return folder() / "before"


def _file() -> Path:
    return folder() / "progress.json"


def found() -> Progress | None:
    """What was begun and not forgotten; None: nothing."""
    try:
        return Progress(**json.loads(_file().read_text("utf-8")))
    except FileNotFoundError:
        return None


def keep(progress: Progress) -> Progress:
    """Write it down, whole and on the disk before it has its name."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    part = _file().with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(progress), file)
        file.flush()
        os.fsync(file.fileno())
    part.rename(_file())
    settle(folder())
    return progress


def settle(place: Path) -> None:
    """The names in a folder are on the disk."""
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget() -> None:
    """Remove the copy, and at last the file."""
    shutil.rmtree(copied(), ignore_errors=True)
    _file().unlink(missing_ok=True)


def refuse_underway() -> None:
    """Raise where an upgrade, or its undoing, was cut: nothing is served from data that are half changed."""
    refuse_half_back()
    progress = found()
    if progress is not None and progress.step in CHANGES:
        raise bad_input("the_upgrade_was_cut", where=str(folder()))


def refuse_half_back() -> None:
    """Raise where the undoing was cut: from there it only goes back."""
    progress = found()
    if progress is not None and progress.step == "back":
        raise bad_input("going_back_was_cut", where=str(folder()))
