"""REL-09: the drill. A full network is backed up and put back, the clock running.

One byte changed is found, missing keys are found, nothing is put over what is there, the journal
holds to its last entry, and the data without the keys hold nothing of what was told. What was
withdrawn after the backup does not come back with it: the list of it lies on a third machine.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import Any

from .prepared import empty, full
from .report import Report
from .stage import Server, Stage, Stuck, scratch

CANARY = "canario-tulipanes-7731"
MOST_SECONDS = 30 * 60
FLIPS = 100


def _files(folder: Path) -> tuple[Path, Path]:
    return next((folder / "data").glob("*.age")), next((folder / "keys").glob("*.age"))


def _flipped(stage: Stage, data: Path, keys: Path, identity: Path) -> int:
    """How many of a hundred changed bytes were found, half of them in each archive."""
    dice, found = random.Random(9), 0
    given = {"data": str(data), "keys": str(keys), "identity": str(identity), "flips": []}
    for victim in (data, keys):
        size = victim.stat().st_size
        given["flips"] += [
            [str(victim), dice.randrange(size), dice.randint(1, 255)] for _ in range(FLIPS // 2)
        ]
    found = stage.child("flips", given=given)
    return found


def _canary(data: Path, identity: Path, stage: Stage) -> int:
    return stage.child("canary", given={"data": str(data), "identity": str(identity), "word": CANARY})


def _starts(stage: Stage, network: str = "") -> bool:
    """Whether a server starts here; ``network``: one that says it is another than it was."""
    held = stage.extra
    stage.extra = held | ({"CAUCE_ENVIRONMENT": network} if network else {})
    try:
        with Server(stage):
            return True
    except Stuck:
        return False
    finally:
        stage.extra = held


def drill(cases: int, postgres: bool) -> dict[str, Any]:
    """Everything once; what was measured."""
    held, out = full(cases, postgres, "drill"), scratch() / f"out-{time.monotonic_ns()}"
    out.mkdir()
    # On a third machine, which is neither restored nor lost.
    apart = {"RETENTION_LEDGER": str(out / "withdrawn.jsonl")}
    shutil.move(held.folder / "retention-ledger.jsonl", apart["RETENTION_LEDGER"])
    held.extra = apart
    found: dict[str, Any] = {"planted": held.child("plant", given=CANARY)}
    found["started"] = _starts(held)  # from here on keys and data say whose they are
    made = held.child("recipient", given=str(out / "identity"))
    identity = out / "identity"
    before = held.child("heads")
    began = time.monotonic()
    held.cauce("backup", "--to", str(out / "data"), "--keys-to", str(out / "keys"), "--recipient", made)
    found["backup_seconds"] = time.monotonic() - began
    data, keys = _files(out)
    found["megabytes"] = data.stat().st_size / 1e6
    words = [str(data), "--keys", str(keys), "--identity", str(identity)]
    found["over"] = held.cauce("restore", *words, check=False).returncode
    found["check"] = held.cauce("restore", "--check", *words, check=False).returncode
    without = [str(data), "--identity", str(identity)]
    found["without_keys"] = held.cauce("restore", "--check", *without, check=False).returncode
    found["flips"] = _flipped(held, data, keys, identity)
    found["canaries"] = _canary(data, identity, held)
    withdrawn = held.child("withdraw")
    found["withdrawn"] = len(withdrawn["users"]) + len(withdrawn["consents"])
    held.end()
    # Another machine: nothing of the first one is left but the two archives and the identity.
    again = empty(scratch() / f"after-{time.monotonic_ns()}", postgres)
    again.extra, again.network = apart, held.network
    shutil.rmtree(held.folder)
    began = time.monotonic()
    found["restored"] = again.cauce("restore", *words, check=False).returncode
    found["restore_seconds"] = time.monotonic() - began
    found["same"] = again.child("heads") == before
    found["readable"] = again.child("readable", given=CANARY)
    # The other one first: nothing but what was put back can tell it that it is another.
    found["elsewhere"] = _starts(again, "another-network")
    found["back"] = again.child("came_back", given=withdrawn)
    found["starts"] = _starts(again)
    again.child("before", given=withdrawn)
    found["behind"], found["came"] = _starts(again), again.child("came_back", given=withdrawn)
    again.cauce("withdrawals", "replay")
    found["again"] = _starts(again) and not again.child("came_back", given=withdrawn)
    again.end()
    return found


def main(count: int, postgres: bool) -> Report:
    report = Report(f"REL-09 backup and restore, {'PostgreSQL' if postgres else 'SQLite'}")
    found = drill(count, postgres)
    whole = found["restored"] == 0 and found["same"] and found["readable"]
    report.add(
        f"put back on an empty machine: {found['megabytes']:.0f} MB",
        count,
        whole and found["restore_seconds"] < MOST_SECONDS,
        f"backup {found['backup_seconds']:.0f} s, restore {found['restore_seconds']:.0f} s, "
        f"journal to its last entry: {found['same']}, sealed parts open: {found['readable']}",
    )
    report.add("the archives are good", 1, found["check"] == 0)
    report.add("one byte changed", FLIPS, found["flips"] < FLIPS, f"{found['flips']} found", control=True)
    report.add("the keys left out", 1, found["without_keys"] == 0, control=True)
    report.add("restored over what is there", 1, found["over"] == 0, control=True)
    report.add("a server starts with what was put back", 1, found["started"] and found["starts"])
    report.add("started as another network", 1, found["elsewhere"], control=True)
    report.add(
        "withdrawn after the backup, and back with it",
        found["withdrawn"],
        found["withdrawn"] > 0 and found["back"] == 0 and found["again"],
        f"{found['back']} came back",
    )
    report.add(
        "started while something is still to be withdrawn", found["came"], found["behind"], control=True
    )
    report.add(
        "words told, in the data without the keys",
        1,
        found["canaries"] == 0,
        f"{found['planted']} planted, {found['canaries']} found",
    )
    return report
